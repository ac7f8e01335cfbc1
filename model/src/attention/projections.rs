//! The inputs of an attention.

use candle_core::Tensor;

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
