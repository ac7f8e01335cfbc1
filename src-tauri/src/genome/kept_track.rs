//! A finished track on the disk, with coarser copies of it, so that whoever looks at a part of a chromosome reads a few
//! hundred rows and not all of them.
//!
//! Each level is a file of rows of one length, all records one after the other. The first level has the pieces as they are. A
//! row of a further level has all pieces that begin in one stretch of the sequence, and says of each class the lowest value, the mean and the
//! highest. A stretch of the last level is so long that every record has few.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::error::GenomeError;
use super::index::Index;
use super::results::{Pieces, TrackKind};
use super::track::{Part, Piece};

/// The version of the files.
const VERSION: u32 = 1;
/// The rows that somebody receives at once, at most.
pub(super) const MOST_ROWS: usize = 512;
/// The file that names what is in the others. It is written last.
pub(super) const ABOUT: &str = "track.json";
/// The length of a stretch, in stretches of the level before.
const WIDER: u64 = 4;
/// Bases of a stretch of the second level, for models that say something of whole windows and of tokens.
const STRETCH_OF_WINDOWS: u64 = 1 << 15;
const STRETCH_OF_TOKENS: u64 = 1 << 6;
/// Bytes of a row's places.
pub(super) const PLACES: usize = 16;
/// Numbers of a class in a row of a coarser level: the lowest, the mean and the highest.
pub(super) const SUMMED: usize = 3;

/// What a track is of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrackAbout {
    /// The name of the model.
    pub model: String,
    /// Distinguishes models of the same name.
    pub fingerprint: String,
    /// What its numbers mean, in order.
    pub labels: Vec<String>,
    /// Whether a person gave the labels names.
    pub named: bool,
    /// What its numbers are.
    pub kind: TrackKind,
    /// Whether it says something of each token, and not of whole windows.
    pub per_token: bool,
}

/// What [`ABOUT`] contains.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Kept {
    version: u32,
    pub(super) about: TrackAbout,
    /// For each record, the number of its rows on each level.
    pub(super) rows: Vec<Vec<u64>>,
}

impl Kept {
    /// Reads it; `None` if there is none, or one that another version wrote.
    pub(super) fn open(folder: &Path) -> Result<Option<Self>, GenomeError> {
        let path = folder.join(ABOUT);
        match fs::read(&path) {
            Ok(text) => {
                let kept: Option<Self> = serde_json::from_slice(&text).ok();
                Ok(kept.filter(|kept| kept.version == VERSION))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(GenomeError::journal(&path, error)),
        }
    }
}

/// The file of a level.
pub(super) fn file_of(folder: &Path, level: usize) -> PathBuf {
    folder.join(format!("{level}.rows"))
}

/// Keeps a track in a folder, in the place of one that was there. Pieces of records that the index does not have, or with
/// another number of values than there are labels, are left out: they come from a journal that was changed.
///
/// # Errors
/// [`GenomeError::Journal`] if it cannot be written, and the errors of `pieces`; what was there then stays.
pub fn keep_track(
    folder: &Path,
    about: &TrackAbout,
    index: &Index,
    pieces: &dyn Pieces,
) -> Result<(), GenomeError> {
    let draft = folder.with_extension("new");
    let failed = |error| GenomeError::journal(&draft, error);
    remove(&draft).map_err(failed)?;
    fs::create_dir_all(&draft).map_err(failed)?;
    let mut levels = Levels::begin(&draft, about, index).map_err(failed)?;
    let fits = |piece: &Piece| {
        piece.record < index.records.len() && piece.part.values.len() == about.labels.len()
    };
    pieces.each(&mut |piece| match fits(&piece) {
        true => levels.add(&piece).map_err(failed),
        false => Ok(()),
    })?;
    let rows = levels.end().map_err(failed)?;
    let kept = Kept {
        version: VERSION,
        about: about.clone(),
        rows,
    };
    let placed = || -> io::Result<()> {
        let mut file = BufWriter::new(File::create(draft.join(ABOUT))?);
        serde_json::to_writer(&mut file, &kept)?;
        let file = file.into_inner().map_err(|error| error.into_error())?;
        file.sync_all()?;
        // a folder with an open file can't be renamed on Windows
        drop(file);
        replace(folder, &draft)
    };
    placed().map_err(|error| GenomeError::journal(folder, error))
}

/// Puts a finished folder in the place of another, if there is one. If that fails, the other stays.
fn replace(folder: &Path, draft: &Path) -> io::Result<()> {
    // no system replaces a folder that has files, so the other one is moved aside and not deleted yet
    let aside = folder.with_extension("old");
    remove(&aside)?;
    let before = match fs::rename(folder, &aside) {
        Ok(()) => true,
        Err(error) if error.kind() == io::ErrorKind::NotFound => false,
        Err(error) => return Err(error),
    };
    let placed = fs::rename(draft, folder);
    match (&placed, before) {
        (Ok(()), true) => {
            // the next track removes what is left of it
            if let Err(error) = remove(&aside) {
                tracing::warn!(%error, "a track that was replaced could not be deleted");
            }
        }
        (Err(_), true) => fs::rename(&aside, folder)?,
        (_, false) => {}
    }
    placed
}

fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// The levels of a track that is being written.
struct Levels {
    levels: Vec<Level>,
    record: usize,
    rows: Vec<Vec<u64>>,
}

struct Level {
    file: BufWriter<File>,
    /// Bases of a stretch; `None` for the level that has the pieces as they are.
    stretch: Option<u64>,
    /// The row that further pieces may still belong to.
    open: Option<Row>,
    /// Rows of the record.
    rows: u64,
}

/// Several pieces together.
struct Row {
    stretch: u64,
    start: u64,
    end: u64,
    bases: u64,
    /// For each class, the lowest value, the sum over all bases, and the highest.
    values: Vec<(f32, f64, f32)>,
}

impl Levels {
    fn begin(folder: &Path, about: &TrackAbout, index: &Index) -> io::Result<Self> {
        let longest = index.records.iter().map(|record| record.length).max();
        let enough = longest.unwrap_or(0) / (MOST_ROWS as u64 - 1) + 1;
        let mut stretches = vec![None];
        let mut stretch = match about.per_token {
            true => STRETCH_OF_TOKENS,
            false => STRETCH_OF_WINDOWS,
        };
        stretches.push(Some(stretch));
        while stretch < enough {
            stretch *= WIDER;
            stretches.push(Some(stretch));
        }
        let levels = stretches.into_iter().enumerate().map(|(level, stretch)| {
            Ok(Level {
                file: BufWriter::new(File::create(file_of(folder, level))?),
                stretch,
                open: None,
                rows: 0,
            })
        });
        Ok(Self {
            levels: levels.collect::<io::Result<_>>()?,
            record: 0,
            rows: Vec::with_capacity(index.records.len()),
        })
    }

