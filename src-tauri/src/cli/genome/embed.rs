//! `pagewing genome embed`: a vector for each window of sequences.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::common::Common;
use super::run::Opened;
use super::written;
use crate::cli::refusal::Refusal;
use crate::export;
use crate::fault::Outcome;
use crate::genome::{self, Part, Window};
use crate::weights::{FamilyTask, ModelError};

/// The extension of the file that says where the windows lie.
const PLACES: &str = "bed";

#[derive(clap::Args)]
pub(in crate::cli) struct Arguments {
    #[command(flatten)]
    pub(super) common: Common,
    /// The file to write: an array of NumPy with a row for each window; the windows'
    /// places go into a file of the same name that ends with .bed
    #[arg(long, value_name = "FILE.npy")]
    out: PathBuf,
}

pub(super) fn run(arguments: &Arguments, stop: &Arc<AtomicBool>) -> Outcome {
    embedded(arguments, stop).unwrap_or_else(|refusal| written::refused(refusal, false))
}

fn embedded(arguments: &Arguments, stop: &Arc<AtomicBool>) -> Result<Outcome, Refusal> {
    let common = &arguments.common;
    let places = places_of(&arguments.out);
    export::spare(&common.file, &arguments.out)?;
    export::spare(&common.file, &places)?;
    export::spare_unnamed(&arguments.out, &places)?;
    let opened = Opened::open(common, FamilyTask::Encode, stop)?;
    let ask = |opened: &Opened<'_>, window: &Window| -> Result<Vec<Part>, ModelError> {
        let vector = opened.family.vector(opened.work(), &window.ids)?;
        Ok(genome::whole(window, vector))
    };
    let journal = opened.journal("vectors", common.quiet, &ask)?;
    written::write(&opened, Some(&arguments.out), |out| {
        genome::npy(out, &journal, opened.folder.width)
    })?;
    let written = written::write(&opened, Some(&places), |out| {
        genome::places(out, &journal, &opened.index)
    })?;
    Ok(written.done_with(journal))
}

/// The file of the places that goes with an array; another one, whatever the array is called.
fn places_of(array: &Path) -> PathBuf {
    let beside = array.with_extension(PLACES);
    match beside == array {
        true => array.with_extension(format!("{PLACES}.{PLACES}")),
        false => beside,
    }
}
