//! A document as the window opens it: its entry in the list with its pages, sections and sentences.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::document::{Link, Note, Page, Place, Section, SectionId, SentenceId};
use crate::library::DocumentCard;

/// A sentence as the window needs it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct SentenceView {
    /// The sentence's id in the document.
    pub id: SentenceId,
    /// The section that contains it.
    pub section: Option<SectionId>,
    /// The text, as people read it.
    pub text: String,
    /// Its rectangles, one per line of text.
    pub places: Vec<Place>,
}

/// A document that the window opens.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct DocumentView {
    /// Its entry in the list.
    pub card: DocumentCard,
    /// The document's pages.
    pub pages: Vec<Page>,
    /// The document's sections, in order.
    pub sections: Vec<Section>,
    /// The document's sentences.
    pub sentences: Vec<SentenceView>,
    /// Notes on how the document was read.
    pub notes: Vec<Note>,
    /// The links of a document without pages.
    pub links: Vec<Link>,
}
