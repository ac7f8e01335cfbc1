//! `pagewing table`: a table of evidence, papers down and questions across, made of files straight from the disk.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use clap::ValueEnum;
use serde::Serialize;

use super::chosen::{self, Otherwise};
use super::device::OnDevice;
use super::files::Common;
use super::loose::{self, Unread};
use super::output::{self, Reported};
use super::progress::Progress;
use super::refusal::Refusal;
use crate::assistant::answer::{self, AskError, Budget, Request, WithReader, evidence};
use crate::assistant::templates::BuiltInTemplate;
use crate::export::{self, TableFormat};
use crate::fault::{Fault, Misuse, Outcome};
use crate::library::{
    ColumnId, EvidenceCell, EvidenceColumn, EvidenceRow, EvidenceTable, Follows, KeptCell,
    LooseDocuments, Shelf, TableId,
};
use crate::search::{Scope, WithEmbedder};
use crate::stage::Stage;
use crate::text;
use crate::weights::{Embedder, Reader};

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The papers
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// File with the questions, one in each line; a line that begins with # is left out
    #[arg(
        long,
        value_name = "FILE",
        required_unless_present = "template",
        conflicts_with = "template"
    )]
    questions: Option<PathBuf>,
    /// Questions that come with Pagewing
    #[arg(long, value_enum, value_name = "NAME")]
    template: Option<Template>,
    /// What the table is called
    #[arg(long, value_name = "TITLE")]
    title: Option<String>,
    /// Format of the file; that of its name by default, or else Markdown
    #[arg(long, value_enum)]
    format: Option<Shape>,
    /// The file to write; standard output by default
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Model that finds answers: a folder, or the id of a ready model; the chosen
    /// one or the starter model by default
    #[arg(long, value_name = "MODEL")]
    reader: Option<PathBuf>,
    /// Model that finds passages by meaning: a folder, or the id of a ready model;
    /// the chosen one or the starter model by default
    #[arg(long, value_name = "MODEL")]
    embedder: Option<PathBuf>,
    /// Threads for the models; one per core by default
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1024))]
    threads: Option<u32>,
    #[command(flatten)]
    pub(super) on: OnDevice,
    #[command(flatten)]
    common: Common,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Template {
    Trial,
    MachineLearning,
    Review,
}

