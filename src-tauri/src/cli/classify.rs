//! `pagewing classify`: the class of a document, and the sentences that the decision rests on.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use serde::Serialize;

use super::chosen;
use super::device::OnDevice;
use super::files::{self, Common};
use super::output::{self, Reported, wrapped};
use super::progress::Progress;
use super::refusal::Refusal;
use crate::assistant::classification::{self, Classification, ClassificationError};
use crate::fault::Outcome;
use crate::stage::Stage;
use crate::text::{self, notes};
use crate::weights::{Family, FamilyFolder, FamilyTask, FamilyWork};

/// The share of the bar that reading the file takes.
const READING: f32 = 0.1;

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The file
    file: PathBuf,
    /// Model that classifies texts: a folder, or the id of a ready model
    #[arg(long, value_name = "MODEL")]
    model: PathBuf,
    /// Threads for the model; one per core by default
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1024))]
    threads: Option<u32>,
    #[command(flatten)]
    pub(super) on: OnDevice,
    #[command(flatten)]
    common: Common,
}

/// What `--json` prints.
#[derive(Serialize)]
struct Line<'a> {
    classification: Option<&'a Classification>,
    /// How `evidence` was found.
    method: &'static str,
    error: Option<Reported>,
}

/// Sections, parts of them and sentences were left out.
const METHOD: &str = "leave_one_out";

pub(super) fn run(arguments: &Arguments, stop: &Arc<AtomicBool>) -> Outcome {
    let json = arguments.common.json;
    let mut progress = Progress::new(files::name_of(&arguments.file), arguments.common.quiet);
    let found = classified(arguments, stop, &mut progress);
    progress.finish();
    match found {
        Ok(found) if json => output::print_json(&Line {
            classification: Some(&found),
            method: METHOD,
            error: None,
        }),
        Ok(found) => output::print(&shown(&found)),
        Err(Refusal { about, error }) => {
            match about {
                Some(path) => output::complain(&path, &error),
                None => output::say(&error),
            }
            let outcome = Outcome::of(error.code());
            match json {
                true => output::print_json(&Line {
                    classification: None,
                    method: METHOD,
                    error: Some(Reported::from(&error)),
                })
                .and(outcome),
                false => outcome,
            }
        }
    }
}

fn classified(
    arguments: &Arguments,
    stop: &Arc<AtomicBool>,
    progress: &mut Progress,
) -> Result<Classification, Refusal> {
    let about_model = |error| Refusal::about(&arguments.model, error);
    let about_file = |error| Refusal::about(&arguments.file, error);
    let path = chosen::folder(&arguments.model).map_err(about_model)?;
    let folder = FamilyFolder::open(&path, FamilyTask::ClassifyText)
        .map_err(|error| about_model(error.into()))?;
    output::remark_on_model(&path, &folder.unused);
    if !folder.names_classes() {
        eprintln!("{}", text::genome::unnamed());
    }
    let mut reading = |stage, done: f32| progress.advance(stage, done * READING);
    let document =
        files::read(&arguments.file, &arguments.common, stop, &mut reading).map_err(about_file)?;
    for note in &document.notes {
        eprintln!("{}", notes::note(note));
    }
    progress.advance(Stage::LoadingModel, READING);
    let work = FamilyWork {
        folder: &folder,
        threads: arguments.threads.map(|threads| threads as usize),
        stop,
    };
    let mut classifying = |done: f32| {
        progress.advance(Stage::Encoding, READING + done * (1.0 - READING));
    };
    let found = classification::classify(&document, &Family::start(), work, &mut classifying);
    found.map_err(|error| match error {
        ClassificationError::NoText => about_file(error.into()),
        ClassificationError::Model(_) => about_model(error.into()),
    })
}

/// The class, the other classes, and the sentences.
fn shown(found: &Classification) -> String {
    let width = output::width();
    let mut shown = format!("{}\n", text::genome::decided(found));
    for class in &found.classes {
        shown.push_str(&format!("  {}\n", text::genome::class(found, class)));
    }
    let (head, sentences) = match found.evidence.as_slice() {
        [] => (text::genome::no_evidence(), &[][..]),
        sentences => (text::genome::evidence(), sentences),
    };
    shown.push_str(&format!("\n{}\n", wrapped(head, "", width)));
    for sentence in sentences {
        let line = format!("  {}", text::genome::ground(found, sentence));
        shown.push_str(&wrapped(&line, "    ", width));
        shown.push('\n');
    }
    shown
}
