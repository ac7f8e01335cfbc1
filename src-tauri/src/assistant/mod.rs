//! The app's reason to be: a document becomes a summary in which every sentence has its source.
//!
//! Nothing here knows how jobs are run or kept; progress goes to a callback, and a flag stops the work.

pub mod answer;
mod evidence;
pub mod key_sentences;
mod quotable;
mod scribe;
pub mod summarize;
mod terms;
mod text_profile;
mod windows;

use crate::document::{Document, Note, PageVerdict};
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
            Self::Cancelled => "cancelled",
            Self::Model(error) => error.code(),
        }
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

/// What a reader of the summary should know about how the document was read, one sentence each.
pub(crate) fn remarks(document: &Document) -> Vec<String> {
    document
        .notes
        .iter()
        .map(|note| match note {
            Note::Truncated { limit } => {
                format!("Only a part of this document was read: the limit is {limit}.")
            }
            Note::ScannedPages { pages } => format!(
                "{} and {} not read.",
                pages_are(pages, "a picture", "pictures"),
                if pages.len() == 1 { "was" } else { "were" }
            ),
            Note::FailedPages { pages } => {
                format!("{} could not be read.", pages_named(pages))
            }
            Note::WorkerDied { page } => {
                format!("Page {page} could not be read; what follows it was.")
            }
        })
        .collect()
}

fn pages_are(pages: &[u32], one: &str, many: &str) -> String {
    let named = pages_named(pages);
    if pages.len() == 1 {
        format!("{named} is {one}")
    } else {
        format!("{named} are {many}")
    }
}

/// `Page 3`, `Pages 3-5, 9`.
fn pages_named(pages: &[u32]) -> String {
    let mut sorted = pages.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for page in sorted {
        match runs.last_mut() {
            Some((_, last)) if last.saturating_add(1) == page => *last = page,
            _ => runs.push((page, page)),
        }
    }
    let runs: Vec<_> = runs
        .into_iter()
        .map(|(first, last)| match last - first {
            0 => first.to_string(),
            _ => format!("{first}-{last}"),
        })
        .collect();
    format!(
        "Page{} {}",
        if pages.len() == 1 { "" } else { "s" },
        runs.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_pages_are_told_as_runs() {
        assert_eq!(pages_named(&[4]), "Page 4");
        assert_eq!(pages_named(&[9, 3, 5, 4]), "Pages 3-5, 9");
    }
}
