//! The incomplete copies that a killed import leaves behind, told from those that a running one still writes.
//!
//! Whoever writes a copy holds its lock, which the system releases when the program ends, in whatever way.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::Path;
use std::time::{Duration, SystemTime};

use tempfile::NamedTempFile;

/// The prefix of a file's name while the file is being copied.
const TEMPORARY: &str = ".incoming-";

/// From which age on a copy counts as left behind on disks whose files cannot be locked (some network disks).
const OLD: Duration = Duration::from_secs(24 * 3600);

/// Creates an empty copy that no [`sweep`], of this program or of another one, deletes while it is open.
///
/// # Errors
/// Errors of creating the file.
pub(super) fn begin(folder: &Path) -> io::Result<NamedTempFile> {
    loop {
        let copy = NamedTempFile::with_prefix_in(TEMPORARY, folder)?;
        match copy.as_file().lock() {
            Err(error) if error.kind() != io::ErrorKind::Unsupported => return Err(error),
            _ => {}
        }
        // a sweep may have come between the creation and the lock
        if copy.path().exists() {
            return Ok(copy);
        }
    }
}

/// Deletes the incomplete copies that a killed import left.
pub(super) fn sweep(folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries {
        if entry.file_name().to_string_lossy().starts_with(TEMPORARY) {
            // a file that cannot be deleted now is tried again at the next start
            let _ = delete_if_left(&entry.path());
        }
    }
}

/// Deletes a copy that nobody writes; its lock is held until it is gone.
fn delete_if_left(path: &Path) -> io::Result<()> {
    let copy = File::open(path)?;
    match copy.try_lock() {
        Ok(()) => fs::remove_file(path),
        Err(TryLockError::WouldBlock) => Ok(()),
        Err(TryLockError::Error(_)) => {
            let age = SystemTime::now().duration_since(copy.metadata()?.modified()?);
            // a clock that was put back makes no copy old
            if age.is_ok_and(|age| age > OLD) {
                fs::remove_file(path)?;
            }
            Ok(())
        }
    }
}
