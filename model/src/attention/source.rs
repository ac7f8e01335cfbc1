//! Attention of the few queries of a step over a long source that every step reads again.
//!
//! For each head the keys are the panels of one product and the values, transposed, those of another: the same
//! kernels as everywhere, at the speed of memory, once for all beams. In int8 the kernel takes the queries and
//! the weights in 16 bits, as two rows of bytes each: a weight far below the largest still counts, and there
//! are thousands of them. Keys lose their mean first, which moves all scores of a query alike, so softmax does
//! not change; the remainder is smaller, and its bytes finer.

use std::cell::RefCell;
use std::convert::Infallible;

use rayon::prelude::*;

use crate::kernel::simd::{self, Arch, Kernel, exp, largest, sum};
use crate::kernel::{Spread, float, int8, team};

/// The keys and values of one layer.
#[derive(Debug, Clone)]
pub(crate) struct SourcePanels {
    heads: Vec<Head>,
    tokens: usize,
}

#[derive(Debug, Clone)]
enum Head {
    Float(std::sync::Arc<[float::Panels; 2]>),
    Int8(Box<[int8::Panels; 2]>),
}

/// The inputs of one read.
pub(crate) struct Reading<'a> {
    /// Scaled queries `[rows, width]`.
    pub(crate) query: &'a [f32],
    pub(crate) width: usize,
    /// The bias for the scores of each token.
    pub(crate) bias: Option<&'a [f32]>,
    /// Heads whose weights the caller wants, if any.
    pub(crate) watched: Option<&'a [usize]>,
}

impl SourcePanels {
    /// Lays out `key` and `value`, `[tokens, width]` each.
    pub(crate) fn new(key: &[f32], value: &[f32], width: usize, heads: usize, int8: bool) -> Self {
        let tokens = key.len() / width.max(1);
        let dim = width / heads.max(1);
        let int8 = int8 && tokens <= int8::MOST_INPUTS;
        let heads = (0..heads)
            .into_par_iter()
            .map(|head| {
                let own = |values: &[f32]| {
                    let mut own = Vec::with_capacity(tokens * dim);
                    for row in values.chunks_exact(width) {
                        own.extend_from_slice(&row[head * dim..(head + 1) * dim]);
                    }
                    own
                };
                let (mut key, value) = (own(key), own(value));
                if int8 {
                    take_mean(&mut key, dim);
                }
                let read_key = |token: usize, row: &mut [f32]| {
                    row.copy_from_slice(&key[token * dim..(token + 1) * dim]);
                    Ok::<_, Infallible>(())
                };
                let read_value = |output: usize, row: &mut [f32]| {
                    for (to, from) in row.iter_mut().zip(value.chunks_exact(dim)) {
                        *to = from[output];
                    }
                    Ok::<_, Infallible>(())
                };
                if int8 {
                    let Ok(keys) = int8::Panels::quantize(tokens, dim, read_key);
                    let Ok(values) = int8::Panels::quantize(dim, tokens, read_value);
                    Head::Int8(Box::new([keys, values]))
                } else {
                    let Ok(keys) = float::Panels::pack(tokens, dim, read_key);
                    let Ok(values) = float::Panels::pack(dim, tokens, read_value);
                    Head::Float(std::sync::Arc::new([keys, values]))
                }
            })
            .collect();
        Self { heads, tokens }
    }

