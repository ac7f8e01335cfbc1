//! Letters that are printed twice: a fill and a stroke, or bold imitated by a second print slightly aside.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hasher, RandomState};

/// The largest distance, in em, between two prints of one letter.
const NEAR: f32 = 0.1;

/// The letters of a page seen so far, by place.
pub(crate) struct Printed {
    /// One letter for each character and cell of twice [`NEAR`].
    seen: HashMap<u64, (f32, f32), Seeded>,
}

impl Printed {
    /// Returns an empty record with room for this number of letters.
    pub(crate) fn with_capacity(letters: usize) -> Self {
        Self {
            seen: HashMap::with_capacity_and_hasher(letters, Seeded::new()),
        }
    }

    /// Returns whether the letter was printed at this place before, and records it.
    pub(crate) fn again(&mut self, character: char, x: f32, y: f32, size: f32) -> bool {
        let near = NEAR * size;
        let cell = |v: f32| (v / (2.0 * near).max(0.05)).floor() as i64;
        // bits that fall off the upper ends do no harm: the place itself is compared as well
        let key = |column: i64, row: i64| {
            u64::from(u32::from(character)) << 43
                | (column as u64 & 0x1f_ffff) << 22
                | (row as u64 & 0x3f_ffff)
        };
        for column in cell(x - near)..=cell(x + near) {
            for row in cell(y - near)..=cell(y + near) {
                if let Some((other_x, other_y)) = self.seen.get(&key(column, row))
                    && (other_x - x).abs() <= near
                    && (other_y - y).abs() <= near
                {
                    return true;
                }
            }
        }
        self.seen.insert(key(cell(x), cell(y)), (x, y));
        false
    }
}

/// A quick hash for numbers. Its seed differs from run to run, so that nobody can craft a file that makes it
/// collide.
struct Seeded(u64);

impl Seeded {
    fn new() -> Self {
        Self(RandomState::new().hash_one(0_u8))
    }
}

impl BuildHasher for Seeded {
    type Hasher = Mixed;

    fn build_hasher(&self) -> Mixed {
        Mixed(self.0)
    }
}

/// Multiplies and folds, as `wyhash` does.
struct Mixed(u64);

impl Hasher for Mixed {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, number: u64) {
        let product = u128::from(self.0 ^ number) * 0x9e37_79b9_7f4a_7c15;
        self.0 = (product >> 64) as u64 ^ product as u64;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_printed_twice_is_read_once() {
        let mut printed = Printed::with_capacity(4);
        assert!(!printed.again('l', 3.9, 7.9, 10.0));
        assert!(printed.again('l', 4.3, 8.2, 10.0));
        assert!(!printed.again('l', 6.7, 7.9, 10.0));
        assert!(!printed.again('i', 3.9, 7.9, 10.0));
        // both letters of "ll", printed again
        assert!(printed.again('l', 4.2, 7.9, 10.0));
        assert!(printed.again('l', 7.0, 7.9, 10.0));
    }

    #[test]
    fn places_beyond_any_page_are_told_apart() {
        let mut printed = Printed::with_capacity(4);
        assert!(!printed.again('l', -900_000.0, 900_000.0, 0.6));
        assert!(!printed.again('l', -900_000.5, 900_000.0, 0.6));
        assert!(printed.again('l', -900_000.0, 900_000.0, 0.6));
    }
}
