//! `pagewing eval`: quality as numbers, for those who work on Pagewing.

use std::fmt::Display;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError};

use clap::{Args, Subcommand};
use serde::Serialize;

use super::device::{Device, OnDevice};
use super::progress::Progress;
use super::{eval_ask, eval_qa, output, writer};
use crate::assistant::summary::SummaryOptions;
use crate::document::{self, ReadOptions, Recognition, RecognizePages};
use crate::eval::{extraction, recognition, salience_fit, summary, titles};
use crate::fault::{Fault, Outcome};
use crate::stage::Stage;
use crate::text;
use crate::weights::Judge;

#[derive(Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// How well papers are read: PDFs against the publishers' JATS files beside them
    Extract {
        /// Folder with NAME.pdf and NAME.jats.xml
        folder: PathBuf,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// How many titles are right: documents against a list of the titles that their first pages show
    Titles {
        /// Lines with the path of a document, relative to the list, a tab and its title
        file: PathBuf,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// How well scans are recognized: NAME.scan.pdf against NAME.pdf
    Ocr {
        /// Folder with NAME.scan.pdf and NAME.pdf
        folder: PathBuf,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// How good summaries are: against abstracts, beside the beginning of the text and LexRank
    Summary(SummaryArguments),
    /// How well questions are answered: passages found, words read, refusals
    Qa(eval_qa::QaArguments),
    /// How well the whole application answers: a file of questions with the words that answers must have
    Ask(eval_ask::AskArguments),
}

#[derive(Args)]
struct SummaryArguments {
    /// Rows with id, source, title, abstract and sections: a .jsonl or .jsonl.gz file
    file: PathBuf,
    /// Folder or id of a model that writes summaries too
    #[arg(long, value_name = "MODEL")]
    model: Option<PathBuf>,
    /// Rows of this source alone
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    /// At most N rows, spread evenly
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Number of words of every summary; by default as many as the abstract has
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    words: Option<u32>,
    #[command(flatten)]
    on: OnDevice,
    /// Let the starter model judge sentences too: for --fit, or once there are weights for it
    #[arg(long)]
    judge: bool,
    /// Print the weights of salience that fit these rows, and measure nothing
    #[arg(long, conflicts_with_all = ["model", "json"])]
    fit: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Arguments {
    /// The device that this run is to use.
    pub(super) fn device(&self) -> Option<Device> {
        match &self.what {
            What::Summary(arguments) => arguments.on.device,
            What::Qa(arguments) => arguments.on.device,
            What::Ask(arguments) => arguments.on.device,
            What::Extract { .. } | What::Titles { .. } | What::Ocr { .. } => None,
        }
    }
}

pub(super) fn run(arguments: &Arguments, stop: &Arc<AtomicBool>) -> Outcome {
    match &arguments.what {
        What::Extract { folder, json } => extract(folder, *json, stop),
        What::Titles { file, json } => titles(file, *json, stop),
        What::Ocr { folder, json } => recognition(folder, *json, stop),
        What::Summary(arguments) => summaries(arguments, stop),
        What::Qa(arguments) => eval_qa::run(arguments, stop),
        What::Ask(arguments) => eval_ask::run(arguments, stop),
    }
}

fn summaries(arguments: &SummaryArguments, stop: &Arc<AtomicBool>) -> Outcome {
    let model = match writer::wanted(arguments.model.as_deref(), None, false) {
        Ok(model) => model,
        Err((folder, error)) => {
            let folder = folder.unwrap_or_default();
            output::complain(&folder, &error);
            return Outcome::of(error.code());
        }
    };
    let judge = match Judge::of_starter(None) {
        Ok(judge) => judge.filter(|_| arguments.judge),
        Err((folder, error)) => {
            let error = error.into();
            output::complain(&folder, &error);
            return Outcome::of(error.code());
        }
    };
    let wish = summary::Wish {
        file: &arguments.file,
        source: arguments.source.as_deref(),
        limit: arguments.limit,
        words: arguments.words.map(|words| words as usize),
        model: model.as_ref(),
        judge: judge.as_ref(),
        options: &SummaryOptions::default(),
        stop,
    };
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::Interrupted => Outcome::Interrupted,
        _ => {
            eprintln!("{}", text::failed(&arguments.file, &error));
            Outcome::Failed
        }
    };
    if arguments.fit {
        return match summary::read(&wish) {
            Ok(rows) => output::print(&salience_fit::fit(&rows, judge.as_ref()).to_string()),
            Err(error) => failed(error),
        };
    }
    let progress = Mutex::new(Progress::new(super::files::name_of(&arguments.file), false));
    let report = summary::evaluate(&wish, &|done, all| {
        let share = done as f32 / all.max(1) as f32;
        let mut progress = progress.lock().unwrap_or_else(PoisonError::into_inner);
        progress.advance(Stage::Choosing, share);
    });
    progress
        .into_inner()
        .unwrap_or_else(PoisonError::into_inner)
        .finish();
    match report {
        Ok(report) if arguments.json => output::print_json(&report),
        Ok(report) => output::print(&report.to_string()),
        Err(error) => failed(error),
    }
}

fn recognition(folder: &Path, json: bool, stop: &Arc<AtomicBool>) -> Outcome {
    let Some(program) = document::find_tesseract() else {
        output::say(&Fault::NoTesseract);
        return Outcome::of(Fault::NoTesseract.code());
    };
    let options = ReadOptions {
        stop: stop.clone(),
        recognition: Recognition {
            pages: RecognizePages::WithLayers,
            program: Some(program),
            kept: None,
        },
        ..ReadOptions::default()
    };
    let report = recognition::evaluate(folder, &options, &mut |file| eprintln!("{file}"));
    let report = report.map(|report| match report.scans.is_empty() {
        true => Err(text::no_scans(folder)),
        false => Ok(report),
    });
    printed(folder, report, json)
}

/// Prints a report, or why there is none: nothing was measured, or a file could not be read.
fn printed<Report: Serialize + Display>(
    from: &Path,
    report: io::Result<Result<Report, String>>,
    json: bool,
) -> Outcome {
    match report {
        Ok(Ok(report)) if json => output::print_json(&report),
        Ok(Ok(report)) => output::print(&report.to_string()),
        Ok(Err(nothing)) => {
            eprintln!("{nothing}");
            Outcome::Refused
        }
        Err(error) => {
            eprintln!("{}", text::failed(from, &error));
            Outcome::Failed
        }
    }
}

fn extract(folder: &Path, json: bool, stop: &Arc<AtomicBool>) -> Outcome {
    let options = ReadOptions {
        stop: stop.clone(),
        ..ReadOptions::default()
    };
    let report = extraction::evaluate(folder, &options, &mut |file| eprintln!("{file}"));
    let report = report.map(|report| match report.papers.is_empty() {
        true => Err(text::no_papers(folder)),
        false => Ok(report),
    });
    printed(folder, report, json)
}

fn titles(file: &Path, json: bool, stop: &Arc<AtomicBool>) -> Outcome {
    let options = ReadOptions {
        stop: stop.clone(),
        ..ReadOptions::default()
    };
    let report = titles::list(file).map(|wanted| {
        titles::evaluate(&wanted, &options, &mut |file| eprintln!("{file}"))
            .ok_or_else(|| text::no_titles(file))
    });
    printed(file, report, json)
}
