//! Attention of a step over the tokens decoded before it; each beam reads its own.
//!
//! Every head keeps its keys and values beside each other and walks over them from front to back. In rows of
//! the whole width the numbers of a head would lie 4,096 bytes apart, all in a few sets of the first cache, and
//! reading them would take longer than the rest of the step.

use std::sync::{Mutex, PoisonError};

use half::bf16;

use crate::kernel::prefetch;
use crate::kernel::simd::{self, Level};
use crate::kernel::team;
use crate::kernel::vector::{self, Vector};

/// How many rows ahead of the current one the loop prefetches.
const AHEAD: usize = 12;

/// The keys and values of one layer. Rows are never removed: a beam is a list of the rows that it continues.
#[derive(Debug, Clone)]
pub(crate) enum DecodedRows {
    /// In f32, as computed.
    Float(Vec<HeadRows<f32>>),
    /// In bf16, half the room, beside weights in int8: beams that have diverged share nothing, and hundreds of
    /// tokens take longer to bring from memory than to multiply. A bf16 is off by at most 1/512 of itself, less
    /// than half a step of the bytes behind it.
    Half(Vec<HeadRows<bf16>>),
}

/// `[rows, dim]` each.
#[derive(Debug, Clone, Default)]
pub(crate) struct HeadRows<T> {
    key: Vec<T>,
    value: Vec<T>,
}

/// A number as the cache stores it.
pub(crate) trait Kept: Copy + Default + Send {
    fn keep(x: f32) -> Self;
    fn value(self) -> f32;
    /// # Safety
    /// The processor must have the instructions of `V`.
    unsafe fn load<V: Vector<L>, const L: usize>(from: &[Self; L]) -> V;
}

impl Kept for f32 {
    #[inline(always)]
    fn keep(x: f32) -> Self {
        x
    }
    #[inline(always)]
    fn value(self) -> f32 {
        self
    }
    #[inline(always)]
    unsafe fn load<V: Vector<L>, const L: usize>(from: &[Self; L]) -> V {
        // SAFETY: the caller guarantees it.
        unsafe { V::load(from) }
    }
}

impl Kept for bf16 {
    #[inline(always)]
    fn keep(x: f32) -> Self {
        bf16::from_f32(x)
    }
    #[inline(always)]
    fn value(self) -> f32 {
        self.to_f32()
    }
    #[inline(always)]
    unsafe fn load<V: Vector<L>, const L: usize>(from: &[Self; L]) -> V {
        // SAFETY: the caller guarantees it.
        unsafe { V::load_bf16(from) }
    }
}

/// What a step adds: `[beams, heads * dim]` each.
pub(crate) struct Newest<'a> {
    /// Already scaled.
    pub(crate) query: &'a [f32],
    pub(crate) key: &'a [f32],
    pub(crate) value: &'a [f32],
}

impl DecodedRows {
    /// An empty cache for `heads` heads.
    pub(crate) fn new(heads: usize, int8: bool) -> Self {
        if int8 {
            Self::Half(vec![HeadRows::default(); heads])
        } else {
            Self::Float(vec![HeadRows::default(); heads])
        }
    }

    /// Adds the newest rows, then writes for each beam what its query reads into `context`. `beams` lists the
    /// rows of each beam, oldest first, the newest included.
    pub(crate) fn add_and_read(
        &mut self,
        newest: &Newest,
        beams: &[Vec<u32>],
        context: &mut [f32],
    ) {
        match self {
            Self::Float(heads) => add_and_read(heads, newest, beams, context),
            Self::Half(heads) => add_and_read(heads, newest, beams, context),
        }
    }
}

fn add_and_read<T: Kept>(
    heads: &mut [HeadRows<T>],
    newest: &Newest,
    beams: &[Vec<u32>],
    context: &mut [f32],
) {
    let width = newest.query.len() / beams.len().max(1);
    let dim = width / heads.len().max(1);
    let heads: Vec<Mutex<&mut HeadRows<T>>> = heads.iter_mut().map(Mutex::new).collect();
    let of_heads = team::map(heads.len(), |number| {
        let mut head = heads[number].lock().unwrap_or_else(PoisonError::into_inner);
        let own = number * dim..(number + 1) * dim;
        for row in newest.key.chunks_exact(width) {
            head.key
                .extend(row[own.clone()].iter().map(|x| T::keep(*x)));
        }
        for row in newest.value.chunks_exact(width) {
            head.value
                .extend(row[own.clone()].iter().map(|x| T::keep(*x)));
        }
        let read = Read {
            query: &newest.query[own.start..],
            width,
            dim,
            head: &**head,
            beams,
        };
        read.at(simd::best())
    });
    for (number, values) in of_heads.iter().enumerate() {
        for (row, values) in context
            .chunks_exact_mut(width)
            .zip(values.chunks_exact(dim))
        {
            row[number * dim..(number + 1) * dim].copy_from_slice(values);
        }
    }
}

