//! What the readers of documents without pages return: pieces of text in reading order.

use super::links::Linked;
use crate::document::kind::RawKind;

/// A block as a reader finds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) kind: RawKind,
    pub(super) text: String,
    /// The words of it that lead to an address, in order.
    pub(super) links: Vec<Linked>,
}

impl Piece {
    pub(super) fn new(kind: RawKind, text: impl Into<String>) -> Self {
        Self {
            kind,
            text: text.into(),
            links: Vec::new(),
        }
    }

    pub(super) fn heading(level: u8, text: impl Into<String>) -> Self {
        Self {
            kind: RawKind::Heading { level },
            text: text.into(),
            links: Vec::new(),
        }
    }
}

/// Everything that a reader returns.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Content {
    pub(super) title: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) pieces: Vec<Piece>,
    /// How many of the first pieces stand over the text, as a letterhead does: the title may follow them.
    pub(super) over: usize,
    /// How many documents inside this one were left out.
    pub(super) left_out: usize,
}
