//! Layer norm, as a kernel and in Candle operations.

use candle_core::{D, DType, Result, Tensor};

use crate::checkpoint::{CheckpointError, Weights};
use crate::kernel;

/// Layer norm over the last dimension, computed in f32.
#[derive(Debug, Clone)]
pub(crate) struct LayerNorm {
    weight: Tensor,
    bias: Tensor,
    eps: f64,
}

impl LayerNorm {
    /// Builds it from tensors of the same length.
    pub(crate) fn new(weight: Tensor, bias: Tensor, eps: f64) -> Self {
        Self { weight, bias, eps }
    }

    pub(crate) fn load(
        width: usize,
        eps: f64,
        weights: &Weights,
    ) -> std::result::Result<Self, CheckpointError> {
        Ok(Self {
            weight: weights.get(&[width], "weight")?,
            bias: weights.get(&[width], "bias")?,
            eps,
        })
    }

    /// Whether [`Self::apply`] has kernels for these weights.
    pub(crate) fn has_kernel(&self) -> bool {
        kernel::takes(&self.weight) && kernel::takes(&self.bias)
    }

    /// `x [rows, width]` to `y`, on this thread, if there are kernels.
    pub(crate) fn apply(&self, x: &[f32], y: &mut [f32]) -> Result<()> {
        kernel::with_values(&self.weight, |weight| {
            kernel::with_values(&self.bias, |bias| {
                kernel::rows::layer_norm_into(x, weight, bias, self.eps as f32, y);
                Ok(())
            })
        })
    }

    /// `x [.., width]`, same shape out.
    pub(crate) fn forward(&self, x: &Tensor) -> Result<Tensor> {
        if kernel::takes(x) && kernel::takes(&self.weight) {
            let x = x.contiguous()?;
            let y = kernel::with_values(&x, |x| {
                kernel::with_values(&self.weight, |weight| {
                    kernel::with_values(&self.bias, |bias| {
                        Ok(kernel::rows::layer_norm(x, weight, bias, self.eps as f32))
                    })
                })
            })?;
            return Tensor::from_vec(y, x.shape(), x.device());
        }
        let wide = x.to_dtype(DType::F32)?;
        let centred = wide.broadcast_sub(&wide.mean_keepdim(D::Minus1)?)?;
        let variance = centred.sqr()?.mean_keepdim(D::Minus1)?;
        let normed = centred.broadcast_div(&(variance + self.eps)?.sqrt()?)?;
        normed
            .to_dtype(x.dtype())?
            .broadcast_mul(&self.weight)?
            .broadcast_add(&self.bias)
    }
}
