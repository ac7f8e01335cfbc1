//! Where in a chosen folder the model is, and which of its files hold the weights.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde_json::Value;

use super::error::CheckpointError;
use crate::config::read_object;
use crate::foreign;

/// The file that every model folder has.
const CONFIG: &str = "config.json";

/// The names of weight files in the order in which the loader prefers them.
const NAMES: [&str; 2] = ["model.safetensors", "pytorch_model.bin"];

/// Beginnings of the names of files that training leaves beside the weights. They are pickles or archives like
/// weights, and nothing reads them.
const BESIDE: [&str; 6] = [
    "training_args",
    "optimizer",
    "scheduler",
    "scaler",
    "rng_state",
    "random_states",
];

/// The folder that holds the model of a chosen folder: the folder itself; in a cache of Hugging Face the snapshot
/// that `refs/main` names, or the newest; or the only subfolder that holds a model. If there is none of these, the
/// chosen folder.
pub fn model_folder(chosen: &Path) -> PathBuf {
    if chosen.join(CONFIG).exists() {
        return chosen.to_owned();
    }
    if let Some(snapshot) = snapshot(chosen) {
        return snapshot;
    }
    let within = |folder: PathBuf| match holds_model(&folder) {
        true => Some(folder),
        false => snapshot(&folder),
    };
    let mut found = subfolders(chosen).into_iter().filter_map(within);
    match (found.next(), found.next()) {
        (Some(only), None) => only,
        _ => chosen.to_owned(),
    }
}

/// The largest file that names a snapshot, in bytes; it holds 40 digits.
const LONGEST_REFERENCE: u64 = 1 << 10;

/// The snapshot in the folder of a cached model, or in its folder of snapshots.
fn snapshot(folder: &Path) -> Option<PathBuf> {
    let top = match folder.file_name() {
        Some(name) if name == "snapshots" => folder.parent()?,
        _ => folder,
    };
    let snapshots = top.join("snapshots");
    // opening a pipe would wait for its other end
    let main = foreign::read(&top.join("refs/main"), LONGEST_REFERENCE).unwrap_or_default();
    let main = std::str::from_utf8(&main).unwrap_or_default().trim();
    let plain = Path::new(main).file_name().is_some_and(|name| name == main);
    if plain && holds_model(&snapshots.join(main)) {
        return Some(snapshots.join(main));
    }
    let changed = |folder: &PathBuf| {
        let changed = fs::metadata(folder).and_then(|metadata| metadata.modified());
        changed.unwrap_or(SystemTime::UNIX_EPOCH)
    };
    subfolders(&snapshots)
        .into_iter()
        .filter(|folder| holds_model(folder))
        .max_by_key(|folder| (changed(folder), folder.clone()))
}

/// Whether a folder has a configuration and weights.
fn holds_model(folder: &Path) -> bool {
    folder.join(CONFIG).is_file() && weight_files(folder).is_ok()
}

/// The folders in a folder, in alphabetical order, without the modules of a sentence encoder (`1_Pooling`).
fn subfolders(folder: &Path) -> Vec<PathBuf> {
    let module = |path: &Path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with(|first: char| first.is_ascii_digit()) && name.contains('_')
    };
    let mut found: Vec<PathBuf> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_dir() && !module(path))
        .collect();
    found.sort();
    found
}

/// The names of the weight files of `folder`: those of the usual names, or else the only file that can be one.
/// A file that is something else, such as a pointer of Git LFS, gives way to a whole one.
pub(super) fn weight_files(folder: &Path) -> Result<Vec<String>, CheckpointError> {
    let mut misplaced = None;
    for single in NAMES {
        let index = format!("{single}.index.json");
        if folder.join(single).exists() {
            if is_weights(&folder.join(single)) {
                return Ok(vec![single.to_owned()]);
            }
            misplaced = misplaced.or(Some(single));
        }
        if folder.join(&index).exists() {
            return shards(folder, &index);
        }
    }
    if let Some(name) = misplaced {
        // opening it says what it is
        return Ok(vec![name.to_owned()]);
    }
    for ending in [".safetensors", ".bin"] {
        let mut files = others(folder, ending);
        if files.len() > 1 {
            let folder = folder.to_owned();
            return Err(CheckpointError::SeveralWeights { folder, files });
        }
        if let Some(only) = files.pop() {
            return Ok(vec![only]);
        }
    }
    Err(CheckpointError::NoWeights {
        folder: folder.to_owned(),
    })
}

/// Whether a file does not look like something else.
fn is_weights(path: &Path) -> bool {
    use std::io::Read;
    let mut head = Vec::new();
    let read = foreign::open(path)
        .ok()
        .and_then(|file| file.take(512).read_to_end(&mut head).ok());
    read.is_some() && foreign::misplaced(&head).is_none()
}

/// The files of other names that may hold weights, in alphabetical order.
fn others(folder: &Path, ending: &str) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| {
            let beside = BESIDE.iter().any(|start| name.starts_with(start));
            name.ends_with(ending) && !name.starts_with('.') && !beside
        })
        .collect();
    names.sort();
    names
}

/// The distinct files that an index names; they must be in the folder itself.
fn shards(folder: &Path, index: &str) -> Result<Vec<String>, CheckpointError> {
    let values = read_object(folder, index)?;
    let wrong = |reason: &str| CheckpointError::Damaged {
        file: index.to_owned(),
        source: reason.into(),
    };
    let map = values
        .get("weight_map")
        .and_then(Value::as_object)
        .ok_or_else(|| wrong("it has no weight_map"))?;
    let mut files = std::collections::BTreeSet::new();
    for file in map.values() {
        let file = file
            .as_str()
            .ok_or_else(|| wrong("its weight_map holds something that is not a file name"))?;
        let plain = Path::new(file).file_name().is_some_and(|name| name == file);
        if !plain || !(file.ends_with(".safetensors") || file.ends_with(".bin")) {
            return Err(wrong(
                "its weight_map names a file outside of the folder, or one that holds no weights",
            ));
        }
        files.insert(file.to_owned());
    }
    if files.is_empty() {
        return Err(wrong("its weight_map is empty"));
    }
    Ok(files.into_iter().collect())
}
