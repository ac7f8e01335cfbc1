//! Weights in int8 and their products.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::level::{Level, best};
use super::rows::{ROUND, Rows, stride};
use crate::kernel::Spread;
use crate::kernel::arithmetic::*;
use crate::kernel::panels::{
    self, Arithmetic, GROUP, Matrix, Operands, PANEL, PANEL_GROUP, Sink, put_all,
};

/// The most inputs; with more, 32-bit sums could overflow: twice 255 * 127 * 2¹⁵ is less than 2³¹.
pub(crate) const MOST_INPUTS: usize = 1 << 15;

/// Bytes in memory of their own or in a mapped file.
#[derive(Clone)]
pub(crate) struct Bytes {
    source: Arc<dyn AsRef<[u8]> + Send + Sync>,
    range: Range<usize>,
}

impl Bytes {
    /// A range of `source`; `None` if `source` has no such range.
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
    pub(super) inputs: usize,
    pub(super) values: Bytes,
    /// One scale per output, padded to whole panels.
    pub(super) scales: Vec<f32>,
    /// The sum of each output's bytes.
    pub(super) sums: Vec<i32>,
}

impl std::fmt::Debug for Panels {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "int8 panels {} x {}", self.outputs, self.inputs)
    }
}

/// Bytes of the panels of a matrix, and numbers of its scales; `None` if it is too large.
pub(crate) fn sizes(outputs: usize, inputs: usize) -> Option<(usize, usize)> {
    let panels = outputs.div_ceil(PANEL);
    let bytes = panels
        .checked_mul(inputs.div_ceil(GROUP))?
        .checked_mul(PANEL_GROUP)?;
    (inputs <= MOST_INPUTS).then_some((bytes, panels * PANEL))
}

impl Panels {
    /// Quantizes the weights of each output, which `read` copies into a buffer. At most [`MOST_INPUTS`].
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

    /// Builds the panels from their parts in a file; `None` if they do not fit together.
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

    /// Panels, scales and sums, in the form of a file.
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
        self.product_at(best(), x, bias, y, spread);
    }

    /// `y [m, outputs] = x [m, inputs] wᵀ` with rows in 16 bits, on this thread: adds up the products of their
    /// two halves as they come.
    pub(crate) fn product_of_halves(&self, x: &Rows, y: &mut [f32]) {
        self.product_of_halves_at(best(), x, y);
    }

    pub(super) fn product_of_halves_at(&self, level: Level, x: &Rows, y: &mut [f32]) {
        let rows = x.scales.len();
        let sums = HalvedSums(self.sums(x, rows / 2, None, y));
        self.work(level, x, 0..rows, 0..self.outputs.div_ceil(PANEL), &sums);
    }

    pub(super) fn product_at(
        &self,
        level: Level,
        x: &Rows,
        bias: Option<&[f32]>,
        y: &mut [f32],
        spread: Spread,
    ) {
        let rows = x.scales.len();
        let sums = self.sums(x, rows, bias, y);
        let panels = self.outputs.div_ceil(PANEL);
        let work = |rows, panels| self.work(level, x, rows, panels, &sums);
        match spread {
            Spread::Here => work(0..rows, 0..panels),
            Spread::Threads => panels::share(rows, panels, work),
        }
    }

    /// Adds the sums of a product with `x` to `outcomes` rows of `y`: those of row `r` to row `r % outcomes`.
    fn sums<'a>(
        &'a self,
        x: &'a Rows,
        outcomes: usize,
        bias: Option<&'a [f32]>,
        y: &mut [f32],
    ) -> Sums<'a> {
        assert!(x.width == self.inputs && y.len() == outcomes * self.outputs);
        Sums {
            y: Matrix::new(y, self.outputs),
            outcomes,
            x,
            w: self,
            bias,
        }
    }

    /// A part of a product, on this thread; no other thread may work on the same part.
    fn work<O: Sink<i32>>(
        &self,
        level: Level,
        x: &Rows,
        rows: Range<usize>,
        panels: Range<usize>,
        sums: &O,
    ) {
        let operands = Operands {
            x: &x.values,
            stride: stride(self.inputs),
            w: self.values.get(),
            groups: self.inputs.div_ceil(GROUP),
        };
        // SAFETY: the level is one that this processor has, and parts do not overlap.
        unsafe {
            match level {
                Level::Plain => run::<PlainInt8, O>(operands, rows, panels, sums),
                #[cfg(target_arch = "x86_64")]
                Level::Avx2 => avx2(operands, rows, panels, sums),
                #[cfg(target_arch = "x86_64")]
                Level::AvxVnni => avx_vnni(operands, rows, panels, sums),
                #[cfg(target_arch = "x86_64")]
                Level::Avx512Vnni => avx512_vnni(operands, rows, panels, sums),
                #[cfg(target_arch = "aarch64")]
                Level::Neon => run::<NeonInt8, O>(operands, rows, panels, sums),
                #[cfg(target_arch = "aarch64")]
                Level::DotProd => dot_prod(operands, rows, panels, sums),
                #[cfg(target_arch = "aarch64")]
                Level::I8mm => i8mm(operands, rows, panels, sums),
            }
        }
    }
}

