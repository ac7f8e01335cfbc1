//! One changed place of a sequence: `chr1:12345:A>G`.

use std::ops::Range;
use std::path::Path;
use std::str::FromStr;
use std::sync::atomic::{AtomicBool, Ordering};

use super::error::{GenomeError, VariantFault};
use super::fasta::Fasta;
use super::index::Index;

/// The most bases that a variant changes.
const MOST: usize = 50;
/// Bases that are passed over at a time.
const PIECE: usize = 1 << 16;

/// A substitution: as many bases as it replaces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// The record's name.
    pub record: String,
    /// The first changed base, from 1, as papers and VCF files count.
    pub position: u64,
    /// The bases of the sequence.
    pub reference: String,
    /// The bases in their place.
    pub alternative: String,
}

/// The sequence around a variant, and the same with the variant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alleles {
    /// The place of the first base, from 0.
    pub start: u64,
    /// As the file has it.
    pub reference: String,
    /// With the variant.
    pub alternative: String,
    /// Which bases of both differ.
    pub changed: Range<usize>,
}

impl FromStr for Variant {
    type Err = VariantFault;

    fn from_str(text: &str) -> Result<Self, VariantFault> {
        // names of records may have colons, as in chr1:1000-2000
        let mut parts = text.rsplitn(3, ':');
        let (change, position, record) = (parts.next(), parts.next(), parts.next());
        let (Some(change), Some(position), Some(record)) = (change, position, record) else {
            return Err(VariantFault::Form);
        };
        let (reference, alternative) = change.split_once('>').ok_or(VariantFault::Form)?;
        let bases = |text: &str| -> Option<String> {
            let bases = text.to_ascii_uppercase().replace('U', "T");
            let known = bases.bytes().all(|base| b"ACGT".contains(&base));
            (known && (1..=MOST).contains(&bases.len())).then_some(bases)
        };
        let variant = Self {
            record: record.to_owned(),
            position: position.parse().map_err(|_| VariantFault::Form)?,
            reference: bases(reference).ok_or(VariantFault::Form)?,
            alternative: bases(alternative).ok_or(VariantFault::Form)?,
        };
        let replaces = variant.reference.len() == variant.alternative.len()
            && variant.reference != variant.alternative;
        match replaces && variant.position > 0 && !variant.record.is_empty() {
            true => Ok(variant),
            false => Err(VariantFault::Form),
        }
    }
}

impl std::fmt::Display for Variant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            record,
            position,
            reference,
            alternative,
        } = self;
        write!(f, "{record}:{position}:{reference}>{alternative}")
    }
}

impl Variant {
    /// The sequence around it: `flank` bases on either side, or fewer where a gap or an end is nearer.
    ///
    /// # Errors
    /// [`GenomeError::Variant`] if the file does not have what the variant changes; errors of reading the file.
    pub fn alleles(
        &self,
        path: &Path,
        index: &Index,
        flank: u64,
        stop: &AtomicBool,
    ) -> Result<Alleles, GenomeError> {
        let refused = |why| GenomeError::Variant {
            variant: self.to_string(),
            why,
        };
        let mut records = index.records.iter();
        let number = records.position(|record| record.name == self.record);
        let found = number.and_then(|number| Some((number, index.records.get(number)?)));
        let (number, record) = found.ok_or_else(|| {
            refused(VariantFault::NoRecord {
                record: self.record.clone(),
            })
        })?;
        let start = self.position - 1;
        let end = start.saturating_add(self.reference.len() as u64);
        if end > record.length {
            return Err(refused(VariantFault::Outside {
                length: record.length,
            }));
        }
        let mut segments = record.segments.iter();
        let within = |segment: &&Range<u64>| segment.start <= start && end <= segment.end;
        let segment = segments
            .find(within)
            .ok_or_else(|| refused(VariantFault::Gap))?;
        let from = segment.start.max(start.saturating_sub(flank));
        let to = segment.end.min(end.saturating_add(flank));
        let bases = stretch(path, number, from..to, stop)?;
        let changed = (start - from) as usize..(end - from) as usize;
        let found = bases.get(changed.clone()).unwrap_or_default();
        if found != self.reference {
            return Err(refused(VariantFault::Differs {
                found: found.to_owned(),
            }));
        }
        let mut alternative = bases.clone();
        alternative.replace_range(changed.clone(), &self.alternative);
        Ok(Alleles {
            start: from,
            reference: bases,
            alternative,
            changed,
        })
    }
}

