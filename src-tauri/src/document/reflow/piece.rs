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
    pub(super) look: Look,
}

/// How the letters of a paragraph look. By default, nothing is known of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Look {
    /// The size of most letters, in half points; 0 if it is not known.
    pub(super) size: u16,
    /// Whether they are bold.
    pub(super) bold: bool,
    pub(super) centred: bool,
}

impl Piece {
    pub(super) fn new(kind: RawKind, text: impl Into<String>) -> Self {
        Self {
            kind,
            text: text.into(),
            links: Vec::new(),
            look: Look::default(),
        }
    }

    pub(super) fn heading(level: u8, text: impl Into<String>) -> Self {
        Self::new(RawKind::Heading { level }, text)
    }
}

/// Everything that a reader returns.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Content {
    pub(super) title: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) pieces: Vec<Piece>,
    /// Whether the first heading is a section like the others, and no title.
    pub(super) without_title: bool,
    /// How many of the first pieces stand over the text, as a letterhead does: the title may follow them.
    pub(super) over: usize,
    /// How many documents inside this one were left out.
    pub(super) left_out: usize,
}