/// Turns integer sums into values.
struct Sums<'a> {
    y: Matrix,
    /// Number of rows of `y`.
    outcomes: usize,
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
        // SAFETY: the caller guarantees it.
        let y = unsafe { self.y.panel(row % self.outcomes, panel) };
        match (first && row < self.outcomes, self.bias) {
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

/// The same, with both halves of a row of 16 bits in one row.
struct HalvedSums<'a>(Sums<'a>);

impl Sink<i32> for HalvedSums<'_> {
    #[inline(always)]
    unsafe fn put(&self, row: usize, panel: usize, sums: &[i32; PANEL], first: bool) {
        // SAFETY: the caller guarantees it.
        unsafe { self.0.put(row, panel, sums, first) }
    }

    #[inline(always)]
    unsafe fn put_rows<const M: usize>(
        &self,
        row: usize,
        panel: usize,
        sums: &[[i32; PANEL]; M],
        first: bool,
    ) {
        let Sums {
            y, outcomes, x, w, ..
        } = &self.0;
        if M != 2 * outcomes || row != 0 || !first {
            for (r, sums) in sums.iter().enumerate() {
                // SAFETY: the caller guarantees it.
                unsafe { self.put(row + r, panel, sums, first) }
            }
            return;
        }
        // both halves are here, so there are half as many numbers to scale and to store
        let start = panel * PANEL;
        let scales = &w.scales[start..start + PANEL];
        let ones = &w.sums[start..start + PANEL];
        for r in 0..M / 2 {
            let (high, low) = (&sums[r], &sums[M / 2 + r]);
            let zeros = (x.zeros[r], x.zeros[M / 2 + r]);
            let (wide, fine) = (x.scales[r], x.scales[M / 2 + r]);
            let mut values = [0f32; PANEL];
            for lane in 0..PANEL {
                // the same roundings as with one half after the other
                let high = (high[lane] - zeros.0 * ones[lane]) as f32 * (wide * scales[lane]);
                let low = (low[lane] - zeros.1 * ones[lane]) as f32 * (fine * scales[lane]);
                values[lane] = high + low;
            }
            // SAFETY: the caller guarantees it.
            let y = unsafe { y.panel(r, panel) };
            put_all(y, &values);
        }
    }
}

/// # Safety
/// The same as for [`panels::part`].
#[inline(always)]
unsafe fn run<S: Arithmetic<Number = i32>, O: Sink<i32>>(
    o: Operands,
    rows: Range<usize>,
    panels: Range<usize>,
    sums: &O,
) {
    // SAFETY: the caller guarantees it.
    unsafe { panels::part::<S, O>(o, rows, panels, sums) }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
unsafe fn avx2<O: Sink<i32>>(o: Operands, rows: Range<usize>, panels: Range<usize>, sums: &O) {
    // SAFETY: the caller guarantees it.
    unsafe { run::<Avx2Int8, O>(o, rows, panels, sums) }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma,avxvnni")]
unsafe fn avx_vnni<O: Sink<i32>>(o: Operands, rows: Range<usize>, panels: Range<usize>, sums: &O) {
    // SAFETY: the caller guarantees it.
    unsafe { run::<AvxVnniInt8, O>(o, rows, panels, sums) }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni,avx2,fma")]
unsafe fn avx512_vnni<O: Sink<i32>>(
    o: Operands,
    rows: Range<usize>,
    panels: Range<usize>,
    sums: &O,
) {
    // SAFETY: the caller guarantees it.
    unsafe { run::<Avx512Int8, O>(o, rows, panels, sums) }
}

#[cfg(target_arch = "aarch64")]
#[target_feature(enable = "neon,dotprod")]
unsafe fn dot_prod<O: Sink<i32>>(o: Operands, rows: Range<usize>, panels: Range<usize>, sums: &O) {
    // SAFETY: the caller guarantees it.
    unsafe { run::<DotProdInt8, O>(o, rows, panels, sums) }
}

#[cfg(target_arch = "aarch64")]
#[target_feature(enable = "neon,i8mm")]
unsafe fn i8mm<O: Sink<i32>>(o: Operands, rows: Range<usize>, panels: Range<usize>, sums: &O) {
    // SAFETY: the caller guarantees it.
    unsafe { run::<I8mmInt8, O>(o, rows, panels, sums) }
}
