//! Products with few rows: `y = x wᵀ` where `x` has at most a few dozen rows, as in decoding.
//!
//! Such a product reads every weight once and does little with it, so its speed is that of memory.
//! The general matrix product packs its operands first, which costs more than the product itself
//! (measured for 5 x 1024 x 4096 on two cores: 7.6 GFLOP/s). Here each weight row is read in place,
//! once for up to eight rows of `x`; columns are shared among the threads in fixed chunks, so the
//! result does not depend on their number.

use rayon::prelude::*;

use super::simd::{self, Arch, Kernel, add_up};

/// Up to this many rows of `x` the in-place product is the faster one.
pub(crate) const FEW_ROWS: usize = 24;

/// Weight rows per task.
const CHUNK: usize = 64;

/// `x [m, k] * w [n, k]ᵀ + bias [n]`, row-major, as `[m, n]`.
pub(crate) fn few_rows(x: &[f32], w: &[f32], bias: Option<&[f32]>, m: usize, k: usize) -> Vec<f32> {
    let n = w.len() / k;
    let parts: Vec<Vec<f32>> = (0..n.div_ceil(CHUNK))
        .into_par_iter()
        .map(|chunk| {
            let from = chunk * CHUNK;
            let to = (from + CHUNK).min(n);
            let mut part = vec![0f32; m * (to - from)];
            simd::run(Columns {
                x,
                w: &w[from * k..to * k],
                k,
                y: &mut part,
            });
            part
        })
        .collect();
    let mut y = vec![0f32; m * n];
    for (chunk, part) in parts.iter().enumerate() {
        let from = chunk * CHUNK;
        let width = part.len() / m;
        for row in 0..m {
            let target = &mut y[row * n + from..row * n + from + width];
            target.copy_from_slice(&part[row * width..(row + 1) * width]);
            if let Some(bias) = bias {
                for (value, bias) in target.iter_mut().zip(&bias[from..from + width]) {
                    *value += bias;
                }
            }
        }
    }
    y
}

/// `y [m, n] = x [m, k] * w [n, k]ᵀ` for one chunk of weight rows.
struct Columns<'a> {
    x: &'a [f32],
    w: &'a [f32],
    k: usize,
    y: &'a mut [f32],
}

impl Kernel for Columns<'_> {
    type Output = ();

    #[inline(always)]
    fn run<A: Arch>(self) {
        let n = self.w.len() / self.k;
        let m = self.x.len() / self.k;
        let mut row = 0;
        while row < m {
            let x = &self.x[row * self.k..];
            let y = &mut self.y[row * n..];
            row += match m - row {
                1 => rows::<A, 1>(x, self.w, self.k, n, y),
                2 => rows::<A, 2>(x, self.w, self.k, n, y),
                3 => rows::<A, 3>(x, self.w, self.k, n, y),
                4 => rows::<A, 4>(x, self.w, self.k, n, y),
                5 => rows::<A, 5>(x, self.w, self.k, n, y),
                6 => rows::<A, 6>(x, self.w, self.k, n, y),
                7 => rows::<A, 7>(x, self.w, self.k, n, y),
                _ => rows::<A, 8>(x, self.w, self.k, n, y),
            };
        }
    }
}

/// `M` rows of `x` against all weight rows; yields `M`.
#[inline(always)]
fn rows<A: Arch, const M: usize>(x: &[f32], w: &[f32], k: usize, n: usize, y: &mut [f32]) -> usize {
    let full = k / 16 * 16;
    for (column, weights) in w.chunks_exact(k).enumerate() {
        let mut sums = [[0f32; 16]; M];
        let mut at = 0;
        while at < full {
            let weights = &weights[at..at + 16];
            for (r, sums) in sums.iter_mut().enumerate() {
                let x = &x[r * k + at..r * k + at + 16];
                for lane in 0..16 {
                    sums[lane] = A::mul_add(x[lane], weights[lane], sums[lane]);
                }
            }
            at += 16;
        }
        for (r, sums) in sums.into_iter().enumerate() {
            let tail: f32 = x[r * k + full..(r + 1) * k]
                .iter()
                .zip(&weights[full..])
                .map(|(x, w)| x * w)
                .sum();
            y[r * n + column] = add_up(sums) + tail;
        }
    }
    M
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn equals_the_plain_product(m in 1usize..30, k in 1usize..80, n in 1usize..150, seed in any::<u32>()) {
            let mut random = crate::attention::random::RandomState::new(seed);
            let mut draw = |count: usize| -> Vec<f32> {
                (0..count).map(|_| random.next_u32() as f32 / u32::MAX as f32 - 0.5).collect()
            };
            let (x, w, bias) = (draw(m * k), draw(n * k), draw(n));
            let y = few_rows(&x, &w, Some(&bias), m, k);
            for level in simd::available() {
                let mut again = vec![0f32; m * n];
                simd::run_at(level, Columns { x: &x, w: &w, k, y: &mut again });
                for i in 0..m {
                    for j in 0..n {
                        let exact: f64 = (0..k).map(|p| f64::from(x[i * k + p]) * f64::from(w[j * k + p])).sum();
                        prop_assert!((f64::from(again[i * n + j]) - exact).abs() < 1e-5);
                        prop_assert!((f64::from(y[i * n + j]) - exact - f64::from(bias[j])).abs() < 1e-5);
                    }
                }
            }
        }
    }
}
