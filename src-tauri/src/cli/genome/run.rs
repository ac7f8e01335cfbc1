//! A file and a model that a command names, and the work on all windows of the file, as a person in a terminal follows it.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::common::Common;
use crate::cli::progress::Progress;
use crate::cli::refusal::Refusal;
use crate::cli::{chosen, files, output};
use crate::fault::Fault;
use crate::genome::{GenomeError, Index, Journal, Part, Run, RunProgress, Window, index};
use crate::paths::Paths;
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
        // without a home, a run that is stopped begins anew
        let journals = Paths::of_user().ok().map(|paths| paths.genomes());
        let run = Run {
            file: self.file,
            index: &self.index,
            folder: &self.folder,
            journals: journals.as_deref(),
            kind,
            stop: self.stop,
        };
        progress.advance(Stage::LoadingModel, 0.0);
        run.journal(&|window| ask(self, window), &mut |come| match come {
            RunProgress::GoesOn(share) if !quiet => eprintln!("{}", text::genome::goes_on(share)),
            RunProgress::GoesOn(_) => {}
            RunProgress::Done(share) => progress.advance(Stage::Encoding, share),
        })
    }
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
