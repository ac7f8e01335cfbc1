//! The decoder of BigBirdPegasus, and its run over whole texts. It writes token by token in steps of their own: on the
//! CPU and in Candle operations.

use candle_core::Tensor;

use super::config::{BigBirdPegasusConfig, LAYER_NORM_EPS};
use crate::attention::{Projections, TokenMask, full};
use crate::checkpoint::{CheckpointError, Weights};
use crate::layers::{Embedding, FeedForward, LayerNorm, Linear, Positions};
use crate::stop::Stop;
use crate::{Error, Result};

/// Keys and values of one layer: `[batch, tokens, d_model]` each.
#[derive(Debug, Clone)]
struct KeyValue {
    key: Tensor,
    value: Tensor,
}

/// The input of every layer's cross-attention: the keys and values of the encoded source.
#[derive(Debug, Clone)]
pub(super) struct SourceMemory {
    layers: Vec<KeyValue>,
    mask: Option<TokenMask>,
}

/// The four projections of a decoder's attention.
#[derive(Debug, Clone)]
pub(super) struct Attention {
    pub(super) query: Linear,
    pub(super) key: Linear,
    pub(super) value: Linear,
    pub(super) output: Linear,
    pub(super) heads: usize,
    pub(super) scale: f64,
}

impl Attention {
    fn load(
        config: &BigBirdPegasusConfig,
        weights: &Weights,
    ) -> std::result::Result<Self, CheckpointError> {
        let d = config.d_model;
        let heads = config.decoder_attention_heads;
        let projection = |name: &str| Linear::load(d, d, config.use_bias, &weights.at(name));
        Ok(Self {
            query: projection("q_proj")?,
            key: projection("k_proj")?,
            value: projection("v_proj")?,
            output: projection("out_proj")?,
            heads,
            scale: ((d / heads) as f64).powf(-0.5),
        })
    }

    pub(super) fn scaled_query(&self, x: &Tensor) -> Result<Tensor> {
        Ok((self.query.forward(x)? * self.scale)?)
    }

    fn key_value(&self, x: &Tensor) -> Result<KeyValue> {
        Ok(KeyValue {
            key: self.key.forward(x)?,
            value: self.value.forward(x)?,
        })
    }
}

#[derive(Debug, Clone)]
pub(super) struct DecoderLayer {
    pub(super) self_attn_layer_norm: LayerNorm,
    pub(super) self_attn: Attention,
    pub(super) encoder_attn_layer_norm: LayerNorm,
    pub(super) encoder_attn: Attention,
    pub(super) final_layer_norm: LayerNorm,
    pub(super) feed_forward: FeedForward,
}

impl DecoderLayer {
    fn load(
        config: &BigBirdPegasusConfig,
        weights: &Weights,
    ) -> std::result::Result<Self, CheckpointError> {
        let d = config.d_model;
        let norm = |name: &str| LayerNorm::load(d, LAYER_NORM_EPS, &weights.at(name));
        Ok(Self {
            self_attn_layer_norm: norm("self_attn_layer_norm")?,
            self_attn: Attention::load(config, &weights.at("self_attn"))?,
            encoder_attn_layer_norm: norm("encoder_attn_layer_norm")?,
            encoder_attn: Attention::load(config, &weights.at("encoder_attn"))?,
            final_layer_norm: norm("final_layer_norm")?,
            feed_forward: FeedForward {
                first: Linear::load(d, config.decoder_ffn_dim, true, &weights.at("fc1"))?,
                second: Linear::load(config.decoder_ffn_dim, d, true, &weights.at("fc2"))?,
                activation: config.activation_function,
            },
        })
    }

    /// Attention over the text.
    fn read_text(&self, x: &Tensor, mask: Option<&TokenMask>, stop: &Stop) -> Result<Tensor> {
        let normed = self.self_attn_layer_norm.forward(x)?;
        let query = self.self_attn.scaled_query(&normed)?;
        let text = self.self_attn.key_value(&normed)?;
        let projections = Projections {
            query: &query,
            key: &text.key,
            value: &text.value,
            heads: self.self_attn.heads,
        };
        let context = full::attend(&projections, mask, true, stop)?;
        Ok((x + self.self_attn.output.forward(&context)?)?)
    }

