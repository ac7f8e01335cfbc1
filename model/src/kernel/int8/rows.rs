//! Rows for products with int8 panels, as unsigned bytes with a scale and a zero point each.

use rayon::prelude::*;

use crate::kernel::Spread;
use crate::kernel::panels::{self, GROUP};
use crate::kernel::simd::{self, Arch, Kernel, exp};

/// Adding 1.5 * 2²³ leaves the nearest integer in the low bits.
pub(super) const ROUND: f32 = 12_582_912.0;

/// Rows of `x` as bytes.
#[derive(Debug, Clone, Default)]
pub(crate) struct Rows {
    pub(super) width: usize,
    /// Rows of [`stride`] bytes.
    pub(super) values: Vec<u8>,
    pub(super) scales: Vec<f32>,
    pub(super) zeros: Vec<i32>,
}

/// Bytes from one row to the next: a cache line more than a multiple of 4,096, so that the rows of a tile
/// do not share one set of the first cache.
pub(super) fn stride(width: usize) -> usize {
    let stride = width.next_multiple_of(GROUP);
    if stride.is_multiple_of(1024) {
        stride + 64
    } else {
        stride
    }
}

impl Rows {
    /// Quantizes rows of `width` values: the smallest and the largest value of each row, and zero, are in the
    /// range of the bytes.
    pub(crate) fn quantize(x: &[f32], width: usize, spread: Spread) -> Self {
        let mut rows = Self::default();
        rows.refill(x, width, spread);
        rows
    }

    /// Quantizes rows to 16 bits, into the same memory: first the rows of their high bytes, then those of
    /// their low bytes. See [`Panels::product_of_halves`](super::Panels::product_of_halves).
    pub(crate) fn refill_in_16_bits(&mut self, x: &[f32], width: usize) {
        let count = x.len() / width.max(1);
        let (high, low) = self.halves(count, width);
        let rows = x.chunks_exact(width);
        let parameters: Vec<(f32, i32)> = rows
            .zip(high.zip(low))
            .map(|(x, (high, low))| simd::run(QuantizeWide { x, high, low }))
            .collect();
        for (i, (scale, zero)) in parameters.into_iter().enumerate() {
            self.scales[i] = 256.0 * scale;
            self.scales[count + i] = scale;
            self.zeros[i] = zero / 256;
            self.zeros[count + i] = zero % 256;
        }
    }

    /// Replaces rows of scores by e to the power of each less their largest, and stores the powers in 16 bits
    /// as [`Self::refill_in_16_bits`] would. The largest power is 1, so finding a scale takes no pass. To
    /// complete softmax, the caller divides by the sum of each row, in `sums`. `scores` become the powers.
    pub(crate) fn refill_with_powers(
        &mut self,
        scores: &mut [f32],
        width: usize,
        sums: &mut Vec<f32>,
    ) {
        let count = scores.len() / width.max(1);
        let (high, low) = self.halves(count, width);
        let rows = scores.chunks_exact_mut(width);
        sums.clear();
        sums.extend(
            rows.zip(high.zip(low))
                .map(|(scores, (high, low))| simd::run(Powers { scores, high, low })),
        );
        self.scales[..count].fill(256.0 / 65535.0);
        self.scales[count..].fill(1.0 / 65535.0);
        self.zeros.fill(0);
    }

    /// Makes room for `count` rows of `width` numbers of 16 bits: the rows of their high and low bytes.
    fn halves(
        &mut self,
        count: usize,
        width: usize,
    ) -> (
        impl Iterator<Item = &mut [u8]>,
        impl Iterator<Item = &mut [u8]>,
    ) {
        let stride = stride(width);
        self.width = width;
        self.values.resize(2 * count * stride, 0);
        self.scales.resize(2 * count, 0.0);
        self.zeros.resize(2 * count, 0);
        let (high, low) = self.values.split_at_mut(count * stride);
        // the gap between rows only ever meets zeros
        (
            high.chunks_exact_mut(stride)
                .map(move |row| &mut row[..width]),
            low.chunks_exact_mut(stride)
                .map(move |row| &mut row[..width]),
        )
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

/// Quantizes one row in two halves; returns its scale and zero point.
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

/// Quantizes one row of scores; returns the sum of their powers.
struct Powers<'a> {
    scores: &'a mut [f32],
    high: &'a mut [u8],
    low: &'a mut [u8],
}

impl Kernel for Powers<'_> {
    type Output = f32;

    #[inline(always)]
    fn run<A: Arch>(self) -> f32 {
        let most = simd::largest(self.scores);
        for ((score, high), low) in self.scores.iter_mut().zip(self.high).zip(self.low) {
            let power = exp::<A>(*score - most);
            *score = power;
            let bits = A::mul_add(power, 65535.0, ROUND).to_bits();
            *high = (bits >> 8) as u8;
            *low = bits as u8;
        }
        simd::sum(self.scores)
    }
}
