//! Who has the library open. Every program that opens it holds a lock that many can hold, and whoever makes a damaged library
//! anew holds it alone: what another program wrote meanwhile would be lost.
//!
//! The lock is that of a file beside the database, because SQLite may not get as far as its own locks in a file that is damaged.
//! The system releases it when the program ends, in whatever way. On disks whose files cannot be locked (some network disks)
//! nobody is held off.

use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::backup::beside;
use super::{LOOK_AGAIN, LibraryError, WAIT_FOR_OTHERS};

/// What follows the database's name.
const ENDING: &str = "-open";

/// The file whose lock it is.
pub(super) fn file(database: &Path) -> PathBuf {
    beside(database, ENDING)
}

/// Holds the lock with others until the result is dropped. A program that holds it alone is waited for.
///
/// # Errors
/// [`LibraryError::InUse`] if that takes too long; errors of writing.
pub(super) fn with_others(database: &Path) -> Result<Option<File>, LibraryError> {
    let began = Instant::now();
    loop {
        match held(database, File::try_lock_shared) {
            Err(LibraryError::InUse { .. }) if began.elapsed() < WAIT_FOR_OTHERS => {
                std::thread::sleep(LOOK_AGAIN);
            }
            held => return held,
        }
    }
}

/// Holds the lock alone until the result is dropped.
///
/// # Errors
/// [`LibraryError::InUse`] if another program has the library open; errors of writing.
pub(super) fn alone(database: &Path) -> Result<Option<File>, LibraryError> {
    held(database, File::try_lock)
}

fn held(
    database: &Path,
    lock: impl FnOnce(&File) -> Result<(), TryLockError>,
) -> Result<Option<File>, LibraryError> {
    let path = file(database);
    let unwritable = |error: io::Error| LibraryError::writing(&path, error);
    let mut options = File::options();
    options.create(true).truncate(false).write(true);
    let file = options.open(&path).map_err(unwritable)?;
    match lock(&file) {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Err(LibraryError::InUse {
            path: database.to_owned(),
        }),
        Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => Ok(None),
        Err(TryLockError::Error(error)) => Err(unwritable(error)),
    }
}
