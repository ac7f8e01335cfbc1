//! How far an encoder is, with the hidden states at that point.

use candle_core::{Device, Tensor};

use crate::Result;

/// How far an encoder is: one report after the embeddings (`layer` 0) and one after every layer.
#[derive(Debug, Clone, Copy)]
pub struct EncodeProgress<'a> {
    /// Layers done.
    pub layer: usize,
    /// All layers.
    pub layers: usize,
    hidden: Hidden<'a>,
}

/// The output of a layer as it is.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Hidden<'a> {
    Tensor(&'a Tensor),
    Rows(&'a [f32], (usize, usize, usize)),
}

impl EncodeProgress<'_> {
    /// The output of that layer, `[batch, length after padding, width]`, before any final norm.
    ///
    /// # Errors
    /// When memory for the copy is missing.
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
