//! The models that a person chooses: their folders, the memory they need, and the threads that own them.

mod bench;
mod card;
pub mod catalogue;
mod choice;
mod convert;
mod device;
pub mod download;
mod embedder;
mod fall;
mod fallback;
mod family;
mod family_folder;
mod family_task;
mod folder;
mod graphics;
mod guard;
mod identity;
mod import;
mod inspection;
mod judge;
mod kept_model;
mod machine;
mod model_thread;
mod reader;
mod remark;
mod shelf;
pub mod starter;
pub mod store;
mod writer;

use bigbird_pegasus::tokenizer::TokenizerError;
use bigbird_pegasus::{Architecture, CheckpointError};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use bench::{Length, Measured, Work, measure};
pub use card::{
    CachedModel, DeviceView, FastCopy, MemoryNeed, ModelCard, ModelOffer, ModelOrigin, ModelShelf,
};
pub use choice::{DeviceChoice, ModelView, PrecisionChoice};
pub use convert::{Convertible, convert_to_half, convert_to_int8};
pub use device::PrecisionError;
pub use embedder::{Embedder, EmbedderFolder};
pub use fall::Fall;
pub use fallback::Fallback;
pub use family::{Family, FamilyWork};
pub use family_folder::FamilyFolder;
pub use family_task::FamilyTask;
pub use folder::ModelFolder;
pub use graphics::memory;
pub use import::{cached, offer};
pub use inspection::{Inspector, Looked, Reach, looked_through};
pub use judge::{Judge, Meaning, Placed};
pub use kept_model::Held;
pub use machine::{choose_device, fallback, fix_device, machine};
pub use reader::{Reader, ReaderFolder, ReaderInput, ReaderKind, Reading, SpanScores};
pub use remark::ModelRemark;
pub use shelf::{Fit, InUse, LoadedModel, Machine, offer_precision, shelf};
pub use writer::{Writer, Writing, Written};

