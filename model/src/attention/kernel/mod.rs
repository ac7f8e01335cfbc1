//! Fused attention on the CPU: a tile of queries walks over the ranges of keys it reads, keeping a
//! running maximum and a running sum (online softmax), so that no row of scores and no gathered copy
//! of keys or values ever exists.
//!
//! Keys and values are read where the projections left them, `[batch, keys, heads * dim]`, without
//! splitting heads. Tiles are independent and written by whoever computed them, so results do not
//! depend on the number of threads.

mod tile;
mod weights;

use candle_core::Tensor;
use rayon::prelude::*;

use self::tile::{Scratch, Tile};
use super::Projections;
use crate::Result;
use crate::kernel::{simd, with_values};
use crate::stop::Stop;

/// Queries of one tile where the attention itself does not say.
pub(super) const TILE: usize = 64;

/// Keys from `start` to `end`, with `bias` added to their scores.
#[derive(Debug, Clone, Copy)]
pub(super) struct KeyRange {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) bias: f32,
}

/// What queries may read.
pub(super) struct Keys<'a> {
    /// The ranges of a head's query tile.
    pub(super) ranges: &'a (dyn Fn(usize, usize) -> Vec<KeyRange> + Sync),
    /// `[batch, keys]`, added to the scores.
    pub(super) bias: Option<&'a [f32]>,
    /// With `Some(shift)`, query `q` reads keys up to `q + shift`.
    pub(super) causal: Option<isize>,
}

/// Whether the kernel can work on these tensors.
pub(super) fn takes(x: &Projections) -> bool {
    [x.query, x.key, x.value]
        .into_iter()
        .all(crate::kernel::takes)
}

/// Attention with tiles of [`TILE`] queries.
pub(super) fn attend(x: &Projections, keys: &Keys, stop: &Stop) -> Result<Tensor> {
    attend_tiles(x, keys, TILE, stop)
}

/// Queries, keys and values as plain numbers, each `[batch, tokens, width]`.
#[derive(Clone, Copy)]
pub(crate) struct Values<'a> {
    pub(crate) query: &'a [f32],
    pub(crate) key: &'a [f32],
    pub(crate) value: &'a [f32],
    pub(crate) queries: usize,
    pub(crate) keys: usize,
    pub(crate) width: usize,
    pub(crate) heads: usize,
}

/// Attention with tiles of `tile` queries; their number is what [`Keys::ranges`] is asked for.
pub(super) fn attend_tiles(
    x: &Projections,
    keys: &Keys,
    tile: usize,
    stop: &Stop,
) -> Result<Tensor> {
    let (batch, queries, width) = x.query.dims3()?;
    let (query, key, value) = (
        x.query.contiguous()?,
        x.key.contiguous()?,
        x.value.contiguous()?,
    );
    let mut context = vec![0f32; batch * queries * width];
    with_values(&query, |query| {
        with_values(&key, |key| {
            with_values(&value, |value| {
                let values = Values {
                    query,
                    key,
                    value,
                    queries,
                    keys: x.key.dim(1)?,
                    width,
                    heads: x.heads,
                };
                attend_values(&values, keys, tile, stop, &mut context);
                Ok(())
            })
        })
    })?;
    stop.check()?;
    Ok(Tensor::from_vec(
        context,
        (batch, queries, width),
        x.query.device(),
    )?)
}

/// The same on plain numbers; what `context` holds after an interruption means nothing.
pub(super) fn attend_values(
    x: &Values,
    keys: &Keys,
    tile: usize,
    stop: &Stop,
    context: &mut [f32],
) {
    attend_values_at(simd::best(), x, keys, tile, stop, context);
}

fn attend_values_at(
    level: simd::Level,
    x: &Values,
    keys: &Keys,
    tile: usize,
    stop: &Stop,
    context: &mut [f32],
) {
    let Values { queries, width, .. } = *x;
    let dim = width / x.heads;
    let tiles = queries.div_ceil(tile);
    let batch = context.len() / (queries * width).max(1);
    let context = Shared(context.as_mut_ptr());
    // the tiles of a head after each other: neighbours read the same keys
    (0..batch * x.heads * tiles).into_par_iter().for_each_init(
        Scratch::default,
        |scratch, index| {
            if stop.check().is_err() {
                return;
            }
            let (b, head, t) = (
                index / (x.heads * tiles),
                index / tiles % x.heads,
                index % tiles,
            );
            let first = t * tile;
            let ranges = (keys.ranges)(head, t);
            let from = |token: usize, count: usize| (b * count + token) * width + head * dim;
            let one = Tile {
                query: &x.query[from(first, queries)..],
                key: &x.key[from(0, x.keys)..],
                value: &x.value[from(0, x.keys)..],
                stride: width,
                rows: tile.min(queries - first),
                dim,
                ranges: &ranges,
                bias: keys.bias.map(|bias| &bias[b * x.keys..(b + 1) * x.keys]),
                causal: keys.causal.map(|shift| shift + first as isize),
            };
            one.attend(level, scratch, &mut |row, values| {
                let start = from(first + row, queries);
                // SAFETY: within the context, whose rows are `width` wide; no other tile writes this
                // part of this row.
                unsafe { context.at(start, values.len()) }.copy_from_slice(values);
            });
        },
    );
}

/// Memory that threads write different parts of.
struct Shared(*mut f32);

// SAFETY: writing through it is unsafe and asks for disjoint parts.
unsafe impl Sync for Shared {}

impl Shared {
    /// # Safety
    /// The part must lie in the memory, which must still be borrowed, and nobody else may use it.
    #[allow(
        clippy::mut_from_ref,
        reason = "disjoint parts are the caller's promise"
    )]
    unsafe fn at(&self, start: usize, count: usize) -> &mut [f32] {
        // SAFETY: as promised to this function.
        unsafe { std::slice::from_raw_parts_mut(self.0.add(start), count) }
    }
}

/// The sum over `heads` of the attention weights of a batch of one: `[queries, keys]`.
pub(super) fn weights(x: &Projections, heads: &[usize], bias: Option<&[f32]>) -> Result<Vec<f32>> {
    let (_, queries, width) = x.query.dims3()?;
    let keys = x.key.dim(1)?;
    let dim = width / x.heads;
    let (query, key) = (x.query.contiguous()?, x.key.contiguous()?);
    let sum = with_values(&query, |query| {
        with_values(&key, |key| {
            let of_heads: Vec<Vec<f32>> = heads
                .par_iter()
                .map(|head| {
                    simd::run(weights::Weights {
                        query: &query[head * dim..],
                        key: &key[head * dim..],
                        stride: width,
                        rows: queries,
                        keys,
                        dim,
                        bias,
                    })
                })
                .collect();
            let mut sum = vec![0f32; queries * keys];
            for weights in of_heads {
                sum.iter_mut()
                    .zip(weights)
                    .for_each(|(total, new)| *total += new);
            }
            Ok(sum)
        })
    })?;
    Ok(sum)
}