    fn add(&mut self, piece: &Piece) -> io::Result<()> {
        while self.record < piece.record {
            self.end_record()?;
        }
        let mut levels = self.levels.iter_mut();
        levels.try_for_each(|level| level.add(&piece.part))
    }

    fn end_record(&mut self) -> io::Result<()> {
        let mut rows = Vec::with_capacity(self.levels.len());
        for level in &mut self.levels {
            level.close()?;
            rows.push(std::mem::take(&mut level.rows));
        }
        self.rows.push(rows);
        self.record += 1;
        Ok(())
    }

    fn end(mut self) -> io::Result<Vec<Vec<u64>>> {
        self.end_record()?;
        for level in self.levels {
            let file = level
                .file
                .into_inner()
                .map_err(|error| error.into_error())?;
            file.sync_all()?;
        }
        Ok(self.rows)
    }
}

impl Level {
    fn add(&mut self, part: &Part) -> io::Result<()> {
        let Some(length) = self.stretch else {
            self.rows += 1;
            places(&mut self.file, part.start, part.end)?;
            return numbers(&mut self.file, &part.values);
        };
        let stretch = part.start / length;
        if self.open.as_ref().is_some_and(|row| row.stretch != stretch) {
            self.close()?;
        }
        let row = self.open.get_or_insert_with(|| Row {
            stretch,
            start: part.start,
            end: part.end,
            bases: 0,
            values: vec![(f32::INFINITY, 0.0, f32::NEG_INFINITY); part.values.len()],
        });
        let bases = part.end - part.start;
        row.end = part.end;
        row.bases += bases;
        for ((low, sum, high), value) in row.values.iter_mut().zip(&part.values) {
            *low = low.min(*value);
            *sum += f64::from(*value) * bases as f64;
            *high = high.max(*value);
        }
        Ok(())
    }

    fn close(&mut self) -> io::Result<()> {
        let Some(row) = self.open.take() else {
            return Ok(());
        };
        self.rows += 1;
        places(&mut self.file, row.start, row.end)?;
        for (low, sum, high) in row.values {
            let mean = (sum / row.bases.max(1) as f64) as f32;
            numbers(&mut self.file, &[low, mean, high])?;
        }
        Ok(())
    }
}

fn places(file: &mut impl Write, start: u64, end: u64) -> io::Result<()> {
    file.write_all(&start.to_le_bytes())?;
    file.write_all(&end.to_le_bytes())
}

fn numbers(file: &mut impl Write, values: &[f32]) -> io::Result<()> {
    let bytes: Vec<u8> = values
        .iter()
        .flat_map(|value| value.to_le_bytes())
        .collect();
    file.write_all(&bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_replaced_and_stays_if_nothing_can_take_its_place() {
        let home = tempfile::tempdir().unwrap();
        let at = |name: &str| home.path().join(name);
        let made = |name: &str, content: &str| {
            fs::create_dir_all(at(name)).unwrap();
            fs::write(at(name).join(ABOUT), content).unwrap();
        };
        let read = || fs::read_to_string(at("track").join(ABOUT)).unwrap();
        let replaced = || replace(&at("track"), &at("track.new"));
        made("track.new", "first");
        replaced().unwrap();
        assert_eq!(read(), "first");
        // there is nothing that could take its place
        replaced().unwrap_err();
        assert_eq!(read(), "first");
        // left by a program that was killed
        made("track.old", "before");
        made("track.new", "second");
        replaced().unwrap();
        assert_eq!(read(), "second");
        assert!(!at("track.old").exists() && !at("track.new").exists());
    }
}
