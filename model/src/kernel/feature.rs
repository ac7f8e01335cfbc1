//! The features of a processor that decide which kernels run.

/// A feature that the crate looks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Feature {
    /// 256-bit vectors of integers.
    Avx2,
    /// Fused multiply-add in 256-bit vectors.
    Fma,
    /// 512-bit vectors: the parts F, BW, DQ and VL.
    Avx512,
    /// The dot product of bytes in 256-bit vectors.
    AvxVnni,
    /// The dot product of bytes in 512-bit vectors.
    Avx512Vnni,
    /// 128-bit vectors of 64-bit ARM.
    Neon,
}

impl Feature {
    /// All features that the crate looks for.
    pub const ALL: [Self; 6] = [
        Self::Avx2,
        Self::Fma,
        Self::Avx512,
        Self::AvxVnni,
        Self::Avx512Vnni,
        Self::Neon,
    ];

    /// The name that people know it by.
    pub fn name(self) -> &'static str {
        match self {
            Self::Avx2 => "AVX2",
            Self::Fma => "FMA",
            Self::Avx512 => "AVX-512",
            Self::AvxVnni => "AVX-VNNI",
            Self::Avx512Vnni => "AVX-512 VNNI",
            Self::Neon => "NEON",
        }
    }

    /// Whether this processor and its operating system have it.
    #[cfg(target_arch = "x86_64")]
    pub fn is_here(self) -> bool {
        use std::is_x86_feature_detected as detected;
        match self {
            Self::Avx2 => detected!("avx2"),
            Self::Fma => detected!("fma"),
            Self::Avx512 => {
                detected!("avx512f")
                    && detected!("avx512bw")
                    && detected!("avx512dq")
                    && detected!("avx512vl")
            }
            Self::AvxVnni => detected!("avxvnni"),
            Self::Avx512Vnni => detected!("avx512vnni"),
            Self::Neon => false,
        }
    }

    /// Whether this processor has it. Every 64-bit ARM has NEON; the crate looks for nothing else there.
    #[cfg(not(target_arch = "x86_64"))]
    pub fn is_here(self) -> bool {
        self == Self::Neon && cfg!(target_arch = "aarch64")
    }
}
