//! What the library's list shows about a document, and the columns from which it comes.

use rusqlite::Row;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::columns::from_json;
use crate::document::{DocumentId, Format};

/// A document in the library's list. A person's own title, authors and year stand in the place of those that were read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct DocumentCard {
    /// The document's identity.
    pub id: DocumentId,
    /// Its title, or the file's name if it has no title.
    pub title: String,
    /// Authors, in order.
    pub authors: Vec<String>,
    /// The year of publication, if it is known.
    pub year: Option<u16>,
    /// The name of the file that came in first.
    pub file_name: String,
    /// The file's format.
    pub format: Format,
    /// Number of pages; 0 in a document without pages.
    pub pages: u32,
    /// Number of words of prose.
    pub words: u32,
    /// When the library received it: seconds since 1970-01-01 UTC.
    #[ts(type = "number")]
    pub added_at: i64,
    /// When a person opened it last: seconds since 1970-01-01 UTC.
    #[ts(type = "number | null")]
    pub opened_at: Option<i64>,
    /// Whether nobody opened it yet, or a person marked it so.
    pub unread: bool,
    /// Whether the library keeps a finished summary of it.
    pub summarized: bool,
    /// Whether a person marked something in it or wrote a note to it.
    pub noted: bool,
    /// Whether pages of it are pictures, with or without recognized text.
    pub scanned: bool,
    /// Whether pages of it could not be read, or work on it failed.
    pub failed: bool,
    /// Whether title, authors or year are a person's own words.
    pub yours: bool,
}

/// A document that a search in the library found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct FoundDocument {
    /// Its entry in the list.
    pub card: DocumentCard,
    /// A few words around the first match, as plain text; empty if only the title or an author matched, and in a long list
    /// until it is asked for.
    pub snippet: String,
    /// The words that match, as they stand in the snippet, in the title or in the names of the authors.
    pub hits: Vec<String>,
}

/// The year of publication that a document has in the list.
pub(super) const YEAR: &str = "nullif(coalesce(e.own_year, e.year), 0)";
/// Whether nobody opened a document yet, or a person marked it so.
pub(super) const UNREAD: &str = "coalesce(e.unread, 1)";
/// Whether a document has a finished summary.
pub(super) const SUMMARIZED: &str = "EXISTS (SELECT 1 FROM summaries WHERE document = d.number)";
/// Whether a person marked something in a document or wrote a note to it.
pub(super) const NOTED: &str =
    "EXISTS (SELECT 1 FROM annotations WHERE document = d.id AND deleted_at IS NULL)";
/// Whether pages of a document are pictures.
pub(super) const SCANNED: &str = "coalesce(e.scanned, 0)";
/// Whether pages of a document could not be read, or work on it ended with a fault that nobody has put aside.
pub(super) const FAILED: &str = "(coalesce(e.failed, 0) OR d.id IN (
     SELECT document FROM jobs WHERE document IS NOT NULL
     AND CASE WHEN json_valid(state) THEN state ->> '$.kind' END IN ('failed', 'refused')))";

/// What [`card`] reads, from [`FROM`].
pub(super) fn columns() -> String {
    format!(
        "d.id, coalesce(e.own_title, d.title), coalesce(e.own_authors, d.authors), {YEAR},
         d.file_name, d.format, d.pages, d.words, d.added_at, e.opened_at, {UNREAD}, {SUMMARIZED}, {NOTED},
         {SCANNED}, {FAILED}, coalesce(e.own_title, e.own_authors, e.own_year) IS NOT NULL AND NOT e.imported"
    )
}

/// Number of the columns that [`card`] reads: those of a caller come behind them.
pub(super) const COLUMNS: usize = 16;

/// Documents with their entries.
pub(super) const FROM: &str = "documents AS d LEFT JOIN entries AS e ON e.document = d.id";

pub(super) fn card(row: &Row<'_>) -> rusqlite::Result<DocumentCard> {
    Ok(DocumentCard {
        id: DocumentId(row.get(0)?),
        title: row.get(1)?,
        authors: from_json(row, 2)?,
        year: row.get(3)?,
        file_name: row.get(4)?,
        format: from_json(row, 5)?,
        pages: row.get(6)?,
        words: row.get(7)?,
        added_at: row.get(8)?,
        opened_at: row.get(9)?,
        unread: row.get(10)?,
        summarized: row.get(11)?,
        noted: row.get(12)?,
        scanned: row.get(13)?,
        failed: row.get(14)?,
        yours: row.get(15)?,
    })
}
