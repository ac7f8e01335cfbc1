//! One tile of queries of one head.
//!
//! Lanes are queries: scores are `keys x queries`, so that maxima, exponentials and sums need nothing across
//! lanes, and the weights are where the second product wants them. The kernel transposes queries once per tile
//! and copies values once per step, both to groups of one register side by side; it reads keys where they are.
//! It is written once over [`Vector`]: the compiler would not keep plain loops in registers.

use crate::kernel::simd::Level;
use crate::kernel::vector::{self, Vector};

/// Keys that one step covers: their scores and values stay in the first cache.
const STEP: usize = 64;

/// Rows of a product that share what is loaded of its other side.
const ROWS: usize = 4;

/// Keys from `start` to `end`, with `bias` added to their scores.
#[derive(Debug, Clone, Copy)]
pub(in crate::attention) struct KeyRange {
    pub(in crate::attention) start: usize,
    pub(in crate::attention) end: usize,
    pub(in crate::attention) bias: f32,
}

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

/// A cache line, so that no register is loaded from two.
#[derive(Clone, Copy)]
#[repr(C, align(64))]
struct Line([f32; 16]);

/// Numbers that start with a cache line.
#[derive(Default)]
struct Aligned(Vec<Line>);

impl Aligned {
    /// Returns `count` numbers, rounded up to lines, with their previous content.
    fn take(&mut self, count: usize) -> &mut [f32] {
        let lines = count.div_ceil(16);
        if self.0.len() < lines {
            self.0.resize(lines, Line([0.0; 16]));
        }
        let lines = &mut self.0[..lines];
        // SAFETY: a line is 16 numbers and nothing else.
        unsafe { std::slice::from_raw_parts_mut(lines.as_mut_ptr().cast(), lines.len() * 16) }
    }
}

/// Memory that the tiles of one thread use in turn.
#[derive(Default)]
pub(super) struct Scratch {
    query: Aligned,
    value: Aligned,
    scores: Aligned,
    context: Aligned,
    maxima: Aligned,
    sums: Aligned,
    shrink: Aligned,
}

