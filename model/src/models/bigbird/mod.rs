//! BigBird, the encoder-only sibling: post-norm layers with the same attention, and the heads over them: the one that
//! finds answers (the architecture of `google/bigbird-base-trivia-itc`), and those that predict tokens, classify and
//! choose.
//!
//! Source: `modeling_big_bird.py` of transformers, whose class names are kept.

mod config;
mod layer;
mod masked_lm;
mod model;
mod multiple_choice;
mod pre_training;
mod prediction_head;
mod question_answering;
mod rows;
mod sequence_classification;
mod together;
mod token_classification;

pub use config::BigBirdConfig;
pub use masked_lm::BigBirdForMaskedLM;
pub use model::{BigBirdModel, Places, TypedTokens, is_buffer};
pub use multiple_choice::BigBirdForMultipleChoice;
pub use pre_training::{BigBirdForPreTraining, PreTrainingLogits};
pub use question_answering::{BigBirdForQuestionAnswering, Pair, PairLogits};
pub use sequence_classification::BigBirdForSequenceClassification;
pub use token_classification::BigBirdForTokenClassification;
