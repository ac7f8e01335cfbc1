//! Fused attention on the CPU: a tile of queries walks over the ranges of keys it reads, keeping a
//! running maximum and a running sum (online softmax), so that no row of scores and no gathered copy
//! of keys or values ever exists.
//!
//! Keys and values are read where the projections left them, `[batch, keys, heads * dim]`, without
//! splitting heads. Tiles are independent and written by whoever computed them, so results do not
//! depend on the number of threads.

mod tile;

use candle_core::Tensor;
use rayon::prelude::*;

use self::tile::Tile;
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
    let Values { queries, width, .. } = *x;
    let dim = width / x.heads;
    let tiles = queries.div_ceil(tile);
    let one = |b: usize, t: usize, head: usize| {
        let first = t * tile;
        let rows = tile.min(queries - first);
        let ranges = (keys.ranges)(head, t);
        let from = |token: usize, count: usize| (b * count + token) * width + head * dim;
        simd::run(Tile {
            query: &x.query[from(first, queries)..],
            key: &x.key[from(0, x.keys)..],
            value: &x.value[from(0, x.keys)..],
            stride: width,
            rows,
            dim,
            ranges: &ranges,
            bias: keys.bias.map(|bias| &bias[b * x.keys..(b + 1) * x.keys]),
            causal: keys.causal.map(|shift| shift + first as isize),
        })
    };
    let mut rows: Vec<(usize, &mut [f32])> = Vec::new();
    for (b, sequence) in context.chunks_mut(queries * width).enumerate() {
        rows.extend(
            sequence
                .chunks_mut(tile * width)
                .enumerate()
                .map(|(t, rows)| (b * tiles + t, rows)),
        );
    }
    rows.into_par_iter().for_each(|(index, rows)| {
        let (b, t) = (index / tiles, index % tiles);
        let heads: Vec<Vec<f32>> = (0..x.heads)
            .into_par_iter()
            .map(|head| {
                if stop.check().is_err() {
                    return Vec::new();
                }
                one(b, t, head)
            })
            .collect();
        for (head, values) in heads.iter().enumerate() {
            for (row, values) in rows.chunks_mut(width).zip(values.chunks(dim)) {
                row[head * dim..(head + 1) * dim].copy_from_slice(values);
            }
        }
    });
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
                    simd::run(tile::Weights {
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
