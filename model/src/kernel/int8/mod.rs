//! Products in int8: weights as signed bytes with one scale per output, rows of `x` as unsigned bytes
//! with a scale and a zero point each, sums in 32-bit integers.
//!
//! With `x = sx (qx - z)` and `w = sw qw`, `x wᵀ = sx sw (Σ qx qw - z Σ qw)`; each output's weights have their
//! sum beside their scale. The sums are exact, so every instruction set and every number of threads gives the
//! same.

mod level;
mod panels;
mod rows;

pub(crate) use level::{Level, best};
pub(crate) use panels::{Bytes, MOST_INPUTS, Panels, sizes};
pub(crate) use rows::Rows;

#[cfg(test)]
mod tests;
