//! The self-attention of an encoder: four projections around the attention that a plan chooses.

use candle_core::Tensor;

use super::linear::Linear;
use crate::Result;
use crate::attention::Projections;
use crate::attention::plan::AttentionPlan;
use crate::stop::Stop;

/// The query, key, value and output projections of an encoder's self-attention.
#[derive(Debug, Clone)]
pub(crate) struct SelfAttention {
    pub(crate) query: Linear,
    pub(crate) key: Linear,
    pub(crate) value: Linear,
    pub(crate) output: Linear,
    pub(crate) heads: usize,
}

impl SelfAttention {
    /// `x [batch, length, width]`, same shape out.
    pub(crate) fn forward(
        &self,
        x: &Tensor,
        plan: &AttentionPlan,
        layer: usize,
        stop: &Stop,
    ) -> Result<Tensor> {
        let dim = x.dim(2)? / self.heads;
        let query = (self.query.forward(x)? * (dim as f64).powf(-0.5))?;
        stop.check()?;
        let key = self.key.forward(x)?;
        stop.check()?;
        let value = self.value.forward(x)?;
        stop.check()?;
        let projections = Projections {
            query: &query,
            key: &key,
            value: &value,
            heads: self.heads,
        };
        let context = plan.attend(&projections, layer, stop)?;
        Ok(self.output.forward(&context)?)
    }

    /// Whether all projections have kernels.
    pub(crate) fn has_kernels(&self) -> bool {
        [&self.query, &self.key, &self.value, &self.output]
            .iter()
            .all(|linear| linear.has_kernel())
    }
}
