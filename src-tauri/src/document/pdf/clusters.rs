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

/// Folds a character: a ligature becomes its letters, an unusual space becomes a space, what nobody sees goes, and what
/// is not a character becomes [`UNREADABLE`]. A soft hyphen and a character of private use stay: where it stands, and
/// its font, decide about it.
pub(crate) fn folded(character: char, code: u32) -> Vec<char> {
    let one = match character {
        '\u{fb00}' => return vec!['f', 'f'],
        '\u{fb01}' | '\u{f001}' => return vec!['f', 'i'],
        '\u{fb02}' | '\u{f002}' => return vec!['f', 'l'],
        '\u{fb03}' => return vec!['f', 'f', 'i'],
        '\u{fb04}' => return vec!['f', 'f', 'l'],
        '\u{fb05}' | '\u{fb06}' => return vec!['s', 't'],
        '\u{132}' => return vec!['I', 'J'],
        '\u{133}' => return vec!['i', 'j'],
        '\u{2010}' | '\u{2011}' => '-',
        '\t' | '\n' | '\r' => ' ',
        '\u{b}' | '\u{c}' if u32::from(character) == code => return of_control(character, code),
        c if c.is_whitespace() => ' ',
        c if is_unseen(c) => return Vec::new(),
        // presentation forms of Arabic letters, marks of vertical writing and radicals fold to what they stand for
        c @ ('\u{2f00}'..='\u{2fdf}'
        | '\u{fb50}'..='\u{fdff}'
        | '\u{fe10}'..='\u{fe19}'
        | '\u{fe30}'..='\u{fe4f}'
        | '\u{fe70}'..='\u{fefc}') => {
            return [c].into_iter().nfkc().collect();
        }
        c if c.is_control() => return of_control(c, code),
        c => c,
    };
    vec![one]
}

/// Whether a character is drawn as nothing: joiners, marks of direction, selectors of variants.
fn is_unseen(character: char) -> bool {
    matches!(
        character,
        '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'
            | '\u{1160}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// What a control character means: the letter of its code, or a ligature where TeX's fonts have them.
fn of_control(character: char, code: u32) -> Vec<char> {
    let printable = char::from_u32(code).filter(|c| (' '..='~').contains(c));
    let ligature = ligature(code).filter(|_| u32::from(character) == code);
    match (printable, ligature) {
        (Some(letter), _) => vec![letter],
        (None, Some(letters)) => letters.chars().collect(),
        (None, None) => vec![UNREADABLE],
    }
}

/// The ligature at a code of TeX's encodings of text, OT1 and T1.
pub(super) fn ligature(code: u32) -> Option<&'static str> {
    Some(match code {
        0x0b | 0x1b => "ff",
        0x0c | 0x1c => "fi",
        0x0d | 0x1d => "fl",
        0x0e | 0x1e => "ffi",
        0x0f | 0x1f => "ffl",
        _ => return None,
    })
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

/// Gives glyphs the letters that the file has for all of them together, in reading order. The glyphs of a ligature, and those
/// of a file that draws from the left, stand in visual order: the first of letters that are read from the right goes to the
/// glyph on the right.
pub(crate) fn give(glyphs: &mut [Glyph], characters: &[char]) {
    let level = glyphs.iter().all(|glyph| glyph.dx.abs() >= glyph.dy.abs());
    let mut order: Vec<usize> = (0..glyphs.len()).collect();
    if level && characters.iter().all(|c| is_rtl(*c)) {
        let from_right = |index: &usize| {
            let glyph = glyphs.get(*index);
            glyph.map_or(0.0, |glyph| -(glyph.x + glyph.dx / 2.0) * glyph.dx.signum())
        };
        order.sort_by(|a, b| from_right(a).total_cmp(&from_right(b)));
    }
    for (index, character) in order.into_iter().zip(characters) {
        if let Some(glyph) = glyphs.get_mut(index) {
            glyph.character = *character;
        }
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
    fn control_characters_of_old_fonts_are_ligatures() {
        let text = |c, code| folded(c, code).into_iter().collect::<String>();
        assert_eq!(text('\u{c}', 0x0c), "fi");
        assert_eq!(text('\u{1e}', 0x1e), "ffi");
        assert_eq!(text('\u{3}', 0x41), "A");
        assert_eq!(text('\u{3}', 0x03), "\u{fffd}");
    }

    #[test]
    fn letters_that_a_file_gives_to_glyphs_are_read_from_their_side() {
        let read = |glyphs: &[Glyph], text: &str| -> String {
            let mut glyphs = glyphs.to_vec();
            give(&mut glyphs, &text.chars().collect::<Vec<_>>());
            glyphs.iter().map(|glyph| glyph.character).collect()
        };
        let glyph = |x: f32| Glyph::sample('?', x, 0.0, 10.0);
        let (lam_alef, alef_lam) = ("\u{644}\u{627}", "\u{627}\u{644}");
        // the halves of a ligature, and glyphs that are drawn in the order in which they are read
        assert_eq!(read(&[glyph(0.0), glyph(5.0)], lam_alef), alef_lam);
        assert_eq!(read(&[glyph(5.0), glyph(0.0)], lam_alef), lam_alef);
        assert_eq!(read(&[glyph(0.0), glyph(5.0)], "fi"), "fi");
        assert_eq!(read(&[glyph(5.0), glyph(0.0)], "fi"), "fi");
    }

    #[test]
    fn of_a_string_in_both_directions_the_last_word_is_meant() {
        let text = |string| meant(string, 0).into_iter().collect::<String>();
        assert_eq!(text("\u{62d}\u{628}\u{64a}\u{628}\u{64a} h"), "h");
        assert_eq!(text("\u{62d}\u{628} "), "\u{62d}\u{628} ");
        assert_eq!(text("ffi"), "ffi");
        // marks of direction and of division between the letters
        assert_eq!(text("\u{2067}ff\u{200b}i\u{2069}"), "ffi");
        assert_eq!(text("\u{f001}"), "fi");
        // a radical, and a full stop of vertical writing
        assert_eq!(text("\u{2f47}\u{fe12}"), "\u{65e5}\u{3002}");
        // shapes of letters are letters: initial hah, and the ligature of lam and alef
        assert_eq!(text("\u{fea3}"), "\u{62d}");
        assert_eq!(text("\u{fefb}"), "\u{644}\u{627}");
    }
}
