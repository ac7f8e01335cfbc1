//! A register of f32, for kernels whose sums must stay in registers: written once over [`Vector`], and
//! compiled for AVX-512, for AVX2 with FMA and for every processor.

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

#[cfg(target_arch = "x86_64")]
pub(crate) use x86::{Avx2, Avx512};

#[cfg(target_arch = "x86_64")]
mod x86 {
    use std::arch::x86_64::*;
    use std::mem::transmute;

    use half::bf16;

    use super::{ROUND, Vector};

    /// The 256-bit registers of AVX2 with FMA.
    #[derive(Clone, Copy)]
    pub(crate) struct Avx2(__m256);

    // SAFETY: this holds for all blocks below: the trait's contract guarantees the instructions, and the types
    // hold as many numbers.
    impl Vector<8> for Avx2 {
        #[inline(always)]
        unsafe fn splat(x: f32) -> Self {
            // SAFETY: as above.
            Self(unsafe { _mm256_set1_ps(x) })
        }
        #[inline(always)]
        unsafe fn load(from: &[f32; 8]) -> Self {
            // SAFETY: as above.
            Self(unsafe { transmute::<[f32; 8], __m256>(*from) })
        }
        #[inline(always)]
        unsafe fn load_bf16(from: &[bf16; 8]) -> Self {
            // SAFETY: as above; a bf16 is its 16 bits.
            Self(unsafe {
                let bits = _mm256_cvtepu16_epi32(transmute::<[bf16; 8], __m128i>(*from));
                _mm256_castsi256_ps(_mm256_slli_epi32::<16>(bits))
            })
        }
        #[inline(always)]
        unsafe fn store(self, to: &mut [f32; 8]) {
            // SAFETY: as above.
            *to = unsafe { transmute::<__m256, [f32; 8]>(self.0) };
        }
        #[inline(always)]
        unsafe fn add(self, other: Self) -> Self {
            // SAFETY: as above.
            Self(unsafe { _mm256_add_ps(self.0, other.0) })
        }
        #[inline(always)]
        unsafe fn sub(self, other: Self) -> Self {
            // SAFETY: as above.
            Self(unsafe { _mm256_sub_ps(self.0, other.0) })
        }
        #[inline(always)]
        unsafe fn mul(self, other: Self) -> Self {
            // SAFETY: as above.
            Self(unsafe { _mm256_mul_ps(self.0, other.0) })
        }
        #[inline(always)]
        unsafe fn mul_add(self, factor: Self, sum: Self) -> Self {
            // SAFETY: as above.
            Self(unsafe { _mm256_fmadd_ps(self.0, factor.0, sum.0) })
        }
        #[inline(always)]
        unsafe fn max(self, other: Self) -> Self {
            // SAFETY: as above.
            Self(unsafe { _mm256_max_ps(self.0, other.0) })
        }
        #[inline(always)]
        unsafe fn min(self, other: Self) -> Self {
            // SAFETY: as above.
            Self(unsafe { _mm256_min_ps(self.0, other.0) })
        }
        #[inline(always)]
        unsafe fn scale(self, rounded: Self) -> Self {
            // SAFETY: as above.
            unsafe {
                let shift = _mm256_set1_epi32(127 - ROUND.to_bits() as i32);
                let exponent = _mm256_add_epi32(_mm256_castps_si256(rounded.0), shift);
                let power = _mm256_castsi256_ps(_mm256_slli_epi32::<23>(exponent));
                Self(_mm256_mul_ps(self.0, power))
            }
        }
        #[inline(always)]
        unsafe fn zero_below(self, x: Self, limit: Self) -> Self {
            // SAFETY: as above.
            unsafe {
                let below = _mm256_cmp_ps::<_CMP_LT_OQ>(x.0, limit.0);
                Self(_mm256_andnot_ps(below, self.0))
            }
        }
        #[inline(always)]
        unsafe fn sum(self) -> f32 {
            // SAFETY: as above.
            unsafe {
                let four = _mm_add_ps(
                    _mm256_castps256_ps128(self.0),
                    _mm256_extractf128_ps::<1>(self.0),
                );
                let two = _mm_add_ps(four, _mm_movehl_ps(four, four));
                _mm_cvtss_f32(_mm_add_ss(two, _mm_movehdup_ps(two)))
            }
        }
    }

    /// The 512-bit registers of AVX-512.
    #[derive(Clone, Copy)]
    pub(crate) struct Avx512(__m512);

    impl Vector<16> for Avx512 {
        #[inline(always)]
        unsafe fn splat(x: f32) -> Self {
            // SAFETY: as above.
            Self(unsafe { _mm512_set1_ps(x) })
        }
        #[inline(always)]
        unsafe fn load(from: &[f32; 16]) -> Self {
            // SAFETY: as above.
            Self(unsafe { transmute::<[f32; 16], __m512>(*from) })
        }
        #[inline(always)]
        unsafe fn load_bf16(from: &[bf16; 16]) -> Self {
            // SAFETY: as above; a bf16 is its 16 bits.
            Self(unsafe {
                let bits = _mm512_cvtepu16_epi32(transmute::<[bf16; 16], __m256i>(*from));
                _mm512_castsi512_ps(_mm512_slli_epi32::<16>(bits))
            })
        }
        #[inline(always)]
        unsafe fn store(self, to: &mut [f32; 16]) {
            // SAFETY: as above.
            *to = unsafe { transmute::<__m512, [f32; 16]>(self.0) };
        }
        #[inline(always)]
        unsafe fn add(self, other: Self) -> Self {
            // SAFETY: as above.
            Self(unsafe { _mm512_add_ps(self.0, other.0) })
        }
        #[inline(always)]
        unsafe fn sub(self, other: Self) -> Self {
            // SAFETY: as above.
            Self(unsafe { _mm512_sub_ps(self.0, other.0) })
        }
        #[inline(always)]
        unsafe fn mul(self, other: Self) -> Self {
            // SAFETY: as above.
            Self(unsafe { _mm512_mul_ps(self.0, other.0) })
        }
        #[inline(always)]
        unsafe fn mul_add(self, factor: Self, sum: Self) -> Self {
            // SAFETY: as above.
            Self(unsafe { _mm512_fmadd_ps(self.0, factor.0, sum.0) })
        }
        #[inline(always)]
        unsafe fn max(self, other: Self) -> Self {
            // SAFETY: as above.
            Self(unsafe { _mm512_max_ps(self.0, other.0) })
        }
        #[inline(always)]
        unsafe fn min(self, other: Self) -> Self {
            // SAFETY: as above.
            Self(unsafe { _mm512_min_ps(self.0, other.0) })
        }
        #[inline(always)]
        unsafe fn scale(self, rounded: Self) -> Self {
            // SAFETY: as above.
            unsafe {
                let shift = _mm512_set1_epi32(127 - ROUND.to_bits() as i32);
                let exponent = _mm512_add_epi32(_mm512_castps_si512(rounded.0), shift);
                let power = _mm512_castsi512_ps(_mm512_slli_epi32::<23>(exponent));
                Self(_mm512_mul_ps(self.0, power))
            }
        }
        #[inline(always)]
        unsafe fn zero_below(self, x: Self, limit: Self) -> Self {
            // SAFETY: as above.
            unsafe {
                let stays = _mm512_cmp_ps_mask::<_CMP_NLT_UQ>(x.0, limit.0);
                Self(_mm512_maskz_mov_ps(stays, self.0))
            }
        }
        #[inline(always)]
        unsafe fn sum(self) -> f32 {
            // SAFETY: as above.
            unsafe { _mm512_reduce_add_ps(self.0) }
        }
    }
}
