//! What an annotation is about, as a person points to it and as it is kept.

use serde::de::Error;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::passage::MarkedPassage;
use crate::document::{Document, Place, SentenceId};
use crate::library::LibraryError;
use crate::library::anchor::Anchors;

/// The version that this program writes.
const VERSION: u32 = 1;

/// What a new annotation is about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum NewTarget {
    /// Whole sentences of the document.
    Sentences {
        /// Their ids; at least one.
        sentences: Vec<SentenceId>,
    },
    /// Words that a person selected, which may be parts of sentences.
    Selection {
        /// The selected words.
        text: String,
        /// Where they stand, one place for each line.
        places: Vec<Place>,
    },
    /// A sentence of the document's summary.
    SummarySentence {
        /// The sentence.
        text: String,
        /// The sentences of the document that support it; may be empty.
        sources: Vec<SentenceId>,
    },
    /// The document as a whole.
    Document,
}

/// What an annotation is about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum AnnotationTarget {
    /// Words of the document.
    Passage {
        /// The words and where they stand.
        passage: MarkedPassage,
    },
    /// A sentence of the document's summary, which another summary may not have.
    SummarySentence {
        /// The sentence.
        text: String,
        /// The sentence of the document that supports it most.
        source: Option<MarkedPassage>,
    },
    /// The document as a whole.
    Document,
}

/// A kept target.
#[derive(Serialize, Deserialize)]
pub(super) struct Row {
    version: u32,
    target: AnnotationTarget,
}

impl Row {
    pub(super) fn of(target: &AnnotationTarget) -> Self {
        Self {
            version: VERSION,
            target: target.clone(),
        }
    }

    pub(super) fn opened(self) -> Result<AnnotationTarget, serde_json::Error> {
        match self.version {
            VERSION => Ok(self.target),
            newer => Err(serde_json::Error::custom(format!(
                "an annotation of version {newer}"
            ))),
        }
    }
}

impl AnnotationTarget {
    /// What a person points to in a document.
    ///
    /// # Errors
    /// [`LibraryError::NothingMarked`] if the document does not have it.
    pub(super) fn of(new: &NewTarget, document: &Document) -> Result<Self, LibraryError> {
        let passage = match new {
            NewTarget::Document => return Ok(Self::Document),
            NewTarget::SummarySentence { text, sources } => {
                let first = sources.get(..1.min(sources.len())).unwrap_or_default();
                return match text.trim() {
                    "" => Err(LibraryError::NothingMarked),
                    text => Ok(Self::SummarySentence {
                        text: text.to_owned(),
                        source: MarkedPassage::of_sentences(document, first),
                    }),
                };
            }
            NewTarget::Sentences { sentences } => MarkedPassage::of_sentences(document, sentences),
            NewTarget::Selection { text, places } => {
                MarkedPassage::of_selection(document, text, places)
            }
        };
        let passage = passage.ok_or(LibraryError::NothingMarked)?;
        Ok(Self::Passage { passage })
    }

    /// Where it stands in the list of a document's annotations.
    pub(super) fn order(&self) -> (u8, u32, u32) {
        match self {
            Self::Document => (0, 0, 0),
            Self::Passage { passage } => {
                let (page, sentence) = passage.order();
                (1, page, sentence)
            }
            Self::SummarySentence { .. } => (2, 0, 0),
        }
    }

    /// Finds it in a document that was read again.
    pub(super) fn settle(&mut self, document: &Document, anchors: &Anchors<'_>) {
        match self {
            Self::Passage { passage } => passage.settle(document, anchors),
            Self::SummarySentence { source, .. } => {
                if let Some(source) = source {
                    source.settle(document, anchors);
                }
            }
            Self::Document => {}
        }
    }
}
