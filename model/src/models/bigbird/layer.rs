//! A post-norm layer, in Candle operations.

use candle_core::Tensor;

use super::config::BigBirdConfig;
use crate::Result;
use crate::attention::plan::AttentionPlan;
use crate::checkpoint::{CheckpointError, Weights};
use crate::layers::{FeedForward, LayerNorm, Linear, SelfAttention};
use crate::stop::Stop;

#[derive(Debug, Clone)]
pub(super) struct BigBirdLayer {
    pub(super) attention: SelfAttention,
    pub(super) attention_norm: LayerNorm,
    pub(super) feed_forward: FeedForward,
    pub(super) output_norm: LayerNorm,
}

impl BigBirdLayer {
    pub(super) fn load(
        config: &BigBirdConfig,
        weights: &Weights,
    ) -> std::result::Result<Self, CheckpointError> {
        let d = config.hidden_size;
        let attention = weights.at("attention");
        let projection =
            |name: &str| Linear::load(d, d, config.use_bias, &attention.at("self").at(name));
        Ok(Self {
            attention: SelfAttention {
                query: projection("query")?,
                key: projection("key")?,
                value: projection("value")?,
                output: Linear::load(d, d, true, &attention.at("output.dense"))?,
                heads: config.num_attention_heads,
            },
            attention_norm: LayerNorm::load(
                d,
                config.layer_norm_eps,
                &attention.at("output.LayerNorm"),
            )?,
            feed_forward: feed_forward(config, weights)?,
            output_norm: LayerNorm::load(
                d,
                config.layer_norm_eps,
                &weights.at("output.LayerNorm"),
            )?,
        })
    }

    pub(super) fn forward(
        &self,
        x: &Tensor,
        plan: &AttentionPlan,
        layer: usize,
        stop: &Stop,
    ) -> Result<Tensor> {
        let context = self.attention.forward(x, plan, layer, stop)?;
        let x = self.attention_norm.forward(&(context + x)?)?;
        Ok(self
            .output_norm
            .forward(&(self.feed_forward.forward(&x, stop)? + x)?)?)
    }
}

pub(super) fn feed_forward(
    config: &BigBirdConfig,
    weights: &Weights,
) -> std::result::Result<FeedForward, CheckpointError> {
    let (d, middle) = (config.hidden_size, config.intermediate_size);
    Ok(FeedForward {
        first: Linear::load(d, middle, true, &weights.at("intermediate.dense"))?,
        second: Linear::load(middle, d, true, &weights.at("output.dense"))?,
        activation: config.hidden_act,
    })
}
