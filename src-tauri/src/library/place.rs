//! The library and the models go to another folder. Everything is copied, and the library is opened and looked at there,
//! before anything is deleted here.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::backup::{self, beside};
use super::{Library, LibraryError, presence, rows};
use crate::paths::{Paths, create_private};

const CHUNK: usize = 1 << 20;

/// Instructions of SQLite between two looks at the flag that stops the work.
const INSTRUCTIONS: i32 = 10_000;

/// A library that no program changes until this is dropped.
#[derive(Debug)]
#[must_use]
pub struct HeldLibrary {
    connection: Connection,
    paths: Paths,
}

impl HeldLibrary {
    /// Deletes the library and its models, which are in another folder by now. What cannot be deleted stays. A program that
    /// has this library open still is refused what it writes from now on: nobody would find it.
    pub fn delete(self) {
        let Self { connection, paths } = self;
        if let Err(error) = refuse_writers(&connection) {
            tracing::warn!(%error, "other programs may still write to a library that was moved");
        }
        // Windows deletes no file that this program has open
        drop(connection);
        Library::delete_at(&paths);
    }
}

/// A file to copy.
struct Part {
    from: PathBuf,
    to: PathBuf,
    bytes: u64,
}

impl Library {
    /// Copies the library and the models to the folder of other paths. This program must not have the library open; others
    /// cannot change it until the result is dropped. `progress` receives the number of bytes that are copied and that of
    /// all bytes.
    ///
    /// # Errors
    /// [`LibraryError::Cancelled`] once `stop` is set; [`LibraryError::Unwritable`] if the other folder has something of a
    /// library already or is a part of this one; errors of reading, writing and of the database. Nothing is left there then.
    pub fn copy_to(
        from: &Paths,
        to: &Paths,
        stop: &Arc<AtomicBool>,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<HeldLibrary, LibraryError> {
        // another program may move it at the same time, so nothing is looked at before it is held
        let held = hold(from)?;
        let refused = |path: &Path, kind: io::ErrorKind| LibraryError::writing(path, kind.into());
        if let Some(there) = pieces(to).into_iter().find(|piece| is_there(piece)) {
            return Err(refused(&there, io::ErrorKind::AlreadyExists));
        }
        let place = real(to.data());
        if pieces(from)
            .iter()
            .any(|piece| place.starts_with(real(piece)))
        {
            return Err(refused(to.data(), io::ErrorKind::InvalidInput));
        }
        let copied = copy_all(from, to, stop, progress).and_then(|()| Self::open(to)?.check());
        match copied {
            Ok(()) => Ok(held),
            Err(error) => {
                Self::delete_at(to);
                Err(error)
            }
        }
    }

    /// Deletes the library and the models at these paths, which nobody has open. What cannot be deleted stays.
    pub fn delete_at(paths: &Paths) {
        let mut all = pieces(paths);
        all.push(presence::file(&paths.database()));
        for piece in all {
            let deleted = match piece.is_dir() {
                true => fs::remove_dir_all(&piece),
                false => fs::remove_file(&piece),
            };
            if let Err(error) = deleted
                && error.kind() != io::ErrorKind::NotFound
            {
                tracing::warn!(%error, "a part of a library that was moved could not be deleted");
            }
        }
        if paths.is_moved() {
            // it stays if a person keeps something else in it
            let _ = fs::remove_dir(paths.data());
        }
    }
}

/// Everything of the library and the models that may be at these paths.
fn pieces(paths: &Paths) -> Vec<PathBuf> {
    let database = paths.database();
    let mut pieces = vec![beside(&database, "-wal"), beside(&database, "-shm")];
    pieces.push(database);
    pieces.extend(besides(paths));
    pieces
}

/// The same without the database.
fn besides(paths: &Paths) -> Vec<PathBuf> {
    let mut besides: Vec<_> = backup::copies(&paths.database()).collect();
    besides.extend([
        paths.files(),
        paths.recognized(),
        paths.sequences(),
        paths.models(),
        paths.int8_plans(),
        paths.network_ledger(),
    ]);
    besides
}

/// Whether something has this name, be it a link that leads nowhere.
fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Where a path leads when its links are followed. What does not exist yet keeps its name.
fn real(path: &Path) -> PathBuf {
    let found = path.ancestors().find_map(|above| {
        let rest = path.strip_prefix(above).ok()?;
        Some(fs::canonicalize(above).ok()?.join(rest))
    });
    found.unwrap_or_else(|| path.to_owned())
}

/// Keeps other programs from changing a library.
fn hold(paths: &Paths) -> Result<HeldLibrary, LibraryError> {
    let connection = open_existing(&paths.database())?;
    connection.execute_batch("BEGIN IMMEDIATE")?;
    Ok(HeldLibrary {
        connection,
        paths: paths.clone(),
    })
}

/// Opens a database that is there: one that another program has moved away must not be made anew, with nothing in it.
fn open_existing(database: &Path) -> Result<Connection, LibraryError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let opened = Connection::open_with_flags(database, flags);
    let connection = opened.map_err(|error| LibraryError::from(error).at(database))?;
    connection.busy_timeout(presence::WAIT_FOR_OTHERS)?;
    Ok(connection)
}

