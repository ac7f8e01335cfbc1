//! Which key blocks each query block reads: the window, the global blocks and the random ones.
//! Plain integers, no tensors.
//!
//! A sequence of `n` blocks is read like this (Zaheer et al. 2020, "Big Bird: Transformers for Longer
//! Sequences", and `bigbird/core/attention.py` of Google Research):
//!
//! | query block | key blocks |
//! |---|---|
//! | `0` and `n - 1` | all |
//! | `1` | `0, 1, 2, n - 1` and its random blocks |
//! | `n - 2` | `0, n - 3, n - 2, n - 1` and its random blocks |
//! | any other `i` | `0, i - 1, i, i + 1, n - 1` and its random blocks |
//!
//! If a block is listed twice, it counts twice in the softmax; the originals behave like this, and the
//! published weights were trained with it.

use super::random::RandomState;
use crate::config::RandomBlocks;
use crate::error::PatternError;

/// The inputs of one layer's tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PatternShape {
    /// Tokens after padding; a multiple of `block_size`.
    pub length: usize,
    /// Tokens per block.
    pub block_size: usize,
    /// Random blocks per query block.
    pub num_random_blocks: usize,
    /// Attention heads; each has its own table.
    pub heads: usize,
    /// Positions in the model's configuration.
    pub max_position_embeddings: usize,
}

impl PatternShape {
    /// Number of blocks in the padded input.
    pub fn blocks(&self) -> usize {
        self.length / self.block_size
    }
}

/// The longest input, in tokens before padding, that gets full attention.
pub fn full_attention_limit(block_size: usize, num_random_blocks: usize) -> usize {
    (5 + 2 * num_random_blocks) * block_size
}

/// The random blocks of one layer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RandomTable {
    /// Every random block is block 0.
    Zero {
        /// Random blocks per query block.
        num_random_blocks: usize,
    },
    /// `rows[head][query_block - 1]`: the random blocks of that query block, in drawing order.
    Drawn(Vec<Vec<Vec<u32>>>),
}

impl RandomTable {
    /// The random blocks of the layer with index `seed`.
    pub fn new(choice: RandomBlocks, shape: PatternShape, seed: u32) -> Result<Self, PatternError> {
        let blocks = shape.blocks();
        if blocks < 5 {
            return Err(PatternError::TooFewBlocks { blocks });
        }
        let google = choice == RandomBlocks::Seeded;
        match (choice, shape.length) {
            (RandomBlocks::Zero, _) => Ok(Self::Zero {
                num_random_blocks: shape.num_random_blocks,
            }),
            _ if shape.num_random_blocks == 0 => Ok(Self::Zero {
                num_random_blocks: 0,
            }),
            (_, 1024 | 3072 | 4096) => paper_tables(shape, seed, google).map(Self::Drawn),
            (RandomBlocks::Seeded, 2048) => paper_tables(shape, seed, google).map(Self::Drawn),
            _ => general_tables(shape, seed).map(Self::Drawn),
        }
    }

    /// The key blocks that `query_block` of `head` reads, each with how often it counts.
    pub fn keys(&self, head: usize, query_block: usize, blocks: usize) -> Vec<(u32, u32)> {
        let last = blocks as u32 - 1;
        let i = query_block as u32;
        if i == 0 || i == last {
            return (0..=last).map(|block| (block, 1)).collect();
        }
        let mut keys: Vec<(u32, u32)> = Vec::with_capacity(8);
        let mut add = |block: u32, times: u32| match keys.iter_mut().find(|(b, _)| *b == block) {
            Some((_, count)) => *count += times,
            None => keys.push((block, times)),
        };
        // the window of block 1 holds block 0, that of block n - 2 holds block n - 1
        add(0, 1);
        for block in i.max(2) - 1..=(i + 1).min(last) {
            add(block, 1);
        }
        if i + 1 < last {
            add(last, 1);
        }
        match self {
            Self::Zero { num_random_blocks } => add(0, *num_random_blocks as u32),
            Self::Drawn(heads) => {
                for &block in &heads[head][query_block - 1] {
                    add(block, 1);
                }
            }
        }
        keys
    }
}

