//! A decoder as the searches see it.

use std::rc::Rc;

use candle_core::Tensor;

use crate::Result;

/// The attention weights of one token over the source.
#[derive(Debug, Clone)]
pub enum SourceRow {
    /// In main memory.
    Values(Rc<[f32]>),
    /// f32 on a device, `[source]`; the weights of a whole text are fetched together.
    Tensor(Tensor),
}

/// The scores of one step.
#[derive(Debug, Clone, Default)]
pub struct NextLogits {
    /// `[beams, vocabulary]`: the logits of the next token.
    pub logits: Vec<f32>,
    /// For every beam the attention weights of its newest token over the source.
    pub attention: Option<Vec<SourceRow>>,
}

/// A decoder as the searches see it.
pub trait NextTokens {
    /// Beam `i` continues what beam `parents[i]` of the step before had decoded, and then decodes `tokens[i]`.
    /// Returns the scores of the next tokens.
    ///
    /// # Errors
    /// If the decoder fails or a stop interrupts it.
    fn next(&mut self, tokens: &[u32], parents: &[usize]) -> Result<NextLogits>;

    /// Size of the vocabulary in tokens.
    fn vocab_size(&self) -> usize;
}
