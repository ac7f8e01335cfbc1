//! The inputs of an attention, and the operations that all attentions share.

use candle_core::{D, DType, Tensor};

use crate::Result;

/// Queries, keys and values of one attention, as the projections leave them.
///
/// `query [batch, queries, heads * dim]`, already scaled; `key` and `value`
/// `[batch, keys, heads * dim]`.
pub struct Projections<'a> {
    /// Already scaled; `[batch, queries, heads * dim]`.
    pub query: &'a Tensor,
    /// `[batch, keys, heads * dim]`
    pub key: &'a Tensor,
    /// `[batch, keys, heads * dim]`
    pub value: &'a Tensor,
    /// Number of attention heads.
    pub heads: usize,
}

/// `[batch, length, heads * dim]` to `[batch, heads, length, dim]`.
pub(super) fn split_heads(x: &Tensor, heads: usize) -> Result<Tensor> {
    let (batch, length, width) = x.dims3()?;
    Ok(x.reshape((batch, length, heads, width / heads))?
        .transpose(1, 2)?
        .contiguous()?)
}

/// `[batch, heads, length, dim]` to `[batch, length, heads * dim]`.
pub(super) fn merge_heads(x: &Tensor) -> Result<Tensor> {
    let (batch, heads, length, dim) = x.dims4()?;
    Ok(x.transpose(1, 2)?
        .contiguous()?
        .reshape((batch, length, heads * dim))?)
}

/// Softmax over the last dimension, computed in f32.
pub(super) fn softmax(scores: &Tensor) -> Result<Tensor> {
    let wide = scores.to_dtype(DType::F32)?;
    let exp = wide.broadcast_sub(&wide.max_keepdim(D::Minus1)?)?.exp()?;
    Ok(exp
        .broadcast_div(&exp.sum_keepdim(D::Minus1)?)?
        .to_dtype(scores.dtype())?)
}