impl Tile<'_> {
    /// Writes what the queries read; `put` receives row by row, `dim` numbers each.
    pub(super) fn attend(
        &self,
        level: Level,
        scratch: &mut Scratch,
        put: &mut dyn FnMut(usize, &[f32]),
    ) {
        assert!(self.rows > 0 && self.dim > 0 && self.dim <= self.stride);
        assert!(self.query.len() >= (self.rows - 1) * self.stride + self.dim);
        // SAFETY: a level is one that this processor has.
        unsafe {
            match level {
                Level::Baseline => self.run::<vector::Plain, 8, 2>(scratch, put),
                #[cfg(target_arch = "aarch64")]
                Level::Neon => self.run::<vector::Neon, 8, 2>(scratch, put),
                #[cfg(target_arch = "x86_64")]
                Level::Avx2 => avx2(self, scratch, put),
                #[cfg(target_arch = "x86_64")]
                Level::Avx512 => avx512(self, scratch, put),
            }
        }
    }

    /// `L` lanes; products keep `P` registers of each of [`ROWS`] rows.
    ///
    /// # Safety
    /// The processor must have the instructions of `V`.
    #[inline(always)]
    unsafe fn run<V: Vector<L>, const L: usize, const P: usize>(
        &self,
        scratch: &mut Scratch,
        put: &mut dyn FnMut(usize, &[f32]),
    ) {
        let (rows, dim) = (self.rows, self.dim);
        let (groups, panels) = (rows.div_ceil(L), dim.div_ceil(L));
        let query = scratch.query.take(groups * dim * L);
        let (query, _) = query[..groups * dim * L].as_chunks_mut::<L>();
        self.transpose_queries(query);
        let value = scratch.value.take(panels * STEP * L);
        let (value, _) = value[..panels * STEP * L].as_chunks_mut::<L>();
        let scores = scratch.scores.take(groups * STEP * L);
        let (scores, _) = scores[..groups * STEP * L].as_chunks_mut::<L>();
        // rows of whole registers, and as many rows as registers of queries have
        let context = scratch.context.take(groups * L * panels * L);
        let (context, _) = context[..groups * L * panels * L].as_chunks_mut::<L>();
        context.fill([0.0; L]);
        let (maxima, _) = scratch.maxima.take(groups * L)[..groups * L].as_chunks_mut::<L>();
        maxima.fill([f32::NEG_INFINITY; L]);
        let (sums, _) = scratch.sums.take(groups * L)[..groups * L].as_chunks_mut::<L>();
        sums.fill([0.0; L]);
        let (shrink, _) = scratch.shrink.take(groups * L)[..groups * L].as_chunks_mut::<L>();
        for range in self.ranges {
            let mut start = range.start;
            while start < range.end {
                let count = STEP.min(range.end - start);
                // SAFETY: the caller guarantees it.
                unsafe {
                    self.score::<V, L, P>(start, count, query, scores);
                    self.add_biases::<V, L>(start, count, range.bias, scores);
                    for group in 0..groups {
                        shrink[group] = weigh::<V, L>(
                            &mut scores[group * STEP..][..count],
                            &mut maxima[group],
                            &mut sums[group],
                        );
                    }
                    shrink_rows::<V, L>(shrink, panels, &mut context[..rows * panels]);
                    self.copy_values(start, count, value);
                    add_values::<V, L, P>(rows, count, scores, value, panels, context);
                }
                start += count;
            }
        }
        let context = context.as_flattened_mut();
        for (row, context) in context.chunks_exact_mut(panels * L).take(rows).enumerate() {
            let scale = 1.0 / sums[row / L][row % L];
            let context = &mut context[..dim];
            context.iter_mut().for_each(|value| *value *= scale);
            put(row, context);
        }
    }

    /// Rearranges to groups of `L` queries, dimension after dimension; missing ones are zeros.
    #[inline(always)]
    fn transpose_queries<const L: usize>(&self, to: &mut [[f32; L]]) {
        for (group, to) in to.chunks_exact_mut(self.dim).enumerate() {
            for lane in 0..L {
                let row = group * L + lane;
                if row < self.rows {
                    let query = &self.query[row * self.stride..][..self.dim];
                    to.iter_mut().zip(query).for_each(|(to, x)| to[lane] = *x);
                } else {
                    to.iter_mut().for_each(|to| to[lane] = 0.0);
                }
            }
        }
    }

    /// Rearranges to groups of `L` dimensions, token after token; missing ones are zeros.
    #[inline(always)]
    fn copy_values<const L: usize>(&self, start: usize, count: usize, to: &mut [[f32; L]]) {
        for (panel, to) in to.chunks_exact_mut(STEP).enumerate() {
            for (k, to) in to.iter_mut().take(count).enumerate() {
                let value = &self.value[(start + k) * self.stride..][..self.dim];
                match value[panel * L..].first_chunk::<L>() {
                    Some(value) => *to = *value,
                    None => {
                        *to = [0.0; L];
                        let rest = &value[panel * L..];
                        to[..rest.len()].copy_from_slice(rest);
                    }
                }
            }
        }
    }

    /// The scores of `count` keys from `start` on, in groups of `L` queries, key after key.
    ///
    /// # Safety
    /// The same as for [`Self::run`].
    #[inline(always)]
    unsafe fn score<V: Vector<L>, const L: usize, const P: usize>(
        &self,
        start: usize,
        count: usize,
        query: &[[f32; L]],
        scores: &mut [[f32; L]],
    ) {
        let groups = scores.len() / STEP;
        let key = |k: usize| &self.key[(start + k) * self.stride..][..self.dim];
        let mut k = 0;
        while k < count {
            let many = ROWS.min(count - k);
            let mut group = 0;
            while group < groups {
                let width = P.min(groups - group);
                let query = &query[group * self.dim..];
                let to = &mut scores[group * STEP + k..];
                macro_rules! blocks {
                    ($(($m:literal, $p:literal))*) => {
                        match (many, width) {
                            $(
                                // SAFETY: the caller guarantees it.
                                ($m, $p) => unsafe {
                                    let rows = std::array::from_fn(|r| key(k + r));
                                    score_block::<V, L, $m, $p>(rows, self.dim, query, to)
                                },
                            )*
                            _ => unreachable!("blocks have 1 to 4 keys and groups"),
                        }
                    };
                }
                blocks!(
                    (4, 4)(4, 2)(4, 1)(4, 3)(3, 4)(3, 3)(3, 2)(3, 1)(2, 4)(2, 3)(2, 2)(2, 1)(1, 4)(
                        1, 3
                    )(1, 2)(1, 1)
                );
                group += width;
            }
            k += many;
        }
    }

    /// Adds the bias to the scores, if there is one, and hides later keys.
    ///
    /// # Safety
    /// The same as for [`Self::run`].
    #[inline(always)]
    unsafe fn add_biases<V: Vector<L>, const L: usize>(
        &self,
        start: usize,
        count: usize,
        range: f32,
        scores: &mut [[f32; L]],
    ) {
        let last = |k: usize, row: usize| {
            self.causal
                .is_some_and(|shift| (start + k) as isize > row as isize + shift)
        };
        // the first row reads the least
        let hides = last(count - 1, 0);
        if range == 0.0 && self.bias.is_none() && !hides {
            return;
        }
        for (group, scores) in scores.chunks_exact_mut(STEP).enumerate() {
            for (k, scores) in scores[..count].iter_mut().enumerate() {
                // SAFETY: the caller guarantees it.
                unsafe {
                    let mut sum = V::load(scores).add(V::splat(range));
                    if let Some(bias) = self.bias {
                        sum = sum.add(V::splat(bias[start + k]));
                    }
                    sum.store(scores);
                }
                if hides {
                    for (lane, score) in scores.iter_mut().enumerate() {
                        if last(k, group * L + lane) {
                            *score = f32::MIN;
                        }
                    }
                }
            }
        }
    }
}

