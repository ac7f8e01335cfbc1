//! The small layers that everything is made of: layer norm, embedding, feed-forward.

use candle_core::{D, DType, Result, Tensor};

use crate::checkpoint::{CheckpointError, Weights};
use crate::config::Activation;
use crate::kernel::{self, Spread};
use crate::linear::Linear;
use crate::stop::Stop;
use crate::weight::{Input, Weight};

/// Layer norm over the last dimension, computed in f32.
#[derive(Debug, Clone)]
pub(crate) struct LayerNorm {
    weight: Tensor,
    bias: Tensor,
    eps: f64,
}

impl LayerNorm {
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

    /// Whether [`Self::apply`] can work.
    pub(crate) fn has_kernel(&self) -> bool {
        kernel::takes(&self.weight) && kernel::takes(&self.bias)
    }

    /// `x [rows, width]` to `y`, on this thread, where there are kernels.
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

/// A table of vectors.
#[derive(Debug, Clone)]
pub(crate) struct Embedding {
    weight: Weight,
}

impl Embedding {
    /// Loads the table `name` `[count, width]`.
    pub(crate) fn load(
        count: usize,
        width: usize,
        weights: &Weights,
        name: &str,
    ) -> std::result::Result<Self, CheckpointError> {
        let weight = Weight::load(count, width, weights, name)?;
        Ok(Self { weight })
    }

    /// The same for a table that serves as nothing else, and so may be packed closer.
    pub(crate) fn load_table(
        count: usize,
        width: usize,
        weights: &Weights,
        name: &str,
    ) -> std::result::Result<Self, CheckpointError> {
        let weight = Weight::load_table(count, width, weights, name)?;
        Ok(Self { weight })
    }

    /// Whether the table is where kernels can read it.
    pub(crate) fn has_kernel(&self) -> bool {
        !matches!(self.weight, Weight::Tensor(_))
    }

    /// The table `[count, width]`.
    pub(crate) fn weight(&self) -> &Weight {
        &self.weight
    }

    /// `ids [..]` (u32) to `[.., width]`.
    pub(crate) fn forward(&self, ids: &Tensor) -> Result<Tensor> {
        let mut shape = ids.dims().to_vec();
        shape.push(self.weight.shape()?.1);
        self.weight.rows(&ids.flatten_all()?)?.reshape(shape)
    }
}

/// Vectors for positions, in order.
#[derive(Debug, Clone)]
pub(crate) struct Positions {
    table: Tensor,
}

impl Positions {
    /// Loads the table `name` `[count, width]`.
    pub(crate) fn load(
        count: usize,
        width: usize,
        weights: &Weights,
        name: &str,
    ) -> std::result::Result<Self, CheckpointError> {
        let table = weights.get(&[count, width], name)?;
        Ok(Self { table })
    }

    /// The same where the file holds only the first `stored` of them, which are repeated.
    pub(crate) fn load_repeated(
        count: usize,
        stored: usize,
        width: usize,
        weights: &Weights,
        name: &str,
    ) -> std::result::Result<Self, CheckpointError> {
        if stored >= count {
            return Self::load(count, width, weights, name);
        }
        let table = weights.get(&[stored, width], name)?;
        let table = table
            .repeat((count.div_ceil(stored), 1))
            .and_then(|table| table.narrow(0, 0, count)?.contiguous())
            .map_err(|source| weights.failed(name, source))?;
        Ok(Self { table })
    }

    /// Whether the table is where kernels can read it.
    pub(crate) fn has_kernel(&self) -> bool {
        kernel::takes(&self.table)
    }

    /// The vectors of the first `count` positions after `start`: `[count, width]`.
    pub(crate) fn range(&self, start: usize, count: usize) -> Result<Tensor> {
        self.table.narrow(0, start, count)
    }
}

impl Activation {
    /// Applies the activation to every value.
    pub(crate) fn forward(self, x: &Tensor) -> Result<Tensor> {
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

/// Two products with an activation between them.
#[derive(Debug, Clone)]
pub(crate) struct FeedForward {
    pub(crate) first: Linear,
    pub(crate) second: Linear,
    pub(crate) activation: Activation,
}

/// Rows that go through a feed-forward part at once: the wide middle of 4,096 tokens would be four
/// times as large as everything else, and a product of this size ends soon enough to be cancelled.
const ROWS_AT_ONCE: usize = 1024;

impl FeedForward {
    /// Whether all parts have kernels.
    pub(crate) fn has_kernel(&self) -> bool {
        self.first.has_kernel() && self.second.has_kernel() && self.activation.has_kernel()
    }

    /// `x [rows, width]` to `y [rows, width]`, where there are kernels; `middle` is memory to work in.
    pub(crate) fn apply(
        &self,
        x: &[f32],
        middle: &mut Vec<f32>,
        y: &mut [f32],
        spread: Spread,
    ) -> Result<()> {
        let (wide, width) = self.first.shape()?;
        middle.resize(x.len() / width * wide, 0.0);
        self.first.apply(&Input::new(x, width, spread), middle);
        kernel::rows::activate_in_place(middle, self.activation);
        self.second.apply(&Input::new(middle, wide, spread), y);
        Ok(())
    }

    /// `x [batch, length, width]`, same shape out.
    pub(crate) fn forward(&self, x: &Tensor, stop: &Stop) -> crate::Result<Tensor> {
        let (batch, length, width) = x.dims3()?;
        let rows = x.reshape((batch * length, width))?;
        let mut parts = Vec::new();
        for start in (0..batch * length).step_by(ROWS_AT_ONCE) {
            let count = ROWS_AT_ONCE.min(batch * length - start);
            let middle = self.first.forward(&rows.narrow(0, start, count)?)?;
            stop.check()?;
            let middle = self.activation.forward(&middle)?;
            parts.push(self.second.forward(&middle)?);
            stop.check()?;
        }
        Ok(Tensor::cat(&parts, 0)?.reshape((batch, length, width))?)
    }
}
