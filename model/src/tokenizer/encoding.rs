//! The tokens of a text, and where in it they lie.

/// Tokens of a text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Encoding {
    /// Token ids, special tokens included.
    pub ids: Vec<u32>,
    /// For every token the bytes of the original text that it stands for, without leading white space.
    /// Special tokens that were added have an empty range at the end.
    pub offsets: Vec<(usize, usize)>,
}
