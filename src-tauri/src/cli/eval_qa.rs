//! `pagewing eval qa`: how well questions are answered.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::chosen::{self, Otherwise};
use super::device::OnDevice;
use super::output;
use crate::assistant::answer::WithReader;
use crate::assistant::answer::profile::ReaderProfile;
use crate::eval::qa;
use crate::eval::questions::Half;
use crate::fault::Outcome;
use crate::search::WithEmbedder;
use crate::text;
use crate::weights::{Embedder, Reader, ReaderFolder};

#[derive(Args)]
pub(super) struct QaArguments {
    /// Questions with contexts, or about documents: JSON lines, .gz or not
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The documents; by default longqa_docs.jsonl.gz beside questions that need them
    #[arg(long, value_name = "FILE")]
    documents: Option<PathBuf>,
    /// Folder or id of a reader; the starter model by default, and without it only the search is measured
    #[arg(long, value_name = "MODEL")]
    reader: Option<PathBuf>,
    /// Folder or id of a sentence encoder; the starter model by default, and without it passages are found by
    /// their words alone
    #[arg(long, value_name = "MODEL")]
    embedder: Option<PathBuf>,
    /// At most N questions of each source, spread evenly
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Only this source
    #[arg(long)]
    source: Option<String>,
    /// Only the documents of one half: settings are chosen on one and reported on the other
    #[arg(long, value_enum, value_name = "HALF")]
    half: Option<HalfOf>,
    /// Join the contexts of each article to a document, and search it
    #[arg(long)]
    whole: bool,
    /// Use this file instead of the reader's own reader_profile.json
    #[arg(long, value_name = "FILE")]
    profile: Option<PathBuf>,
    /// Write a profile that fits these questions: the weights, the probabilities' curve and the threshold
    #[arg(long, value_name = "FILE")]
    fit: Option<PathBuf>,
    /// Longest window of the reader, in tokens; its profile decides by default
    #[arg(long, value_name = "N")]
    window: Option<usize>,
    /// Number of passages to read of a document; the reader's profile decides by default
    #[arg(long, value_name = "N")]
    passages: Option<usize>,
    /// Ask each question of another document too, as one without an answer
    #[arg(long)]
    strangers: bool,
    /// Read only as much of a context as one window holds
    #[arg(long)]
    cut: bool,
    /// Threads for the model; one per core by default
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    #[command(flatten)]
    pub(super) on: OnDevice,
    /// Write the result of each question to this file, as JSON lines
    #[arg(long, value_name = "FILE")]
    rows: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// A half of the documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum HalfOf {
    /// The half on which settings are chosen
    Choose,
    /// The half whose numbers are reported
    Report,
}

impl From<HalfOf> for Half {
    fn from(half: HalfOf) -> Self {
        match half {
            HalfOf::Choose => Self::Choose,
            HalfOf::Report => Self::Report,
        }
    }
}

pub(super) fn run(arguments: &QaArguments, stop: &Arc<AtomicBool>) -> Outcome {
    let chosen =
        chosen::reader(arguments.reader.as_deref(), Otherwise::Starter).and_then(|folder| {
            Ok((
                folder,
                chosen::embedder(arguments.embedder.as_deref(), Otherwise::Starter)?,
            ))
        });
    let (folder, encoder) = match chosen {
        Ok(chosen) => chosen,
        Err(unusable) => {
            output::complain(&unusable.folder, &unusable.error);
            return Outcome::Failed;
        }
    };
    let reader = Reader::start();
    let embedder = Embedder::start();
    let profile = match folder.as_ref().map(|folder| profile(arguments, folder)) {
        None => None,
        Some(Ok(profile)) => Some(profile),
        Some(Err(error)) => {
            let file = arguments.profile.clone().unwrap_or_default();
            eprintln!("{}", text::failed(&file, &error));
            return Outcome::Failed;
        }
    };
    let mut rows = Vec::new();
    for file in &arguments.files {
        let documents = documents(arguments, file);
        let plan = qa::Plan {
            file,
            documents: documents.as_deref(),
            reader: folder.as_ref().map(|folder| WithReader {
                folder,
                reader: &reader,
            }),
            embedder: encoder.as_ref().map(|folder| WithEmbedder {
                folder,
                embedder: &embedder,
                threads: arguments.threads,
            }),
            limit: arguments.limit,
            source: arguments.source.as_deref(),
            half: arguments.half.map(Half::from),
            whole: arguments.whole,
            profile,
            threads: arguments.threads,
            strangers: arguments.strangers,
            cut: arguments.cut,
            stop,
        };
        let progress = &mut |done: usize, all: usize| {
            if done > 0 && done.is_multiple_of(200) {
                eprintln!("{}", text::asked(done, all));
            }
        };
        match qa::rows(&plan, progress) {
            Ok(more) => rows.extend(more),
            Err(error) => {
                eprintln!("{}", text::failed(file, &error));
                return Outcome::Failed;
            }
        }
    }
    let name = folder.as_ref().map(|folder| folder.name.as_str());
    let report = qa::report(name.zip(profile), rows);
    match put_out(arguments, &report) {
        Ok(outcome) => outcome,
        Err((file, error)) => {
            eprintln!("{}", text::failed(file, &error));
            Outcome::Failed
        }
    }
}

/// Writes the files that the arguments name, and prints the report. An error has the file that it is about.
fn put_out<'a>(
    arguments: &'a QaArguments,
    report: &qa::Report,
) -> Result<Outcome, (&'a Path, std::io::Error)> {
    if let Some(file) = &arguments.rows {
        write_rows(file, &report.rows).map_err(|error| (file.as_path(), error))?;
    }
    if let Some(file) = &arguments.fit {
        write_fit(file, report).map_err(|error| (file.as_path(), error))?;
    }
    Ok(if arguments.json {
        output::print_json(report)
    } else {
        output::print(&report.to_string())
    })
}

/// The file of documents: the one that is named, or the one beside questions that need it.
fn documents(arguments: &QaArguments, file: &Path) -> Option<PathBuf> {
    let about_documents = file
        .file_name()
        .is_some_and(|name| name.to_string_lossy().starts_with("longqa_"));
    let beside = file.with_file_name("longqa_docs.jsonl.gz");
    let named = arguments.documents.clone();
    named.or_else(|| about_documents.then_some(beside))
}

/// The profile that the arguments ask for.
fn profile(arguments: &QaArguments, folder: &ReaderFolder) -> std::io::Result<ReaderProfile> {
    let own = match &arguments.profile {
        Some(file) => ReaderProfile::read(file)?,
        None => ReaderProfile::of(folder),
    };
    Ok(ReaderProfile {
        window: arguments.window.unwrap_or(own.window),
        passages: arguments.passages.unwrap_or(own.passages),
        ..own
    })
}

fn write_fit(path: &Path, report: &qa::Report) -> std::io::Result<()> {
    let Some((profile, _)) = &report.fit else {
        return Err(std::io::Error::other(text::NOTHING_TO_FIT));
    };
    let json = serde_json::to_string_pretty(profile)?;
    std::fs::write(path, json + "\n")
}

/// Writes rows as JSON lines.
pub(super) fn write_rows<T: Serialize>(path: &Path, rows: &[T]) -> std::io::Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    for row in rows {
        serde_json::to_writer(&mut file, row)?;
        file.write_all(b"\n")?;
    }
    file.flush()
}
