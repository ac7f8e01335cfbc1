//! How long tables of evidence and their contents are kept.

use rusqlite::{Connection, Transaction, params};

use super::types::CellOutcome;
use crate::document::DocumentId;
use crate::library::LibraryError;
use crate::library::columns::json;

/// Deletes for good what a person deleted before a moment (seconds since 1970-01-01 UTC). Returns the number of deleted rows of
/// the database, without the cells that go with them, and with the jobs that filled these tables.
pub(in crate::library) fn purge(connection: &Connection, before: i64) -> rusqlite::Result<usize> {
    let mut rows = 0;
    for table in ["evidence_tables", "evidence_columns", "evidence_templates"] {
        rows += connection.execute(
            &format!("DELETE FROM {table} WHERE deleted_at < ?1"),
            [before],
        )?;
    }
    // a filling that failed has the title of its table
    rows += connection.execute(
        "DELETE FROM jobs WHERE kind = '\"fill_table\"'
         AND CASE WHEN json_valid(input) THEN input ->> '$.table' END NOT IN (SELECT number FROM evidence_tables)",
        [],
    )?;
    Ok(rows)
}

/// Deletes the rows and cells of a document that is deleted for good.
pub(in crate::library) fn delete_with(
    transaction: &Transaction<'_>,
    document: &DocumentId,
) -> rusqlite::Result<()> {
    for table in ["evidence_rows", "evidence_cells"] {
        transaction.execute(
            &format!("DELETE FROM {table} WHERE document = ?1"),
            [&document.0],
        )?;
    }
    Ok(())
}

/// A document has other sentences now: the questions to which the old ones had no answer count as not put yet. An answer
/// that was found stays: whoever opens it finds its words in the new sentences.
pub(in crate::library) fn read_again(
    transaction: &Transaction<'_>,
    document: &DocumentId,
) -> Result<(), LibraryError> {
    let found = json(&CellOutcome::Found)?;
    transaction.execute(
        "UPDATE evidence_cells SET outcome = NULL, quoted = '', page = NULL, answer = NULL
         WHERE document = ?1 AND outcome <> ?2",
        params![document.0, found],
    )?;
    Ok(())
}
