//! The products on 64-bit ARM.
//!
//! The inner loops multiply by one lane of a register, so that a group of `x` costs a load and nothing else. The
//! instructions behind dotprod and i8mm are inline assembly: the standard library's functions for them are not stable.
//!
//! Before i8mm there is no product of unsigned by signed bytes. There, weights lose their sign, which adds 128 to each,
//! and 128 times the sum of `x` leaves the sums at the end: they are exact, as everywhere.

use std::arch::aarch64::*;
use std::arch::asm;
use std::mem::transmute;

use crate::kernel::panels::{
    AHEAD, Arithmetic, GROUP, PANEL, PANEL_GROUP, TileSums, group_by_group,
};
use crate::kernel::prefetch;

/// f32 with NEON.
pub(crate) struct NeonFloat;

impl Arithmetic for NeonFloat {
    type Sums = [float32x4_t; 4];
    type Number = f32;
    const TILE: (usize, usize) = (6, 1);
    const FEW: usize = 6;
    #[inline(always)]
    unsafe fn zero() -> Self::Sums {
        // SAFETY: the trait's contract guarantees it.
        unsafe { [vdupq_n_f32(0.0); 4] }
    }
    #[inline(always)]
    unsafe fn add(sums: Self::Sums, x: [u8; GROUP], w: &[u8; PANEL_GROUP]) -> Self::Sums {
        let x = lane(x);
        // SAFETY: the trait's contract guarantees it, and 16 numbers lie in 64 bytes.
        unsafe {
            let w: [float32x4_t; 4] = transmute(*w);
            [
                vfmaq_n_f32(sums[0], w[0], x),
                vfmaq_n_f32(sums[1], w[1], x),
                vfmaq_n_f32(sums[2], w[2], x),
                vfmaq_n_f32(sums[3], w[3], x),
            ]
        }
    }
    #[inline(always)]
    unsafe fn store(sums: Self::Sums) -> [f32; PANEL] {
        // SAFETY: 16 numbers either way.
        unsafe { transmute(sums) }
    }
}

/// A group of `x` in the first lane of a register. The compiler would load it into all lanes, which takes a place among
/// the instructions that multiply.
#[inline(always)]
fn lane(x: [u8; GROUP]) -> f32 {
    let mut x = f32::from_ne_bytes(x);
    // SAFETY: no instruction at all; the compiler only loses sight of where the number comes from.
    unsafe {
        asm!("/* {0:v} */", inout(vreg) x, options(pure, nomem, nostack, preserves_flags));
    }
    x
}

/// Bytes with NEON alone: products in 16 bits, of which pairs are added up in 32.
pub(crate) struct NeonInt8;

impl Arithmetic for NeonInt8 {
    /// In each register two outputs, two sums each.
    type Sums = [uint32x4_t; 8];
    type Number = i32;
    const TILE: (usize, usize) = (2, 1);
    const FEW: usize = 2;
    #[inline(always)]
    unsafe fn zero() -> Self::Sums {
        // SAFETY: the trait's contract guarantees it.
        unsafe { [vdupq_n_u32(0); 8] }
    }
    #[inline(always)]
    unsafe fn add(mut sums: Self::Sums, x: [u8; GROUP], w: &[u8; PANEL_GROUP]) -> Self::Sums {
        // SAFETY: the trait's contract guarantees it.
        unsafe {
            let x = vreinterpret_u8_u32(vdup_n_u32(u32::from_ne_bytes(x)));
            let w: [uint8x8_t; 8] = transmute(*w);
            for (sum, w) in sums.iter_mut().zip(w) {
                let w = veor_u8(w, vdup_n_u8(0x80));
                *sum = vpadalq_u16(*sum, vmull_u8(w, x));
            }
            sums
        }
    }
    #[inline(always)]
    unsafe fn store(sums: Self::Sums) -> [i32; PANEL] {
        // SAFETY: the trait's contract guarantees it, and there are 16 numbers either way.
        unsafe {
            let [a, b, c, d, e, f, g, h] = sums;
            transmute::<[uint32x4_t; 4], [i32; PANEL]>([
                vpaddq_u32(a, b),
                vpaddq_u32(c, d),
                vpaddq_u32(e, f),
                vpaddq_u32(g, h),
            ])
        }
    }
    #[inline(always)]
    unsafe fn sums<const M: usize, const P: usize>(
        x: [&[[u8; GROUP]]; M],
        w: [&[[u8; PANEL_GROUP]]; P],
    ) -> TileSums<i32, M, P> {
        // SAFETY: the trait's contract guarantees it.
        with_sign(x, unsafe { group_by_group::<Self, M, P>(x, w) })
    }
}

/// The sums of rows `x` with weights that have a sign, from those with weights without.
#[inline(always)]
fn with_sign<const M: usize, const P: usize>(
    x: [&[[u8; GROUP]]; M],
    mut sums: TileSums<i32, M, P>,
) -> TileSums<i32, M, P> {
    for (r, x) in x.iter().enumerate() {
        // a few thousand bytes, so their sum stays far below 2²⁴
        let whole: u32 = x.as_flattened().iter().map(|x| u32::from(*x)).sum();
        let more = 128 * whole as i32;
        for panel in &mut sums {
            panel[r].iter_mut().for_each(|sum| *sum -= more);
        }
    }
    sums
}

