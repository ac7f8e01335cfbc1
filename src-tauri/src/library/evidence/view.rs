//! Tables as they are shown.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::types::{
    CellFound, ColumnId, EvidenceCell, EvidenceColumn, EvidenceRow, EvidenceTable, TableCard,
    TableId,
};
use crate::document::DocumentId;
use crate::library::columns::from_json;
use crate::library::{Library, LibraryError};

/// What a cell consists of, behind what it belongs to.
const CELL: &str = "c.of_column, c.document, c.outcome, c.yours, c.words, c.quoted, c.page, c.probability, c.others";

impl Library {
    /// All tables, the one that was changed last first.
    ///
    /// # Errors
    /// Database errors.
    pub fn tables(&self) -> Result<Vec<TableCard>, LibraryError> {
        let connection = self.read();
        let mut statement = connection.prepare_cached(
            "SELECT t.number, t.title, t.made_at, t.changed_at,
                    (SELECT count(*) FROM evidence_columns WHERE of_table = t.number AND deleted_at IS NULL),
                    (SELECT count(*) FROM evidence_rows AS r
                     JOIN documents AS d ON d.id = r.document AND d.removed_at IS NULL
                     WHERE r.of_table = t.number AND r.taken_out = 0),
                    (SELECT count(*) FROM evidence_grid AS g
                     JOIN evidence_cells AS c ON c.of_column = g.of_column AND c.document = g.document
                     WHERE g.of_table = t.number AND c.outcome IS NOT NULL)
             FROM evidence_tables AS t WHERE t.deleted_at IS NULL
             ORDER BY t.changed_at DESC, t.number DESC",
        )?;
        let tables = statement
            .query_map([], |row| {
                Ok(TableCard {
                    id: TableId(row.get(0)?),
                    title: row.get(1)?,
                    made_at: row.get(2)?,
                    changed_at: row.get(3)?,
                    columns: row.get(4)?,
                    rows: row.get(5)?,
                    filled: row.get(6)?,
                })
            })?
            .collect::<Result<_, _>>()?;
        Ok(tables)
    }

    /// A table with all that it shows.
    ///
    /// # Errors
    /// [`LibraryError::NotKept`] if it was deleted, or database errors.
    pub fn table(&self, id: TableId) -> Result<EvidenceTable, LibraryError> {
        let mut connection = self.read();
        // one moment for all of it, although another connection writes
        let connection = connection.transaction()?;
        let found = connection
            .query_row(
                "SELECT number, title, follows, paused, made_at, changed_at
                 FROM evidence_tables WHERE number = ?1 AND deleted_at IS NULL",
                [id.0],
                head,
            )
            .optional()?;
        let mut table = found.ok_or(LibraryError::NotKept)?;
        table.columns = columns(&connection, id)?;
        table.rows = rows(&connection, id)?;
        let mut cells = cells(&connection, id)?;
        for row in &mut table.rows {
            let taken = table.columns.iter().map(|column| {
                let key = (column.id, row.document.clone());
                cells.remove(&key).unwrap_or_default()
            });
            row.cells = taken.collect();
        }
        Ok(table)
    }

    /// The title of a table, and whether a person stopped its filling.
    ///
    /// # Errors
    /// [`LibraryError::NotKept`] if it was deleted, or database errors.
    pub fn table_head(&self, id: TableId) -> Result<(String, bool), LibraryError> {
        let found = self
            .read()
            .query_row(
                "SELECT title, paused FROM evidence_tables WHERE number = ?1 AND deleted_at IS NULL",
                [id.0],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .optional()?;
        found.ok_or(LibraryError::NotKept)
    }

    /// One cell; an empty one if nothing is kept of it.
    ///
    /// # Errors
    /// Database errors.
    pub fn cell(
        &self,
        column: ColumnId,
        document: &DocumentId,
    ) -> Result<EvidenceCell, LibraryError> {
        let found = self
            .read()
            .query_row(
                &format!("SELECT {CELL} FROM evidence_cells AS c WHERE c.of_column = ?1 AND c.document = ?2"),
                params![column.0, document.0],
                cell,
            )
            .optional()?;
        Ok(found.unwrap_or_default())
    }
}

/// A table without its columns and rows.
fn head(row: &Row<'_>) -> rusqlite::Result<EvidenceTable> {
    Ok(EvidenceTable {
        id: TableId(row.get(0)?),
        title: row.get(1)?,
        follows: from_json(row, 2)?,
        paused: row.get(3)?,
        made_at: row.get(4)?,
        changed_at: row.get(5)?,
        columns: Vec::new(),
        rows: Vec::new(),
    })
}

fn columns(connection: &Connection, of: TableId) -> rusqlite::Result<Vec<EvidenceColumn>> {
    let mut statement = connection.prepare_cached(
        "SELECT number, question FROM evidence_columns
         WHERE of_table = ?1 AND deleted_at IS NULL ORDER BY position, number",
    )?;
    statement
        .query_map([of.0], |row| {
            Ok(EvidenceColumn {
                id: ColumnId(row.get(0)?),
                question: row.get(1)?,
            })
        })?
        .collect()
}

/// The rows without their cells.
fn rows(connection: &Connection, of: TableId) -> rusqlite::Result<Vec<EvidenceRow>> {
    let mut statement = connection.prepare_cached(
        "SELECT r.document, coalesce(e.own_title, d.title) FROM evidence_rows AS r
         JOIN documents AS d ON d.id = r.document AND d.removed_at IS NULL
         LEFT JOIN entries AS e ON e.document = d.id
         WHERE r.of_table = ?1 AND r.taken_out = 0 ORDER BY r.position, r.document",
    )?;
    statement
        .query_map([of.0], |row| {
            Ok(EvidenceRow {
                document: DocumentId(row.get(0)?),
                title: row.get(1)?,
                cells: Vec::new(),
            })
        })?
        .collect()
}

/// The cells that are kept, by question and paper.
fn cells(
    connection: &Connection,
    of: TableId,
) -> rusqlite::Result<HashMap<(ColumnId, DocumentId), EvidenceCell>> {
    let mut statement = connection.prepare_cached(
        &format!(
            "SELECT {CELL} FROM evidence_columns AS k JOIN evidence_cells AS c ON c.of_column = k.number
             WHERE k.of_table = ?1 AND k.deleted_at IS NULL"
        ),
    )?;
    let cells = statement.query_map([of.0], |row| {
        let key = (ColumnId(row.get(0)?), DocumentId(row.get(1)?));
        Ok((key, cell(row)?))
    })?;
    cells.collect()
}

fn cell(row: &Row<'_>) -> rusqlite::Result<EvidenceCell> {
    let outcome: Option<String> = row.get(2)?;
    let words: String = row.get(4)?;
    let quoted: String = row.get(5)?;
    let found = match words.is_empty() && quoted.is_empty() {
        true => None,
        false => Some(CellFound {
            words,
            quoted,
            page: row.get(6)?,
            probability: row.get(7)?,
            others: row.get(8)?,
        }),
    };
    Ok(EvidenceCell {
        outcome: outcome.map(|_| from_json(row, 2)).transpose()?,
        found,
        yours: row.get(3)?,
    })
}
