//! Text from a decoder: greedy and beam search, with streaming, cancel and the reference's settings.
//!
//! Searches know a decoder only as [`NextTokens`]: it receives the last token of every beam and returns a score
//! for every word. Sequences and scores follow transformers 5 (`generation/utils.py`,
//! `generation/logits_process.py`) step by step.

mod beam;
mod config;
mod decoder;
mod generate;
mod greedy;
mod hypothesis;
mod outcome;
mod processors;
mod scores;
mod stream;

pub use config::{EarlyStopping, GenerationConfig};
pub use decoder::{NextLogits, NextTokens, SourceRow};
pub use generate::generate;
pub use outcome::{Finish, Generated, GenerationEvent, Sequence};
