//! The model, the precision and the device that a person chooses, as the window and the command line show them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The chosen model, as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ModelView {
    /// The name of its folder.
    pub name: String,
    /// The folder's path.
    pub path: String,
    /// Number of parameters.
    pub parameters: u64,
    /// Longest input in tokens.
    pub max_tokens: u32,
    /// Bytes of memory that it needs when loaded, an estimate.
    pub memory: u64,
}

/// The number format of a model's weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PrecisionChoice {
    /// int8 if the folder was converted to it, otherwise f32; on a graphics card bf16, or f16 on one without bf16.
    #[default]
    Automatic,
    /// The format in which the reference computes.
    F32,
    /// A quarter of the memory and several times the speed, on processors. A folder that was not converted is
    /// quantized while it loads.
    Int8,
    /// Half the memory, on graphics cards.
    F16,
    /// Half the memory and the range of f32, on graphics cards.
    Bf16,
}

/// The device that a person chooses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DeviceChoice {
    /// A graphics card if this build supports one and the machine has it, otherwise the processor.
    #[default]
    Automatic,
    /// The processor.
    Processor,
    /// The graphics card.
    GraphicsCard,
}
