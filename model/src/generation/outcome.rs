//! What generation reports and returns.

use crate::stop::Interrupted;

/// An event during generation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GenerationEvent<'a> {
    /// Tokens that follow those of earlier events and that no later step can change. They include the end
    /// token, but not the start token.
    Settled(&'a [u32]),
    /// The end of a step.
    Step {
        /// Steps so far: the length of the running beams.
        step: usize,
        /// The largest possible number of steps.
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
    /// The generated tokens, without the start token; the end token is the last if the search reached it.
    pub ids: Vec<u32>,
    /// Greedy search: the sum of the tokens' log-probabilities. Beam search: that sum divided by the
    /// number of tokens to the power of the length penalty.
    pub score: f32,
    /// For every token of `ids` its attention weights over the source tokens, if the caller asked for them.
    pub cross_attention: Option<Vec<Vec<f32>>>,
}

/// What generation returns.
#[derive(Debug, Clone, PartialEq)]
pub struct Generated {
    /// The sequences, best first, as many as the settings request.
    pub sequences: Vec<Sequence>,
    /// Why generation ended.
    pub finish: Finish,
}

impl Generated {
    /// The best sequence.
    pub fn into_best(self) -> Option<Sequence> {
        self.sequences.into_iter().next()
    }
}
