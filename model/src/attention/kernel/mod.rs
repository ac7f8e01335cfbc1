//! Fused attention on the CPU: a tile of queries walks over the ranges of keys it reads, keeping a
//! running maximum and a running sum (online softmax), so that no row of scores and no gathered copy
//! of keys or values ever exists.
//!
//! Keys and values stay where the projections left them, `[batch, keys, heads * dim]`, without splitting heads.
//! Tiles are independent, and the thread that computes a tile writes it, so results do not depend on the number
//! of threads.

mod fused;
mod tile;

pub(crate) use fused::Values;
pub(super) use fused::{Keys, TILE, attend, attend_tiles, attend_values, takes};
pub(super) use tile::KeyRange;
