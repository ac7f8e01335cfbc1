//! Why a question was not looked up, in words for people.

use crate::library::LibraryError;
use crate::search::EmbeddingError;
use crate::views::ApiError;
use crate::weights::ModelError;

/// Why a question was not looked up. That no answer was found is no error.
#[derive(Debug, thiserror::Error)]
pub enum AskError {
    /// Nothing but space.
    #[error("The question is empty.")]
    EmptyQuestion,
    /// Too long.
    #[error("The question has {characters} characters; at most {most} are understood as one.")]
    LongQuestion {
        /// Its characters.
        characters: usize,
        /// The most characters a question has.
        most: usize,
    },
    /// No letter or digit in it.
    #[error("There is no word in the question.")]
    NoWords,
    /// No document to ask.
    #[error("There is no document to ask.")]
    NoDocuments,
    /// Every page is a picture.
    #[error("The pages of this document are pictures; there is no text to read.")]
    Scanned,
    /// No text in any of them.
    #[error("There is no text in what was asked.")]
    NoText,
    /// The person stopped it.
    #[error("Cancelled.")]
    Cancelled,
    /// The model could not be used.
    #[error(transparent)]
    Model(ModelError),
    /// The library could not be used.
    #[error(transparent)]
    Library(LibraryError),
}

impl AskError {
    /// A stable word for it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::EmptyQuestion => "empty_question",
            Self::LongQuestion { .. } => "long_question",
            Self::NoWords => "no_words",
            Self::NoDocuments => "no_documents",
            Self::Scanned => "scanned",
            Self::NoText => "no_text",
            Self::Cancelled => "cancelled",
            Self::Model(error) => error.code(),
            Self::Library(error) => error.code(),
        }
    }

    fn hint(&self) -> Option<String> {
        let hint = match self {
            Self::EmptyQuestion | Self::NoWords => {
                "Ask in a sentence, such as: How many patients took part?"
            }
            Self::LongQuestion { .. } => "Ask one thing at a time, in a sentence.",
            Self::Scanned => {
                "Run it through a text recognition program first, such as OCRmyPDF, and add the result."
            }
            _ => return None,
        };
        Some(hint.into())
    }
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

impl From<AskError> for ApiError {
    fn from(error: AskError) -> Self {
        match error {
            AskError::Model(error) => error.into(),
            AskError::Library(error) => error.into(),
            error => ApiError {
                code: error.code().into(),
                message: error.to_string(),
                hint: error.hint(),
            },
        }
    }
}
