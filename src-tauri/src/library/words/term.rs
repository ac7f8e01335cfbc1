//! A word of a text and its tokens.

/// A word, number or sign of a text, with the tokens that stand for it in the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The word in lower case, as it is written.
    pub word: String,
    /// Its token.
    pub token: String,
    /// Other tokens that find it: without its prefix, without its accents, joined with the word before it.
    pub also: Vec<String>,
    /// Whether the token is a single character of a script without spaces, which stands for every word that it
    /// begins.
    pub begins: bool,
}

impl Term {
    pub(super) fn plain(word: String, token: String) -> Self {
        Self {
            word,
            token,
            also: Vec::new(),
            begins: false,
        }
    }

    pub(super) fn sign(token: &str) -> Self {
        Self::plain(token.to_owned(), token.to_owned())
    }
}
