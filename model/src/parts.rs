//! Internals that the crate's tests and benches compare and measure one by one: the attentions and the tables
//! of random blocks, the searches over a decoder of the caller's, products with int8 weights, the read of a
//! decoding step over a long source, and everything without kernels. Not part of the interface: it changes without notice.

use std::sync::Arc;

use candle_core::{Result, Tensor};

use crate::attention::source::{Reading, SourcePanels};
pub use crate::attention::{
    BlockLayout, Projections, TokenMask, batched, block_sparse, full, pattern, random,
};
pub use crate::generation::{NextLogits, NextTokens, SourceRow, generate};
use crate::kernel::{self, int8, team, with_values};
use crate::layers::{Linear, Weight};

/// A product in int8 with the weights `[outputs, inputs]`, quantized here.
///
/// # Errors
/// If the weights are not an f32 matrix in main memory.
pub fn int8_linear(weights: &Tensor) -> Result<Linear> {
    let (outputs, inputs) = weights.dims2()?;
    let panels = with_values(&weights.contiguous()?, |values| {
        int8::Panels::quantize(outputs, inputs, |output, row| {
            row.copy_from_slice(&values[output * inputs..(output + 1) * inputs]);
            Ok(())
        })
    })?;
    Linear::with_weight(Weight::Int8(Arc::new(panels)), None)
}

/// Keys and values of a source for one layer of the decoder, in the layout of a step.
pub struct Source {
    panels: SourcePanels,
    width: usize,
}

impl Source {
    /// Lays out `key` and `value`, `[tokens, width]` each.
    pub fn new(key: &[f32], value: &[f32], width: usize, heads: usize, int8: bool) -> Self {
        Self {
            panels: SourcePanels::new(key, value, width, heads, int8),
            width,
        }
    }

    /// Reads for the scaled queries `[beams, width]` and writes their contexts into `context`.
    pub fn read(&self, query: &[f32], context: &mut [f32]) {
        let reading = Reading {
            query,
            width: self.width,
            bias: None,
            watched: None,
        };
        self.panels.read(&reading, context);
    }
}

/// Does `work` like a step of the decoder: with threads that stay awake.
pub fn as_in_a_step<T>(work: impl FnOnce() -> T) -> T {
    team::together(work)
}

/// Does `work` in Candle operations alone, as graphics cards do it. A model must be loaded like this to run like this.
pub fn in_candle_operations<T>(work: impl FnOnce() -> T) -> T {
    kernel::set_aside(work)
}
