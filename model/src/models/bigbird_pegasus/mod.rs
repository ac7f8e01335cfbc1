//! BigBirdPegasus: an encoder that reads thousands of tokens, a decoder that writes about them, and
//! the heads on top.
//!
//! Source: `modeling_bigbird_pegasus.py` of transformers, whose class names are kept.

mod beams;
mod causal_lm;
mod conditional_generation;
mod config;
mod decoder;
mod encoder;
mod encoder_layer;
mod encoder_rows;
mod family;
mod generation;
mod heads;
mod model;
mod step;
mod tensor_step;
mod trial;

pub use causal_lm::BigBirdPegasusForCausalLM;
pub use conditional_generation::{BigBirdPegasusForConditionalGeneration, EncodedSource};
pub use config::BigBirdPegasusConfig;
pub(crate) use family::is_tied_copy;
pub use generation::Generation;
pub use heads::{BigBirdPegasusForQuestionAnswering, BigBirdPegasusForSequenceClassification};
pub use model::{BigBirdPegasusModel, HiddenStates, Layer, SequencePair, shift_tokens_right};
pub use trial::disagreement;
