//! BigBirdPegasus and BigBird in [Candle](candle_core): block-sparse attention over thousands of
//! tokens, beam search, and the numbers of the reference implementation.
//!
//! A [`Checkpoint`] is an opened model folder, and each model loads from it with [`LoadOptions`]:
//!
//! | task | model |
//! |---|---|
//! | summarize | [`BigBirdPegasusForConditionalGeneration`]: `encode` reads a document, `generate` writes about it |
//! | find an answer | [`BigBirdForQuestionAnswering`], [`BigBirdPegasusForQuestionAnswering`] |
//! | compare meanings | [`SentenceEncoder`] |
//! | classify texts | [`SequenceClassifier`], over [`BigBirdForSequenceClassification`] and [`BigBirdPegasusForSequenceClassification`] |
//! | classify tokens | [`BigBirdForTokenClassification`] |
//! | choose between texts | [`BigBirdForMultipleChoice`] |
//! | predict tokens behind masks | [`BigBirdForMaskedLM`], [`BigBirdForPreTraining`] |
//! | continue a text | [`BigBirdPegasusForCausalLM`] |
//! | hidden states | [`BigBirdPegasusModel`], [`BigBirdModel`] |
//!
//! Text becomes token ids in [`tokenizer`], and [`conversion`] writes a folder's weights again in int8, bf16 or f16. Long work
//! takes a [`Stop`] and ends within a second of it.
//!
//! # Example
//!
//! A folder with a classifier says the class of a text. Token ids come from a tokenizer of [`tokenizer`].
//!
//! ```
//! use bigbird_pegasus::{Checkpoint, LoadOptions, SequenceClassifier, Stop};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let made = tempfile::tempdir()?;
//! # write(made.path())?;
//! # let folder = made.path();
//! let checkpoint = Checkpoint::open(folder)?;
//! let device = candle_core::Device::Cpu;
//! let model = SequenceClassifier::load(&checkpoint, &device, LoadOptions::default())?;
//! assert_eq!(model.labels().names(), ["no promoter", "promoter"]);
//!
//! let logits = model.classify(&[1, 7, 8, 9, 2], &Stop::never())?;
//! let probabilities = model.labels().probabilities(&logits);
//! assert!((probabilities[1] - 0.75).abs() < 1e-6);
//! # Ok(())
//! # }
//! #
//! # // A small model whose weights are all 0 but the last bias.
//! # fn write(folder: &std::path::Path) -> Result<(), Box<dyn std::error::Error>> {
//! #     use std::collections::HashMap;
//! #     use candle_core::{DType, Device, Tensor};
//! #     let (words, width, middle) = (13, 24, 40);
//! #     let layer = "bert.encoder.layer.0";
//! #     let mut tensors: HashMap<String, Tensor> = HashMap::new();
//! #     let mut add = |name: String, shape: &[usize]| -> candle_core::Result<()> {
//! #         tensors.insert(name, Tensor::zeros(shape, DType::F32, &Device::Cpu)?);
//! #         Ok(())
//! #     };
//! #     for (name, rows) in [("word", words), ("position", 96), ("token_type", 2)] {
//! #         add(format!("bert.embeddings.{name}_embeddings.weight"), &[rows, width])?;
//! #     }
//! #     for (name, outputs, inputs) in [
//! #         (format!("{layer}.attention.self.query"), width, width),
//! #         (format!("{layer}.attention.self.key"), width, width),
//! #         (format!("{layer}.attention.self.value"), width, width),
//! #         (format!("{layer}.attention.output.dense"), width, width),
//! #         (format!("{layer}.intermediate.dense"), middle, width),
//! #         (format!("{layer}.output.dense"), width, middle),
//! #         ("classifier.dense".to_owned(), width, width),
//! #         ("classifier.out_proj".to_owned(), 2, width),
//! #     ] {
//! #         add(format!("{name}.weight"), &[outputs, inputs])?;
//! #         add(format!("{name}.bias"), &[outputs])?;
//! #     }
//! #     for name in ["bert.embeddings", &format!("{layer}.attention.output"), &format!("{layer}.output")] {
//! #         add(format!("{name}.LayerNorm.weight"), &[width])?;
//! #         add(format!("{name}.LayerNorm.bias"), &[width])?;
//! #     }
//! #     let bias = Tensor::new(&[0f32, 3f32.ln()], &Device::Cpu)?;
//! #     tensors.insert("classifier.out_proj.bias".to_owned(), bias);
//! #     candle_core::safetensors::save(&tensors, folder.join("model.safetensors"))?;
//! #     let config = serde_json::json!({
//! #         "architectures": ["BigBirdForSequenceClassification"], "model_type": "big_bird", "vocab_size": words,
//! #         "hidden_size": width, "intermediate_size": middle, "num_hidden_layers": 1, "num_attention_heads": 3,
//! #         "max_position_embeddings": 96, "block_size": 4, "num_random_blocks": 1, "sep_token_id": 2,
//! #         "id2label": {"0": "no promoter", "1": "promoter"},
//! #     });
//! #     std::fs::write(folder.join("config.json"), config.to_string())?;
//! #     Ok(())
//! # }
//! ```
//!
//! The README has examples that summarize and that begin with a text; the folder `examples` of the package has whole programs.
//!
//! # Features
//!
//! | feature | default | adds |
//! |---|---|---|
//! | `tokenizers` | yes | `BigBirdTokenizer`; without it, `PegasusTokenizer` remains, and the other models take token ids |
//! | `cuda`, `metal`, `accelerate`, `mkl` | no | Candle's own of these names |
//!
//! # Versions
//!
//! Tensors and devices are those of candle-core 0.11, so a program that uses them takes the same version of it. Rust 1.95
//! is the oldest that compiles the crate. Before 1.0, the second number of a version rises where the interface changes.

mod attention;
mod cause;
pub mod checkpoint;
pub mod config;
pub mod conversion;
mod error;
mod foreign;
mod generation;
mod kernel;
mod layers;
mod load;
pub mod models;
#[doc(hidden)]
pub mod parts;
mod stop;
pub mod tokenizer;

pub use attention::CrossAttention;
pub use checkpoint::{Architecture, Checkpoint, CheckpointError, Conversion};
pub use config::{AttentionType, ConfigError, Labels, ProblemType, RandomBlocks};
pub use error::{CardFailure, Error, PatternError, Result};
pub use foreign::Misplaced;
pub use generation::{
    EarlyStopping, Finish, Generated, GenerationConfig, GenerationEvent, Sequence,
};
pub use kernel::{Feature, InstructionSet, Kernels, kernels};
pub use layers::Linear;
pub use load::{LoadOptions, Precision};
pub use models::EncodeProgress;
pub use models::SequenceClassifier;
pub use models::bert::SentenceEncoder;
pub use models::bigbird::{
    BigBirdConfig, BigBirdForMaskedLM, BigBirdForMultipleChoice, BigBirdForPreTraining,
    BigBirdForQuestionAnswering, BigBirdForSequenceClassification, BigBirdForTokenClassification,
    BigBirdModel,
};
pub use models::bigbird_pegasus::{
    BigBirdPegasusConfig, BigBirdPegasusForCausalLM, BigBirdPegasusForConditionalGeneration,
    BigBirdPegasusForQuestionAnswering, BigBirdPegasusForSequenceClassification,
    BigBirdPegasusModel, EncodedSource, Generation, disagreement,
};
pub use stop::{Interrupted, Stop};

/// Compiles the example in the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
