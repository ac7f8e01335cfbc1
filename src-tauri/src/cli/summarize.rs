//! `pagewing summarize`: each file on its own, straight from the disk; the library is not touched.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::Serialize;

use super::device::OnDevice;
use super::files::{self, Common, name_of};
use super::json;
use super::output::{self, Reported};
use super::precision::Precision;
use super::progress::{Progress, ProgressOnly};
use super::summary_text::Printed;
use super::writer::{self, Chosen};
use crate::assistant::dialect::TextProfile;
use crate::assistant::summary::{self, Notebook, Request};
use crate::assistant::summary::{Focus, SummaryLength, SummaryOptions, SummaryView};
use crate::assistant::summary::{SummaryError, key_sentences, section_named};
use crate::document::{Document, SentenceId};
use crate::fault::{Fault, Outcome};
use crate::stage::Stage;
use crate::text;
use crate::weights::{ModelFolder, Writer};

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The files
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Model that writes: a folder, or the id of a ready model; the chosen one by
    /// default. With "none", or if none is chosen, Pagewing quotes key sentences
    #[arg(long, value_name = "MODEL")]
    model: Option<PathBuf>,
    /// Precision of the model's weights; automatic by default
    #[arg(long, value_enum, value_name = "PRECISION", requires = "model")]
    precision: Option<Precision>,
    /// Length of the summary: the whole in three sentences, the whole, or section by section
    #[arg(long, value_enum, default_value_t)]
    length: Length,
    /// Summarize each section by itself, under its heading, whatever the length
    #[arg(long)]
    sections: bool,
    /// Summarize one section only, named by its number, its title or a part of it
    #[arg(long, value_name = "SECTION", conflicts_with = "pages")]
    focus: Option<String>,
    /// Summarize these pages only: 3 or 3-7
    #[arg(long, value_name = "PAGES", value_parser = pages)]
    pages: Option<(u32, u32)>,
    /// Print the sources of every sentence, and how much of each page they cover
    #[arg(long)]
    evidence: bool,
    /// Print text, Markdown or JSON
    #[arg(long, value_enum, default_value_t)]
    format: Shape,
    /// Dialect that the model reads and writes; its name decides by default
    #[arg(long, value_enum, value_name = "PROFILE")]
    text_profile: Option<Profile>,
    /// Beams of the search; the model's own number by default
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=32))]
    beams: Option<u32>,
    /// Most tokens to write for one window; the model's own number by default
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=4096))]
    max_tokens: Option<u32>,
    /// Threads for the model; one per core by default
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1024))]
    threads: Option<u32>,
    #[command(flatten)]
    pub(super) on: OnDevice,
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

#[derive(Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
enum Shape {
    #[default]
    Text,
    #[value(alias = "markdown")]
    Md,
    Json,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Profile {
    /// Text as people write it
    Plain,
    /// Lower case, formulas and citations as placeholders
    Arxiv,
    /// The same, with statistics as text
    Pubmed,
}

/// `3` or `3-7`.
fn pages(text: &str) -> Result<(u32, u32), String> {
    let (first, last) = text.split_once(['-', '–']).unwrap_or((text, text));
    match (first.trim().parse(), last.trim().parse()) {
        (Ok(first), Ok(last)) if first >= 1 && first <= last => Ok((first, last)),
        _ => Err(text::pages_wrong().into()),
    }
}

impl Arguments {
    fn shape(&self) -> Shape {
        match self.common.json {
            true => Shape::Json,
            false => self.format,
        }
    }

    /// Whether a person reads what this run prints, who may want to know about models.
    fn advises(&self) -> bool {
        io::stdout().is_terminal() && !self.common.quiet && self.shape() != Shape::Json
    }

    fn options(&self, document: &Document) -> Result<SummaryOptions, SummaryError> {
        let focus = match (&self.focus, self.pages) {
            (Some(words), _) => Focus::Section {
                section: section_named(document, words)?,
            },
            (None, Some((first, last))) => Focus::Pages { first, last },
            (None, None) => Focus::Whole,
        };
        Ok(SummaryOptions {
            length: match self.length {
                Length::Short => SummaryLength::Short,
                Length::Medium => SummaryLength::Medium,
                Length::Long => SummaryLength::Long,
            },
            sections: self.sections,
            focus,
            text_profile: self.text_profile.map(|profile| match profile {
                Profile::Plain => TextProfile::Plain,
                Profile::Arxiv => TextProfile::Arxiv,
                Profile::Pubmed => TextProfile::Pubmed,
            }),
            beams: self.beams,
            max_tokens: self.max_tokens,
        })
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
    summary: Option<json::Summary<'a>>,
    error: Option<Reported>,
    /// With `--evidence`, the texts of all sources by their ids.
    #[serde(skip_serializing_if = "Option::is_none")]
    sources: Option<BTreeMap<SentenceId, &'a str>>,
}

fn sources<'d>(document: &'d Document, summary: &SummaryView) -> BTreeMap<SentenceId, &'d str> {
    let evidence = summary
        .sentences
        .iter()
        .flat_map(|sentence| &sentence.evidence);
    evidence
        .filter_map(|source| document.sentences.get(source.sentence.0 as usize))
        .map(|sentence| (sentence.id, sentence.text.as_str()))
        .collect()
}

