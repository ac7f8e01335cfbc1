//! The products on x86.

use std::arch::x86_64::*;
use std::mem::transmute;

use crate::kernel::panels::{AHEAD, Arithmetic, GROUP, PANEL, PANEL_GROUP, TileSums};
use crate::kernel::prefetch;

/// f32 with AVX2 and FMA.
pub(crate) struct Avx2Float;

impl Arithmetic for Avx2Float {
    type Sums = [__m256; 2];
    type Number = f32;
    const TILE: (usize, usize) = (3, 2);
    const FEW: usize = 6;
    #[inline(always)]
    unsafe fn zero() -> Self::Sums {
        // SAFETY: the trait's contract guarantees it.
        unsafe { [_mm256_setzero_ps(); 2] }
    }
    #[inline(always)]
    unsafe fn add(sums: Self::Sums, x: [u8; GROUP], w: &[u8; PANEL_GROUP]) -> Self::Sums {
        // SAFETY: the trait's contract guarantees it.
        unsafe {
            let x = _mm256_set1_ps(f32::from_ne_bytes(x));
            let w: [__m256; 2] = transmute(*w);
            [
                _mm256_fmadd_ps(x, w[0], sums[0]),
                _mm256_fmadd_ps(x, w[1], sums[1]),
            ]
        }
    }
    #[inline(always)]
    unsafe fn store(sums: Self::Sums) -> [f32; PANEL] {
        // SAFETY: 16 numbers either way.
        unsafe { transmute(sums) }
    }
}

/// f32 with AVX-512.
pub(crate) struct Avx512Float;

impl Arithmetic for Avx512Float {
    type Sums = __m512;
    type Number = f32;
    const TILE: (usize, usize) = (6, 4);
    const FEW: usize = 12;
    #[inline(always)]
    unsafe fn zero() -> Self::Sums {
        // SAFETY: the trait's contract guarantees it.
        unsafe { _mm512_setzero_ps() }
    }
    #[inline(always)]
    unsafe fn add(sums: Self::Sums, x: [u8; GROUP], w: &[u8; PANEL_GROUP]) -> Self::Sums {
        // SAFETY: the trait's contract guarantees it.
        unsafe {
            let x = _mm512_set1_ps(f32::from_ne_bytes(x));
            _mm512_fmadd_ps(x, transmute::<[u8; PANEL_GROUP], __m512>(*w), sums)
        }
    }
    #[inline(always)]
    unsafe fn store(sums: Self::Sums) -> [f32; PANEL] {
        // SAFETY: 16 numbers either way.
        unsafe { transmute(sums) }
    }
}

/// Bytes with AVX2: widened to 16 bits, since its product of bytes saturates.
///
/// Its loops count, without closures and iterators over registers: those do not become instructions of AVX2, which made it six
/// times as slow.
pub(crate) struct Avx2Int8;

