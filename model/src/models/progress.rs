//! The progress of an encoder, with the hidden states at that point.

use candle_core::{Device, Tensor};

use crate::Result;

/// The progress of an encoder: one report after the embeddings (`layer` 0) and one after every layer.
#[derive(Debug, Clone, Copy)]
pub struct EncodeProgress<'a> {
    /// Number of layers done.
    pub layer: usize,
    /// Number of all layers.
    pub layers: usize,
    hidden: Hidden<'a>,
}

/// The unchanged output of a layer.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Hidden<'a> {
    Tensor(&'a Tensor),
    Rows(&'a [f32], (usize, usize, usize)),
}

impl EncodeProgress<'_> {
    /// The output of that layer, `[batch, length after padding, width]`, before any final norm. Extra global tokens
    /// are in front of the others.
    ///
    /// # Errors
    /// If there is not enough memory for the copy.
    pub fn hidden(&self) -> Result<Tensor> {
        Ok(match self.hidden {
            Hidden::Tensor(tensor) => tensor.clone(),
            Hidden::Rows(values, shape) => Tensor::from_slice(values, shape, &Device::Cpu)?,
        })
    }
}

impl<'a> EncodeProgress<'a> {
    pub(crate) fn new(layer: usize, layers: usize, hidden: Hidden<'a>) -> Self {
        Self {
            layer,
            layers,
            hidden,
        }
    }
}
