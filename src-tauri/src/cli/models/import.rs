//! `pagewing models import`: a folder that is on this machine becomes a model of the store.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::ready::{self, Choice, Common, Steps};
use crate::cli::kept::Kept;
use crate::cli::output;
use crate::cli::progress::Progress;
use crate::fault::{Fault, Outcome};
use crate::text::shelf;
use crate::weights::cached;
use crate::weights::store::{ModelId, Placement};

#[derive(clap::Args)]
pub(in crate::cli) struct Import {
    /// Folder of a model, or of one in a cache; with --cached, the name of a model that was found there
    #[arg(value_name = "DIR", required_unless_present = "cached")]
    folder: Option<PathBuf>,
    /// Import a model from the cache of other programs; without a name, list those that are there
    #[arg(long)]
    cached: bool,
    /// Copy the files (the default)
    #[arg(long, conflicts_with = "link")]
    copy: bool,
    /// Use the files where they are, and never change them
    #[arg(long)]
    link: bool,
    /// Make a fast copy
    #[arg(long)]
    convert: bool,
    #[command(flatten)]
    choice: Choice,
    #[command(flatten)]
    common: Common,
}

/// The share of the bar at which the files are here.
const ADDED: f32 = 0.4;

pub(super) fn run(arguments: &Import, stop: &Arc<AtomicBool>) -> Outcome {
    let Some(named) = &arguments.folder else {
        return list(&arguments.common);
    };
    let name = named.display().to_string();
    let mut progress = Progress::new(name.clone(), arguments.common.quiet);
    let mut kept = Kept::open();
    let done = match &mut kept {
        Ok(kept) => import(arguments, named, kept, &mut progress, stop),
        Err(fault) => Err(fault.clone()),
    };
    progress.finish();
    ready::report(&name, kept.as_ref().ok(), done, &arguments.common)
}

fn import(
    arguments: &Import,
    named: &Path,
    kept: &mut Kept,
    progress: &mut Progress,
    stop: &Arc<AtomicBool>,
) -> Result<(ModelId, bool), Fault> {
    let folder = match arguments.cached {
        true => found(kept, named)?,
        false => named.to_owned(),
    };
    let how = match arguments.link {
        true => Placement::Link,
        false => Placement::Copy,
    };
    let part = 0.0..ADDED;
    let id = kept.store.add(&folder, how, stop, &mut |moved| {
        progress.show(moved, &part);
    })?;
    let mut steps = Steps {
        keep_original: kept.settings.keep_original,
        kept,
        progress,
        stop,
        fast_copy: arguments.convert,
        choice: &arguments.choice,
    };
    let chosen = steps.finish(&id, &(ADDED..1.0))?;
    Ok((id, chosen))
}

/// The folder of a model in the cache.
fn found(kept: &Kept, named: &Path) -> Result<PathBuf, Fault> {
    let models = cached(&kept.store);
    let model = models.iter().find(|model| Path::new(&model.name) == named);
    let folder = model.map(|model| PathBuf::from(&model.folder));
    folder.ok_or_else(|| Fault::ModelUnknown {
        model: named.display().to_string(),
    })
}

/// Prints the models in the cache of other programs.
fn list(common: &Common) -> Outcome {
    let kept = match Kept::open() {
        Ok(kept) => kept,
        Err(fault) => {
            output::say(&fault);
            return Outcome::of(fault.code());
        }
    };
    let models = cached(&kept.store);
    if common.json {
        return output::print_json(&models);
    }
    if models.is_empty() {
        return output::print(&format!("{}\n", shelf::none_cached()));
    }
    let lines: Vec<String> = models.iter().map(shelf::cached).collect();
    output::print(&format!("{}\n", lines.join("\n")))
}
