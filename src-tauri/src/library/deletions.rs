//! How the files of deleted documents leave the disk.
//!
//! On some systems a file cannot be deleted while another program has it open. So the deletion of a document notes its files
//! in the database, in the same transaction, and each note goes when its file is gone. A file that is dropped again has the
//! same name, so its note goes too when its copy is kept anew.

use std::fs;
use std::io;
use std::path::{Component, Path};
use std::time::{Duration, SystemTime};

use rusqlite::Connection;

use super::{Library, LibraryError};
use crate::document::DocumentId;

/// In the table `upkeep`, how the task begins that deletes a copy; its name follows.
const COPY: &str = "delete copy ";
/// The same for recognized pages; the identity of their document follows.
const RECOGNIZED: &str = "delete recognized ";
/// The same for what is kept of sequences.
const SEQUENCES: &str = "delete sequences ";

/// From which age on what is kept of sequences counts as left behind if no document has it. Another program that reads them makes a
/// document of them within a moment.
const OLD: Duration = Duration::from_secs(24 * 3600);

/// Notes that the files of a document have to leave the disk, in the transaction that deletes it.
pub(super) fn want(connection: &Connection, id: &DocumentId, copy: &str) -> rusqlite::Result<()> {
    for task in [
        format!("{COPY}{copy}"),
        format!("{RECOGNIZED}{}", id.0),
        format!("{SEQUENCES}{}", id.0),
    ] {
        connection.execute("INSERT OR IGNORE INTO upkeep (task) VALUES (?1)", [task])?;
    }
    Ok(())
}

/// Whether a copy has to leave the disk.
pub(super) fn is_wanted(connection: &Connection, copy: &str) -> rusqlite::Result<bool> {
    connection.query_row(
        "SELECT EXISTS (SELECT 1 FROM upkeep WHERE task = ?1)",
        [format!("{COPY}{copy}")],
        |row| row.get(0),
    )
}

/// Whether a document has this value in a column.
fn has_document(connection: &Connection, column: &str, value: &str) -> rusqlite::Result<bool> {
    let query = format!("SELECT EXISTS (SELECT 1 FROM documents WHERE {column} = ?1)");
    connection.query_row(&query, [value], |row| row.get(0))
}

/// Whether a name leads to something inside the folder that it is in. That of a damaged database may not.
fn is_inside(name: &str) -> bool {
    let mut parts = Path::new(name).components();
    !name.is_empty() && parts.all(|part| matches!(part, Component::Normal(_)))
}

impl Library {
    /// Deletes the files that deleted documents left. One that cannot be deleted is left for the next time.
    ///
    /// # Errors
    /// Database errors.
    pub(super) fn delete_leftovers(&self) -> Result<(), LibraryError> {
        let tasks: Vec<String> = self
            .read()
            .prepare("SELECT task FROM upkeep WHERE task LIKE 'delete %'")?
            .query_map([], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        for task in tasks {
            let mut connection = self.write();
            let transaction = connection.transaction()?;
            // a file that was dropped again meanwhile is wanted
            let noted = transaction.execute("DELETE FROM upkeep WHERE task = ?1", [&task])?;
            if noted == 0 {
                continue;
            }
            match self.delete_left(&transaction, &task)? {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    tracing::warn!(%error, %task, "a deleted document left a file");
                }
                _ => transaction.commit()?,
            }
        }
        Ok(())
    }

    /// Deletes what is kept of sequences that no document has: a kill left it between the reading of a file and its document, or it
    /// was written while its document was deleted.
    ///
    /// # Errors
    /// Database errors.
    pub(super) fn sweep_sequences(&self) -> Result<(), LibraryError> {
        match SystemTime::now().checked_sub(OLD) {
            Some(limit) => self.sweep_sequences_before(limit),
            None => Ok(()),
        }
    }

    /// The same for what was last changed before this time.
    pub(super) fn sweep_sequences_before(&self, limit: SystemTime) -> Result<(), LibraryError> {
        let entries = fs::read_dir(&self.sequences).into_iter().flatten();
        for entry in entries.flatten() {
            let is_old = |about: fs::Metadata| {
                about.is_dir() && about.modified().is_ok_and(|changed| changed < limit)
            };
            let Ok(id) = entry.file_name().into_string() else {
                continue;
            };
            if !entry.metadata().is_ok_and(is_old) || has_document(&self.read(), "id", &id)? {
                continue;
            }
            // nobody makes a document of it between the look and the deletion
            let mut connection = self.write();
            let transaction = connection.transaction()?;
            if let Err(error) = self.delete_left(&transaction, &format!("{SEQUENCES}{id}"))?
                && error.kind() != io::ErrorKind::NotFound
            {
                tracing::warn!(%error, "sequences that no document has could not be deleted");
            }
        }
        Ok(())
    }

    /// Keeps a copy, with `keep`, whose deletion may be noted from before.
    ///
    /// # Errors
    /// Those of `keep`, or database errors.
    pub(super) fn keep_copy(
        &self,
        name: &str,
        keep: impl FnOnce() -> Result<(), LibraryError>,
    ) -> Result<(), LibraryError> {
        let mut connection = self.write();
        let transaction = connection.transaction()?;
        transaction.execute(
            "DELETE FROM upkeep WHERE task = ?1",
            [format!("{COPY}{name}")],
        )?;
        keep()?;
        transaction.commit()?;
        Ok(())
    }

    /// Deletes a kept copy that no document refers to. Nobody keeps one of the same content, or a document of it, between the look
    /// and the deletion.
    ///
    /// # Errors
    /// Database errors, or errors of deleting.
    pub fn drop_file(&self, name: &str) -> Result<(), LibraryError> {
        let mut connection = self.write();
        let transaction = connection.transaction()?;
        match self.delete_left(&transaction, &format!("{COPY}{name}"))? {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(LibraryError::writing(&self.file_path(name), error))
            }
            _ => Ok(()),
        }
    }

    /// Deletes what a task names, unless a document has it again.
    fn delete_left(&self, connection: &Connection, task: &str) -> rusqlite::Result<io::Result<()>> {
        let used = |by: &str, name: &str| has_document(connection, by, name);
        if let Some(copy) = task.strip_prefix(COPY)
            && is_inside(copy)
            && !used("file", copy)?
        {
            return Ok(fs::remove_file(self.file_path(copy)));
        }
        if let Some(id) = task.strip_prefix(RECOGNIZED)
            && is_inside(id)
            && !used("id", id)?
        {
            return Ok(fs::remove_dir_all(
                self.recognized(&DocumentId(id.to_owned())),
            ));
        }
        if let Some(id) = task.strip_prefix(SEQUENCES)
            && is_inside(id)
            && !used("id", id)?
        {
            return Ok(fs::remove_dir_all(
                self.sequences(&DocumentId(id.to_owned())),
            ));
        }
        Ok(Ok(()))
    }
}
