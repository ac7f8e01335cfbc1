//! The attentions: which keys a query reads, and the reading itself.

pub mod batched;
pub mod block_sparse;
pub(crate) mod decoded;
pub(crate) mod dense;
pub mod full;
pub(crate) mod kernel;
mod layout;
mod mask;
pub mod pattern;
pub(crate) mod plan;
mod projections;
pub mod random;
pub(crate) mod source;
pub(crate) mod weights;

pub use layout::BlockLayout;
pub use mask::TokenMask;
pub use projections::Projections;
pub use weights::CrossAttention;
