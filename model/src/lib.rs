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
