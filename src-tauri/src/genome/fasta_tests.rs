//! What the reader makes of files as people have them, and of files that are no sequences.

use std::io::{BufReader, Cursor, Read, Write};

use flate2::Compression;
use flate2::write::GzEncoder;

use super::error::GenomeError;
use super::fasta::Fasta;

fn of(bytes: &[u8]) -> Result<Fasta, GenomeError> {
    Fasta::of(Box::new(Cursor::new(bytes.to_vec())))
}

/// Names and bases of a file, read `most` bases at a time.
fn read_by(bytes: &[u8], most: usize) -> Result<Vec<(String, String)>, GenomeError> {
    let mut fasta = of(bytes)?;
    let mut records = Vec::new();
    while let Some(name) = fasta.next_record()? {
        let mut bases = Vec::new();
        while fasta.read(most, &mut bases)? > 0 {}
        records.push((name, String::from_utf8(bases).unwrap()));
    }
    Ok(records)
}

fn read(text: &str) -> Result<Vec<(String, String)>, GenomeError> {
    read_by(text.as_bytes(), 1 << 20)
}

fn record(name: &str, bases: &str) -> (String, String) {
    (name.into(), bases.into())
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

const TWO: &str = ">chr1 the first\nACGT\nAC\n\n>chr2\nGGTT\n";

#[test]
fn several_records_are_read_however_their_lines_end() {
    let expected = [record("chr1", "ACGTAC"), record("chr2", "GGTT")];
    for text in [
        TWO.to_owned(),
        TWO.replace('\n', "\r\n"),
        TWO.replace('\n', "\r"),
        TWO.trim_end().to_owned(),
        format!("\u{feff}{TWO}"),
        format!(
            "; made by hand\n{}",
            TWO.replace("AC\n", "; a note\n A C\t\n")
        ),
    ] {
        for most in [1, 3, 1 << 20] {
            assert_eq!(
                read_by(text.as_bytes(), most).unwrap(),
                expected,
                "{text:?}"
            );
        }
    }
}

#[test]
fn compressed_files_are_read_also_in_several_parts() {
    let expected = read(TWO).unwrap();
    assert_eq!(read_by(&packed(TWO.as_bytes()), 5).unwrap(), expected);
    // as bgzip writes it
    let (front, back) = TWO.as_bytes().split_at(20);
    let parts = [packed(front), packed(back)].concat();
    assert_eq!(read_by(&parts, 5).unwrap(), expected);
    let mut cut = packed(TWO.as_bytes());
    cut.truncate(cut.len() - 12);
    assert!(matches!(read_by(&cut, 5), Err(GenomeError::Damaged)));
}

#[test]
fn lower_case_is_counted_and_codes_of_several_bases_are_n() {
    let mut fasta = of(b">x\nACgtnNRyU\n").unwrap();
    assert_eq!(fasta.next_record().unwrap().as_deref(), Some("x"));
    let mut bases = Vec::new();
    fasta.read(100, &mut bases).unwrap();
    assert_eq!(bases, b"ACGTNNNNT");
    assert_eq!(fasta.masked(), 4);
}

#[test]
fn a_wrong_letter_is_named_with_its_place() {
    for (text, expected) in [
        (">x\nACGT\nACE ACGTACGT\n", ('E', 3, 3)),
        (">x\r\nACGT\r\n AC1\r\n", ('1', 3, 4)),
        ("; a note\n>x\n; another\nAC-GT", ('-', 4, 3)),
        (">x\nACGé\n", ('é', 2, 4)),
        (">x\nACGT>y\n", ('>', 2, 5)),
    ] {
        match read(text) {
            Err(GenomeError::WrongLetter {
                letter,
                line,
                column,
                record,
            }) => assert_eq!(
                (letter, line, column, &*record),
                (expected.0, expected.1, expected.2, "x")
            ),
            other => panic!("{text:?}: {other:?}"),
        }
    }
}

#[test]
fn a_wrong_letter_in_a_later_record_is_found_although_nobody_reads_it() {
    let mut fasta = of(b">x\nACGT\n>y\nAC!T\n>z\nA\n").unwrap();
    assert!(fasta.next_record().is_ok());
    assert_eq!(fasta.next_record().unwrap().as_deref(), Some("y"));
    assert!(matches!(
        fasta.next_record(),
        Err(GenomeError::WrongLetter {
            line: 4,
            column: 3,
            ..
        })
    ));
}

#[test]
fn a_protein_is_told_from_a_mistyped_base() {
    let protein = ">sp|P04637 a protein\nMEEPQSDPSVEPPLSQETFSDLWKLLPENNVLSPLPSQAMDDLMLSPDDIEQ\n";
    match read(protein) {
        Err(GenomeError::Protein { record, line }) => {
            assert_eq!((&*record, line), ("sp|P04637", 1))
        }
        other => panic!("{other:?}"),
    }
    // each of these letters is also a code for bases
    let all_codes = ">k\nMKVRDHSWMKYVRDHSKMWVDRHKS\n";
    assert!(matches!(read(all_codes), Err(GenomeError::Protein { .. })));
    let mistyped = ">x\nACGTACGTACGTACGEACGTACGTACGT\n";
    assert!(matches!(
        read(mistyped),
        Err(GenomeError::WrongLetter { letter: 'E', .. })
    ));
}

#[test]
fn an_empty_record_is_refused_wherever_it_stands() {
    for text in [">x\n>y\nAC\n", ">x\n\n; nothing\n>y\nAC\n", ">y\nAC\n>x"] {
        match read(text) {
            Err(GenomeError::EmptyRecord { record, .. }) => assert_eq!(record, "x", "{text:?}"),
            other => panic!("{text:?}: {other:?}"),
        }
    }
}

#[test]
fn what_is_no_fasta_is_refused_with_its_line() {
    for (text, expected) in [
        ("ACGT\n", 1),
        ("\n\n@read\nACGT\n+\nIIII\n", 3),
        (">  \nAC\n", 1),
    ] {
        match read(text) {
            Err(GenomeError::NotFasta { line }) => assert_eq!(line, expected, "{text:?}"),
            other => panic!("{text:?}: {other:?}"),
        }
    }
    assert!(read("; only a note\n").unwrap().is_empty());
}

/// A record of one line without an end, as long as is asked for.
struct Endless {
    left: u64,
}

impl Read for Endless {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let count = into
            .len()
            .min(usize::try_from(self.left).unwrap_or(usize::MAX));
        into[..count].fill(b'a');
        self.left -= count as u64;
        Ok(count)
    }
}

#[test]
fn a_chromosome_in_one_line_is_read_a_piece_at_a_time() {
    let head = Cursor::new(b">chr1\n".to_vec());
    let endless = head.chain(Endless { left: 50_000_000 });
    let mut fasta = Fasta::of(Box::new(BufReader::new(endless))).unwrap();
    fasta.next_record().unwrap();
    let (mut all, mut piece) = (0, Vec::with_capacity(10_000));
    let room = piece.capacity();
    loop {
        piece.clear();
        let count = fasta.read(10_000, &mut piece).unwrap();
        // never more than was asked for
        assert_eq!(piece.capacity(), room);
        if count == 0 {
            break;
        }
        all += count;
    }
    assert_eq!((all, fasta.masked()), (50_000_000, 50_000_000));
}
