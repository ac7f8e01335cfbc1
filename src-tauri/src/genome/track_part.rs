//! What somebody looks at of a kept track: the pieces of a stretch of a record, or several of them together where there are more
//! than can be drawn. What is read and what is handed out stays small, however long the record is.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::error::GenomeError;
use super::kept_track::{Kept, MOST_ROWS, PLACES, SUMMED, TrackAbout, file_of};
use super::results::Pieces;
use super::track::{Part, Piece};

/// Classes that are handed out at once.
const MOST_CLASSES: usize = 8;

/// A part of a track, as it can be drawn. It has at most 512 pieces.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct TrackPart {
    /// Whether the pieces are those of the model, and none stands for several.
    pub exact: bool,
    /// The first base of each piece, from 0.
    pub starts: Vec<u64>,
    /// One past the last base of each piece.
    pub ends: Vec<u64>,
    /// The numbers of the classes that were asked for.
    pub lines: Vec<TrackLine>,
}

/// What a track says of one class: a number for each piece.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct TrackLine {
    /// The class, by its place among the labels.
    pub class: u32,
    /// The lowest value within each piece.
    pub low: Vec<f32>,
    /// The mean over the bases of each piece.
    pub mean: Vec<f32>,
    /// The highest value within each piece.
    pub high: Vec<f32>,
}

/// A track that is kept.
#[derive(Debug)]
pub struct KeptTrack {
    folder: PathBuf,
    kept: Kept,
}

impl KeptTrack {
    /// Opens the track in a folder; `None` if there is none that this version reads.
    ///
    /// # Errors
    /// [`GenomeError::Journal`] if it cannot be read.
    pub fn open(folder: &Path) -> Result<Option<Self>, GenomeError> {
        let kept = Kept::open(folder)?;
        Ok(kept.map(|kept| Self {
            folder: folder.to_owned(),
            kept,
        }))
    }

    /// What it is of.
    pub fn about(&self) -> &TrackAbout {
        &self.kept.about
    }

    /// The pieces that lie in a range of a record, or several of them together. Classes that the track does not have are
    /// left out, and so are all behind the eighth.
    ///
    /// # Errors
    /// [`GenomeError::Journal`] if it cannot be read.
    pub fn part(
        &self,
        record: usize,
        range: Range<u64>,
        classes: &[usize],
    ) -> Result<TrackPart, GenomeError> {
        let known = |class: &&usize| **class < self.kept.about.labels.len();
        let classes: Vec<usize> = classes
            .iter()
            .filter(known)
            .take(MOST_CLASSES)
            .copied()
            .collect();
        let levels = self.kept.rows.get(record).map_or(0, Vec::len);
        for level in 0..levels {
            let read = || -> io::Result<Option<TrackPart>> {
                let mut rows = self.rows(record, level)?;
                let within = rows.within(&range)?;
                // the coarsest level is shown whatever it has; it never has more
                match within.end - within.start > MOST_ROWS as u64 && level + 1 < levels {
                    true => Ok(None),
                    false => rows.part(within, &classes).map(Some),
                }
            };
            let failed = |error| GenomeError::journal(&file_of(&self.folder, level), error);
            if let Some(part) = read().map_err(failed)? {
                return Ok(part);
            }
        }
        Ok(TrackPart {
            exact: true,
            starts: Vec::new(),
            ends: Vec::new(),
            lines: Vec::new(),
        })
    }

    /// The rows of a record on a level.
    fn rows(&self, record: usize, level: usize) -> io::Result<Rows> {
        let count = |rows: &Vec<u64>| rows.get(level).copied().unwrap_or(0);
        let before = self.kept.rows.iter().take(record).map(count);
        let numbers = self.kept.about.labels.len() * if level == 0 { 1 } else { SUMMED };
        Ok(Rows {
            file: File::open(file_of(&self.folder, level))?,
            // a file that was changed may have any numbers
            first: before.fold(0, u64::saturating_add),
            count: self.kept.rows.get(record).map_or(0, count),
            length: PLACES + 4 * numbers,
            summed: level > 0,
        })
    }
}

/// The rows of a record on one level.
struct Rows {
    file: File,
    /// Rows of other records in front of them.
    first: u64,
    count: u64,
    /// Bytes of a row.
    length: usize,
    /// Whether a row has three numbers for each class.
    summed: bool,
}

