//! One `Linear` for the whole crate; its weights and their device decide how it multiplies, so callers never
//! choose.

use std::sync::Arc;

use candle_core::{Device, Result, Tensor};

use super::weight::{Input, Weight};
use crate::checkpoint::{CheckpointError, Weights};
use crate::kernel::{self, Spread};

/// `x wᵀ + b` with `w` of shape `[out, in]`, in f32, f16, bf16 or int8.
#[derive(Debug, Clone)]
pub struct Linear {
    weight: Weight,
    bias: Bias,
}

/// A bias on the device of its weights.
#[derive(Debug, Clone)]
enum Bias {
    None,
    Tensor(Tensor),
    Values(Arc<[f32]>),
}

impl Linear {
    /// Builds it from tensors: `weight [out, in]`, `bias [out]`.
    ///
    /// # Errors
    /// If the weight is not two-dimensional, or the bias does not fit it.
    pub fn new(weight: Tensor, bias: Option<Tensor>) -> Result<Self> {
        Self::with_weight(Weight::from_tensor(weight)?, bias)
    }

    /// Builds it with weights that other layers may share.
    pub(crate) fn with_weight(weight: Weight, bias: Option<Tensor>) -> Result<Self> {
        let outputs = weight.shape()?.0;
        let bias = match (bias, &weight) {
            (None, _) => Bias::None,
            (Some(bias), _) if bias.dims() != [outputs] => {
                candle_core::bail!("a bias {:?} for {outputs} outputs", bias.dims())
            }
            (Some(bias), Weight::Tensor(_)) => Bias::Tensor(bias),
            (Some(bias), _) => Bias::Values(bias.to_vec1::<f32>()?.into()),
        };
        Ok(Self { weight, bias })
    }

    /// Loads `weight` and, if `bias` is true, `bias`.
    pub(crate) fn load(
        inputs: usize,
        outputs: usize,
        bias: bool,
        weights: &Weights,
    ) -> std::result::Result<Self, CheckpointError> {
        let weight = Weight::load(outputs, inputs, weights, "weight")?;
        let bias = bias.then(|| weights.get(&[outputs], "bias")).transpose()?;
        Self::with_weight(weight, bias).map_err(|source| weights.failed("bias", source))
    }

    /// Number of outputs, and of inputs.
    pub(crate) fn shape(&self) -> Result<(usize, usize)> {
        self.weight.shape()
    }

    /// Whether the kernels of layers, which give [`Self::apply`] a few rows at a time, suit these weights.
    pub(crate) fn has_kernel(&self) -> bool {
        !matches!(
            self.weight,
            Weight::Tensor(_) | Weight::Table(_) | Weight::Compared(_)
        )
    }

    /// Whether the weights are int8.
    pub(crate) fn is_int8(&self) -> bool {
        matches!(self.weight, Weight::Int8(_))
    }

    /// `x [rows, in]` to `y [rows, out]`, if there are kernels.
    pub(crate) fn apply(&self, x: &Input, y: &mut [f32]) {
        let bias = match &self.bias {
            Bias::Values(values) => Some(&values[..]),
            _ => None,
        };
        let done = x.product(&self.weight, bias, y);
        debug_assert!(done, "a layer without a kernel was asked for one");
    }

    /// `x [.., in]` to `[.., out]`.
    pub fn forward(&self, x: &Tensor) -> Result<Tensor> {
        let (outputs, inputs) = self.shape()?;
        let mut shape = x.dims().to_vec();
        let width = shape.pop();
        if width != Some(inputs) {
            candle_core::bail!("a linear layer for {inputs} values was given {width:?}");
        }
        let rows = shape.iter().product::<usize>();
        shape.push(outputs);
        match &self.weight {
            Weight::Tensor(weight) => {
                let y = x.reshape((rows, inputs))?.matmul(&weight.t()?)?;
                match &self.bias {
                    Bias::Tensor(bias) => y.broadcast_add(bias)?.reshape(shape),
                    _ => y.reshape(shape),
                }
            }
            _ => {
                let mut y = vec![0f32; rows * outputs];
                kernel::with_values(&x.contiguous()?, |x| {
                    self.apply(&Input::new(x, inputs, Spread::Threads), &mut y);
                    Ok(())
                })?;
                Tensor::from_vec(y, shape, &Device::Cpu)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_and_many_rows_agree() -> Result<()> {
        let device = Device::Cpu;
        let weight = Tensor::randn(0f32, 1.0, (37, 50), &device)?;
        let bias = Tensor::randn(0f32, 1.0, 37, &device)?;
        let portable = Linear {
            weight: Weight::Tensor(weight.clone()),
            bias: Bias::Tensor(bias.clone()),
        };
        let linear = Linear::new(weight, Some(bias))?;
        let x = Tensor::randn(0f32, 1.0, (2, 60, 50), &device)?;
        let whole = linear.forward(&x)?;
        let apart =
            |a: &Tensor, b: &Tensor| (a - b)?.abs()?.flatten_all()?.max(0)?.to_scalar::<f32>();
        assert!(apart(&whole, &portable.forward(&x)?)? < 1e-4);
        for start in [0, 7, 33] {
            let part = linear.forward(&x.narrow(1, start, 5)?)?;
            assert_eq!(apart(&whole.narrow(1, start, 5)?, &part)?, 0.0);
        }
        assert!(linear.forward(&x.narrow(2, 0, 3)?).is_err());
        Ok(())
    }
}
