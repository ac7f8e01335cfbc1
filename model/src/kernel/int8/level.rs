//! The instruction sets of byte products.

#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
use crate::kernel::feature::Feature;
#[cfg(target_arch = "x86_64")]
use crate::kernel::simd;

/// The instruction sets that have byte products.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Level {
    /// The portable code, for every processor.
    Plain,
    /// AVX2, without a dot product of bytes.
    #[cfg(target_arch = "x86_64")]
    Avx2,
    /// AVX-VNNI: the dot product in 256 bits.
    #[cfg(target_arch = "x86_64")]
    AvxVnni,
    /// AVX-512 with VNNI.
    #[cfg(target_arch = "x86_64")]
    Avx512Vnni,
    /// NEON, without a dot product of bytes.
    #[cfg(target_arch = "aarch64")]
    Neon,
    /// The dot product of unsigned bytes.
    #[cfg(target_arch = "aarch64")]
    DotProd,
    /// The product of matrices of bytes.
    #[cfg(target_arch = "aarch64")]
    I8mm,
}

/// The best level of this processor.
pub(crate) fn best() -> Level {
    static BEST: std::sync::OnceLock<Level> = std::sync::OnceLock::new();
    *BEST.get_or_init(|| available().pop().unwrap_or(Level::Plain))
}

/// The levels that this processor can run, the best one last.
pub(crate) fn available() -> Vec<Level> {
    #[allow(unused_mut, reason = "only x86 and ARM have more than the plain one")]
    let mut levels = vec![Level::Plain];
    #[cfg(target_arch = "x86_64")]
    for level in simd::available() {
        match level {
            simd::Level::Baseline => {}
            simd::Level::Avx2 => {
                levels.push(Level::Avx2);
                if Feature::AvxVnni.is_here() {
                    levels.push(Level::AvxVnni);
                }
            }
            simd::Level::Avx512 => {
                if Feature::Avx512Vnni.is_here() {
                    levels.push(Level::Avx512Vnni);
                }
            }
        }
    }
    // a processor has each of these only with those before it
    #[cfg(target_arch = "aarch64")]
    for (feature, level) in [
        (Feature::Neon, Level::Neon),
        (Feature::DotProd, Level::DotProd),
        (Feature::I8mm, Level::I8mm),
    ] {
        if !feature.is_here() {
            break;
        }
        levels.push(level);
    }
    levels
}
