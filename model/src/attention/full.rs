//! Full attention: every query reads every key that is present.

use candle_core::{Device, Tensor};

use super::kernel::{self, KeyRange, Keys, Values};
use super::mask::TokenMask;
use super::projections::{Projections, merge_heads, softmax, split_heads};
use crate::stop::Stop;
use crate::{Error, Result};

/// Full attention, with the fused kernel if there is one: `[batch, queries, heads * dim]`.
///
/// Keys that `mask` (`[batch, keys]`) marks as missing get the smallest float added to their scores, as in
/// transformers. With `causal`, so do keys after the query, counted from the end, so that the last query reads
/// all keys.
///
/// # Errors
/// If shapes do not fit together or `stop` interrupts the work.
pub fn attend(
    x: &Projections,
    mask: Option<&TokenMask>,
    causal: bool,
    stop: &Stop,
) -> Result<Tensor> {
    check(x, mask)?;
    if !kernel::takes(x) {
        return attend_portable(x, mask, causal);
    }
    let (queries, keys) = (x.query.dim(1)?, x.key.dim(1)?);
    let bias = mask.map(|mask| mask.bias(f32::MIN));
    let ranges = |_head: usize, tile: usize| {
        let end = if causal {
            // the last query of this tile reads the most
            (keys + (tile + 1) * kernel::TILE)
                .saturating_sub(queries)
                .min(keys)
        } else {
            keys
        };
        vec![KeyRange {
            start: 0,
            end,
            bias: 0.0,
        }]
    };
    let causal = causal.then(|| keys as isize - queries as isize);
    kernel::attend(
        x,
        &Keys {
            ranges: &ranges,
            bias: bias.as_deref(),
            causal,
        },
        stop,
    )
}

/// The same on plain numbers whose shapes the caller has checked, without `causal`.
///
/// # Errors
/// If `stop` interrupts the work.
pub(crate) fn attend_values(
    x: &Values,
    mask: Option<&TokenMask>,
    stop: &Stop,
    context: &mut [f32],
) -> Result<()> {
    let bias = mask.map(|mask| mask.bias(f32::MIN));
    let end = x.keys;
    let ranges = move |_head: usize, _tile: usize| {
        vec![KeyRange {
            start: 0,
            end,
            bias: 0.0,
        }]
    };
    let keys = Keys {
        ranges: &ranges,
        bias: bias.as_deref(),
        causal: None,
    };
    kernel::attend_values(x, &keys, kernel::TILE, stop, context);
    Ok(stop.check()?)
}

/// The same in Candle operations: the reference for every kernel, and the path on other devices.
///
/// # Errors
/// If shapes do not fit together.
pub fn attend_portable(x: &Projections, mask: Option<&TokenMask>, causal: bool) -> Result<Tensor> {
    check(x, mask)?;
    let (query, key) = (split_heads(x.query, x.heads)?, split_heads(x.key, x.heads)?);
    let value = split_heads(x.value, x.heads)?;
    let (batch, _, queries, _) = query.dims4()?;
    let keys = key.dim(2)?;
    let mut scores = query.matmul(&key.t()?)?;
    if mask.is_some() || causal {
        let rows = mask.map(|mask| mask.rows());
        let mut bias = Vec::with_capacity(batch * queries * keys);
        for b in 0..batch {
            for q in 0..queries {
                for k in 0..keys {
                    let there =
                        rows.is_none_or(|rows| rows[b][k]) && (!causal || k + queries <= q + keys);
                    bias.push(if there { 0f32 } else { f32::MIN });
                }
            }
        }
        let bias = Tensor::from_vec(bias, (batch, 1, queries, keys), &Device::Cpu)?
            .to_device(scores.device())?
            .to_dtype(scores.dtype())?
            // the smallest f32 is infinite in f16, and rows of infinities become NaN
            .clamp(smallest(scores.dtype()), 0.0)?;
        scores = scores.broadcast_add(&bias)?;
    }
    merge_heads(&softmax(&scores)?.matmul(&value)?)
}

fn smallest(dtype: candle_core::DType) -> f64 {
    match dtype {
        candle_core::DType::F16 => -65504.0,
        _ => -3.38e38,
    }
}

fn check(x: &Projections, mask: Option<&TokenMask>) -> Result<()> {
    let (batch, _, width) = x.query.dims3()?;
    let (key_batch, keys, key_width) = x.key.dims3()?;
    let fits = key_batch == batch
        && key_width == width
        && x.value.dims() == x.key.dims()
        && keys > 0
        && x.heads > 0
        && width.is_multiple_of(x.heads)
        && mask.is_none_or(|mask| mask.shape() == (batch, keys));
    if fits {
        Ok(())
    } else {
        Err(Error::Input(format!(
            "queries {:?}, keys {:?}, values {:?} and mask {:?} do not fit together",
            x.query.dims(),
            x.key.dims(),
            x.value.dims(),
            mask.map(TokenMask::shape)
        )))
    }
}
