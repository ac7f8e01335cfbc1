//! BigBirdPegasus and BigBird in [Candle](candle_core): block-sparse attention over thousands of
//! tokens, beam search, and the numbers of the reference implementation.

pub mod attention;
pub mod bigbird;
pub mod bigbird_pegasus;
pub mod checkpoint;
pub mod config;
pub mod convert;
pub mod decoder;
pub mod encoder;
mod error;
pub mod generation;
mod kernel;
mod layers;
mod linear;
#[doc(hidden)]
pub mod parts;
pub mod salience;
pub mod sentence_encoder;
mod six_bits;
pub mod starter;
mod stop;
pub mod tokenizer;
mod weight;

pub use attention::{CrossAttention, RandomBlocks};
pub use bigbird::{BigBirdForQuestionAnswering, BigBirdModel};
pub use bigbird_pegasus::{
    BigBirdPegasusForCausalLM, BigBirdPegasusForConditionalGeneration,
    BigBirdPegasusForQuestionAnswering, BigBirdPegasusForSequenceClassification,
    BigBirdPegasusModel, EncodedSource, LoadOptions, Precision,
};
pub use checkpoint::{Architecture, Checkpoint, CheckpointError, Conversion};
pub use config::{BigBirdConfig, BigBirdPegasusConfig, ConfigError, GenerationConfig};
pub use encoder::EncodeProgress;
pub use error::{Error, Result};
pub use generation::{Finish, GenerateOptions, Generated, GenerationEvent, Sequence};
pub use linear::Linear;
pub use salience::SalienceHead;
pub use sentence_encoder::SentenceEncoder;
pub use stop::{Interrupted, Stop};

/// Compiles the example of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
