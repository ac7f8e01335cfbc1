//! What the library's list shows about a document.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::document::{DocumentId, Format};

/// A document in the library's list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct DocumentCard {
    /// The document's identity.
    pub id: DocumentId,
    /// Its title, or the file's name if it has no title.
    pub title: String,
    /// Authors, in order.
    pub authors: Vec<String>,
    /// The original file's name.
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
    /// Whether the library keeps a finished summary of it.
    pub summarized: bool,
}

/// A document that a search in the library found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct FoundDocument {
    /// Its entry in the list.
    pub card: DocumentCard,
    /// A few words around the best match, as plain text; empty if only the title or an author matched.
    pub snippet: String,
}
