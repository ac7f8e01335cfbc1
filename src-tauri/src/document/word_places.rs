//! The words of a document's pages with their places: what measures of recognition compare.

use super::layout::Line;
use super::types::Rect;

/// A word on a page.
#[derive(Debug, Clone, PartialEq)]
pub struct WordPlace {
    /// 1-based page number.
    pub page: u32,
    /// The word as printed, with the punctuation beside it.
    pub text: String,
    /// Where it stands, in user space, as high as a highlight of its line.
    pub rect: Rect,
}

/// The words of lines.
pub(super) fn words<'a>(lines: impl Iterator<Item = &'a Line>) -> Vec<WordPlace> {
    lines.flat_map(words_of).collect()
}

fn words_of(line: &Line) -> Vec<WordPlace> {
    let mut words: Vec<WordPlace> = Vec::new();
    let mut open: Option<(String, f32, f32)> = None;
    let mut close = |open: &mut Option<(String, f32, f32)>| {
        if let Some((text, x0, x1)) = open.take() {
            words.push(WordPlace {
                page: line.page,
                text,
                rect: line.rect(x0, x1),
            });
        }
    };
    for (character, (x0, x1)) in line.text.iter().zip(&line.edges) {
        if character.is_whitespace() {
            close(&mut open);
            continue;
        }
        match &mut open {
            Some((text, begin, end)) => {
                text.push(*character);
                *begin = begin.min(*x0);
                *end = end.max(*x1);
            }
            None => open = Some((character.to_string(), *x0, *x1)),
        }
    }
    close(&mut open);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_reaches_from_space_to_space() {
        // letters of 5 points
        let line = Line::sample("Two birds").at(50.0, 700.0).on_page(3);
        let words = words([line].iter());
        let found: Vec<_> = words
            .iter()
            .map(|word| (word.page, word.text.as_str(), word.rect.x0, word.rect.x1))
            .collect();
        assert_eq!(found, [(3, "Two", 50.0, 65.0), (3, "birds", 70.0, 95.0)]);
    }
}
