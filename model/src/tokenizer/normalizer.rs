//! SentencePiece's preparation of text: the character map, one space between words, a marker in place of
//! spaces; with the origin of every byte.
//!
//! Source: `Normalizer::Normalize` of `normalizer.cc`.

use super::charsmap::Charsmap;

/// `▁` (U+2581), which stands for a space.
pub(super) const SPACE: &str = "\u{2581}";

/// The rules of a vocabulary.
#[derive(Debug, Clone)]
pub(super) struct Normalizer {
    pub(super) charsmap: Charsmap,
    /// User-defined pieces, which the normalizer never changes; longest first.
    pub(super) protected: Vec<String>,
    pub(super) add_dummy_prefix: bool,
    pub(super) remove_extra_whitespaces: bool,
    pub(super) escape_whitespaces: bool,
}

/// Prepared text and the origin of its bytes.
#[derive(Debug, Clone, Default)]
pub(super) struct Normalized {
    pub(super) text: String,
    /// For every byte of `text`, and for its end, a position in the original.
    pub(super) origin: Vec<usize>,
}

impl Normalized {
    fn push(&mut self, text: &str, origin: usize) {
        self.text.push_str(text);
        self.origin.resize(self.text.len(), origin);
    }
}

impl Normalizer {
    pub(super) fn normalize(&self, text: &str) -> Normalized {
        let mut normalized = Normalized::default();
        let mut consumed = 0;
        if self.remove_extra_whitespaces {
            while consumed < text.len() {
                let (taken, replaced) = self.prefix(&text[consumed..]);
                if replaced != " " {
                    break;
                }
                consumed += taken;
            }
        }
        if consumed == text.len() {
            return normalized;
        }
        let space = if self.escape_whitespaces { SPACE } else { " " };
        if self.add_dummy_prefix {
            normalized.push(space, consumed);
        }
        let mut after_space = self.remove_extra_whitespaces;
        while consumed < text.len() {
            let (taken, mut replaced) = self.prefix(&text[consumed..]);
            if after_space {
                replaced = replaced.trim_start_matches(' ');
            }
            for part in replaced.split_inclusive(' ') {
                let word = part.strip_suffix(' ').unwrap_or(part);
                normalized.push(word, consumed);
                if word.len() < part.len() {
                    normalized.push(space, consumed);
                }
            }
            if !replaced.is_empty() {
                after_space = replaced.ends_with(' ');
            }
            if !self.remove_extra_whitespaces {
                after_space = false;
            }
            consumed += taken;
        }
        let mut end = consumed;
        if self.remove_extra_whitespaces {
            while normalized.text.ends_with(space) {
                let length = normalized.text.len() - space.len();
                end = normalized.origin[length];
                normalized.text.truncate(length);
                normalized.origin.truncate(length);
            }
        }
        normalized.origin.push(end);
        normalized
    }

    /// How many bytes of `text`, which is not empty, come next, and what replaces them.
    fn prefix<'t>(&'t self, text: &'t str) -> (usize, &'t str) {
        if let Some(piece) = self
            .protected
            .iter()
            .find(|piece| text.starts_with(piece.as_str()))
        {
            return (piece.len(), piece);
        }
        match self.charsmap.longest(text) {
            Some(found) => found,
            None => {
                let length = text.chars().next().map_or(text.len(), char::len_utf8);
                (length, &text[..length])
            }
        }
    }
}
