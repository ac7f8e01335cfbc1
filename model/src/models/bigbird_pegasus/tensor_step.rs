//! One step of the decoder in Candle operations: the newest token of every beam, on any device.
//!
//! Keys and values of decoded tokens are written in place into memory that is allocated once. Rows never move: each
//! beam's query meets the rows of all beams in one product, and an addend, uploaded once per step, hides those
//! that its beam does not continue. A step reads all rows once in any case, so this costs no memory traffic.

use std::ops::Range;

use candle_core::{D, Tensor};

use super::beams::BeamRows;
use super::decoder::{Attention, Decoder, DecoderLayer};
use crate::attention::TokenMask;
use crate::attention::dense::{Heads, merge_heads, split_heads};
use crate::attention::full::SMALL;
use crate::attention::weights::SourceTensor;
use crate::stop::Stop;
use crate::{Error, Result};

/// Keys and values of one layer with their heads apart: `[1, heads, tokens, dim]` each.
#[derive(Debug, Clone)]
struct KeyValue {
    key: Tensor,
    value: Tensor,
}

/// The keys and values of one document, for all layers.
#[derive(Debug, Clone)]
pub(super) struct SourceMemory {
    layers: Vec<KeyValue>,
    /// `[1, 1, 1, tokens]`: the addend for the scores of each token, if any is missing.
    bias: Option<Tensor>,
}

/// Keys and values of the tokens decoded so far.
#[derive(Debug)]
pub(super) struct BeamMemory {
    layers: Vec<KeyValue>,
    beams: BeamRows,
    most_tokens: usize,
}

impl BeamMemory {
    /// Room for beams of at most this many tokens; the first step allocates it.
    pub(super) fn new(most_tokens: usize) -> Self {
        Self {
            layers: Vec::new(),
            beams: BeamRows::default(),
            most_tokens,
        }
    }

    /// What every beam adds to the scores of all rows, `[1, 1, beams, rows]`: the smallest f32 for those of other
    /// beams. A single beam continues every row.
    fn bias(&self, beside: &Tensor) -> Result<Option<Tensor>> {
        let (beams, rows) = (self.beams.beams(), self.beams.rows());
        if beams.len() == 1 && self.beams.tokens() == rows {
            return Ok(None);
        }
        let mut bias = vec![f32::MIN; beams.len() * rows];
        for (beam, bias) in beams.iter().zip(bias.chunks_exact_mut(rows)) {
            beam.iter().for_each(|row| bias[*row as usize] = 0.0);
        }
        let shape = (1, 1, beams.len(), rows);
        Ok(Some(Tensor::from_vec(bias, shape, beside.device())?))
    }
}

impl Decoder {
    /// The keys and values of one encoded document `[1, source, width]`, laid out for [`Self::tensor_step`].
    ///
    /// # Errors
    /// If `stop` interrupts the work.
    pub(super) fn remember_for_tensor_steps(
        &self,
        hidden: &Tensor,
        mask: &TokenMask,
        stop: &Stop,
    ) -> Result<SourceMemory> {
        let mut layers = Vec::with_capacity(self.layers.len());
        for layer in &self.layers {
            stop.check()?;
            layers.push(layer.encoder_attn.key_value_by_heads(hidden)?);
        }
        let bias = match mask.is_full() {
            true => None,
            false => {
                let shape = (1, 1, 1, hidden.dim(1)?);
                Some(Tensor::from_vec(mask.bias(SMALL), shape, hidden.device())?)
            }
        };
        Ok(SourceMemory { layers, bias })
    }