    /// Reads for every query: writes its context into `context [rows, width]`, and returns the weights of the
    /// watched heads, added up, `[rows, tokens]`.
    pub(crate) fn read(&self, reading: &Reading, context: &mut [f32]) -> Option<Vec<f32>> {
        let width = reading.width;
        let dim = width / self.heads.len().max(1);
        let rows = reading.query.len() / width;
        let of_heads: Vec<(Vec<f32>, Option<Vec<f32>>)> = team::map(self.heads.len(), |number| {
            SCRATCH.with_borrow_mut(|scratch| {
                scratch.query.clear();
                for row in reading.query.chunks_exact(width) {
                    scratch
                        .query
                        .extend_from_slice(&row[number * dim..(number + 1) * dim]);
                }
                let mut context = vec![0f32; rows * dim];
                let head = &self.heads[number];
                head.read(dim, self.tokens, reading.bias, scratch, &mut context);
                let watched = reading.watched.is_some_and(|heads| heads.contains(&number));
                (context, watched.then(|| scratch.weights()))
            })
        });
        let mut weights = reading.watched.map(|_| vec![0f32; rows * self.tokens]);
        for (number, (values, scores)) in of_heads.into_iter().enumerate() {
            for (row, values) in context
                .chunks_exact_mut(width)
                .zip(values.chunks_exact(dim))
            {
                row[number * dim..(number + 1) * dim].copy_from_slice(values);
            }
            if let (Some(weights), Some(scores)) = (&mut weights, scores) {
                weights
                    .iter_mut()
                    .zip(scores)
                    .for_each(|(sum, weight)| *sum += weight);
            }
        }
        weights
    }
}

/// Memory that the heads read by one thread use in turn.
#[derive(Default)]
struct Scratch {
    /// `[rows, dim]`
    query: Vec<f32>,
    /// `[rows, tokens]`: after a read, proportional to the weights.
    scores: Vec<f32>,
    /// The divisor for the weights of each row.
    sums: Vec<f32>,
    bytes: int8::Rows,
}

thread_local! {
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

impl Scratch {
    /// The weights of the last head read.
    fn weights(&self) -> Vec<f32> {
        let tokens = self.scores.len() / self.sums.len().max(1);
        let rows = self.scores.chunks_exact(tokens.max(1)).zip(&self.sums);
        rows.flat_map(|(row, sum)| row.iter().map(move |power| power / sum))
            .collect()
    }
}

impl Head {
    /// What the queries in `scratch` read, `[rows, dim]`.
    fn read(
        &self,
        dim: usize,
        tokens: usize,
        bias: Option<&[f32]>,
        scratch: &mut Scratch,
        context: &mut [f32],
    ) {
        let Scratch {
            query,
            scores,
            sums,
            bytes,
        } = scratch;
        scores.resize(query.len() / dim * tokens, 0.0);
        match self {
            Self::Float(panels) => panels[0].product(query, None, scores, Spread::Here),
            Self::Int8(panels) => {
                bytes.refill_in_16_bits(query, dim);
                panels[0].product_of_halves(bytes, scores);
            }
        }
        if let Some(bias) = bias {
            for row in scores.chunks_exact_mut(tokens) {
                row.iter_mut()
                    .zip(bias)
                    .for_each(|(score, bias)| *score += bias);
            }
        }
        match self {
            Self::Float(panels) => {
                sums.clear();
                sums.extend(
                    scores
                        .chunks_exact_mut(tokens)
                        .map(|row| simd::run(Powers { row })),
                );
                panels[1].product(scores, None, context, Spread::Here);
            }
            Self::Int8(panels) => {
                bytes.refill_with_powers(scores, tokens, sums);
                panels[1].product_of_halves(bytes, context);
            }
        }
        for (row, sum) in context.chunks_exact_mut(dim).zip(sums) {
            let scale = 1.0 / *sum;
            row.iter_mut().for_each(|value| *value *= scale);
        }
    }
}

/// Subtracts the mean of all rows from each row.
fn take_mean(rows: &mut [f32], dim: usize) {
    let count = (rows.len() / dim.max(1)).max(1) as f64;
    let mut mean = vec![0f64; dim];
    for row in rows.chunks_exact(dim) {
        mean.iter_mut()
            .zip(row)
            .for_each(|(mean, x)| *mean += f64::from(*x));
    }
    for row in rows.chunks_exact_mut(dim) {
        row.iter_mut()
            .zip(&mean)
            .for_each(|(x, mean)| *x -= (mean / count) as f32);
    }
}

/// Replaces scores by e to the power of each less their largest; returns the sum.
struct Powers<'a> {
    row: &'a mut [f32],
}

