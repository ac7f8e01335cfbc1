//! [`Arithmetic`] on the instruction sets of the products.

#[cfg(target_arch = "aarch64")]
mod aarch64;
#[cfg(target_arch = "x86_64")]
mod x86;

#[cfg(target_arch = "aarch64")]
pub(crate) use aarch64::*;
#[cfg(target_arch = "x86_64")]
pub(crate) use x86::*;

use super::panels::{Arithmetic, GROUP, PANEL, PANEL_GROUP};

/// f32 in plain Rust, for every processor. On 64-bit ARM the compiler turns it into NEON.
pub(crate) struct PlainFloat;

impl Arithmetic for PlainFloat {
    type Sums = [f32; PANEL];
    type Number = f32;
    const TILE: (usize, usize) = (3, 2);
    const FEW: usize = 3;
    #[inline(always)]
    unsafe fn zero() -> Self::Sums {
        [0.0; PANEL]
    }
    #[inline(always)]
    unsafe fn add(mut sums: Self::Sums, x: [u8; GROUP], w: &[u8; PANEL_GROUP]) -> Self::Sums {
        let x = f32::from_ne_bytes(x);
        for (sum, w) in sums.iter_mut().zip(w.as_chunks().0) {
            let w = f32::from_ne_bytes(*w);
            if cfg!(target_arch = "aarch64") {
                *sum = x.mul_add(w, *sum);
            } else {
                *sum += x * w;
            }
        }
        sums
    }
    #[inline(always)]
    unsafe fn store(sums: Self::Sums) -> [f32; PANEL] {
        sums
    }
}

/// Unsigned by signed bytes in plain Rust, for every processor.
pub(crate) struct PlainInt8;

impl Arithmetic for PlainInt8 {
    type Sums = [i32; PANEL];
    type Number = i32;
    const TILE: (usize, usize) = (3, 2);
    const FEW: usize = 3;
    #[inline(always)]
    unsafe fn zero() -> Self::Sums {
        [0; PANEL]
    }
    #[inline(always)]
    unsafe fn add(mut sums: Self::Sums, x: [u8; GROUP], w: &[u8; PANEL_GROUP]) -> Self::Sums {
        for (sum, w) in sums.iter_mut().zip(w.as_chunks::<GROUP>().0) {
            for i in 0..GROUP {
                *sum += i32::from(x[i]) * i32::from(w[i] as i8);
            }
        }
        sums
    }
    #[inline(always)]
    unsafe fn store(sums: Self::Sums) -> [i32; PANEL] {
        sums
    }
}
