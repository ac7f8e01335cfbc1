//! The weights of a product or an embedding, in the form that suits their device and precision.

use std::cell::OnceCell;
use std::sync::Arc;

use candle_core::{Device, Result, Tensor};

use super::compared::Compared;
use crate::checkpoint::{CheckpointError, PackedTable, PanelMatrix, Weights};
use crate::kernel::{self, Spread, float, int8};
use crate::load::Precision;

/// A matrix `[outputs, inputs]`.
#[derive(Debug, Clone)]
pub(crate) enum Weight {
    /// A tensor that no kernel reads: on another device or in half precision.
    Tensor(Tensor),
    /// Panels of f32 in main memory.
    Float(Arc<float::Panels>),
    /// Panels of int8 in main memory.
    Int8(Arc<int8::Panels>),
    /// A packed table in main memory, which no product reads.
    Table(Arc<PackedTable>),
    /// f32 in a file, with int8 beside it to measure the difference.
    Compared(Arc<Compared>),
}

impl Weight {
    /// Loads a matrix in the precision that the caller chose, or in that of the checkpoint if the checkpoint
    /// fixes it.
    pub(crate) fn load(
        outputs: usize,
        inputs: usize,
        weights: &Weights,
        name: &str,
    ) -> std::result::Result<Self, CheckpointError> {
        let shape = [outputs, inputs];
        if weights.surveys() {
            return Ok(Self::Tensor(weights.get(&shape, name)?));
        }
        let kernels = kernel::suit(weights.device()) && inputs > 0;
        if kernels
            && inputs <= int8::MOST_INPUTS
            && let Some((rows, name, comparison, stop)) = weights.compared(shape, name)?
        {
            let compared = Compared::new(rows, name, comparison, stop);
            return Ok(Self::Compared(Arc::new(compared)));
        }
        match weights.precision() {
            Precision::Int8 if kernels && inputs <= int8::MOST_INPUTS => {
                Ok(match weights.int8(shape, name)? {
                    PanelMatrix::Float(panels) => Self::Float(Arc::new(panels)),
                    PanelMatrix::Int8(panels) => Self::Int8(Arc::new(panels)),
                })
            }
            Precision::F32 | Precision::Int8 if kernels => weights
                .read_rows(shape, name, |read| {
                    float::Panels::pack(outputs, inputs, read)
                })
                .map(|panels| Self::Float(Arc::new(panels))),
            _ => Ok(Self::Tensor(weights.get(&shape, name)?)),
        }
    }

    /// Loads a table of vectors that no product reads.
    pub(crate) fn load_table(
        rows: usize,
        width: usize,
        weights: &Weights,
        name: &str,
    ) -> std::result::Result<Self, CheckpointError> {
        if kernel::suit(weights.device())
            && weights.precision() == Precision::Int8
            && let Some(table) = weights.packed_table([rows, width], name)?
        {
            return Ok(Self::Table(Arc::new(table)));
        }
        Self::load(rows, width, weights, name)
    }

    /// Builds it from a two-dimensional tensor.
    pub(crate) fn from_tensor(tensor: Tensor) -> Result<Self> {
        let (outputs, inputs) = tensor.dims2()?;
        if !kernel::takes(&tensor) || inputs == 0 {
            return Ok(Self::Tensor(tensor));
        }
        let panels = kernel::with_values(&tensor.contiguous()?, |values| {
            float::Panels::pack(outputs, inputs, |output, row| {
                row.copy_from_slice(&values[output * inputs..(output + 1) * inputs]);
                Ok(())
            })
        })?;
        Ok(Self::Float(Arc::new(panels)))
    }

    /// Number of outputs, and of inputs.
    pub(crate) fn shape(&self) -> Result<(usize, usize)> {
        match self {
            Self::Tensor(tensor) => tensor.dims2(),
            Self::Float(panels) => Ok(panels.shape()),
            Self::Int8(panels) => Ok(panels.shape()),
            Self::Table(table) => Ok(table.shape()),
            Self::Compared(compared) => Ok(compared.shape()),
        }
    }

    /// The rows of these outputs, `[ids, inputs]`.
    pub(crate) fn rows(&self, ids: &Tensor) -> Result<Tensor> {
        if let Self::Tensor(tensor) = self {
            return tensor.index_select(ids, 0);
        }
        let (outputs, inputs) = self.shape()?;
        let ids: Vec<u32> = ids.to_vec1()?;
        let mut rows = vec![0f32; ids.len() * inputs];
        for (id, row) in ids.iter().zip(rows.chunks_exact_mut(inputs)) {
            if *id as usize >= outputs {
                candle_core::bail!("there is no row {id} in a table of {outputs}");
            }
            self.row(*id as usize, row);
        }
        Tensor::from_vec(rows, (ids.len(), inputs), &Device::Cpu)
    }

    /// One row, if there are kernels; does nothing otherwise.
    pub(crate) fn row(&self, output: usize, row: &mut [f32]) {
        match self {
            Self::Tensor(_) => {}
            Self::Float(panels) => panels.row(output, row),
            Self::Int8(panels) => panels.row(output, row),
            Self::Table(table) => table.row(output, row),
            Self::Compared(compared) => compared.row(output, row),
        }
    }
}

/// Rows that several products read: the first product in int8 quantizes them, once for all.
pub(crate) struct Input<'a> {
    values: &'a [f32],
    width: usize,
    spread: Spread,
    int8: OnceCell<int8::Rows>,
}

impl<'a> Input<'a> {
    /// Rows of `width` values; `spread` chooses the threads of products with them.
    pub(crate) fn new(values: &'a [f32], width: usize, spread: Spread) -> Self {
        Self {
            values,
            width,
            spread,
            int8: OnceCell::new(),
        }
    }

    /// `y [rows, outputs] = x wᵀ + bias`. Returns `false` if these weights have no kernel.
    pub(crate) fn product(&self, weight: &Weight, bias: Option<&[f32]>, y: &mut [f32]) -> bool {
        match weight {
            Weight::Tensor(_) | Weight::Table(_) => return false,
            Weight::Float(panels) => panels.product(self.values, bias, y, self.spread),
            Weight::Int8(panels) => {
                let rows = self
                    .int8
                    .get_or_init(|| int8::Rows::quantize(self.values, self.width, self.spread));
                panels.product(rows, bias, y, self.spread);
            }
            Weight::Compared(compared) => {
                compared.product(self.values, y, self.spread);
                if let Some(bias) = bias {
                    for row in y.chunks_exact_mut(bias.len()) {
                        row.iter_mut().zip(bias).for_each(|(y, bias)| *y += bias);
                    }
                }
            }
        }
        true
    }
}
