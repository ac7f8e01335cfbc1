//! What generation reports and returns.

use crate::stop::Interrupted;

/// What happens while text is generated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GenerationEvent<'a> {
    /// These tokens follow those of earlier events, and no later step can change them. The start token
    /// is not among them; the end token is.
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

/// What generation returns.
#[derive(Debug, Clone, PartialEq)]
pub struct Generated {
    /// The sequences asked for, best first.
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
