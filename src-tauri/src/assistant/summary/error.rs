//! Why there is no summary.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::document::{Document, PageVerdict};
use crate::weights::ModelError;

/// Why there is no summary.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SummaryError {
    /// Every page is a picture.
    #[error("{pages} scanned pages, and no text")]
    Scanned {
        /// Number of pages that are pictures.
        pages: u32,
    },
    /// No running text was found.
    #[error("no running text")]
    NoText,
    /// The focus is on a section that the document does not have.
    #[error("no section {wanted}")]
    NoSection {
        /// The words of the person, or the section's number.
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
        /// The first that was asked for.
        first: u32,
        /// The last.
        last: u32,
        /// Pages that there are.
        pages: u32,
    },
    /// The section or the pages in focus hold no running text.
    #[error("no running text in {0:?}")]
    NothingThere(Region),
    /// The person stopped it.
    #[error("cancelled")]
    Cancelled,
    /// The model could not be used.
    #[error(transparent)]
    Model(ModelError),
}

/// A part of a document that a person asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Region {
    /// A section.
    Section {
        /// Its title.
        title: String,
    },
    /// Pages.
    Pages {
        /// 1-based.
        first: u32,
        /// The last of them.
        last: u32,
    },
}

impl From<ModelError> for SummaryError {
    fn from(error: ModelError) -> Self {
        match error {
            ModelError::Cancelled => Self::Cancelled,
            error => Self::Model(error),
        }
    }
}

/// The refusal for a document without usable sentences: a scan is told apart from an empty one.
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
