//! Changes of a table, each in one transaction.

use rusqlite::Transaction;

use super::types::TableId;
use crate::library::{Library, LibraryError, now};

impl Library {
    /// Changes a table in one transaction, and notes when that was.
    pub(super) fn change<T>(
        &self,
        id: TableId,
        make: impl FnOnce(&Transaction<'_>) -> Result<T, LibraryError>,
    ) -> Result<T, LibraryError> {
        let mut connection = self.write();
        let transaction = connection.transaction()?;
        kept(transaction.execute(
            "UPDATE evidence_tables SET changed_at = ?2 WHERE number = ?1 AND deleted_at IS NULL",
            [id.0, now()],
        )?)?;
        let made = make(&transaction)?;
        transaction.commit()?;
        Ok(made)
    }
}

/// An error if nothing changed, because what was to be changed is not there any more.
pub(super) fn kept(changed: usize) -> Result<(), LibraryError> {
    match changed {
        0 => Err(LibraryError::NotKept),
        _ => Ok(()),
    }
}
