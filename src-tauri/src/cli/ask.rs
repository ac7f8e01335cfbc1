//! `pagewing ask`: a question to files straight from the disk, or to the library.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use serde::Serialize;

use super::chosen::{self, Otherwise};
use super::device::OnDevice;
use super::files::Common;
use super::json::{self, Added, AnswerFact, Said};
use super::loose::{self, Unread};
use super::output::Reported;
use super::precision::Precision;
use super::progress::Progress;
use super::refusal::Refusal;
use super::summary_text::Printed;
use super::{answer_text, output, writer};
use crate::assistant::answer::{self, Answer, Budget, Request, WithReader, WithWriter};
use crate::assistant::answer::{AnswerRoute, AnswerStatus, AnswerView, QuestionKind};
use crate::assistant::summary::SummaryView;
use crate::document::DocumentId;
use crate::fault::{Fault, Misuse, Outcome};
use crate::jobs::{self, Reread};
use crate::library::{Library, Shelf};
use crate::paths::Paths;
use crate::search::{Scope, WithEmbedder};
use crate::stage::Stage;
use crate::text;
use crate::weights::PrecisionChoice;
use crate::weights::{Embedder, Reader, Writer, starter};

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The files, then the question as the last argument
    #[arg(required = true, value_name = "FILE... QUESTION")]
    words: Vec<String>,
    /// Ask the whole library instead of files
    #[arg(long)]
    all: bool,
    /// At most N answers, or passages if there is no reader
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..=100))]
    top: u32,
    /// Model that finds answers: a folder, or the id of a ready model; the chosen
    /// one or the starter model by default
    #[arg(long, value_name = "MODEL")]
    reader: Option<PathBuf>,
    /// Model that finds passages by meaning: a folder, or the id of a ready model;
    /// the chosen one or the starter model by default
    #[arg(long, value_name = "MODEL")]
    embedder: Option<PathBuf>,
    /// Have a model sum up the answers, from the cited passages alone
    #[arg(long)]
    gist: bool,
    /// Model that writes, for --gist and for questions that ask for a summary: a folder, or the id of a ready
    /// model; the chosen one by default
    #[arg(long, value_name = "MODEL")]
    model: Option<PathBuf>,
    /// Precision of that model's weights; automatic by default, or the one in the settings for the chosen model
    #[arg(long, value_enum, value_name = "PRECISION")]
    precision: Option<Precision>,
    /// Threads for the models; one per core by default
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1024))]
    threads: Option<u32>,
    #[command(flatten)]
    pub(super) on: OnDevice,
    #[command(flatten)]
    common: Common,
}

/// The result of a run.
struct Line {
    answer: Option<Asked>,
    /// If the question asks for a summary: one per file.
    summaries: Vec<SummaryView>,
    /// The titles of their documents.
    titles: Vec<String>,
    /// The files that Pagewing could not read.
    unread: Vec<Unread>,
    /// Why there is no answer.
    error: Option<Reported>,
}

/// An answer, and the model that could not sum it up with its error.
struct Asked {
    view: AnswerView,
    no_gist: Option<(String, Fault)>,
}

impl Asked {
    /// What a reader should know.
    fn remarks(&self) -> Vec<Said<AnswerFact<'_>>> {
        let routed = matches!(self.view.status, AnswerStatus::Routed(_));
        // what the document tells about itself was not read by a model
        let read = !routed && self.view.asks_for != QuestionKind::About;
        let starter = self.view.reader.as_deref() == Some(starter::NAME) && read;
        let no_gist = self.no_gist.as_ref();
        let remarks = self.view.remarks.iter().map(Said::from);
        remarks
            .chain(no_gist.map(|(model, fault)| {
                let error = Reported::from(fault);
                Added::NoGist { model, error }.into()
            }))
            .chain(starter.then(|| Added::StarterModel.into()))
            .collect()
    }
}

/// What `--json` prints.
#[derive(Serialize)]
struct JsonLine<'a> {
    answer: Option<json::Answer<'a>>,
    summaries: Vec<json::Summary<'a>>,
    unread: &'a [Unread],
    error: Option<&'a Reported>,
}

