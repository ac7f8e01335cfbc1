//! A register of f32, for kernels whose sums must stay in registers: written once over [`Vector`], and
//! compiled for AVX-512, for AVX2 with FMA, for NEON and for every processor.

#[cfg(target_arch = "aarch64")]
mod aarch64;
#[cfg(target_arch = "x86_64")]
mod x86;

#[cfg(target_arch = "aarch64")]
pub(crate) use aarch64::Neon;
#[cfg(target_arch = "x86_64")]
pub(crate) use x86::{Avx2, Avx512};

use half::bf16;

/// `L` numbers in one register.
///
/// # Safety
/// The methods may be called only on processors that have the instructions of the implementation.
pub(crate) trait Vector<const L: usize>: Copy {
    /// Fills all `L` lanes with one number.
    unsafe fn splat(x: f32) -> Self;
    unsafe fn load(from: &[f32; L]) -> Self;
    /// Loads numbers of half the size, which are f32 without their lower 16 bits.
    unsafe fn load_bf16(from: &[bf16; L]) -> Self;
    unsafe fn store(self, to: &mut [f32; L]);
    unsafe fn add(self, other: Self) -> Self;
    unsafe fn sub(self, other: Self) -> Self;
    unsafe fn mul(self, other: Self) -> Self;
    /// `self * factor + sum`, fused where the instruction set can.
    unsafe fn mul_add(self, factor: Self, sum: Self) -> Self;
    /// The larger of each pair; `other` if either is not a number.
    unsafe fn max(self, other: Self) -> Self;
    /// The smaller of each pair; `other` if either is not a number.
    unsafe fn min(self, other: Self) -> Self;
    /// `self * 2^n` where `n` is in the low bits of `rounded`, see [`exp`]; `n` from -126 to 127.
    unsafe fn scale(self, rounded: Self) -> Self;
    /// `self`, or 0 where `x < limit`.
    unsafe fn zero_below(self, x: Self, limit: Self) -> Self;
    /// The sum of all numbers, pair by pair.
    unsafe fn sum(self) -> f32;
}

/// Adding 1.5 * 2²³ leaves the nearest integer in the low bits.
const ROUND: f32 = 12_582_912.0;

/// `e^x` within 2 units in the last place; 0 below -87.3, at most `e^88.3`; NaN stays NaN. The same polynomial
/// as [`super::simd::exp`].
///
/// # Safety
/// The same as for the methods of [`Vector`].
#[inline(always)]
pub(crate) unsafe fn exp<V: Vector<L>, const L: usize>(x: V) -> V {
    const LOW: f32 = -87.336_54;
    // SAFETY: the caller guarantees it.
    unsafe {
        let low = V::splat(LOW);
        let inside = V::splat(88.37).min(low.max(x));
        let rounded = inside.mul_add(V::splat(std::f32::consts::LOG2_E), V::splat(ROUND));
        let n = rounded.sub(V::splat(ROUND));
        // ln 2 in two parts, so that the remainder keeps its digits
        let r = n.mul_add(V::splat(-0.693_359_4), inside);
        let r = n.mul_add(V::splat(2.121_944_4e-4), r);
        let mut p = V::splat(1.987_569_1e-4);
        p = p.mul_add(r, V::splat(1.398_199_9e-3));
        p = p.mul_add(r, V::splat(8.333_452e-3));
        p = p.mul_add(r, V::splat(4.166_579_6e-2));
        p = p.mul_add(r, V::splat(1.666_666_5e-1));
        p = p.mul_add(r, V::splat(0.5));
        p = p.mul_add(r.mul(r), r).add(V::splat(1.0));
        p.scale(rounded).zero_below(x, low)
    }
}

/// Plain Rust, for every processor. On 64-bit ARM the compiler turns it into NEON.
#[derive(Clone, Copy)]
pub(crate) struct Plain([f32; 8]);

impl Plain {
    #[inline(always)]
    fn zip(self, other: Self, f: impl Fn(f32, f32) -> f32) -> Self {
        Self(std::array::from_fn(|i| f(self.0[i], other.0[i])))
    }
}

