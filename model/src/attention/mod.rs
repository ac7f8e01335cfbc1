//! The attentions: which keys a query reads, and the reading itself.

pub mod block_sparse;
pub(crate) mod decoded;
pub mod full;
pub(crate) mod kernel;
pub mod pattern;
pub(crate) mod plan;
pub mod random;
pub(crate) mod source;
pub(crate) mod weights;

pub use pattern::{PatternError, RandomBlocks};
pub use weights::CrossAttention;

use candle_core::{DType, Tensor};

use crate::Result;

/// Queries, keys and values of one attention, as the projections leave them.
///
/// `query [batch, queries, heads * dim]`, already scaled; `key` and `value`
/// `[batch, keys, heads * dim]`.
pub struct Projections<'a> {
    /// Scaled queries.
    pub query: &'a Tensor,
    /// Keys.
    pub key: &'a Tensor,
    /// Values.
    pub value: &'a Tensor,
    /// Attention heads.
    pub heads: usize,
}

/// `[batch, length, heads * dim]` to `[batch, heads, length, dim]`.
fn split_heads(x: &Tensor, heads: usize) -> Result<Tensor> {
    let (batch, length, width) = x.dims3()?;
    Ok(x.reshape((batch, length, heads, width / heads))?
        .transpose(1, 2)?
        .contiguous()?)
}

/// `[batch, heads, length, dim]` to `[batch, length, heads * dim]`.
fn merge_heads(x: &Tensor) -> Result<Tensor> {
    let (batch, heads, length, dim) = x.dims4()?;
    Ok(x.transpose(1, 2)?
        .contiguous()?
        .reshape((batch, length, heads * dim))?)
}

/// Softmax over the last dimension, computed in f32.
fn softmax(scores: &Tensor) -> Result<Tensor> {
    use candle_core::D;
    let wide = scores.to_dtype(DType::F32)?;
    let exp = wide.broadcast_sub(&wide.max_keepdim(D::Minus1)?)?.exp()?;
    Ok(exp
        .broadcast_div(&exp.sum_keepdim(D::Minus1)?)?
        .to_dtype(scores.dtype())?)
}

/// Which tokens of a batch are there: `[batch, length]`, row by row. Padding is false.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenMask {
    rows: Vec<Vec<bool>>,
}

impl TokenMask {
    /// From rows of equal length.
    pub fn new(rows: Vec<Vec<bool>>) -> Self {
        Self { rows }
    }

    /// Every token is there.
    pub fn all(batch: usize, length: usize) -> Self {
        Self::new(vec![vec![true; length]; batch])
    }

    /// Row by row.
    pub fn rows(&self) -> &[Vec<bool>] {
        &self.rows
    }

    /// One row alone; without such a row, nothing.
    pub(crate) fn row(&self, row: usize) -> Self {
        Self::new(self.rows.get(row).cloned().into_iter().collect())
    }

    /// With missing tokens appended up to `length`.
    pub fn padded(&self, length: usize) -> Self {
        let mut rows = self.rows.clone();
        rows.iter_mut().for_each(|row| row.resize(length, false));
        Self::new(rows)
    }

    /// Whether no token is missing.
    pub fn is_full(&self) -> bool {
        self.rows.iter().flatten().all(|there| *there)
    }

    /// What is added to the scores of each key: 0, or `missing` for keys that are not there.
    pub(crate) fn bias(&self, missing: f32) -> Vec<f32> {
        let bias = |there: &bool| if *there { 0.0 } else { missing };
        self.rows.iter().flatten().map(bias).collect()
    }

    fn shape(&self) -> (usize, usize) {
        (self.rows.len(), self.rows.first().map_or(0, Vec::len))
    }
}
