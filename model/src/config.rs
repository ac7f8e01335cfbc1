//! The JSON files of a Hugging Face folder: `config.json` and `generation_config.json`.
//!
//! Missing fields take transformers' defaults, unknown fields are ignored, and a wrong one is an error
//! that names the field, its value and what is allowed.

mod bigbird;
mod bigbird_pegasus;
mod fields;
mod generation;

pub use bigbird::BigBirdConfig;
pub(crate) use bigbird::Starter;
pub use bigbird_pegasus::BigBirdPegasusConfig;
pub use fields::ConfigError;
pub use generation::{EarlyStopping, GenerationConfig};

/// The activation between the two feed-forward products.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Activation {
    /// `x (1 + erf(x / sqrt 2)) / 2`.
    Gelu,
    /// The tanh approximation of gelu: `gelu_new`, `gelu_fast`, `gelu_pytorch_tanh`.
    GeluNew,
    /// `max(x, 0)`.
    Relu,
    /// `x sigmoid(x)`: `silu`, `swish`.
    Silu,
    /// `tanh x`.
    Tanh,
}

impl Activation {
    const NAMES: &str = "gelu, gelu_new, gelu_fast, gelu_pytorch_tanh, relu, silu, swish or tanh";

    fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "gelu" => Self::Gelu,
            "gelu_new" | "gelu_fast" | "gelu_pytorch_tanh" => Self::GeluNew,
            "relu" => Self::Relu,
            "silu" | "swish" => Self::Silu,
            "tanh" => Self::Tanh,
            _ => return None,
        })
    }
}

/// Which attention an encoder uses for inputs that are long enough for the sparse one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AttentionType {
    /// Every token reads every token.
    OriginalFull,
    /// Window, global and random blocks.
    BlockSparse,
}

impl AttentionType {
    fn from_name(name: &str) -> Option<Self> {
        match name {
            "original_full" => Some(Self::OriginalFull),
            "block_sparse" => Some(Self::BlockSparse),
            _ => None,
        }
    }
}

/// The fields of `config.json` of `folder`.
pub(crate) fn read_config(
    folder: &std::path::Path,
) -> Result<serde_json::Map<String, serde_json::Value>, ConfigError> {
    fields::read_object(folder, "config.json")
}

/// The fields of any JSON object of `folder`.
pub(crate) fn read_json(
    folder: &std::path::Path,
    file: &str,
) -> Result<serde_json::Map<String, serde_json::Value>, ConfigError> {
    fields::read_object(folder, file)
}