#[allow(
    clippy::needless_range_loop,
    reason = "the loops are to be unrolled over registers"
)]
impl Arithmetic for Avx2Int8 {
    /// In each register four outputs, two sums each.
    type Sums = [__m256i; 4];
    type Number = i32;
    const TILE: (usize, usize) = (2, 1);
    const FEW: usize = 2;
    #[inline(always)]
    unsafe fn zero() -> Self::Sums {
        // SAFETY: the trait's contract guarantees it.
        unsafe { [_mm256_setzero_si256(); 4] }
    }
    #[inline(always)]
    unsafe fn add(mut sums: Self::Sums, x: [u8; GROUP], w: &[u8; PANEL_GROUP]) -> Self::Sums {
        // SAFETY: the trait's contract guarantees it.
        unsafe {
            let x = widened(x);
            let w: [__m128i; 4] = transmute(*w);
            for part in 0..4 {
                let w = _mm256_cvtepi8_epi16(w[part]);
                sums[part] = _mm256_add_epi32(sums[part], _mm256_madd_epi16(x, w));
            }
            sums
        }
    }
    #[inline(always)]
    unsafe fn store(sums: Self::Sums) -> [i32; PANEL] {
        // SAFETY: 32 numbers either way.
        let pairs: [[i32; 2]; PANEL] = unsafe { transmute(sums) };
        let mut all = [0; PANEL];
        for lane in 0..PANEL {
            all[lane] = pairs[lane][0] + pairs[lane][1];
        }
        all
    }
    /// Widening takes as long as multiplying, so weights are widened once for all rows.
    #[inline(always)]
    unsafe fn sums<const M: usize, const P: usize>(
        x: [&[[u8; GROUP]]; M],
        w: [&[[u8; PANEL_GROUP]]; P],
    ) -> TileSums<i32, M, P> {
        let mut done = [[[0; PANEL]; M]; P];
        for p in 0..P {
            // SAFETY: the trait's contract guarantees it.
            unsafe {
                let mut sums = [Self::zero(); M];
                for group in 0..w[p].len() {
                    prefetch::line::<AHEAD>(w[p][group].as_ptr());
                    let mut wide = [_mm256_setzero_si256(); M];
                    for r in 0..M {
                        wide[r] = widened(x[r][group]);
                    }
                    let w: [__m128i; 4] = transmute(w[p][group]);
                    for part in 0..4 {
                        let w = _mm256_cvtepi8_epi16(w[part]);
                        for r in 0..M {
                            let products = _mm256_madd_epi16(wide[r], w);
                            sums[r][part] = _mm256_add_epi32(sums[r][part], products);
                        }
                    }
                }
                for r in 0..M {
                    done[p][r] = Self::store(sums[r]);
                }
            }
        }
        done
    }
}

/// The same four numbers of 16 bits four times.
///
/// # Safety
/// The processor must have AVX2.
#[inline(always)]
unsafe fn widened(x: [u8; GROUP]) -> __m256i {
    // SAFETY: the caller guarantees it.
    unsafe { _mm256_cvtepu8_epi16(_mm_set1_epi32(i32::from_ne_bytes(x))) }
}

/// Bytes with the 256-bit dot product of newer processors without AVX-512.
pub(crate) struct AvxVnniInt8;

impl Arithmetic for AvxVnniInt8 {
    type Sums = [__m256i; 2];
    type Number = i32;
    const TILE: (usize, usize) = (3, 2);
    const FEW: usize = 6;
    #[inline(always)]
    unsafe fn zero() -> Self::Sums {
        // SAFETY: the trait's contract guarantees it.
        unsafe { [_mm256_setzero_si256(); 2] }
    }
    #[inline(always)]
    unsafe fn add(sums: Self::Sums, x: [u8; GROUP], w: &[u8; PANEL_GROUP]) -> Self::Sums {
        // SAFETY: the trait's contract guarantees it.
        unsafe {
            let x = _mm256_set1_epi32(i32::from_ne_bytes(x));
            let w: [__m256i; 2] = transmute(*w);
            [
                _mm256_dpbusd_avx_epi32(sums[0], x, w[0]),
                _mm256_dpbusd_avx_epi32(sums[1], x, w[1]),
            ]
        }
    }
    #[inline(always)]
    unsafe fn store(sums: Self::Sums) -> [i32; PANEL] {
        // SAFETY: 16 numbers either way.
        unsafe { transmute(sums) }
    }
}

/// Bytes with the dot product of AVX-512 VNNI.
pub(crate) struct Avx512Int8;

impl Arithmetic for Avx512Int8 {
    type Sums = __m512i;
    type Number = i32;
    const TILE: (usize, usize) = (12, 2);
    const FEW: usize = 12;
    #[inline(always)]
    unsafe fn zero() -> Self::Sums {
        // SAFETY: the trait's contract guarantees it.
        unsafe { _mm512_setzero_si512() }
    }
    #[inline(always)]
    unsafe fn add(sums: Self::Sums, x: [u8; GROUP], w: &[u8; PANEL_GROUP]) -> Self::Sums {
        // SAFETY: the trait's contract guarantees it.
        unsafe {
            let x = _mm512_set1_epi32(i32::from_ne_bytes(x));
            _mm512_dpbusd_epi32(sums, x, transmute::<[u8; PANEL_GROUP], __m512i>(*w))
        }
    }
    #[inline(always)]
    unsafe fn store(sums: Self::Sums) -> [i32; PANEL] {
        // SAFETY: 16 numbers either way.
        unsafe { transmute(sums) }
    }
}
