//! Letters that are printed twice: a fill and a stroke, or bold imitated by a second print slightly aside. Another text
//! that is printed over the first may share letters with it and keeps them.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hasher, RandomState};

use super::letter::Letter;

/// The largest distance, in em, between two prints of one letter.
const NEAR: f32 = 0.1;

/// A second print that follows within this many letters of the first belongs to the same text.
const AT_ONCE: usize = 3;
/// The largest number of comparisons of places on one page; beyond them every second print goes.
const COMPARISONS: usize = 2_000_000;
/// Height of the rows by which places are compared, in points.
const ROW: f32 = 8.0;

/// Returns the letters without those that were printed before at the same place.
pub(super) fn without_second_prints(letters: Vec<Letter>) -> Vec<Letter> {
    let mut printed = Printed::with_capacity(letters.len());
    let first: Vec<Option<usize>> = letters
        .iter()
        .enumerate()
        .map(|(place, l)| printed.again(place, l.character, l.x0, l.y, l.size))
        .collect();
    if first.iter().all(Option::is_none) {
        return letters;
    }
    let mut gone = vec![false; letters.len()];
    let mut rows: Option<Rows<'_>> = None;
    let mut from = 0;
    for print in letters.chunk_by(goes_on) {
        let to = from + print.len();
        let second = |place: usize| first.get(place).copied().flatten();
        let later = (from..to).any(|at| second(at).is_some_and(|first| first + AT_ONCE < at));
        let other = later && {
            let rows = rows.get_or_insert_with(|| Rows::of(&letters));
            let new = || (from..to).filter(|at| second(*at).is_none());
            let over = new().filter(|at| rows.is_over_another(*at, from)).count();
            over >= 2 && over * 5 >= new().count()
        };
        for at in from..to {
            if let (Some(first), Some(flag)) = (second(at), gone.get_mut(at)) {
                *flag = !other || first + AT_ONCE >= at;
            }
        }
        from = to;
    }
    let mut keep = gone.iter().map(|gone| !gone);
    let mut letters = letters;
    letters.retain(|_| keep.next().unwrap_or(true));
    letters
}

/// Whether a letter goes on with the print of the one before it, on its baseline and not behind it.
fn goes_on(before: &Letter, letter: &Letter) -> bool {
    let em = before.size.max(letter.size);
    (before.y - letter.y).abs() <= 0.3 * em && letter.x0 >= before.x0 - 0.3 * em
}

/// The letters of a page by height.
struct Rows<'l> {
    letters: &'l [Letter],
    rows: HashMap<i32, Vec<usize>, Seeded>,
    left: usize,
}

impl<'l> Rows<'l> {
    fn of(letters: &'l [Letter]) -> Self {
        let mut rows: HashMap<i32, Vec<usize>, Seeded> = HashMap::with_hasher(Seeded::new());
        for (place, letter) in letters.iter().enumerate() {
            rows.entry((letter.y / ROW).floor() as i32)
                .or_default()
                .push(place);
        }
        Self {
            letters,
            rows,
            left: COMPARISONS,
        }
    }

    /// Whether a letter stands on a different one that was printed before the index `from`.
    fn is_over_another(&mut self, at: usize, from: usize) -> bool {
        let Some(letter) = self.letters.get(at) else {
            return false;
        };
        let row = (letter.y / ROW).floor() as i32;
        let others = (row - 1..=row + 1).filter_map(|row| self.rows.get(&row));
        for &other in others.flatten() {
            if self.left == 0 || other >= from {
                continue;
            }
            self.left -= 1;
            let Some(other) = self.letters.get(other) else {
                continue;
            };
            let overlap = letter.x1.min(other.x1) - letter.x0.max(other.x0);
            let narrow = (letter.x1 - letter.x0).min(other.x1 - other.x0);
            if other.character != letter.character
                && (other.y - letter.y).abs() < 0.35 * letter.size
                && overlap > 0.4 * narrow
                && narrow > 0.1 * letter.size
            {
                return true;
            }
        }
        false
    }
}

/// The letters of a page seen so far, by place.
struct Printed {
    /// One letter for each character and cell of twice [`NEAR`]: its index and place.
    seen: HashMap<u64, (usize, f32, f32), Seeded>,
}

impl Printed {
    /// Returns an empty record with room for this number of letters.
    fn with_capacity(letters: usize) -> Self {
        Self {
            seen: HashMap::with_capacity_and_hasher(letters, Seeded::new()),
        }
    }

    /// Returns the index of the letter that was printed at this place before, or else records this one.
    fn again(&mut self, place: usize, character: char, x: f32, y: f32, size: f32) -> Option<usize> {
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
                if let Some((first, other_x, other_y)) = self.seen.get(&key(column, row))
                    && (other_x - x).abs() <= near
                    && (other_y - y).abs() <= near
                {
                    return Some(*first);
                }
            }
        }
        self.seen.insert(key(cell(x), cell(y)), (place, x, y));
        None
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

    /// What is left of texts of ten points, each printed from its own place on.
    fn left(prints: &[(&str, f32, f32)]) -> String {
        let letters = prints
            .iter()
            .flat_map(|(text, x, y)| Letter::row(text, *x, *y, 10.0))
            .collect();
        let left = without_second_prints(letters);
        left.iter().map(|letter| letter.character).collect()
    }

    #[test]
    fn a_letter_printed_twice_is_read_once() {
        let mut printed = Printed::with_capacity(4);
        let mut again = |character, x, y| printed.again(0, character, x, y, 10.0).is_some();
        assert!(!again('l', 3.9, 7.9));
        assert!(again('l', 4.3, 8.2));
        assert!(!again('l', 6.7, 7.9));
        assert!(!again('i', 3.9, 7.9));
        // both letters of "ll", printed again
        assert!(again('l', 4.2, 7.9));
        assert!(again('l', 7.0, 7.9));
    }

    #[test]
    fn places_beyond_any_page_are_told_apart() {
        let mut printed = Printed::with_capacity(4);
        let mut again = |x| printed.again(0, 'l', x, 900_000.0, 0.6).is_some();
        assert!(!again(-900_000.0));
        assert!(!again(-900_000.5));
        assert!(again(-900_000.0));
    }

    #[test]
    fn a_second_print_of_a_text_or_a_part_of_it_goes() {
        assert_eq!(left(&[("wings", 0.0, 0.0), ("wings", 0.4, 0.0)]), "wings");
        // letter by letter
        let each: Vec<_> = ["w", "w", "i", "i"]
            .iter()
            .enumerate()
            .map(|(n, text)| (*text, 5.0 * (n / 2) as f32 + 0.4 * (n % 2) as f32, 0.0))
            .collect();
        assert_eq!(left(&each), "wi");
        // the first word is bold, and the rest of the line follows its second print
        let parts = [("long", 0.0, 0.0), ("long wings", 0.4, 0.0)];
        assert_eq!(left(&parts), "longwings");
    }

    #[test]
    fn another_text_over_the_first_keeps_the_letters_that_they_share() {
        let texts = [("paid on Monday", 0.0, 0.0), ("paid on Friday", 0.0, 0.0)];
        assert_eq!(left(&texts), "paidonMondaypaidonFriday");
        let again = [texts[0], texts[1], ("paid on Friday", 0.4, 0.0)];
        assert_eq!(left(&again), "paidonMondaypaidonFriday");
    }
}
