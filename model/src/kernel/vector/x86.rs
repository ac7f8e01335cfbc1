//! Registers of x86.

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
