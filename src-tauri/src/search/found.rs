//! A passage that a search found, with its scores.

use crate::library::IndexedPassage;

/// Number of passages in a paper or an article. BM25 scores are scaled to an index of this size.
pub const ONE_DOCUMENT: i64 = 40;

/// A passage that a search found.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundPassage {
    /// The passage in the index.
    pub passage: IndexedPassage,
    /// Fused score. Its scale has no meaning, only the order has.
    pub score: f64,
    /// BM25 score, scaled to an index of [`ONE_DOCUMENT`] passages, and higher in a section that the question names; 0
    /// if the passage has none of the question's words.
    pub words: f64,
}
