//! The layers that all models consist of.

mod activation;
mod compared;
mod embedding;
mod feed_forward;
mod linear;
mod norm;
mod self_attention;
mod weight;

pub(crate) use embedding::{Embedding, Positions};
pub(crate) use feed_forward::FeedForward;
pub use linear::Linear;
pub(crate) use norm::LayerNorm;
pub(crate) use self_attention::SelfAttention;
pub(crate) use weight::{Input, Weight};
