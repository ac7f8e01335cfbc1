//! BigBird, the encoder-only sibling: post-norm layers with the same attention, and the head that
//! finds answers (the architecture of `google/bigbird-base-trivia-itc`).
//!
//! Source: `modeling_big_bird.py` of transformers, whose class names are kept.

mod config;
mod layer;
mod model;
mod question_answering;
mod rows;
mod together;

pub use config::BigBirdConfig;
pub(crate) use config::Starter;
pub use model::{BigBirdModel, TypedTokens};
pub(crate) use model::{Places, is_buffer};
pub use question_answering::{BigBirdForQuestionAnswering, Pair, PairLogits};
