//! A document as the window opens it: its entry in the list with its pages, sections and sentences.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::document::{Note, Page, Place, Section, SectionId, SentenceId};
use crate::library::DocumentCard;

/// A sentence as the window needs it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct SentenceView {
    /// Its id.
    pub id: SentenceId,
    /// The section it stands in.
    pub section: Option<SectionId>,
    /// Its text.
    pub text: String,
    /// Its places, one per line.
    pub places: Vec<Place>,
}

/// A document, opened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct DocumentView {
    /// Its entry in the list.
    pub card: DocumentCard,
    /// Its pages.
    pub pages: Vec<Page>,
    /// Its section tree.
    pub sections: Vec<Section>,
    /// Its sentences.
    pub sentences: Vec<SentenceView>,
    /// What is worth saying about how it was read.
    pub notes: Vec<Note>,
}
