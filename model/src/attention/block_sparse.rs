//! Block-sparse attention: a query block reads its window, the global blocks and its random blocks.
//!
//! Source: Zaheer et al. 2020, and `BigBirdPegasusBlockSparseAttention` of transformers. As there, scores of
//! missing keys get -10,000 added, and missing queries give zeros. If a key block is listed several times, it
//! counts several times, which equals adding the logarithm of its count to its scores; so the attention reads
//! each block once.

use std::ops::Range;

use candle_core::{Device, Tensor};

use super::batched::{self, MISSING};
use super::kernel::{self, KeyRange, Keys, Values};
use super::layout::BlockLayout;
use super::mask::TokenMask;
use super::pattern::RandomTable;
use super::projections::Projections;
use crate::stop::Stop;
use crate::{Error, Result};

/// Block-sparse attention, with the fused kernel if there is one: `[batch, rows, heads * dim]`.
/// The rows are the global tokens of `layout`, which `mask` counts too, and whole blocks, at least five. A number for
/// `layout` is the size of blocks without global tokens.
///
/// # Errors
/// If shapes do not fit together or `stop` interrupts the work.
pub fn attend(
    x: &Projections,
    table: &RandomTable,
    layout: impl Into<BlockLayout>,
    mask: &TokenMask,
    stop: &Stop,
) -> Result<Tensor> {
    let layout = layout.into();
    let blocks = check(x, layout, mask)?;
    if !kernel::takes(x) {
        return batched::attend(x, table, layout, mask, stop);
    }
    let bias = (!mask.is_full()).then(|| mask.bias(MISSING));
    let ranges = ranges(table, layout, blocks);
    let keys = Keys {
        ranges: &ranges,
        bias: bias.as_deref(),
        causal: None,
    };
    let context = kernel::attend_tiles(x, &keys, layout, stop)?;
    zero_missing_queries(context, mask)
}

/// The same on plain numbers whose shapes the caller has checked.
///
/// # Errors
/// If `stop` interrupts the work.
pub(crate) fn attend_values(
    x: &Values,
    table: &RandomTable,
    layout: BlockLayout,
    mask: &TokenMask,
    stop: &Stop,
    context: &mut [f32],
) -> Result<()> {
    let bias = (!mask.is_full()).then(|| mask.bias(MISSING));
    let blocks = (x.queries - layout.global_tokens) / layout.block_size;
    let ranges = ranges(table, layout, blocks);
    let keys = Keys {
        ranges: &ranges,
        bias: bias.as_deref(),
        causal: None,
    };
    kernel::attend_values(x, &keys, layout, stop, context);
    stop.check()?;
    let there = mask.rows().iter().flatten();
    for (row, there) in context.chunks_exact_mut(x.width).zip(there) {
        if !there {
            row.fill(0.0);
        }
    }
    Ok(())
}

/// The keys that a tile of queries of a head reads: global tokens and then blocks; global tokens read all.
fn ranges(
    table: &RandomTable,
    layout: BlockLayout,
    blocks: usize,
) -> impl Fn(usize, usize) -> Vec<KeyRange> + Sync {
    let range = |rows: Range<usize>, bias: f32| KeyRange {
        start: rows.start,
        end: rows.end,
        bias,
    };
    move |head, tile| {
        let globals = layout.global_tokens;
        let Some(block) = layout.block(tile) else {
            return vec![range(0..globals + blocks * layout.block_size, 0.0)];
        };
        let front = (globals > 0).then(|| range(0..globals, 0.0));
        let keys = table.keys(head, block, blocks);
        let blocks = keys
            .iter()
            .map(|&(block, count)| range(layout.rows(block as usize), (count as f32).ln()));
        front.into_iter().chain(blocks).collect()
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
fn check(x: &Projections, layout: BlockLayout, mask: &TokenMask) -> Result<usize> {
    let (batch, rows, width) = x.query.dims3()?;
    let fits = x.key.dims() == x.query.dims()
        && x.value.dims() == x.query.dims()
        && x.heads > 0
        && width.is_multiple_of(x.heads)
        && mask.shape() == (batch, rows);
    match layout.blocks(rows) {
        Some(blocks) if fits => Ok(blocks),
        _ => Err(Error::Input(format!(
            "queries {:?}, keys {:?}, values {:?} and mask {:?} do not fit blocks of {} after {} global tokens",
            x.query.dims(),
            x.key.dims(),
            x.value.dims(),
            mask.shape(),
            layout.block_size,
            layout.global_tokens
        ))),
    }
}
