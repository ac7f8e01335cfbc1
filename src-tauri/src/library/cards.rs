//! What the library's list shows of a document.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::document::{DocumentId, Format};

/// A document in the library's list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct DocumentCard {
    /// Its identity.
    pub id: DocumentId,
    /// Its title, or the file's name where it has none.
    pub title: String,
    /// Authors, in order.
    pub authors: Vec<String>,
    /// Name of the file as it was dropped.
    pub file_name: String,
    /// What kind of file it is.
    pub format: Format,
    /// Number of pages; 0 where there are none.
    pub pages: u32,
    /// Number of words of prose.
    pub words: u32,
    /// When it was added: seconds since 1970-01-01 UTC.
    #[ts(type = "number")]
    pub added_at: i64,
    /// Whether a finished summary is kept.
    pub summarized: bool,
}

/// A document that a search over the library found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct FoundDocument {
    /// Its entry in the list.
    pub card: DocumentCard,
    /// A few words around the best match, as plain text; empty where only the title or an author matched.
    pub snippet: String,
}