/// `bigbird_block_rand_mask(last_idx = 1024)`: the paper's plan, drawn head after head for all
/// positions and cut to this input. All its random blocks lie in the first 1,024 tokens.
fn paper_tables(
    shape: PatternShape,
    seed: u32,
    google: bool,
) -> Result<Vec<Vec<Vec<u32>>>, PatternError> {
    const LAST_IDX: usize = 1024;
    let PatternShape {
        block_size,
        num_random_blocks: r,
        heads,
        ..
    } = shape;
    // Google draws for 4,096 positions regardless of the configuration
    let drawn = if google {
        4096
    } else {
        shape.max_position_embeddings
    };
    let drawn = drawn.max(shape.length) / block_size;
    let rows = shape.blocks() - 2;
    let middle: Vec<u32> = (1..drawn as u32 - 1).collect();
    let last = if LAST_IDX > 2 * block_size {
        LAST_IDX / block_size - 1
    } else {
        drawn - 1
    };
    let upto = |end: usize| &middle[..end.min(middle.len())];
    let mut random = RandomState::new(seed);
    let mut tables = Vec::with_capacity(heads);
    for _ in 0..heads {
        let mut table = Vec::with_capacity(rows);
        for i in 1..drawn - 1 {
            let (start, end) = (i.saturating_sub(2), i);
            let candidates: Vec<u32> = match i {
                1 => upto(last).get(2..).unwrap_or_default().to_vec(),
                2 => upto(last).get(3..).unwrap_or_default().to_vec(),
                _ if i >= drawn - 3 => upto(last).to_vec(),
                _ if start > last => upto(last).to_vec(),
                _ if end + 1 == last => upto(start).to_vec(),
                _ => {
                    let after = upto(last).get(end + 1..).unwrap_or_default();
                    [upto(start), after].concat()
                }
            };
            let mut row = random.permutation(&candidates);
            row.truncate(r);
            table.push(fill(row, r, i, shape.blocks())?);
        }
        table.truncate(rows);
        tables.push(table);
    }
    Ok(tables)
}

/// `get_rand_attn_plan`: up to which block a share of the random blocks is drawn.
fn plan(blocks: usize, r: usize) -> Vec<(usize, usize)> {
    if 2 * r + 5 < blocks {
        vec![(2 * r + 5, r), (blocks, 0)]
    } else if r + 5 < blocks {
        vec![(r + 5, r / 2), (blocks, r - r / 2)]
    } else {
        vec![(blocks, r)]
    }
}

/// `bigbird_block_rand_mask_with_head`: every part of the plan is drawn row by row, and within a row
/// head by head.
fn general_tables(shape: PatternShape, seed: u32) -> Result<Vec<Vec<Vec<u32>>>, PatternError> {
    let blocks = shape.blocks();
    let plan = plan(blocks, shape.num_random_blocks);
    let mut random = RandomState::new(seed);
    let mut tables = vec![vec![Vec::with_capacity(shape.num_random_blocks); blocks]; shape.heads];
    let mut draw = |rows: std::ops::Range<usize>, keys: std::ops::Range<usize>, wanted: usize| {
        for row in rows {
            for table in &mut tables {
                let picked = pick(&mut random, row, keys.clone(), wanted);
                table[row].extend(fill(picked, wanted, row, blocks)?);
            }
        }
        Ok(())
    };
    let mut from = 0;
    for (part, &(to, count)) in plan.iter().enumerate() {
        if part > 0 && count > 0 {
            draw(1..from, from..to, count)?;
        }
        let mut earlier_from = 0;
        for &(earlier_to, earlier_count) in &plan[..part] {
            if earlier_count > 0 {
                draw(from..to, earlier_from..earlier_to, earlier_count)?;
            }
            earlier_from = earlier_to;
        }
        if count > 0 {
            draw(from.max(1)..to, from..to, count)?;
        }
        from = to;
    }
    for table in &mut tables {
        table.pop();
        table.remove(0);
    }
    Ok(tables)
}

/// Does what NumPy's assignment to a row of `wanted` numbers does: it stretches a single number over the row;
/// any other shortage is an error, as in the originals.
fn fill(
    picked: Vec<u32>,
    wanted: usize,
    query_block: usize,
    blocks: usize,
) -> Result<Vec<u32>, PatternError> {
    match picked.as_slice() {
        _ if picked.len() == wanted => Ok(picked),
        [single] => Ok(vec![*single; wanted]),
        _ => Err(PatternError::NotEnoughBlocks {
            query_block,
            blocks,
            wanted,
        }),
    }
}

/// `get_single_block_row_attention`: `wanted` blocks out of `keys` that are neither global nor in the
/// window of `row`, in the order of a permutation of `keys`.
fn pick(
    random: &mut RandomState,
    row: usize,
    keys: std::ops::Range<usize>,
    wanted: usize,
) -> Vec<u32> {
    let candidates: Vec<u32> = (keys.start as u32..keys.end as u32).collect();
    let end = keys.end as i64;
    let row = row as i64;
    let legal = |block: i64| {
        !(row - 1..=row + 1).contains(&block)
            && block != 0
            && block != end - 1
            // the second row may not take the block before the last one, nor the other way round
            && !(row == 1 && block == end - 2)
            && !(row == end - 2 && block == 1)
    };
    random
        .permutation(&candidates)
        .into_iter()
        .filter(|&block| legal(i64::from(block)))
        .take(wanted)
        .collect()
}
