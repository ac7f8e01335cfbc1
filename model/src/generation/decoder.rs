//! A decoder as the searches see it.

use crate::Result;

/// The scores of one step.
#[derive(Debug, Clone, Default)]
pub struct NextLogits {
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
    fn next(&mut self, tokens: &[u32], parents: &[usize]) -> Result<NextLogits>;

    /// Words of the vocabulary.
    fn vocab_size(&self) -> usize;
}
