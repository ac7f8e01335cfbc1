//! The work on all windows of a file, which goes on where an earlier run with the same file and the same model was stopped.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use sha2::{Digest, Sha256};

use super::common::Common;
use crate::cli::progress::Progress;
use crate::cli::refusal::Refusal;
use crate::cli::{chosen, files, output};
use crate::fault::Fault;
use crate::genome::{Entry, Fasta, GenomeError, Index, Journal, Part, Window, Windows, index};
use crate::paths::{NoHome, Paths};
use crate::stage::Stage;
use crate::text;
use crate::weights::{Family, FamilyFolder, FamilyTask, FamilyWork, ModelError};

/// A file and a model that fit together.
pub(super) struct Opened<'a> {
    pub(super) file: &'a Path,
    pub(super) index: Index,
    pub(super) folder: FamilyFolder,
    pub(super) family: Family,
    threads: Option<usize>,
    stop: &'a Arc<AtomicBool>,
}

/// What is asked about the tokens of a window.
pub(super) type Ask<'a> = &'a dyn Fn(&Opened<'_>, &Window) -> Result<Vec<Part>, ModelError>;

impl<'a> Opened<'a> {
    /// Opens the model and reads the whole file once.
    pub(super) fn open(
        common: &'a Common,
        task: FamilyTask,
        stop: &'a Arc<AtomicBool>,
    ) -> Result<Self, Refusal> {
        let about_model = |error| Refusal::about(&common.model, error);
        let path = chosen::folder(&common.model).map_err(about_model)?;
        let folder = FamilyFolder::open(&path, task).map_err(|error| about_model(error.into()))?;
        output::remark_on_model(&path, &folder.unused);
        if folder.labels.is_some() && !folder.names_classes() {
            eprintln!("{}", text::genome::unnamed());
        }
        let file = &common.file;
        let index = index(file, stop).map_err(|error| Refusal::about(file, error.into()))?;
        Ok(Self {
            file,
            index,
            folder,
            family: Family::start(),
            threads: common.threads.map(|threads| threads as usize),
            stop,
        })
    }

    pub(super) fn work(&self) -> FamilyWork<'_> {
        FamilyWork {
            folder: &self.folder,
            threads: self.threads,
            stop: self.stop,
        }
    }

    pub(super) fn stop(&self) -> &AtomicBool {
        self.stop
    }

    /// The fault of work on the file.
    pub(super) fn refusal(&self, error: GenomeError) -> Refusal {
        match error {
            GenomeError::Model(error) => Refusal::about(&self.folder.path, error.into()),
            other => Refusal::about(self.file, other.into()),
        }
    }

    /// Asks about each window, and keeps what was said. `kind` tells runs apart that ask the same model for different
    /// things.
    pub(super) fn journal(
        &self,
        kind: &str,
        quiet: bool,
        ask: Ask<'_>,
    ) -> Result<Journal, Refusal> {
        let mut progress = Progress::new(files::name_of(self.file), quiet);
        let kept = self.each_window(kind, quiet, ask, &mut progress);
        progress.finish();
        kept.map_err(|error| {
            if matches!(error, GenomeError::Cancelled) {
                eprintln!("{}", text::continues());
            }
            self.refusal(error)
        })
    }

    fn each_window(
        &self,
        kind: &str,
        quiet: bool,
        ask: Ask<'_>,
        progress: &mut Progress,
    ) -> Result<Journal, GenomeError> {
        let mut journal = opened(Paths::of_user(), &self.key(kind), &self.folder.name)?;
        let encode = |bases: &str| self.folder.encode(bases);
        let fasta = Fasta::open(self.file)?;
        let mut windows = Windows::new(fasta, &self.index, &encode, self.folder.room());
        let all = self.index.bases().max(1);
        let share = |record, at| self.index.before(record, at) as f32 / all as f32;
        progress.advance(Stage::LoadingModel, 0.0);
        if let Some((record, at)) = journal.next_place() {
            windows = windows.going_on_at(record, at);
            if !quiet {
                eprintln!("{}", text::genome::goes_on(share(record, at)));
            }
        }
        while let Some(window) = windows.next_window()? {
            if self.stop.load(Ordering::Relaxed) {
                return Err(GenomeError::Cancelled);
            }
            let parts = ask(self, &window).map_err(|error| match error {
                ModelError::Cancelled => GenomeError::Cancelled,
                other => other.into(),
            })?;
            let Window { record, next, .. } = window;
            journal.add(&Entry {
                record,
                next,
                parts,
            })?;
            progress.advance(Stage::Encoding, share(record, next));
        }
        Ok(journal)
    }

    /// What tells this run from others.
    fn key(&self, kind: &str) -> String {
        let mut hash = Sha256::new();
        for part in [kind, &self.index.digest, &self.folder.fingerprint] {
            hash.update(part.as_bytes());
            hash.update(b"\n");
        }
        let digest = hash.finalize();
        let half = digest.iter().take(16);
        half.map(|byte| format!("{byte:02x}")).collect()
    }
}

/// The journal of a run. Without a home folder there is no place of the person's own for it, and a run that is stopped begins
/// anew.
fn opened(paths: Result<Paths, NoHome>, key: &str, model: &str) -> Result<Journal, GenomeError> {
    match paths {
        Ok(paths) => Journal::open(&paths.genomes(), key, model),
        Err(NoHome) => Journal::unnamed(),
    }
}

/// A part for the whole window.
pub(super) fn whole(window: &Window, values: Vec<f32>) -> Vec<Part> {
    vec![Part {
        start: window.bases.start,
        end: window.bases.end,
        values,
    }]
}

/// A part for each token of a window.
pub(super) fn tokens(window: &Window, rows: Vec<Vec<f32>>) -> Vec<Part> {
    let places = window.places.iter().zip(rows);
    places
        .map(|(place, values)| Part {
            start: place.start,
            end: place.end,
            values,
        })
        .collect()
}

/// The class of this name, among those of the model.
pub(super) fn class(folder: &FamilyFolder, wanted: &str) -> Result<usize, Fault> {
    const MOST_NAMED: usize = 12;
    let names = folder.labels.as_ref().map(|labels| labels.names());
    let names = names.unwrap_or_default();
    let found = names.iter().position(|name| name == wanted);
    found.ok_or_else(|| Fault::NoSuchClass {
        wanted: wanted.to_owned(),
        known: names.iter().take(MOST_NAMED).cloned().collect(),
        more: names.len() > MOST_NAMED,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many windows the second of two runs finds.
    fn found_again(paths: &Result<Paths, NoHome>) -> usize {
        let entry = Entry {
            record: 0,
            next: 10,
            parts: Vec::new(),
        };
        let mut first = opened(paths.clone(), "key", "tiny").unwrap();
        first.add(&entry).unwrap();
        drop(first);
        opened(paths.clone(), "key", "tiny").unwrap().count()
    }

    #[test]
    fn a_run_goes_on_in_the_folder_of_its_person_and_nowhere_else() {
        let home = tempfile::tempdir().unwrap();
        assert_eq!(found_again(&Ok(Paths::under(home.path()))), 1);
        // a name that others can foretell would be found again
        assert_eq!(found_again(&Err(NoHome)), 0);
    }
}