/// What `--model` takes for "without a model".
const NONE: &str = "none";

/// The share of the bar that reading the file takes, without a model and with one.
const READING_ALONE: f32 = 0.9;
const READING_FIRST: f32 = 0.05;

pub(super) fn run(arguments: &Arguments, stop: &Arc<AtomicBool>) -> Outcome {
    let (model, missing) = match model(arguments) {
        Ok(found) => found,
        Err((folder, error)) => {
            match folder {
                Some(folder) => output::complain(&folder, &error),
                None => output::say(&error),
            }
            let mut outcome = Outcome::of(error.code());
            if arguments.shape() == Shape::Json {
                // A program that reads the lines gets one for each file, also where no file was read.
                for file in &arguments.files {
                    outcome = outcome.and(output::print_json(&Line {
                        file: file.to_string_lossy().into_owned(),
                        title: None,
                        summary: None,
                        error: Some(Reported::from(&error)),
                        sources: None,
                    }));
                }
            }
            return outcome;
        }
    };
    let mut outcome = Outcome::Done;
    for (index, file) in arguments.files.iter().enumerate() {
        if stop.load(Ordering::Relaxed) {
            return Outcome::Interrupted;
        }
        if index > 0 && arguments.shape() != Shape::Json {
            outcome = outcome.and(output::print("\n"));
        }
        outcome = outcome.and(one(file, arguments, model.as_ref(), stop));
    }
    if missing
        && outcome == Outcome::Done
        && arguments.advises()
        && let Some(advice) = text::models::get_a_writer()
    {
        eprintln!("{advice}");
    }
    outcome
}

/// The model of a run, and whether the person has none at all.
fn model(arguments: &Arguments) -> Result<(Option<Model>, bool), (Option<PathBuf>, Fault)> {
    let precision = arguments.precision.map(Into::into);
    let found = match arguments.model.as_deref() {
        Some(named) if named == Path::new(NONE) => return Ok((None, false)),
        Some(named) => writer::wanted(Some(named), precision, true)?,
        None => match writer::chosen(None) {
            Chosen::Usable(folder) => Some(*folder),
            Chosen::Unusable => None,
            Chosen::Nothing => return Ok((None, true)),
        },
    };
    let model = found.map(|folder| Model {
        folder,
        writer: Writer::start(),
    });
    Ok((model, false))
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
    let error = made.as_ref().err();
    let mut outcome = Outcome::Done;
    if arguments.shape() == Shape::Json {
        let made = made.as_ref().ok();
        outcome = output::print_json(&Line {
            file: file.to_string_lossy().into_owned(),
            title: made.and_then(|(document, _)| document.title.as_deref()),
            summary: made.map(|(_, summary)| json::Summary::of(summary)),
            error: error.map(Reported::from),
            sources: made
                .filter(|_| arguments.evidence)
                .map(|(document, summary)| sources(document, summary)),
        });
    } else if let Ok((document, summary)) = &made {
        let name = name_of(file);
        let printed = Printed {
            title: document.title.as_deref().unwrap_or(&name),
            document: Some(document),
            summary,
            headings: arguments.sections || matches!(arguments.length, Length::Long),
            evidence: arguments.evidence,
        };
        outcome = output::print(&match arguments.shape() {
            Shape::Md => printed.markdown(),
            _ => printed.text(output::width()),
        });
    }
    if let Some(error) = error {
        output::complain(file, error);
        outcome = outcome.and(Outcome::of(error.code()));
    }
    outcome
}

fn make(
    file: &Path,
    arguments: &Arguments,
    model: Option<&Model>,
    stop: &Arc<AtomicBool>,
    progress: &mut Progress,
) -> Result<(Document, SummaryView), Fault> {
    let reading = match model {
        Some(_) => READING_FIRST,
        None => READING_ALONE,
    };
    let document = files::read(file, &arguments.common, stop, &mut |stage, done| {
        progress.advance(stage, done * reading);
    })?;
    let options = arguments.options(&document)?;
    let mut shown = ProgressOnly { progress, reading };
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
            summary::summarize(&request, &mut shown)?
        }
        None => key_sentences::summarize(&document, &options, stop, &mut |done| {
            shown.progress(Stage::Choosing, done);
        })?,
    };
    Ok((document, summary))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_one_or_a_range() {
        assert_eq!(pages("3"), Ok((3, 3)));
        assert_eq!(pages("3-7"), Ok((3, 7)));
        assert_eq!(pages("3 – 7"), Ok((3, 7)));
        for wrong in ["", "0", "7-3", "-3", "3-", "three", "1-2-3"] {
            assert!(pages(wrong).is_err(), "{wrong}");
        }
    }
}