impl Vector<8> for Plain {
    #[inline(always)]
    unsafe fn splat(x: f32) -> Self {
        Self([x; 8])
    }
    #[inline(always)]
    unsafe fn load(from: &[f32; 8]) -> Self {
        Self(*from)
    }
    #[inline(always)]
    unsafe fn load_bf16(from: &[bf16; 8]) -> Self {
        Self(from.map(f32::from))
    }
    #[inline(always)]
    unsafe fn store(self, to: &mut [f32; 8]) {
        *to = self.0;
    }
    #[inline(always)]
    unsafe fn add(self, other: Self) -> Self {
        self.zip(other, |a, b| a + b)
    }
    #[inline(always)]
    unsafe fn sub(self, other: Self) -> Self {
        self.zip(other, |a, b| a - b)
    }
    #[inline(always)]
    unsafe fn mul(self, other: Self) -> Self {
        self.zip(other, |a, b| a * b)
    }
    #[inline(always)]
    unsafe fn mul_add(self, factor: Self, sum: Self) -> Self {
        Self(std::array::from_fn(|i| {
            if cfg!(target_arch = "aarch64") {
                self.0[i].mul_add(factor.0[i], sum.0[i])
            } else {
                self.0[i] * factor.0[i] + sum.0[i]
            }
        }))
    }
    #[inline(always)]
    unsafe fn max(self, other: Self) -> Self {
        self.zip(other, |a, b| if a > b { a } else { b })
    }
    #[inline(always)]
    unsafe fn min(self, other: Self) -> Self {
        self.zip(other, |a, b| if a < b { a } else { b })
    }
    #[inline(always)]
    unsafe fn scale(self, rounded: Self) -> Self {
        self.zip(rounded, |p, rounded| {
            let exponent = rounded
                .to_bits()
                .wrapping_sub(ROUND.to_bits())
                .wrapping_add(127);
            p * f32::from_bits(exponent << 23)
        })
    }
    #[inline(always)]
    unsafe fn zero_below(self, x: Self, limit: Self) -> Self {
        Self(std::array::from_fn(|i| {
            if x.0[i] < limit.0[i] { 0.0 } else { self.0[i] }
        }))
    }
    #[inline(always)]
    unsafe fn sum(self) -> f32 {
        let [a, b, c, d, e, f, g, h] = self.0;
        ((a + e) + (c + g)) + ((b + f) + (d + h))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::kernel::simd::{self, Level};

    /// Whether both are the same number, or none.
    fn same(a: f32, b: f32) -> bool {
        a.to_bits() == b.to_bits() || (a.is_nan() && b.is_nan())
    }

    fn lanes<V: Vector<L>, const L: usize>(of: V) -> [f32; L] {
        let mut lanes = [0f32; L];
        // SAFETY: whoever has a register has its instructions.
        unsafe { of.store(&mut lanes) };
        lanes
    }

    /// Compares each method with what it does to one lane.
    ///
    /// # Safety
    /// The processor must have the instructions of `V`.
    unsafe fn check<V: Vector<L>, const L: usize>(x: &[[f32; 16]; 3]) -> Result<(), TestCaseError> {
        let [a, b, c] = x.map(|x| *x.first_chunk::<L>().unwrap());
        let each = |what: &str, got: V, exact: &dyn Fn(f32, f32, f32) -> f32| {
            for (i, got) in lanes(got).into_iter().enumerate() {
                let exact = exact(a[i], b[i], c[i]);
                prop_assert!(
                    same(got, exact),
                    "{what} of {}, {} and {}: {got} instead of {exact}",
                    a[i],
                    b[i],
                    c[i]
                );
            }
            Ok(())
        };
        // SAFETY: the caller guarantees it.
        unsafe {
            let [va, vb, vc] = [V::load(&a), V::load(&b), V::load(&c)];
            each("splat", V::splat(1.5), &|_, _, _| 1.5)?;
            each("add", va.add(vb), &|a, b, _| a + b)?;
            each("sub", va.sub(vb), &|a, b, _| a - b)?;
            each("mul", va.mul(vb), &|a, b, _| a * b)?;
            each("max", va.max(vb), &|a, b, _| if a > b { a } else { b })?;
            each("min", va.min(vb), &|a, b, _| if a < b { a } else { b })?;
            let kept = va.zero_below(vb, vc);
            each("zero_below", kept, &|a, b, c| if b < c { 0.0 } else { a })?;
            for (i, got) in lanes(va.mul_add(vb, vc)).into_iter().enumerate() {
                let [a, b, c] = [a[i], b[i], c[i]];
                let fused = a.mul_add(b, c);
                prop_assert!(
                    same(got, fused) || same(got, a * b + c),
                    "{a} * {b} + {c}: {got}"
                );
            }
            let halves = a.map(bf16::from_f32);
            each("load_bf16", V::load_bf16(&halves), &|a, _, _| {
                bf16::from_f32(a).to_f32()
            })?;
            let powers = [-126, -3, 0, 1, 5, 127];
            for (i, power) in powers.into_iter().enumerate() {
                let by = V::splat(ROUND + power as f32);
                each("scale", V::splat(i as f32).scale(by), &|_, _, _| {
                    i as f32 * 2f32.powi(power)
                })?;
            }
            let numbers = a.map(|a| if a.abs() < 100.0 { a } else { 1.0 });
            let whole: f64 = numbers.iter().map(|x| f64::from(*x)).sum();
            let size: f64 = numbers.iter().map(|x| f64::from(x.abs())).sum();
            let off = (f64::from(V::load(&numbers).sum()) - whole).abs();
            prop_assert!(off <= 4.0 * f64::from(f32::EPSILON) * size, "{numbers:?}");
            for (x, got) in a.into_iter().zip(lanes(exp(va))) {
                let exact = f64::from(x).exp();
                let good = if x.is_nan() {
                    got.is_nan()
                } else if x < -87.3 {
                    got <= 1.3e-38
                } else if x > 88.3 {
                    got > 2e38
                } else {
                    (f64::from(got) - exact).abs() < 2.5e-7 * exact
                };
                prop_assert!(good, "exp({x}) = {got}");
            }
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn every_register_does_to_all_lanes_what_is_done_to_one(
            x in prop::array::uniform3(prop::array::uniform16(prop_oneof![
                8 => -90f32..90.0,
                1 => prop::sample::select(
                    vec![0.0, -0.0, f32::NAN, f32::INFINITY, f32::NEG_INFINITY, f32::MIN]
                ),
            ]))
        ) {
            for level in simd::available() {
                // SAFETY: a level is one that this processor has.
                unsafe {
                    match level {
                        Level::Baseline => check::<Plain, 8>(&x)?,
                        #[cfg(target_arch = "aarch64")]
                        Level::Neon => check::<Neon, 8>(&x)?,
                        #[cfg(target_arch = "x86_64")]
                        Level::Avx2 => check::<Avx2, 8>(&x)?,
                        #[cfg(target_arch = "x86_64")]
                        Level::Avx512 => check::<Avx512, 16>(&x)?,
                    }
                }
            }
        }
    }
}
