//! Products in int8: weights as signed bytes with one scale per output, rows of `x` as unsigned bytes
//! with a scale and a zero point each, sums in 32-bit integers.
//!
//! With `x = sx (qx - z)` and `w = sw qw`, `x wᵀ = sx sw (Σ qx qw - z Σ qw)`; the sum of each output's
//! weights is kept beside its scale. The sums are exact, so every instruction set and every number of
//! threads yields the same.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::Spread;
use super::panels::{self, GROUP, Matrix, Operands, PANEL, PANEL_GROUP, Sink, Step, put_all};
use super::simd::{self, Arch, Kernel};
use super::steps::*;

/// With more inputs 32-bit sums could overflow: twice 255 * 127 * 2¹⁵ is less than 2³¹.
pub(crate) const MOST_INPUTS: usize = 1 << 15;

/// Adding 1.5 * 2²³ leaves the nearest integer in the low bits.
const ROUND: f32 = 12_582_912.0;

/// Bytes that were made here or lie in a mapped file.
#[derive(Clone)]
pub(crate) struct Bytes {
    source: Arc<dyn AsRef<[u8]> + Send + Sync>,
    range: Range<usize>,
}

impl Bytes {
    /// A range of `source`; `None` if it has no such range.
    pub(crate) fn of(
        source: Arc<dyn AsRef<[u8]> + Send + Sync>,
        range: Range<usize>,
    ) -> Option<Self> {
        (*source).as_ref().get(range.clone())?;
        Some(Self { source, range })
    }

    pub(crate) fn get(&self) -> &[u8] {
        &(*self.source).as_ref()[self.range.clone()]
    }
}

/// Weights `[outputs, inputs]`.
#[derive(Clone)]
pub(crate) struct Panels {
    outputs: usize,
    inputs: usize,
    values: Bytes,
    /// One per output, padded to whole panels.
    scales: Vec<f32>,
    /// The sum of each output's bytes.
    sums: Vec<i32>,
}

impl std::fmt::Debug for Panels {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "int8 panels {} x {}", self.outputs, self.inputs)
    }
}

/// Bytes of the panels of a matrix, and numbers of its scales; `None` where it is too large.
pub(crate) fn sizes(outputs: usize, inputs: usize) -> Option<(usize, usize)> {
    let panels = outputs.div_ceil(PANEL);
    let bytes = panels
        .checked_mul(inputs.div_ceil(GROUP))?
        .checked_mul(PANEL_GROUP)?;
    (inputs <= MOST_INPUTS).then_some((bytes, panels * PANEL))
}

impl Panels {
    /// Quantizes what `read` puts into a buffer for the weights of each output. At most
    /// [`MOST_INPUTS`].
    pub(crate) fn quantize<E: Send>(
        outputs: usize,
        inputs: usize,
        read: impl Fn(usize, &mut [f32]) -> Result<(), E> + Sync,
    ) -> Result<Self, E> {
        assert!(
            inputs <= MOST_INPUTS,
            "sums of {inputs} products may overflow"
        );
        let groups = inputs.div_ceil(GROUP);
        let size = (groups * PANEL_GROUP).max(1);
        let panels = outputs.div_ceil(PANEL);
        let mut values = vec![0u8; panels * groups * PANEL_GROUP];
        let mut scales = vec![0f32; panels * PANEL];
        let mut sums = vec![0i32; panels * PANEL];
        values
            .par_chunks_mut(size)
            .zip(scales.par_chunks_mut(PANEL).zip(sums.par_chunks_mut(PANEL)))
            .enumerate()
            .try_for_each_init(
                || vec![0f32; inputs],
                |row, (panel, (values, (scales, sums)))| {
                    for lane in 0..PANEL.min(outputs - panel * PANEL) {
                        read(panel * PANEL + lane, row)?;
                        let largest = row.iter().fold(0f32, |most, w| most.max(w.abs()));
                        let scale = largest / 127.0;
                        let inverse = if scale > 0.0 { 1.0 / scale } else { 0.0 };
                        let mut sum = 0;
                        for (i, w) in row.iter().enumerate() {
                            let q = ((w * inverse).clamp(-127.0, 127.0) + ROUND).to_bits() as i8;
                            sum += i32::from(q);
                            values[i / GROUP * PANEL_GROUP + lane * GROUP + i % GROUP] = q as u8;
                        }
                        scales[lane] = scale;
                        sums[lane] = sum;
                    }
                    Ok(())
                },
            )?;
        let range = 0..values.len();
        Ok(Self {
            outputs,
            inputs,
            values: Bytes {
                source: Arc::new(values),
                range,
            },
            scales,
            sums,
        })
    }

