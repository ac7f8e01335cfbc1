//! The output of the heads that find answers.

use candle_core::Tensor;

use crate::Result;

/// For every token, how well an answer may start and end there: `[batch, length]` each.
#[derive(Debug, Clone)]
pub struct SpanLogits {
    /// Logits of the start.
    pub start: Tensor,
    /// Logits of the end.
    pub end: Tensor,
}

impl SpanLogits {
    /// Splits `[batch, length, 2]` into starts and ends.
    pub(crate) fn from_pairs(pairs: &Tensor) -> Result<Self> {
        Ok(Self {
            start: pairs.narrow(2, 0, 1)?.squeeze(2)?.contiguous()?,
            end: pairs.narrow(2, 1, 1)?.squeeze(2)?.contiguous()?,
        })
    }
}
