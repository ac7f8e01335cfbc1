//! Post-norm layers on the CPU, in place, for several texts at once.
//!
//! All that reads one row at a time is done for a few rows after each other, by one thread, while they are in
//! its cache, whichever text they belong to: so many short texts cost no more than a long one. Only
//! attention keeps them apart.

use std::ops::Range;

use rayon::prelude::*;

use super::{BigBirdLayer, BigBirdModel, wrong_type};
use crate::attention::TokenMask;
use crate::attention::kernel::Values;
use crate::attention::plan::AttentionPlan;
use crate::kernel::panels::ROWS;
use crate::kernel::{self, Spread};
use crate::layers::{FeedForward, LayerNorm};
use crate::stop::Stop;
use crate::weight::Input;
use crate::{Error, Result};

/// Rows that read each other, one or several sequences of the same length.
pub(super) struct Stretch {
    /// Which rows.
    pub(super) rows: Range<usize>,
    /// Rows of one sequence.
    pub(super) length: usize,
    /// How they are read.
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

/// Memory of one thread.
#[derive(Default)]
struct Scratch {
    middle: Vec<f32>,
    added: Vec<f32>,
    normed: Vec<f32>,
}

impl BigBirdLayer {
    /// Whether everything in this layer has kernels.
    pub(super) fn has_kernels(&self) -> bool {
        let attention = &self.attention;
        [
            &attention.query,
            &attention.key,
            &attention.value,
            &attention.output,
        ]
        .iter()
        .all(|linear| linear.has_kernel())
            && self.attention_norm.has_kernel()
            && self.output_norm.has_kernel()
            && self.feed_forward.has_kernel()
    }

    /// `x [rows, width]` becomes what the layer makes of it; the stretches follow each other and are all of
    /// its rows.
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

/// Tokens that a thread embeds after each other.
const EMBEDDED: usize = 64;

impl BigBirdModel {
    /// Whether all layers have kernels.
    pub(crate) fn has_kernels(&self) -> bool {
        self.word_embeddings.has_kernel()
            && self.token_type_embeddings.has_kernel()
            && self.position_embeddings.has_kernel()
            && self.embedding_norm.has_kernel()
            && self.layers.iter().all(BigBirdLayer::has_kernels)
    }

    /// All layers in place; `told` hears of each with its output.
    pub(super) fn read_rows(
        &self,
        values: &mut [f32],
        stretches: &[Stretch],
        stop: &Stop,
        told: &mut dyn FnMut(usize, &[f32]),
    ) -> Result<()> {
        let width = self.config.hidden_size;
        let mut buffers = Buffers::new(values.len() / width, width);
        for (i, layer) in self.layers.iter().enumerate() {
            stop.check()?;
            layer.forward_in_place(values, &mut buffers, stretches, i, stop)?;
            told(i + 1, values);
        }
        Ok(())
    }

    /// The hidden states of several texts, each by itself, where there are kernels: for each text its rows
    /// in the values `[rows, hidden_size]` that come first. A text is its tokens and their types.
    pub(crate) fn read_together(
        &self,
        texts: &[(&[u32], &[u32])],
        stop: &Stop,
    ) -> Result<(Vec<f32>, Vec<Range<usize>>)> {
        let (mut tokens, mut stretches, mut places) = (Vec::new(), Vec::new(), Vec::new());
        let limit = self.config.max_position_embeddings;
        for (ids, types) in texts {
            let length = ids.len();
            if length == 0 {
                return Err(Error::EmptyInput);
            }
            let plan = AttentionPlan::new(self.settings, &TokenMask::all(1, length), length);
            let padded = plan.padded_length(length);
            if padded > limit {
                return Err(Error::InputTooLong {
                    tokens: padded,
                    limit,
                });
            }
            let start = tokens.len();
            let padding = std::iter::repeat_n((self.config.pad_token_id, 0), padded - length);
            let there = ids.iter().copied().zip(types.iter().copied());
            tokens.extend(
                there
                    .chain(padding)
                    .enumerate()
                    .map(|(position, (id, kind))| (id, kind, position)),
            );
            stretches.push(Stretch {
                rows: start..start + padded,
                length: padded,
                plan,
            });
            places.push(start..start + length);
        }
        let mut values = self.embed_rows(&tokens)?;
        self.read_rows(&mut values, &stretches, stop, &mut |_, _| {})?;
        Ok((values, places))
    }

    /// Embeds tokens given as id, type and position, where there are kernels.
    fn embed_rows(&self, tokens: &[(u32, u32, usize)]) -> Result<Vec<f32>> {
        let (width, words) = (self.config.hidden_size, self.config.vocab_size);
        let types = self.config.type_vocab_size;
        if let Some((id, ..)) = tokens.iter().find(|(id, ..)| *id as usize >= words) {
            return Err(Error::UnknownToken {
                id: *id,
                vocab_size: words,
            });
        }
        if let Some((_, wrong, _)) = tokens.iter().find(|(_, t, _)| *t as usize >= types) {
            return Err(wrong_type(*wrong, types));
        }
        let scale = match self.config.rescale_embeddings {
            true => (width as f64).sqrt() as f32,
            false => 1.0,
        };
        let longest = tokens.iter().map(|(.., position)| position + 1).max();
        let positions = self.position_embeddings.range(0, longest.unwrap_or(0))?;
        let mut values = vec![0f32; tokens.len() * width];
        kernel::with_values(&positions, |positions| {
            values
                .par_chunks_mut(EMBEDDED * width)
                .zip(tokens.par_chunks(EMBEDDED))
                .try_for_each(|(values, tokens)| {
                    let (mut sums, mut other) = (vec![0f32; values.len()], vec![0f32; width]);
                    for ((id, kind, position), sum) in
                        tokens.iter().zip(sums.chunks_exact_mut(width))
                    {
                        self.word_embeddings.weight().row(*id as usize, sum);
                        self.token_type_embeddings
                            .weight()
                            .row(*kind as usize, &mut other);
                        let position = &positions[position * width..][..width];
                        for ((sum, kind), position) in sum.iter_mut().zip(&other).zip(position) {
                            *sum = *sum * scale + kind + position;
                        }
                    }
                    self.embedding_norm.apply(&sums, values)
                })
        })?;
        Ok(values)
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
