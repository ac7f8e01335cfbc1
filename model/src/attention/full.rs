//! Full attention: every query reads every key that is present.

use std::ops::Range;

use candle_core::Tensor;

use super::dense::{Heads, causal_bias, merge_heads, split_heads};
use super::kernel::{self, KeyRange, Keys, Values};
use super::mask::TokenMask;
use super::projections::Projections;
use crate::stop::Stop;
use crate::{Error, Result};

/// The addend for the scores of missing keys: near the smallest f32, but above it.
pub(crate) const SMALL: f32 = -3.38e38;

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
        return attend_portable(x, mask, causal, stop);
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
    kernel::attend_values(x, &keys, kernel::TILE.into(), stop, context);
    Ok(stop.check()?)
}

/// The same in Candle operations: the reference for every kernel, and the path on other devices. Only one addend per
/// key goes to the device; those that hide later keys are computed there.
///
/// # Errors
/// If shapes do not fit together, or `stop` interrupts the work between some queries and the next.
pub fn attend_portable(
    x: &Projections,
    mask: Option<&TokenMask>,
    causal: bool,
    stop: &Stop,
) -> Result<Tensor> {
    check(x, mask)?;
    let heads = Heads {
        query: &split_heads(x.query, x.heads)?,
        key: &split_heads(x.key, x.heads)?,
        value: &split_heads(x.value, x.heads)?,
    };
    let (batch, queries, _) = x.query.dims3()?;
    let keys = x.key.dim(1)?;
    let missing = match mask {
        // sums with scores stay finite
        Some(mask) => Some(Tensor::from_vec(
            mask.bias(SMALL),
            (batch, 1, 1, keys),
            x.key.device(),
        )?),
        None => None,
    };
    let bias = |range: Range<usize>| -> Result<Option<Tensor>> {
        // the last query reads all keys
        if !causal || queries == 1 {
            return Ok(missing.clone());
        }
        let later = causal_bias(range, queries, x.key)?;
        Ok(Some(match &missing {
            Some(missing) => missing.broadcast_minimum(&later)?,
            None => later,
        }))
    };
    merge_heads(&heads.attend(&bias, &mut |_| Ok(()), stop)?)
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
