//! One tile of queries of one head.

use super::KeyRange;
use crate::kernel::simd::{Arch, Kernel, dot, exp, largest, sum};

/// Keys that are looked at together: their scores and a transposed copy stay in the first cache.
const STEP: usize = 64;

/// From this many queries on, transposing the keys pays.
const TRANSPOSE_FROM: usize = 8;

pub(super) struct Tile<'a> {
    /// `rows` rows of `dim`, `stride` apart; so are the keys and values.
    pub(super) query: &'a [f32],
    pub(super) key: &'a [f32],
    pub(super) value: &'a [f32],
    pub(super) stride: usize,
    pub(super) rows: usize,
    pub(super) dim: usize,
    pub(super) ranges: &'a [KeyRange],
    /// Added to the scores of each key.
    pub(super) bias: Option<&'a [f32]>,
    /// With `Some(shift)`, row `r` reads keys up to `r + shift`.
    pub(super) causal: Option<isize>,
}

impl Kernel for Tile<'_> {
    /// `[rows, dim]`
    type Output = Vec<f32>;

    #[inline(always)]
    fn run<A: Arch>(self) -> Vec<f32> {
        let (rows, dim) = (self.rows, self.dim);
        let mut context = vec![0f32; rows * dim];
        let mut maxima = vec![f32::NEG_INFINITY; rows];
        let mut sums = vec![0f32; rows];
        let mut scores = vec![0f32; rows * STEP];
        let mut transposed = vec![
            0f32;
            if rows >= TRANSPOSE_FROM {
                dim * STEP
            } else {
                0
            }
        ];
        for range in self.ranges {
            let mut start = range.start;
            while start < range.end {
                let count = STEP.min(range.end - start);
                self.score::<A>(start, count, range.bias, &mut transposed, &mut scores);
                for row in 0..rows {
                    let scores = &mut scores[row * STEP..row * STEP + count];
                    let largest = largest(scores).max(maxima[row]);
                    let shrink = exp::<A>(maxima[row] - largest);
                    maxima[row] = largest;
                    for score in scores.iter_mut() {
                        *score = exp::<A>(*score - largest);
                    }
                    sums[row] = sums[row] * shrink + sum(scores);
                    if shrink != 1.0 {
                        for value in &mut context[row * dim..(row + 1) * dim] {
                            *value *= shrink;
                        }
                    }
                }
                let values = &self.value[start * self.stride..];
                add_product::<A>(
                    rows,
                    dim,
                    count,
                    (&scores, STEP),
                    (values, self.stride),
                    (&mut context, dim),
                );
                start += count;
            }
        }
        for (row, total) in context.chunks_exact_mut(dim).zip(sums) {
            let scale = 1.0 / total;
            row.iter_mut().for_each(|value| *value *= scale);
        }
        context
    }
}

impl Tile<'_> {
    /// The scores of `count` keys from `start` on.
    #[inline(always)]
    fn score<A: Arch>(
        &self,
        start: usize,
        count: usize,
        bias: f32,
        transposed: &mut [f32],
        scores: &mut [f32],
    ) {
        let dim = self.dim;
        if self.rows >= TRANSPOSE_FROM {
            for k in 0..count {
                let key = &self.key[(start + k) * self.stride..][..dim];
                for (d, value) in key.iter().enumerate() {
                    transposed[d * STEP + k] = *value;
                }
            }
            for row in 0..self.rows {
                scores[row * STEP..row * STEP + count].fill(0.0);
            }
            let query = (self.query, self.stride);
            add_product::<A>(
                self.rows,
                count,
                dim,
                query,
                (transposed, STEP),
                (scores, STEP),
            );
        } else {
            for k in 0..count {
                let key = &self.key[(start + k) * self.stride..][..dim];
                for row in 0..self.rows {
                    scores[row * STEP + k] = dot::<A>(&self.query[row * self.stride..][..dim], key);
                }
            }
        }
        for row in 0..self.rows {
            let scores = &mut scores[row * STEP..row * STEP + count];
            if bias != 0.0 {
                scores.iter_mut().for_each(|score| *score += bias);
            }
            if let Some(bias) = self.bias {
                let bias = &bias[start..start + count];
                scores
                    .iter_mut()
                    .zip(bias)
                    .for_each(|(score, bias)| *score += bias);
            }
            if let Some(shift) = self.causal {
                let last = row as isize + shift;
                for (k, score) in scores.iter_mut().enumerate() {
                    if (start + k) as isize > last {
                        *score = f32::MIN;
                    }
                }
            }
        }
    }
}

