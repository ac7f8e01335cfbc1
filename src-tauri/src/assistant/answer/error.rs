//! Why a question was not looked up.

use crate::library::LibraryError;
use crate::search::EmbeddingError;
use crate::weights::ModelError;

/// Why a question was not looked up. That no answer was found is no error.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AskError {
    /// Nothing but space.
    #[error("empty question")]
    EmptyQuestion,
    /// Too long.
    #[error("a question of {characters} characters, and {most} are the most")]
    LongQuestion {
        /// Its length in characters.
        characters: usize,
        /// The longest length in characters.
        most: usize,
    },
    /// No letter or digit in it.
    #[error("a question without words")]
    NoWords,
    /// No document to ask.
    #[error("no document to ask")]
    NoDocuments,
    /// Every page is a picture.
    #[error("{pages} scanned pages, and no text")]
    Scanned {
        /// Number of pages that are pictures.
        pages: u32,
    },
    /// No text in any of them.
    #[error("no text in what was asked")]
    NoText,
    /// The person stopped it.
    #[error("cancelled")]
    Cancelled,
    /// The model could not be used.
    #[error(transparent)]
    Model(ModelError),
    /// The library could not be used.
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

impl From<EmbeddingError> for AskError {
    fn from(error: EmbeddingError) -> Self {
        match error {
            EmbeddingError::Model(error) => error.into(),
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
