//! Files of sequences, plain and compressed. How much is read at a time must not change what is read.

use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use pagewing::genome::{Fasta, GenomeError};

use crate::fuzz;

/// Names and bases.
fn read(bytes: &[u8], most: usize) -> Result<Vec<(String, Vec<u8>)>, GenomeError> {
    let mut fasta = Fasta::of(Box::new(Cursor::new(bytes.to_vec())))?;
    let mut records = Vec::new();
    while let Some(name) = fasta.next_record()? {
        let mut bases = Vec::new();
        while fasta.read(most, &mut bases)? > 0 {}
        records.push((name, bases));
    }
    Ok(records)
}

fn reads(bytes: &[u8]) -> Result<(), String> {
    let whole = read(bytes, 1 << 20);
    let pieces = read(bytes, 7);
    if format!("{whole:?}") != format!("{pieces:?}") {
        return Err(format!("{whole:?} in one piece, {pieces:?} in several"));
    }
    for (name, bases) in whole.unwrap_or_default() {
        if name.is_empty() || name.contains(char::is_whitespace) {
            return Err(format!("a record is called {name:?}"));
        }
        if let Some(wrong) = bases.iter().find(|base| !b"ACGTN".contains(base)) {
            return Err(format!("{name} has {wrong}"));
        }
    }
    Ok(())
}

#[test]
fn sequences() {
    let plain = [
        &b">chr1 a name\nACGTNNacgtRYKM\nACGT\n>chr2\r\nUUAC\r\n; a note\r\nGT\r\n"[..],
        b">sp|P1\nMEEPQSDPSVEPPLSQETFSDLWKLLPENN\n",
        b"\xef\xbb\xbf>a\n\n>b\nAC GT\t1\n",
    ];
    let packed = plain.map(|bytes| {
        let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
        packer.write_all(bytes).expect("memory");
        packer.finish().expect("memory")
    });
    let corpus: Vec<Vec<u8>> = plain
        .map(<[u8]>::to_vec)
        .into_iter()
        .chain(packed)
        .collect();
    fuzz("sequences", &corpus, 400, &reads);
}
