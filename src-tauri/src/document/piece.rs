//! What is read of a file without pages: pieces of text in reading order. The readers of `reflow` find them in the worker,
//! which sends them to its parent.

use serde::{Deserialize, Serialize};

use super::kind::RawKind;
use super::types::Format;

/// The largest number of characters to read from a document without pages; about 5,000 of them.
pub(crate) const MAX_CHARACTERS: usize = 20_000_000;

/// What a reader is to read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Asked {
    /// `None` for an archive: what is in it decides.
    pub(crate) format: Option<Format>,
    /// The extension of the file, in small letters.
    pub(crate) extension: String,
    /// What an archive may unpack to, in bytes.
    pub(crate) max_bytes: u64,
}

/// What a reader found.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Found {
    pub(crate) format: Format,
    pub(crate) content: Content,
}

/// A block as a reader finds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Piece {
    pub(crate) kind: RawKind,
    pub(crate) text: String,
    /// The words of it that lead to an address, in order.
    pub(crate) links: Vec<Linked>,
    pub(crate) look: Look,
}

/// Words of a piece that lead to an address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Linked {
    /// The first character of the words in the text of the piece.
    pub(crate) start: usize,
    /// One past the last.
    pub(crate) end: usize,
    pub(crate) address: String,
}

impl Linked {
    /// The same link after `characters` more characters were put in front of the text.
    pub(crate) fn behind(self, characters: usize) -> Self {
        Self {
            start: self.start + characters,
            end: self.end + characters,
            ..self
        }
    }
}

/// How the letters of a paragraph look. By default, nothing is known of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Look {
    /// The size of most letters, in half points; 0 if it is not known.
    pub(crate) size: u16,
    /// Whether they are bold.
    pub(crate) bold: bool,
    pub(crate) centred: bool,
}

impl Piece {
    pub(crate) fn new(kind: RawKind, text: impl Into<String>) -> Self {
        Self {
            kind,
            text: text.into(),
            links: Vec::new(),
            look: Look::default(),
        }
    }

    pub(crate) fn heading(level: u8, text: impl Into<String>) -> Self {
        Self::new(RawKind::Heading { level }, text)
    }
}

/// Everything that a reader returns.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Content {
    pub(crate) title: Option<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) pieces: Vec<Piece>,
    /// Whether the first heading is a section like the others, and no title.
    pub(crate) without_title: bool,
    /// How many of the first pieces stand over the text, as a letterhead does: the title may follow them.
    pub(crate) over: usize,
    /// How many documents inside this one were left out.
    pub(crate) left_out: usize,
    /// Whether the worker left pieces out because they are more than anybody reads.
    pub(crate) cut: bool,
}