/// The work of one head.
#[derive(Clone, Copy)]
struct Read<'a, T> {
    /// One row per beam, `width` apart.
    query: &'a [f32],
    width: usize,
    dim: usize,
    head: &'a HeadRows<T>,
    beams: &'a [Vec<u32>],
}

impl<T: Kept> Read<'_, T> {
    /// `[beams, dim]`
    fn at(self, level: Level) -> Vec<f32> {
        // SAFETY: a level is one that this processor has.
        unsafe {
            match level {
                Level::Baseline => self.run::<vector::Plain, 8>(),
                #[cfg(target_arch = "aarch64")]
                Level::Neon => self.run::<vector::Neon, 8>(),
                #[cfg(target_arch = "x86_64")]
                Level::Avx2 => avx2(self),
                #[cfg(target_arch = "x86_64")]
                Level::Avx512 => avx512(self),
            }
        }
    }

    /// # Safety
    /// The processor must have the instructions of `V`.
    #[inline(always)]
    unsafe fn run<V: Vector<L>, const L: usize>(self) -> Vec<f32> {
        let dim = self.dim;
        let mut context = vec![0f32; self.beams.len() * dim];
        let mut weights = Vec::new();
        let beams = self.beams.iter().zip(context.chunks_exact_mut(dim));
        for (beam, (rows, context)) in beams.enumerate() {
            let query = &self.query[beam * self.width..][..dim];
            weights.clear();
            weights.resize(rows.len().next_multiple_of(L), f32::NEG_INFINITY);
            // SAFETY: the caller guarantees it.
            unsafe {
                for (at, (weight, row)) in weights.iter_mut().zip(rows).enumerate() {
                    fetch_ahead(rows, at, &self.head.key, dim, dim);
                    *weight = dot::<T, V, L>(query, &self.head.key[*row as usize * dim..][..dim]);
                }
                let scale = 1.0 / to_powers::<V, L>(&mut weights);
                weights.iter_mut().for_each(|weight| *weight *= scale);
                let mut start = 0;
                while start < dim {
                    let (context, value) = (&mut context[start..], &self.head.value[start..]);
                    start += match context.len() / L {
                        4.. => add_rows::<T, V, L, 4>(&weights, rows, value, dim, context),
                        1.. => add_rows::<T, V, L, 1>(&weights, rows, value, dim, context),
                        0 => {
                            for (weight, row) in weights.iter().zip(rows) {
                                let value = &value[*row as usize * dim..][..context.len()];
                                for (sum, value) in context.iter_mut().zip(value) {
                                    *sum += weight * value.value();
                                }
                            }
                            context.len()
                        }
                    };
                }
            }
        }
        context
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
unsafe fn avx2<T: Kept>(read: Read<T>) -> Vec<f32> {
    // SAFETY: the caller guarantees it.
    unsafe { read.run::<vector::Avx2, 8>() }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx2,fma")]
unsafe fn avx512<T: Kept>(read: Read<T>) -> Vec<f32> {
    // SAFETY: the caller guarantees it.
    unsafe { read.run::<vector::Avx512, 16>() }
}

/// Prefetches the first `count` numbers of a row that the loop reads soon.
#[inline(always)]
fn fetch_ahead<T>(rows: &[u32], at: usize, of: &[T], dim: usize, count: usize) {
    if let Some(row) = rows.get(at + AHEAD) {
        let row = of.get(*row as usize * dim..).unwrap_or_default();
        prefetch::start(row, count * size_of::<T>());
    }
}

/// # Safety
/// The processor must have the instructions of `V`.
#[inline(always)]
unsafe fn dot<T: Kept, V: Vector<L>, const L: usize>(a: &[f32], b: &[T]) -> f32 {
    let ((a, a_rest), (b, b_rest)) = (a.as_chunks::<L>(), b.as_chunks::<L>());
    let rest: f32 = a_rest.iter().zip(b_rest).map(|(a, b)| a * b.value()).sum();
    // SAFETY: the caller guarantees it.
    unsafe {
        let mut sums = V::splat(0.0);
        for (a, b) in a.iter().zip(b) {
            sums = V::load(a).mul_add(T::load(b), sums);
        }
        sums.sum() + rest
    }
}

/// Replaces scores, in whole registers, by e to the power of each less their largest; returns the sum.
///
/// # Safety
/// The processor must have the instructions of `V`.
#[inline(always)]
unsafe fn to_powers<V: Vector<L>, const L: usize>(scores: &mut [f32]) -> f32 {
    let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let (scores, _) = scores.as_chunks_mut::<L>();
    // SAFETY: the caller guarantees it.
    unsafe {
        let (most, mut sums) = (V::splat(most), V::splat(0.0));
        for scores in scores {
            let powers = vector::exp(V::load(scores).sub(most));
            powers.store(scores);
            sums = sums.add(powers);
        }
        sums.sum()
    }
}

/// Adds `P` registers of weighted rows of `value`, which are `dim` apart, to `context`; returns how many
/// numbers it covered.
///
/// # Safety
/// The processor must have the instructions of `V`.
#[inline(always)]
unsafe fn add_rows<T: Kept, V: Vector<L>, const L: usize, const P: usize>(
    weights: &[f32],
    rows: &[u32],
    value: &[T],
    dim: usize,
    context: &mut [f32],
) -> usize {
    // SAFETY: the caller guarantees it.
    unsafe {
        let mut sums = [V::splat(0.0); P];
        for (at, (weight, row)) in weights.iter().zip(rows).enumerate() {
            fetch_ahead(rows, at, value, dim, P * L);
            let (value, _) = value[*row as usize * dim..][..P * L].as_chunks::<L>();
            let weight = V::splat(*weight);
            for part in 0..P {
                sums[part] = weight.mul_add(T::load(&value[part]), sums[part]);
            }
        }
        for (sum, context) in sums.iter().zip(context.as_chunks_mut::<L>().0) {
            sum.store(context);
        }
    }
    P * L
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::attention::random::RandomState;

    /// Softmax over the rows of a beam by the formula, in f64.
    fn plain(query: &[f32], key: &[f32], value: &[f32], rows: &[u32], width: usize) -> Vec<f64> {
        let row = |of: &[f32], row: u32| -> Vec<f64> {
            let start = row as usize * width;
            (0..query.len()).map(|i| f64::from(of[start + i])).collect()
        };
        let scores: Vec<f64> = rows
            .iter()
            .map(|r| {
                row(key, *r)
                    .iter()
                    .zip(query)
                    .map(|(k, q)| k * f64::from(*q))
                    .sum()
            })
            .collect();
        let most = scores
            .iter()
            .fold(f64::NEG_INFINITY, |most, s| most.max(*s));
        let weights: Vec<f64> = scores.iter().map(|s| (s - most).exp()).collect();
        let whole: f64 = weights.iter().sum();
        let mut context = vec![0f64; query.len()];
        for (weight, r) in weights.iter().zip(rows) {
            for (sum, value) in context.iter_mut().zip(row(value, *r)) {
                *sum += weight / whole * value;
            }
        }
        context
    }

    /// Adds the rows step by step, as a decoder does; every level must return what the formula gives for the
    /// stored numbers.
    fn check<T: Kept + Sync>(
        mut heads: Vec<HeadRows<T>>,
        query: &[f32],
        key: &[f32],
        value: &[f32],
        rows: &[Vec<u32>],
    ) -> Result<(), TestCaseError> {
        let width = query.len() / rows.len();
        let dim = width / heads.len();
        let kept = |of: &[f32]| -> Vec<f32> { of.iter().map(|x| T::keep(*x).value()).collect() };
        let (kept_key, kept_value) = (kept(key), kept(value));
        let mut context = vec![f32::NAN; query.len()];
        let steps = key.chunks(query.len()).zip(value.chunks(query.len()));
        for (step, (key, value)) in steps.enumerate() {
            let rows: Vec<Vec<u32>> = rows.iter().map(|rows| rows[..=step].to_vec()).collect();
            add_and_read(
                &mut heads,
                &Newest { query, key, value },
                &rows,
                &mut context,
            );
        }
        for (number, head) in heads.iter().enumerate() {
            for (beam, rows) in rows.iter().enumerate() {
                let start = number * dim;
                let own = &query[beam * width + start..][..dim];
                let exact = plain(own, &kept_key[start..], &kept_value[start..], rows, width);
                let read = Read {
                    query: own,
                    width,
                    dim,
                    head,
                    beams: std::slice::from_ref(rows),
                };
                for level in simd::available() {
                    for (got, exact) in read.at(level).iter().zip(&exact) {
                        let apart = (f64::from(*got) - exact).abs();
                        prop_assert!(apart < 2e-5, "{level:?}: {got} for {exact}");
                    }
                }
                let best = read.at(simd::best());
                prop_assert_eq!(&context[beam * width + start..][..dim], &best[..]);
            }
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn every_level_equals_the_formula(
            heads in 1usize..4, dim in 1usize..140, beams in 1usize..7, tokens in 1usize..70,
            spread in prop_oneof![Just(0.1f32), Just(1.0), Just(30.0)], seed in any::<u32>()
        ) {
            let mut random = RandomState::new(seed);
            let mut draw = |count: usize, scale: f32| -> Vec<f32> {
                (0..count)
                    .map(|_| scale * (random.next_u32() as f32 / u32::MAX as f32 - 0.5))
                    .collect()
            };
            let width = heads * dim;
            let stored = tokens * beams;
            let (key, value) = (draw(stored * width, 2.0), draw(stored * width, 2.0));
            let query = draw(beams * width, spread);
            let rows: Vec<Vec<u32>> = (0..beams)
                .map(|beam| (0..tokens).map(|t| (t * beams + (beam * t) % beams) as u32).collect())
                .collect();
            check(vec![HeadRows::<f32>::default(); heads], &query, &key, &value, &rows)?;
            check(vec![HeadRows::<bf16>::default(); heads], &query, &key, &value, &rows)?;
        }
    }
}