    /// From its parts, as a file has them; `None` if they do not fit together.
    pub(crate) fn from_parts(
        outputs: usize,
        inputs: usize,
        values: Bytes,
        scales: Vec<f32>,
        sums: Vec<i32>,
    ) -> Option<Self> {
        let (bytes, numbers) = sizes(outputs, inputs)?;
        let fits = values.get().len() == bytes
            && scales.len() == numbers
            && sums.len() == numbers
            && scales.iter().all(|scale| scale.is_finite())
            && sums
                .iter()
                .all(|sum| sum.unsigned_abs() as usize <= 128 * inputs);
        fits.then_some(Self {
            outputs,
            inputs,
            values,
            scales,
            sums,
        })
    }

    pub(crate) fn shape(&self) -> (usize, usize) {
        (self.outputs, self.inputs)
    }

    /// Panels, scales and sums, as a file keeps them.
    pub(crate) fn parts(&self) -> (&[u8], &[f32], &[i32]) {
        (self.values.get(), &self.scales, &self.sums)
    }

    /// The weights of one output.
    pub(crate) fn row(&self, output: usize, row: &mut [f32]) {
        let size = self.inputs.div_ceil(GROUP) * PANEL_GROUP;
        let panel = &self.values.get()[output / PANEL * size..][..size];
        let (lane, scale) = (output % PANEL, self.scales[output]);
        for (i, value) in row.iter_mut().enumerate() {
            let q = panel[i / GROUP * PANEL_GROUP + lane * GROUP + i % GROUP] as i8;
            *value = f32::from(q) * scale;
        }
    }

    /// `y [m, outputs] = x [m, inputs] wᵀ + bias`.
    pub(crate) fn product(&self, x: &Rows, bias: Option<&[f32]>, y: &mut [f32], spread: Spread) {
        static LEVEL: std::sync::OnceLock<Level> = std::sync::OnceLock::new();
        let level = *LEVEL.get_or_init(|| available().pop().unwrap_or(Level::Plain));
        self.product_at(level, x, bias, y, spread);
    }

    fn product_at(
        &self,
        level: Level,
        x: &Rows,
        bias: Option<&[f32]>,
        y: &mut [f32],
        spread: Spread,
    ) {
        let rows = x.scales.len();
        assert!(x.width == self.inputs && y.len() == rows * self.outputs);
        let operands = Operands {
            x: &x.values,
            stride: stride(self.inputs),
            w: self.values.get(),
            groups: self.inputs.div_ceil(GROUP),
        };
        let sums = Sums {
            y: Matrix::new(y, self.outputs),
            x,
            w: self,
            bias,
        };
        let panels = self.outputs.div_ceil(PANEL);
        let work = |rows: Range<usize>, panels: Range<usize>| {
            // SAFETY: the level is one that this processor has, and parts do not overlap.
            unsafe {
                match level {
                    Level::Plain => run::<PlainInt8>(operands, rows, panels, &sums),
                    #[cfg(target_arch = "x86_64")]
                    Level::Avx2 => avx2(operands, rows, panels, &sums),
                    #[cfg(target_arch = "x86_64")]
                    Level::AvxVnni => avx_vnni(operands, rows, panels, &sums),
                    #[cfg(target_arch = "x86_64")]
                    Level::Avx512Vnni => avx512_vnni(operands, rows, panels, &sums),
                }
            }
        };
        match spread {
            Spread::Here => work(0..rows, 0..panels),
            Spread::Threads => panels::share(rows, panels, work),
        }
    }
}