/// # Safety
/// The processor must have AVX2 and FMA.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
unsafe fn avx2(tile: &Tile, scratch: &mut Scratch, put: &mut dyn FnMut(usize, &[f32])) {
    // SAFETY: the caller guarantees it.
    unsafe { tile.run::<vector::Avx2, 8, 2>(scratch, put) }
}

/// # Safety
/// The processor must have AVX-512 (F, BW, DQ, VL).
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx2,fma")]
unsafe fn avx512(tile: &Tile, scratch: &mut Scratch, put: &mut dyn FnMut(usize, &[f32])) {
    // SAFETY: the caller guarantees it.
    unsafe { tile.run::<vector::Avx512, 16, 4>(scratch, put) }
}

/// The scores of `M` keys and `P` groups of queries.
///
/// # Safety
/// The processor must have the instructions of `V`.
#[inline(always)]
#[allow(
    clippy::needless_range_loop,
    reason = "the loops are to be unrolled over fixed-size arrays"
)]
unsafe fn score_block<V: Vector<L>, const L: usize, const M: usize, const P: usize>(
    keys: [&[f32]; M],
    dim: usize,
    query: &[[f32; L]],
    to: &mut [[f32; L]],
) {
    // slices of one known length leave no bounds check inside the loop, which would take the sums out
    // of their registers
    let keys: [&[f32]; M] = std::array::from_fn(|r| &keys[r][..dim]);
    let query: [&[[f32; L]]; P] = std::array::from_fn(|p| &query[p * dim..][..dim]);
    // SAFETY: the caller guarantees it.
    unsafe {
        let mut sums = [[V::splat(0.0); P]; M];
        for d in 0..dim {
            for r in 0..M {
                let factor = V::splat(keys[r][d]);
                for p in 0..P {
                    sums[r][p] = factor.mul_add(V::load(&query[p][d]), sums[r][p]);
                }
            }
        }
        // copied out before they are indexed any other way, or they would be kept in memory
        let mut done = [[[0f32; L]; P]; M];
        for r in 0..M {
            for p in 0..P {
                sums[r][p].store(&mut done[r][p]);
            }
        }
        for (r, done) in done.iter().enumerate() {
            for (p, done) in done.iter().enumerate() {
                to[p * STEP + r] = *done;
            }
        }
    }
}

