//! Loads a model in int8 as its fast copy would be: the guard of conversion decides which matrices int8 may round, so
//! both have the same numbers. The decision takes a reading of a text, so it is remembered if there is a place for it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use bigbird_pegasus::conversion::{ConvertOptions, ERROR_BOUND, plan};
use bigbird_pegasus::{Checkpoint, Conversion, Precision, Stop};
use pagewing_models::FORMAT;

use super::{ModelError, ModelFolder, device};

/// The text on which int8 is compared with f32.
pub(super) const TEXT: &str = include_str!("../../../assets/example/excerpt.txt");

/// Number of tokens of the text that the models read.
pub(super) const COMPARED: usize = 1024;

/// Opens the weights of a folder for loading in its precision. Where that rounds matrices, the checkpoint knows which.
pub(super) fn open(folder: &ModelFolder, stop: &Arc<AtomicBool>) -> Result<Checkpoint, ModelError> {
    let checkpoint = pagewing_models::open(&folder.path)?;
    let rounds = folder.precision == Precision::Int8
        && checkpoint.conversion().is_none()
        && device::device().is_cpu();
    if !rounds {
        return Ok(checkpoint);
    }
    let file = folder.plans.as_deref().map(|plans| file(plans, folder));
    if let Some(known) = file.as_deref().and_then(|file| remembered(file, folder)) {
        return Ok(checkpoint.with_plan(known));
    }
    let mut ids = folder.tokenizer.encode(TEXT).ids;
    ids.truncate(COMPARED);
    let options = ConvertOptions {
        source: &folder.fingerprint,
        ids: &ids,
        question: 0,
        bound: ERROR_BOUND,
    };
    let found = plan(
        &checkpoint,
        &options,
        &Stop::when(stop.clone()),
        &mut |_| {},
    )?;
    if let Some(file) = file {
        // Without the file the next start measures again.
        let _ = remember(&file, &found);
    }
    Ok(checkpoint.with_plan(found))
}

/// The file that remembers the decision about a folder's content.
fn file(plans: &Path, folder: &ModelFolder) -> PathBuf {
    let content = folder.fingerprint.split_whitespace().next();
    plans.join(format!("{}.json", content.unwrap_or_default()))
}

fn remembered(file: &Path, folder: &ModelFolder) -> Option<Conversion> {
    let known: Conversion = serde_json::from_slice(&fs::read(file).ok()?).ok()?;
    let same = known.version == FORMAT.version && known.source == folder.fingerprint;
    same.then_some(known)
}

fn remember(file: &Path, found: &Conversion) -> std::io::Result<()> {
    let folder = file.parent().unwrap_or(file);
    fs::create_dir_all(folder)?;
    let unfinished = tempfile::NamedTempFile::new_in(folder)?;
    serde_json::to_writer(&unfinished, found)?;
    unfinished.persist(file)?;
    Ok(())
}
