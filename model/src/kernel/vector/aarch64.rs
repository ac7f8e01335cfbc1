//! Registers of 64-bit ARM.

use std::arch::aarch64::*;
use std::mem::transmute;

use half::bf16;

use super::{ROUND, Vector};

/// Two of NEON's 128-bit registers.
#[derive(Clone, Copy)]
pub(crate) struct Neon([float32x4_t; 2]);

impl Neon {
    #[inline(always)]
    fn zip(self, other: Self, f: impl Fn(float32x4_t, float32x4_t) -> float32x4_t) -> Self {
        let ([a, b], [c, d]) = (self.0, other.0);
        Self([f(a, c), f(b, d)])
    }
}

// SAFETY: this holds for all blocks below: the trait's contract guarantees the instructions, and the types
// hold as many numbers.
impl Vector<8> for Neon {
    #[inline(always)]
    unsafe fn splat(x: f32) -> Self {
        // SAFETY: as above.
        Self(unsafe { [vdupq_n_f32(x); 2] })
    }
    #[inline(always)]
    unsafe fn load(from: &[f32; 8]) -> Self {
        // SAFETY: as above.
        Self(unsafe { transmute::<[f32; 8], [float32x4_t; 2]>(*from) })
    }
    #[inline(always)]
    unsafe fn load_bf16(from: &[bf16; 8]) -> Self {
        // SAFETY: as above; a bf16 is its 16 bits.
        unsafe {
            let halves = transmute::<[bf16; 8], [uint16x4_t; 2]>(*from);
            Self(halves.map(|bits| vreinterpretq_f32_u32(vshll_n_u16::<16>(bits))))
        }
    }
    #[inline(always)]
    unsafe fn store(self, to: &mut [f32; 8]) {
        // SAFETY: as above.
        *to = unsafe { transmute::<[float32x4_t; 2], [f32; 8]>(self.0) };
    }
    #[inline(always)]
    unsafe fn add(self, other: Self) -> Self {
        // SAFETY: as above.
        self.zip(other, |a, b| unsafe { vaddq_f32(a, b) })
    }
    #[inline(always)]
    unsafe fn sub(self, other: Self) -> Self {
        // SAFETY: as above.
        self.zip(other, |a, b| unsafe { vsubq_f32(a, b) })
    }
    #[inline(always)]
    unsafe fn mul(self, other: Self) -> Self {
        // SAFETY: as above.
        self.zip(other, |a, b| unsafe { vmulq_f32(a, b) })
    }
    #[inline(always)]
    unsafe fn mul_add(self, factor: Self, sum: Self) -> Self {
        let ([a, b], [c, d], [e, f]) = (self.0, factor.0, sum.0);
        // SAFETY: as above.
        Self(unsafe { [vfmaq_f32(e, a, c), vfmaq_f32(f, b, d)] })
    }
    #[inline(always)]
    unsafe fn max(self, other: Self) -> Self {
        // SAFETY: as above.
        self.zip(other, |a, b| unsafe { vbslq_f32(vcgtq_f32(a, b), a, b) })
    }
    #[inline(always)]
    unsafe fn min(self, other: Self) -> Self {
        // SAFETY: as above.
        self.zip(other, |a, b| unsafe { vbslq_f32(vcltq_f32(a, b), a, b) })
    }
    #[inline(always)]
    unsafe fn scale(self, rounded: Self) -> Self {
        // SAFETY: as above.
        self.zip(rounded, |p, rounded| unsafe {
            let shift = vdupq_n_s32(127 - ROUND.to_bits() as i32);
            let exponent = vaddq_s32(vreinterpretq_s32_f32(rounded), shift);
            vmulq_f32(p, vreinterpretq_f32_s32(vshlq_n_s32::<23>(exponent)))
        })
    }
    #[inline(always)]
    unsafe fn zero_below(self, x: Self, limit: Self) -> Self {
        let ([a, b], [x, y], [low, lowest]) = (self.0, x.0, limit.0);
        // SAFETY: as above.
        let unless = |value, x, limit| unsafe {
            let below = vcltq_f32(x, limit);
            vreinterpretq_f32_u32(vbicq_u32(vreinterpretq_u32_f32(value), below))
        };
        Self([unless(a, x, low), unless(b, y, lowest)])
    }
    #[inline(always)]
    unsafe fn sum(self) -> f32 {
        // SAFETY: as above.
        unsafe {
            let four = vaddq_f32(self.0[0], self.0[1]);
            let two = vadd_f32(vget_low_f32(four), vget_high_f32(four));
            vpadds_f32(two)
        }
    }
}
