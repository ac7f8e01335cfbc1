//! Block-sparse attention in a few large Candle operations per layer: the path on graphics cards and in half
//! precision, and the reference for the fused kernel.
//!
//! The keys and values that the query blocks between the first and the last one read are gathered by one index,
//! and one product each computes the scores and the contexts of all those blocks and heads. The first and the last
//! block read everything, and so do extra global tokens in front of them, which every block reads besides. The index of
//! all layers goes to the device once per document. Long inputs are read in
//! slices, so that gathered keys and scores take bounded memory.

use std::ops::Range;

use candle_core::{DType, Device, Tensor};

use super::dense::{AT_ONCE, COPIES, Heads, merge_heads, split_heads, weights};
use super::layout::BlockLayout;
use super::mask::TokenMask;
use super::pattern::RandomTable;
use super::projections::Projections;
use crate::stop::Stop;
use crate::{Error, Result};

/// The addend for the scores of missing keys.
pub(super) const MISSING: f32 = -10_000.0;

/// The blocks that each query block between the first and the last one reads, for every layer, on a device.
///
/// A query block of a head has as many slots as the one that reads the most blocks; each slot is a key block, or is
/// unused.
#[derive(Debug, Clone)]
pub struct BlockTables {
    blocks: usize,
    layout: BlockLayout,
    heads: usize,
    slots: usize,
    batch: usize,
    /// `[tables, middle blocks * heads * slots]`: places in keys `[blocks, heads, ..]`.
    index: Tensor,
    /// `[tables, middle blocks, heads, 1, slots, 1]`: the logarithm of how often a key block counts, or the
    /// smallest f32 for unused slots.
    counts: Tensor,
    missing: Option<Missing>,
}

/// What a batch with missing tokens needs.
#[derive(Debug, Clone)]
struct Missing {
    /// `[batch, blocks * heads, block size]`: the addend for the scores of each key, in f32.
    blocks: Tensor,
    /// `[batch, 1, 1, rows]`: the same for all rows.
    keys: Tensor,
    /// `[batch, rows, 1]`: 1 for the tokens that are there.
    there: Tensor,
}

/// Keys or values as blocks read them.
struct Stored {
    /// `[batch, blocks * heads, block size * dim]`
    blocks: Tensor,
    /// `[batch, heads, global tokens, dim]`, if there are any.
    global: Option<Tensor>,
}

impl Stored {
    /// Those of the global tokens for `count` blocks: `[batch * count * heads, global tokens, dim]`.
    fn globals(&self, count: usize) -> Result<Option<Tensor>> {
        let Some(global) = &self.global else {
            return Ok(None);
        };
        let (batch, heads, tokens, dim) = global.dims4()?;
        let each = global
            .unsqueeze(1)?
            .broadcast_as((batch, count, heads, tokens, dim))?
            .contiguous()?;
        Ok(Some(each.reshape((batch * count * heads, tokens, dim))?))
    }
}

impl Missing {
    fn new(
        mask: &TokenMask,
        layout: BlockLayout,
        heads: usize,
        (device, dtype): (&Device, DType),
    ) -> Result<Self> {
        let (batch, rows) = mask.shape();
        let (globals, size) = (layout.global_tokens, layout.block_size);
        let blocks = (rows - globals) / size;
        let bias = Tensor::from_vec(mask.bias(MISSING), (batch, rows), device)?;
        let by_blocks = bias
            .narrow(1, globals, blocks * size)?
            .reshape((batch, blocks, 1, size))?
            .broadcast_as((batch, blocks, heads, size))?
            .contiguous()?
            .reshape((batch, blocks * heads, size))?;
        Ok(Self {
            blocks: by_blocks,
            // 1 + 0, or 1 - 1
            there: ((&bias / f64::from(-MISSING))? + 1.0)?
                .to_dtype(dtype)?
                .reshape((batch, rows, 1))?,
            keys: bias.reshape((batch, 1, 1, rows))?,
        })
    }
}

