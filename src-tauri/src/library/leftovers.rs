//! What a killed import leaves behind.

use std::fs;
use std::path::Path;

/// How the name of a file begins that is still being copied.
pub(super) const TEMPORARY: &str = ".incoming-";

/// Deletes what a killed import left half copied.
pub(super) fn sweep(folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries {
        if entry.file_name().to_string_lossy().starts_with(TEMPORARY) {
            // what cannot be deleted now is tried at the next start
            let _ = fs::remove_file(entry.path());
        }
    }
}
