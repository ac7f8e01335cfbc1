//! How the rows of an input lie: the extra global tokens in front, and the blocks of tokens behind them.
//!
//! ETC (Ainslie et al. 2020) and the ETC variant of the paper (Zaheer et al. 2020) put learned tokens in front of a
//! text. Each of them reads everything, and everything reads each of them, whichever blocks it reads besides. Google's
//! code and transformers have the variant without them only, ITC, where the first and the last block are global.

use std::ops::Range;

/// Global tokens in front of blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BlockLayout {
    /// Rows in front of the blocks that read everything and that everything reads.
    pub global_tokens: usize,
    /// Tokens per block.
    pub block_size: usize,
}

impl From<usize> for BlockLayout {
    /// Blocks of this size, without anything in front.
    fn from(block_size: usize) -> Self {
        Self {
            global_tokens: 0,
            block_size,
        }
    }
}

impl BlockLayout {
    /// The number of whole blocks in `rows` rows; `None` if they do not fit, or if they are too few for block-sparse
    /// attention.
    pub(super) fn blocks(self, rows: usize) -> Option<usize> {
        let tokens = rows.checked_sub(self.global_tokens)?;
        let fits = self.block_size > 0
            && tokens.is_multiple_of(self.block_size)
            && tokens / self.block_size >= 5;
        fits.then(|| tokens / self.block_size)
    }

    /// The number of tiles of queries: global tokens have tiles of their own, which come first.
    pub(super) fn tiles(self, rows: usize) -> usize {
        self.global_tiles() + (rows - self.global_tokens).div_ceil(self.block_size)
    }

    /// The rows of a tile.
    pub(super) fn tile(self, tile: usize, rows: usize) -> Range<usize> {
        let (start, end) = match self.block(tile) {
            None => (tile * self.block_size, self.global_tokens),
            Some(block) => (self.global_tokens + block * self.block_size, rows),
        };
        start..(start + self.block_size).min(end)
    }

    /// The block of a tile; `None` if it holds global tokens.
    pub(super) fn block(self, tile: usize) -> Option<usize> {
        tile.checked_sub(self.global_tiles())
    }

    /// The rows of a block.
    pub(super) fn rows(self, block: usize) -> Range<usize> {
        let start = self.global_tokens + block * self.block_size;
        start..start + self.block_size
    }

    fn global_tiles(self) -> usize {
        self.global_tokens.div_ceil(self.block_size)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tiles_follow_each_other_and_never_mix_global_tokens_with_others() {
        for (global_tokens, block_size, tokens) in
            [(0, 4, 20), (1, 4, 20), (4, 4, 23), (9, 4, 21), (3, 64, 5)]
        {
            let layout = BlockLayout {
                global_tokens,
                block_size,
            };
            let rows = global_tokens + tokens;
            let mut next = 0;
            for number in 0..layout.tiles(rows) {
                let tile = layout.tile(number, rows);
                assert_eq!(tile.start, next, "{layout:?} {number}");
                assert!(!tile.is_empty() && tile.len() <= block_size);
                match layout.block(number) {
                    None => assert!(tile.end <= global_tokens),
                    Some(block) => {
                        let whole = layout.rows(block);
                        assert_eq!((tile.start, tile.end), (whole.start, whole.end.min(rows)));
                    }
                }
                next = tile.end;
            }
            assert_eq!(next, rows);
        }
    }
}
