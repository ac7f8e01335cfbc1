//! Why there is no summary.

use crate::document::{Document, PageVerdict};
use crate::views::ApiError;
use crate::weights::ModelError;

/// Why there is no summary.
#[derive(Debug, thiserror::Error)]
pub enum SummaryError {
    /// Every page is a picture.
    #[error("The pages of this document are pictures; there is no text to read.")]
    Scanned,
    /// No running text was found.
    #[error("There is no running text in this document.")]
    NoText,
    /// The focus is on a section that the document does not have.
    #[error("There is no section {wanted} in this document{}.", named(known))]
    NoSection {
        /// What was asked for.
        wanted: String,
        /// Titles of the outermost sections.
        known: Vec<String>,
    },
    /// The focus is on pages, and the document has none.
    #[error("This document has no pages; it can only be summarized as a whole or by section.")]
    NoPages,
    /// The focus is on pages that the document does not have.
    #[error("There are no pages {first}-{last} in this document: it has {pages}.")]
    PagesNotThere {
        /// The first that was asked for.
        first: u32,
        /// The last.
        last: u32,
        /// Pages that there are.
        pages: u32,
    },
    /// The section or the pages in focus hold no running text.
    #[error("There is no running text {0}.")]
    NothingThere(String),
    /// The person stopped it.
    #[error("Cancelled.")]
    Cancelled,
    /// The model could not be used.
    #[error(transparent)]
    Model(ModelError),
}

impl SummaryError {
    /// A stable word for it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Scanned => "scanned",
            Self::NoText => "no_text",
            Self::NoSection { .. } => "no_section",
            Self::NoPages => "no_pages",
            Self::PagesNotThere { .. } => "no_such_pages",
            Self::NothingThere(_) => "nothing_there",
            Self::Cancelled => "cancelled",
            Self::Model(error) => error.code(),
        }
    }
}

/// What there is instead of a section that is not there.
fn named(titles: &[String]) -> String {
    match titles {
        [] => "; no sections were found in it".into(),
        titles => format!("; there are {}", titles.join(", ")),
    }
}

impl From<ModelError> for SummaryError {
    fn from(error: ModelError) -> Self {
        match error {
            ModelError::Cancelled => Self::Cancelled,
            error => Self::Model(error),
        }
    }
}

impl From<SummaryError> for ApiError {
    fn from(error: SummaryError) -> Self {
        if let SummaryError::Model(error) = error {
            return error.into();
        }
        let hint = match &error {
            SummaryError::Scanned => Some(
                "Run it through a text recognition program first, such as OCRmyPDF, and add the result."
                    .into(),
            ),
            _ => None,
        };
        ApiError {
            code: error.code().into(),
            message: error.to_string(),
            hint,
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
        SummaryError::Scanned
    } else {
        SummaryError::NoText
    }
}
