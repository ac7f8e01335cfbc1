//! What can be wrong with a model folder.

use std::path::PathBuf;

use crate::config::ConfigError;

/// A model folder cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CheckpointError {
    /// The folder does not exist.
    #[error("{folder:?} is not a folder")]
    NoFolder {
        /// The path.
        folder: PathBuf,
    },
    /// The folder has no weight file.
    #[error(
        "{folder:?} holds no weights: neither model.safetensors nor pytorch_model.bin, nor an index of either"
    )]
    NoWeights {
        /// The folder.
        folder: PathBuf,
    },
    /// A configuration file is wrong.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// A weight file cannot be read.
    #[error("{file} cannot be read: {source}")]
    Unreadable {
        /// Name of the file.
        file: String,
        /// What the system reports.
        source: std::io::Error,
    },
    /// A file is something else than its name says.
    #[error("{file} holds no weights, it is {found}")]
    NotWeights {
        /// Name of the file.
        file: String,
        /// What it is.
        found: &'static str,
    },
    /// A file is shorter than it says.
    #[error("{file} is truncated: {reason}")]
    Truncated {
        /// Name of the file.
        file: String,
        /// What is missing.
        reason: String,
    },
    /// A file breaks its format.
    #[error("{file} is damaged: {source}")]
    Damaged {
        /// Name of the file.
        file: String,
        /// What is wrong: a parser's error or a sentence.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A pickle asks for something that is not data.
    #[error("{file} asks to run {name}, which no weights need; it was not run")]
    Unsafe {
        /// Name of the file.
        file: String,
        /// The function it names.
        name: String,
    },
    /// A tensor is missing.
    #[error("the weights have no tensor {name} of shape {shape:?}")]
    MissingTensor {
        /// Its name.
        name: String,
        /// The shape it should have.
        shape: Vec<usize>,
    },
    /// Tensors that the model has no place for.
    #[error(
        "the weights hold {count} tensors that the configuration has no place for, among them {name}"
    )]
    ExtraTensors {
        /// How many.
        count: usize,
        /// The first of them.
        name: String,
    },
    /// A tensor has another shape.
    #[error("tensor {name} has shape {found:?}, the configuration asks for {expected:?}")]
    Shape {
        /// Its name.
        name: String,
        /// The shape it has.
        found: Vec<usize>,
        /// The shape it should have.
        expected: Vec<usize>,
    },
    /// A tensor holds something else than floating-point numbers.
    #[error("tensor {name} is stored as {dtype}, which weights cannot be read from")]
    Dtype {
        /// Its name.
        name: String,
        /// How it is stored.
        dtype: String,
    },
    /// The tensor could not be made.
    #[error("tensor {name} cannot be loaded: {source}")]
    Tensor {
        /// Its name.
        name: String,
        /// What Candle reports.
        source: candle_core::Error,
    },
}
