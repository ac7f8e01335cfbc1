//! Summaries that are kept, and the finished parts of those that are not finished yet.
//!
//! The recipe names who made it and with which options: the same recipe on the same document is never
//! computed twice.

use rusqlite::{OptionalExtension, params};

use super::documents::{from_json, json};
use super::{Library, LibraryError, now};
use crate::assistant::summary::SummaryView;
use crate::document::DocumentId;

const NUMBER: &str = "(SELECT number FROM documents WHERE id = ?1)";

impl Library {
    /// Keeps a finished summary and forgets its parts.
    ///
    /// # Errors
    /// Of the database; [`LibraryError::NotFound`] where the document is gone.
    pub fn put_summary(&self, recipe: &str, summary: &SummaryView) -> Result<(), LibraryError> {
        let id = &summary.document.0;
        let text = json(summary)?;
        let mut connection = self.write();
        let transaction = connection.transaction()?;
        let changed = transaction.execute(
            "INSERT OR REPLACE INTO summaries (document, recipe, made_at, summary)
             SELECT number, ?2, ?3, ?4 FROM documents WHERE id = ?1",
            params![id, recipe, now(), text],
        )?;
        transaction.execute(
            &format!("DELETE FROM summary_parts WHERE document = {NUMBER} AND recipe = ?2"),
            params![id, recipe],
        )?;
        transaction.commit()?;
        if changed == 0 {
            return Err(LibraryError::NotFound);
        }
        Ok(())
    }

    /// The summary made by one recipe.
    ///
    /// # Errors
    /// Of the database.
    pub fn summary_by(
        &self,
        id: &DocumentId,
        recipe: &str,
    ) -> Result<Option<SummaryView>, LibraryError> {
        let found = self
            .read()
            .query_row(
                &format!("SELECT summary FROM summaries WHERE document = {NUMBER} AND recipe = ?2"),
                params![id.0, recipe],
                |row| from_json(row, 0),
            )
            .optional()?;
        Ok(found)
    }

    /// The summary that was asked for last.
    ///
    /// # Errors
    /// Of the database.
    pub fn summary(&self, id: &DocumentId) -> Result<Option<SummaryView>, LibraryError> {
        let found = self
            .read()
            .query_row(
                &format!(
                    "SELECT summary FROM summaries WHERE document = {NUMBER}
                     ORDER BY made_at DESC, rowid DESC LIMIT 1"
                ),
                [&id.0],
                |row| from_json(row, 0),
            )
            .optional()?;
        Ok(found)
    }

    /// Keeps a finished part of an unfinished summary.
    ///
    /// # Errors
    /// Of the database.
    pub fn put_part(
        &self,
        id: &DocumentId,
        recipe: &str,
        part: &str,
        content: &str,
    ) -> Result<(), LibraryError> {
        self.write().execute(
            "INSERT OR REPLACE INTO summary_parts (document, recipe, part, content)
             SELECT number, ?2, ?3, ?4 FROM documents WHERE id = ?1",
            params![id.0, recipe, part, content],
        )?;
        Ok(())
    }

    /// A finished part, if there is one.
    ///
    /// # Errors
    /// Of the database.
    pub fn part(
        &self,
        id: &DocumentId,
        recipe: &str,
        part: &str,
    ) -> Result<Option<String>, LibraryError> {
        let found = self
            .read()
            .query_row(
                &format!(
                    "SELECT content FROM summary_parts
                     WHERE document = {NUMBER} AND recipe = ?2 AND part = ?3"
                ),
                params![id.0, recipe, part],
                |row| row.get(0),
            )
            .optional()?;
        Ok(found)
    }
}
