//! What can go wrong while a model works.

use crate::checkpoint::{Architecture, CheckpointError};
use crate::config::ConfigError;
use crate::stop::Interrupted;

/// Why a model could not load or do its work.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The system could not read or write a file.
    #[error("{path:?}: {source}")]
    File {
        /// The path of the file.
        path: std::path::PathBuf,
        /// What the system reports.
        source: std::io::Error,
    },
    /// The model folder is unusable.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// A configuration file is unusable.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The folder holds another kind of model.
    #[error("the folder holds {found:?}, which cannot be used as {wanted}")]
    WrongArchitecture {
        /// The kind in the folder.
        found: Architecture,
        /// The kind that the caller wants.
        wanted: &'static str,
    },
    /// The input is empty.
    #[error("the input is empty")]
    EmptyInput,
    /// The input is longer than the model can read.
    #[error("the input has {tokens} tokens, the model reads at most {limit}")]
    InputTooLong {
        /// Length of the input in tokens.
        tokens: usize,
        /// The limit in tokens.
        limit: usize,
    },
    /// The vocabulary does not have a token of the input.
    #[error("token {id} is not in the vocabulary of {vocab_size}")]
    UnknownToken {
        /// The unknown token.
        id: u32,
        /// Size of the vocabulary in tokens.
        vocab_size: usize,
    },
    /// The shapes of tensors do not fit together.
    #[error("{0}")]
    Input(String),
    /// The model cannot follow a generation setting.
    #[error("{field} is {value}, but must be {allowed}")]
    Generation {
        /// Name of the setting.
        field: &'static str,
        /// Value of the setting.
        value: String,
        /// The values that the setting allows.
        allowed: String,
    },
    /// The random blocks of an input could not be drawn.
    #[error(transparent)]
    Pattern(#[from] PatternError),
    /// The weights make the model compute numbers that are not finite.
    #[error("with the weights {name}, the model computes numbers that are not finite")]
    NotFinite {
        /// The first matrix, in alphabetical order, with such products.
        name: String,
    },
    /// The caller or a deadline interrupted the work.
    #[error(transparent)]
    Interrupted(#[from] Interrupted),
    /// A tensor operation failed: memory, or the device.
    #[error("a tensor operation failed: {0}")]
    Tensor(#[from] candle_core::Error),
}

/// What a graphics card or its driver reported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardFailure {
    /// Whether the card has too little memory.
    pub out_of_memory: bool,
    /// The report, as text.
    pub detail: String,
}

impl Error {
    /// What the graphics card or its driver reported, if that is what failed.
    pub fn of_card(&self) -> Option<CardFailure> {
        match self {
            Self::Tensor(error)
            | Self::Checkpoint(CheckpointError::Tensor { source: error, .. }) => {
                CardFailure::of(error)
            }
            _ => None,
        }
    }
}

impl CardFailure {
    /// What a graphics card or its driver reported, if that is what this error is about.
    pub fn of(error: &candle_core::Error) -> Option<Self> {
        use candle_core::Error as Candle;
        match error {
            Candle::Cuda(report) => Some(Self {
                out_of_memory: is_out_of_memory(&**report),
                detail: report.to_string(),
            }),
            // Metal reports a buffer that it cannot make like any other failure
            #[cfg(feature = "metal")]
            Candle::Metal(report) => Some(Self {
                out_of_memory: false,
                detail: report.to_string(),
            }),
            Candle::WithBacktrace { inner, .. }
            | Candle::Context { inner, .. }
            | Candle::WithPath { inner, .. } => Self::of(inner),
            _ => None,
        }
    }
}

#[cfg(feature = "cuda")]
fn is_out_of_memory(report: &(dyn std::error::Error + Send + Sync + 'static)) -> bool {
    use candle_core::cuda_backend::CudaError;
    use candle_core::cuda_backend::cudarc::driver::DriverError;
    use candle_core::cuda_backend::cudarc::driver::sys::CUresult;
    matches!(
        report.downcast_ref::<CudaError>(),
        Some(CudaError::Cuda(DriverError(
            CUresult::CUDA_ERROR_OUT_OF_MEMORY
        )))
    )
}

#[cfg(not(feature = "cuda"))]
fn is_out_of_memory(_report: &(dyn std::error::Error + Send + Sync + 'static)) -> bool {
    false
}

/// Why a table of random blocks could not be drawn.
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
        /// Number of random blocks per row.
        wanted: usize,
    },
}

/// The result type of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_report_of_a_card_is_recognized_in_what_wraps_it() {
        let report = || candle_core::Error::Cuda("the card is gone".into());
        let gone = CardFailure {
            out_of_memory: false,
            detail: "the card is gone".into(),
        };
        let inside = report()
            .context("while it read")
            .with_path("model.safetensors");
        let loading = CheckpointError::Tensor {
            name: "shared.weight".into(),
            source: report(),
        };
        for error in [
            Error::Tensor(report()),
            Error::Tensor(inside),
            Error::Checkpoint(loading),
        ] {
            assert_eq!(error.of_card().as_ref(), Some(&gone), "{error}");
        }
        let shapes = Error::Tensor(candle_core::Error::Msg("two shapes".into()));
        assert_eq!(shapes.of_card(), None);
        assert_eq!(Error::EmptyInput.of_card(), None);
    }
}
