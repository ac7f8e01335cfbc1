//! A passage that was found, with its scores.

use crate::library::IndexedPassage;

/// Passages of a paper or an article, the measure for BM25 scores.
pub const ONE_DOCUMENT: i64 = 40;

/// A passage that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundPassage {
    /// Where it is.
    pub passage: IndexedPassage,
    /// How well it fits, on a scale of its own: only the order means something.
    pub score: f64,
    /// Its BM25 score, 0 where it has none of the question's words, as it would be in an index of
    /// [`ONE_DOCUMENT`] passages.
    pub words: f64,
}
