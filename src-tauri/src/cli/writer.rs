//! The model that writes, if a question needs one: named on the command line, or chosen in the window.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::progress::Progress;
use super::summarize::ProgressOnly;
use super::{chosen, output};
use crate::assistant::summary::key_sentences;
use crate::assistant::summary::{self, Request};
use crate::assistant::summary::{SummaryOptions, SummaryView};
use crate::document::Document;
use crate::fault::Fault;
use crate::stage::Stage;
use crate::weights::PrecisionChoice;
use crate::weights::{ModelFolder, Writer};

/// The model of a run: the named one or, if one is `needed`, the one chosen in the window. The precision set
/// in the window applies to the chosen one if the run asks for none.
///
/// # Errors
/// The fault, with the folder at fault if there is one.
pub(super) fn wanted(
    named: Option<&Path>,
    precision: Option<PrecisionChoice>,
    needed: bool,
) -> Result<Option<ModelFolder>, (Option<PathBuf>, Fault)> {
    let found = match named {
        Some(path) => Some((path.to_owned(), PrecisionChoice::Automatic)),
        None if needed => Some(
            chosen()
                .map_err(|error| (None, error))?
                .ok_or((None, Fault::NoModel))?,
        ),
        None => None,
    };
    found
        .map(|(path, set)| opened(path, precision.unwrap_or(set)))
        .transpose()
}

fn opened(
    path: PathBuf,
    precision: PrecisionChoice,
) -> Result<ModelFolder, (Option<PathBuf>, Fault)> {
    let folder = ModelFolder::open_in(&path, precision)
        .map_err(|error| (Some(path.clone()), error.into()))?;
    output::remark_on_model(&path, &folder.unused);
    Ok(chosen::with_plans(folder))
}

/// The chosen model if Pagewing can use it; else prints what is wrong with it.
pub(super) fn chosen_if_usable(precision: Option<PrecisionChoice>) -> Option<ModelFolder> {
    let found = chosen().map_err(|error| (None, error));
    let found = found.and_then(|found| {
        found
            .map(|(path, set)| opened(path, precision.unwrap_or(set)))
            .transpose()
    });
    found.unwrap_or_else(|(path, error)| {
        match path {
            Some(path) => output::complain(&path, &error),
            None => output::say(&error),
        }
        None
    })
}

/// The folder and the precision chosen in the window.
fn chosen() -> Result<Option<(PathBuf, PrecisionChoice)>, Fault> {
    let settings = chosen::settings()?;
    Ok(settings
        .model
        .map(|path| (PathBuf::from(path), settings.precision)))
}

/// How Pagewing summarizes documents if a question asks for it.
pub(super) struct Work<'a> {
    /// Without a model, the summary quotes key sentences.
    pub(super) model: Option<&'a ModelFolder>,
    pub(super) writer: &'a Writer,
    pub(super) threads: Option<usize>,
    pub(super) stop: &'a Arc<AtomicBool>,
}

impl Work<'_> {
    /// The summary of one document; `done` is the share of the run that is done before, 0 to 1.
    pub(super) fn summary(
        &self,
        document: &Document,
        done: f32,
        progress: &mut Progress,
    ) -> Result<SummaryView, Fault> {
        let options = SummaryOptions::default();
        let Some(model) = self.model else {
            let mut choosing = |_| progress.advance(Stage::Choosing, done);
            let quoted = key_sentences::summarize(document, &options, self.stop, &mut choosing);
            return Ok(quoted?);
        };
        let request = Request {
            document,
            options: &options,
            model,
            writer: self.writer,
            threads: self.threads,
            stop: self.stop,
        };
        let mut shown = ProgressOnly {
            progress,
            reading: done,
        };
        Ok(summary::summarize(&request, &mut shown)?)
    }
}
