//! Jobs as database rows, from which a start after a kill goes on.

use rusqlite::{Row, params};

use super::columns::{from_json, json};
use super::kept::KeptJob;
use super::{Library, LibraryError};
use crate::document::DocumentId;

impl Library {
    /// Stores a new job and returns its identity.
    ///
    /// # Errors
    /// Database errors.
    pub fn add_job(&self, row: &KeptJob) -> Result<i64, LibraryError> {
        let connection = self.write();
        connection.execute(
            "INSERT INTO jobs (kind, name, input, document, state, done, starts)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                json(&row.kind)?,
                row.name,
                row.input,
                row.document.as_ref().map(|id| &id.0),
                json(&row.state)?,
                row.done,
                row.starts
            ],
        )?;
        Ok(connection.last_insert_rowid())
    }

    /// Stores the current state of a job.
    ///
    /// # Errors
    /// Database errors.
    pub fn update_job(&self, row: &KeptJob) -> Result<(), LibraryError> {
        self.write().execute(
            "UPDATE jobs SET name = ?2, input = ?3, document = ?4, state = ?5, done = ?6, starts = ?7
             WHERE id = ?1",
            params![
                row.id,
                row.name,
                row.input,
                row.document.as_ref().map(|id| &id.0),
                json(&row.state)?,
                row.done,
                row.starts
            ],
        )?;
        Ok(())
    }

    /// Deletes a job.
    ///
    /// # Errors
    /// Database errors.
    pub fn delete_job(&self, id: i64) -> Result<(), LibraryError> {
        self.write()
            .execute("DELETE FROM jobs WHERE id = ?1", [id])?;
        Ok(())
    }

    /// All jobs, oldest first. A row that cannot be parsed is left out.
    ///
    /// # Errors
    /// Database errors.
    pub fn jobs(&self) -> Result<Vec<KeptJob>, LibraryError> {
        let connection = self.read();
        let mut statement = connection.prepare(
            "SELECT id, kind, name, input, document, state, done, starts FROM jobs ORDER BY id",
        )?;
        let rows = statement.query_map([], row)?.flatten().collect();
        Ok(rows)
    }
}

fn row(row: &Row<'_>) -> rusqlite::Result<KeptJob> {
    Ok(KeptJob {
        id: row.get(0)?,
        kind: from_json(row, 1)?,
        name: row.get(2)?,
        input: row.get(3)?,
        document: row.get::<_, Option<String>>(4)?.map(DocumentId),
        state: from_json(row, 5)?,
        done: row.get(6)?,
        starts: row.get(7)?,
    })
}