impl BlockTables {
    /// Uploads the tables of all layers, of which there may be only one if all are equal, for inputs of `dtype`
    /// with this mask, which counts the global tokens of the layout too.
    ///
    /// # Errors
    /// If the mask does not fit the blocks, or the device fails.
    pub fn new(
        tables: &[RandomTable],
        (layout, heads): (impl Into<BlockLayout>, usize),
        mask: &TokenMask,
        (device, dtype): (&Device, DType),
    ) -> Result<Self> {
        let layout = layout.into();
        let (_, rows) = mask.shape();
        let Some(blocks) = layout.blocks(rows) else {
            return Err(Error::Input(format!(
                "{rows} tokens do not fit blocks of {} after {} global tokens",
                layout.block_size, layout.global_tokens
            )));
        };
        let read = |table: &RandomTable| -> Vec<Vec<(u32, u32)>> {
            let middle = 1..blocks - 1;
            middle
                .flat_map(|block| (0..heads).map(move |head| table.keys(head, block, blocks)))
                .collect()
        };
        let equal = tables.windows(2).all(|pair| pair[0] == pair[1]);
        let tables = if equal {
            &tables[..tables.len().min(1)]
        } else {
            tables
        };
        let read: Vec<_> = tables.iter().flat_map(read).collect();
        let slots = read.iter().map(Vec::len).max().unwrap_or(0);
        let mut index = Vec::with_capacity(read.len() * slots);
        let mut counts = Vec::with_capacity(read.len() * slots);
        for (at, keys) in read.iter().enumerate() {
            let head = (at % heads) as u32;
            let unused = std::iter::repeat_n((head, f32::MIN), slots - keys.len());
            let used = keys
                .iter()
                .map(|(block, count)| (block * heads as u32 + head, (*count as f32).ln()));
            for (place, count) in used.chain(unused) {
                index.push(place);
                counts.push(count);
            }
        }
        let (layers, middle) = (tables.len(), blocks - 2);
        let index = Tensor::from_vec(index, (layers, middle * heads * slots), device)?;
        let counts = Tensor::from_vec(counts, (layers, middle, heads, 1, slots, 1), device)?;
        let missing = match mask.is_full() {
            true => None,
            false => Some(Missing::new(mask, layout, heads, (device, dtype))?),
        };
        Ok(Self {
            blocks,
            layout,
            heads,
            slots,
            batch: mask.shape().0,
            index,
            counts,
            missing,
        })
    }

    /// Attention of the layer with this index: `[batch, rows, heads * dim]`.
    ///
    /// # Errors
    /// If shapes do not fit the tables, or `stop` interrupts the work between two slices.
    pub fn attend(&self, x: &Projections, layer: usize, stop: &Stop) -> Result<Tensor> {
        let (_, rows, width) = self.check(x)?;
        let layer = if self.index.dim(0)? == 1 { 0 } else { layer };
        let (first, last) = self.attend_everything(x, stop)?;
        let (key, value) = (self.stored(x.key)?, self.stored(x.value)?);
        let mut parts = vec![first];
        let at_once = self.blocks_at_once(width / self.heads);
        for start in (1..self.blocks - 1).step_by(at_once) {
            stop.check()?;
            let blocks = start..(start + at_once).min(self.blocks - 1);
            let from = self.layout.rows(start).start;
            let tokens = blocks.len() * self.layout.block_size;
            let query = x.query.narrow(1, from, tokens)?;
            parts.push(self.attend_slice(&query, &key, &value, blocks, layer)?);
        }
        parts.push(last);
        let context = Tensor::cat(&parts, 1)?;
        debug_assert_eq!(context.dim(1)?, rows);
        match &self.missing {
            Some(missing) => Ok(context.broadcast_mul(&missing.there)?),
            None => Ok(context),
        }
    }

    /// The contexts of the global tokens with the first block, and of the last block, which read everything.
    fn attend_everything(&self, x: &Projections, stop: &Stop) -> Result<(Tensor, Tensor)> {
        let (first, last) = (self.layout.rows(0), self.layout.rows(self.blocks - 1));
        let ends = [
            x.query.narrow(1, 0, first.end)?,
            x.query.narrow(1, last.start, last.len())?,
        ];
        let heads = Heads {
            query: &split_heads(&Tensor::cat(&ends, 1)?, x.heads)?,
            key: &split_heads(x.key, x.heads)?,
            value: &split_heads(x.value, x.heads)?,
        };
        let bias = self.missing.as_ref().map(|missing| &missing.keys);
        let context = heads.attend(&|_| Ok(bias.cloned()), &mut |_| Ok(()), stop)?;
        let context = merge_heads(&context)?;
        Ok((
            context.narrow(1, 0, first.end)?,
            context.narrow(1, first.end, last.len())?,
        ))
    }

    /// Keys or values `[batch, rows, width]` as blocks read them.
    fn stored(&self, x: &Tensor) -> Result<Stored> {
        let (globals, size) = (self.layout.global_tokens, self.layout.block_size);
        let dim = x.dim(2)? / self.heads;
        let tokens = x.narrow(1, globals, self.blocks * size)?;
        let shape = (self.batch, self.blocks * self.heads, size * dim);
        let global = match globals {
            0 => None,
            _ => Some(split_heads(&x.narrow(1, 0, globals)?, self.heads)?),
        };
        Ok(Stored {
            blocks: self.by_blocks(&tokens)?.reshape(shape)?,
            global,
        })
    }

