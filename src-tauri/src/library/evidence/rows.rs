//! The papers of tables.

use rusqlite::{Transaction, params};

use super::types::{Follows, TableId};
use crate::document::DocumentId;
use crate::library::columns::from_json;
use crate::library::{Library, LibraryError};

impl Library {
    /// Adds papers to a table, below the others. One that was taken out comes back to where it was, and papers that the
    /// library does not have get no row. Nor do sequences, of which nothing can be asked.
    ///
    /// # Errors
    /// [`LibraryError::NotKept`] if the table was deleted, or database errors.
    pub fn add_rows(&self, id: TableId, documents: &[DocumentId]) -> Result<(), LibraryError> {
        self.change(id, |transaction| insert_rows(transaction, id, documents))
    }

    /// Takes a paper out of a table, with its cells; [`Library::add_rows`] brings it back with them.
    ///
    /// # Errors
    /// [`LibraryError::NotKept`] if the table was deleted, or database errors.
    pub fn take_out_row(&self, id: TableId, document: &DocumentId) -> Result<(), LibraryError> {
        self.change(id, |transaction| {
            transaction.execute(
                "UPDATE evidence_rows SET taken_out = 1 WHERE of_table = ?1 AND document = ?2",
                params![id.0, document.0],
            )?;
            Ok(())
        })
    }

    /// Gives each paper a row in the tables that follow the library, or a collection or tag of the paper, unless it has one
    /// there or was taken out. Returns the tables with new rows.
    ///
    /// # Errors
    /// Database errors.
    pub fn follow(&self) -> Result<Vec<TableId>, LibraryError> {
        let mut connection = self.write();
        let transaction = connection.transaction()?;
        let tables: Vec<(TableId, Follows)> = transaction
            .prepare("SELECT number, follows FROM evidence_tables WHERE deleted_at IS NULL")?
            .query_map([], |row| Ok((TableId(row.get(0)?), from_json(row, 1)?)))?
            .collect::<Result<_, _>>()?;
        let mut changed = Vec::new();
        for (id, follows) in tables {
            let group = match follows {
                Follows::Nothing => continue,
                Follows::Library => None,
                Follows::Group { group } => Some(group.0),
            };
            let added = transaction.execute(
                "INSERT INTO evidence_rows (of_table, document, position)
                 SELECT ?1, d.id,
                        (SELECT coalesce(max(position), 0) FROM evidence_rows WHERE of_table = ?1)
                            + row_number() OVER (ORDER BY d.added_at, d.number)
                 FROM documents AS d
                 WHERE d.removed_at IS NULL AND d.format <> '\"fasta\"'
                   AND NOT EXISTS
                       (SELECT 1 FROM evidence_rows WHERE of_table = ?1 AND document = d.id)
                   AND (?2 IS NULL OR d.id IN
                       (SELECT m.document FROM group_members AS m
                        JOIN document_groups AS g ON g.number = m.group_number
                        WHERE m.group_number = ?2 AND g.deleted_at IS NULL))",
                params![id.0, group],
            )?;
            if added > 0 {
                changed.push(id);
            }
        }
        transaction.commit()?;
        Ok(changed)
    }
}

pub(super) fn insert_rows(
    transaction: &Transaction<'_>,
    table: TableId,
    documents: &[DocumentId],
) -> Result<(), LibraryError> {
    for document in documents {
        transaction.execute(
            "INSERT INTO evidence_rows (of_table, document, position)
             SELECT ?1, d.id, (SELECT coalesce(max(position), 0) + 1 FROM evidence_rows WHERE of_table = ?1)
             FROM documents AS d WHERE d.id = ?2 AND d.removed_at IS NULL AND d.format <> '\"fasta\"'
             ON CONFLICT (of_table, document) DO UPDATE SET taken_out = 0",
            params![table.0, document.0],
        )?;
    }
    Ok(())
}
