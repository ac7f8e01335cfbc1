//! SentencePiece's precompiled character map: a double-array trie of strings, each with its replacement.
//!
//! Layout (`normalizer.cc`): the trie's size in bytes, the trie as 32-bit units, and the replacements,
//! each ended by a zero byte. Units follow Darts-clone.

/// A parsed character map.
#[derive(Debug, Clone, Default)]
pub(super) struct Charsmap {
    trie: Vec<u32>,
    replacements: Vec<u8>,
}

impl Charsmap {
    /// `None` if the bytes are not a character map; an empty slice is a map that replaces nothing.
    pub(super) fn parse(bytes: &[u8]) -> Option<Self> {
        if bytes.is_empty() {
            return Some(Self::default());
        }
        let (size, rest) = bytes.split_first_chunk::<4>()?;
        let (trie, replacements) = rest.split_at_checked(u32::from_le_bytes(*size) as usize)?;
        let (units, []) = trie.as_chunks() else {
            return None;
        };
        Some(Self {
            trie: units.iter().map(|unit| u32::from_le_bytes(*unit)).collect(),
            replacements: replacements.to_vec(),
        })
    }

    /// The longest prefix of `text` that the map replaces: its length in bytes and its replacement.
    pub(super) fn longest(&self, text: &str) -> Option<(usize, &str)> {
        let offset = |unit: u32| ((unit >> 10) << ((unit & (1 << 9)) >> 6)) as usize;
        let mut node = offset(*self.trie.first()?);
        let mut longest = None;
        for (i, byte) in text.bytes().enumerate() {
            node ^= byte as usize;
            let Some(&unit) = self.trie.get(node) else {
                break;
            };
            if unit & (1 << 31 | 0xff) != u32::from(byte) {
                break;
            }
            node ^= offset(unit);
            if unit >> 8 & 1 == 1 {
                let Some(leaf) = self.trie.get(node) else {
                    break;
                };
                longest = Some((i + 1, (leaf & 0x7fff_ffff) as usize));
            }
        }
        let (length, start) = longest?;
        let replacement = self.replacements.get(start..)?;
        let end = replacement.iter().position(|byte| *byte == 0)?;
        // never cut a character of the text in two
        text.is_char_boundary(length).then_some(())?;
        Some((length, std::str::from_utf8(replacement.get(..end)?).ok()?))
    }
}
