//! Cells: which are lacking, what was found for them, and what a person wrote.

use rusqlite::{OptionalExtension, Transaction, params};

use super::change::kept;
use super::types::{ColumnId, KeptCell, LackingCell, TableId};
use crate::document::DocumentId;
use crate::library::columns::json;
use crate::library::{Library, LibraryError};

/// The longest text that a person can write into a cell, in characters.
const LONGEST: usize = 20_000;

impl Library {
    /// The next cell of a table whose question was not put to its paper yet; `None` if the table is filled. The cells of a
    /// paper come one after the other.
    ///
    /// # Errors
    /// Database errors.
    pub fn lacking_cell(&self, of: TableId) -> Result<Option<LackingCell>, LibraryError> {
        let connection = self.read();
        let mut statement = connection.prepare_cached(
            "SELECT g.of_column, g.question, g.document
             FROM evidence_grid AS g
             LEFT JOIN evidence_cells AS c ON c.of_column = g.of_column AND c.document = g.document
             WHERE g.of_table = ?1 AND c.outcome IS NULL
             ORDER BY g.down, g.document, g.across, g.of_column LIMIT 1",
        )?;
        let found = statement
            .query_row([of.0], |row| {
                Ok(LackingCell {
                    column: ColumnId(row.get(0)?),
                    question: row.get(1)?,
                    document: DocumentId(row.get(2)?),
                })
            })
            .optional()?;
        Ok(found)
    }

    /// Number of a table's cells whose question was put, and of all its cells.
    ///
    /// # Errors
    /// Database errors.
    pub fn table_filled(&self, of: TableId) -> Result<(u32, u32), LibraryError> {
        let connection = self.read();
        let mut statement = connection.prepare_cached(
            "SELECT count(c.outcome), count(*) FROM evidence_grid AS g
             LEFT JOIN evidence_cells AS c ON c.of_column = g.of_column AND c.document = g.document
             WHERE g.of_table = ?1",
        )?;
        let filled = statement.query_row([of.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(filled)
    }

    /// The tables in sight with a cell of this document that is not filled.
    ///
    /// # Errors
    /// Database errors.
    pub fn tables_lacking(&self, document: &DocumentId) -> Result<Vec<TableId>, LibraryError> {
        let connection = self.read();
        let mut statement = connection.prepare_cached(
            "SELECT DISTINCT g.of_table FROM evidence_grid AS g
             LEFT JOIN evidence_cells AS c ON c.of_column = g.of_column AND c.document = g.document
             WHERE g.document = ?1 AND c.outcome IS NULL ORDER BY g.of_table",
        )?;
        let tables = statement
            .query_map([&document.0], |row| row.get(0).map(TableId))?
            .collect::<Result<_, _>>()?;
        Ok(tables)
    }

    /// Keeps what was found for a cell. What a person wrote there stays. Nothing is kept if the question has other words by
    /// now, or if the paper or the question was deleted for good meanwhile.
    ///
    /// # Errors
    /// Database errors.
    pub fn fill_cell(&self, lacking: &LackingCell, cell: &KeptCell) -> Result<(), LibraryError> {
        let found = cell.found.as_ref();
        self.write().execute(
            "INSERT INTO evidence_cells
                 (of_column, document, outcome, words, quoted, page, probability, others, answer)
             SELECT k.number, r.document, ?3, ?4, ?5, ?6, ?7, ?8, ?9 FROM evidence_columns AS k
             JOIN evidence_rows AS r ON r.of_table = k.of_table AND r.document = ?2
             WHERE k.number = ?1 AND k.question = ?10
             ON CONFLICT (of_column, document) DO UPDATE SET
                 outcome = excluded.outcome, words = excluded.words, quoted = excluded.quoted,
                 page = excluded.page, probability = excluded.probability, others = excluded.others,
                 answer = excluded.answer",
            params![
                lacking.column.0,
                lacking.document.0,
                json(&cell.outcome)?,
                found.map_or("", |found| found.words.as_str()),
                found.map_or("", |found| found.quoted.as_str()),
                found.and_then(|found| found.page),
                found.and_then(|found| found.probability),
                found.map_or(0, |found| found.others),
                cell.answer,
                lacking.question
            ],
        )?;
        Ok(())
    }

    /// The whole answer of a cell, as JSON that `assistant/answer` defines.
    ///
    /// # Errors
    /// [`LibraryError::NotKept`] if the cell has none, or database errors.
    pub fn cell_answer(
        &self,
        column: ColumnId,
        document: &DocumentId,
    ) -> Result<String, LibraryError> {
        let found: Option<Option<String>> = self
            .read()
            .query_row(
                "SELECT answer FROM evidence_cells WHERE of_column = ?1 AND document = ?2",
                params![column.0, document.0],
                |row| row.get(0),
            )
            .optional()?;
        found.flatten().ok_or(LibraryError::NotKept)
    }

    /// Keeps what a person writes into a cell; `None` shows again what was found.
    ///
    /// # Errors
    /// [`LibraryError::LongNote`]; [`LibraryError::NotKept`] if the table, the question or the paper was deleted; database
    /// errors.
    pub fn write_cell(
        &self,
        table: TableId,
        column: ColumnId,
        document: &DocumentId,
        yours: Option<&str>,
    ) -> Result<(), LibraryError> {
        let characters = yours.map_or(0, |text| text.chars().count());
        if characters > LONGEST {
            return Err(LibraryError::long(characters, LONGEST));
        }
        self.change(table, |transaction| {
            let changed = transaction.execute(
                "INSERT INTO evidence_cells (of_column, document, yours)
                 SELECT k.number, r.document, ?4 FROM evidence_columns AS k
                 JOIN evidence_rows AS r ON r.of_table = k.of_table AND r.document = ?3
                 WHERE k.number = ?2 AND k.of_table = ?1 AND k.deleted_at IS NULL
                 ON CONFLICT (of_column, document) DO UPDATE SET yours = excluded.yours",
                params![table.0, column.0, document.0, yours],
            )?;
            kept(changed)
        })
    }

    /// Forgets what was found, so that questions are put again: all of a table, or those of one question or one paper. What
    /// a person wrote stays.
    ///
    /// # Errors
    /// [`LibraryError::NotKept`] if the table was deleted, or database errors.
    pub fn forget_cells(
        &self,
        table: TableId,
        column: Option<ColumnId>,
        document: Option<&DocumentId>,
    ) -> Result<(), LibraryError> {
        self.change(table, |transaction| {
            forget(transaction, table, column, document)
        })
    }
}

/// Forgets what was found for some cells of a table, as [`Library::forget_cells`] says.
pub(super) fn forget(
    transaction: &Transaction<'_>,
    table: TableId,
    column: Option<ColumnId>,
    document: Option<&DocumentId>,
) -> Result<(), LibraryError> {
    let chosen = "of_column IN (SELECT number FROM evidence_columns WHERE of_table = ?1)
                  AND (?2 IS NULL OR of_column = ?2) AND (?3 IS NULL OR document = ?3)";
    let (column, document) = (
        column.map(|column| column.0),
        document.map(|document| &document.0),
    );
    let of = params![table.0, column, document];
    transaction.execute(
        &format!("DELETE FROM evidence_cells WHERE {chosen} AND yours IS NULL"),
        of,
    )?;
    transaction.execute(
        &format!(
            "UPDATE evidence_cells SET outcome = NULL, words = '', quoted = '', page = NULL,
                 probability = NULL, others = 0, answer = NULL
             WHERE {chosen}"
        ),
        of,
    )?;
    Ok(())
}
