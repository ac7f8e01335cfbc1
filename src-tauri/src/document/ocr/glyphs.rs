//! Recognized words become glyphs.

use super::recognized::{RecognizedPage, RecognizedWord};
use crate::document::marks::is_rtl;
use crate::document::pdf::{Font, Glyph, PageGlyphs};
use crate::document::types::Page;

/// Measured sizes that differ by less than this share are one size.
const ALIKE: f32 = 0.12;

/// The sizes of a document's letters. Recognition measures a size for each line, and measures the same size a little
/// differently each time; without this, every second line would look like a heading.
pub(crate) struct Sizes(Vec<f32>);

impl Sizes {
    /// Finds the sizes that the words of a document have.
    pub(crate) fn learn(pages: &[RecognizedPage]) -> Self {
        let words = pages.iter().flat_map(|page| &page.words);
        let mut measured: Vec<(f32, usize)> = words
            .map(|word| (word.size, word.text.chars().count()))
            .collect();
        measured.sort_by(|one, other| one.0.total_cmp(&other.0));
        let mut sizes = Vec::new();
        // the size of most letters first, then that of most of the others
        while sizes.len() < 50
            && let Some(size) = most_frequent(&measured)
        {
            sizes.push(size);
            measured.retain(|(other, _)| !alike(*other, size));
        }
        Self(sizes)
    }

    /// The size that a measured one stands for.
    fn of(&self, measured: f32) -> f32 {
        let near = self.0.iter().find(|size| alike(measured, **size));
        near.copied().unwrap_or(measured)
    }
}

fn alike(one: f32, other: f32) -> bool {
    (one - other).abs() < ALIKE * one.max(other)
}

/// The middle of the densest range of sizes. The list is sorted.
fn most_frequent(measured: &[(f32, usize)]) -> Option<f32> {
    let mut best: Option<(usize, usize, usize)> = None;
    let (mut end, mut weight) = (0, 0);
    for (begin, (size, count)) in measured.iter().enumerate() {
        while let Some((other, more)) = measured.get(end)
            && *other <= size * (1.0 + ALIKE)
        {
            weight += more;
            end += 1;
        }
        if best.is_none_or(|(most, ..)| weight > most) {
            best = Some((weight, begin, end));
        }
        weight -= count;
    }
    let (weight, begin, end) = best?;
    let mut below = 0;
    let range = measured.get(begin..end)?;
    let middle = range.iter().find(|(_, count)| {
        below += count;
        below * 2 >= weight
    });
    middle.map(|(size, _)| *size)
}

/// The glyphs of a page that was read without its words.
pub(crate) fn glyphs(page: &Page, recognized: &RecognizedPage, sizes: &Sizes) -> PageGlyphs {
    let mut glyphs = Vec::new();
    let mut before: Option<(&RecognizedWord, f32)> = None;
    for word in &recognized.words {
        let size = sizes.of(word.size);
        if let Some((last, last_size)) = before
            && last.line == word.line
        {
            glyphs.push(space(last, last_size));
        }
        spread(word, size, &mut glyphs);
        before = Some((word, size));
    }
    PageGlyphs {
        fonts: vec![Font::default()],
        glyphs,
        rules: recognized.rules.clone(),
        askew: recognized.askew,
        ..PageGlyphs::blank(page.number, page.crop, page.rotate)
    }
}

/// A space behind a word.
fn space(word: &RecognizedWord, size: f32) -> Glyph {
    Glyph {
        character: ' ',
        x: word.x + word.dx,
        y: word.y + word.dy,
        dx: 0.0,
        dy: 0.0,
        size,
        font: 0,
        invisible: false,
        artifact: false,
    }
}

/// The letters of a word, each with its share of the word's width.
fn spread(word: &RecognizedWord, size: f32, glyphs: &mut Vec<Glyph>) {
    let all: f32 = word.text.chars().map(width).sum();
    let backwards = word
        .text
        .chars()
        .find(|c| c.is_alphabetic())
        .is_some_and(is_rtl);
    let mut before = 0.0;
    for character in word.text.chars() {
        let share = width(character) / all.max(0.01);
        let begin = if backwards {
            1.0 - before - share
        } else {
            before
        };
        glyphs.push(Glyph {
            character,
            x: word.x + begin * word.dx,
            y: word.y + begin * word.dy,
            dx: share * word.dx,
            dy: share * word.dy,
            size,
            font: 0,
            invisible: false,
            artifact: false,
        });
        before += share;
    }
}

/// How wide a letter is in most fonts, compared with an "n".
fn width(character: char) -> f32 {
    match character {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | '\u{2018}'
        | '\u{2019}' => 0.55,
        'f' | 'r' | 't' | '(' | ')' | '[' | ']' | '-' | '"' | '/' => 0.68,
        's' | 'c' | 'z' | 'J' => 0.85,
        'm' | 'w' | '\u{2014}' | '%' | '@' => 1.5,
        'M' | 'W' => 1.7,
        c if c.is_uppercase() => 1.3,
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::types::PageVerdict;
    use crate::document::types::Rect;

    fn word(text: &str, size: f32, line: u32) -> RecognizedWord {
        RecognizedWord {
            text: text.to_owned(),
            x: 100.0,
            y: 700.0,
            dx: 40.0,
            dy: 0.0,
            size,
            line,
        }
    }

    fn recognized(words: Vec<RecognizedWord>) -> RecognizedPage {
        RecognizedPage {
            number: 1,
            language: "eng".to_owned(),
            words,
            confidence: None,
            rules: Vec::new(),
            askew: None,
        }
    }

    fn page() -> Page {
        Page {
            number: 1,
            crop: Rect {
                x0: 0.0,
                y0: 0.0,
                x1: 600.0,
                y1: 800.0,
            },
            rotate: 0,
            verdict: PageVerdict::Scanned,
        }
    }

    #[test]
    fn one_size_measured_three_times_is_one_size() {
        let pages = [recognized(vec![
            word("Heading", 14.2, 0),
            word("birds of the air", 9.8, 1),
            word("birds of the sea", 10.1, 2),
            word("and fish", 10.4, 3),
        ])];
        let sizes = Sizes::learn(&pages);
        assert_eq!(sizes.of(9.8), sizes.of(10.4));
        assert_eq!(sizes.of(9.8), 10.1);
        assert_eq!(sizes.of(14.2), 14.2);
    }

    #[test]
    fn letters_fill_their_word_and_words_of_a_line_have_a_space_between() {
        let recognized = recognized(vec![
            word("illum", 10.0, 0),
            word("a", 10.0, 0),
            word("b", 10.0, 1),
        ]);
        let sizes = Sizes::learn(std::slice::from_ref(&recognized));
        let glyphs = glyphs(&page(), &recognized, &sizes).glyphs;
        let text: String = glyphs.iter().map(|glyph| glyph.character).collect();
        assert_eq!(text, "illum ab");
        let (first, last) = (glyphs[0], glyphs[4]);
        assert_eq!(first.x, 100.0);
        assert!((last.x + last.dx - 140.0).abs() < 0.01);
        assert!(last.dx > 2.0 * first.dx);
    }

    #[test]
    fn letters_of_right_to_left_words_run_to_the_left() {
        let recognized = recognized(vec![word("\u{5e9}\u{5dc}", 10.0, 0)]);
        let sizes = Sizes::learn(std::slice::from_ref(&recognized));
        let glyphs = glyphs(&page(), &recognized, &sizes).glyphs;
        assert_eq!((glyphs[0].x, glyphs[1].x), (120.0, 100.0));
    }
}
