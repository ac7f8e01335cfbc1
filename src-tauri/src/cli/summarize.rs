//! `pagewing summarize`: each file on its own, straight from the disk; the library is not touched.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::Serialize;

use super::progress::Progress;
use super::{Common, Outcome, extract, output};
use crate::assistant::key_sentences;
use crate::assistant::summarize::{self, Notebook, Request};
use crate::document::Document;
use crate::views::{ApiError, Stage, SummaryLength, SummaryOptions, SummarySentence, SummaryView};
use crate::weights::{ModelFolder, Writer};

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The files
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Folder of a BigBirdPegasus checkpoint; key sentences are quoted without one
    #[arg(long, value_name = "DIR")]
    model: Option<PathBuf>,
    /// How long the summary shall be
    #[arg(long, value_enum, default_value_t)]
    length: Length,
    /// Beams of the search; the model's own number by default
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=32))]
    beams: Option<u32>,
    /// Most tokens to write about one window; the model's own number by default
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=4096))]
    max_tokens: Option<u32>,
    /// Threads for the model; one per core by default
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1024))]
    threads: Option<u32>,
    #[command(flatten)]
    common: Common,
}

#[derive(Clone, Copy, Default, clap::ValueEnum)]
enum Length {
    Short,
    #[default]
    Medium,
    Long,
}

impl Arguments {
    fn options(&self) -> SummaryOptions {
        SummaryOptions {
            length: match self.length {
                Length::Short => SummaryLength::Short,
                Length::Medium => SummaryLength::Medium,
                Length::Long => SummaryLength::Long,
            },
            beams: self.beams,
            max_tokens: self.max_tokens,
        }
    }
}

/// The model of one run, and the thread that owns it.
struct Model {
    folder: ModelFolder,
    writer: Writer,
}

/// One line of `--json`.
#[derive(Serialize)]
struct Line<'a> {
    file: String,
    title: Option<&'a str>,
    summary: Option<&'a SummaryView>,
    error: Option<&'a ApiError>,
}

/// The share of the bar that reading the file takes, without a model and with one.
const READING_ALONE: f32 = 0.9;
const READING_FIRST: f32 = 0.05;

pub(super) fn run(arguments: &Arguments, stop: &Arc<AtomicBool>) -> Outcome {
    let model = match arguments
        .model
        .as_deref()
        .map(ModelFolder::open)
        .transpose()
    {
        Ok(folder) => folder.map(|folder| Model {
            folder,
            writer: Writer::start(),
        }),
        Err(error) => {
            let error = error.into();
            let folder = arguments.model.as_deref().unwrap_or(Path::new(""));
            output::complain(folder, &error);
            return Outcome::of(&error);
        }
    };
    let mut outcome = Outcome::Done;
    for (index, file) in arguments.files.iter().enumerate() {
        if stop.load(Ordering::Relaxed) {
            return Outcome::Interrupted;
        }
        if index > 0 && !arguments.common.json {
            outcome = outcome.and(output::print("\n"));
        }
        outcome = outcome.and(one(file, arguments, model.as_ref(), stop));
    }
    outcome
}

fn one(
    file: &Path,
    arguments: &Arguments,
    model: Option<&Model>,
    stop: &Arc<AtomicBool>,
) -> Outcome {
    let common = &arguments.common;
    let mut progress = Progress::new(name_of(file), common.quiet);
    let made = make(file, arguments, model, stop, &mut progress);
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
    model: Option<&Model>,
    stop: &Arc<AtomicBool>,
    progress: &mut Progress,
) -> Result<(Document, SummaryView), ApiError> {
    let reading = match model {
        Some(_) => READING_FIRST,
        None => READING_ALONE,
    };
    let document = extract::read(file, &arguments.common, stop, &mut |done| {
        progress.advance(Stage::ReadingPages, done * reading);
    })?;
    let options = arguments.options();
    let mut told = Told { progress, reading };
    let summary = match model {
        Some(model) => {
            let request = Request {
                document: &document,
                options: &options,
                model: &model.folder,
                writer: &model.writer,
                threads: arguments.threads.map(|n| n as usize),
                stop,
            };
            summarize::summarize(&request, &mut told)?
        }
        None => key_sentences::summarize(&document, &options, stop, &mut |done| {
            told.progress(Stage::Choosing, done);
        })?,
    };
    Ok((document, summary))
}

/// Passes progress on; a run on the command line keeps nothing.
struct Told<'a> {
    progress: &'a mut Progress,
    reading: f32,
}

impl Notebook for Told<'_> {
    fn progress(&mut self, stage: Stage, done: f32) {
        let share = self.reading + done * (1.0 - self.reading);
        self.progress.advance(stage, share);
    }

    fn shown(&mut self, _: &SummaryView) {}

    fn recall(&mut self, _: &str) -> Option<Vec<SummarySentence>> {
        None
    }

    fn keep(&mut self, _: &str, _: &[SummarySentence]) {}
}

/// The file's name without its folder.
pub(super) fn name_of(file: &Path) -> String {
    file.file_name().map_or_else(
        || file.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    )
}
