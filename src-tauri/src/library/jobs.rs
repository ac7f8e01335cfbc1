//! Jobs as rows: what a start after a kill finds.

use rusqlite::{Row, params};

use super::documents::{from_json, json};
use super::{Library, LibraryError};
use crate::document::DocumentId;
use crate::jobs::{JobId, JobKind, JobState};

/// A job as it is stored. Passwords are never part of it.
#[derive(Debug, Clone, PartialEq)]
pub struct JobRow {
    /// Its identity, unique over restarts.
    pub id: JobId,
    /// What it does.
    pub kind: JobKind,
    /// The file's name or the document's title.
    pub name: String,
    /// What it works on and its options, as JSON of `jobs`.
    pub input: String,
    /// The document, once known.
    pub document: Option<DocumentId>,
    /// How it stands.
    pub state: JobState,
    /// Share done, 0 to 1.
    pub done: f32,
    /// How many times it was begun and did not come to an end.
    pub starts: u32,
}

impl Library {
    /// Stores a new job and gives it its identity.
    ///
    /// # Errors
    /// Of the database.
    pub fn add_job(&self, row: &JobRow) -> Result<JobId, LibraryError> {
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
        Ok(JobId(connection.last_insert_rowid()))
    }

    /// Stores how a job stands now.
    ///
    /// # Errors
    /// Of the database.
    pub fn update_job(&self, row: &JobRow) -> Result<(), LibraryError> {
        self.write().execute(
            "UPDATE jobs SET name = ?2, input = ?3, document = ?4, state = ?5, done = ?6, starts = ?7
             WHERE id = ?1",
            params![
                row.id.0,
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

    /// Forgets a job.
    ///
    /// # Errors
    /// Of the database.
    pub fn delete_job(&self, id: JobId) -> Result<(), LibraryError> {
        self.write()
            .execute("DELETE FROM jobs WHERE id = ?1", [id.0])?;
        Ok(())
    }

    /// All jobs, oldest first. A row that cannot be understood is left out.
    ///
    /// # Errors
    /// Of the database.
    pub fn jobs(&self) -> Result<Vec<JobRow>, LibraryError> {
        let connection = self.read();
        let mut statement = connection.prepare(
            "SELECT id, kind, name, input, document, state, done, starts FROM jobs ORDER BY id",
        )?;
        let rows = statement.query_map([], row)?.flatten().collect();
        Ok(rows)
    }
}

fn row(row: &Row<'_>) -> rusqlite::Result<JobRow> {
    Ok(JobRow {
        id: JobId(row.get(0)?),
        kind: from_json(row, 1)?,
        name: row.get(2)?,
        input: row.get(3)?,
        document: row.get::<_, Option<String>>(4)?.map(DocumentId),
        state: from_json(row, 5)?,
        done: row.get(6)?,
        starts: row.get(7)?,
    })
}
