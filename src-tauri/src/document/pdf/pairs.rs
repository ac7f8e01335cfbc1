//! Pairs of letters that follow each other in the words of a text. Nearly all of those in a language are likely; many of
//! those in a cipher are not.

use super::alphabets::may_follow;

/// Texts with fewer different letters than this are sequences.
const LETTERS: u32 = 12;

/// The pairs of letters in some words.
#[derive(Clone, Copy)]
pub(super) struct Pairs {
    pub(super) all: usize,
    likely: usize,
    /// One bit for each letter that occurs.
    letters: u32,
}

impl Pairs {
    pub(super) const NONE: Self = Self {
        all: 0,
        likely: 0,
        letters: 0,
    };

    /// Adds a pair, with one bit for each of its letters.
    pub(super) fn add(&mut self, likely: bool, letters: u32) {
        self.all += 1;
        self.likely += usize::from(likely);
        self.letters |= letters;
    }

    /// Adds the pairs of a word, of which the letters are numbers in the alphabet.
    pub(super) fn add_all(&mut self, word: &[Option<u32>]) {
        for pair in word.windows(2) {
            if let [Some(a), Some(b)] = pair {
                self.add(may_follow(*a, *b), 1 << a | 1 << b);
            }
        }
    }

    /// These pairs together with others.
    pub(super) fn with(self, other: Self) -> Self {
        Self {
            all: self.all + other.all,
            likely: self.likely + other.likely,
            letters: self.letters | other.letters,
        }
    }

    /// Whether they are those of a sequence, which has few different letters.
    pub(super) fn are_of_a_sequence(&self) -> bool {
        self.letters.count_ones() < LETTERS
    }

    /// Whether fewer than `least` percent of them are likely.
    pub(super) fn are_unlikely(&self, least: usize) -> bool {
        self.likely * 100 < self.all * least
    }
}
