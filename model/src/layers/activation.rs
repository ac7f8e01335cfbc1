//! The activations on tensors.

use candle_core::{Result, Tensor};

use crate::config::Activation;
use crate::kernel;

impl Activation {
    /// Applies the activation to every value.
    ///
    /// # Errors
    /// If the tensor does not hold floating-point numbers.
    pub fn forward(self, x: &Tensor) -> Result<Tensor> {
        if kernel::takes(x) {
            let x = x.contiguous()?;
            if let Some(y) =
                kernel::with_values(&x, |values| Ok(kernel::rows::activate(values, self)))?
            {
                return Tensor::from_vec(y, x.shape(), x.device());
            }
        }
        match self {
            Self::Gelu => x.gelu_erf(),
            Self::GeluNew => x.gelu(),
            Self::Relu => x.relu(),
            Self::Silu => x.silu(),
            Self::Tanh => x.tanh(),
        }
    }
}