    /// Attention over the source.
    fn read_source(
        &self,
        x: &Tensor,
        source: &KeyValue,
        mask: Option<&TokenMask>,
        stop: &Stop,
    ) -> Result<Tensor> {
        let normed = self.encoder_attn_layer_norm.forward(x)?;
        let query = self.encoder_attn.scaled_query(&normed)?;
        let projections = Projections {
            query: &query,
            key: &source.key,
            value: &source.value,
            heads: self.encoder_attn.heads,
        };
        let context = full::attend(&projections, mask, false, stop)?;
        Ok((x + self.encoder_attn.output.forward(&context)?)?)
    }
}

/// What the decoder reads besides its own tokens.
#[derive(Clone, Copy, Default)]
pub(super) struct DecoderContext<'a> {
    /// The mask of present tokens among the given ones.
    pub(super) mask: Option<&'a TokenMask>,
    /// The encoded source; without it the decoder skips its cross-attention.
    pub(super) source: Option<&'a SourceMemory>,
}

/// The decoder of BigBirdPegasus.
#[derive(Debug, Clone)]
pub(super) struct Decoder {
    pub(super) embed_tokens: Embedding,
    pub(super) embed_positions: Positions,
    pub(super) layers: Vec<DecoderLayer>,
    pub(super) layernorm_embedding: LayerNorm,
    pub(super) embedding_scale: f64,
    pub(super) max_positions: usize,
}

impl Decoder {
    pub(super) fn load(
        config: &BigBirdPegasusConfig,
        embed_tokens: Embedding,
        weights: &Weights,
    ) -> std::result::Result<Self, CheckpointError> {
        let (d, positions) = (config.d_model, config.max_position_embeddings);
        let layers = (0..config.decoder_layers)
            .map(|i| DecoderLayer::load(config, &weights.at(format!("layers.{i}"))))
            .collect::<std::result::Result<_, _>>()?;
        Ok(Self {
            embed_tokens,
            embed_positions: Positions::load(positions, d, weights, "embed_positions.weight")?,
            layers,
            layernorm_embedding: LayerNorm::load(
                d,
                LAYER_NORM_EPS,
                &weights.at("layernorm_embedding"),
            )?,
            embedding_scale: config.embedding_scale(),
            max_positions: positions,
        })
    }

    /// The keys and values of an encoded batch `[batch, source, d_model]` for all layers.
    ///
    /// # Errors
    /// If `stop` interrupts the work.
    pub(super) fn remember_source(
        &self,
        hidden: &Tensor,
        mask: &TokenMask,
        stop: &Stop,
    ) -> Result<SourceMemory> {
        let mut layers = Vec::with_capacity(self.layers.len());
        for layer in &self.layers {
            stop.check()?;
            layers.push(layer.encoder_attn.key_value(hidden)?);
        }
        let mask = (!mask.is_full()).then(|| mask.clone());
        Ok(SourceMemory { layers, mask })
    }

    /// `ids [batch, length]` (u32) to `[batch, length, d_model]` after the final layer norm.
    pub(super) fn forward(
        &self,
        ids: &Tensor,
        context: DecoderContext,
        stop: &Stop,
        observe: &mut dyn FnMut(usize, &Tensor),
    ) -> Result<Tensor> {
        let (batch, length) = ids.dims2()?;
        if batch == 0 || length == 0 {
            return Err(Error::EmptyInput);
        }
        if length > self.max_positions {
            return Err(Error::InputTooLong {
                tokens: length,
                limit: self.max_positions,
            });
        }
        let tokens = (self.embed_tokens.forward(ids)? * self.embedding_scale)?;
        let mut x = tokens.broadcast_add(&self.embed_positions.range(0, length)?)?;
        observe(0, &x);
        for (i, layer) in self.layers.iter().enumerate() {
            stop.check()?;
            x = layer.read_text(&x, context.mask, stop)?;
            if let Some(source) = context.source {
                x = layer.read_source(&x, &source.layers[i], source.mask.as_ref(), stop)?;
            }
            let normed = layer.final_layer_norm.forward(&x)?;
            x = (x + layer.feed_forward.forward(&normed, stop)?)?;
            observe(i + 1, &x);
        }
        Ok(self.layernorm_embedding.forward(&x)?)
    }
}