    /// Decodes the newest token of every beam: `[beams, width]` after the final layer norm. `ids [beams]` are these
    /// tokens (u32), and beam `i` continues beam `parents[i]`.
    ///
    /// # Errors
    /// If no position or memory is left, a beam or token does not exist, or `stop` interrupts the work.
    pub(super) fn tensor_step(
        &self,
        ids: &Tensor,
        parents: &[usize],
        source: &SourceMemory,
        decoded: &mut BeamMemory,
        mut watch: Option<&mut SourceTensor>,
        stop: &Stop,
    ) -> Result<Tensor> {
        let position = decoded.beams.tokens();
        let limit = self.max_positions.min(decoded.most_tokens);
        if position >= limit {
            return Err(Error::InputTooLong {
                tokens: position + 1,
                limit,
            });
        }
        decoded.beams.grow(parents)?;
        let bias = decoded.bias(ids)?;
        let tokens = self.embed_tokens.forward(&ids.unsqueeze(0)?)?;
        let tokens = (tokens * self.embedding_scale)?;
        let mut x = tokens.broadcast_add(&self.embed_positions.range(position, 1)?)?;
        for (i, layer) in self.layers.iter().enumerate() {
            stop.check()?;
            if decoded.layers.len() == i {
                let rows = decoded.most_tokens * parents.len();
                decoded.layers.push(layer.room_for(rows, &x)?);
            }
            let kept = &decoded.layers[i];
            x = layer.read_text_rows(&x, kept, decoded.beams.rows(), bias.as_ref(), stop)?;
            let watch = watch.as_deref_mut().filter(|watch| watch.wants_layer(i));
            x = layer.read_source_rows(&x, &source.layers[i], source.bias.as_ref(), watch, stop)?;
            let normed = layer.final_layer_norm.forward(&x)?;
            x = (x + layer.feed_forward.forward(&normed, stop)?)?;
        }
        Ok(self.layernorm_embedding.forward(&x)?.squeeze(0)?)
    }
}

impl Attention {
    /// The keys and values of `x [1, tokens, width]`, with their heads apart.
    fn key_value_by_heads(&self, x: &Tensor) -> Result<KeyValue> {
        Ok(KeyValue {
            key: split_heads(&self.key.forward(x)?, self.heads)?,
            value: split_heads(&self.value.forward(x)?, self.heads)?,
        })
    }
}

impl DecoderLayer {
    /// Memory for the keys and values of `rows` rows, in the type of `x [1, beams, width]`.
    fn room_for(&self, rows: usize, x: &Tensor) -> Result<KeyValue> {
        let heads = self.self_attn.heads;
        let shape = (1, heads, rows, x.dim(D::Minus1)? / heads);
        let empty = || Tensor::zeros(shape, x.dtype(), x.device());
        Ok(KeyValue {
            key: empty()?,
            value: empty()?,
        })
    }

    /// Attention of the newest tokens `x [1, beams, width]` over the text so far, whose last rows are theirs: writes
    /// their keys and values first.
    fn read_text_rows(
        &self,
        x: &Tensor,
        kept: &KeyValue,
        rows: usize,
        bias: Option<&Tensor>,
        stop: &Stop,
    ) -> Result<Tensor> {
        let attention = &self.self_attn;
        let normed = self.self_attn_layer_norm.forward(x)?;
        let newest = attention.key_value_by_heads(&normed)?;
        let first = rows - x.dim(1)?;
        kept.key.slice_set(&newest.key, 2, first)?;
        kept.value.slice_set(&newest.value, 2, first)?;
        let heads = Heads {
            query: &split_heads(&attention.scaled_query(&normed)?, attention.heads)?,
            key: &kept.key.narrow(2, 0, rows)?,
            value: &kept.value.narrow(2, 0, rows)?,
        };
        let bias = |range: Range<usize>| -> Result<Option<Tensor>> {
            Ok(match bias {
                Some(bias) => Some(bias.narrow(2, range.start, range.len())?),
                None => None,
            })
        };
        let context = merge_heads(&heads.attend(&bias, &mut |_| Ok(()), stop)?)?;
        Ok((x + attention.output.forward(&context)?)?)
    }

    /// Attention of `x [1, beams, width]` over the source; the weights stay on the device.
    fn read_source_rows(
        &self,
        x: &Tensor,
        source: &KeyValue,
        bias: Option<&Tensor>,
        watch: Option<&mut SourceTensor>,
        stop: &Stop,
    ) -> Result<Tensor> {
        let attention = &self.encoder_attn;
        let normed = self.encoder_attn_layer_norm.forward(x)?;
        let heads = Heads {
            query: &split_heads(&attention.scaled_query(&normed)?, attention.heads)?,
            key: &source.key,
            value: &source.value,
        };
        let mut weights = Vec::new();
        let mut keep = |of_some: &Tensor| -> Result<()> {
            if let Some(watch) = &watch {
                weights.push(watch.of_heads(of_some)?);
            }
            Ok(())
        };
        let context = heads.attend(&|_| Ok(bias.cloned()), &mut keep, stop)?;
        if let Some(watch) = watch {
            watch.add(&Tensor::cat(&weights, 0)?, attention.heads)?;
        }
        let context = merge_heads(&context)?;
        Ok((x + attention.output.forward(&context)?)?)
    }
}
