//! Files of sequences, plain and compressed, what was kept of a run on one, and what the window asks of it. How much is read at a
//! time must not change what is read.

use std::io::{Cursor, Write};
use std::path::Path;
use std::sync::atomic::AtomicBool;

use flate2::Compression;
use flate2::write::GzEncoder;
use pagewing::genome::{
    Entry, Fasta, GenomeError, Index, Journal, Merge, Named, Part, Results, Windowed, bed,
    bedgraph, index, json,
};

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

/// A file of two records.
fn two_records(folder: &Path) -> Index {
    let genome = folder.join("a.fa");
    std::fs::write(&genome, ">a\nACGTACGTACGT\n>b\nACGTNNACGT\n").expect("a file");
    index(&genome, &AtomicBool::new(false)).expect("sequences")
}

/// What a model with two classes says of a window.
fn entry(record: usize, start: u64, end: u64) -> Entry {
    let values = vec![0.25, 0.75];
    Entry {
        record,
        next: end,
        parts: vec![Part { start, end, values }],
    }
}

/// A run of the file goes on behind what is good of a journal, and its results are written.
#[test]
fn journals() {
    let folder = tempfile::tempdir().expect("a folder");
    let index = two_records(folder.path());
    let journal = || Journal::open(folder.path(), "key", "tiny");
    let mut made = journal().expect("a journal");
    for (record, start, end) in [(0, 0, 8), (0, 4, 12), (1, 0, 4), (1, 6, 10)] {
        made.add(&entry(record, start, end)).expect("it is kept");
    }
    drop(made);
    let file = folder.path().join("key.jsonl");
    let lines = std::fs::read(&file).expect("the journal");
    let labels = ["intron".to_owned(), "exon".to_owned()];
    fuzz("journal", &[lines], 200, &|changed| {
        std::fs::write(&file, changed).map_err(|error| error.to_string())?;
        let mut kept = journal().map_err(|error| error.to_string())?;
        let before = kept.count();
        kept.add(&entry(1, 0, 4))
            .map_err(|error| error.to_string())?;
        if kept.count() != before + 1 || kept.next_place() != Some((1, 4)) {
            return Err("what was added is not behind what was there".to_owned());
        }
        for merge in [Merge::Average, Merge::Middle] {
            let results = Results {
                model: "tiny",
                index: &index,
                labels: &labels,
                track: &Windowed {
                    journal: &kept,
                    merge,
                },
            };
            let out = &mut std::io::sink();
            let _ = bed(out, &results, Named::Best);
            let _ = bedgraph(out, &results, None);
            let _ = json(out, &results, true);
        }
        Ok(())
    });
}
