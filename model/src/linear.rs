//! One `Linear` for the whole crate; how it multiplies is a property of its weights and of where they
//! are, so that callers never choose.

use candle_core::{Result, Tensor};

use crate::checkpoint::{CheckpointError, Weights};
use crate::kernel;

/// `x wᵀ + b` with `w` of shape `[out, in]`, in f32, f16 or bf16.
#[derive(Debug, Clone)]
pub struct Linear {
    weight: Tensor,
    bias: Option<Tensor>,
}

impl Linear {
    /// From tensors: `weight [out, in]`, `bias [out]`.
    pub fn new(weight: Tensor, bias: Option<Tensor>) -> Self {
        Self { weight, bias }
    }

    /// Loads `weight` and, where `bias` says so, `bias`.
    pub(crate) fn load(
        inputs: usize,
        outputs: usize,
        bias: bool,
        weights: &Weights,
    ) -> std::result::Result<Self, CheckpointError> {
        let weight = weights.get(&[outputs, inputs], "weight")?;
        let bias = bias.then(|| weights.get(&[outputs], "bias")).transpose()?;
        Ok(Self { weight, bias })
    }

    /// `x [.., in]` to `[.., out]`.
    pub fn forward(&self, x: &Tensor) -> Result<Tensor> {
        let (outputs, inputs) = self.weight.dims2()?;
        let mut shape = x.dims().to_vec();
        let width = shape.pop();
        if width != Some(inputs) {
            candle_core::bail!("a linear layer for {inputs} values was given {width:?}");
        }
        let rows = shape.iter().product::<usize>();
        shape.push(outputs);
        if rows > 0
            && rows <= kernel::matmul::FEW_ROWS
            && kernel::takes(x)
            && kernel::takes(&self.weight)
        {
            return self
                .few_rows(&x.contiguous()?, rows, inputs)?
                .reshape(shape);
        }
        let y = x.reshape((rows, inputs))?.matmul(&self.weight.t()?)?;
        match &self.bias {
            Some(bias) => y.broadcast_add(bias)?.reshape(shape),
            None => y.reshape(shape),
        }
    }

    fn few_rows(&self, x: &Tensor, rows: usize, inputs: usize) -> Result<Tensor> {
        let product = |bias: Option<&[f32]>| {
            kernel::with_values(x, |x| {
                kernel::with_values(&self.weight, |w| {
                    Ok(kernel::matmul::few_rows(x, w, bias, rows, inputs))
                })
            })
        };
        let y = match &self.bias {
            Some(bias) => kernel::with_values(bias, |bias| product(Some(bias)))?,
            None => product(None)?,
        };
        Tensor::from_vec(y, (rows, self.weight.dim(0)?), x.device())
    }
}

#[cfg(test)]
mod tests {
    use candle_core::Device;

    use super::*;

    #[test]
    fn few_and_many_rows_agree() -> Result<()> {
        let device = Device::Cpu;
        let weight = Tensor::randn(0f32, 1.0, (37, 50), &device)?;
        let bias = Tensor::randn(0f32, 1.0, 37, &device)?;
        let linear = Linear::new(weight, Some(bias));
        let x = Tensor::randn(0f32, 1.0, (2, 40, 50), &device)?;
        let whole = linear.forward(&x)?;
        for start in [0, 7, 33] {
            let part = linear.forward(&x.narrow(1, start, 5)?)?;
            let difference = (whole.narrow(1, start, 5)? - part)?.abs()?.max_all()?;
            assert!(difference.to_scalar::<f32>()? < 1e-4);
        }
        assert!(linear.forward(&x.narrow(2, 0, 3)?).is_err());
        Ok(())
    }
}
