//! What a decoder looked at: cross-attention weights, averaged over the chosen layers and heads.

use candle_core::Tensor;

use super::dense::{split_heads, weights};
use super::full::SMALL;
use super::kernel;
use super::mask::TokenMask;
use super::projections::Projections;
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
        self.choice
            .layers
            .as_ref()
            .is_none_or(|layers| layers.contains(&layer))
    }

    /// Adds the weights of one layer; `x` must hold one document, the queries being those of its beams.
    pub(crate) fn add(&mut self, x: &Projections, mask: Option<&TokenMask>) -> Result<()> {
        let heads = self.heads(x.heads);
        let sum = if kernel::takes(x) {
            let bias = mask.map(|mask| mask.bias(f32::MIN));
            kernel::weights(x, &heads, bias.as_deref())?
        } else {
            portable(x, &heads, mask)?
        };
        self.add_sum(sum, x.query.dim(1)?, heads.len());
        Ok(())
    }

    /// The chosen heads among `count`.
    pub(crate) fn heads(&self, count: usize) -> Vec<usize> {
        match &self.choice.heads {
            Some(heads) => heads.iter().copied().filter(|head| *head < count).collect(),
            None => (0..count).collect(),
        }
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

/// Sum over `heads` of the softmax of the scores: `[queries, keys]`.
pub(super) fn portable(
    x: &Projections,
    heads: &[usize],
    mask: Option<&TokenMask>,
) -> Result<Vec<f32>> {
    let (query, key) = (split_heads(x.query, x.heads)?, split_heads(x.key, x.heads)?);
    let scores = query.matmul(&key.t()?)?;
    let bias = match mask {
        Some(mask) => {
            let shape = (1, 1, 1, key.dim(2)?);
            Some(Tensor::from_vec(mask.bias(SMALL), shape, scores.device())?)
        }
        None => None,
    };
    let heads: Vec<u32> = heads.iter().map(|head| *head as u32).collect();
    let heads = Tensor::new(heads, scores.device())?;
    let weights = weights(scores, bias.as_ref())?;
    let chosen = weights.index_select(&heads, 1)?.sum(1)?;
    Ok(chosen.flatten_all()?.to_vec1()?)
}
