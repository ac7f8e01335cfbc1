//! A pre-norm layer of the encoder, in Candle operations.

use candle_core::Tensor;

use super::config::{BigBirdPegasusConfig, LAYER_NORM_EPS};
use crate::Result;
use crate::attention::plan::AttentionPlan;
use crate::checkpoint::{CheckpointError, Weights};
use crate::layers::{FeedForward, LayerNorm, Linear, SelfAttention};
use crate::stop::Stop;

#[derive(Debug, Clone)]
pub(super) struct EncoderLayer {
    pub(super) self_attn_layer_norm: LayerNorm,
    pub(super) self_attn: SelfAttention,
    pub(super) final_layer_norm: LayerNorm,
    pub(super) feed_forward: FeedForward,
}

impl EncoderLayer {
    pub(super) fn load(
        config: &BigBirdPegasusConfig,
        weights: &Weights,
    ) -> std::result::Result<Self, CheckpointError> {
        let d = config.d_model;
        let attention = weights.at("self_attn");
        let projection = |name: &str| Linear::load(d, d, config.use_bias, &attention.at(name));
        Ok(Self {
            self_attn_layer_norm: LayerNorm::load(
                d,
                LAYER_NORM_EPS,
                &weights.at("self_attn_layer_norm"),
            )?,
            self_attn: SelfAttention {
                query: projection("self.query")?,
                key: projection("self.key")?,
                value: projection("self.value")?,
                output: projection("output")?,
                heads: config.encoder_attention_heads,
            },
            final_layer_norm: LayerNorm::load(d, LAYER_NORM_EPS, &weights.at("final_layer_norm"))?,
            feed_forward: FeedForward {
                first: Linear::load(d, config.encoder_ffn_dim, true, &weights.at("fc1"))?,
                second: Linear::load(config.encoder_ffn_dim, d, true, &weights.at("fc2"))?,
                activation: config.activation_function,
            },
        })
    }

    pub(super) fn forward(
        &self,
        x: Tensor,
        plan: &AttentionPlan,
        layer: usize,
        stop: &Stop,
    ) -> Result<Tensor> {
        let normed = self.self_attn_layer_norm.forward(&x)?;
        let x = (x + self.self_attn.forward(&normed, plan, layer, stop)?)?;
        let normed = self.final_layer_norm.forward(&x)?;
        let x = (x + self.feed_forward.forward(&normed, stop)?)?;
        within_range(x)
    }
}

/// Keeps f16 finite, as transformers does after every layer.
fn within_range(x: Tensor) -> Result<Tensor> {
    if x.dtype() == candle_core::DType::F16 {
        return Ok(x.clamp(-64504f64, 64504f64)?);
    }
    Ok(x)
}
