//! The attention weights of one head, for callers that ask for them.

use crate::kernel::simd::{Arch, Kernel, dot, exp, largest, sum};

/// The attention weights of one head, `[rows, keys]`.
pub(super) struct Weights<'a> {
    pub(super) query: &'a [f32],
    pub(super) key: &'a [f32],
    pub(super) stride: usize,
    pub(super) rows: usize,
    pub(super) keys: usize,
    pub(super) dim: usize,
    pub(super) bias: Option<&'a [f32]>,
}

impl Kernel for Weights<'_> {
    type Output = Vec<f32>;

    #[inline(always)]
    fn run<A: Arch>(self) -> Vec<f32> {
        let mut weights = vec![0f32; self.rows * self.keys];
        for k in 0..self.keys {
            let key = &self.key[k * self.stride..][..self.dim];
            for row in 0..self.rows {
                let query = &self.query[row * self.stride..][..self.dim];
                weights[row * self.keys + k] = dot::<A>(query, key);
            }
        }
        for row in weights.chunks_exact_mut(self.keys) {
            if let Some(bias) = self.bias {
                row.iter_mut()
                    .zip(bias)
                    .for_each(|(score, bias)| *score += bias);
            }
            let largest = largest(row);
            row.iter_mut()
                .for_each(|score| *score = exp::<A>(*score - largest));
            let scale = 1.0 / sum(row);
            row.iter_mut().for_each(|weight| *weight *= scale);
        }
        weights
    }
}
