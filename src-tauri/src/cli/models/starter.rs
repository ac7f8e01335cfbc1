//! `pagewing models starter`: makes the starter model.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::convert;
use super::ready::Common;
use crate::cli::output;
use crate::fault::{Fault, Outcome};
use crate::weights::{Convertible, starter};

#[derive(clap::Args)]
pub(in crate::cli) struct Starter {
    /// Folder of a BigBirdForQuestionAnswering checkpoint
    #[arg(long, value_name = "DIR")]
    reader: PathBuf,
    /// Folder of a sentence encoder with the layout of all-MiniLM-L6-v2 and the reader's shape; what both have in
    /// common, the embeddings and the first layers, is stored once
    #[arg(long, value_name = "DIR")]
    embedder: PathBuf,
    /// The head that scores sentences, a safetensors file
    #[arg(long, value_name = "FILE")]
    salience: Option<PathBuf>,
    /// Folder for the model
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Leave the weights in f32, to compare with
    #[arg(long)]
    exact: bool,
    #[command(flatten)]
    common: Common,
}

pub(super) fn run(arguments: &Starter, stop: &Arc<AtomicBool>) -> Outcome {
    let (out, common) = (&arguments.out, &arguments.common);
    let from = starter::Ingredients {
        reader: &arguments.reader,
        embedder: &arguments.embedder,
        salience: arguments.salience.as_deref(),
    };
    if arguments.exact {
        return match starter::assemble(&from, out) {
            Ok(()) => output::print(&format!("{}\n", out.display())),
            Err(error) => convert::print(out, out, Err(error.into()), common.json),
        };
    }
    let made = || {
        let exact = tempfile::tempdir().map_err(unwritable)?;
        starter::assemble(&from, exact.path())?;
        let folder = Convertible::open(exact.path())?;
        convert::convert_into(&folder, out, common.quiet, stop)
    };
    convert::print(out, out, made(), common.json)
}

fn unwritable(error: std::io::Error) -> Fault {
    Fault::TemporaryUnwritable {
        detail: error.to_string(),
    }
}
