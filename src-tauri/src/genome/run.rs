//! The work on all windows of a file, which goes on where an earlier run with the same file and the same model was stopped.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use sha2::{Digest, Sha256};

use super::error::GenomeError;
use super::fasta::Fasta;
use super::index::{Index, Passed};
use super::journal::{Entry, Journal};
use super::track::{Merge, Part};
use super::windows::{Window, Windows};
use crate::weights::{Family, FamilyFolder, FamilyWork, ModelError};

/// The work on a file, without the question that is asked about each window.
#[derive(Clone, Copy)]
pub struct Run<'a> {
    /// The sequences.
    pub file: &'a Path,
    /// What is in them.
    pub index: &'a Index,
    /// The model.
    pub folder: &'a FamilyFolder,
    /// The folder of the journals of runs that go on. Without one, a run that is stopped begins anew.
    pub journals: Option<&'a Path>,
    /// Tells runs apart that ask the same model for different things.
    pub kind: &'a str,
    /// Ends the work when it is set.
    pub stop: &'a AtomicBool,
}

/// How far a run has come.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum RunProgress {
    /// It goes on where an earlier run stopped, at this share of the work.
    GoesOn(f32),
    /// This share of the work is done, and what was found is kept.
    Done(f32),
}

/// What is asked about a window.
pub type Ask<'a> = &'a dyn Fn(&Window) -> Result<Vec<Part>, ModelError>;

impl Run<'_> {
    /// Asks about each window, and keeps what was said.
    ///
    /// # Errors
    /// [`GenomeError::Cancelled`] once `stop` is set; the next run goes on there. The errors of the model, of the file and of
    /// the journal.
    pub fn journal(
        &self,
        ask: Ask<'_>,
        progress: &mut dyn FnMut(RunProgress),
    ) -> Result<Journal, GenomeError> {
        let mut journal = opened(self.journals, &self.key(), &self.folder.name)?;
        let encode = |bases: &str| self.folder.encode(bases);
        let fasta = Fasta::open(self.file)?;
        let mut windows = Windows::new(fasta, self.index, &encode, self.folder.room());
        let all = self.index.bases().max(1);
        let mut passed = Passed::of(self.index);
        let mut share = |record, at| passed.before(record, at) as f32 / all as f32;
        if let Some((record, at)) = journal.next_place() {
            windows = windows.going_on_at(record, at);
            progress(RunProgress::GoesOn(share(record, at)));
        }
        while let Some(window) = windows.next_window()? {
            if self.stop.load(Ordering::Relaxed) {
                return Err(GenomeError::Cancelled);
            }
            let parts = ask(&window).map_err(|error| match error {
                ModelError::Cancelled => GenomeError::Cancelled,
                other => other.into(),
            })?;
            let Window { record, next, .. } = window;
            journal.add(&Entry {
                record,
                next,
                parts,
            })?;
            progress(RunProgress::Done(share(record, next)));
        }
        Ok(journal)
    }

    /// What tells this run from others.
    fn key(&self) -> String {
        let mut hash = Sha256::new();
        for part in [self.kind, &self.index.digest, &self.folder.fingerprint] {
            hash.update(part.as_bytes());
            hash.update(b"\n");
        }
        let digest = hash.finalize();
        let half = digest.iter().take(16);
        half.map(|byte| format!("{byte:02x}")).collect()
    }
}

fn opened(journals: Option<&Path>, key: &str, model: &str) -> Result<Journal, GenomeError> {
    match journals {
        Some(folder) => Journal::open(folder, key, model),
        None => Journal::unnamed(),
    }
}

/// The kind of runs that ask for [`classes`].
pub const CLASSES: &str = "classes";

/// The classes of a window, or of each of its tokens.
///
/// # Errors
/// Those of the model.
pub fn classes(
    family: &Family,
    work: FamilyWork<'_>,
    window: &Window,
) -> Result<Vec<Part>, ModelError> {
    let mut rows = family.classes(work, &window.ids)?;
    Ok(match work.folder.per_token {
        true => tokens(window, rows),
        false => whole(window, rows.pop().unwrap_or_default()),
    })
}

/// How the windows of a model that classifies become one track.
pub fn merge_of(folder: &FamilyFolder) -> Merge {
    match folder.per_token {
        true => Merge::Middle,
        false => Merge::Average,
    }
}

/// A part for the whole window.
pub fn whole(window: &Window, values: Vec<f32>) -> Vec<Part> {
    vec![Part {
        start: window.bases.start,
        end: window.bases.end,
        values,
    }]
}

/// A part for each token of a window.
pub fn tokens(window: &Window, rows: Vec<Vec<f32>>) -> Vec<Part> {
    let places = window.places.iter().zip(rows);
    places
        .map(|(place, values)| Part {
            start: place.start,
            end: place.end,
            values,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many windows the second of two runs finds.
    fn found_again(journals: Option<&Path>) -> usize {
        let entry = Entry {
            record: 0,
            next: 10,
            parts: Vec::new(),
        };
        let mut first = opened(journals, "key", "tiny").unwrap();
        first.add(&entry).unwrap();
        drop(first);
        opened(journals, "key", "tiny").unwrap().count()
    }

    #[test]
    fn a_run_goes_on_in_the_folder_of_its_person_and_nowhere_else() {
        let home = tempfile::tempdir().unwrap();
        assert_eq!(found_again(Some(home.path())), 1);
        // a name that others can foretell would be found again
        assert_eq!(found_again(None), 0);
    }
}