/// Rows of `x` as bytes.
#[derive(Debug, Clone, Default)]
pub(crate) struct Rows {
    width: usize,
    /// Rows of [`stride`] bytes.
    values: Vec<u8>,
    scales: Vec<f32>,
    zeros: Vec<i32>,
}

/// Bytes from one row to the next: a cache line more than a multiple of 4,096, so that the rows of a tile
/// do not share one set of the first cache.
fn stride(width: usize) -> usize {
    let stride = width.next_multiple_of(GROUP);
    if stride.is_multiple_of(1024) {
        stride + 64
    } else {
        stride
    }
}

impl Rows {
    /// Quantizes rows of `width` values: the smallest and the largest value of each row, and zero, are
    /// among what the bytes can say.
    pub(crate) fn quantize(x: &[f32], width: usize, spread: Spread) -> Self {
        let mut rows = Self::default();
        rows.refill(x, width, spread);
        rows
    }

    /// Quantizes rows to 16 bits: first the rows of their high bytes, then those of their low bytes. The
    /// product of a row is the sum of those of its two halves.
    pub(crate) fn quantize_in_16_bits(x: &[f32], width: usize) -> Self {
        let (count, stride) = (x.len() / width.max(1), stride(width));
        let mut rows = Self {
            width,
            values: vec![0; 2 * count * stride],
            scales: vec![0.0; 2 * count],
            zeros: vec![0; 2 * count],
        };
        let (high, low) = rows.values.split_at_mut(count * stride);
        let halves = high
            .chunks_exact_mut(stride)
            .zip(low.chunks_exact_mut(stride));
        for (i, (x, (high, low))) in x.chunks_exact(width).zip(halves).enumerate() {
            let (scale, zero) = simd::run(QuantizeWide { x, high, low });
            rows.scales[i] = 256.0 * scale;
            rows.scales[count + i] = scale;
            rows.zeros[i] = zero / 256;
            rows.zeros[count + i] = zero % 256;
        }
        rows
    }

    /// Quantizes other rows into the same memory.
    pub(crate) fn refill(&mut self, x: &[f32], width: usize, spread: Spread) {
        let (count, stride) = (x.len() / width.max(1), stride(width));
        self.width = width;
        self.values.resize(count * stride, 0);
        self.scales.resize(count, 0.0);
        self.zeros.resize(count, 0);
        let chunk = match spread {
            Spread::Threads if count >= 2 * panels::ROWS => panels::ROWS,
            _ => count.max(1),
        };
        let parts = self
            .values
            .chunks_mut((chunk * stride).max(1))
            .zip(x.chunks((chunk * width).max(1)))
            .zip(
                self.scales
                    .chunks_mut(chunk)
                    .zip(self.zeros.chunks_mut(chunk)),
            );
        let quantize = |((values, x), (scales, zeros))| {
            simd::run(Quantize {
                x,
                width,
                values,
                scales,
                zeros,
            });
        };
        if chunk >= count {
            parts.for_each(quantize);
        } else {
            parts.par_bridge().for_each(quantize);
        }
    }
}

struct Quantize<'a> {
    x: &'a [f32],
    width: usize,
    values: &'a mut [u8],
    scales: &'a mut [f32],
    zeros: &'a mut [i32],
}

