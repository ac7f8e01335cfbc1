//! The tokens of a text, and their places in it.

/// Tokens of a text, with their places.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Encoding {
    /// Token ids, with special tokens.
    pub ids: Vec<u32>,
    /// For every token its byte range in the original text, without leading white space. Special tokens that
    /// For every token its byte range in the original text, without leading white space. Special tokens that
    /// the tokenizer adds have an empty range: at the start of the text if they come before it, else at the end.
    pub offsets: Vec<(usize, usize)>,
}
