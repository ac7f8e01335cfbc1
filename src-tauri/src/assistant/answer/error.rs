//! The reasons why a question is refused or fails.

use crate::assistant::summary::SummaryError;
use crate::library::LibraryError;
use crate::search::EmbeddingError;
use crate::weights::ModelError;

/// The reasons why a question is refused or fails. A question without an answer is not an error.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AskError {
    /// The question is empty or only white space.
    #[error("empty question")]
    EmptyQuestion,
    /// The question is too long.
    #[error("a question of {characters} characters, and {most} are the most")]
    LongQuestion {
        /// The question's length in characters.
        characters: usize,
        /// The longest length in characters.
        most: usize,
    },
    /// The question has no letter or digit.
    #[error("a question without words")]
    NoWords,
    /// There is no document to ask.
    #[error("no document to ask")]
    NoDocuments,
    /// Every page is an image without text.
    #[error("{pages} scanned pages, and no text")]
    Scanned {
        /// Number of pages that are images.
        pages: u32,
    },
    /// None of the documents has text.
    #[error("no text in what was asked")]
    NoText,
    /// The person stopped the work.
    #[error("cancelled")]
    Cancelled,
    /// The model that answers failed, or its folder is not usable.
    #[error(transparent)]
    Model(ModelError),
    /// The model that finds passages failed, or its folder is not usable.
    #[error(transparent)]
    Finder(ModelError),
    /// An error of the library.
    #[error(transparent)]
    Library(LibraryError),
}

impl From<ModelError> for AskError {
    fn from(error: ModelError) -> Self {
        match error {
            ModelError::Cancelled => Self::Cancelled,
            error => Self::Model(error),
        }
    }
}

impl From<SummaryError> for AskError {
    fn from(error: SummaryError) -> Self {
        match error {
            SummaryError::Cancelled => Self::Cancelled,
            SummaryError::Model(error) => Self::Model(error),
            SummaryError::Scanned { pages } => Self::Scanned { pages },
            SummaryError::NoText
            | SummaryError::NoSection { .. }
            | SummaryError::NoPages
            | SummaryError::PagesNotThere { .. }
            | SummaryError::NothingThere(_) => Self::NoText,
        }
    }
}

impl From<EmbeddingError> for AskError {
    fn from(error: EmbeddingError) -> Self {
        match error {
            EmbeddingError::Model(ModelError::Cancelled) => Self::Cancelled,
            EmbeddingError::Model(error) => Self::Finder(error),
            EmbeddingError::Library(error) => error.into(),
        }
    }
}

impl From<LibraryError> for AskError {
    fn from(error: LibraryError) -> Self {
        match error {
            LibraryError::Cancelled => Self::Cancelled,
            error => Self::Library(error),
        }
    }
}
