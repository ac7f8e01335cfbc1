//! What can be wrong with a tokenizer's files.

/// A tokenizer's files cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TokenizerError {
    /// No file that a tokenizer could be made of.
    #[error("the folder has no tokenizer: neither spiece.model nor tokenizer.json")]
    Missing,
    /// A file cannot be read.
    #[error("{file} cannot be read: {reason}")]
    Unreadable {
        /// Name of the file.
        file: String,
        /// What the system says.
        reason: String,
    },
    /// A file is not what its name says.
    #[error("{file} is damaged: {reason}")]
    Damaged {
        /// Name of the file.
        file: String,
        /// What is wrong.
        reason: String,
    },
    /// A tokenizer of another kind.
    #[error("{file} holds {found}, but a unigram vocabulary is needed")]
    Unsupported {
        /// Name of the file.
        file: String,
        /// What it holds.
        found: String,
    },
}
