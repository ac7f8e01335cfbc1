//! One glyph with several characters: ligatures, whole words that a file assigns to one glyph, and the order in
//! which right-to-left characters stand on the page.

use unicode_bidi::{BidiClass, bidi_class};
use unicode_normalization::UnicodeNormalization;

use super::glyphs::{Glyph, UNREADABLE};
use crate::document::marks::is_rtl;

/// Places the characters of a glyph side by side over its advance.
pub(crate) fn split(glyph: Glyph, characters: &[char]) -> impl Iterator<Item = Glyph> + '_ {
    let count = characters.len().max(1) as f32;
    characters
        .iter()
        .enumerate()
        .map(move |(position, character)| Glyph {
            character: *character,
            x: glyph.x + glyph.dx * position as f32 / count,
            y: glyph.y + glyph.dy * position as f32 / count,
            dx: glyph.dx / count,
            dy: glyph.dy / count,
            ..glyph
        })
}

/// Folds a character: a ligature becomes its letters, an unusual space becomes a space, and what is not a
/// character becomes [`UNREADABLE`].
pub(crate) fn folded(character: char, code: u32) -> Vec<char> {
    let one = match character {
        '\u{fb00}' => return vec!['f', 'f'],
        '\u{fb01}' => return vec!['f', 'i'],
        '\u{fb02}' => return vec!['f', 'l'],
        '\u{fb03}' => return vec!['f', 'f', 'i'],
        '\u{fb04}' => return vec!['f', 'f', 'l'],
        '\u{fb05}' | '\u{fb06}' => return vec!['s', 't'],
        '\u{132}' => return vec!['I', 'J'],
        '\u{133}' => return vec!['i', 'j'],
        '\u{ad}' => '-',
        '\t' | '\n' | '\r' => ' ',
        c if c.is_whitespace() => ' ',
        '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}'
        | '\u{feff}' => {
            return Vec::new();
        }
        // symbol fonts put ASCII at U+F020..U+F07E
        '\u{f020}'..='\u{f07e}' => char::from_u32(character as u32 - 0xf000).unwrap_or(UNREADABLE),
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'.. => UNREADABLE,
        // presentation forms of Arabic letters fold to the letters of the alphabet
        c @ ('\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}') => {
            return [c].into_iter().nfkc().collect();
        }
        c if c.is_control() => match char::from_u32(code) {
            Some(c) if (' '..='~').contains(&c) => c,
            _ => UNREADABLE,
        },
        c => c,
    };
    vec![one]
}

/// The characters of a string that a file assigns to one glyph. After a change of font some writers also assign
/// the word before to the first glyph, so only the last word of a string in both directions counts.
pub(crate) fn meant(text: &str, code: u32) -> Vec<char> {
    let both = text.chars().any(is_rtl) && text.chars().any(|c| bidi_class(c) == BidiClass::L);
    let text = match both {
        true => text.split_whitespace().next_back().unwrap_or(text),
        false => text,
    };
    text.chars().flat_map(|c| folded(c, code)).collect()
}

/// One glyph over the place of two neighbours, if both are level; otherwise the second one.
pub(crate) fn spanning(before: Glyph, glyph: Glyph) -> Glyph {
    let level = |glyph: &Glyph| glyph.dy == 0.0 && glyph.dx >= 0.0;
    if !level(&before) || !level(&glyph) || (before.y - glyph.y).abs() > 0.5 * glyph.size {
        return glyph;
    }
    let x = before.x.min(glyph.x);
    Glyph {
        x,
        dx: (before.x + before.dx).max(glyph.x + glyph.dx) - x,
        ..glyph
    }
}

/// Turns reading order into visual order, from left to right: the last letter of a right-to-left text comes
/// first, followed by its marks.
pub(crate) fn in_visual_order(characters: &[char]) -> Vec<char> {
    let rtl = characters.iter().filter(|c| is_rtl(**c)).count();
    if rtl * 2 <= characters.len() && rtl < 2 {
        return characters.to_vec();
    }
    let mut clusters: Vec<&[char]> = Vec::new();
    let mut rest = characters;
    while let Some((_, tail)) = rest.split_first() {
        let marks = tail
            .iter()
            .take_while(|c| bidi_class(**c) == BidiClass::NSM)
            .count();
        let (cluster, behind) = rest.split_at(1 + marks);
        clusters.push(cluster);
        rest = behind;
    }
    clusters.into_iter().rev().flatten().copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_string_in_both_directions_the_last_word_is_meant() {
        let text = |string| meant(string, 0).into_iter().collect::<String>();
        assert_eq!(text("\u{62d}\u{628}\u{64a}\u{628}\u{64a} h"), "h");
        assert_eq!(text("\u{62d}\u{628} "), "\u{62d}\u{628} ");
        assert_eq!(text("ffi"), "ffi");
        // shapes of letters are letters: initial hah, and the ligature of lam and alef
        assert_eq!(text("\u{fea3}"), "\u{62d}");
        assert_eq!(text("\u{fefb}"), "\u{644}\u{627}");
    }
}
