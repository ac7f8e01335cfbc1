//! The app's reason to be: a document becomes a summary in which every sentence has its source.
//!
//! Nothing here knows how jobs are run or kept; progress goes to a callback, and a flag stops the work.

pub mod answer;
mod boilerplate;
mod citations;
mod coverage;
pub(crate) mod evidence;
mod focus;
mod formulas;
pub mod key_sentences;
mod quotable;
pub(crate) mod salience;
#[cfg(test)]
pub(crate) mod sample;
mod scribe;
pub mod summarize;
pub(crate) mod terms;
mod text_profile;
mod windows;

pub use focus::section_named;

use crate::document::{Document, Note, PageVerdict};
use crate::views::{ApiError, Focus};
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

/// What a reader of the summary should know: what it is about where that is not all, and how the document
/// was read; one sentence each.
pub(crate) fn remarks(document: &Document, focus: Focus) -> Vec<String> {
    let about = match focus {
        Focus::Whole => None,
        Focus::Section { section } => document
            .sections
            .get(section.0 as usize)
            .map(|section| format!("About the section “{}” only.", section.title)),
        Focus::Pages { first, last } if first == last => Some(format!("About page {first} only.")),
        Focus::Pages { first, last } => Some(format!("About pages {first}-{last} only.")),
    };
    about.into_iter().chain(notes(document)).collect()
}

fn notes(document: &Document) -> impl Iterator<Item = String> {
    document.notes.iter().map(|note| match note {
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
