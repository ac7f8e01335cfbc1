//! The library's size on the disk, and how deleted text leaves it.
//!
//! SQLite keeps the pages of deleted rows in the file, and an index of full text only notes that a document is gone: its
//! words stay in the index until the index is merged. So after a deletion the indexes are merged, the database is
//! written anew without what is deleted, and the log of changes is cut. A kill on the way loses nothing: the database
//! itself remembers that this is to be done.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rusqlite::{Connection, ErrorCode, OptionalExtension};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::backup::{self, beside};
use super::{Library, LibraryError};
use crate::document::DocumentId;

/// The task's name in the table `upkeep`.
const RECLAIM: &str = "reclaim";

/// The indexes of full text.
const INDEXES: [&str; 3] = ["fulltext", "passage_text", "question_text"];

/// Instructions of SQLite between two looks at the flag that stops the work.
const INSTRUCTIONS: i32 = 10_000;

/// What the library takes on the disk, in bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LibrarySize {
    /// Number of documents, without those that were removed.
    pub documents: u32,
    /// The copies of all files, also of removed documents, and what is kept of sequences besides.
    #[ts(type = "number")]
    pub files: u64,
    /// The database, with the copy that is kept for a while after its format has changed.
    #[ts(type = "number")]
    pub database: u64,
    /// The recognized pages.
    #[ts(type = "number")]
    pub recognized: u64,
    /// Number of removed documents.
    pub removed: u32,
    /// About how much of it all belongs to removed documents.
    #[ts(type = "number")]
    pub of_removed: u64,
}

impl Library {
    /// What the library takes on the disk.
    ///
    /// # Errors
    /// Database errors. A file that cannot be looked at counts nothing.
    pub fn size(&self) -> Result<LibrarySize, LibraryError> {
        let trash = self.trash()?;
        let documents: u32 = self.read().query_row(
            "SELECT count(*) FROM documents WHERE removed_at IS NULL",
            [],
            |row| row.get(0),
        )?;
        let log = beside(&self.database, "-wal");
        let database = [self.database.clone(), log].into_iter();
        let database = database.chain(backup::copies(&self.database));
        Ok(LibrarySize {
            documents,
            files: of_folder(&self.files) + of_folder(&self.sequences),
            database: database.map(|file| of_file(&file)).sum(),
            recognized: of_folder(&self.recognized),
            removed: u32::try_from(trash.len()).unwrap_or(u32::MAX),
            of_removed: trash.iter().map(|document| document.bytes).sum(),
        })
    }

    /// About how many bytes a document takes on the disk, whether or not it was removed: the copy of its file, its text
    /// and its recognized pages, or what is kept of its sequences.
    ///
    /// # Errors
    /// Database errors.
    pub(super) fn bytes_on_disk(&self, id: &DocumentId) -> Result<u64, LibraryError> {
        let kept: Option<(String, i64)> = self
            .read()
            .query_row(
                "SELECT file, length(content) FROM documents WHERE id = ?1",
                [&id.0],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .optional()?;
        let Some((file, content)) = kept else {
            return Ok(0);
        };
        let content = u64::try_from(content).unwrap_or(0);
        let besides = of_folder(&self.recognized(id)) + of_folder(&self.sequences(id));
        Ok(of_file(&self.file_path(&file)) + content + besides)
    }

    /// Whether deleted text still has to leave the database.
    ///
    /// # Errors
    /// Database errors.
    pub fn has_to_reclaim(&self) -> Result<bool, LibraryError> {
        let wanted = self.read().query_row(
            "SELECT EXISTS (SELECT 1 FROM upkeep WHERE task = ?1)",
            [RECLAIM],
            |row| row.get(0),
        )?;
        Ok(wanted)
    }

    /// Removes deleted text from the database's file and gives the space back, if there is any to remove. It makes way
    /// for whoever wants to write.
    ///
    /// # Errors
    /// [`LibraryError::Cancelled`] if `stop` is set or somebody wants to write: the next call begins anew. Database errors,
    /// among them a full disk, because a second copy of the database is written.
    pub fn reclaim(&self, stop: &Arc<AtomicBool>) -> Result<(), LibraryError> {
        if !self.has_to_reclaim()? {
            return Ok(());
        }
        let mut connection = self.write();
        let (stop, waiting) = (stop.clone(), self.waiting.clone());
        let stopped = move || stop.load(Ordering::Relaxed) || waiting.load(Ordering::Relaxed) > 0;
        connection.progress_handler(INSTRUCTIONS, Some(stopped))?;
        let reclaimed = reclaim(&connection);
        connection.progress_handler(0, None::<fn() -> bool>)?;
        match reclaimed {
            Ok(()) => {
                backup::remove_all(&self.database);
                Ok(())
            }
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::OperationInterrupted) => {
                Err(LibraryError::Cancelled)
            }
            Err(error) => Err(LibraryError::from(error).at(&self.database)),
        }
    }
}

/// Notes that deleted text has to leave the database, in the transaction that deletes it.
pub(super) fn want(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute("INSERT OR IGNORE INTO upkeep (task) VALUES (?1)", [RECLAIM])?;
    Ok(())
}

fn reclaim(connection: &Connection) -> rusqlite::Result<()> {
    for index in INDEXES {
        connection.execute_batch(&format!(
            "INSERT INTO {index} ({index}) VALUES ('optimize')"
        ))?;
    }
    connection.execute_batch("VACUUM")?;
    // the log may still hold the old pages, unless another program reads from it just now
    let reads: bool =
        connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    if !reads {
        connection.execute("DELETE FROM upkeep WHERE task = ?1", [RECLAIM])?;
    }
    Ok(())
}

fn of_file(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |file| file.len())
}

/// The files of a folder and of the folders in it.
fn of_folder(path: &Path) -> u64 {
    let entries = fs::read_dir(path).into_iter().flatten().flatten();
    let sizes = entries.map(|entry| match entry.file_type() {
        Ok(kind) if kind.is_dir() => of_folder(&entry.path()),
        Ok(kind) if kind.is_file() => entry.metadata().map_or(0, |file| file.len()),
        _ => 0,
    });
    sizes.sum()
}
