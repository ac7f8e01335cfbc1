//! An encoder layer on the CPU, in place.
//!
//! One thread does all work that reads one row at a time for a few rows after each other, while they are in its
//! cache: norm, projections, residual, feed-forward. Only queries, keys, values and the attention's output
//! exist for the whole input; the layers allocate nothing.

use rayon::prelude::*;

use super::encoder_layer::EncoderLayer;
use crate::Result;
use crate::attention::kernel::Values;
use crate::attention::plan::AttentionPlan;
use crate::kernel::Spread;
use crate::kernel::panels::ROWS;
use crate::layers::Input;
use crate::stop::Stop;

/// Memory that all layers of one input use in turn.
pub(super) struct Buffers {
    length: usize,
    width: usize,
    query: Vec<f32>,
    key: Vec<f32>,
    value: Vec<f32>,
    context: Vec<f32>,
}

impl Buffers {
    pub(super) fn new(batch: usize, length: usize, width: usize) -> Self {
        let empty = || vec![0f32; batch * length * width];
        Self {
            length,
            width,
            query: empty(),
            key: empty(),
            value: empty(),
            context: empty(),
        }
    }
}

/// Working memory of one thread.
#[derive(Default)]
struct Scratch {
    normed: Vec<f32>,
    middle: Vec<f32>,
    added: Vec<f32>,
}

impl EncoderLayer {
    /// Whether everything in this layer has kernels.
    pub(super) fn has_kernels(&self) -> bool {
        self.self_attn.has_kernels()
            && self.self_attn_layer_norm.has_kernel()
            && self.final_layer_norm.has_kernel()
            && self.feed_forward.has_kernel()
    }

    /// Replaces `x [batch * length, width]` by the layer's output.
    pub(super) fn forward_in_place(
        &self,
        x: &mut [f32],
        buffers: &mut Buffers,
        plan: &AttentionPlan,
        layer: usize,
        stop: &Stop,
    ) -> Result<()> {
        let width = buffers.width;
        let chunk = ROWS * width;
        let scale = ((width / self.self_attn.heads) as f64).powf(-0.5) as f32;
        x.par_chunks(chunk)
            .zip(buffers.query.par_chunks_mut(chunk))
            .zip(buffers.key.par_chunks_mut(chunk))
            .zip(buffers.value.par_chunks_mut(chunk))
            .try_for_each_init(Scratch::default, |scratch, (((x, query), key), value)| {
                stop.check()?;
                scratch.normed.resize(x.len(), 0.0);
                self.self_attn_layer_norm.apply(x, &mut scratch.normed)?;
                let input = Input::new(&scratch.normed, width, Spread::Here);
                self.self_attn.query.apply(&input, query);
                query.iter_mut().for_each(|value| *value *= scale);
                self.self_attn.key.apply(&input, key);
                self.self_attn.value.apply(&input, value);
                Ok::<_, crate::Error>(())
            })?;
        let values = Values {
            query: &buffers.query,
            key: &buffers.key,
            value: &buffers.value,
            queries: buffers.length,
            keys: buffers.length,
            width,
            heads: self.self_attn.heads,
        };
        plan.attend_values(&values, layer, stop, &mut buffers.context)?;
        x.par_chunks_mut(chunk)
            .zip(buffers.context.par_chunks(chunk))
            .try_for_each_init(Scratch::default, |scratch, (x, context)| {
                stop.check()?;
                let Scratch {
                    normed,
                    middle,
                    added,
                } = scratch;
                normed.resize(x.len(), 0.0);
                added.resize(x.len(), 0.0);
                let context = Input::new(context, width, Spread::Here);
                self.self_attn.output.apply(&context, added);
                x.iter_mut().zip(&*added).for_each(|(x, added)| *x += added);
                self.final_layer_norm.apply(x, normed)?;
                self.feed_forward
                    .apply(normed, middle, added, Spread::Here)?;
                x.iter_mut().zip(&*added).for_each(|(x, added)| *x += added);
                Ok(())
            })
    }
}
