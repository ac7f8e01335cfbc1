//! The model that writes: named on the command line, or the chosen one.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::progress::{Progress, ProgressOnly};
use super::{chosen, kept, output};
use crate::assistant::summary::key_sentences;
use crate::assistant::summary::{self, Request};
use crate::assistant::summary::{SummaryOptions, SummaryView};
use crate::document::Document;
use crate::fault::Fault;
use crate::stage::Stage;
use crate::weights::PrecisionChoice;
use crate::weights::{ModelFolder, Writer};

/// The model of a run: the named one or, if one is `needed`, the chosen one. The precision in the settings applies
/// to the chosen one if the run asks for none.
///
/// # Errors
/// The fault, with the folder at fault if there is one.
pub(super) fn wanted(
    named: Option<&Path>,
    precision: Option<PrecisionChoice>,
    needed: bool,
) -> Result<Option<ModelFolder>, (Option<PathBuf>, Fault)> {
    let found = match named {
        Some(named) => {
            let folder = chosen::folder(named).map_err(|error| (Some(named.into()), error))?;
            Some((folder, PrecisionChoice::Automatic))
        }
        None if needed => Some(
            in_settings()
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

/// The chosen model.
pub(super) enum Chosen {
    Usable(Box<ModelFolder>),
    /// It cannot be used, and stderr says why.
    Unusable,
    /// None is chosen.
    Nothing,
}

impl Chosen {
    pub(super) fn usable(self) -> Option<ModelFolder> {
        match self {
            Self::Usable(folder) => Some(*folder),
            Self::Unusable | Self::Nothing => None,
        }
    }
}

/// The chosen model. Prints what is wrong with it if Pagewing cannot use it.
pub(super) fn chosen(precision: Option<PrecisionChoice>) -> Chosen {
    let opened = match in_settings() {
        Ok(None) => return Chosen::Nothing,
        Ok(Some((path, set))) => opened(path, precision.unwrap_or(set)),
        Err(error) => Err((None, error)),
    };
    match opened {
        Ok(folder) => return Chosen::Usable(Box::new(folder)),
        Err((Some(path), error)) => output::complain(&path, &error),
        Err((None, error)) => output::say(&error),
    }
    Chosen::Unusable
}

/// The folder and the precision in the settings.
fn in_settings() -> Result<Option<(PathBuf, PrecisionChoice)>, Fault> {
    let settings = kept::settings()?;
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
