//! The settings for loading a model: its precision and its attention.

use candle_core::DType;

use crate::config::{AttentionType, RandomBlocks};

/// The precision of loaded weights, regardless of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Precision {
    /// Exact: agrees with the reference to rounding.
    #[default]
    F32,
    /// Half the memory; meant for GPUs.
    F16,
    /// Half the memory and the range of f32; meant for GPUs.
    Bf16,
    /// A quarter of the memory, and several times the speed: matrices in int8, everything else in f32.
    /// On other devices than the CPU it is f32.
    Int8,
}

impl Precision {
    pub(crate) fn dtype(self) -> DType {
        match self {
            Self::F32 | Self::Int8 => DType::F32,
            Self::F16 => DType::F16,
            Self::Bf16 => DType::BF16,
        }
    }
}

/// How to load a model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LoadOptions {
    /// The source of the random blocks of block-sparse attention.
    pub random_blocks: RandomBlocks,
    /// The precision of the weights.
    pub precision: Precision,
    /// The attention of the encoder; `None` takes the one in `config.json`.
    pub attention_type: Option<AttentionType>,
}