/// Bytes with the dot product.
pub(crate) struct DotProdInt8;

impl Arithmetic for DotProdInt8 {
    type Sums = [uint32x4_t; 4];
    type Number = i32;
    const TILE: (usize, usize) = (6, 1);
    const FEW: usize = 6;
    #[inline(always)]
    unsafe fn zero() -> Self::Sums {
        // SAFETY: the trait's contract guarantees it.
        unsafe { [vdupq_n_u32(0); 4] }
    }
    #[inline(always)]
    unsafe fn add(sums: Self::Sums, x: [u8; GROUP], w: &[u8; PANEL_GROUP]) -> Self::Sums {
        // SAFETY: the trait's contract guarantees it.
        unsafe {
            let w: [uint8x16_t; 4] = transmute(*w);
            let w = w.map(|w| veorq_u8(w, vdupq_n_u8(0x80)));
            [
                udot(sums[0], w[0], x),
                udot(sums[1], w[1], x),
                udot(sums[2], w[2], x),
                udot(sums[3], w[3], x),
            ]
        }
    }
    #[inline(always)]
    unsafe fn store(sums: Self::Sums) -> [i32; PANEL] {
        // SAFETY: 16 numbers either way.
        unsafe { transmute(sums) }
    }
    #[inline(always)]
    unsafe fn sums<const M: usize, const P: usize>(
        x: [&[[u8; GROUP]]; M],
        w: [&[[u8; PANEL_GROUP]]; P],
    ) -> TileSums<i32, M, P> {
        // SAFETY: the trait's contract guarantees it.
        with_sign(x, unsafe { group_by_group::<Self, M, P>(x, w) })
    }
}

/// Adds four products of unsigned bytes to each sum.
#[inline]
#[target_feature(enable = "neon,dotprod")]
fn udot(mut sums: uint32x4_t, w: uint8x16_t, x: [u8; GROUP]) -> uint32x4_t {
    // SAFETY: it computes with these registers alone.
    unsafe {
        asm!(
            "udot {sums:v}.4s, {w:v}.16b, {x:v}.4b[0]",
            sums = inout(vreg) sums,
            w = in(vreg) w,
            x = in(vreg) f32::from_ne_bytes(x),
            options(pure, nomem, nostack, preserves_flags),
        );
    }
    sums
}

/// Bytes with the product of matrices: two rows by two outputs and eight inputs each.
pub(crate) struct I8mmInt8;

impl Arithmetic for I8mmInt8 {
    type Sums = [int32x4_t; 4];
    type Number = i32;
    // with six rows, the compiler moves the sums from register to register
    const TILE: (usize, usize) = (4, 1);
    const FEW: usize = 4;
    #[inline(always)]
    unsafe fn zero() -> Self::Sums {
        // SAFETY: the trait's contract guarantees it.
        unsafe { [vdupq_n_s32(0); 4] }
    }
    #[inline(always)]
    unsafe fn add(mut sums: Self::Sums, x: [u8; GROUP], w: &[u8; PANEL_GROUP]) -> Self::Sums {
        // SAFETY: the trait's contract guarantees it.
        unsafe {
            let w: [int8x16_t; 4] = transmute(*w);
            for (sum, w) in sums.iter_mut().zip(w) {
                *sum = sudot(*sum, w, x);
            }
            sums
        }
    }
    #[inline(always)]
    unsafe fn store(sums: Self::Sums) -> [i32; PANEL] {
        // SAFETY: 16 numbers either way.
        unsafe { transmute(sums) }
    }
    #[inline(always)]
    unsafe fn sums<const M: usize, const P: usize>(
        x: [&[[u8; GROUP]]; M],
        w: [&[[u8; PANEL_GROUP]]; P],
    ) -> TileSums<i32, M, P> {
        // SAFETY: the trait's contract guarantees it.
        unsafe {
            if M == 1 {
                group_by_group::<Self, M, P>(x, w)
            } else {
                pair_by_pair::<M, P>(x, w)
            }
        }
    }
}

