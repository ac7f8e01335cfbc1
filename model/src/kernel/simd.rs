//! One source, several instruction sets: the compiler builds a kernel for AVX-512, for AVX2 with FMA and for
//! the target's baseline, which on 64-bit ARM has NEON, and the crate chooses the processor's best at run time.
//!
//! The kernels hold no intrinsics: they are loops over fixed-size arrays that the compiler turns into
//! vector code once it may use the wider registers. The results of two instruction sets differ by
//! rounding only (fused against separate multiply-add, width of partial sums).

#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
use super::feature::Feature;

/// The arithmetic of an instruction set.
pub(crate) trait Arch {
    /// `a * b + c`, fused where the instruction set can.
    fn mul_add(a: f32, b: f32, c: f32) -> f32;
}

/// Separate multiplication and addition: every processor.
#[cfg(not(target_arch = "aarch64"))]
pub(crate) struct Plain;

/// Fused multiply-add: x86 with FMA, every 64-bit ARM.
pub(crate) struct Fused;

#[cfg(not(target_arch = "aarch64"))]
impl Arch for Plain {
    #[inline(always)]
    fn mul_add(a: f32, b: f32, c: f32) -> f32 {
        a * b + c
    }
}

impl Arch for Fused {
    #[inline(always)]
    fn mul_add(a: f32, b: f32, c: f32) -> f32 {
        a.mul_add(b, c)
    }
}

/// A piece of work that compiles for several instruction sets.
///
/// `run` and everything it calls must be `#[inline(always)]`, or the compiler builds it for the baseline.
pub(crate) trait Kernel {
    /// The return type of the work.
    type Output;
    /// Does the work once.
    fn run<A: Arch>(self) -> Self::Output;
}

/// The instruction sets that kernels compile for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Level {
    /// The instruction set of the build target.
    Baseline,
    /// NEON: where kernels have registers, these are NEON's own. The loops of a [`Kernel`] are those of the
    /// baseline, which the compiler turns into NEON.
    #[cfg(target_arch = "aarch64")]
    Neon,
    /// AVX2 with FMA.
    #[cfg(target_arch = "x86_64")]
    Avx2,
    /// AVX-512 (F, BW, DQ, VL).
    #[cfg(target_arch = "x86_64")]
    Avx512,
}

/// The levels that this processor can run, the best one last.
pub(crate) fn available() -> Vec<Level> {
    #[allow(unused_mut, reason = "only x86 and ARM have more than the baseline")]
    let mut levels = vec![Level::Baseline];
    #[cfg(target_arch = "aarch64")]
    if Feature::Neon.is_here() {
        levels.push(Level::Neon);
    }
    #[cfg(target_arch = "x86_64")]
    {
        if Feature::Avx2.is_here() && Feature::Fma.is_here() {
            levels.push(Level::Avx2);
            if Feature::Avx512.is_here() {
                levels.push(Level::Avx512);
            }
        }
    }
    levels
}

/// Runs `kernel` on the best instruction set of this processor.
pub(crate) fn run<K: Kernel>(kernel: K) -> K::Output {
    run_at(best(), kernel)
}

/// The best instruction set of this processor.
pub(crate) fn best() -> Level {
    static BEST: std::sync::OnceLock<Level> = std::sync::OnceLock::new();
    *BEST.get_or_init(|| available().pop().unwrap_or(Level::Baseline))
}

