//! Quoted rows of a document's tables. A row alone is a line of cells; with the names of its columns it is a table.

use std::sync::Arc;

use super::grid::{Grid, GridCell};
use crate::assistant::answer::{DocumentTables, Quotation};
use crate::document::{Document, DocumentId, SentenceId};

/// Opens a document that something is quoted of; `None` if it is not there any more.
pub(super) type Opens<'l> = dyn Fn(&DocumentId) -> Option<Arc<Document>> + 'l;

/// The tables of a document, for what is quoted of it.
pub(super) struct Tabled<'d> {
    document: &'d Document,
    tables: DocumentTables<'d>,
}

impl<'d> Tabled<'d> {
    /// `None` if the document has no rows of several cells.
    pub(super) fn of(document: &'d Document) -> Option<Self> {
        let mut sentences = document.sentences.iter();
        let has_rows = sentences.any(|sentence| has_cells(&sentence.text));
        has_rows.then(|| Self {
            document,
            tables: DocumentTables::of(document),
        })
    }

    /// The table that a quoted `text` is a part of. `None` if it is not all that these sentences say, or if these are not
    /// rows of one table.
    pub(super) fn grid(&self, sentences: &[SentenceId], text: &str) -> Option<Grid> {
        if !has_cells(text) {
            return None;
        }
        let said = sentences.iter().map(|id| {
            let sentence = self.document.sentences.get(id.0 as usize)?;
            Some(sentence.text.as_str())
        });
        if said.collect::<Option<Vec<_>>>()?.join(" ") != text {
            return None;
        }
        let shown = self.tables.rows(sentences)?;
        let cells = |row: &Vec<String>| row.iter().map(|cell| GridCell::plain(cell)).collect();
        Some(Grid {
            rows: shown.rows.iter().map(cells).collect(),
            head: shown.head,
        })
    }
}

/// The table that a quotation is a part of.
pub(super) fn grid_of(quotation: &Quotation, opens: &Opens<'_>) -> Option<Grid> {
    if !has_cells(&quotation.text) {
        return None;
    }
    let document = opens(&quotation.document)?;
    Tabled::of(&document)?.grid(&quotation.sentences, &quotation.text)
}

/// Whether a text is a row of several cells, or has one.
pub(super) fn has_cells(text: &str) -> bool {
    text.contains('\t')
}
