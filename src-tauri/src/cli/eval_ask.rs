//! `pagewing eval ask`: how well the whole application answers a file of questions.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use clap::Args;

use super::chosen::{self, Otherwise};
use super::device::OnDevice;
use super::eval_qa::{HalfOf, write_rows};
use super::output;
use crate::assistant::answer::WithReader;
use crate::eval::ask;
use crate::eval::questions::Half;
use crate::fault::Outcome;
use crate::search::WithEmbedder;
use crate::text;
use crate::weights::{Embedder, Reader};

#[derive(Args)]
pub(super) struct AskArguments {
    /// Questions: a JSON array of file, question, answer (entries, or null) and note
    file: PathBuf,
    /// Folder or id of a reader; the starter model by default
    #[arg(long, value_name = "MODEL")]
    reader: Option<PathBuf>,
    /// Folder or id of a sentence encoder; the starter model by default
    #[arg(long, value_name = "MODEL")]
    embedder: Option<PathBuf>,
    /// Only the documents of one half
    #[arg(long, value_enum, value_name = "HALF")]
    half: Option<HalfOf>,
    /// Threads for the models; one per core by default
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    #[command(flatten)]
    pub(super) on: OnDevice,
    /// Write the result of each question to this file, as JSON lines
    #[arg(long, value_name = "FILE")]
    rows: Option<PathBuf>,
    /// List the questions that went wrong
    #[arg(long, conflicts_with = "json")]
    failures: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &AskArguments, stop: &Arc<AtomicBool>) -> Outcome {
    let chosen =
        chosen::reader(arguments.reader.as_deref(), Otherwise::Starter).and_then(|folder| {
            let encoder = chosen::embedder(arguments.embedder.as_deref(), Otherwise::Starter)?;
            Ok((folder, encoder))
        });
    let (folder, encoder) = match chosen {
        Ok(chosen) => chosen,
        Err(unusable) => {
            output::complain(&unusable.folder, &unusable.error);
            return Outcome::Failed;
        }
    };
    let (reader, embedder) = (Reader::start(), Embedder::start());
    let plan = ask::Plan {
        file: &arguments.file,
        reader: folder.as_ref().map(|folder| WithReader {
            folder,
            reader: &reader,
        }),
        embedder: encoder.as_ref().map(|folder| WithEmbedder {
            folder,
            embedder: &embedder,
            threads: arguments.threads,
        }),
        half: arguments.half.map(Half::from),
        threads: arguments.threads,
        stop,
    };
    let report = match ask::evaluate(&plan, &mut |_, _| {}) {
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
    match (arguments.json, arguments.failures) {
        (true, _) => output::print_json(&report),
        (_, true) => output::print(&format!("{report}{}", report.failures())),
        _ => output::print(&report.to_string()),
    }
}
