//! What can be wrong with a tokenizer's files.

/// Why a tokenizer's files cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TokenizerError {
    /// The folder has neither of the files that hold a tokenizer.
    #[error("the folder has no tokenizer: neither spiece.model nor tokenizer.json")]
    Missing,
    /// The system cannot read a file.
    #[error("{file} cannot be read: {source}")]
    Unreadable {
        /// Name of the file.
        file: String,
        /// What the system reports.
        source: std::io::Error,
    },
    /// A file is larger than any vocabulary.
    #[error("{file} cannot be read: it is {bytes} bytes large")]
    TooLarge {
        /// Name of the file.
        file: String,
        /// Size of the file in bytes.
        bytes: u64,
    },
    /// A file is not what its name says.
    #[error("{file} is {found}")]
    Misplaced {
        /// Name of the file.
        file: String,
        /// What the file is instead.
        found: crate::foreign::Misplaced,
    },
    /// A file breaks its format.
    #[error("{file} is damaged: {source}")]
    Damaged {
        /// Name of the file.
        file: String,
        /// What is wrong: a parser's error or a sentence.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The file holds another kind of tokenizer.
    #[error("{file} holds {found}, but a unigram vocabulary is needed")]
    Unsupported {
        /// Name of the file.
        file: String,
        /// The kind in the file.
        found: String,
    },
}
