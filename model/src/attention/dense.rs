//! Every query reads every key, in Candle operations: some queries at a time, so that the memory for scores is
//! bounded, however long the input is.

use std::ops::Range;

use candle_core::{DType, Tensor};

use crate::Result;
use crate::stop::Stop;

/// The most numbers that exist at a time beside inputs and outputs; in f32 they take 256 MB.
pub(super) const AT_ONCE: usize = 1 << 26;

/// Copies of the scores that exist at a time: as the product leaves them, with their bias, and as weights.
pub(super) const COPIES: usize = 3;

/// Queries, keys and values whose heads are apart: `[batch, heads, tokens, dim]` each. Keys and values may be
/// views.
pub(crate) struct Heads<'a> {
    pub(crate) query: &'a Tensor,
    pub(crate) key: &'a Tensor,
    pub(crate) value: &'a Tensor,
}

impl Heads<'_> {
    /// What the queries read, in their shape. `bias` returns an f32 addend for the scores of a range of queries,
    /// if there is one, which broadcasts to `[batch, heads, range, keys]`; `seen` receives the weights of each
    /// range in turn, in f32.
    ///
    /// # Errors
    /// If shapes do not fit together, or `stop` interrupts the work between two ranges.
    pub(crate) fn attend(
        &self,
        bias: &dyn Fn(Range<usize>) -> Result<Option<Tensor>>,
        seen: &mut dyn FnMut(&Tensor) -> Result<()>,
        stop: &Stop,
    ) -> Result<Tensor> {
        let (batch, heads, queries, _) = self.query.dims4()?;
        let keys = self.key.dim(2)?;
        let at_once = rows_at_once(batch * heads * keys);
        let key = self.key.t()?;
        let mut parts = Vec::with_capacity(queries.div_ceil(at_once));
        for start in (0..queries).step_by(at_once) {
            stop.check()?;
            let range = start..(start + at_once).min(queries);
            let query = self.query.narrow(2, range.start, range.len())?;
            let scores = query.contiguous()?.matmul(&key)?;
            let weights = weights(scores, bias(range)?.as_ref())?;
            seen(&weights)?;
            parts.push(weights.to_dtype(self.value.dtype())?.matmul(self.value)?);
        }
        Ok(match parts.len() {
            1 => parts.remove(0),
            _ => Tensor::cat(&parts, 2)?,
        })
    }
}

/// Softmax over the last dimension of the scores with their bias, in f32.
pub(super) fn weights(scores: Tensor, bias: Option<&Tensor>) -> Result<Tensor> {
    let mut scores = scores.to_dtype(DType::F32)?;
    if let Some(bias) = bias {
        scores = scores.broadcast_add(bias)?;
    }
    Ok(candle_nn::ops::softmax_last_dim(&scores)?)
}

/// How many queries read at a time if each of them has `scores` scores.
fn rows_at_once(scores: usize) -> usize {
    (AT_ONCE / (COPIES * scores).max(1)).max(1)
}

/// `[batch, length, heads * dim]` to `[batch, heads, length, dim]`.
pub(crate) fn split_heads(x: &Tensor, heads: usize) -> Result<Tensor> {
    let (batch, length, width) = x.dims3()?;
    Ok(x.reshape((batch, length, heads, width / heads))?
        .transpose(1, 2)?
        .contiguous()?)
}

/// `[batch, heads, length, dim]` to `[batch, length, heads * dim]`.
pub(crate) fn merge_heads(x: &Tensor) -> Result<Tensor> {
    let (batch, heads, length, dim) = x.dims4()?;
    Ok(x.transpose(1, 2)?
        .contiguous()?
        .reshape((batch, length, heads * dim))?)
}

/// The addend that hides later keys from these queries of `count`, the last of which reads all keys: 0 or the
/// smallest f32, `[queries, keys]`, computed on the device of `keys [batch, keys, width]`.
pub(super) fn causal_bias(queries: Range<usize>, count: usize, keys: &Tensor) -> Result<Tensor> {
    let (device, keys) = (keys.device(), keys.dim(1)? as f32);
    let last_key = |query: usize| query as f32 + keys - count as f32;
    let last = Tensor::arange(last_key(queries.start), last_key(queries.end), device)?;
    let later = Tensor::arange(0f32, keys, device)?
        .unsqueeze(0)?
        .broadcast_gt(&last.unsqueeze(1)?)?;
    Ok((later.to_dtype(DType::F32)? * f64::from(f32::MIN))?)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};

    use candle_core::Device;

    use super::*;
    use crate::Error;
    use crate::stop::Interrupted;

    #[test]
    fn a_stop_interrupts_between_ranges() -> Result<()> {
        let (queries, keys) = (3000, 8192);
        assert!(rows_at_once(keys) < queries);
        let draw = |tokens| Tensor::randn(0f32, 1.0, (1, 1, tokens, 1), &Device::Cpu);
        let (query, key, value) = (draw(queries)?, draw(keys)?, draw(keys)?);
        let heads = Heads {
            query: &query,
            key: &key,
            value: &value,
        };
        let flag = Arc::new(AtomicBool::new(false));
        let mut read = 0;
        let mut raise = |weights: &Tensor| {
            read += weights.dim(2)?;
            flag.store(true, Ordering::Relaxed);
            Ok(())
        };
        let stopped = heads.attend(&|_| Ok(None), &mut raise, &Stop::when(flag.clone()));
        assert!(matches!(
            stopped,
            Err(Error::Interrupted(Interrupted::Cancelled))
        ));
        assert!(read > 0 && read < queries);
        Ok(())
    }
}
