//! Weights in f32 panels, and their product.

use std::ops::Range;

use rayon::prelude::*;

use super::arithmetic::*;
use super::panels::{self, Arithmetic, Matrix, Operands, PANEL, Sink, put_all};
use super::simd::{self, Level};
use super::{Spread, bytes_of};

/// Weights `[outputs, inputs]`.
pub(crate) struct Panels {
    outputs: usize,
    inputs: usize,
    values: Vec<f32>,
}

impl std::fmt::Debug for Panels {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "f32 panels {} x {}", self.outputs, self.inputs)
    }
}

impl Panels {
    /// Lays out the weights of each output, which `read` copies into a buffer.
    pub(crate) fn pack<E: Send>(
        outputs: usize,
        inputs: usize,
        read: impl Fn(usize, &mut [f32]) -> Result<(), E> + Sync,
    ) -> Result<Self, E> {
        let mut values = vec![0f32; outputs.div_ceil(PANEL) * inputs * PANEL];
        if inputs > 0 {
            let panels = values.par_chunks_mut(inputs * PANEL).enumerate();
            panels.try_for_each_init(
                || vec![0f32; inputs * PANEL],
                |rows, (panel, values)| {
                    let first = panel * PANEL;
                    let count = PANEL.min(outputs - first);
                    for (lane, row) in rows.chunks_exact_mut(inputs).take(count).enumerate() {
                        read(first + lane, row)?;
                    }
                    for (i, group) in values.chunks_exact_mut(PANEL).enumerate() {
                        for lane in 0..count {
                            group[lane] = rows[lane * inputs + i];
                        }
                    }
                    Ok(())
                },
            )?;
        }
        Ok(Self {
            outputs,
            inputs,
            values,
        })
    }

    pub(crate) fn shape(&self) -> (usize, usize) {
        (self.outputs, self.inputs)
    }

    /// The weights of one output.
    pub(crate) fn row(&self, output: usize, row: &mut [f32]) {
        let panel = &self.values[output / PANEL * self.inputs * PANEL..];
        for (value, group) in row.iter_mut().zip(panel.chunks_exact(PANEL)) {
            *value = group[output % PANEL];
        }
    }

    /// `y [m, outputs] = x [m, inputs] wᵀ + bias`.
    pub(crate) fn product(&self, x: &[f32], bias: Option<&[f32]>, y: &mut [f32], spread: Spread) {
        self.product_at(simd::best(), x, bias, y, spread);
    }

    fn product_at(
        &self,
        level: Level,
        x: &[f32],
        bias: Option<&[f32]>,
        y: &mut [f32],
        spread: Spread,
    ) {
        let rows = x.len() / self.inputs.max(1);
        assert!(x.len() == rows * self.inputs && y.len() == rows * self.outputs);
        let operands = Operands {
            x: bytes_of(x),
            stride: self.inputs * 4,
            w: bytes_of(&self.values),
            groups: self.inputs,
        };
        let sums = Sums {
            y: Matrix::new(y, self.outputs),
            bias,
        };
        let panels = self.outputs.div_ceil(PANEL);
        let work = |rows: Range<usize>, panels: Range<usize>| {
            // SAFETY: the level is one that this processor has, and parts do not overlap.
            unsafe {
                match level {
                    Level::Baseline => run::<PlainFloat>(operands, rows, panels, &sums),
                    #[cfg(target_arch = "aarch64")]
                    Level::Neon => run::<NeonFloat>(operands, rows, panels, &sums),
                    #[cfg(target_arch = "x86_64")]
                    Level::Avx2 => avx2(operands, rows, panels, &sums),
                    #[cfg(target_arch = "x86_64")]
                    Level::Avx512 => avx512(operands, rows, panels, &sums),
                }
            }
        };
        match spread {
            Spread::Here => work(0..rows, 0..panels),
            Spread::Threads => panels::share(rows, panels, work),
        }
    }
}

/// Adds sums to the output, on top of the bias.
struct Sums<'a> {
    y: Matrix,
    bias: Option<&'a [f32]>,
}

