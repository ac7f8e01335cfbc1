//! Letters that are all moved by the same step: a map may give the numbers of the glyphs in place of their letters, so that
//! "the" is "WKH" or "{ol". Some letters become signs, so that such words look like those of a program. The little words of a
//! language show it: they are not there, and with the letters moved back they are.

use super::glyphs::Glyph;
use super::vowels::{LANGUAGES, languages};

/// The largest step that is tried. The step from capitals to small letters is no lie.
const FARTHEST: i32 = 40;
const CASE: i32 = 32;
/// The letters of a page that are looked at.
const MOST_LETTERS: usize = 1_500;
/// The fewest little words that a page has with its letters moved back, the fewest different ones, and how many more than
/// it has as it is.
const MANY: usize = 8;
const DIFFERENT: usize = 4;
const MORE: usize = 4;
/// At least one word in this many is a little one.
const RARE: usize = 8;
/// Stands for a sign.
const NO_LETTER: char = '.';

/// Whether the letters of a font are those of a language once they are moved back.
pub(super) fn are_shifted(glyphs: &[Glyph], font: usize) -> bool {
    let text = letters(glyphs, font);
    let letters = text.iter().filter(|c| c.is_ascii_graphic()).count();
    if letters * 2 < text.len() || letters < MANY * 3 {
        return false;
    }
    let languages = languages();
    let count = |step: i32| {
        let words = moved(&text, step);
        let mut found: [Vec<&'static str>; LANGUAGES] = std::array::from_fn(|_| Vec::new());
        for word in words.split_whitespace() {
            let word = word.trim_end_matches(NO_LETTER);
            let Some((little, bits)) = languages.get_key_value(word) else {
                continue;
            };
            for (number, found) in found.iter_mut().enumerate() {
                if *bits >> number & 1 == 1 {
                    found.push(*little);
                }
            }
        }
        let most = found.into_iter().max_by_key(Vec::len).unwrap_or_default();
        (most, words.split_whitespace().count())
    };
    let (here, words) = count(0);
    if here.len() * RARE >= words.max(1) {
        return false;
    }
    let mut steps = (-FARTHEST..=FARTHEST).filter(|step| *step != 0 && step.abs() != CASE);
    steps.any(|step| {
        let (mut there, words) = count(step);
        let many = there.len();
        there.sort_unstable();
        there.dedup();
        many >= MANY
            && there.len() >= DIFFERENT
            && many * RARE >= words
            && many >= MORE * here.len()
    })
}

/// The letters and signs of a font as they stand on the page, with a space where another font or a gap divides them.
fn letters(glyphs: &[Glyph], font: usize) -> Vec<char> {
    let mut text: Vec<char> = Vec::new();
    let mut last: Option<&Glyph> = None;
    for glyph in glyphs {
        let gap = last.map_or(f32::MAX, |last| {
            let (x, y) = (glyph.x - last.x - last.dx, glyph.y - last.y - last.dy);
            x.hypot(y) / glyph.size.max(0.1)
        });
        let is_own = usize::from(glyph.font) == font;
        if (gap > 0.2 || !is_own) && text.last().is_some_and(|last| *last != ' ') {
            text.push(' ');
        }
        last = Some(glyph);
        if is_own {
            text.push(glyph.character);
        }
        if text.len() >= MOST_LETTERS {
            break;
        }
    }
    text
}

/// A text in small letters, each moved back by a step, with [`NO_LETTER`] in the place of what is none then: a sign within
/// a word does not divide it, or the pieces between signs would be little words.
fn moved(text: &[char], step: i32) -> String {
    let back = |c: &char| {
        let letter = u32::from(*c).checked_add_signed(-step);
        letter
            .and_then(char::from_u32)
            .filter(char::is_ascii_alphabetic)
    };
    let letters = text.iter().map(|c| match *c {
        ' ' => ' ',
        _ => back(c).map_or(NO_LETTER, |c| c.to_ascii_lowercase()),
    });
    letters.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::pdf::PageGlyphs;

    const ENGLISH: &str = "The bees of the upper valley are smaller than those of the plain. They leave the hive at a \
        lower temperature and return before the rain. Forty colonies were weighed in August.";

    /// Whether a text is taken for one whose letters are moved.
    fn shifted(text: &str) -> bool {
        let characters: Vec<char> = text.chars().collect();
        let mut page = PageGlyphs::sample(Vec::new());
        for (row, line) in characters.chunks(60).enumerate() {
            let line: String = line.iter().collect();
            page = page.line(&line, 50.0, 700.0 - 12.0 * row as f32);
        }
        are_shifted(&page.glyphs, 0)
    }

    fn lie(text: &str, step: i32) -> String {
        let shift = |c: char| match c {
            ' ' => c,
            _ => {
                let moved = u32::from(c).checked_add_signed(step);
                moved.and_then(char::from_u32).unwrap()
            }
        };
        text.chars().map(shift).collect()
    }

    #[test]
    fn letters_that_are_moved_are_seen() {
        assert!(!shifted(ENGLISH));
        for step in [7, 1, -1, -29, 13, -3] {
            assert!(shifted(&lie(ENGLISH, step)), "{step}");
        }
        let german = "Die Bienen der Insel sind nicht so klein wie die auf dem Land, und sie werden von den Leuten \
            mit einer Tafel vor der Sonne und auch vor dem Regen geschont, den sie nicht haben wollen.";
        assert!(!shifted(german));
        assert!(shifted(&lie(german, -3)));
    }

    #[test]
    fn codes_names_and_other_languages_are_no_lies() {
        let latin = "Gallia est omnis divisa in partes tres quarum unam incolunt Belgae aliam Aquitani tertiam qui \
            ipsorum lingua Celtae nostra Galli appellantur hi omnes lingua institutis legibus inter se differunt";
        let code =
            "for (int i = 0; i < count; i++) { sum += values[i] * weights[i]; } return sum; "
                .repeat(8);
        let genes = "BRCA1 TP53 KRAS EGFR WKH2 PIK3CA QLRA XPOT WLHQ ".repeat(8);
        let numbers = "12.40 7.15 330 0.95 1,204 88 41.80 250.80 ".repeat(8);
        for text in [latin, &code, &genes, &numbers, &ENGLISH.to_uppercase()] {
            assert!(!shifted(text), "{text}");
        }
    }
}