/// Turns scores of one group of queries into weights relative to the largest so far; returns the factors for
/// earlier weights.
///
/// # Safety
/// The processor must have the instructions of `V`.
#[inline(always)]
unsafe fn weigh<V: Vector<L>, const L: usize>(
    scores: &mut [[f32; L]],
    maxima: &mut [f32; L],
    sums: &mut [f32; L],
) -> [f32; L] {
    // SAFETY: the caller guarantees it.
    unsafe {
        let before = V::load(maxima);
        let mut most = before;
        for score in &*scores {
            most = V::load(score).max(most);
        }
        let shrink = vector::exp(before.sub(most));
        let mut sum = V::splat(0.0);
        for score in scores {
            let weight = vector::exp(V::load(score).sub(most));
            weight.store(score);
            sum = sum.add(weight);
        }
        V::load(sums).mul_add(shrink, sum).store(sums);
        most.store(maxima);
        let mut factors = [0f32; L];
        shrink.store(&mut factors);
        factors
    }
}

/// Multiplies every row of `panels` registers by its factor.
///
/// # Safety
/// The processor must have the instructions of `V`.
#[inline(always)]
unsafe fn shrink_rows<V: Vector<L>, const L: usize>(
    factors: &[[f32; L]],
    panels: usize,
    context: &mut [[f32; L]],
) {
    let factors = factors.as_flattened();
    for (row, factor) in context.chunks_exact_mut(panels).zip(factors) {
        if *factor != 1.0 {
            for values in row {
                // SAFETY: the caller guarantees it.
                unsafe { V::load(values).mul(V::splat(*factor)).store(values) }
            }
        }
    }
}

/// Adds the weighted values of `count` keys to the context of each query.
///
/// # Safety
/// The processor must have the instructions of `V`.
#[inline(always)]
unsafe fn add_values<V: Vector<L>, const L: usize, const P: usize>(
    rows: usize,
    count: usize,
    weights: &[[f32; L]],
    value: &[[f32; L]],
    panels: usize,
    context: &mut [[f32; L]],
) {
    for row in (0..rows).step_by(ROWS) {
        let weights = &weights[row / L * STEP..][..count];
        let mut panel = 0;
        while panel < panels {
            let width = P.min(panels - panel);
            let value = &value[panel * STEP..];
            let to = &mut context[row * panels + panel..];
            macro_rules! blocks {
                ($(($j:literal, $p:literal))*) => {
                    match (row % L / ROWS, width) {
                        $(
                            // SAFETY: the caller guarantees it.
                            ($j, $p) if $j * ROWS < L => unsafe {
                                value_block::<V, L, $j, $p>(weights, value, panels, to)
                            },
                        )*
                        _ => unreachable!("a register has at most four times four lanes"),
                    }
                };
            }
            blocks!(
                (0, 4)(1, 4)(2, 4)(3, 4)(0, 3)(1, 3)(2, 3)(3, 3)(0, 2)(1, 2)(2, 2)(3, 2)(0, 1)(
                    1, 1
                )(2, 1)(3, 1)
            );
            panel += width;
        }
    }
}

/// [`ROWS`] queries, from lane `J * ROWS` on, and `P` registers of their values.
///
/// # Safety
/// The processor must have the instructions of `V`.
#[inline(always)]
#[allow(
    clippy::needless_range_loop,
    reason = "the loops are to be unrolled over fixed-size arrays"
)]
unsafe fn value_block<V: Vector<L>, const L: usize, const J: usize, const P: usize>(
    weights: &[[f32; L]],
    value: &[[f32; L]],
    panels: usize,
    to: &mut [[f32; L]],
) {
    let count = weights.len();
    let value: [&[[f32; L]]; P] = std::array::from_fn(|p| &value[p * STEP..][..count]);
    // SAFETY: the caller guarantees it.
    unsafe {
        let mut sums = [[V::splat(0.0); P]; ROWS];
        for k in 0..count {
            for r in 0..ROWS {
                let factor = V::splat(weights[k][J * ROWS + r]);
                for p in 0..P {
                    sums[r][p] = factor.mul_add(V::load(&value[p][k]), sums[r][p]);
                }
            }
        }
        // as in `score_block`
        let mut done = [[[0f32; L]; P]; ROWS];
        for r in 0..ROWS {
            for p in 0..P {
                sums[r][p].store(&mut done[r][p]);
            }
        }
        for (r, done) in done.iter().enumerate() {
            for (p, done) in done.iter().enumerate() {
                let to = &mut to[r * panels + p];
                V::load(to).add(V::load(done)).store(to);
            }
        }
    }
}
