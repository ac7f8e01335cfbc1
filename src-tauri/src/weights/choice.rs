//! The model and the precision that a person chooses, as both faces of the program show them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The chosen model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ModelView {
    /// Name: that of its folder.
    pub name: String,
    /// The folder, as text.
    pub path: String,
    /// Number of parameters.
    #[ts(type = "number")]
    pub parameters: u64,
    /// Longest input in tokens.
    pub max_tokens: u32,
    /// Memory it will need when loaded, in bytes (an estimate).
    #[ts(type = "number")]
    pub memory: u64,
}

/// The numbers that a model's weights are held in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PrecisionChoice {
    /// int8 where the folder was converted to it, else f32.
    #[default]
    Automatic,
    /// Exactly as the reference computes.
    F32,
    /// A quarter of the memory and several times the speed, on processors; a folder that was not converted
    /// is quantized while it loads.
    Int8,
    /// Half the memory, on graphics cards.
    F16,
    /// Half the memory and the range of f32, on graphics cards.
    Bf16,
}
