//! Looks up vectors by number: of tokens and of positions.

use candle_core::{Result, Tensor};

use super::weight::Weight;
use crate::checkpoint::{CheckpointError, Weights};
use crate::kernel;

/// A table of vectors, `[count, width]`.
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

    /// The same for a table that has no other use, and may therefore be packed more tightly.
    pub(crate) fn load_table(
        count: usize,
        width: usize,
        weights: &Weights,
        name: &str,
    ) -> std::result::Result<Self, CheckpointError> {
        let weight = Weight::load_table(count, width, weights, name)?;
        Ok(Self { weight })
    }

    /// Whether kernels can read the table.
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

/// Vectors for positions, in order, or for tokens that no text holds.
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

    /// The same if the file holds only the first `stored` vectors; the table then repeats them.
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

    /// The same for a number that may be 0.
    pub(crate) fn load_some(
        count: usize,
        width: usize,
        weights: &Weights,
        name: &str,
    ) -> std::result::Result<Option<Self>, CheckpointError> {
        let some = (count > 0).then(|| Self::load(count, width, weights, name));
        some.transpose()
    }

    /// Whether kernels can read the table.
    pub(crate) fn has_kernel(&self) -> bool {
        kernel::takes(&self.table)
    }

    /// The first `count` vectors in front of every row of `x [batch, length, width]`.
    pub(crate) fn in_front(&self, x: &Tensor, count: usize) -> Result<Tensor> {
        let (batch, _, width) = x.dims3()?;
        let front = self.range(0, count)?.unsqueeze(0)?;
        let front = front.broadcast_as((batch, count, width))?.contiguous()?;
        Tensor::cat(&[&front, x], 1)
    }

    /// The vectors of the first `count` positions after `start`: `[count, width]`.
    pub(crate) fn range(&self, start: usize, count: usize) -> Result<Tensor> {
        self.table.narrow(0, start, count)
    }
}
