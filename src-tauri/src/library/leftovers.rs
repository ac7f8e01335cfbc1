//! The incomplete copies that a killed import leaves behind.

use std::fs;
use std::path::Path;

/// The prefix of a file's name while the file is being copied.
pub(super) const TEMPORARY: &str = ".incoming-";

/// Deletes the incomplete copies that a killed import left.
pub(super) fn sweep(folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries {
        if entry.file_name().to_string_lossy().starts_with(TEMPORARY) {
            // a file that cannot be deleted now is tried again at the next start
            let _ = fs::remove_file(entry.path());
        }
    }
}
