//! What a decoder looked at: cross-attention weights, averaged over the chosen layers and heads.

use std::cell::OnceCell;

use candle_core::Tensor;

use crate::Result;

/// Which cross-attention weights to keep for every generated token. The weights of the chosen layers
/// and heads are averaged, so that those of one token add up to 1.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CrossAttention {
    /// Decoder layers; `None` is all of them.
    pub layers: Option<Vec<usize>>,
    /// Heads; `None` is all of them.
    pub heads: Option<Vec<usize>>,
}

impl CrossAttention {
    fn wants_layer(&self, layer: usize) -> bool {
        let layers = self.layers.as_ref();
        layers.is_none_or(|layers| layers.contains(&layer))
    }

    /// The chosen heads among `count`.
    fn heads(&self, count: usize) -> Vec<usize> {
        match &self.heads {
            Some(heads) => heads.iter().copied().filter(|head| *head < count).collect(),
            None => (0..count).collect(),
        }
    }
}

/// Collects weights over the layers of one step.
#[derive(Debug)]
pub(crate) struct SourceWeights {
    choice: CrossAttention,
    /// `[queries, keys]`
    sum: Vec<f32>,
    queries: usize,
    added: usize,
}

impl SourceWeights {
    pub(crate) fn new(choice: &CrossAttention) -> Self {
        Self {
            choice: choice.clone(),
            sum: Vec::new(),
            queries: 0,
            added: 0,
        }
    }

    pub(crate) fn wants_layer(&self, layer: usize) -> bool {
        self.choice.wants_layer(layer)
    }

    /// The chosen heads among `count`.
    pub(crate) fn heads(&self, count: usize) -> Vec<usize> {
        self.choice.heads(count)
    }

    /// Adds the weights of one layer, `[queries, keys]`, a sum over `heads` heads.
    pub(crate) fn add_sum(&mut self, sum: Vec<f32>, queries: usize, heads: usize) {
        if self.sum.is_empty() {
            self.sum = sum;
        } else {
            self.sum
                .iter_mut()
                .zip(sum)
                .for_each(|(total, new)| *total += new);
        }
        self.queries = queries;
        self.added += heads;
    }

    /// Returns for every query its weights over the source, and starts over.
    pub(crate) fn take(&mut self) -> Vec<Vec<f32>> {
        let scale = 1.0 / self.added.max(1) as f32;
        let keys = self.sum.len() / self.queries.max(1);
        let rows = self.sum.chunks(keys.max(1));
        let rows = rows
            .map(|row| row.iter().map(|w| w * scale).collect())
            .collect();
        self.sum = Vec::new();
        self.added = 0;
        rows
    }
}

/// Collects weights over the layers of one step on a device, where they stay.
#[derive(Debug)]
pub(crate) struct SourceTensor {
    choice: CrossAttention,
    /// The chosen heads, on the device.
    heads: OnceCell<Tensor>,
    /// `[queries, keys]`
    sum: Option<Tensor>,
    added: usize,
}

impl SourceTensor {
    pub(crate) fn new(choice: &CrossAttention) -> Self {
        Self {
            choice: choice.clone(),
            heads: OnceCell::new(),
            sum: None,
            added: 0,
        }
    }

    pub(crate) fn wants_layer(&self, layer: usize) -> bool {
        self.choice.wants_layer(layer)
    }

    /// The sum of weights `[1, heads, queries, keys]` over the chosen heads: `[queries, keys]`.
    pub(crate) fn of_heads(&self, weights: &Tensor) -> Result<Tensor> {
        let weights = weights.squeeze(0)?;
        if self.choice.heads.is_none() {
            return Ok(weights.sum(0)?);
        }
        let heads = match self.heads.get() {
            Some(heads) => heads,
            None => {
                let chosen = self.choice.heads(weights.dim(0)?);
                let chosen: Vec<u32> = chosen.into_iter().map(|head| head as u32).collect();
                let chosen = Tensor::new(chosen, weights.device())?;
                self.heads.get_or_init(|| chosen)
            }
        };
        Ok(weights.index_select(heads, 0)?.sum(0)?)
    }

    /// Adds what [`Self::of_heads`] returned for all queries of a layer with `heads` heads.
    pub(crate) fn add(&mut self, sum: &Tensor, heads: usize) -> Result<()> {
        self.sum = Some(match &self.sum {
            Some(before) => (before + sum)?,
            None => sum.clone(),
        });
        self.added += self.choice.heads(heads).len();
        Ok(())
    }

    /// Returns for every query its weights over the source, on the device, and starts over.
    pub(crate) fn take(&mut self) -> Result<Vec<Tensor>> {
        let scale = 1.0 / self.added.max(1) as f64;
        self.added = 0;
        let Some(sum) = self.sum.take() else {
            return Ok(Vec::new());
        };
        let rows = (sum * scale)?;
        let row = |row| Ok(rows.get(row)?);
        (0..rows.dim(0)?).map(row).collect()
    }
}
