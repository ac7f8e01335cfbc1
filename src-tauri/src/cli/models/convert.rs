//! `pagewing models convert`: the fast copy of a folder or of a model that Pagewing keeps, or a copy in half precision.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use bigbird_pegasus::Precision;
use bigbird_pegasus::conversion::{Converted, Halved};

use super::ready::{self, Choice, Common, Steps};
use crate::cli::kept::Kept;
use crate::cli::output::{self, Reported};
use crate::cli::progress::Progress;
use crate::fault::{Fault, Misuse, Outcome};
use crate::text::{self, models};
use crate::weights::store::ModelId;
use crate::weights::{Convertible, convert_to_half, convert_to_int8};

#[derive(clap::Args)]
pub(in crate::cli) struct Convert {
    /// Folder of a BigBirdPegasus checkpoint, of a reader, of a sentence encoder or of a BigBird that classifies or predicts
    /// tokens; or the id of a model that Pagewing keeps
    #[arg(value_name = "DIR|ID")]
    model: PathBuf,
    /// Precision of the copy: int8 for processors, bf16 or f16 for graphics cards
    #[arg(long, value_enum, value_name = "PRECISION", default_value_t)]
    precision: To,
    /// Folder for the converted model; beside the original, with "-int8" (or the other precision) to its name, by default
    #[arg(long, value_name = "DIR", conflicts_with = "keep_original")]
    out: Option<PathBuf>,
    /// Keep the original beside the fast copy, for the id of a model
    #[arg(long)]
    keep_original: bool,
    #[command(flatten)]
    common: Common,
}

/// The precision of a copy.
#[derive(Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
enum To {
    #[default]
    Int8,
    Bf16,
    F16,
}

impl To {
    fn name(self) -> &'static str {
        match self {
            Self::Int8 => "int8",
            Self::Bf16 => "bf16",
            Self::F16 => "f16",
        }
    }

    /// The precision, if it is a half one.
    fn half(self) -> Option<Precision> {
        match self {
            Self::Int8 => None,
            Self::Bf16 => Some(Precision::Bf16),
            Self::F16 => Some(Precision::F16),
        }
    }
}

pub(super) fn run(arguments: &Convert, stop: &Arc<AtomicBool>) -> Outcome {
    if !arguments.model.exists()
        && let Some(name) = arguments.model.to_str()
        && let Ok(mut kept) = Kept::open()
        && let Some(id) = kept.named(name)
    {
        let done = match &arguments.out {
            None if arguments.precision != To::Int8 => {
                eprintln!("{}", text::misuse(Misuse::OutMissing));
                return Outcome::UsageError;
            }
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
    if let Some(folder) = kept.store.folder(&id) {
        // one of a kind that has no fast copy is not passed over in silence
        Convertible::open(&folder)?;
    }
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

/// Makes the copy of a folder.
fn folder(arguments: &Convert, from: Result<PathBuf, Fault>, stop: &Arc<AtomicBool>) -> Outcome {
    let (name, common) = (arguments.precision.name(), &arguments.common);
    let out = match &arguments.out {
        Some(out) => out.clone(),
        None => beside(&arguments.model, name),
    };
    let opened = from.and_then(|from| {
        let folder = Convertible::open(&from)?;
        output::remark_on_model(&from, folder.unused());
        Ok(folder)
    });
    match arguments.precision.half() {
        None => {
            let done = opened.and_then(|folder| convert_into(&folder, &out, common.quiet, stop));
            print(&arguments.model, &out, done, common.json)
        }
        Some(half) => {
            let done = opened.and_then(|folder| halve_into(&folder, &out, half, common, stop));
            match done {
                Ok(done) if common.json => output::print_json(&serde_json::json!({
                    "folder": out,
                    "bytes": done.bytes,
                    "precision": name,
                    "continued_from": done.continued_from,
                    "error": null,
                })),
                Ok(done) => {
                    let line = models::halved(&out, name, done.bytes);
                    output::print(&format!("{line}\n"))
                }
                Err(fault) => failed(&arguments.model, &fault, common.json),
            }
        }
    }
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

/// Writes a model in half precision into a folder.
fn halve_into(
    folder: &Convertible,
    out: &Path,
    half: Precision,
    common: &Common,
    stop: &Arc<AtomicBool>,
) -> Result<Halved, Fault> {
    let mut progress = Progress::new(folder.name().to_owned(), common.quiet);
    let result = convert_to_half(folder, out, half, stop, &mut |stage, done| {
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
            "precision": To::Int8.name(),
            "conversion": done.conversion,
            "errors": done.errors,
            "continued_from": done.continued_from,
            "error": null,
        })),
        Ok(done) => {
            let lines = models::converted(out, &done);
            output::print(&format!("{}\n", lines.join("\n")))
        }
        Err(fault) => failed(about, &fault, json),
    }
}

/// Prints why a conversion failed.
fn failed(about: &Path, fault: &Fault, json: bool) -> Outcome {
    if json {
        output::print_json(&serde_json::json!({ "error": Reported::from(fault) }));
    }
    ready::complain(&about.display().to_string(), fault);
    Outcome::of(fault.code())
}

/// `models/arxiv` to `models/arxiv-int8`.
fn beside(model: &Path, precision: &str) -> PathBuf {
    let full = model.canonicalize().unwrap_or_else(|_| model.to_owned());
    let mut name = full.file_name().unwrap_or_default().to_os_string();
    name.push(format!("-{precision}"));
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
        for (precision, name) in [(To::Int8, "arxiv-int8"), (To::Bf16, "arxiv-bf16")] {
            let out = beside(&model.join("."), precision.name());
            assert_eq!(out.file_name().unwrap(), name);
            assert_eq!(out.parent().unwrap(), home.path().canonicalize().unwrap());
        }
    }
}