/// [`Arithmetic::sums`] of a pair of groups after the other, by pairs of rows; a last row or group by itself.
///
/// # Safety
/// The processor must have i8mm.
#[inline(always)]
#[allow(
    clippy::needless_range_loop,
    reason = "the loops are to be unrolled over fixed-size arrays"
)]
unsafe fn pair_by_pair<const M: usize, const P: usize>(
    x: [&[[u8; GROUP]]; M],
    w: [&[[u8; PANEL_GROUP]]; P],
) -> TileSums<i32, M, P> {
    let steps = w[0].len() / 2;
    let x_pairs: [&[[[u8; GROUP]; 2]]; M] = std::array::from_fn(|r| &x[r].as_chunks().0[..steps]);
    let w_pairs: [&[[[u8; PANEL_GROUP]; 2]]; P] =
        std::array::from_fn(|p| &w[p].as_chunks().0[..steps]);
    // SAFETY: the caller guarantees it.
    unsafe {
        // those of two rows lie in each other's place: outputs 0 to 7 of both in the first's, the others in the second's
        let mut sums = [[I8mmInt8::zero(); P]; M];
        for step in 0..steps {
            for p in 0..P {
                let [near, far] = &w_pairs[p][step];
                if P == 1 {
                    prefetch::line::<AHEAD>(near.as_ptr());
                    prefetch::line::<{ AHEAD + PANEL_GROUP }>(near.as_ptr());
                }
                let near: [int8x16_t; 4] = transmute(*near);
                let far: [int8x16_t; 4] = transmute(*far);
                for quad in 0..4 {
                    let [front, back] = eights(near[quad], far[quad]);
                    for pair in 0..M / 2 {
                        let (r, at) = (2 * pair, 2 * (quad % 2));
                        let rows: uint8x16_t = transmute([x_pairs[r][step], x_pairs[r + 1][step]]);
                        let sums = &mut sums[r + quad / 2][p];
                        sums[at] = usmmla(sums[at], rows, front);
                        sums[at + 1] = usmmla(sums[at + 1], rows, back);
                    }
                    if M % 2 == 1 {
                        let (sum, [x, next]) = (&mut sums[M - 1][p][quad], x_pairs[M - 1][step]);
                        *sum = sudot(sudot(*sum, near[quad], x), far[quad], next);
                    }
                }
            }
        }
        let mut done = [[[0; PANEL]; M]; P];
        for p in 0..P {
            for pair in 0..M / 2 {
                let r = 2 * pair;
                [sums[r][p], sums[r + 1][p]] = apart(sums[r][p], sums[r + 1][p]);
            }
            for r in 0..M {
                if w[p].len() % 2 == 1 {
                    sums[r][p] = I8mmInt8::add(sums[r][p], x[r][2 * steps], &w[p][2 * steps]);
                }
                done[p][r] = I8mmInt8::store(sums[r][p]);
            }
        }
        done
    }
}

/// The weights of four outputs in two groups, as eight inputs of each: two outputs, then the other two.
#[inline(always)]
unsafe fn eights(near: int8x16_t, far: int8x16_t) -> [int8x16_t; 2] {
    // SAFETY: every 64-bit ARM has NEON.
    unsafe {
        let (near, far) = (vreinterpretq_s32_s8(near), vreinterpretq_s32_s8(far));
        [
            vreinterpretq_s8_s32(vzip1q_s32(near, far)),
            vreinterpretq_s8_s32(vzip2q_s32(near, far)),
        ]
    }
}

/// The sums of two rows, from those of two outputs of both rows in each register.
#[inline(always)]
unsafe fn apart(front: [int32x4_t; 4], back: [int32x4_t; 4]) -> [[int32x4_t; 4]; 2] {
    // SAFETY: every 64-bit ARM has NEON, and a register is two numbers of 64 bits or four of 32.
    unsafe {
        let [a, b, c, d]: [int64x2_t; 4] = transmute(front);
        let [e, f, g, h]: [int64x2_t; 4] = transmute(back);
        transmute::<[[int64x2_t; 4]; 2], [[int32x4_t; 4]; 2]>([
            [
                vzip1q_s64(a, b),
                vzip1q_s64(c, d),
                vzip1q_s64(e, f),
                vzip1q_s64(g, h),
            ],
            [
                vzip2q_s64(a, b),
                vzip2q_s64(c, d),
                vzip2q_s64(e, f),
                vzip2q_s64(g, h),
            ],
        ])
    }
}

/// Adds the products of two rows of eight unsigned bytes with two rows of eight signed ones: those of the first row of
/// `x`, then those of the second.
#[inline]
#[target_feature(enable = "neon,i8mm")]
fn usmmla(mut sums: int32x4_t, x: uint8x16_t, w: int8x16_t) -> int32x4_t {
    // SAFETY: it computes with these registers alone.
    unsafe {
        asm!(
            "usmmla {sums:v}.4s, {x:v}.16b, {w:v}.16b",
            sums = inout(vreg) sums,
            x = in(vreg) x,
            w = in(vreg) w,
            options(pure, nomem, nostack, preserves_flags),
        );
    }
    sums
}

/// Adds four products of signed by unsigned bytes to each sum.
#[inline]
#[target_feature(enable = "neon,i8mm")]
fn sudot(mut sums: int32x4_t, w: int8x16_t, x: [u8; GROUP]) -> int32x4_t {
    // SAFETY: it computes with these registers alone.
    unsafe {
        asm!(
            "sudot {sums:v}.4s, {w:v}.16b, {x:v}.4b[0]",
            sums = inout(vreg) sums,
            w = in(vreg) w,
            x = in(vreg) f32::from_ne_bytes(x),
            options(pure, nomem, nostack, preserves_flags),
        );
    }
    sums
}
