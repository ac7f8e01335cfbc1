//! The walk over tiles, on tensors and on plain numbers.

use candle_core::Tensor;
use rayon::prelude::*;

use super::tile::{KeyRange, Scratch, Tile};
use crate::Result;
use crate::attention::layout::BlockLayout;
use crate::attention::projections::Projections;
use crate::kernel::{simd, with_values};
use crate::stop::Stop;

/// Queries per tile if the attention sets no size itself.
pub(in crate::attention) const TILE: usize = 64;

/// What queries may read.
pub(in crate::attention) struct Keys<'a> {
    /// The ranges of a head's query tile.
    pub(in crate::attention) ranges: &'a (dyn Fn(usize, usize) -> Vec<KeyRange> + Sync),
    /// `[batch, keys]`, added to the scores.
    pub(in crate::attention) bias: Option<&'a [f32]>,
    /// With `Some(shift)`, query `q` reads keys up to `q + shift`.
    pub(in crate::attention) causal: Option<isize>,
}

/// Whether the kernel can work on these tensors.
pub(in crate::attention) fn takes(x: &Projections) -> bool {
    [x.query, x.key, x.value]
        .into_iter()
        .all(crate::kernel::takes)
}

/// Attention with tiles of [`TILE`] queries.
pub(in crate::attention) fn attend(x: &Projections, keys: &Keys, stop: &Stop) -> Result<Tensor> {
    attend_tiles(x, keys, TILE.into(), stop)
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

/// Attention with the tiles of a layout; [`Keys::ranges`] receives the number of each tile.
pub(in crate::attention) fn attend_tiles(
    x: &Projections,
    keys: &Keys,
    layout: BlockLayout,
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
                attend_values(&values, keys, layout, stop, &mut context);
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

/// The same on plain numbers; after an interruption the content of `context` means nothing.
pub(in crate::attention) fn attend_values(
    x: &Values,
    keys: &Keys,
    layout: BlockLayout,
    stop: &Stop,
    context: &mut [f32],
) {
    attend_values_at(simd::best(), x, keys, layout, stop, context);
}

fn attend_values_at(
    level: simd::Level,
    x: &Values,
    keys: &Keys,
    layout: BlockLayout,
    stop: &Stop,
    context: &mut [f32],
) {
    let Values { queries, width, .. } = *x;
    let dim = width / x.heads;
    let tiles = layout.tiles(queries);
    let batch = context.len() / (queries * width).max(1);
    let context = Shared(context.as_mut_ptr());
    // the tiles of a head come after each other: neighbours read the same keys
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
            let rows = layout.tile(t, queries);
            let first = rows.start;
            let ranges = (keys.ranges)(head, t);
            let from = |token: usize, count: usize| (b * count + token) * width + head * dim;
            let one = Tile {
                query: &x.query[from(first, queries)..],
                key: &x.key[from(0, x.keys)..],
                value: &x.value[from(0, x.keys)..],
                stride: width,
                rows: rows.len(),
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

/// Memory whose parts different threads write.
struct Shared(*mut f32);

// SAFETY: writing through it is unsafe and requires disjoint parts.
unsafe impl Sync for Shared {}

impl Shared {
    /// # Safety
    /// The part must lie in the memory, which must still be borrowed, and nothing else may use the part.
    #[allow(
        clippy::mut_from_ref,
        reason = "disjoint parts are the caller's promise"
    )]
    unsafe fn at(&self, start: usize, count: usize) -> &mut [f32] {
        // SAFETY: the caller guarantees it.
        unsafe { std::slice::from_raw_parts_mut(self.0.add(start), count) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Attention in f64, written independently of the kernel.
    fn plain(x: &Values, keys: &Keys, tile: usize) -> Vec<f64> {
        let dim = x.width / x.heads;
        let mut context = vec![0f64; x.query.len()];
        for (row, context) in context.chunks_exact_mut(x.width).enumerate() {
            let (b, q) = (row / x.queries, row % x.queries);
            for (head, context) in context.chunks_exact_mut(dim).enumerate() {
                let query = &x.query[row * x.width + head * dim..][..dim];
                let mut weights = Vec::new();
                for range in (keys.ranges)(head, q / tile) {
                    for k in range.start..range.end {
                        let at = (b * x.keys + k) * x.width + head * dim;
                        let products = query.iter().zip(&x.key[at..][..dim]);
                        let mut score = products
                            .map(|(a, b)| f64::from(*a) * f64::from(*b))
                            .sum::<f64>();
                        score += f64::from(range.bias);
                        score += keys
                            .bias
                            .map_or(0.0, |bias| f64::from(bias[b * x.keys + k]));
                        if keys
                            .causal
                            .is_some_and(|shift| k as isize > q as isize + shift)
                        {
                            score = f64::from(f32::MIN);
                        }
                        weights.push((at, score));
                    }
                }
                let most = weights.iter().map(|(_, s)| *s).fold(f64::MIN, f64::max);
                let total: f64 = weights.iter().map(|(_, s)| (s - most).exp()).sum();
                for (at, score) in weights {
                    let weight = (score - most).exp() / total;
                    for (sum, value) in context.iter_mut().zip(&x.value[at..]) {
                        *sum += weight * f64::from(*value);
                    }
                }
            }
        }
        context
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(150))]

        #[test]
        fn every_level_is_attention_and_threads_change_nothing(
            batch in 1usize..3, heads in 1usize..4, dim in 1usize..70, queries in 1usize..90,
            more in 0usize..150, tile in prop_oneof![Just(TILE), 1usize..40], causal in any::<bool>(),
            masked in any::<bool>(), split in 0usize..100, spread in prop_oneof![Just(1f32), Just(40.0)],
            seed in any::<u32>(),
        ) {
            let (width, count) = (heads * dim, queries + more);
            let mut random = crate::attention::random::RandomState::new(seed);
            let mut draw = |n: usize, scale: f32| -> Vec<f32> {
                (0..n)
                    .map(|_| (random.next_u32() as f32 / u32::MAX as f32 - 0.5) * scale)
                    .collect()
            };
            let (query, key) = (draw(batch * queries * width, spread), draw(batch * count * width, 1.0));
            let value = draw(batch * count * width, 2.0);
            let bias: Vec<f32> = draw(batch * count, 1.0)
                .iter()
                .enumerate()
                .map(|(i, x)| if *x > 0.2 && i % count > 0 { f32::MIN } else { 0.0 })
                .collect();
            let x = Values { query: &query, key: &key, value: &value, queries, keys: count, width, heads };
            // two ranges of odd lengths, one of them with a bias
            let middle = 1 + split % count;
            let ranges = move |_: usize, _: usize| {
                let range = |start, end, bias| KeyRange { start, end, bias };
                vec![range(0, middle, 0.0), range(middle, count, 1.1)]
            };
            let keys = Keys {
                ranges: &ranges,
                bias: masked.then_some(&bias[..]),
                causal: causal.then_some(more as isize),
            };
            let exact = plain(&x, &keys, tile);
            for level in simd::available() {
                let attend = |threads: usize| {
                    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
                    let mut context = vec![f32::NAN; query.len()];
                    pool.install(|| attend_values_at(level, &x, &keys, tile.into(), &Stop::never(), &mut context));
                    context
                };
                let context = attend(1);
                prop_assert_eq!(&context, &attend(3), "threads must not change {:?}", level);
                for (i, (ours, exact)) in context.iter().zip(&exact).enumerate() {
                    let error = (f64::from(*ours) - exact).abs();
                    prop_assert!(error < 1e-5 * f64::from(spread), "{level:?} {i}: {ours} is not {exact}");
                }
            }
        }
    }

    #[test]
    fn what_is_no_number_stays_with_its_query() {
        let (tokens, width) = (70, 24);
        let mut query = vec![0.5f32; tokens * width];
        query[7 * width..8 * width].fill(f32::NAN);
        let (key, value) = (vec![0.25f32; tokens * width], vec![2f32; tokens * width]);
        let x = Values {
            query: &query,
            key: &key,
            value: &value,
            queries: tokens,
            keys: tokens,
            width,
            heads: 2,
        };
        let ranges = |_: usize, _: usize| {
            vec![KeyRange {
                start: 0,
                end: 70,
                bias: 0.0,
            }]
        };
        let keys = Keys {
            ranges: &ranges,
            bias: None,
            causal: None,
        };
        for level in simd::available() {
            let mut context = vec![0f32; tokens * width];
            attend_values_at(level, &x, &keys, TILE.into(), &Stop::never(), &mut context);
            for (row, context) in context.chunks(width).enumerate() {
                assert!(
                    context.iter().all(|y| if row == 7 {
                        y.is_nan()
                    } else {
                        (y - 2.0).abs() < 1e-6
                    }),
                    "{level:?}, row {row}: {context:?}"
                );
            }
        }
    }
}
