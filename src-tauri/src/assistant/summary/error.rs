//! The reasons why a summary fails.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::document::{Document, PageVerdict};
use crate::weights::ModelError;

/// The reasons why a summary fails.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SummaryError {
    /// Every page is an image without text.
    #[error("{pages} scanned pages, and no text")]
    Scanned {
        /// Number of pages that are images.
        pages: u32,
    },
    /// The document has no running text.
    #[error("no running text")]
    NoText,
    /// The focus is on a section that the document does not have.
    #[error("no section {wanted}")]
    NoSection {
        /// What the person typed, or the section's number.
        wanted: String,
        /// Titles of the outermost sections, the first dozen.
        known: Vec<String>,
        /// Whether there are more than `known` names.
        more: bool,
    },
    /// The focus is on pages, and the document has none.
    #[error("a document without pages")]
    NoPages,
    /// The focus is on pages that the document does not have.
    #[error("no pages {first}-{last} among {pages}")]
    PagesNotThere {
        /// First page wanted, 1-based.
        first: u32,
        /// Last page wanted, 1-based and inclusive.
        last: u32,
        /// Number of pages in the document.
        pages: u32,
    },
    /// The section, the pages or the selection in focus hold no running text.
    #[error("no running text in {0:?}")]
    NothingThere(Region),
    /// The person stopped the work.
    #[error("cancelled")]
    Cancelled,
    /// The model failed, or its folder is not usable.
    #[error(transparent)]
    Model(ModelError),
}

/// The part of a document that a person asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Region {
    /// One section, by name.
    Section {
        /// The section's title.
        title: String,
    },
    /// A range of pages.
    Pages {
        /// 1-based.
        first: u32,
        /// 1-based and inclusive.
        last: u32,
    },
    /// Selected sentences.
    Selection,
}

impl From<ModelError> for SummaryError {
    fn from(error: ModelError) -> Self {
        match error {
            ModelError::Cancelled => Self::Cancelled,
            error => Self::Model(error),
        }
    }
}

/// The refusal for a document without usable sentences: `Scanned` if its pages are images, otherwise `NoText`.
pub(crate) fn nothing_to_read(document: &Document) -> SummaryError {
    let pictures = |verdict: &PageVerdict| matches!(verdict, PageVerdict::Scanned);
    let scanned = document.pages.iter().any(|page| pictures(&page.verdict))
        && document
            .pages
            .iter()
            .all(|page| pictures(&page.verdict) || page.verdict == PageVerdict::Empty);
    if scanned {
        SummaryError::Scanned {
            pages: u32::try_from(document.pages.len()).unwrap_or(u32::MAX),
        }
    } else {
        SummaryError::NoText
    }
}
