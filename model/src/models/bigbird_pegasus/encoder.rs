//! The encoder: pre-norm layers over scaled token embeddings and learned positions.

use candle_core::Tensor;

use super::config::{BigBirdPegasusConfig, LAYER_NORM_EPS};
use super::encoder_layer::EncoderLayer;
use super::encoder_rows::Buffers;
use crate::attention::TokenMask;
use crate::attention::plan::{AttentionPlan, AttentionSettings};
use crate::checkpoint::{CheckpointError, Weights};
use crate::config::RandomBlocks;
use crate::kernel;
use crate::layers::{Embedding, LayerNorm, Positions};
use crate::models::progress::{EncodeProgress, Hidden};
use crate::stop::Stop;
use crate::{Error, Result};

/// The encoder of BigBirdPegasus.
#[derive(Debug, Clone)]
pub(super) struct Encoder {
    embed_tokens: Embedding,
    embed_positions: Positions,
    /// The vectors of the extra global tokens, if there are any.
    global_tokens: Option<Positions>,
    layers: Vec<EncoderLayer>,
    layernorm_embedding: LayerNorm,
    settings: AttentionSettings,
    embedding_scale: f64,
    pad_token_id: u32,
}

impl Encoder {
    pub(super) fn load(
        config: &BigBirdPegasusConfig,
        embed_tokens: Embedding,
        random_blocks: RandomBlocks,
        weights: &Weights,
    ) -> std::result::Result<Self, CheckpointError> {
        let (d, positions) = (config.d_model, config.max_position_embeddings);
        let layers = (0..config.encoder_layers)
            .map(|i| EncoderLayer::load(config, &weights.at(format!("layers.{i}"))))
            .collect::<std::result::Result<_, _>>()?;
        Ok(Self {
            embed_tokens,
            embed_positions: Positions::load(positions, d, weights, "embed_positions.weight")?,
            global_tokens: Positions::load_some(
                config.num_global_tokens,
                d,
                weights,
                "global_tokens.weight",
            )?,
            layers,
            layernorm_embedding: LayerNorm::load(
                d,
                LAYER_NORM_EPS,
                &weights.at("layernorm_embedding"),
            )?,
            settings: AttentionSettings {
                attention_type: config.attention_type,
                random_blocks,
                block_size: config.block_size,
                num_random_blocks: config.num_random_blocks,
                heads: config.encoder_attention_heads,
                max_position_embeddings: positions,
                num_global_tokens: config.num_global_tokens,
            },
            embedding_scale: config.embedding_scale(),
            pad_token_id: config.pad_token_id,
        })
    }

    /// Reads a batch: `ids [batch, length]` (u32) and the mask of present ones, to `[batch, length, d_model]`
    /// after the final layer norm.
    ///
    /// The encoder pads inputs longer than `(5 + 2 r) * block_size` tokens to the block size, reads them with
    /// block-sparse attention and cuts them again. It leaves out the extra global tokens; only `progress` sees them,
    /// in front of the others.
    ///
    /// # Errors
    /// If the input is empty or longer than the model's positions, or `stop` interrupts the work.
    pub(super) fn forward(
        &self,
        ids: &Tensor,
        mask: &TokenMask,
        stop: &Stop,
        progress: &mut dyn FnMut(EncodeProgress),
    ) -> Result<Tensor> {
        let (batch, length) = ids.dims2()?;
        let limit = self.settings.max_position_embeddings;
        if batch == 0 || length == 0 {
            return Err(Error::EmptyInput);
        }
        if length > limit {
            return Err(Error::InputTooLong {
                tokens: length,
                limit,
            });
        }
        if mask.rows().len() != batch || mask.rows().iter().any(|row| row.len() != length) {
            return Err(Error::Input(format!(
                "the mask does not fit ids of shape {batch} x {length}"
            )));
        }
        let plan = AttentionPlan::new(self.settings, mask, length);
        let x = self.embed(ids, plan.padded_length(length) - length)?;
        let x = if kernel::takes(&x) && self.layers.iter().all(EncoderLayer::has_kernels) {
            self.read_rows(&x, &plan, stop, progress)?
        } else {
            let plan = plan.with_tables(&x, self.layers.len())?;
            self.read_tensor(x, &plan, stop, progress)?
        };
        let x = self.layernorm_embedding.forward(&x)?;
        let globals = self.settings.num_global_tokens;
        Ok(x.narrow(1, globals, length)?.contiguous()?)
    }

    /// Runs all layers in Candle operations.
    fn read_tensor(
        &self,
        mut x: Tensor,
        plan: &AttentionPlan,
        stop: &Stop,
        progress: &mut dyn FnMut(EncodeProgress),
    ) -> Result<Tensor> {
        let layers = self.layers.len();
        progress(EncodeProgress::new(0, layers, Hidden::Tensor(&x)));
        for (i, layer) in self.layers.iter().enumerate() {
            stop.check()?;
            x = layer.forward(x, plan, i, stop)?;
            progress(EncodeProgress::new(i + 1, layers, Hidden::Tensor(&x)));
        }
        Ok(x)
    }

    /// Runs all layers in place, with the kernels of the CPU.
    fn read_rows(
        &self,
        x: &Tensor,
        plan: &AttentionPlan,
        stop: &Stop,
        progress: &mut dyn FnMut(EncodeProgress),
    ) -> Result<Tensor> {
        let shape @ (batch, length, width) = x.dims3()?;
        let layers = self.layers.len();
        let mut values = kernel::with_values(&x.contiguous()?, |values| Ok(values.to_vec()))?;
        let mut buffers = Buffers::new(batch, length, width);
        progress(EncodeProgress::new(0, layers, Hidden::Rows(&values, shape)));
        for (i, layer) in self.layers.iter().enumerate() {
            stop.check()?;
            layer.forward_in_place(&mut values, &mut buffers, plan, i, stop)?;
            let hidden = Hidden::Rows(&values, shape);
            progress(EncodeProgress::new(i + 1, layers, hidden));
        }
        Ok(Tensor::from_vec(values, shape, x.device())?)
    }

    /// Token embeddings with positions, followed by `padding` embeddings of the padding token without
    /// positions. Extra global tokens come first, as they are stored.
    fn embed(&self, ids: &Tensor, padding: usize) -> Result<Tensor> {
        let (batch, length) = ids.dims2()?;
        let tokens = (self.embed_tokens.forward(ids)? * self.embedding_scale)?;
        let x = tokens.broadcast_add(&self.embed_positions.range(0, length)?)?;
        let x = match padding {
            0 => x,
            _ => {
                let pad = Tensor::full(self.pad_token_id, (batch, padding), ids.device())?;
                let pad = (self.embed_tokens.forward(&pad)? * self.embedding_scale)?;
                Tensor::cat(&[x, pad], 1)?
            }
        };
        match &self.global_tokens {
            None => Ok(x),
            Some(table) => Ok(table.in_front(&x, self.settings.num_global_tokens)?),
        }
    }
}