impl Template {
    fn built_in(self) -> BuiltInTemplate {
        match self {
            Self::Trial => BuiltInTemplate::Trial,
            Self::MachineLearning => BuiltInTemplate::MachineLearning,
            Self::Review => BuiltInTemplate::Review,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Shape {
    #[value(alias = "markdown")]
    Md,
    Csv,
    Xlsx,
    Docx,
}

impl Shape {
    fn of(self) -> TableFormat {
        match self {
            Self::Md => TableFormat::Markdown,
            Self::Csv => TableFormat::Csv,
            Self::Xlsx => TableFormat::Xlsx,
            Self::Docx => TableFormat::Docx,
        }
    }
}

impl Arguments {
    fn format(&self) -> Result<TableFormat, Misuse> {
        let ending = self.output.as_deref().and_then(Path::extension);
        let shape = match (self.format, ending) {
            (Some(format), _) => format,
            (None, Some(ending)) => ending
                .to_str()
                .and_then(|ending| Shape::from_str(ending, true).ok())
                .ok_or(Misuse::UnknownTableEnding)?,
            (None, None) => Shape::Md,
        };
        let to_terminal = self.output.is_none() && io::stdout().is_terminal();
        match shape {
            Shape::Xlsx | Shape::Docx if to_terminal && !self.common.json => {
                Err(Misuse::NotForTerminals)
            }
            shape => Ok(shape.of()),
        }
    }
}

/// The share of the bar that reading the files takes.
const READING: f32 = 0.2;
/// Most answers that are looked for, as in the window.
const TOP: usize = 3;

/// What `--json` prints.
#[derive(Serialize)]
struct Line<'a> {
    table: Option<&'a EvidenceTable>,
    unread: &'a [Unread],
    error: Option<Reported>,
}

pub(super) fn run(arguments: &Arguments, stop: &Arc<AtomicBool>) -> Outcome {
    let format = match arguments.format() {
        Ok(format) => format,
        Err(misuse) => return misused(misuse),
    };
    let questions = match questions(arguments) {
        Ok(questions) if questions.is_empty() => return misused(Misuse::NoQuestions),
        Ok(questions) => questions,
        Err(refusal) => return refused(arguments, &[], refusal),
    };
    let mut unread = Vec::new();
    let mut progress = Progress::new(text::evidence::filling().into(), arguments.common.quiet);
    let made = table(arguments, questions, stop, &mut progress, &mut unread);
    progress.finish();
    let (table, loose) = match made {
        Ok(made) => made,
        Err(refusal) => return refused(arguments, &unread, refusal),
    };
    match written(arguments, format, &table, &loose) {
        Ok(outcome) if arguments.common.json => outcome.and(output::print_json(&Line {
            table: Some(&table),
            unread: &unread,
            error: None,
        })),
        Ok(outcome) => outcome,
        Err(fault) => refused(arguments, &unread, fault.into()),
    }
}

fn misused(misuse: Misuse) -> Outcome {
    eprintln!("{}", text::misuse(misuse));
    Outcome::UsageError
}

/// Reports why there is no table.
fn refused(arguments: &Arguments, unread: &[Unread], refusal: Refusal) -> Outcome {
    let Refusal { about, error } = refusal;
    match about {
        Some(path) => output::complain(&path, &error),
        None => output::say(&error),
    }
    let outcome = Outcome::of(error.code());
    match arguments.common.json {
        true => output::print_json(&Line {
            table: None,
            unread,
            error: Some(Reported::from(&error)),
        })
        .and(outcome),
        false => outcome,
    }
}

/// Writes the file, or prints it unless JSON is printed.
fn written(
    arguments: &Arguments,
    format: TableFormat,
    table: &EvidenceTable,
    loose: &LooseDocuments,
) -> Result<Outcome, Fault> {
    if arguments.output.is_none() && arguments.common.json {
        return Ok(Outcome::Done);
    }
    let contents = export::table(table, Shelf::Loose(loose), format)?;
    match &arguments.output {
        Some(path) => export::write(path, &contents).map(|()| Outcome::Done),
        None => Ok(output::print_bytes(&contents)),
    }
}

/// The questions that a person names, each of which can be asked.
fn questions(arguments: &Arguments) -> Result<Vec<String>, Refusal> {
    let Some(path) = &arguments.questions else {
        let template = arguments.template.map(Template::built_in);
        let questions = template.map(BuiltInTemplate::questions).unwrap_or_default();
        return Ok(questions
            .iter()
            .map(|question| (*question).to_owned())
            .collect());
    };
    let text = std::fs::read_to_string(path).map_err(|error| {
        let fault = match error.kind() {
            io::ErrorKind::NotFound => Fault::NotFound { path: None },
            _ => Fault::Io {
                path: None,
                detail: error.to_string(),
            },
        };
        Refusal::about(path, fault)
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let mut questions = Vec::new();
    for line in text.lines().map(str::trim) {
        if !line.is_empty() && !line.starts_with('#') {
            questions.push(answer::checked(line)?.to_owned());
        }
    }
    Ok(questions)
}

/// Reads the files and puts each question to each of them.
fn table(
    arguments: &Arguments,
    questions: Vec<String>,
    stop: &Arc<AtomicBool>,
    progress: &mut Progress,
    unread: &mut Vec<Unread>,
) -> Result<(EvidenceTable, LooseDocuments), Refusal> {
    let folder = chosen::reader(arguments.reader.as_deref(), Otherwise::Chosen)?;
    let encoder = chosen::embedder(arguments.embedder.as_deref(), Otherwise::Chosen)?;
    let (reader, embedder) = (Reader::start(), Embedder::start());
    let threads = arguments.threads.map(|n| n as usize);
    let mut read = |stage, share: f32| progress.advance(stage, share * READING);
    let loose = loose::read(&arguments.files, &arguments.common, stop, &mut read, unread)?;
    let shelf = Shelf::Loose(&loose);
    let named = shelf.documents()?;
    let all = (named.len() * questions.len()).max(1) as f32;
    let mut rows = Vec::new();
    for (down, paper) in named.into_iter().enumerate() {
        let mut cells = Vec::new();
        for (across, question) in questions.iter().enumerate() {
            let before = (down * questions.len() + across) as f32;
            let request = Request {
                shelf,
                scope: &Scope::Documents(vec![paper.id.clone()]),
                question,
                reader: folder.as_ref().map(|folder| WithReader {
                    folder,
                    reader: &reader,
                }),
                embedder: encoder.as_ref().map(|folder| WithEmbedder {
                    folder,
                    embedder: &embedder,
                    threads,
                }),
                gist: None,
                renew: None,
                top: TOP,
                budget: Budget::generous(),
                early: None,
                threads,
                stop,
            };
            cells.push(cell(&request, &mut |stage, done| {
                let share = (before + done) / all;
                progress.advance(stage, READING + share * (1.0 - READING));
            })?);
        }
        rows.push(EvidenceRow {
            document: paper.id,
            title: paper.title,
            cells,
        });
    }
    let columns = (1..)
        .zip(questions)
        .map(|(number, question)| EvidenceColumn {
            id: ColumnId(number),
            question,
        });
    let table = EvidenceTable {
        id: TableId(0),
        title: arguments.title.clone().unwrap_or_default(),
        follows: Follows::Nothing,
        paused: false,
        made_at: 0,
        changed_at: 0,
        columns: columns.collect(),
        rows,
    };
    Ok((table, loose))
}

fn cell(
    request: &Request<'_>,
    progress: &mut dyn FnMut(Stage, f32),
) -> Result<EvidenceCell, Fault> {
    let kept = match answer::answer(request, progress) {
        Ok(answer) => evidence::cell(&answer.view)?,
        Err(AskError::Scanned { .. } | AskError::NoText) => KeptCell::without_text(),
        Err(error) => return Err(error.into()),
    };
    Ok(kept.into())
}
