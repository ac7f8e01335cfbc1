//! Who has the library open. Every program that opens it holds a lock that many can hold, and whoever makes a damaged library
//! anew holds it alone: what another program wrote meanwhile would be lost.
//!
//! The lock is that of a file beside the database, because SQLite may not get as far as its own locks in a file that is damaged.
//! The system releases it when the program ends, in whatever way. On disks whose files cannot be locked (some network disks)
//! nobody is held off.

use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::LibraryError;
use super::backup::beside;

/// How long another program's writing is waited for. One that reclaims the space of deleted text writes for a while.
pub(super) const WAIT_FOR_OTHERS: Duration = Duration::from_secs(30);

/// How long until the next look, where SQLite does not wait itself.
pub(super) const LOOK_AGAIN: Duration = Duration::from_millis(10);

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

/// How long a lock is waited for that nobody may hold. A process that is being started has the files of the one that starts it
/// for a moment, also those that were closed meanwhile.
const A_MOMENT: Duration = Duration::from_secs(1);

/// Holds the lock alone until the result is dropped.
///
/// # Errors
/// [`LibraryError::InUse`] if another program has the library open; errors of writing.
pub(super) fn alone(database: &Path) -> Result<Option<File>, LibraryError> {
    let began = Instant::now();
    loop {
        match held(database, File::try_lock) {
            Err(LibraryError::InUse { .. }) if began.elapsed() < A_MOMENT => {
                std::thread::sleep(LOOK_AGAIN);
            }
            held => return held,
        }
    }
}

fn held(
    database: &Path,
    lock: impl FnOnce(&File) -> Result<(), TryLockError>,
) -> Result<Option<File>, LibraryError> {
    let path = file(database);
    let unwritable = |error: io::Error| LibraryError::writing(&path, error);
    let mut options = File::options();
    // network disks let only who may read a file share its lock, and only who may write it hold it alone
    options.create(true).truncate(false).read(true).write(true);
    let opened = options.open(&path).or_else(|error| match error.kind() {
        // one that another user has made
        io::ErrorKind::PermissionDenied => File::open(&path).map_err(|_| error),
        _ => Err(error),
    });
    let file = opened.map_err(unwritable)?;
    match lock(&file) {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Err(LibraryError::InUse {
            path: database.to_owned(),
        }),
        // disks say in many ways that they have no locks
        Err(TryLockError::Error(error)) => {
            tracing::debug!(%error, "nobody is held off from the library");
            Ok(None)
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn the_file_can_be_read_as_shared_locks_of_network_disks_need() {
        let home = tempfile::tempdir().unwrap();
        let database = home.path().join("library.sqlite");
        let mut open = with_others(&database).unwrap().unwrap();
        assert_eq!(open.read(&mut [0]).unwrap(), 0);
    }

    #[test]
    fn a_disk_without_locks_and_a_file_of_another_user_keep_nobody_out() {
        let home = tempfile::tempdir().unwrap();
        let database = home.path().join("library.sqlite");
        // such as that of Linux for a network disk whose server has none
        let none = |_: &File| Err(TryLockError::Error(io::Error::from_raw_os_error(37)));
        assert!(held(&database, none).unwrap().is_none());
        let path = file(&database);
        let mut permissions = std::fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        std::fs::set_permissions(&path, permissions).unwrap();
        assert!(with_others(&database).unwrap().is_some());
    }

    #[test]
    fn a_lock_that_is_held_for_a_moment_is_waited_for() {
        let home = tempfile::tempdir().unwrap();
        let database = home.path().join("library.sqlite");
        let shared = with_others(&database).unwrap().unwrap();
        // as a process that is just being started has it
        let copied = shared.try_clone().unwrap();
        drop(shared);
        let started = std::thread::spawn(move || {
            std::thread::sleep(10 * LOOK_AGAIN);
            drop(copied);
        });
        assert!(alone(&database).unwrap().is_some());
        started.join().unwrap();
    }

    #[test]
    fn who_is_alone_keeps_the_others_out_until_the_end() {
        let home = tempfile::tempdir().unwrap();
        let database = home.path().join("library.sqlite");
        let only = alone(&database).unwrap();
        let other = || held(&database, File::try_lock_shared);
        assert!(matches!(other(), Err(LibraryError::InUse { .. })));
        drop(only);
        let shared = [other().unwrap(), other().unwrap()];
        assert!(matches!(alone(&database), Err(LibraryError::InUse { .. })));
        drop(shared);
        assert!(alone(&database).unwrap().is_some());
    }
}