impl Kernel for Quantize<'_> {
    type Output = ();

    #[inline(always)]
    fn run<A: Arch>(self) {
        let rows = self.x.chunks_exact(self.width);
        let targets = self.values.chunks_exact_mut(stride(self.width));
        let parameters = self.scales.iter_mut().zip(self.zeros);
        for ((x, values), (scale, zero)) in rows.zip(targets).zip(parameters) {
            let (low, high) = (
                -simd::largest_of::<true>(x).max(0.0),
                simd::largest_of::<false>(x).max(0.0),
            );
            *scale = (high - low) / 255.0;
            let inverse = if *scale > 0.0 { 1.0 / *scale } else { 0.0 };
            let shift = (-low * inverse).round_ties_even();
            *zero = shift as i32;
            for (value, x) in values.iter_mut().zip(x) {
                let q = A::mul_add(*x, inverse, shift);
                let q = if q > 0.0 { q } else { 0.0 };
                let q = if q < 255.0 { q } else { 255.0 };
                *value = (q + ROUND).to_bits() as u8;
            }
        }
    }
}

/// One row in two halves; yields its scale and zero point.
struct QuantizeWide<'a> {
    x: &'a [f32],
    high: &'a mut [u8],
    low: &'a mut [u8],
}

impl Kernel for QuantizeWide<'_> {
    type Output = (f32, i32);

    #[inline(always)]
    fn run<A: Arch>(self) -> (f32, i32) {
        let (lowest, highest) = (
            -simd::largest_of::<true>(self.x).max(0.0),
            simd::largest_of::<false>(self.x).max(0.0),
        );
        let scale = (highest - lowest) / 65535.0;
        let inverse = if scale > 0.0 { 1.0 / scale } else { 0.0 };
        let shift = (-lowest * inverse).round_ties_even();
        for ((x, high), low) in self.x.iter().zip(self.high).zip(self.low) {
            let q = A::mul_add(*x, inverse, shift);
            let q = if q > 0.0 { q } else { 0.0 };
            let q = if q < 65535.0 { q } else { 65535.0 };
            let bits = (q + ROUND).to_bits();
            *high = (bits >> 8) as u8;
            *low = bits as u8;
        }
        (scale, shift as i32)
    }
}

/// Turns integer sums into the values that they stand for.
struct Sums<'a> {
    y: Matrix,
    x: &'a Rows,
    w: &'a Panels,
    bias: Option<&'a [f32]>,
}

impl Sink<i32> for Sums<'_> {
    #[inline(always)]
    unsafe fn put(&self, row: usize, panel: usize, sums: &[i32; PANEL], first: bool) {
        let start = panel * PANEL;
        let (scale, zero) = (self.x.scales[row], self.x.zeros[row]);
        let scales = &self.w.scales[start..start + PANEL];
        let ones = &self.w.sums[start..start + PANEL];
        let mut values = [0f32; PANEL];
        for lane in 0..PANEL {
            let shift = if first { zero * ones[lane] } else { 0 };
            values[lane] = (sums[lane] - shift) as f32 * (scale * scales[lane]);
        }
        // SAFETY: as promised to this function.
        let y = unsafe { self.y.panel(row, panel) };
        match (first, self.bias) {
            (false, _) => y.iter_mut().zip(values).for_each(|(y, value)| *y += value),
            (true, None) => put_all(y, &values),
            (true, Some(bias)) => {
                let bias = &bias[start..][..y.len()];
                for ((y, value), bias) in y.iter_mut().zip(values).zip(bias) {
                    *y = value + bias;
                }
            }
        }
    }
}

/// The instruction sets that products of bytes are written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Level {
    /// Every processor.
    Plain,
    /// AVX2.
    #[cfg(target_arch = "x86_64")]
    Avx2,
    /// AVX-VNNI.
    #[cfg(target_arch = "x86_64")]
    AvxVnni,
    /// AVX-512 with VNNI.
    #[cfg(target_arch = "x86_64")]
    Avx512Vnni,
}

