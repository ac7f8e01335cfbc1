//! Finished summaries, and the finished parts of unfinished ones.
//!
//! A recipe names who made the summary and with which options, so the same recipe is never computed twice for the
//! same document.

use rusqlite::{OptionalExtension, params};

use super::columns::{from_json, json};
use super::kept::{KeptSentence, KeptSummary};
use super::versions::{self, VersionId};
use super::{Library, LibraryError, now};
use crate::document::DocumentId;

const NUMBER: &str = "(SELECT number FROM documents WHERE id = ?1)";

impl Library {
    /// Keeps a finished summary as the version that is shown, and deletes its parts.
    ///
    /// # Errors
    /// Database errors; [`LibraryError::NotFound`] if the document was deleted.
    pub fn put_summary(
        &self,
        document: &DocumentId,
        recipe: &str,
        summary: &KeptSummary,
    ) -> Result<VersionId, LibraryError> {
        let id = &document.0;
        let text = summary.text()?;
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
        if changed == 0 {
            return Err(LibraryError::NotFound);
        }
        let version = versions::add(&transaction, document, recipe, &text)?;
        transaction.commit()?;
        Ok(version)
    }

    /// The summary made by one recipe.
    ///
    /// # Errors
    /// Database errors.
    pub fn summary_by(
        &self,
        id: &DocumentId,
        recipe: &str,
    ) -> Result<Option<KeptSummary>, LibraryError> {
        let found = self
            .read()
            .query_row(
                &format!("SELECT summary FROM summaries WHERE document = {NUMBER} AND recipe = ?2"),
                params![id.0, recipe],
                |row| KeptSummary::in_column(row, 0),
            )
            .optional()?;
        Ok(found)
    }

    /// The summary that is shown, with its recipe.
    ///
    /// # Errors
    /// Database errors.
    pub fn summary(&self, id: &DocumentId) -> Result<Option<(String, KeptSummary)>, LibraryError> {
        let shown = self.shown_version(id)?;
        Ok(shown.map(|shown| (shown.recipe, shown.summary)))
    }

    /// Keeps a finished part of an unfinished summary.
    ///
    /// # Errors
    /// Database errors.
    pub fn put_part(
        &self,
        id: &DocumentId,
        recipe: &str,
        part: &str,
        sentences: &[KeptSentence],
    ) -> Result<(), LibraryError> {
        self.write().execute(
            "INSERT OR REPLACE INTO summary_parts (document, recipe, part, content)
             SELECT number, ?2, ?3, ?4 FROM documents WHERE id = ?1",
            params![id.0, recipe, part, json(&sentences)?],
        )?;
        Ok(())
    }

    /// A finished part; `None` if it is not kept.
    ///
    /// # Errors
    /// Database errors.
    pub fn part(
        &self,
        id: &DocumentId,
        recipe: &str,
        part: &str,
    ) -> Result<Option<Vec<KeptSentence>>, LibraryError> {
        let found = self
            .read()
            .query_row(
                &format!(
                    "SELECT content FROM summary_parts
                     WHERE document = {NUMBER} AND recipe = ?2 AND part = ?3"
                ),
                params![id.0, recipe, part],
                |row| from_json(row, 0),
            )
            .optional()?;
        Ok(found)
    }
}