impl Kernel for Powers<'_> {
    type Output = f32;

    #[inline(always)]
    fn run<A: Arch>(self) -> f32 {
        let most = largest(self.row);
        for score in self.row.iter_mut() {
            *score = exp::<A>(*score - most);
        }
        sum(self.row)
    }
}

#[cfg(test)]
mod tests {
    use candle_core::{Device, Tensor};

    use super::*;
    use crate::attention::random::RandomState;
    use crate::attention::{Projections, TokenMask, full};
    use crate::stop::Stop;

    /// Largest difference to full attention in Candle operations, and the largest value there.
    fn compare(int8: bool, peaked: f32, seed: u32) -> (f32, f32) {
        let (rows, tokens, width, heads) = (5, 333, 64, 4);
        let mut random = RandomState::new(seed);
        // near a normal distribution: sums of twelve numbers
        let mut draw = |n: usize, scale: f32, mean: f32| {
            let mut normal = || -> f32 {
                let sum: f32 = (0..12)
                    .map(|_| random.next_u32() as f32 / u32::MAX as f32)
                    .sum();
                mean + scale * (sum - 6.0)
            };
            let values: Vec<f32> = (0..n * width).map(|_| normal()).collect();
            Tensor::from_vec(values, (1, n, width), &Device::Cpu).unwrap()
        };
        // keys far from zero on average, as trained ones are
        let (query, key, value) = (
            draw(rows, peaked, 0.0),
            draw(tokens, 1.0, 3.0),
            draw(tokens, 1.0, 0.5),
        );
        let mut there = vec![true; tokens];
        there[300..].fill(false);
        let mask = TokenMask::new(vec![there]);
        let exact = full::attend_portable(
            &Projections {
                query: &query,
                key: &key,
                value: &value,
                heads,
            },
            Some(&mask),
            false,
            &Stop::never(),
        )
        .unwrap();
        let flat = |t: &Tensor| t.flatten_all().unwrap().to_vec1::<f32>().unwrap();
        let panels = SourcePanels::new(&flat(&key), &flat(&value), width, heads, int8);
        let mut context = vec![0f32; rows * width];
        let bias = mask.bias(f32::MIN);
        let query = flat(&query);
        let reading = Reading {
            query: &query,
            width,
            bias: Some(&bias),
            watched: Some(&[1, 2]),
        };
        let weights = panels.read(&reading, &mut context).unwrap();
        for row in weights.chunks(tokens) {
            assert!((row.iter().sum::<f32>() - 2.0).abs() < 1e-4);
            assert!(row[300..].iter().all(|weight| *weight == 0.0));
        }
        let exact = flat(&exact);
        let apart = exact
            .iter()
            .zip(&context)
            .map(|(a, b)| (a - b).abs())
            .fold(0f32, f32::max);
        (apart, exact.iter().fold(0f32, |most, x| most.max(x.abs())))
    }

    #[test]
    fn equals_full_attention() {
        // scores that spread by 0.2, 2, 4 and 16: from reading everything to reading one token or two. Bytes
        // put a key's score off by half a percent of the spread; at 16 that is a tenth of the weights of two
        // tokens that compete
        for (peaked, bound) in [(0.05, 0.03), (0.5, 0.03), (1.0, 0.03), (4.0, 0.1)] {
            for seed in 0..20 {
                let (apart, most) = compare(false, peaked, seed);
                assert!(
                    apart < 2e-6 * most.max(1.0),
                    "f32, {peaked}: {apart} of {most}"
                );
                let (apart, most) = compare(true, peaked, seed);
                assert!(apart < bound * most, "int8, {peaked}: {apart} of {most}");
            }
        }
    }
}
