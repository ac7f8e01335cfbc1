//! Post-norm layers on the CPU, in place, for several texts at once.
//!
//! One thread does all work that reads one row at a time for a few rows after each other, while they are in its
//! cache, whichever text they belong to: many short texts cost no more than a long one. Only attention
//! separates them.

use std::ops::Range;

use rayon::prelude::*;

use super::layer::BigBirdLayer;
use crate::Result;
use crate::attention::kernel::Values;
use crate::attention::plan::AttentionPlan;
use crate::kernel::Spread;
use crate::kernel::panels::ROWS;
use crate::layers::{FeedForward, Input, LayerNorm};
use crate::stop::Stop;

/// Rows that read each other, one or several sequences of the same length.
pub(super) struct Stretch {
    /// The range of rows.
    pub(super) rows: Range<usize>,
    /// Number of rows in one sequence.
    pub(super) length: usize,
    /// The attention plan of these rows.
    pub(super) plan: AttentionPlan,
}

/// Memory that all layers use in turn.
pub(super) struct Buffers {
    width: usize,
    query: Vec<f32>,
    key: Vec<f32>,
    value: Vec<f32>,
    context: Vec<f32>,
}

impl Buffers {
    pub(super) fn new(rows: usize, width: usize) -> Self {
        let empty = || vec![0f32; rows * width];
        Self {
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
    middle: Vec<f32>,
    added: Vec<f32>,
    normed: Vec<f32>,
}

impl BigBirdLayer {
    /// Whether everything in this layer has kernels.
    pub(super) fn has_kernels(&self) -> bool {
        self.attention.has_kernels()
            && self.attention_norm.has_kernel()
            && self.output_norm.has_kernel()
            && self.feed_forward.has_kernel()
    }

    /// Replaces `x [rows, width]` by the layer's output; the stretches follow each other and cover all its
    /// rows.
    pub(super) fn forward_in_place(
        &self,
        x: &mut [f32],
        buffers: &mut Buffers,
        stretches: &[Stretch],
        layer: usize,
        stop: &Stop,
    ) -> Result<()> {
        let width = buffers.width;
        let chunk = ROWS * width;
        let attention = &self.attention;
        let scale = ((width / attention.heads) as f64).powf(-0.5) as f32;
        x.par_chunks(chunk)
            .zip(buffers.query.par_chunks_mut(chunk))
            .zip(buffers.key.par_chunks_mut(chunk))
            .zip(buffers.value.par_chunks_mut(chunk))
            .try_for_each(|(((x, query), key), value)| {
                stop.check()?;
                let input = Input::new(x, width, Spread::Here);
                attention.query.apply(&input, query);
                query.iter_mut().for_each(|value| *value *= scale);
                attention.key.apply(&input, key);
                attention.value.apply(&input, value);
                Ok::<_, crate::Error>(())
            })?;
        let mut apart = Vec::with_capacity(stretches.len());
        let mut left = &mut buffers.context[..];
        for stretch in stretches {
            let (context, rest) = left.split_at_mut(stretch.rows.len() * width);
            apart.push((stretch, context));
            left = rest;
        }
        apart.into_par_iter().try_for_each(|(stretch, context)| {
            let values = stretch.rows.start * width..stretch.rows.end * width;
            let values = Values {
                query: &buffers.query[values.clone()],
                key: &buffers.key[values.clone()],
                value: &buffers.value[values],
                queries: stretch.length,
                keys: stretch.length,
                width,
                heads: attention.heads,
            };
            stretch.plan.attend_values(&values, layer, stop, context)
        })?;
        x.par_chunks_mut(chunk)
            .zip(buffers.context.par_chunks(chunk))
            .try_for_each_init(Scratch::default, |scratch, (x, context)| {
                stop.check()?;
                let Scratch {
                    middle,
                    added,
                    normed,
                } = scratch;
                added.resize(x.len(), 0.0);
                normed.resize(x.len(), 0.0);
                attention
                    .output
                    .apply(&Input::new(context, width, Spread::Here), added);
                add(added, x);
                self.attention_norm.apply(added, normed)?;
                self.feed_forward
                    .apply(normed, middle, added, Spread::Here)?;
                add(added, normed);
                Ok(self.output_norm.apply(added, x)?)
            })
    }
}

/// A feed-forward part with its residual and norm, in place on `x [rows, width]`.
pub(super) fn feed_and_norm(
    x: &mut [f32],
    width: usize,
    feed_forward: &FeedForward,
    norm: &LayerNorm,
    stop: &Stop,
) -> Result<()> {
    x.par_chunks_mut(ROWS * width)
        .try_for_each_init(Scratch::default, |scratch, x| {
            stop.check()?;
            let Scratch { middle, added, .. } = scratch;
            added.resize(x.len(), 0.0);
            feed_forward.apply(x, middle, added, Spread::Here)?;
            add(added, x);
            Ok(norm.apply(added, x)?)
        })
}

fn add(to: &mut [f32], from: &[f32]) {
    to.iter_mut().zip(from).for_each(|(to, from)| *to += from);
}
