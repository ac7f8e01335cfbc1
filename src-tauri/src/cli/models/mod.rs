//! `pagewing models`: preparing models.

mod list;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use bigbird_pegasus::conversion::Converted;

use crate::cli::output;
use crate::cli::output::Reported;
use crate::cli::progress::Progress;
use crate::fault::{Fault, Outcome};
use crate::text;
use crate::weights::{Convertible, convert_to_int8, starter};

/// What can be done with models.
#[derive(clap::Subcommand)]
pub(super) enum Command {
    /// Show which models are in use, and which larger ones there are
    List(list::List),
    /// Convert a model that writes, reads or embeds to int8: a quarter of the memory, several times the speed
    Convert(Convert),
    /// Make a starter model of a reader and a sentence encoder that share their embeddings
    Starter(Starter),
}

#[derive(clap::Args)]
pub(super) struct Starter {
    /// Folder of a BigBirdForQuestionAnswering checkpoint
    #[arg(long, value_name = "DIR")]
    reader: PathBuf,
    /// Folder of a sentence encoder with the layout of all-MiniLM-L6-v2; its embeddings must be the reader's,
    /// and so may be its first layers
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
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// Print no progress
    #[arg(long, short)]
    quiet: bool,
}

#[derive(clap::Args)]
pub(super) struct Convert {
    /// Folder of a BigBirdPegasus checkpoint, of a reader or of a sentence encoder
    model: PathBuf,
    /// Folder for the converted model; beside the original, with "-int8" to its name, by default
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// Print no progress
    #[arg(long, short)]
    quiet: bool,
}

pub(super) fn run(command: &Command, stop: &Arc<AtomicBool>) -> Outcome {
    let (made, about, json) = match command {
        Command::List(arguments) => return list::run(arguments),
        Command::Convert(arguments) => (convert(arguments, stop), &arguments.model, arguments.json),
        Command::Starter(arguments) => (starter(arguments, stop), &arguments.out, arguments.json),
    };
    match made {
        Ok(outcome) => outcome,
        Err(error) => {
            if json {
                output::print_json(&serde_json::json!({ "error": Reported::from(&error) }));
            }
            output::complain(about, &error);
            if error == Fault::Cancelled {
                eprintln!("  {}", text::CONTINUES);
            }
            Outcome::of(error.code())
        }
    }
}

fn starter(arguments: &Starter, stop: &Arc<AtomicBool>) -> Result<Outcome, Fault> {
    let from = starter::Ingredients {
        reader: &arguments.reader,
        embedder: &arguments.embedder,
        salience: arguments.salience.as_deref(),
    };
    if arguments.exact {
        starter::assemble(&from, &arguments.out)?;
        return Ok(output::print(&format!("{}\n", arguments.out.display())));
    }
    let exact = tempfile::tempdir().map_err(unwritable)?;
    starter::assemble(&from, exact.path())?;
    let folder = Convertible::open(exact.path())?;
    let (out, quiet) = (&arguments.out, arguments.quiet);
    print(
        out,
        convert_into(&folder, out, quiet, stop)?,
        arguments.json,
    )
}

fn convert(arguments: &Convert, stop: &Arc<AtomicBool>) -> Result<Outcome, Fault> {
    let folder = Convertible::open(&arguments.model)?;
    output::remark_on_model(&arguments.model, folder.unused());
    let out = match &arguments.out {
        Some(out) => out.clone(),
        None => beside(&arguments.model),
    };
    let done = convert_into(&folder, &out, arguments.quiet, stop)?;
    print(&out, done, arguments.json)
}

fn convert_into(
    folder: &Convertible,
    out: &Path,
    quiet: bool,
    stop: &Arc<AtomicBool>,
) -> Result<Converted, Fault> {
    let mut progress = Progress::new(folder.name().to_owned(), quiet);
    let result = convert_to_int8(folder, out, stop, &mut |stage, done| {
        progress.advance(stage, done);
    });
    progress.finish();
    Ok(result?)
}

/// Prints what a conversion did.
fn print(out: &Path, done: Converted, json: bool) -> Result<Outcome, Fault> {
    if json {
        return Ok(output::print_json(&serde_json::json!({
            "folder": out,
            "bytes": done.bytes,
            "conversion": done.conversion,
            "errors": done.errors,
            "continued_from": done.continued_from,
            "error": null,
        })));
    }
    let lines = text::models::converted(out, &done);
    Ok(output::print(&format!("{}\n", lines.join("\n"))))
}

/// `models/arxiv` to `models/arxiv-int8`.
fn beside(model: &Path) -> PathBuf {
    let full = model.canonicalize().unwrap_or_else(|_| model.to_owned());
    let mut name = full.file_name().unwrap_or_default().to_os_string();
    name.push("-int8");
    full.with_file_name(name)
}

fn unwritable(error: std::io::Error) -> Fault {
    Fault::TemporaryUnwritable {
        detail: error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_converted_model_lies_beside_the_original() {
        let home = tempfile::tempdir().unwrap();
        let model = home.path().join("arxiv");
        std::fs::create_dir(&model).unwrap();
        let out = beside(&model.join("."));
        assert_eq!(out.file_name().unwrap(), "arxiv-int8");
        assert_eq!(out.parent().unwrap(), home.path().canonicalize().unwrap());
    }
}
