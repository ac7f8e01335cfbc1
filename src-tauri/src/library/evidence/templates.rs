//! Lists of questions that a person keeps for further tables.

use rusqlite::params;

use super::change::kept;
use super::types::{KeptTemplate, TemplateId};
use crate::library::columns::{from_json, json};
use crate::library::{Library, LibraryError, now};

impl Library {
    /// The lists of questions that a person keeps, the oldest first.
    ///
    /// # Errors
    /// Database errors, also if a list cannot be read back.
    pub fn templates(&self) -> Result<Vec<KeptTemplate>, LibraryError> {
        let connection = self.read();
        let mut statement = connection.prepare_cached(
            "SELECT number, built_in, name, questions FROM evidence_templates
             WHERE deleted_at IS NULL ORDER BY number",
        )?;
        let templates = statement
            .query_map([], |row| {
                Ok(KeptTemplate {
                    id: TemplateId(row.get(0)?),
                    built_in: row.get(1)?,
                    name: row.get(2)?,
                    questions: from_json(row, 3)?,
                })
            })?
            .collect::<Result<_, _>>()?;
        Ok(templates)
    }

    /// Keeps a list of questions: a new one, or one that stands for one of Pagewing's, whose earlier form it replaces.
    ///
    /// # Errors
    /// Database errors.
    pub fn keep_template(
        &self,
        built_in: Option<&str>,
        name: &str,
        questions: &[String],
    ) -> Result<TemplateId, LibraryError> {
        let mut connection = self.write();
        let transaction = connection.transaction()?;
        transaction.execute(
            "UPDATE evidence_templates SET deleted_at = ?2 WHERE built_in = ?1 AND deleted_at IS NULL",
            params![built_in, now()],
        )?;
        transaction.execute(
            "INSERT INTO evidence_templates (built_in, name, questions) VALUES (?1, ?2, ?3)",
            params![built_in, name, json(&questions)?],
        )?;
        let id = TemplateId(transaction.last_insert_rowid());
        transaction.commit()?;
        Ok(id)
    }

    /// Changes a list of questions.
    ///
    /// # Errors
    /// [`LibraryError::NotKept`] if it was deleted, or database errors.
    pub fn change_template(
        &self,
        id: TemplateId,
        name: &str,
        questions: &[String],
    ) -> Result<(), LibraryError> {
        let changed = self.write().execute(
            "UPDATE evidence_templates SET name = ?2, questions = ?3
             WHERE number = ?1 AND deleted_at IS NULL",
            params![id.0, name, json(&questions)?],
        )?;
        kept(changed)
    }

    /// Deletes a list of questions; [`Library::restore_template`] brings it back for some time. If it stands for one of
    /// Pagewing's, that one is there again as it came.
    ///
    /// # Errors
    /// Database errors.
    pub fn delete_template(&self, id: TemplateId) -> Result<(), LibraryError> {
        self.write().execute(
            "UPDATE evidence_templates SET deleted_at = ?2 WHERE number = ?1 AND deleted_at IS NULL",
            [id.0, now()],
        )?;
        Ok(())
    }

    /// Brings a deleted list of questions back. If it stands for one of Pagewing's, it replaces the one that does so now.
    ///
    /// # Errors
    /// [`LibraryError::NotKept`] if it is not there any more, or database errors.
    pub fn restore_template(&self, id: TemplateId) -> Result<(), LibraryError> {
        let changed = self.write().execute(
            "UPDATE evidence_templates SET deleted_at = CASE number WHEN ?1 THEN NULL ELSE ?2 END
             WHERE number = ?1 OR (deleted_at IS NULL AND built_in =
                 (SELECT built_in FROM evidence_templates WHERE number = ?1))",
            [id.0, now()],
        )?;
        kept(changed)
    }
}
