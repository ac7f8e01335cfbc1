//! Which kernels run on this processor, for whoever explains it to a person.

use super::feature::Feature;
use super::{int8, simd};

/// The instructions that a kernel is built from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InstructionSet {
    /// The build target's own: every processor of its kind runs them.
    Plain,
    /// NEON, which every 64-bit ARM has.
    Neon,
    /// AVX2 with FMA.
    Avx2,
    /// AVX2 with the dot product of bytes.
    AvxVnni,
    /// AVX-512.
    Avx512,
    /// AVX-512 with the dot product of bytes.
    Avx512Vnni,
    /// NEON with the dot product of bytes.
    DotProd,
    /// NEON with the product of matrices of bytes.
    I8mm,
}

/// The kernels that this processor runs, and the features on which that depends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kernels {
    /// The features that it has, of those that the crate looks for.
    pub features: Vec<Feature>,
    /// For work in f32: attention, norms, and products of a model that is not in int8.
    pub float: InstructionSet,
    /// For products in int8.
    pub int8: InstructionSet,
}

/// The kernels that this processor runs: the ones that `simd::best` and `int8::best` choose.
pub fn kernels() -> Kernels {
    Kernels {
        features: Feature::ALL
            .into_iter()
            .filter(|feature| feature.is_here())
            .collect(),
        float: match simd::best() {
            simd::Level::Baseline => InstructionSet::Plain,
            #[cfg(target_arch = "aarch64")]
            simd::Level::Neon => InstructionSet::Neon,
            #[cfg(target_arch = "x86_64")]
            simd::Level::Avx2 => InstructionSet::Avx2,
            #[cfg(target_arch = "x86_64")]
            simd::Level::Avx512 => InstructionSet::Avx512,
        },
        int8: match int8::best() {
            int8::Level::Plain => InstructionSet::Plain,
            #[cfg(target_arch = "aarch64")]
            int8::Level::Neon => InstructionSet::Neon,
            #[cfg(target_arch = "aarch64")]
            int8::Level::DotProd => InstructionSet::DotProd,
            #[cfg(target_arch = "aarch64")]
            int8::Level::I8mm => InstructionSet::I8mm,
            #[cfg(target_arch = "x86_64")]
            int8::Level::Avx2 => InstructionSet::Avx2,
            #[cfg(target_arch = "x86_64")]
            int8::Level::AvxVnni => InstructionSet::AvxVnni,
            #[cfg(target_arch = "x86_64")]
            int8::Level::Avx512Vnni => InstructionSet::Avx512Vnni,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kernel_needs_the_features_of_its_instructions() {
        let Kernels {
            features,
            float,
            int8,
        } = kernels();
        let needed = |set| match set {
            InstructionSet::Plain => vec![],
            InstructionSet::Neon => vec![Feature::Neon],
            InstructionSet::Avx2 => vec![Feature::Avx2, Feature::Fma],
            InstructionSet::AvxVnni => vec![Feature::Avx2, Feature::Fma, Feature::AvxVnni],
            InstructionSet::Avx512 => vec![Feature::Avx2, Feature::Fma, Feature::Avx512],
            InstructionSet::Avx512Vnni => vec![Feature::Avx512, Feature::Avx512Vnni],
            InstructionSet::DotProd => vec![Feature::Neon, Feature::DotProd],
            InstructionSet::I8mm => vec![Feature::Neon, Feature::DotProd, Feature::I8mm],
        };
        for feature in [needed(float), needed(int8)].concat() {
            assert!(features.contains(&feature), "{feature:?}");
        }
        // the best that there is, where the processor has everything
        if features.contains(&Feature::Avx512) && features.contains(&Feature::Avx512Vnni) {
            assert_eq!(float, InstructionSet::Avx512);
            assert_eq!(int8, InstructionSet::Avx512Vnni);
        }
        if features.contains(&Feature::DotProd) && features.contains(&Feature::I8mm) {
            assert_eq!(float, InstructionSet::Neon);
            assert_eq!(int8, InstructionSet::I8mm);
        }
    }
}
