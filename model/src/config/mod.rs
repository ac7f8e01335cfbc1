//! The JSON files of a Hugging Face folder: `config.json` and `generation_config.json`.
//!
//! Missing fields take transformers' defaults, and unknown fields have no effect. A wrong field is an error
//! that names the field, its value and what is allowed.

mod activation;
mod attention;
mod fields;
mod labels;

pub use activation::Activation;
pub use attention::{AttentionType, RandomBlocks};
pub use fields::{ConfigError, read_object};
pub(crate) use fields::{Fields, read_array};
pub use labels::{Labels, ProblemType};
