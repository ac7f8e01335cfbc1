//! The head that makes the logits of classes of one vector, as both architectures have it.

use candle_core::Tensor;

use crate::Result;
use crate::checkpoint::{CheckpointError, Weights};
use crate::layers::Linear;

/// Two layers with an activation between them.
#[derive(Debug, Clone)]
pub(crate) struct ClassificationHead {
    dense: Linear,
    out_proj: Linear,
}

impl ClassificationHead {
    /// Loads `dense` and `out_proj`, from vectors of this width to this number of classes.
    pub(crate) fn load(
        width: usize,
        classes: usize,
        weights: &Weights,
    ) -> std::result::Result<Self, CheckpointError> {
        Ok(Self {
            dense: Linear::load(width, width, true, &weights.at("dense"))?,
            out_proj: Linear::load(width, classes, true, &weights.at("out_proj"))?,
        })
    }

    /// `x [batch, width]` to logits `[batch, classes]`.
    pub(crate) fn forward(
        &self,
        x: &Tensor,
        activation: impl FnOnce(&Tensor) -> candle_core::Result<Tensor>,
    ) -> Result<Tensor> {
        let x = activation(&self.dense.forward(x)?)?;
        Ok(self.out_proj.forward(&x)?)
    }
}
