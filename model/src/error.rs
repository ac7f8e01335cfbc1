//! What can go wrong while a model works.

use crate::checkpoint::{Architecture, CheckpointError};
use crate::config::ConfigError;
use crate::stop::Interrupted;

/// A model could not be loaded or could not do its work.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file could not be read or written.
    #[error("{path:?}: {source}")]
    File {
        /// The file.
        path: std::path::PathBuf,
        /// What the system reports.
        source: std::io::Error,
    },
    /// The model folder is wrong.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// A configuration file is wrong.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The folder holds another kind of model.
    #[error("the folder holds {found:?}, which cannot be used as {wanted}")]
    WrongArchitecture {
        /// What it holds.
        found: Architecture,
        /// What was asked for.
        wanted: &'static str,
    },
    /// There is nothing to read.
    #[error("the input is empty")]
    EmptyInput,
    /// The input is longer than the model can read.
    #[error("the input has {tokens} tokens, the model reads at most {limit}")]
    InputTooLong {
        /// Its length.
        tokens: usize,
        /// The model's limit.
        limit: usize,
    },
    /// A token that the vocabulary does not have.
    #[error("token {id} is not in the vocabulary of {vocab_size}")]
    UnknownToken {
        /// The token.
        id: u32,
        /// Size of the vocabulary.
        vocab_size: usize,
    },
    /// Tensors that do not fit together.
    #[error("{0}")]
    Input(String),
    /// A generation setting that cannot be followed.
    #[error("{field} is {value}, but must be {allowed}")]
    Generation {
        /// The setting.
        field: &'static str,
        /// Its value.
        value: String,
        /// What is allowed.
        allowed: String,
    },
    /// The random blocks of an input could not be drawn.
    #[error(transparent)]
    Pattern(#[from] PatternError),
    /// The work was interrupted.
    #[error(transparent)]
    Interrupted(#[from] Interrupted),
    /// A tensor operation failed: memory, or the device.
    #[error("a tensor operation failed: {0}")]
    Tensor(#[from] candle_core::Error),
}

/// A table could not be drawn.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PatternError {
    /// Fewer than five blocks leave no block between the global ones and the window.
    #[error("block-sparse attention needs at least 5 blocks, this input has {blocks}")]
    TooFewBlocks {
        /// Blocks of the padded input.
        blocks: usize,
    },
    /// The plan cannot find enough blocks that are neither global nor in the window.
    #[error(
        "no {wanted} random blocks can be drawn for query block {query_block} of {blocks}; \
         use full attention for inputs this short"
    )]
    NotEnoughBlocks {
        /// The query block whose row could not be filled.
        query_block: usize,
        /// Blocks of the padded input.
        blocks: usize,
        /// Random blocks asked for.
        wanted: usize,
    },
}

/// The result of this crate's work.
pub type Result<T, E = Error> = std::result::Result<T, E>;
