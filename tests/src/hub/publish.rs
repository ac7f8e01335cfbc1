//! A model becomes a repository as its authors publish it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::pytorch;

const WEIGHTS: &str = "model.safetensors";

/// Makes the repository `id` (`OWNER/NAME`) in `folder` from the folder of a model: its files as they are, and its
/// weights as `pytorch_model.bin`. Returns the repository's folder.
///
/// # Errors
/// If a file cannot be read or written, or the weights are not f32 in one safetensors file.
pub fn publish(model: &Path, folder: &Path, id: &str) -> io::Result<PathBuf> {
    let repository = folder.join(id);
    fs::create_dir_all(&repository)?;
    for entry in fs::read_dir(model)? {
        let entry = entry?;
        if entry.file_name() != WEIGHTS {
            fs::copy(entry.path(), repository.join(entry.file_name()))?;
        }
    }
    pytorch::write(&model.join(WEIGHTS), &repository.join("pytorch_model.bin"))?;
    Ok(repository)
}
