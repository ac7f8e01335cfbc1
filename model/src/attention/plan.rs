//! How the encoder reads one input: full or block-sparse, decided from the input's own length alone.

use candle_core::Tensor;

use super::batched::BlockTables;
use super::kernel::Values;
use super::layout::BlockLayout;
use super::mask::TokenMask;
use super::pattern::{PatternShape, RandomTable, full_attention_limit};
use super::projections::Projections;
use super::{block_sparse, full};
use crate::Result;
use crate::config::{AttentionType, RandomBlocks};
use crate::stop::Stop;

/// What the attention of an encoder depends on besides the input.
#[derive(Debug, Clone, Copy)]
pub(crate) struct AttentionSettings {
    pub(crate) attention_type: AttentionType,
    pub(crate) random_blocks: RandomBlocks,
    pub(crate) block_size: usize,
    pub(crate) num_random_blocks: usize,
    pub(crate) heads: usize,
    pub(crate) max_position_embeddings: usize,
    pub(crate) num_global_tokens: usize,
}

/// How the encoder reads one batch. Masks count the global tokens in front of the text; lengths do not.
#[derive(Debug, Clone)]
pub(crate) enum AttentionPlan {
    Full {
        mask: Option<TokenMask>,
    },
    BlockSparse {
        mask: TokenMask,
        settings: AttentionSettings,
        length: usize,
        /// The tables of all layers on the device, if Candle operations read the batch.
        tables: Option<BlockTables>,
    },
}

impl AttentionPlan {
    /// Decides for a batch of this mask; inputs at the limit still get full attention.
    pub(crate) fn new(settings: AttentionSettings, mask: &TokenMask, length: usize) -> Self {
        let globals = settings.num_global_tokens;
        let limit = full_attention_limit(settings.block_size, settings.num_random_blocks);
        if settings.attention_type == AttentionType::OriginalFull || length <= limit {
            let mask = (!mask.is_full()).then(|| mask.after(globals));
            return Self::Full { mask };
        }
        let length = length.next_multiple_of(settings.block_size);
        Self::BlockSparse {
            mask: mask.padded(length).after(globals),
            settings,
            length,
            tables: None,
        }
    }

    /// Uploads the tables of all `layers` to the device of `x`, the first one's input, unless kernels read it.
    pub(crate) fn with_tables(mut self, x: &Tensor, layers: usize) -> Result<Self> {
        if let Self::BlockSparse {
            mask,
            settings,
            length,
            tables,
        } = &mut self
            && !crate::kernel::takes(x)
        {
            let drawn = (0..layers)
                .map(|layer| settings.table(*length, layer))
                .collect::<Result<Vec<_>>>()?;
            *tables = Some(BlockTables::new(
                &drawn,
                (settings.layout(), settings.heads),
                mask,
                (x.device(), x.dtype()),
            )?);
        }
        Ok(self)
    }

    /// The padded length of an input of `length` tokens, without the global tokens in front.
    pub(crate) fn padded_length(&self, length: usize) -> usize {
        match self {
            Self::Full { .. } => length,
            Self::BlockSparse { length, .. } => *length,
        }
    }

    /// The attention of the layer with this index.
    pub(crate) fn attend(&self, x: &Projections, layer: usize, stop: &Stop) -> Result<Tensor> {
        match self {
            Self::Full { mask } => full::attend(x, mask.as_ref(), false, stop),
            Self::BlockSparse {
                tables: Some(tables),
                ..
            } => tables.attend(x, layer, stop),
            Self::BlockSparse {
                mask,
                settings,
                length,
                tables: None,
            } => {
                let table = settings.table(*length, layer)?;
                block_sparse::attend(x, &table, settings.layout(), mask, stop)
            }
        }
    }

    /// The same on plain numbers.
    pub(crate) fn attend_values(
        &self,
        x: &Values,
        layer: usize,
        stop: &Stop,
        context: &mut [f32],
    ) -> Result<()> {
        match self {
            Self::Full { mask } => full::attend_values(x, mask.as_ref(), stop, context),
            Self::BlockSparse {
                mask,
                settings,
                length,
                ..
            } => {
                let table = settings.table(*length, layer)?;
                let layout = settings.layout();
                block_sparse::attend_values(x, &table, layout, mask, stop, context)
            }
        }
    }
}

impl AttentionSettings {
    /// How the rows of an input lie.
    fn layout(&self) -> BlockLayout {
        BlockLayout {
            global_tokens: self.num_global_tokens,
            block_size: self.block_size,
        }
    }

    /// The random blocks of a layer for inputs of `length` tokens.
    fn table(&self, length: usize, layer: usize) -> Result<RandomTable> {
        let shape = PatternShape {
            length,
            block_size: self.block_size,
            num_random_blocks: self.num_random_blocks,
            heads: self.heads,
            max_position_embeddings: self.max_position_embeddings,
        };
        Ok(RandomTable::new(self.random_blocks, shape, layer as u32)?)
    }
}
