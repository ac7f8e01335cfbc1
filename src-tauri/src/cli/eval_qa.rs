//! `pagewing eval qa`: how well questions are answered.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use clap::Args;

use super::chosen::{self, Otherwise};
use super::output;
use crate::assistant::answer::WithReader;
use crate::assistant::answer::profile::ReaderProfile;
use crate::eval::qa;
use crate::fault::Outcome;
use crate::search::WithEmbedder;
use crate::text;
use crate::weights::{Embedder, Reader};

#[derive(Args)]
pub(super) struct QaArguments {
    /// Questions with contexts, or about documents: JSON lines, .gz or not
    file: PathBuf,
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
    /// Write the result of each question to this file, as JSON lines
    #[arg(long, value_name = "FILE")]
    rows: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    json: bool,
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
    let beside = arguments.file.with_file_name("longqa_docs.jsonl.gz");
    let about_documents = arguments
        .file
        .file_name()
        .is_some_and(|name| name.to_string_lossy().starts_with("longqa_"));
    let documents = match &arguments.documents {
        Some(file) => Some(file.as_path()),
        None => Some(beside.as_path()).filter(|_| about_documents),
    };
    let plan = qa::Plan {
        file: &arguments.file,
        documents,
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
        profile: folder.as_ref().map(|folder| {
            let own = ReaderProfile::of(folder);
            ReaderProfile {
                window: arguments.window.unwrap_or(own.window),
                passages: arguments.passages.unwrap_or(own.passages),
                ..own
            }
        }),
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
    let report = match qa::evaluate(&plan, progress) {
        Ok(report) => report,
        Err(error) => {
            eprintln!("{}", text::failed(&arguments.file, &error));
            return Outcome::Failed;
        }
    };
    if let Some(file) = &arguments.rows
        && let Err(error) = write_rows(file, &report.rows)
    {
        eprintln!("{}", text::failed(file, &error));
        return Outcome::Failed;
    }
    if arguments.json {
        output::print_json(&report)
    } else {
        output::print(&report.to_string())
    }
}

fn write_rows(path: &Path, rows: &[qa::Row]) -> std::io::Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    for row in rows {
        serde_json::to_writer(&mut file, row)?;
        file.write_all(b"\n")?;
    }
    file.flush()
}