/// The bases of a range of a record.
fn stretch(
    path: &Path,
    record: usize,
    range: Range<u64>,
    stop: &AtomicBool,
) -> Result<String, GenomeError> {
    let mut fasta = Fasta::open(path)?;
    for _ in 0..=record {
        if stop.load(Ordering::Relaxed) {
            return Err(GenomeError::Cancelled);
        }
        fasta.next_record()?.ok_or(GenomeError::Damaged)?;
    }
    let (mut at, mut bases) = (0, Vec::new());
    while at < range.end {
        if stop.load(Ordering::Relaxed) {
            return Err(GenomeError::Cancelled);
        }
        let border = if at < range.start {
            range.start
        } else {
            range.end
        };
        let most = usize::try_from(border - at).map_or(PIECE, |left| left.min(PIECE));
        let count = fasta.read(most, &mut bases)?;
        // the file was longer when it was read first
        if count == 0 {
            return Err(GenomeError::Damaged);
        }
        if at < range.start {
            bases.clear();
        }
        at += count as u64;
    }
    String::from_utf8(bases).map_err(|_| GenomeError::Damaged)
}

#[cfg(test)]
mod tests {
    use super::super::index::index;
    use super::*;

    fn parsed(text: &str) -> Result<Variant, VariantFault> {
        text.parse()
    }

    #[test]
    fn a_variant_is_read_as_it_is_written() {
        for text in ["chr1:12345:A>G", "chr1:100-200:7:AC>GT", "x|y:1:T>C"] {
            assert_eq!(parsed(text).unwrap().to_string(), text);
        }
        assert_eq!(parsed("x:1:a>u").unwrap().to_string(), "x:1:A>T");
        for text in [
            "", "x", "x:1", "x:1:A", "x:0:A>G", "x:-1:A>G", "x:1:A>", "x:1:AC>G", "x:1:A>A",
            "x:1:N>A", ":1:A>G",
        ] {
            assert_eq!(parsed(text), Err(VariantFault::Form), "{text}");
        }
    }

    #[test]
    fn the_sequence_around_it_ends_at_gaps_and_has_what_the_variant_replaces() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a.fa");
        let gap = "N".repeat(120);
        std::fs::write(&path, format!(">a\nTTTT\n>b\n{gap}AAccGGTTAA\n")).unwrap();
        let never = AtomicBool::new(false);
        let index = index(&path, &never).unwrap();
        let alleles =
            |text: &str, flank| parsed(text).unwrap().alleles(&path, &index, flank, &never);
        let found = alleles("b:123:C>A", 3).unwrap();
        let expected = Alleles {
            start: 120,
            reference: "AACCGG".into(),
            alternative: "AAACGG".into(),
            changed: 2..3,
        };
        assert_eq!(found, expected);
        let why = |text: &str| match alleles(text, 3) {
            Err(GenomeError::Variant { why, .. }) => why,
            other => panic!("{other:?}"),
        };
        let record = "c".to_owned();
        assert_eq!(why("c:1:A>G"), VariantFault::NoRecord { record });
        assert_eq!(why("b:131:A>G"), VariantFault::Outside { length: 130 });
        assert_eq!(why("b:7:A>G"), VariantFault::Gap);
        let found = "CC".to_owned();
        assert_eq!(why("b:123:CG>AA"), VariantFault::Differs { found });
    }
}
