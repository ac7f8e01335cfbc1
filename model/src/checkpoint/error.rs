//! What can be wrong with a model folder.

use std::path::PathBuf;

use crate::config::ConfigError;
use crate::foreign::Misplaced;

/// Why a model folder cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CheckpointError {
    /// The folder does not exist.
    #[error("{folder:?} is not a folder")]
    NoFolder {
        /// The path of the folder.
        folder: PathBuf,
    },
    /// The folder has no weight file.
    #[error(
        "{folder:?} holds no weights: neither model.safetensors nor pytorch_model.bin, nor an index of either"
    )]
    NoWeights {
        /// The path of the folder.
        folder: PathBuf,
    },
    /// Several files of unusual names may hold the weights.
    #[error("{folder:?} has several weight files, and none of a usual name: {}", .files.join(", "))]
    SeveralWeights {
        /// The path of the folder.
        folder: PathBuf,
        /// The names of the files.
        files: Vec<String>,
    },
    /// A configuration file is wrong.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The system cannot read a weight file.
    #[error("{file} cannot be read: {source}")]
    Unreadable {
        /// Name of the file.
        file: String,
        /// What the system reports.
        source: std::io::Error,
    },
    /// A file is not what its name says.
    #[error("{file} holds no weights, it is {found}")]
    NotWeights {
        /// Name of the file.
        file: String,
        /// What the file is instead.
        found: Misplaced,
    },
    /// A file was converted in another version of the layout.
    #[error(
        "{file} was converted by {} version of this program (layout {found}, not {reads})",
        if .found > .reads { "a newer" } else { "an older" }
    )]
    OtherVersion {
        /// Name of the file.
        file: String,
        /// The version of its layout.
        found: u32,
        /// The version that this program reads.
        reads: u32,
    },
    /// A file is shorter than its header says.
    #[error("{file} is truncated: {reason}")]
    Truncated {
        /// Name of the file.
        file: String,
        /// The part that is missing.
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
        /// Name of the tensor.
        name: String,
        /// The shape it should have.
        shape: Vec<usize>,
    },
    /// The checkpoint holds tensors that show that the configuration belongs to another model: further layers,
    /// or more tensors without a place than with one.
    #[error(
        "the weights hold {count} tensors that the configuration has no place for, among them {name}"
    )]
    ExtraTensors {
        /// Number of such tensors.
        count: usize,
        /// Name of the first one.
        name: String,
    },
    /// A tensor has another shape.
    #[error("tensor {name} has shape {found:?}, the configuration asks for {expected:?}")]
    Shape {
        /// Name of the tensor.
        name: String,
        /// The shape it has.
        found: Vec<usize>,
        /// The shape it should have.
        expected: Vec<usize>,
    },
    /// A tensor holds numbers that are not floating-point.
    #[error("tensor {name} is stored as {dtype}, which weights cannot be read from")]
    Dtype {
        /// Name of the tensor.
        name: String,
        /// The dtype in the file.
        dtype: String,
    },
    /// Candle could not create the tensor.
    #[error("tensor {name} cannot be loaded: {source}")]
    Tensor {
        /// Name of the tensor.
        name: String,
        /// What Candle reports.
        source: candle_core::Error,
    },
}