impl<'a> JsonLine<'a> {
    fn of(line: &'a Line) -> Self {
        let answer = line.answer.as_ref();
        Self {
            answer: answer.map(|asked| json::Answer::of(&asked.view, asked.remarks())),
            summaries: line.summaries.iter().map(json::Summary::of).collect(),
            unread: &line.unread,
            error: line.error.as_ref(),
        }
    }
}

/// The share of the bar that reading the files takes.
const READING: f32 = 0.5;

pub(super) fn run(arguments: &Arguments, stop: &Arc<AtomicBool>) -> Outcome {
    let (files, question) = match split(arguments) {
        Ok(split) => split,
        Err(misuse) => {
            eprintln!("{}", text::misuse(misuse));
            return Outcome::UsageError;
        }
    };
    let mut line = Line {
        answer: None,
        summaries: Vec::new(),
        titles: Vec::new(),
        unread: Vec::new(),
        error: None,
    };
    let mut progress = Progress::new(text::asking().into(), arguments.common.quiet);
    let made = ask(arguments, &files, question, stop, &mut progress, &mut line);
    progress.finish();
    let outcome = match made {
        Ok(asked) => {
            let outcome = outcome_of(&asked.view, &line);
            line.answer = Some(asked);
            outcome
        }
        Err(Refusal { about, error }) => {
            let outcome = Outcome::of(error.code());
            match about {
                Some(path) => output::complain(&path, &error),
                None => output::say(&error),
            }
            line.error = Some(Reported::from(&error));
            outcome
        }
    };
    let printed = match (&line.answer, arguments.common.json) {
        (_, true) => output::print_json(&JsonLine::of(&line)),
        (Some(asked), false) => {
            let remarks = asked.remarks();
            let remarks = remarks.iter().map(|remark| remark.message.as_str());
            let mut printed = answer_text::text(&asked.view, remarks, output::width());
            for (title, summary) in line.titles.iter().zip(&line.summaries) {
                printed.push('\n');
                printed.push_str(&Printed::bare(title, summary).text(output::width()));
            }
            output::print(&printed)
        }
        (None, false) => Outcome::Done,
    };
    printed.and(outcome)
}

/// The files and the question, which is the last word.
fn split(arguments: &Arguments) -> Result<(Vec<PathBuf>, &str), Misuse> {
    let (question, files) = arguments.words.split_last().ok_or(Misuse::NothingAsked)?;
    if arguments.all && !files.is_empty() {
        return Err(Misuse::FilesBesideAll);
    }
    if !arguments.all && files.is_empty() {
        return Err(if Path::new(question).exists() {
            Misuse::QuestionMissing
        } else {
            Misuse::FilesMissing
        });
    }
    Ok((files.iter().map(PathBuf::from).collect(), question))
}

