//! `--precision`, as the commands take it that load a model that writes.

use crate::weights::PrecisionChoice;

#[derive(Clone, Copy, clap::ValueEnum)]
pub(super) enum Precision {
    /// int8 if the folder was converted to it, else f32; on a graphics card bf16 or f16
    Automatic,
    /// Exactly as the reference computes
    F32,
    /// A quarter of the memory and several times the speed, on processors
    Int8,
    /// Half the memory, on graphics cards
    F16,
    /// Half the memory and the range of f32, on graphics cards
    Bf16,
}

impl From<Precision> for PrecisionChoice {
    fn from(precision: Precision) -> Self {
        match precision {
            Precision::Automatic => Self::Automatic,
            Precision::F32 => Self::F32,
            Precision::Int8 => Self::Int8,
            Precision::F16 => Self::F16,
            Precision::Bf16 => Self::Bf16,
        }
    }
}
