//! `pagewing summarize`: each file on its own, straight from the disk; the library is not touched.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::Serialize;

use super::progress::Progress;
use super::{Common, Outcome, extract, output};
use crate::assistant::key_sentences;
use crate::document::Document;
use crate::views::{ApiError, Stage, SummaryOptions, SummaryView};

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The files
    #[arg(required = true)]
    files: Vec<PathBuf>,
    #[command(flatten)]
    common: Common,
}

/// One line of `--json`.
#[derive(Serialize)]
struct Line<'a> {
    file: String,
    title: Option<&'a str>,
    summary: Option<&'a SummaryView>,
    error: Option<&'a ApiError>,
}

/// The share of the bar that reading the file takes.
const READING: f32 = 0.9;

pub(super) fn run(arguments: &Arguments, stop: &Arc<AtomicBool>) -> Outcome {
    let mut outcome = Outcome::Done;
    for (index, file) in arguments.files.iter().enumerate() {
        if stop.load(Ordering::Relaxed) {
            return Outcome::Interrupted;
        }
        if index > 0 && !arguments.common.json {
            outcome = outcome.and(output::print("\n"));
        }
        outcome = outcome.and(one(file, arguments, stop));
    }
    outcome
}

fn one(file: &Path, arguments: &Arguments, stop: &Arc<AtomicBool>) -> Outcome {
    let common = &arguments.common;
    let mut progress = Progress::new(name_of(file), common.quiet);
    let made = make(file, arguments, stop, &mut progress);
    progress.finish();
    let (title, summary, error) = match &made {
        Ok((document, summary)) => (document.title.as_deref(), Some(summary), None),
        Err(error) => (None, None, Some(error)),
    };
    let mut outcome = Outcome::Done;
    if common.json {
        outcome = output::print_json(&Line {
            file: file.to_string_lossy().into_owned(),
            title,
            summary,
            error,
        });
    } else if let Some(summary) = summary {
        let name = name_of(file);
        let title = title.unwrap_or(&name);
        outcome = output::print(&output::summary_text(title, summary, output::width()));
    }
    if let Some(error) = error {
        output::complain(file, error);
        outcome = outcome.and(Outcome::of(error));
    }
    outcome
}

fn make(
    file: &Path,
    arguments: &Arguments,
    stop: &Arc<AtomicBool>,
    progress: &mut Progress,
) -> Result<(Document, SummaryView), ApiError> {
    let document = extract::read(file, &arguments.common, stop, &mut |done| {
        progress.advance(Stage::ReadingPages, done * READING);
    })?;
    let options = SummaryOptions::default();
    let summary = key_sentences::summarize(&document, &options, stop, &mut |done| {
        progress.advance(Stage::Choosing, READING + done * (1.0 - READING));
    })?;
    Ok((document, summary))
}

/// The file's name without its folder.
pub(super) fn name_of(file: &Path) -> String {
    file.file_name().map_or_else(
        || file.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    )
}