/// The levels that this processor can run, the best one last.
pub(crate) fn available() -> Vec<Level> {
    #[allow(unused_mut, reason = "only x86 has more than the plain one")]
    let mut levels = vec![Level::Plain];
    #[cfg(target_arch = "x86_64")]
    for level in simd::available() {
        match level {
            simd::Level::Baseline => {}
            simd::Level::Avx2 => {
                levels.push(Level::Avx2);
                if std::is_x86_feature_detected!("avxvnni") {
                    levels.push(Level::AvxVnni);
                }
            }
            simd::Level::Avx512 => {
                if std::is_x86_feature_detected!("avx512vnni") {
                    levels.push(Level::Avx512Vnni);
                }
            }
        }
    }
    levels
}

/// # Safety
/// As [`panels::part`].
#[inline(always)]
unsafe fn run<S: Step<Number = i32>>(
    o: Operands,
    rows: Range<usize>,
    panels: Range<usize>,
    sums: &Sums,
) {
    // SAFETY: as promised to this function.
    unsafe { panels::part::<S, _>(o, rows, panels, sums) }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
unsafe fn avx2(o: Operands, rows: Range<usize>, panels: Range<usize>, sums: &Sums) {
    // SAFETY: as promised to this function.
    unsafe { run::<Avx2Int8>(o, rows, panels, sums) }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma,avxvnni")]
unsafe fn avx_vnni(o: Operands, rows: Range<usize>, panels: Range<usize>, sums: &Sums) {
    // SAFETY: as promised to this function.
    unsafe { run::<AvxVnniInt8>(o, rows, panels, sums) }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni,avx2,fma")]
unsafe fn avx512_vnni(o: Operands, rows: Range<usize>, panels: Range<usize>, sums: &Sums) {
    // SAFETY: as promised to this function.
    unsafe { run::<Avx512Int8>(o, rows, panels, sums) }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use proptest::prelude::*;

    use super::*;

    fn quantize(w: &[f32], n: usize, k: usize) -> Panels {
        let read = |row: usize, to: &mut [f32]| {
            to.copy_from_slice(&w[row * k..(row + 1) * k]);
            Ok::<(), Infallible>(())
        };
        Panels::quantize(n, k, read).unwrap()
    }

    /// The product of the quantized numbers in integers, and the largest number that a block of sums
    /// leaves on the way, both as values.
    fn plain(x: &Rows, w: &Panels, i: usize, j: usize) -> (f64, f64) {
        let k = w.inputs;
        let zero = i64::from(x.zeros[i]);
        let mut sum = -zero * i64::from(w.sums[j]);
        let mut largest = 0;
        for p in 0..k {
            let at = (j / PANEL * k.div_ceil(GROUP) + p / GROUP) * PANEL_GROUP;
            let w = w.values.get()[at + j % PANEL * GROUP + p % GROUP] as i8;
            sum += i64::from(x.values[i * stride(k) + p]) * i64::from(w);
            if (p + 1) % 4096 == 0 {
                largest = largest.max(sum.abs());
            }
        }
        let scale = f64::from(x.scales[i]) * f64::from(w.scales[j]);
        (sum as f64 * scale, largest.max(sum.abs()) as f64 * scale)
    }

    proptest! {
        #[test]
        fn every_level_equals_the_integers(
            m in 1usize..110, k in 1usize..90, n in 1usize..100, long in any::<bool>(),
            extreme in any::<bool>(), seed in any::<u32>()
        ) {
            // also beyond the depth of one block of sums
            let (m, k) = if long { (m % 14 + 1, 4 * k + 4080) } else { (m, k) };
            let mut random = crate::attention::random::RandomState::new(seed);
            let mut draw = |count: usize| -> Vec<f32> {
                (0..count)
                    .map(|_| {
                        let value = random.next_u32() as f32 / u32::MAX as f32 - 0.5;
                        // every byte at its limit, where products of bytes saturate
                        if extreme { 1f32.copysign(value - 0.3) } else { value }
                    })
                    .collect()
            };
            let (x, w, bias) = (draw(m * k), draw(n * k), draw(n));
            let panels = quantize(&w, n, k);
            let rows = Rows::quantize(&x, k, Spread::Threads);
            let mut first: Option<Vec<f32>> = None;
            for level in available() {
                let mut y = vec![f32::NAN; m * n];
                panels.product_at(level, &rows, Some(&bias), &mut y, Spread::Threads);
                let mut here = vec![f32::NAN; m * n];
                panels.product_at(level, &rows, Some(&bias), &mut here, Spread::Here);
                prop_assert_eq!(&y, &here, "threads must not change {:?}", level);
                for i in 0..m {
                    for j in (0..n).step_by(7) {
                        let (exact, largest) = plain(&rows, &panels, i, j);
                        let bias = f64::from(bias[j]);
                        let error = (f64::from(y[i * n + j]) - exact - bias).abs();
                        // the integers are exact; a few roundings to f32 follow
                        let limit = 4.0 * f64::from(f32::EPSILON) * (largest + bias.abs());
                        prop_assert!(error <= limit, "{level:?} {i} {j}: {error} of {largest}");
                    }
                }
                match &first {
                    Some(first) => prop_assert_eq!(first, &y, "{:?} differs", level),
                    None => first = Some(y),
                }
            }
        }

        #[test]
        fn a_row_is_kept_within_half_a_step(
            x in prop::collection::vec(prop_oneof![-1e-3f32..1e-3, -50f32..80.0, Just(0.0)], 1..100)
        ) {
            let rows = Rows::quantize(&x, x.len(), Spread::Here);
            let scale = rows.scales[0];
            for (i, x) in x.iter().enumerate() {
                let kept = (f32::from(rows.values[i]) - rows.zeros[0] as f32) * scale;
                prop_assert!((kept - x).abs() <= 1.01 * scale, "{x} became {kept}");
                if *x == 0.0 {
                    prop_assert_eq!(kept, 0.0);
                }
            }
        }
    }

    #[test]
    fn weights_are_kept_within_half_a_step_and_read_back() {
        let (n, k) = (19, 10);
        let w: Vec<f32> = (0..n * k)
            .map(|i| (i as f32 * 0.37).sin() * (1 + i / k) as f32)
            .collect();
        let panels = quantize(&w, n, k);
        let mut row = vec![0f32; k];
        for output in 0..n {
            panels.row(output, &mut row);
            let scale = panels.scales[output];
            for (kept, w) in row.iter().zip(&w[output * k..]) {
                assert!((kept - w).abs() <= 0.5001 * scale);
            }
        }
        let (values, scales, sums) = panels.parts();
        let bytes = || Bytes::of(Arc::new(values.to_vec()), 0..values.len()).unwrap();
        assert!(Panels::from_parts(n, k, bytes(), scales.to_vec(), sums.to_vec()).is_some());
        assert!(Panels::from_parts(n + 16, k, bytes(), scales.to_vec(), sums.to_vec()).is_none());
        assert!(Panels::from_parts(n, k + 4, bytes(), scales.to_vec(), sums.to_vec()).is_none());
        assert!(Panels::from_parts(n, k, bytes(), vec![f32::NAN; 32], sums.to_vec()).is_none());
        assert!(Bytes::of(Arc::new(values.to_vec()), 5..values.len() + 1).is_none());
    }

    #[test]
    fn rows_of_zeros_and_of_nothing_useful_stay_harmless() {
        let w = vec![1f32; 16 * 8];
        let panels = quantize(&w, 16, 8);
        for (x, check) in [
            ([0f32; 8], (|y| y == 0.0) as fn(f32) -> bool),
            ([f32::INFINITY; 8], |y| !y.is_finite()),
        ] {
            let mut y = vec![7f32; 16];
            panels.product(
                &Rows::quantize(&x, 8, Spread::Here),
                None,
                &mut y,
                Spread::Here,
            );
            assert!(y.iter().all(|y| check(*y)), "{x:?} gave {y:?}");
        }
    }
}