/// Runs `kernel` at `level`, which must be one of [`available`].
pub(crate) fn run_at<K: Kernel>(level: Level, kernel: K) -> K::Output {
    match level {
        #[cfg(target_arch = "aarch64")]
        Level::Baseline | Level::Neon => kernel.run::<Fused>(),
        #[cfg(not(target_arch = "aarch64"))]
        Level::Baseline => kernel.run::<Plain>(),
        // SAFETY: a level comes from `available`, which asked the processor for these features.
        #[cfg(target_arch = "x86_64")]
        Level::Avx2 => unsafe { avx2(kernel) },
        // SAFETY: as above.
        #[cfg(target_arch = "x86_64")]
        Level::Avx512 => unsafe { avx512(kernel) },
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
fn avx2<K: Kernel>(kernel: K) -> K::Output {
    kernel.run::<Fused>()
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx2,fma")]
fn avx512<K: Kernel>(kernel: K) -> K::Output {
    kernel.run::<Fused>()
}

/// `e^x` within 2 units in the last place, written so that it vectorizes: 0 below -87.3, infinite never
/// (it stays at `e^88.3`), which is enough for differences to a maximum and for gates.
#[inline(always)]
pub(crate) fn exp<A: Arch>(x: f32) -> f32 {
    const LOW: f32 = -87.336_54;
    // adding and subtracting 1.5 * 2^23 rounds to an integer
    const ROUND: f32 = 12_582_912.0;
    let inside = x.clamp(LOW, 88.37);
    let rounded = A::mul_add(inside, std::f32::consts::LOG2_E, ROUND);
    let n = rounded - ROUND;
    // ln 2 in two parts, so that the remainder keeps its digits
    let r = A::mul_add(n, -0.693_359_4, inside);
    let r = A::mul_add(n, 2.121_944_4e-4, r);
    let mut p = 1.987_569_1e-4;
    p = A::mul_add(p, r, 1.398_199_9e-3);
    p = A::mul_add(p, r, 8.333_452e-3);
    p = A::mul_add(p, r, 4.166_579_6e-2);
    p = A::mul_add(p, r, 1.666_666_5e-1);
    p = A::mul_add(p, r, 0.5);
    p = A::mul_add(p, r * r, r) + 1.0;
    // the low bits of `rounded` are the integer itself, which avoids a conversion that would not vectorize
    let exponent = rounded
        .to_bits()
        .wrapping_sub(ROUND.to_bits())
        .wrapping_add(127);
    let scale = f32::from_bits(exponent << 23);
    if x < LOW { 0.0 } else { p * scale }
}

/// The sum of `a[i] * b[i]`, in 16 partial sums.
#[inline(always)]
pub(crate) fn dot<A: Arch>(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0f32; 16];
    let (a_chunks, b_chunks) = (a.chunks_exact(16), b.chunks_exact(16));
    let tail: f32 = a_chunks
        .remainder()
        .iter()
        .zip(b_chunks.remainder())
        .map(|(x, y)| x * y)
        .sum();
    for (x, y) in a_chunks.zip(b_chunks) {
        for lane in 0..16 {
            sums[lane] = A::mul_add(x[lane], y[lane], sums[lane]);
        }
    }
    add_up(sums) + tail
}

/// The sum of all values, in 16 partial sums.
#[inline(always)]
pub(crate) fn sum(values: &[f32]) -> f32 {
    let mut sums = [0f32; 16];
    let chunks = values.chunks_exact(16);
    let tail: f32 = chunks.remainder().iter().sum();
    for chunk in chunks {
        for lane in 0..16 {
            sums[lane] += chunk[lane];
        }
    }
    add_up(sums) + tail
}

/// The largest of the values, or negative infinity.
#[inline(always)]
pub(crate) fn largest(values: &[f32]) -> f32 {
    let mut lanes = [f32::NEG_INFINITY; 16];
    let chunks = values.chunks_exact(16);
    let tail = chunks
        .remainder()
        .iter()
        .copied()
        .fold(f32::NEG_INFINITY, f32::max);
    for chunk in chunks {
        for lane in 0..16 {
            // a comparison vectorizes; f32::max looks for NaN
            lanes[lane] = if chunk[lane] > lanes[lane] {
                chunk[lane]
            } else {
                lanes[lane]
            };
        }
    }
    lanes.into_iter().fold(tail, f32::max)
}

/// The largest of the values, or of their opposites, or negative infinity.
#[inline(always)]
pub(crate) fn largest_of<const NEGATED: bool>(values: &[f32]) -> f32 {
    let mut lanes = [f32::NEG_INFINITY; 16];
    let chunks = values.chunks_exact(16);
    let mut most = f32::NEG_INFINITY;
    for value in chunks.remainder() {
        most = most.max(if NEGATED { -value } else { *value });
    }
    for chunk in chunks {
        for lane in 0..16 {
            let value = if NEGATED { -chunk[lane] } else { chunk[lane] };
            lanes[lane] = if value > lanes[lane] {
                value
            } else {
                lanes[lane]
            };
        }
    }
    lanes.into_iter().fold(most, f32::max)
}

/// The sum of 16 partial sums, pairwise.
#[inline(always)]
pub(crate) fn add_up(mut sums: [f32; 16]) -> f32 {
    for half in [8, 4, 2, 1] {
        for lane in 0..half {
            sums[lane] += sums[lane + half];
        }
    }
    sums[0]
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Exp(Vec<f32>);
    impl Kernel for Exp {
        type Output = Vec<f32>;
        #[inline(always)]
        fn run<A: Arch>(self) -> Vec<f32> {
            self.0.iter().map(|&x| exp::<A>(x)).collect()
        }
    }

    #[test]
    fn exp_is_exact_to_a_few_units() {
        let xs: Vec<f32> = (-8800..=880).map(|i| i as f32 * 0.01).collect();
        for level in available() {
            for (x, y) in xs.iter().zip(run_at(level, Exp(xs.clone()))) {
                let exact = f64::from(*x).exp();
                if *x < -87.3 {
                    assert!(y <= 1.3e-38, "{level:?}: exp({x}) = {y}");
                } else {
                    let relative = (f64::from(y) - exact).abs() / exact;
                    assert!(relative < 2.5e-7, "{level:?}: exp({x}) = {y}, not {exact}");
                }
            }
        }
        for level in available() {
            let edges = run_at(level, Exp(vec![f32::MIN, f32::NEG_INFINITY, 0.0, -10000.0]));
            assert_eq!(edges, [0.0, 0.0, 1.0, 0.0], "{level:?}");
        }
    }
}