impl Rows {
    fn seek(&mut self, row: u64) -> io::Result<()> {
        let row = self.first.saturating_add(row);
        let at = row.saturating_mul(self.length as u64);
        self.file.seek(SeekFrom::Start(at)).map(drop)
    }

    /// The rows that lie in a range of bases.
    fn within(&mut self, range: &Range<u64>) -> io::Result<Range<u64>> {
        let start = self.first_where(|_, end| end > range.start)?;
        let end = self.first_where(|start, _| start >= range.end)?;
        Ok(start..end.max(start))
    }

    /// The first row of which this holds, as it does of all behind it.
    fn first_where(&mut self, holds: impl Fn(u64, u64) -> bool) -> io::Result<u64> {
        let (mut low, mut high) = (0, self.count);
        let mut bytes = [0; PLACES];
        while low < high {
            let middle = low + (high - low) / 2;
            self.seek(middle)?;
            self.file.read_exact(&mut bytes)?;
            let (start, end) = places(&bytes);
            match holds(start, end) {
                true => high = middle,
                false => low = middle + 1,
            }
        }
        Ok(low)
    }

    fn part(&mut self, rows: Range<u64>, classes: &[usize]) -> io::Result<TrackPart> {
        let line = |class: &usize| TrackLine {
            class: *class as u32,
            low: Vec::new(),
            mean: Vec::new(),
            high: Vec::new(),
        };
        let mut part = TrackPart {
            exact: !self.summed,
            starts: Vec::new(),
            ends: Vec::new(),
            lines: classes.iter().map(line).collect(),
        };
        self.seek(rows.start)?;
        let mut bytes = vec![0; self.length];
        let mut file = BufReader::new(&self.file);
        for _ in rows {
            file.read_exact(&mut bytes)?;
            let (start, end) = places(&bytes);
            part.starts.push(start);
            part.ends.push(end);
            for line in &mut part.lines {
                let class = line.class as usize;
                let [low, mean, high] = match self.summed {
                    true => [0, 1, 2].map(|nth| number(&bytes, class * SUMMED + nth)),
                    false => [number(&bytes, class); SUMMED],
                };
                line.low.push(low);
                line.mean.push(mean);
                line.high.push(high);
            }
        }
        Ok(part)
    }
}

fn places(bytes: &[u8]) -> (u64, u64) {
    let place = |at: usize| {
        let eight = bytes.get(at..at + 8).and_then(|it| it.try_into().ok());
        u64::from_le_bytes(eight.unwrap_or_default())
    };
    (place(0), place(8))
}

fn number(bytes: &[u8], nth: usize) -> f32 {
    let at = PLACES + 4 * nth;
    let four = bytes.get(at..at + 4).and_then(|it| it.try_into().ok());
    f32::from_le_bytes(four.unwrap_or_default())
}

/// The pieces of one record of a kept track.
#[derive(Clone, Copy)]
pub struct OfRecord<'a> {
    /// The track.
    pub track: &'a KeptTrack,
    /// The record, by its place in the file.
    pub record: usize,
}