    /// The contexts of the query blocks `blocks`, whose queries are given: `[batch, tokens, width]`.
    fn attend_slice(
        &self,
        query: &Tensor,
        key: &Stored,
        value: &Stored,
        blocks: Range<usize>,
        layer: usize,
    ) -> Result<Tensor> {
        let (batch, heads, slots) = (self.batch, self.heads, self.slots);
        let size = self.layout.block_size;
        let count = blocks.len();
        let (tokens, width) = (count * size, query.dim(2)?);
        let dim = width / heads;
        let each = heads * slots;
        let index = self.index.narrow(0, layer, 1)?.flatten_all()?.narrow(
            0,
            (blocks.start - 1) * each,
            count * each,
        )?;
        let rows = batch * count * heads;
        let gather = |of: &Stored| -> Result<Tensor> {
            Ok(of
                .blocks
                .index_select(&index, 1)?
                .reshape((rows, slots * size, dim))?)
        };
        let query = self.by_blocks(query)?.reshape((rows, size, dim))?;
        let scores = query.matmul(&gather(key)?.t()?)?;
        let scores = scores.reshape((batch, count, heads, size, slots, size))?;
        let mut bias = self
            .counts
            .narrow(0, layer, 1)?
            .narrow(1, blocks.start - 1, count)?;
        if let Some(missing) = &self.missing {
            let of_keys = missing.blocks.index_select(&index, 1)?;
            let of_keys = of_keys.reshape((batch, count, heads, 1, slots, size))?;
            bias = of_keys.broadcast_add(&bias)?;
        }
        let scores = scores.to_dtype(DType::F32)?.broadcast_add(&bias)?;
        let mut scores = scores.reshape((rows, size, slots * size))?;
        let mut read = gather(value)?;
        // global tokens are never missing, and count once
        if let (Some(key), Some(value)) = (key.globals(count)?, value.globals(count)?) {
            let of_global = query.matmul(&key.t()?)?.to_dtype(DType::F32)?;
            scores = Tensor::cat(&[of_global, scores], 2)?;
            read = Tensor::cat(&[value, read], 1)?;
        }
        let weights = weights(scores, None)?;
        let context = weights.to_dtype(read.dtype())?.matmul(&read)?;
        Ok(context
            .reshape((batch, count, heads, size, dim))?
            .transpose(2, 3)?
            .contiguous()?
            .reshape((batch, tokens, width))?)
    }

    /// `[batch, tokens, heads * dim]` to `[batch, blocks, heads, block size, dim]`.
    fn by_blocks(&self, x: &Tensor) -> Result<Tensor> {
        let (batch, tokens, width) = x.dims3()?;
        let (heads, size) = (self.heads, self.layout.block_size);
        Ok(
            x.reshape((batch, tokens / size, size, heads, width / heads))?
                .transpose(2, 3)?
                .contiguous()?,
        )
    }

    /// How many query blocks are read at a time: their keys, values and scores are at most [`AT_ONCE`] numbers.
    fn blocks_at_once(&self, dim: usize) -> usize {
        let BlockLayout {
            global_tokens,
            block_size,
        } = self.layout;
        let keys = self.batch * self.heads * (self.slots * block_size + global_tokens);
        let numbers = keys * (2 * dim + COPIES * block_size);
        (AT_ONCE / numbers.max(1)).max(1)
    }

    fn check(&self, x: &Projections) -> Result<(usize, usize, usize)> {
        let shape @ (batch, rows, width) = x.query.dims3()?;
        let fits = x.key.dims() == x.query.dims()
            && x.value.dims() == x.query.dims()
            && x.heads == self.heads
            && self.heads > 0
            && width.is_multiple_of(self.heads)
            && batch == self.batch
            && self.layout.blocks(rows) == Some(self.blocks);
        if fits {
            return Ok(shape);
        }
        Err(Error::Input(format!(
            "queries {:?}, keys {:?} and values {:?} do not fit {} texts of {} global tokens and {} blocks of {}",
            x.query.dims(),
            x.key.dims(),
            x.value.dims(),
            self.batch,
            self.layout.global_tokens,
            self.blocks,
            self.layout.block_size
        )))
    }
}

/// Attention with one table, uploaded for this call: `[batch, rows, heads * dim]`.
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
    let tables = BlockTables::new(
        std::slice::from_ref(table),
        (layout, x.heads),
        mask,
        (x.query.device(), x.query.dtype()),
    )?;
    tables.attend(x, 0, stop)
}
