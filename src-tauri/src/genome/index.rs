//! What is in a file of sequences, found by reading all of it once: a wrong letter in the last record must not stop a run
//! that has worked for hours on the others.

use std::ops::Range;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::error::GenomeError;
use super::fasta::Fasta;

/// A run of this many `N` is a gap: nothing is known there, and no model reads it. Assemblies write at least as many where
/// two pieces were joined.
const GAP: u64 = 100;
/// Bases that are read at a time.
const PIECE: usize = 1 << 16;
/// Bytes that the list of a file's records may take, with the pieces between gaps: some million records, as assemblies in many
/// pieces have. A small compressed file can have billions.
const MOST: u64 = 512 << 20;

/// The records of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Index {
    /// In the order of the file.
    pub records: Vec<Record>,
    /// Distinguishes files of other names or bases: hexadecimal digits.
    pub digest: String,
}

/// A record of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The first word of its name.
    pub name: String,
    /// What stands behind it in its line.
    pub description: String,
    /// The number of its bases.
    pub length: u64,
    /// Bases in lower case, which marks repeats.
    pub masked: u64,
    /// Bases that are not known: `N` and codes for several bases.
    pub unknown: u64,
    /// Bases that are `G` or `C`.
    pub gc: u64,
    /// The ranges between its gaps, in order: what models read.
    pub segments: Vec<Range<u64>>,
}

impl Index {
    /// The number of bases that a model reads.
    pub fn bases(&self) -> u64 {
        let segments = self.records.iter().flat_map(|record| &record.segments);
        segments
            .map(|segment| segment.end.saturating_sub(segment.start))
            .fold(0, u64::saturating_add)
    }
}

/// The number of bases that a model has read before it comes to a place. Places come in the order of the file, so that all of them
/// together take one way through the index, however many windows and records there are.
pub(super) struct Passed<'a> {
    index: &'a Index,
    record: usize,
    segment: usize,
    /// The bases of all segments before this one.
    bases: u64,
}

impl<'a> Passed<'a> {
    pub(super) fn of(index: &'a Index) -> Self {
        Self {
            index,
            record: 0,
            segment: 0,
            bases: 0,
        }
    }

    /// The bases before a place that is not before the last one.
    pub(super) fn before(&mut self, record: usize, at: u64) -> u64 {
        while let Some(now) = self.index.records.get(self.record) {
            match now.segments.get(self.segment) {
                Some(segment) if self.record < record || segment.end <= at => {
                    let length = segment.end.saturating_sub(segment.start);
                    self.bases = self.bases.saturating_add(length);
                    self.segment += 1;
                }
                None if self.record < record => {
                    self.record += 1;
                    self.segment = 0;
                }
                Some(segment) => {
                    return self.bases.saturating_add(at.saturating_sub(segment.start));
                }
                None => break,
            }
        }
        self.bases
    }
}

impl Record {
    /// Bytes that it takes in a list.
    fn bytes(&self) -> u64 {
        let fixed = size_of::<Self>() + size_of_val(self.segments.as_slice());
        (fixed + self.name.len() + self.description.len()) as u64
    }
}

/// Reads a whole file.
///
/// # Errors
/// [`GenomeError`] if any of it is wrong, the list of its records takes too much memory, or `stop` is set.
pub fn index(path: &Path, stop: &AtomicBool) -> Result<Index, GenomeError> {
    of(Fasta::open(path)?, stop)
}

/// As [`index`]; `progress` receives the share of the file that was read, 0 to 1.
///
/// # Errors
/// As [`index`].
pub fn index_with(
    path: &Path,
    stop: &AtomicBool,
    progress: &mut dyn FnMut(f32),
) -> Result<Index, GenomeError> {
    followed(Fasta::open(path)?, stop, progress)
}

pub(super) fn of(fasta: Fasta, stop: &AtomicBool) -> Result<Index, GenomeError> {
    followed(fasta, stop, &mut |_| ())
}

fn followed(
    fasta: Fasta,
    stop: &AtomicBool,
    progress: &mut dyn FnMut(f32),
) -> Result<Index, GenomeError> {
    limited(fasta, stop, progress, MOST)
}

fn limited(
    mut fasta: Fasta,
    stop: &AtomicBool,
    progress: &mut dyn FnMut(f32),
    limit: u64,
) -> Result<Index, GenomeError> {
    let mut records = Vec::new();
    let mut taken = 0_u64;
    let mut hash = Sha256::new();
    let mut piece = Vec::with_capacity(PIECE);
    while let Some(name) = fasta.next_record()? {
        let mut scan = Scan::default();
        loop {
            if stop.load(Ordering::Relaxed) {
                return Err(GenomeError::Cancelled);
            }
            piece.clear();
            if fasta.read(PIECE, &mut piece)? == 0 {
                break;
            }
            hash.update(&piece);
            piece.iter().for_each(|base| scan.take(*base));
            if taken + scan.bytes() > limit {
                return Err(GenomeError::TooManyRecords { limit });
            }
            progress(fasta.done());
        }
        hash.update(b"\n");
        hash.update(name.as_bytes());
        hash.update(b"\n");
        let masked = fasta.masked();
        let description = fasta.description().to_owned();
        let record = scan.record(name, description, masked);
        taken += record.bytes();
        if taken > limit {
            return Err(GenomeError::TooManyRecords { limit });
        }
        records.push(record);
    }
    if records.is_empty() {
        return Err(GenomeError::NotFasta { line: 1 });
    }
    let digest = hash.finalize();
    Ok(Index {
        records,
        digest: digest.iter().map(|byte| format!("{byte:02x}")).collect(),
    })
}