fn ask(
    arguments: &Arguments,
    files: &[PathBuf],
    question: &str,
    stop: &Arc<AtomicBool>,
    progress: &mut Progress,
    line: &mut Line,
) -> Result<Asked, Refusal> {
    let began = Instant::now();
    // refuse a bad question before reading a long file
    let question = answer::checked(question)?;
    let folder = chosen::reader(arguments.reader.as_deref(), Otherwise::Chosen)?;
    let encoder = chosen::embedder(arguments.embedder.as_deref(), Otherwise::Chosen)?;
    let precision = arguments.precision.map(PrecisionChoice::from);
    let model = writer::wanted(arguments.model.as_deref(), precision, arguments.gist)
        .map_err(|(path, error)| Refusal { about: path, error })?;
    let writer = Writer::start();
    let reader = Reader::start();
    let embedder = Embedder::start();
    let threads = arguments.threads.map(|n| n as usize);
    let with_reader = folder.as_ref().map(|folder| WithReader {
        folder,
        reader: &reader,
    });
    let with_embedder = encoder.as_ref().map(|folder| WithEmbedder {
        folder,
        embedder: &embedder,
        threads,
    });
    load_ahead(with_reader, with_embedder);
    let (library, loose);
    let shelf = if arguments.all {
        library = Library::open(&Paths::of_user()?)?;
        library.index_missing(stop, &mut |done| {
            progress.advance(Stage::Saving, done * READING);
        })?;
        Shelf::Library(&library)
    } else {
        let mut read = |stage, share: f32| progress.advance(stage, share * READING);
        loose = loose::read(files, &arguments.common, stop, &mut read, &mut line.unread)?;
        Shelf::Loose(&loose)
    };
    let renew = |id: &DocumentId| match shelf {
        Shelf::Library(library) => {
            let reread = jobs::read_again(library, id, stop)?;
            Ok(matches!(reread, Reread::Done { .. }))
        }
        Shelf::Loose(_) => Ok(false),
    };
    let request = Request {
        shelf,
        scope: &Scope::Everything,
        question,
        reader: with_reader,
        embedder: with_embedder,
        gist: model
            .as_ref()
            .filter(|_| arguments.gist)
            .map(|folder| WithWriter {
                folder,
                writer: &writer,
            }),
        renew: Some(&renew),
        top: arguments.top as usize,
        budget: Budget::patient().after(began.elapsed()),
        early: None,
        threads,
        stop,
    };
    let Answer { view, gist_error } = answer::answer(&request, &mut |stage, done| {
        progress.advance(stage, READING + done * (1.0 - READING));
    })
    .map_err(|error| match files {
        [file] => Refusal::about(file, error.into()),
        _ => error.into(),
    })?;
    let writing = model.as_ref().map(|folder| folder.name.clone());
    let no_gist = writing.zip(gist_error.map(Fault::from));
    if asks_for_a_summary(&view) {
        let model = model.or_else(|| writer::chosen(precision).usable());
        let work = writer::Work {
            model: model.as_ref(),
            writer: &writer,
            threads,
            stop,
        };
        summarize(&work, shelf, progress, line)?;
    }
    Ok(Asked { view, no_gist })
}

/// Has the models load while the files are read.
fn load_ahead(reader: Option<WithReader<'_>>, embedder: Option<WithEmbedder<'_>>) {
    if let Some(with) = reader {
        with.reader
            .prepare(with.folder, embedder.and_then(|with| with.threads));
    }
    if let Some(with) = embedder {
        with.embedder.prepare(with.folder, with.threads);
    }
}

fn asks_for_a_summary(view: &AnswerView) -> bool {
    matches!(
        view.status,
        AnswerStatus::Routed(AnswerRoute::Summary { .. })
    )
}

/// Summarizes what the question is about: every file, or the one document of the library. A library of
/// several documents gets no summary, and the answer says so.
fn summarize(
    work: &writer::Work<'_>,
    shelf: Shelf<'_>,
    progress: &mut Progress,
    line: &mut Line,
) -> Result<(), Fault> {
    let asked = shelf.documents()?;
    if matches!(shelf, Shelf::Library(_)) && asked.len() > 1 {
        return Ok(());
    }
    for (index, named) in asked.iter().enumerate() {
        let document = shelf.document(&named.id)?;
        let done = index as f32 / asked.len() as f32;
        let summary = work.summary(&document, READING + done * (1.0 - READING), progress)?;
        line.summaries.push(summary);
        line.titles.push(named.title.clone());
    }
    Ok(())
}

fn outcome_of(view: &AnswerView, line: &Line) -> Outcome {
    match &view.status {
        AnswerStatus::NotFound => Outcome::Refused,
        AnswerStatus::Routed(AnswerRoute::Summary { .. }) if line.summaries.is_empty() => {
            Outcome::Refused
        }
        AnswerStatus::Routed(AnswerRoute::List) if view.passages.is_empty() => Outcome::Refused,
        AnswerStatus::Routed(AnswerRoute::Beyond { .. }) => Outcome::Refused,
        _ => Outcome::Done,
    }
}
