//! Block-sparse attention: a query block reads its window, the global blocks and its random blocks.
//!
//! Source: Zaheer et al. 2020, and `BigBirdPegasusBlockSparseAttention` of transformers. As there, scores of
//! missing keys get -10,000 added, and missing queries give zeros. If a key block is listed several times, it
//! counts several times, which equals adding the logarithm of its count to its scores; so the attention reads
//! each block once.

use candle_core::{Device, Tensor};

use super::batched::{self, MISSING};
use super::kernel::{self, KeyRange, Keys, Values};
use super::mask::TokenMask;
use super::pattern::RandomTable;
use super::projections::Projections;
use crate::stop::Stop;
use crate::{Error, Result};

/// Block-sparse attention, with the fused kernel if there is one: `[batch, length, heads * dim]`.
/// The length must be a multiple of `block_size`, with at least five blocks.
///
/// # Errors
/// If shapes do not fit together or `stop` interrupts the work.
pub fn attend(
    x: &Projections,
    table: &RandomTable,
    block_size: usize,
    mask: &TokenMask,
    stop: &Stop,
) -> Result<Tensor> {
    let blocks = check(x, block_size, mask)?;
    if !kernel::takes(x) {
        return batched::attend(x, table, block_size, mask, stop);
    }
    let bias = (!mask.is_full()).then(|| mask.bias(MISSING));
    let ranges = ranges(table, block_size, blocks);
    let keys = Keys {
        ranges: &ranges,
        bias: bias.as_deref(),
        causal: None,
    };
    let context = kernel::attend_tiles(x, &keys, block_size, stop)?;
    zero_missing_queries(context, mask)
}

/// The same on plain numbers whose shapes the caller has checked.
///
/// # Errors
/// If `stop` interrupts the work.
pub(crate) fn attend_values(
    x: &Values,
    table: &RandomTable,
    block_size: usize,
    mask: &TokenMask,
    stop: &Stop,
    context: &mut [f32],
) -> Result<()> {
    let bias = (!mask.is_full()).then(|| mask.bias(MISSING));
    let ranges = ranges(table, block_size, x.queries / block_size);
    let keys = Keys {
        ranges: &ranges,
        bias: bias.as_deref(),
        causal: None,
    };
    kernel::attend_values(x, &keys, block_size, stop, context);
    stop.check()?;
    let there = mask.rows().iter().flatten();
    for (row, there) in context.chunks_exact_mut(x.width).zip(there) {
        if !there {
            row.fill(0.0);
        }
    }
    Ok(())
}

/// The keys that the query block `tile` of a head reads.
fn ranges(
    table: &RandomTable,
    block_size: usize,
    blocks: usize,
) -> impl Fn(usize, usize) -> Vec<KeyRange> + Sync {
    move |head, tile| {
        let keys = table.keys(head, tile, blocks);
        keys.iter()
            .map(|&(block, count)| KeyRange {
                start: block as usize * block_size,
                end: (block as usize + 1) * block_size,
                bias: (count as f32).ln(),
            })
            .collect()
    }
}

fn zero_missing_queries(context: Tensor, mask: &TokenMask) -> Result<Tensor> {
    if mask.is_full() {
        return Ok(context);
    }
    let (batch, length) = mask.shape();
    let there: Vec<f32> = mask
        .rows()
        .iter()
        .flatten()
        .map(|t| f32::from(u8::from(*t)))
        .collect();
    let there = Tensor::from_vec(there, (batch, length, 1), &Device::Cpu)?
        .to_device(context.device())?
        .to_dtype(context.dtype())?;
    Ok(context.broadcast_mul(&there)?)
}

/// The number of blocks in a padded input.
fn check(x: &Projections, block_size: usize, mask: &TokenMask) -> Result<usize> {
    let (batch, length, width) = x.query.dims3()?;
    let fits = x.key.dims() == x.query.dims()
        && x.value.dims() == x.query.dims()
        && x.heads > 0
        && width.is_multiple_of(x.heads)
        && mask.shape() == (batch, length)
        && block_size > 0
        && length.is_multiple_of(block_size)
        && length / block_size >= 5;
    if fits {
        Ok(length / block_size)
    } else {
        Err(Error::Input(format!(
            "queries {:?}, keys {:?}, values {:?} and mask {:?} do not fit blocks of {block_size}",
            x.query.dims(),
            x.key.dims(),
            x.value.dims(),
            mask.shape()
        )))
    }
}
