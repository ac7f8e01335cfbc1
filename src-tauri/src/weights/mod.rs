//! The model of a person's choice: its folder, what it needs, and the thread that owns it.

mod bench;
mod choice;
mod convert;
mod device;
mod embedder;
mod folder;
mod judge;
mod model_thread;
mod reader;
pub mod starter;
mod writer;

use bigbird_pegasus::tokenizer::TokenizerError;
use bigbird_pegasus::{Architecture, CheckpointError};

pub use bench::{Length, Measured, Work, measure};
pub use choice::{ModelView, PrecisionChoice};
pub use convert::{Convertible, convert_to_int8};
pub use device::PrecisionError;
pub use embedder::{Embedder, EmbedderFolder};
pub use folder::ModelFolder;
pub use judge::{Judge, Meaning, Placed};
pub use reader::{Reader, ReaderFolder, ReaderInput, ReaderKind, Reading, SpanScores};
pub use writer::{Writer, Writing, Written};

use crate::views::ApiError;

/// Why a model cannot be used.
#[derive(Debug, Clone, thiserror::Error)]
pub enum ModelError {
    /// The path is no folder.
    #[error("There is no model folder {0}.")]
    NoFolder(String),
    /// Something that a model folder has is not there.
    #[error("The model folder is incomplete: {0}.")]
    Incomplete(String),
    /// Another kind of model.
    #[error("This is not a summarization model of the BigBirdPegasus family: it is {0}.")]
    WrongArchitecture(String),
    /// Another kind of model where one that finds answers was wanted.
    #[error("This is not a model that finds answers: it is {0}.")]
    NotAReader(String),
    /// Another kind of model where one that makes sentence embeddings was wanted.
    #[error("This is not a model that makes sentence embeddings: it is {0}.")]
    NotAnEmbedder(String),
    /// The weights are cut off.
    #[error("The model's weights are truncated: {0}.")]
    Truncated(String),
    /// A file is broken or does not fit the others.
    #[error("The model folder is damaged: {0}.")]
    Damaged(String),
    /// The tokenizer belongs to another model.
    #[error(
        "The tokenizer does not belong to this model: it has {tokenizer} tokens, the model {model}."
    )]
    WrongTokenizer {
        /// Tokens of the tokenizer.
        tokenizer: usize,
        /// Tokens of the model.
        model: usize,
    },
    /// It does not fit into memory.
    #[error(
        "The model needs about {:.1} GB of memory, and {:.1} GB are free.",
        *needed as f64 / 1e9,
        *available as f64 / 1e9
    )]
    NotEnoughMemory {
        /// Bytes needed, an estimate.
        needed: u64,
        /// Bytes that are free.
        available: u64,
    },
    /// It cannot be had in the precision that was asked for.
    #[error(transparent)]
    Precision(#[from] PrecisionError),
    /// A setting that the model cannot follow.
    #[error("The model cannot do that: {0}.")]
    Setting(String),
    /// The work was stopped.
    #[error("Cancelled.")]
    Cancelled,
    /// It broke while at work.
    #[error("The model failed: {0}.")]
    Failed(String),
}

impl ModelError {
    /// A stable word for it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoFolder(_) => "model_missing",
            Self::Incomplete(_) => "model_incomplete",
            Self::WrongArchitecture(_) | Self::NotAReader(_) | Self::NotAnEmbedder(_) => {
                "model_wrong_architecture"
            }
            Self::Truncated(_) => "model_truncated",
            Self::Damaged(_) => "model_damaged",
            Self::WrongTokenizer { .. } => "model_wrong_tokenizer",
            Self::NotEnoughMemory { .. } => "model_too_large",
            Self::Precision(error) => error.code(),
            Self::Setting(_) => "model_setting",
            Self::Cancelled => "cancelled",
            Self::Failed(_) => "model_failed",
        }
    }

    fn hint(&self) -> Option<&'static str> {
        match self {
            Self::NoFolder(_) => Some("Was it moved or renamed? Choose it again."),
            Self::Incomplete(_) => Some(
                "It needs config.json, model.safetensors or pytorch_model.bin, and spiece.model or tokenizer.json.",
            ),
            Self::WrongArchitecture(_) => {
                Some("Choose a BigBirdPegasusForConditionalGeneration checkpoint.")
            }
            Self::NotAnEmbedder(_) => {
                Some("Choose a sentence encoder with the layout of all-MiniLM-L6-v2.")
            }
            Self::NotAReader(_) => Some(
                "Choose a BigBirdForQuestionAnswering or BigBirdPegasusForQuestionAnswering checkpoint.",
            ),
            Self::Truncated(_) => Some("Was the download interrupted? Get the file again."),
            Self::Damaged(_) => Some("Get the folder's files again, all from the same place."),
            Self::WrongTokenizer { .. } => {
                Some("Take the tokenizer's files from where the weights come from.")
            }
            Self::NotEnoughMemory { .. } => {
                Some("Close other programs, or choose a smaller model.")
            }
            Self::Precision(error) => Some(error.hint()),
            Self::Setting(_) | Self::Cancelled | Self::Failed(_) => None,
        }
    }
}

impl From<ModelError> for ApiError {
    fn from(error: ModelError) -> Self {
        ApiError {
            code: error.code().into(),
            message: error.to_string(),
            hint: error.hint().map(Into::into),
        }
    }
}

impl From<CheckpointError> for ModelError {
    fn from(error: CheckpointError) -> Self {
        let said = error.to_string();
        match error {
            CheckpointError::NoFolder { folder } => Self::NoFolder(folder.display().to_string()),
            CheckpointError::NoWeights { .. } => Self::Incomplete("it holds no weights".into()),
            CheckpointError::Truncated { .. } => Self::Truncated(said),
            _ => Self::Damaged(said),
        }
    }
}

impl From<TokenizerError> for ModelError {
    fn from(error: TokenizerError) -> Self {
        match error {
            TokenizerError::Missing => Self::Incomplete("it has no tokenizer".into()),
            _ => Self::Damaged(error.to_string()),
        }
    }
}

impl From<bigbird_pegasus::Error> for ModelError {
    fn from(error: bigbird_pegasus::Error) -> Self {
        use bigbird_pegasus::Error;
        match error {
            Error::Checkpoint(error) => error.into(),
            Error::Config(error) => Self::Damaged(error.to_string()),
            Error::WrongArchitecture { found, .. } => Self::WrongArchitecture(kind(&found)),
            Error::Generation { .. } => Self::Setting(error.to_string()),
            Error::Interrupted(_) => Self::Cancelled,
            other => Self::Failed(other.to_string()),
        }
    }
}

/// An architecture by the name that its configuration gives it.
fn kind(architecture: &Architecture) -> String {
    match architecture {
        Architecture::Other(name) => name.clone(),
        known => format!("{known:?}"),
    }
}
