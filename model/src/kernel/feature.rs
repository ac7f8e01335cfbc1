//! The features of a processor that decide which kernels run.

use std::sync::OnceLock;

/// The variable that names features, with commas between them, that the crate is to do without. With it a processor
/// runs the kernels of a lesser one, for tests and measurements.
const WITHOUT: &str = "BIGBIRD_PEGASUS_WITHOUT";

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
    /// The dot product of bytes on 64-bit ARM.
    DotProd,
    /// The product of matrices of bytes on 64-bit ARM.
    I8mm,
}

impl Feature {
    /// All features that the crate looks for.
    pub const ALL: [Self; 8] = [
        Self::Avx2,
        Self::Fma,
        Self::Avx512,
        Self::AvxVnni,
        Self::Avx512Vnni,
        Self::Neon,
        Self::DotProd,
        Self::I8mm,
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
            Self::DotProd => "dotprod",
            Self::I8mm => "i8mm",
        }
    }

    /// Whether this processor and its operating system have it, and `BIGBIRD_PEGASUS_WITHOUT` does not name it.
    pub fn is_here(self) -> bool {
        static WITHOUT_THESE: OnceLock<Vec<Feature>> = OnceLock::new();
        let without =
            WITHOUT_THESE.get_or_init(|| named(&std::env::var(WITHOUT).unwrap_or_default()));
        self.is_in_processor() && !without.contains(&self)
    }

    #[cfg(target_arch = "x86_64")]
    fn is_in_processor(self) -> bool {
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
            Self::Neon | Self::DotProd | Self::I8mm => false,
        }
    }

    #[cfg(target_arch = "aarch64")]
    fn is_in_processor(self) -> bool {
        use std::arch::is_aarch64_feature_detected as detected;
        match self {
            Self::Neon => detected!("neon"),
            Self::DotProd => detected!("dotprod"),
            Self::I8mm => detected!("i8mm"),
            Self::Avx2 | Self::Fma | Self::Avx512 | Self::AvxVnni | Self::Avx512Vnni => false,
        }
    }

    #[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
    fn is_in_processor(self) -> bool {
        false
    }
}

/// The features in a list of names.
fn named(list: &str) -> Vec<Feature> {
    let is_named = |feature: &Feature| {
        list.split(',')
            .any(|name| name.trim().eq_ignore_ascii_case(feature.name()))
    };
    Feature::ALL.into_iter().filter(is_named).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_names_features_as_people_do() {
        assert_eq!(named(""), []);
        assert_eq!(named("AVX-512"), [Feature::Avx512]);
        let some = named("i8mm, avx-512 vnni,AVX2,sse9");
        assert_eq!(some, [Feature::Avx2, Feature::Avx512Vnni, Feature::I8mm]);
    }
}
