//! `pagewing models`: preparing models.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::progress::Progress;
use super::{Outcome, output};
use crate::document::{self, ReadOptions};
use crate::views::ApiError;
use crate::weights::{ModelFolder, convert_to_int8};

/// The text that a converted model is compared on.
const PAPER: &[u8] = include_bytes!("../../../assets/example/shelf-life-of-small-fruits.pdf");

/// What can be done with models.
#[derive(clap::Subcommand)]
pub(super) enum Command {
    /// Convert a summarization model to int8: a quarter of the memory, several times the speed
    Convert(Convert),
}

#[derive(clap::Args)]
pub(super) struct Convert {
    /// Folder of a BigBirdPegasus checkpoint
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
    let Command::Convert(arguments) = command;
    match convert(arguments, stop) {
        Ok(outcome) => outcome,
        Err(error) => {
            if arguments.json {
                output::print_json(&serde_json::json!({ "error": error }));
            }
            output::complain(&arguments.model, &error);
            if error.code == "cancelled" {
                eprintln!("  The same command continues where it stopped.");
            }
            Outcome::of(&error)
        }
    }
}

fn convert(arguments: &Convert, stop: &Arc<AtomicBool>) -> Result<Outcome, ApiError> {
    let folder = ModelFolder::open(&arguments.model)?;
    let out = match &arguments.out {
        Some(out) => out.clone(),
        None => beside(&arguments.model),
    };
    let mut progress = Progress::new(folder.name.clone(), arguments.quiet);
    let text = example(stop)?;
    let result = convert_to_int8(&folder, &out, &text, stop, &mut |stage, done| {
        progress.advance(stage, done);
    });
    progress.finish();
    let done = result?;
    if arguments.json {
        return Ok(output::print_json(&serde_json::json!({
            "folder": out,
            "bytes": done.bytes,
            "conversion": done.conversion,
            "errors": done.errors,
            "continued_from": done.continued_from,
            "error": null,
        })));
    }
    let mut text = format!(
        "{}: {:.2} GB, {} matrices in int8.\n",
        out.display(),
        done.bytes as f64 / 1e9,
        done.conversion.int8.len(),
    );
    let worst = done
        .errors
        .iter()
        .filter(|(name, _)| done.conversion.int8.contains_key(*name))
        .max_by(|(_, a), (_, b)| a.total_cmp(b));
    if let Some((name, error)) = worst {
        text += &format!(
            "Largest error of a matrix on the example paper: {:.1} % ({name}).\n",
            100.0 * error
        );
    }
    for (name, reason) in &done.conversion.kept {
        text += &format!("Kept in f32: {name}, {reason}.\n");
    }
    Ok(output::print(&text))
}

/// `models/arxiv` to `models/arxiv-int8`.
fn beside(model: &Path) -> PathBuf {
    let full = model.canonicalize().unwrap_or_else(|_| model.to_owned());
    let mut name = full.file_name().unwrap_or_default().to_os_string();
    name.push("-int8");
    full.with_file_name(name)
}

/// The text of the example paper.
fn example(stop: &Arc<AtomicBool>) -> Result<String, ApiError> {
    let unwritable = |error: std::io::Error| ApiError {
        code: "temporary_unwritable".into(),
        message: format!("A temporary file cannot be written: {error}."),
        hint: Some("Check the space in the folder for temporary files.".into()),
    };
    let folder = tempfile::tempdir().map_err(unwritable)?;
    let path = folder.path().join("example.pdf");
    std::fs::write(&path, PAPER).map_err(unwritable)?;
    let options = ReadOptions {
        stop: stop.clone(),
        ..ReadOptions::default()
    };
    let document = document::read(&path, &options, &mut |_| {})?;
    let prose: Vec<&str> = document
        .blocks
        .iter()
        .filter(|block| block.kind.is_prose())
        .map(|block| block.text.as_str())
        .collect();
    Ok(prose.join("\n"))
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
