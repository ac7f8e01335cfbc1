//! A text that a search considers.

use std::rc::Rc;

use super::config::GenerationConfig;
use super::outcome::Sequence;
use crate::stop::Interrupted;
use crate::{Error, Result};

/// Tokens of a hypothesis, with the start token, and the attention weights of each.
#[derive(Debug, Clone)]
pub(super) struct Hypothesis {
    pub(super) tokens: Vec<u32>,
    pub(super) score: f32,
    pub(super) attention: Vec<Rc<[f32]>>,
}

impl Hypothesis {
    pub(super) fn start(config: &GenerationConfig, score: f32) -> Self {
        Self {
            tokens: vec![config.decoder_start_token_id],
            score,
            attention: Vec::new(),
        }
    }

    pub(super) fn into_sequence(self, watched: bool) -> Sequence {
        Sequence {
            cross_attention: watched.then(|| self.attention.iter().map(|w| w.to_vec()).collect()),
            ids: self.tokens[1..].to_vec(),
            score: self.score,
        }
    }
}

/// Turns an interruption into an early end of generation; any other error stays an error.
pub(super) fn interrupted(error: Error) -> Result<Interrupted> {
    match error {
        Error::Interrupted(why) => Ok(why),
        other => Err(other),
    }
}
