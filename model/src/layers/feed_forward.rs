//! The feed-forward part of a layer.

use candle_core::{Result, Tensor};

use super::linear::Linear;
use super::weight::Input;
use crate::config::Activation;
use crate::kernel::{self, Spread};
use crate::stop::Stop;

/// Two products with an activation between them.
#[derive(Debug, Clone)]
pub(crate) struct FeedForward {
    pub(crate) first: Linear,
    pub(crate) second: Linear,
    pub(crate) activation: Activation,
}

/// Rows that go through a feed-forward part at once: the wide middle of 4,096 tokens would be four times as
/// large as everything else, and a product of this size ends soon enough to cancel.
const ROWS_AT_ONCE: usize = 1024;

impl FeedForward {
    /// Whether all products and the activation have kernels.
    pub(crate) fn has_kernel(&self) -> bool {
        self.first.has_kernel() && self.second.has_kernel() && self.activation.has_kernel()
    }

    /// `x [rows, width]` to `y [rows, width]`, if there are kernels; `middle` is working memory.
    pub(crate) fn apply(
        &self,
        x: &[f32],
        middle: &mut Vec<f32>,
        y: &mut [f32],
        spread: Spread,
    ) -> Result<()> {
        let (wide, width) = self.first.shape()?;
        middle.resize(x.len() / width * wide, 0.0);
        self.first.apply(&Input::new(x, width, spread), middle);
        kernel::rows::activate_in_place(middle, self.activation);
        self.second.apply(&Input::new(middle, wide, spread), y);
        Ok(())
    }

    /// `x [batch, length, width]`, same shape out.
    pub(crate) fn forward(&self, x: &Tensor, stop: &Stop) -> crate::Result<Tensor> {
        let (batch, length, width) = x.dims3()?;
        let rows = x.reshape((batch * length, width))?;
        let mut parts = Vec::new();
        for start in (0..batch * length).step_by(ROWS_AT_ONCE) {
            let count = ROWS_AT_ONCE.min(batch * length - start);
            let middle = self.first.forward(&rows.narrow(0, start, count)?)?;
            stop.check()?;
            let middle = self.activation.forward(&middle)?;
            parts.push(self.second.forward(&middle)?);
            stop.check()?;
        }
        Ok(Tensor::cat(&parts, 0)?.reshape((batch, length, width))?)
    }
}
