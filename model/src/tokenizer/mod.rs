//! Text to tokens and back.

mod bigbird;
mod charsmap;
mod json;
mod normalizer;
mod pegasus;
mod sentencepiece;
mod unigram;

pub use bigbird::{BigBirdTokenizer, PairEncoding};
pub use pegasus::PegasusTokenizer;

/// Tokens of a text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Encoding {
    /// Token ids, special tokens included.
    pub ids: Vec<u32>,
    /// For every token the bytes of the original text that it stands for, without leading white space.
    /// Special tokens that were added have an empty range at the end.
    pub offsets: Vec<(usize, usize)>,
}

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

/// Vocabularies are a few megabytes; a larger file is something else.
const MAX_BYTES: u64 = 256 << 20;

fn read(folder: &std::path::Path, file: &str) -> Result<Vec<u8>, TokenizerError> {
    let path = folder.join(file);
    let unreadable = |reason: String| TokenizerError::Unreadable {
        file: file.to_owned(),
        reason,
    };
    let size = std::fs::metadata(&path)
        .map_err(|e| unreadable(e.to_string()))?
        .len();
    if size > MAX_BYTES {
        return Err(unreadable(format!("it is {size} bytes large")));
    }
    std::fs::read(&path).map_err(|e| unreadable(e.to_string()))
}
