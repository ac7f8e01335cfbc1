//! Text from a decoder: greedy and beam search, with streaming, cancel and the reference's settings.
//!
//! Searches know a decoder only as [`NextTokens`]: give it the last token of every beam and it yields
//! a score for every word. Sequences and scores follow transformers 5 (`generation/utils.py`,
//! `generation/logits_process.py`) step by step.

mod beam;
mod greedy;
mod processors;
mod scores;
mod stream;

use std::rc::Rc;

use crate::attention::CrossAttention;
use crate::config::GenerationConfig;
use crate::stop::{Interrupted, Stop};
use crate::{Error, Result};

/// What generation is told besides its [`GenerationConfig`].
#[derive(Debug, Clone, Default)]
pub struct GenerateOptions {
    /// When to give up; what was generated so far is returned.
    pub stop: Stop,
    /// Cross-attention weights to keep for every generated token.
    pub cross_attention: Option<CrossAttention>,
}

/// What happens while text is generated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GenerationEvent<'a> {
    /// These tokens follow those told before, and no later step can change them. The start token is
    /// not told; the end token is.
    Settled(&'a [u32]),
    /// A step is done.
    Step {
        /// Steps so far: the length of the running beams.
        step: usize,
        /// Steps that are possible at most.
        limit: usize,
    },
}

/// Why generation ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finish {
    /// The search was complete.
    Complete,
    /// It was interrupted; the sequences are the best so far.
    Interrupted(Interrupted),
}

/// One generated sequence.
#[derive(Debug, Clone, PartialEq)]
pub struct Sequence {
    /// The generated tokens: without the start token, with the end token if it came.
    pub ids: Vec<u32>,
    /// Greedy search: the sum of the tokens' log-probabilities. Beam search: that sum divided by the
    /// number of tokens to the power of the length penalty.
    pub score: f32,
    /// For every token of `ids` its attention weights over the source tokens, if asked for.
    pub cross_attention: Option<Vec<Vec<f32>>>,
}

/// What generation yields.
#[derive(Debug, Clone, PartialEq)]
pub struct Generated {
    /// The sequences asked for, best first.
    pub sequences: Vec<Sequence>,
    /// Why generation ended.
    pub finish: Finish,
}

/// The scores of one step.
#[derive(Debug, Clone, Default)]
pub struct Step {
    /// `[beams, vocabulary]`: the logits of the next token.
    pub logits: Vec<f32>,
    /// For every beam the attention weights of its newest token over the source.
    pub attention: Option<Vec<Vec<f32>>>,
}

/// A decoder as the searches see it.
pub trait NextTokens {
    /// Beam `i` continues what beam `parents[i]` of the step before had decoded, and then decodes
    /// `tokens[i]`: the scores of what may follow.
    ///
    /// # Errors
    /// When the decoder fails or was interrupted.
    fn next(&mut self, tokens: &[u32], parents: &[usize]) -> Result<Step>;

    /// Words of the vocabulary.
    fn vocab_size(&self) -> usize;
}

/// Generates from `decoder`; `source` is what was encoded, for the settings that look at it.
///
/// # Errors
/// When a setting cannot be followed or the decoder fails. An interruption is no error: what was
/// generated so far is returned.
pub fn generate(
    decoder: &mut dyn NextTokens,
    source: &[u32],
    config: &GenerationConfig,
    stop: &Stop,
    events: &mut dyn FnMut(GenerationEvent),
) -> Result<Generated> {
    check(config, decoder.vocab_size())?;
    if config.num_beams == 1 {
        greedy::search(decoder, source, config, stop, events)
    } else {
        beam::search(decoder, source, config, stop, events)
    }
}

fn check(config: &GenerationConfig, vocab_size: usize) -> Result<()> {
    let wrong = |field, value: String, allowed: String| {
        Err(Error::Generation {
            field,
            value,
            allowed,
        })
    };
    let (beams, returned) = (config.num_beams, config.num_return_sequences);
    if beams == 0 || beams > 256 {
        return wrong("num_beams", beams.to_string(), "from 1 to 256".to_owned());
    }
    if returned == 0 || returned > beams {
        return wrong(
            "num_return_sequences",
            returned.to_string(),
            format!("from 1 to num_beams ({beams})"),
        );
    }
    if config.length_limit() < 2 {
        return wrong(
            "max_length",
            config.length_limit().to_string(),
            "at least 2".to_owned(),
        );
    }
    if config.repetition_penalty <= 0.0 || !config.repetition_penalty.is_finite() {
        return wrong(
            "repetition_penalty",
            config.repetition_penalty.to_string(),
            "above 0".to_owned(),
        );
    }
    let eos = config.eos_token_id.iter().map(|id| ("eos_token_id", *id));
    let forced = config
        .forced_eos_token_id
        .iter()
        .map(|id| ("forced_eos_token_id", *id));
    let bos = config
        .forced_bos_token_id
        .iter()
        .map(|id| ("forced_bos_token_id", *id));
    let start = [("decoder_start_token_id", config.decoder_start_token_id)];
    for (field, id) in eos.chain(forced).chain(bos).chain(start) {
        if id as usize >= vocab_size {
            return wrong(
                field,
                id.to_string(),
                format!("below the vocabulary's {vocab_size}"),
            );
        }
    }
    Ok(())
}

/// Tokens of a hypothesis, start token included, with what each looked at.
#[derive(Debug, Clone)]
struct Hypothesis {
    tokens: Vec<u32>,
    score: f32,
    attention: Vec<Rc<[f32]>>,
}

impl Hypothesis {
    fn start(config: &GenerationConfig, score: f32) -> Self {
        Self {
            tokens: vec![config.decoder_start_token_id],
            score,
            attention: Vec::new(),
        }
    }

    fn into_sequence(self, watched: bool) -> Sequence {
        Sequence {
            cross_attention: watched.then(|| self.attention.iter().map(|w| w.to_vec()).collect()),
            ids: self.tokens[1..].to_vec(),
            score: self.score,
        }
    }
}

/// Interruptions end generation early but well; anything else is an error.
fn interrupted(error: Error) -> Result<Interrupted> {
    match error {
        Error::Interrupted(why) => Ok(why),
        other => Err(other),
    }
}
