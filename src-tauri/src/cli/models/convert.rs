//! `pagewing models convert`: the fast copy of a folder, or of a model that Pagewing keeps.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use bigbird_pegasus::conversion::Converted;

use super::ready::{self, Choice, Common, Steps};
use crate::cli::kept::Kept;
use crate::cli::output::{self, Reported};
use crate::cli::progress::Progress;
use crate::fault::{Fault, Outcome};
use crate::text::models;
use crate::weights::store::ModelId;
use crate::weights::{Convertible, convert_to_int8};

#[derive(clap::Args)]
pub(in crate::cli) struct Convert {
    /// Folder of a BigBirdPegasus checkpoint, of a reader or of a sentence encoder; or the id of a model that
    /// Pagewing keeps
    #[arg(value_name = "DIR|ID")]
    model: PathBuf,
    /// Folder for the converted model; beside the original, with "-int8" to its name, by default
    #[arg(long, value_name = "DIR", conflicts_with = "keep_original")]
    out: Option<PathBuf>,
    /// Keep the original beside the fast copy, for the id of a model
    #[arg(long)]
    keep_original: bool,
    #[command(flatten)]
    common: Common,
}

pub(super) fn run(arguments: &Convert, stop: &Arc<AtomicBool>) -> Outcome {
    if !arguments.model.exists()
        && let Some(name) = arguments.model.to_str()
        && let Ok(mut kept) = Kept::open()
        && let Some(id) = kept.named(name)
    {
        let done = match &arguments.out {
            None => in_store(arguments, &mut kept, id, stop),
            // a folder of its own is made of the folder that is loaded
            Some(_) => return folder(arguments, kept.folder(&id), stop),
        };
        return ready::report(name, Some(&kept), done, &arguments.common);
    }
    folder(arguments, Ok(arguments.model.clone()), stop)
}

/// Makes the fast copy of a model that Pagewing keeps.
fn in_store(
    arguments: &Convert,
    kept: &mut Kept,
    id: ModelId,
    stop: &Arc<AtomicBool>,
) -> Result<(ModelId, bool), Fault> {
    let mut progress = Progress::new(id.0.clone(), arguments.common.quiet);
    let mut steps = Steps {
        keep_original: arguments.keep_original || kept.settings.keep_original,
        kept,
        progress: &mut progress,
        stop,
        fast_copy: true,
        choice: &Choice::UNCHANGED,
    };
    let chosen = steps.finish(&id, &(0.0..1.0));
    progress.finish();
    Ok((id, chosen?))
}

/// Makes the fast copy of a folder.
fn folder(arguments: &Convert, from: Result<PathBuf, Fault>, stop: &Arc<AtomicBool>) -> Outcome {
    let out = match &arguments.out {
        Some(out) => out.clone(),
        None => beside(&arguments.model),
    };
    let done = from.and_then(|from| {
        let folder = Convertible::open(&from)?;
        output::remark_on_model(&from, folder.unused());
        convert_into(&folder, &out, arguments.common.quiet, stop)
    });
    print(&arguments.model, &out, done, arguments.common.json)
}

/// Converts a model into a folder.
pub(super) fn convert_into(
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

/// Prints what a conversion did, or why it failed; `about` is what the command was asked to convert.
pub(super) fn print(
    about: &Path,
    out: &Path,
    done: Result<Converted, Fault>,
    json: bool,
) -> Outcome {
    match done {
        Ok(done) if json => output::print_json(&serde_json::json!({
            "folder": out,
            "bytes": done.bytes,
            "conversion": done.conversion,
            "errors": done.errors,
            "continued_from": done.continued_from,
            "error": null,
        })),
        Ok(done) => {
            let lines = models::converted(out, &done);
            output::print(&format!("{}\n", lines.join("\n")))
        }
        Err(fault) => {
            if json {
                output::print_json(&serde_json::json!({ "error": Reported::from(&fault) }));
            }
            ready::complain(&about.display().to_string(), &fault);
            Outcome::of(fault.code())
        }
    }
}

/// `models/arxiv` to `models/arxiv-int8`.
fn beside(model: &Path) -> PathBuf {
    let full = model.canonicalize().unwrap_or_else(|_| model.to_owned());
    let mut name = full.file_name().unwrap_or_default().to_os_string();
    name.push("-int8");
    full.with_file_name(name)
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
