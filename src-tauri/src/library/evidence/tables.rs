//! Tables, from their making to their deletion.

use rusqlite::params;

use super::change::kept;
use super::columns::insert_column;
use super::rows::insert_rows;
use super::types::{Follows, NewTable, TableId};
use crate::library::columns::json;
use crate::library::{Library, LibraryError, now};

impl Library {
    /// Makes a table.
    ///
    /// # Errors
    /// Database errors.
    pub fn make_table(&self, new: &NewTable) -> Result<TableId, LibraryError> {
        let mut connection = self.write();
        let transaction = connection.transaction()?;
        transaction.execute(
            "INSERT INTO evidence_tables (title, follows, made_at, changed_at) VALUES (?1, ?2, ?3, ?3)",
            params![new.title, json(&new.follows)?, now()],
        )?;
        let id = TableId(transaction.last_insert_rowid());
        for question in &new.questions {
            insert_column(&transaction, id, question)?;
        }
        insert_rows(&transaction, id, &new.documents)?;
        transaction.commit()?;
        Ok(id)
    }

    /// Gives a table another title.
    ///
    /// # Errors
    /// [`LibraryError::NotKept`] if the table was deleted, or database errors.
    pub fn rename_table(&self, id: TableId, title: &str) -> Result<(), LibraryError> {
        let changed = self.write().execute(
            "UPDATE evidence_tables SET title = ?2, changed_at = ?3 WHERE number = ?1 AND deleted_at IS NULL",
            params![id.0, title, now()],
        )?;
        kept(changed)
    }

    /// Changes which papers get a row by themselves.
    ///
    /// # Errors
    /// [`LibraryError::NotKept`] if the table was deleted, or database errors.
    pub fn set_follows(&self, id: TableId, follows: Follows) -> Result<(), LibraryError> {
        let changed = self.write().execute(
            "UPDATE evidence_tables SET follows = ?2, changed_at = ?3
             WHERE number = ?1 AND deleted_at IS NULL",
            params![id.0, json(&follows)?, now()],
        )?;
        kept(changed)
    }

    /// Keeps whether a person stopped the filling of a table.
    ///
    /// # Errors
    /// Database errors.
    pub fn pause_table(&self, id: TableId, paused: bool) -> Result<(), LibraryError> {
        self.write().execute(
            "UPDATE evidence_tables SET paused = ?2 WHERE number = ?1",
            params![id.0, paused],
        )?;
        Ok(())
    }

    /// Deletes a table; [`Library::restore_table`] brings it back for some time. One that was deleted already is not an
    /// error.
    ///
    /// # Errors
    /// Database errors.
    pub fn delete_table(&self, id: TableId) -> Result<(), LibraryError> {
        self.write().execute(
            "UPDATE evidence_tables SET deleted_at = ?2 WHERE number = ?1 AND deleted_at IS NULL",
            [id.0, now()],
        )?;
        Ok(())
    }

    /// Brings a deleted table back.
    ///
    /// # Errors
    /// [`LibraryError::NotKept`] if it is not there any more, or database errors.
    pub fn restore_table(&self, id: TableId) -> Result<(), LibraryError> {
        let changed = self.write().execute(
            "UPDATE evidence_tables SET deleted_at = NULL WHERE number = ?1",
            [id.0],
        )?;
        kept(changed)
    }
}