impl Pieces for OfRecord<'_> {
    fn each(
        &self,
        each: &mut dyn FnMut(Piece) -> Result<(), GenomeError>,
    ) -> Result<(), GenomeError> {
        let path = file_of(&self.track.folder, 0);
        let failed = |error| GenomeError::journal(&path, error);
        let mut rows = self.track.rows(self.record, 0).map_err(failed)?;
        rows.seek(0).map_err(failed)?;
        let mut bytes = vec![0; rows.length];
        let mut file = BufReader::new(&rows.file);
        for _ in 0..rows.count {
            file.read_exact(&mut bytes).map_err(failed)?;
            let (start, end) = places(&bytes);
            let classes = 0..self.track.kept.about.labels.len();
            let values = classes.map(|class| number(&bytes, class)).collect();
            let part = Part { start, end, values };
            let record = self.record;
            each(Piece { record, part })?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::index::{Index, Record};
    use super::super::kept_track::keep_track;
    use super::super::results::TrackKind;
    use super::*;

    /// The pieces of a test.
    struct Made(Vec<Piece>);

    impl Pieces for Made {
        fn each(
            &self,
            each: &mut dyn FnMut(Piece) -> Result<(), GenomeError>,
        ) -> Result<(), GenomeError> {
            self.0.iter().cloned().try_for_each(each)
        }
    }

    fn piece(record: usize, start: u64, end: u64, values: [f32; 2]) -> Piece {
        let values = values.to_vec();
        Piece {
            record,
            part: Part { start, end, values },
        }
    }

    fn record(name: &str, length: u64) -> Record {
        Record {
            name: name.into(),
            description: String::new(),
            length,
            masked: 0,
            unknown: 0,
            gc: 0,
            segments: vec![0..length; 1],
        }
    }

    /// Two long records with tokens of ten bases around one without any. The second class is likely in one token alone.
    fn track(home: &Path, length: u64) -> KeptTrack {
        let index = Index {
            records: vec![record("a", length), record("b", 40), record("c", length)],
            digest: String::new(),
        };
        let about = TrackAbout {
            model: "tiny".into(),
            fingerprint: "f".into(),
            labels: vec!["no promoter".into(), "promoter".into()],
            named: true,
            kind: TrackKind::OneClass,
            per_token: true,
        };
        let of = |record: usize| {
            (0..length / 10).map(move |n| {
                let likely = if n == 700 { 0.75 } else { 0.25 };
                piece(record, n * 10, n * 10 + 10, [1.0 - likely, likely])
            })
        };
        let made = Made(of(0).chain(of(2)).collect());
        keep_track(&home.join("track"), &about, &index, &made).unwrap();
        KeptTrack::open(&home.join("track")).unwrap().unwrap()
    }

    #[test]
    fn a_part_is_small_however_long_the_record_is_and_has_the_highest_value() {
        let home = tempfile::tempdir().unwrap();
        let length = 1_000_000;
        let track = track(home.path(), length);
        let whole = track.part(2, 0..length, &[1]).unwrap();
        assert!(!whole.exact);
        assert!((100..=MOST_ROWS).contains(&whole.starts.len()));
        assert_eq!((whole.starts[0], *whole.ends.last().unwrap()), (0, length));
        let [line] = whole.lines.as_slice() else {
            panic!("{:?}", whole.lines);
        };
        assert_eq!(line.class, 1);
        let highest = line.high.iter().copied().fold(0.0, f32::max);
        assert_eq!(highest, 0.75);
        assert!(line.low.iter().all(|low| *low == 0.25));
        assert!(line.mean.iter().all(|mean| (0.25..0.3).contains(mean)));
    }

    #[test]
    fn near_enough_the_pieces_are_those_of_the_model() {
        let home = tempfile::tempdir().unwrap();
        let track = track(home.path(), 1_000_000);
        let near = track.part(0, 6_995..7_012, &[0, 1, 9]).unwrap();
        assert!(near.exact);
        assert_eq!(near.starts, [6_990, 7_000, 7_010]);
        assert_eq!(near.ends, [7_000, 7_010, 7_020]);
        let means: Vec<_> = near.lines.iter().map(|line| line.mean.clone()).collect();
        assert_eq!(means, [vec![0.75, 0.25, 0.75], vec![0.25, 0.75, 0.25]]);
        assert!(track.part(1, 0..40, &[0]).unwrap().starts.is_empty());
        assert!(track.part(7, 0..40, &[0]).unwrap().starts.is_empty());
    }

    #[test]
    fn the_pieces_of_a_record_come_back_as_they_were() {
        let home = tempfile::tempdir().unwrap();
        let track = track(home.path(), 2_000);
        let mut found = Vec::new();
        let of = OfRecord {
            track: &track,
            record: 2,
        };
        of.each(&mut |piece| {
            found.push(piece);
            Ok(())
        })
        .unwrap();
        assert_eq!(found.len(), 200);
        assert_eq!(found[199], piece(2, 1_990, 2_000, [0.75, 0.25]));
    }

    #[test]
    fn a_track_takes_the_place_of_another_and_one_that_is_damaged_is_none() {
        let home = tempfile::tempdir().unwrap();
        drop(track(home.path(), 4_000));
        let again = track(home.path(), 2_000);
        assert_eq!(
            again.part(0, 0..9_999, &[0]).unwrap().ends.last(),
            Some(&2_000)
        );
        std::fs::write(home.path().join("track/track.json"), "{").unwrap();
        assert!(
            KeptTrack::open(&home.path().join("track"))
                .unwrap()
                .is_none()
        );
    }
}
