//! `pagewing models download`: from a server to a model that can be used.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::ready::{self, Choice, Common, Steps};
use crate::cli::kept::Kept;
use crate::cli::progress::Progress;
use crate::fault::{Fault, Outcome};
use crate::weights::store::{ModelId, parse_reference};

#[derive(clap::Args)]
pub(in crate::cli) struct Download {
    /// Id of the catalogue, any other repository of a known architecture (OWNER/NAME or OWNER/NAME@REVISION), or the
    /// URL of one
    #[arg(value_name = "ID|URL")]
    model: String,
    /// Keep the original beside the fast copy
    #[arg(long, conflicts_with = "no_convert")]
    keep_original: bool,
    /// Make no fast copy: use the model as it was downloaded
    #[arg(long)]
    no_convert: bool,
    #[command(flatten)]
    choice: Choice,
    /// Server to download from, instead of the one in HF_ENDPOINT or in the settings
    #[arg(long, value_name = "URL")]
    mirror: Option<String>,
    #[command(flatten)]
    common: Common,
}

/// The share of the bar at which the files are here.
const DOWNLOADED: f32 = 0.7;

pub(super) fn run(arguments: &Download, stop: &Arc<AtomicBool>) -> Outcome {
    let mut progress = Progress::new(arguments.model.clone(), arguments.common.quiet);
    let mut kept = Kept::open();
    let done = match &mut kept {
        Ok(kept) => download(arguments, kept, &mut progress, stop),
        Err(fault) => Err(fault.clone()),
    };
    progress.finish();
    ready::report(
        &arguments.model,
        kept.as_ref().ok(),
        done,
        &arguments.common,
    )
}

fn download(
    arguments: &Download,
    kept: &mut Kept,
    progress: &mut Progress,
    stop: &Arc<AtomicBool>,
) -> Result<(ModelId, bool), Fault> {
    let wanted = parse_reference(&arguments.model)?;
    let network = match &arguments.mirror {
        Some(mirror) => kept.network_at(mirror)?,
        None => kept.network()?,
    };
    let part = 0.0..DOWNLOADED;
    kept.store.download(&wanted, &network, stop, &mut |moved| {
        progress.show(moved, &part);
    })?;
    let keep_original = arguments.keep_original || kept.settings.keep_original;
    let mut steps = Steps {
        kept,
        progress,
        stop,
        fast_copy: !arguments.no_convert,
        keep_original,
        choice: &arguments.choice,
    };
    let chosen = steps.finish(&wanted.id, &(DOWNLOADED..1.0))?;
    Ok((wanted.id, chosen))
}