/// Why a model cannot be used.
#[derive(Debug, Clone, Serialize, Deserialize, thiserror::Error)]
#[non_exhaustive]
pub enum ModelError {
    /// The folder does not exist.
    #[error("model folder not found: {0}")]
    NoFolder(String),
    /// A part of the folder is missing.
    #[error("incomplete model folder, without {0:?}")]
    Incomplete(ModelPart),
    /// A summarization model is needed, and this is another kind.
    #[error("not a summarization model: {0}")]
    WrongArchitecture(String),
    /// A model that finds answers is needed, and this is another kind.
    #[error("not a model that finds answers: {0}")]
    NotAReader(String),
    /// A model that makes sentence embeddings is needed, and this is another kind.
    #[error("not a sentence encoder: {0}")]
    NotAnEmbedder(String),
    /// A model of the family is needed for a task, and this one does not do it.
    #[error("no model for {task:?}: {found}")]
    NotForTask {
        /// The task.
        task: FamilyTask,
        /// The kind of the model.
        found: String,
    },
    /// The configuration names more or fewer classes than the weights tell apart.
    #[error("{labels} names for {classes} classes")]
    WrongLabels {
        /// Number of names.
        labels: usize,
        /// Number of classes.
        classes: usize,
    },
    /// A weight file is shorter than its header says.
    #[error("truncated weights: {0}")]
    Truncated(String),
    /// A file is damaged or contradicts the others.
    #[error("damaged model folder: {0}")]
    Damaged(String),
    /// Another version of Pagewing converted the model, in a layout that this one does not read.
    #[error("converted by {} version", if *.newer { "a newer" } else { "an older" })]
    OtherVersion {
        /// Whether that version is newer.
        newer: bool,
    },
    /// The weights make the model compute numbers that are not finite.
    #[error("damaged weights: {0}")]
    NotFinite(String),
    /// The tokenizer belongs to another model.
    #[error("a tokenizer of {tokenizer} tokens for a model of {model}")]
    WrongTokenizer {
        /// Number of tokens of the tokenizer.
        tokenizer: usize,
        /// Number of tokens of the model.
        model: usize,
    },
    /// The model does not fit into memory.
    #[error("{needed} bytes of memory needed, {available} free")]
    NotEnoughMemory {
        /// Bytes needed, an estimate.
        needed: u64,
        /// Bytes that are free.
        available: u64,
        /// A precision in which it would fit.
        fits_in: Option<PrecisionChoice>,
    },
    /// The process that looks through a model's files before they are opened here did not answer.
    #[error("the process that looks through models first {0}")]
    Unread(Fall),
    /// The model cannot be loaded in this precision.
    #[error(transparent)]
    #[serde(skip)]
    Precision(#[from] PrecisionError),
    /// The model cannot go on on the graphics card.
    #[error("the model cannot run on the graphics card: {0}")]
    #[serde(skip)]
    Card(Fallback),
    /// A setting that the model cannot follow.
    #[error("a setting that the model cannot follow: {0}")]
    Setting(String),
    /// A person stopped the work.
    #[error("cancelled")]
    Cancelled,
    /// The model failed while it worked.
    #[error("the model failed: {0}")]
    Failed(String),
}

impl ModelError {
    /// Whether the folder itself is the reason, and not the machine or the settings: another model would work.
    pub fn is_about_the_folder(&self) -> bool {
        match self {
            Self::NoFolder(_)
            | Self::Incomplete(_)
            | Self::WrongArchitecture(_)
            | Self::NotAReader(_)
            | Self::NotAnEmbedder(_)
            | Self::NotForTask { .. }
            | Self::WrongLabels { .. }
            | Self::Truncated(_)
            | Self::Damaged(_)
            | Self::NotFinite(_)
            | Self::OtherVersion { .. }
            | Self::WrongTokenizer { .. } => true,
            Self::Unread(how) => *how != Fall::NotStarted,
            Self::NotEnoughMemory { .. }
            | Self::Precision(_)
            | Self::Card(_)
            | Self::Setting(_)
            | Self::Cancelled
            | Self::Failed(_) => false,
        }
    }
}

/// A part of every model folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ModelPart {
    /// `config.json`.
    Config,
    /// `model.safetensors` or `pytorch_model.bin`, also in shards.
    Weights,
    /// `tokenizer.json` or `spiece.model`.
    Tokenizer,
}

impl From<CheckpointError> for ModelError {
    fn from(error: CheckpointError) -> Self {
        let said = error.to_string();
        match error {
            CheckpointError::NoFolder { folder } => Self::NoFolder(folder.display().to_string()),
            CheckpointError::NoWeights { .. } => Self::Incomplete(ModelPart::Weights),
            CheckpointError::Truncated { .. } => Self::Truncated(said),
            CheckpointError::OtherVersion { found, reads, .. } => Self::OtherVersion {
                newer: found > reads,
            },
            _ => Self::Damaged(said),
        }
    }
}

impl From<TokenizerError> for ModelError {
    fn from(error: TokenizerError) -> Self {
        match error {
            TokenizerError::Missing => Self::Incomplete(ModelPart::Tokenizer),
            _ => Self::Damaged(error.to_string()),
        }
    }
}

impl From<bigbird_pegasus::Error> for ModelError {
    fn from(error: bigbird_pegasus::Error) -> Self {
        use bigbird_pegasus::Error;
        if let Some(failure) = error.of_card() {
            return Self::Card(failure.into());
        }
        match error {
            Error::Checkpoint(error) => error.into(),
            Error::Config(error) => Self::Damaged(error.to_string()),
            Error::WrongArchitecture { found, .. } => Self::WrongArchitecture(kind(&found)),
            Error::NotFinite { .. } => Self::NotFinite(error.to_string()),
            Error::Generation { .. } => Self::Setting(error.to_string()),
            Error::Interrupted(_) => Self::Cancelled,
            other => Self::Failed(other.to_string()),
        }
    }
}

/// The name that the configuration gives an architecture.
fn kind(architecture: &Architecture) -> String {
    match architecture {
        Architecture::Other(name) => name.clone(),
        known => format!("{known:?}"),
    }
}