impl Sink<f32> for Sums<'_> {
    #[inline(always)]
    unsafe fn put(&self, row: usize, panel: usize, sums: &[f32; PANEL], first: bool) {
        // SAFETY: the caller guarantees it.
        let y = unsafe { self.y.panel(row, panel) };
        match (first, self.bias) {
            (false, _) => y.iter_mut().zip(sums).for_each(|(y, sum)| *y += sum),
            (true, None) => put_all(y, sums),
            (true, Some(bias)) => {
                let bias = &bias[panel * PANEL..][..y.len()];
                for ((y, sum), bias) in y.iter_mut().zip(sums).zip(bias) {
                    *y = sum + bias;
                }
            }
        }
    }
}

/// # Safety
/// The same as for [`panels::part`].
#[inline(always)]
unsafe fn run<S: Arithmetic<Number = f32>>(
    o: Operands,
    rows: Range<usize>,
    panels: Range<usize>,
    sums: &Sums,
) {
    // SAFETY: the caller guarantees it.
    unsafe { panels::part::<S, _>(o, rows, panels, sums) }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
unsafe fn avx2(o: Operands, rows: Range<usize>, panels: Range<usize>, sums: &Sums) {
    // SAFETY: the caller guarantees it.
    unsafe { run::<Avx2Float>(o, rows, panels, sums) }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx2,fma")]
unsafe fn avx512(o: Operands, rows: Range<usize>, panels: Range<usize>, sums: &Sums) {
    // SAFETY: the caller guarantees it.
    unsafe { run::<Avx512Float>(o, rows, panels, sums) }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use proptest::prelude::*;

    use super::*;

    fn pack(w: &[f32], n: usize, k: usize) -> Panels {
        let read = |row: usize, to: &mut [f32]| {
            to.copy_from_slice(&w[row * k..(row + 1) * k]);
            Ok::<(), Infallible>(())
        };
        Panels::pack(n, k, read).unwrap()
    }

    proptest! {
        #[test]
        fn equals_the_plain_product_at_every_level(
            m in 1usize..120, k in 1usize..80, n in 1usize..150, long in any::<bool>(), seed in any::<u32>()
        ) {
            // also beyond the depth of one block of sums
            let (m, k) = if long { (m % 14 + 1, k + 2000) } else { (m, k) };
            let mut random = crate::attention::random::RandomState::new(seed);
            let mut draw = |count: usize| -> Vec<f32> {
                (0..count).map(|_| random.next_u32() as f32 / u32::MAX as f32 - 0.5).collect()
            };
            let (x, w, bias) = (draw(m * k), draw(n * k), draw(n));
            let panels = pack(&w, n, k);
            let mut row = vec![0f32; k];
            panels.row(n - 1, &mut row);
            prop_assert_eq!(&row[..], &w[(n - 1) * k..]);
            for level in simd::available() {
                let mut y = vec![f32::NAN; m * n];
                panels.product_at(level, &x, Some(&bias), &mut y, Spread::Threads);
                let mut here = vec![f32::NAN; m * n];
                panels.product_at(level, &x, Some(&bias), &mut here, Spread::Here);
                prop_assert_eq!(&y, &here, "threads must not change {:?}", level);
                for i in 0..m {
                    for j in 0..n {
                        let products = (0..k).map(|p| f64::from(x[i * k + p]) * f64::from(w[j * k + p]));
                        let bias = f64::from(bias[j]);
                        let exact = products.clone().sum::<f64>() + bias;
                        let size = products.map(f64::abs).sum::<f64>() + bias.abs();
                        let error = (f64::from(y[i * n + j]) - exact).abs();
                        // a thousand roundings of sums that may be much larger than the result
                        prop_assert!(
                            error <= 4.0 * f64::from(f32::EPSILON) * size,
                            "{level:?} {i} {j}: {error} of {size}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn nothing_of_one_row_reaches_another() {
        let (m, n, k) = (13, 21, 9);
        let w = vec![1f32; n * k];
        let mut x = vec![0f32; m * k];
        x[5 * k..6 * k].fill(f32::NAN);
        let panels = pack(&w, n, k);
        for level in simd::available() {
            let mut y = vec![7f32; m * n];
            panels.product_at(level, &x, None, &mut y, Spread::Here);
            for (row, y) in y.chunks(n).enumerate() {
                assert!(
                    y.iter()
                        .all(|y| if row == 5 { y.is_nan() } else { *y == 0.0 })
                );
            }
        }
    }
}
