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
pub use model::{BigBirdModel, Places, TypedTokens, is_buffer};
pub use question_answering::{BigBirdForQuestionAnswering, Pair, PairLogits};
