//! The questions of tables.

use rusqlite::{OptionalExtension, Transaction, params};

use super::cells::forget;
use super::change::kept;
use super::types::{ColumnId, TableId};
use crate::library::{Library, LibraryError, now};

impl Library {
    /// Adds a question behind the others.
    ///
    /// # Errors
    /// [`LibraryError::NotKept`] if the table was deleted, or database errors.
    pub fn add_column(&self, id: TableId, question: &str) -> Result<ColumnId, LibraryError> {
        self.change(id, |transaction| insert_column(transaction, id, question))
    }

    /// Changes a question: what was found for the old one goes, and what a person wrote stays.
    ///
    /// # Errors
    /// [`LibraryError::NotKept`] if the table or the question was deleted, or database errors.
    pub fn change_column(
        &self,
        id: TableId,
        column: ColumnId,
        question: &str,
    ) -> Result<(), LibraryError> {
        self.change(id, |transaction| {
            let before: Option<String> = transaction
                .query_row(
                    "SELECT question FROM evidence_columns
                     WHERE number = ?2 AND of_table = ?1 AND deleted_at IS NULL",
                    [id.0, column.0],
                    |row| row.get(0),
                )
                .optional()?;
            if before.ok_or(LibraryError::NotKept)? == question {
                return Ok(());
            }
            transaction.execute(
                "UPDATE evidence_columns SET question = ?2 WHERE number = ?1",
                params![column.0, question],
            )?;
            forget(transaction, id, Some(column), None)
        })
    }

    /// Puts the questions of a table into another order. Questions that are not named stay behind the others.
    ///
    /// # Errors
    /// [`LibraryError::NotKept`] if the table was deleted, or database errors.
    pub fn order_columns(&self, id: TableId, order: &[ColumnId]) -> Result<(), LibraryError> {
        self.change(id, |transaction| {
            transaction.execute(
                "UPDATE evidence_columns SET position = position + ?2 WHERE of_table = ?1",
                params![id.0, order.len() as i64],
            )?;
            for (position, column) in (1_i64..).zip(order) {
                transaction.execute(
                    "UPDATE evidence_columns SET position = ?3 WHERE of_table = ?1 AND number = ?2",
                    [id.0, column.0, position],
                )?;
            }
            Ok(())
        })
    }

    /// Deletes a question with its cells; [`Library::restore_column`] brings it back for some time.
    ///
    /// # Errors
    /// [`LibraryError::NotKept`] if the table was deleted, or database errors.
    pub fn delete_column(&self, id: TableId, column: ColumnId) -> Result<(), LibraryError> {
        self.change(id, |transaction| {
            transaction.execute(
                "UPDATE evidence_columns SET deleted_at = ?3
                 WHERE of_table = ?1 AND number = ?2 AND deleted_at IS NULL",
                [id.0, column.0, now()],
            )?;
            Ok(())
        })
    }

    /// Brings a deleted question back.
    ///
    /// # Errors
    /// [`LibraryError::NotKept`] if the table or the question is not there any more, or database errors.
    pub fn restore_column(&self, id: TableId, column: ColumnId) -> Result<(), LibraryError> {
        self.change(id, |transaction| {
            kept(transaction.execute(
                "UPDATE evidence_columns SET deleted_at = NULL WHERE of_table = ?1 AND number = ?2",
                [id.0, column.0],
            )?)
        })
    }
}

pub(super) fn insert_column(
    transaction: &Transaction<'_>,
    table: TableId,
    question: &str,
) -> Result<ColumnId, LibraryError> {
    transaction.execute(
        "INSERT INTO evidence_columns (of_table, position, question)
         VALUES (?1, (SELECT coalesce(max(position), 0) + 1 FROM evidence_columns WHERE of_table = ?1), ?2)",
        params![table.0, question],
    )?;
    Ok(ColumnId(transaction.last_insert_rowid()))
}