/// What was seen of a record.
#[derive(Default)]
struct Scan {
    length: u64,
    unknown: u64,
    gc: u64,
    /// How many unknown bases were the last ones.
    run: u64,
    /// Where the segment began that is being read.
    open: Option<u64>,
    segments: Vec<Range<u64>>,
}

impl Scan {
    fn take(&mut self, base: u8) {
        if base == b'N' {
            self.unknown += 1;
            self.run += 1;
            if self.run == GAP {
                self.close(self.length + 1);
            }
        } else {
            self.run = 0;
            self.gc += u64::from(matches!(base, b'G' | b'C'));
            self.open.get_or_insert(self.length);
        }
        self.length += 1;
    }

    /// Bytes that its segments take.
    fn bytes(&self) -> u64 {
        size_of_val(self.segments.as_slice()) as u64
    }

    /// Ends the segment before the unknown bases that end at `end`.
    fn close(&mut self, end: u64) {
        if let Some(start) = self.open.take() {
            self.segments.push(start..end - self.run);
        }
    }

    fn record(mut self, name: String, description: String, masked: u64) -> Record {
        self.close(self.length);
        // most records have one, and room for several would be left empty
        self.segments.shrink_to_fit();
        Record {
            name,
            description,
            length: self.length,
            masked,
            unknown: self.unknown,
            gc: self.gc,
            segments: self.segments,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn indexed(text: &str) -> Index {
        let fasta = Fasta::of(Box::new(Cursor::new(text.as_bytes().to_vec()))).unwrap();
        of(fasta, &AtomicBool::new(false)).unwrap()
    }

    #[test]
    fn gaps_are_left_out_and_few_unknown_bases_are_not() {
        let gap = "N".repeat(150);
        let text = format!(">a first  of all\nNNACGTNNAC{gap}GGN\n>b\n{gap}\n>c\nacgt\n");
        let index = indexed(&text);
        let [a, b, c] = index.records.as_slice() else {
            panic!("{index:?}");
        };
        assert_eq!((a.length, a.unknown, a.masked, a.gc), (163, 155, 0, 5));
        assert_eq!(a.segments, [2..10, 160..162]);
        assert_eq!((b.length, b.unknown), (150, 150));
        assert!(b.segments.is_empty());
        assert_eq!((c.length, c.masked), (4, 4));
        assert_eq!(a.description, "first of all");
        assert_eq!((c.description.as_str(), c.gc), ("", 2));
        assert_eq!(index.bases(), 8 + 2 + 4);
        let mut passed = Passed::of(&index);
        let places = [(0, 0), (0, 4), (0, 50), (0, 161), (2, 1), (2, 4), (3, 0)];
        let before = places.map(|(record, at)| passed.before(record, at));
        assert_eq!(before, [0, 2, 8, 9, 11, 14, 14]);
        assert_eq!(Passed::of(&index).before(2, 1), 11);
    }

    #[test]
    fn many_records_take_one_way_through_the_index() {
        // a way through all records for each of them would not come to an end
        const MANY: usize = 300_000;
        let record = Record {
            name: String::new(),
            description: String::new(),
            length: 4,
            masked: 0,
            unknown: 0,
            gc: 0,
            segments: std::iter::once(0..4).collect(),
        };
        let index = Index {
            records: vec![record; MANY],
            digest: String::new(),
        };
        let mut passed = Passed::of(&index);
        let behind = (0..MANY).fold(0, |_, record| passed.before(record, 4));
        assert_eq!(behind, index.bases());
    }

    #[test]
    fn the_digest_follows_names_and_bases_and_nothing_else() {
        let one = indexed(">a\nACGT\n").digest;
        assert_eq!(indexed("; a note\n>a of it\r\nAC\r\ngt\r\n").digest, one);
        for other in [">b\nACGT\n", ">a\nACGA\n", ">a\nACG\n>t\nT\n"] {
            assert_ne!(indexed(other).digest, one);
        }
    }

    #[test]
    fn a_list_of_records_or_of_pieces_that_would_fill_the_memory_is_refused() {
        let many: String = (0..100).map(|n| format!(">contig{n}\nACGT\n")).collect();
        let described = format!(">a {}\nACGT\n", "of it ".repeat(150)).repeat(3);
        let piece = format!("A{}", "N".repeat(100));
        let gaps = format!(">a\n{}\n", piece.repeat(1_000));
        for text in [many, described, gaps] {
            let limited_to = |limit| {
                let bytes = text.as_bytes().to_vec();
                let fasta = Fasta::of(Box::new(Cursor::new(bytes))).unwrap();
                limited(fasta, &AtomicBool::new(false), &mut |_| (), limit)
            };
            assert!(limited_to(1 << 20).is_ok());
            let refused = limited_to(2_000);
            let right = matches!(refused, Err(GenomeError::TooManyRecords { limit: 2_000 }));
            assert!(right, "{refused:?}");
        }
    }

    #[test]
    fn a_file_without_a_record_is_no_fasta() {
        let fasta = Fasta::of(Box::new(Cursor::new(b"; a note\n".to_vec()))).unwrap();
        let found = of(fasta, &AtomicBool::new(false));
        assert!(matches!(found, Err(GenomeError::NotFasta { line: 1 })));
    }
}
