//! A copy of the database before its format changes: whoever goes back to the version of Pagewing that they had finds the
//! library as it was.
//!
//! One copy is kept, beside the database and named by its format. It is deleted a week later, and as soon as deleted text
//! has to leave the disk.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use rusqlite::Connection;

use super::LibraryError;

/// How long a copy is kept.
const KEEP: Duration = Duration::from_secs(7 * 24 * 3600);

/// What follows the database's name, before the number of its format.
const ENDING: &str = ".format-";

/// The ending of a copy that is not complete.
const INCOMPLETE: &str = ".format-incomplete";

/// Copies the database, which has this format, and deletes older copies. Text that was deleted is not in the copy. Nobody
/// writes to the database meanwhile, and only one program does this at a time.
///
/// # Errors
/// Database errors, among them a full disk: without a copy the format must not change.
pub(super) fn make(database: &Path, format: i64) -> Result<(), LibraryError> {
    let incomplete = beside(database, INCOMPLETE);
    let Some(name) = incomplete.to_str() else {
        tracing::warn!(
            "the library's folder has a name that SQLite cannot be given; no copy is made"
        );
        return Ok(());
    };
    let unwritable = |error| LibraryError::writing(database, error);
    // a kill on the way leaves half a copy, which SQLite would not write over
    if incomplete.exists() {
        fs::remove_file(&incomplete).map_err(unwritable)?;
    }
    // a connection of its own: the one that changes the format has begun to
    Connection::open(database)?.execute("VACUUM INTO ?1", [name])?;
    sync(&incomplete).map_err(unwritable)?;
    let copy = beside(database, &format!("{ENDING}{format}"));
    fs::rename(&incomplete, &copy).map_err(unwritable)?;
    for other in copies(database).filter(|other| *other != copy) {
        let _ = fs::remove_file(other);
    }
    Ok(())
}

/// Has a file reach the disk. Windows does that only for who may write to it.
pub(super) fn sync(file: &Path) -> io::Result<()> {
    File::options().write(true).open(file)?.sync_all()
}

/// Deletes copies that are older than a week.
pub(super) fn sweep(database: &Path) {
    let now = SystemTime::now();
    let old = |copy: &PathBuf| {
        let made = fs::metadata(copy).and_then(|copy| copy.modified());
        // a clock that was put back makes no copy old
        made.is_ok_and(|made| now.duration_since(made).is_ok_and(|age| age > KEEP))
    };
    for copy in copies(database).filter(old) {
        let _ = fs::remove_file(copy);
    }
}

/// Deletes all copies: they may have text that was deleted since.
pub(super) fn remove_all(database: &Path) {
    for copy in copies(database) {
        let _ = fs::remove_file(copy);
    }
}

/// The copies that are there.
pub(super) fn copies(database: &Path) -> impl Iterator<Item = PathBuf> {
    let name = database.file_name().unwrap_or_default().to_string_lossy();
    let beginning = format!("{name}{ENDING}");
    let folder = database.parent().map(fs::read_dir);
    let entries = folder.into_iter().flatten().flatten().flatten();
    entries
        .filter(move |entry| entry.file_name().to_string_lossy().starts_with(&beginning))
        .map(|entry| entry.path())
}

/// A file of the database that has an ending behind the whole name.
pub(super) fn beside(database: &Path, ending: &str) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(ending);
    name.into()
}
