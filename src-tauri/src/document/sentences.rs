//! Sentences of a block's text.

use unicode_segmentation::UnicodeSegmentation;

/// Ranges of characters, `(start, end)`, of the sentences of a text. Space around them is left out.
pub(crate) fn sentences(text: &[char]) -> Vec<(usize, usize)> {
    let string: String = text.iter().collect();
    let mut ranges = Vec::new();
    let mut at = 0;
    for piece in string.split_sentence_bounds() {
        let length = piece.chars().count();
        ranges.push((at, at + length));
        at += length;
    }
    ranges
        .into_iter()
        .filter_map(|(start, end)| trimmed(text, start, end))
        .collect()
}

fn trimmed(text: &[char], start: usize, end: usize) -> Option<(usize, usize)> {
    let part = text.get(start..end)?;
    let before = part.iter().take_while(|c| c.is_whitespace()).count();
    let after = part.iter().rev().take_while(|c| c.is_whitespace()).count();
    (before + after < part.len()).then(|| (start + before, end - after))
}