/// Has the database refuse every change, and ends the transaction of [`hold`]. Programs that have it open go on writing to
/// its file when that is deleted, and the system says nothing of it.
fn refuse_writers(connection: &Connection) -> rusqlite::Result<()> {
    for table in rows::tables(connection)? {
        for change in ["INSERT", "UPDATE", "DELETE"] {
            connection.execute_batch(&format!(
                "CREATE TRIGGER \"moved {change} {table}\" BEFORE {change} ON \"{table}\" BEGIN
                     SELECT RAISE(ABORT, 'the library is in another folder now');
                 END"
            ))?;
        }
    }
    connection.execute_batch("COMMIT")
}

fn copy_all(
    from: &Paths,
    to: &Paths,
    stop: &Arc<AtomicBool>,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<(), LibraryError> {
    let mut parts = Vec::new();
    for piece in besides(from) {
        if let Ok(name) = piece.strip_prefix(from.data()) {
            add(&piece, &to.data().join(name), &mut parts)?;
        }
    }
    let database = fs::metadata(from.database()).map_or(0, |file| file.len());
    let all = database + parts.iter().map(|part| part.bytes).sum::<u64>();
    create_private(to.data()).map_err(|error| LibraryError::writing(to.data(), error))?;
    progress(0, all);
    copy_database(&from.database(), &to.database(), stop)?;
    // a small one is copied before SQLite looks at the flag
    if stop.load(Ordering::Relaxed) {
        return Err(LibraryError::Cancelled);
    }
    let mut copied = database;
    progress(copied, all);
    for part in &parts {
        copy(part, stop, &mut |bytes| {
            copied += bytes;
            progress(copied, all);
        })?;
    }
    sync_folders(to.data(), &parts);
    Ok(())
}

/// Has the names of the copies reach the disk, which a stick may be pulled out of before the system does it. Not every system
/// and disk can be told to.
fn sync_folders(place: &Path, parts: &[Part]) {
    let above = parts.iter().flat_map(|part| part.to.ancestors().skip(1));
    let mut folders: BTreeSet<&Path> = above.filter(|folder| folder.starts_with(place)).collect();
    folders.extend(place.ancestors().take(2));
    for folder in folders {
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
}

/// Copies the database by SQLite: if this program opened and closed the file itself, the locks of [`hold`] would be gone.
fn copy_database(from: &Path, to: &Path, stop: &Arc<AtomicBool>) -> Result<(), LibraryError> {
    let unwritable = |source: io::Error| LibraryError::writing(to, source);
    let name = to.to_str();
    let name = name.ok_or_else(|| unwritable(io::ErrorKind::InvalidInput.into()))?;
    let mut connection = open_existing(from)?;
    let stop = stop.clone();
    connection.progress_handler(INSTRUCTIONS, Some(move || stop.load(Ordering::Relaxed)))?;
    match connection.execute("VACUUM INTO ?1", [name]) {
        Ok(_) => {}
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::OperationInterrupted) => {
            return Err(LibraryError::Cancelled);
        }
        Err(error) => return Err(LibraryError::from(error).at(to)),
    }
    backup::sync(to).map_err(unwritable)
}

fn add(from: &Path, to: &Path, parts: &mut Vec<Part>) -> Result<(), LibraryError> {
    let unreadable = |source: io::Error| LibraryError::Unreadable {
        path: from.to_owned(),
        source,
    };
    let about = match fs::metadata(from) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        about => about.map_err(unreadable)?,
    };
    if about.is_dir() {
        for entry in fs::read_dir(from).map_err(unreadable)? {
            let entry = entry.map_err(unreadable)?;
            add(&entry.path(), &to.join(entry.file_name()), parts)?;
        }
    } else if about.is_file() {
        parts.push(Part {
            from: from.to_owned(),
            to: to.to_owned(),
            bytes: about.len(),
        });
    }
    Ok(())
}

fn copy(part: &Part, stop: &AtomicBool, progress: &mut dyn FnMut(u64)) -> Result<(), LibraryError> {
    let unreadable = |source: io::Error| LibraryError::Unreadable {
        path: part.from.clone(),
        source,
    };
    let unwritable = |source: io::Error| LibraryError::writing(&part.to, source);
    if let Some(folder) = part.to.parent() {
        fs::create_dir_all(folder).map_err(unwritable)?;
    }
    let mut original = File::open(&part.from).map_err(unreadable)?;
    let mut copy = File::create_new(&part.to).map_err(unwritable)?;
    let mut chunk = vec![0; CHUNK];
    loop {
        if stop.load(Ordering::Relaxed) {
            return Err(LibraryError::Cancelled);
        }
        let read = original.read(&mut chunk).map_err(unreadable)?;
        let Some(bytes) = chunk.get(..read).filter(|bytes| !bytes.is_empty()) else {
            break;
        };
        copy.write_all(bytes).map_err(unwritable)?;
        progress(read as u64);
    }
    // a model whose files look changed would be verified again
    let modified = original.metadata().and_then(|about| about.modified());
    if let Ok(modified) = modified {
        copy.set_modified(modified).map_err(unwritable)?;
    }
    copy.sync_all().map_err(unwritable)
}
