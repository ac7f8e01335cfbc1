//! Block-sparse attention: a query block reads its window, the global blocks and its random blocks.
//!
//! Source: Zaheer et al. 2020, and `BigBirdPegasusBlockSparseAttention` of transformers. As there, scores of
//! missing keys get -10,000 added, and missing queries give zeros. If a key block is listed several times, it
//! counts several times, which equals adding the logarithm of its count to its scores; so the attention reads
//! each block once.

use candle_core::{Device, Tensor};

use super::kernel::{self, KeyRange, Keys, Values};
use super::mask::TokenMask;
use super::pattern::RandomTable;
use super::projections::{Projections, merge_heads, softmax, split_heads};
use crate::stop::Stop;
use crate::{Error, Result};

/// The addend for the scores of missing keys.
const MISSING: f32 = -10_000.0;

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
        return attend_portable(x, table, block_size, mask);
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

/// The same in Candle operations, one query block at a time, so that gathered keys exist for at most one query
/// block at once.
///
/// # Errors
/// If shapes do not fit together.
pub fn attend_portable(
    x: &Projections,
    table: &RandomTable,
    block_size: usize,
    mask: &TokenMask,
) -> Result<Tensor> {
    let blocks = check(x, block_size, mask)?;
    let (query, key) = (split_heads(x.query, x.heads)?, split_heads(x.key, x.heads)?);
    let value = split_heads(x.value, x.heads)?;
    let device = query.device().clone();
    let mut rows = Vec::with_capacity(blocks);
    for block in 0..blocks {
        let query = query.narrow(2, block * block_size, block_size)?;
        let mut heads = Vec::with_capacity(x.heads);
        for head in 0..x.heads {
            let listed = table.keys(head, block, blocks);
            let tokens: Vec<u32> = listed
                .iter()
                .flat_map(|(b, _)| b * block_size as u32..(b + 1) * block_size as u32)
                .collect();
            let mut bias = Vec::with_capacity(mask.rows().len() * tokens.len());
            for row in mask.rows() {
                for (block, count) in &listed {
                    let start = *block as usize * block_size;
                    let there = &row[start..start + block_size];
                    let count = (*count as f32).ln();
                    bias.extend(
                        there
                            .iter()
                            .map(|t| if *t { count } else { count + MISSING }),
                    );
                }
            }
            let shape = (mask.rows().len(), 1, 1, tokens.len());
            let bias = Tensor::from_vec(bias, shape, &Device::Cpu)?
                .to_device(&device)?
                .to_dtype(query.dtype())?;
            let tokens = Tensor::new(tokens, &device)?;
            let (key, value) = (key.narrow(1, head, 1)?, value.narrow(1, head, 1)?);
            let key = key.contiguous()?.index_select(&tokens, 2)?;
            let value = value.contiguous()?.index_select(&tokens, 2)?;
            let scores = query.narrow(1, head, 1)?.contiguous()?.matmul(&key.t()?)?;
            heads.push(softmax(&scores.broadcast_add(&bias)?)?.matmul(&value)?);
        }
        rows.push(Tensor::cat(&heads, 1)?);
    }
    zero_missing_queries(merge_heads(&Tensor::cat(&rows, 2)?)?, mask)
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