/// `c [m, n] += a [m, k] * b [k, n]`, each with its row stride.
#[inline(always)]
fn add_product<A: Arch>(
    m: usize,
    n: usize,
    k: usize,
    a: (&[f32], usize),
    b: (&[f32], usize),
    c: (&mut [f32], usize),
) {
    let (c, ldc) = c;
    let mut column = 0;
    while column + 16 <= n {
        panel::<A, 16>(m, k, a, (&b.0[column..], b.1), (&mut c[column..], ldc));
        column += 16;
    }
    while column + 8 <= n {
        panel::<A, 8>(m, k, a, (&b.0[column..], b.1), (&mut c[column..], ldc));
        column += 8;
    }
    while column < n {
        panel::<A, 1>(m, k, a, (&b.0[column..], b.1), (&mut c[column..], ldc));
        column += 1;
    }
}

/// The same for `N` columns.
#[inline(always)]
fn panel<A: Arch, const N: usize>(
    m: usize,
    k: usize,
    a: (&[f32], usize),
    b: (&[f32], usize),
    c: (&mut [f32], usize),
) {
    let mut row = 0;
    while row + 4 <= m {
        block::<A, 4, N>(k, (&a.0[row * a.1..], a.1), b, (&mut c.0[row * c.1..], c.1));
        row += 4;
    }
    while row < m {
        block::<A, 1, N>(k, (&a.0[row * a.1..], a.1), b, (&mut c.0[row * c.1..], c.1));
        row += 1;
    }
}

/// `M` rows and `N` columns, kept in registers over all of `k`.
#[inline(always)]
#[allow(
    clippy::needless_range_loop,
    reason = "the loops are to be unrolled over fixed-size arrays"
)]
fn block<A: Arch, const M: usize, const N: usize>(
    k: usize,
    a: (&[f32], usize),
    b: (&[f32], usize),
    c: (&mut [f32], usize),
) {
    // slices of known length and fixed-size rows leave no bounds check inside, without which the
    // compiler does not keep the sums in registers
    let rows: [&[f32]; M] = std::array::from_fn(|r| &a.0[r * a.1..][..k]);
    let mut sums = [[0f32; N]; M];
    for p in 0..k {
        let Some(row) = b.0[p * b.1..].first_chunk::<N>() else {
            break;
        };
        for r in 0..M {
            let factor = rows[r][p];
            for lane in 0..N {
                sums[r][lane] = A::mul_add(factor, row[lane], sums[r][lane]);
            }
        }
    }
    for (r, sums) in sums.iter().enumerate() {
        for (value, sum) in c.0[r * c.1..][..N].iter_mut().zip(sums) {
            *value += sum;
        }
    }
}

/// The attention weights of one head, `[rows, keys]`.
pub(super) struct Weights<'a> {
    pub(super) query: &'a [f32],
    pub(super) key: &'a [f32],
    pub(super) stride: usize,
    pub(super) rows: usize,
    pub(super) keys: usize,
    pub(super) dim: usize,
    pub(super) bias: Option<&'a [f32]>,
}

impl Kernel for Weights<'_> {
    type Output = Vec<f32>;

    #[inline(always)]
    fn run<A: Arch>(self) -> Vec<f32> {
        let mut weights = vec![0f32; self.rows * self.keys];
        for k in 0..self.keys {
            let key = &self.key[k * self.stride..][..self.dim];
            for row in 0..self.rows {
                let query = &self.query[row * self.stride..][..self.dim];
                weights[row * self.keys + k] = dot::<A>(query, key);
            }
        }
        for row in weights.chunks_exact_mut(self.keys) {
            if let Some(bias) = self.bias {
                row.iter_mut()
                    .zip(bias)
                    .for_each(|(score, bias)| *score += bias);
            }
            let largest = largest(row);
            row.iter_mut()
                .for_each(|score| *score = exp::<A>(*score - largest));
            let scale = 1.0 / sum(row);
            row.iter_mut().for_each(|weight| *weight *= scale);
        }
        weights
    }
}
