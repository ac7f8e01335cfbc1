//! Joins lines into running text and mends the words that a line end divides. The document's own
//! vocabulary decides whether the hyphen belongs to the word.

use std::collections::HashSet;

use crate::document::layout::Line;

/// Words as the document writes them inside its lines.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    words: HashSet<String>,
}

/// How to read a line end inside a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LineEnd {
    /// A space stands for it.
    Space,
    /// Nothing stands for it, and the hyphen stays.
    KeepHyphen,
    /// Nothing stands for it, and the hyphen goes.
    DropHyphen,
}

fn is_hyphen(character: char) -> bool {
    matches!(character, '-' | '\u{2010}' | '\u{ac}')
}

/// The part of a word, with the hyphens in it, before a hyphen at the end of a line.
fn word_at_end(text: &[char]) -> Option<String> {
    let (&last, rest) = text.split_last()?;
    if !is_hyphen(last) {
        return None;
    }
    let word: Vec<char> = rest
        .iter()
        .rev()
        .take_while(|c| c.is_alphanumeric() || is_hyphen(**c))
        .copied()
        .collect();
    (!word.is_empty()).then(|| word.into_iter().rev().collect())
}

fn word_at_start(text: &[char]) -> String {
    text.iter()
        .take_while(|c| c.is_alphanumeric() || is_hyphen(**c))
        .collect()
}

impl Vocabulary {
    /// Collects the words of all lines, except those that a line end divides.
    pub(crate) fn learn<'l>(lines: impl Iterator<Item = &'l Line>) -> Self {
        let mut words = HashSet::new();
        for line in lines {
            let cut = line.text.last().is_some_and(|c| is_hyphen(*c));
            let text: String = line
                .text
                .iter()
                .map(|c| if is_hyphen(*c) { '-' } else { *c })
                .collect();
            let count = text.split_whitespace().count();
            for (position, word) in text.split_whitespace().enumerate() {
                if position == 0 || (cut && position + 1 == count) {
                    continue;
                }
                let word = word
                    .trim_matches(|c: char| !c.is_alphanumeric())
                    .to_lowercase();
                if !word.is_empty() {
                    words.insert(word);
                }
            }
        }
        Self { words }
    }

    fn has(&self, word: &str) -> bool {
        self.words.contains(&word.to_lowercase())
    }

    /// How to read the end of `line` if `next` follows.
    pub(crate) fn line_end(&self, line: &[char], next: &[char]) -> LineEnd {
        let Some(before) = word_at_end(line) else {
            // after a dash, or a slash in an address, the same word continues
            let glued = line.last().is_some_and(|c| matches!(c, '\u{2013}' | '/'))
                && line
                    .iter()
                    .rev()
                    .nth(1)
                    .is_some_and(|c| c.is_alphanumeric())
                && next.first().is_some_and(|c| c.is_alphanumeric());
            return if glued {
                LineEnd::KeepHyphen
            } else {
                LineEnd::Space
            };
        };
        let after = word_at_start(next);
        let Some(first) = after.chars().next() else {
            return LineEnd::KeepHyphen;
        };
        let kept = format!("{before}-{after}");
        let joined = format!("{before}{after}");
        if !first.is_lowercase() || before.chars().any(|c| c.is_ascii_digit()) {
            return LineEnd::KeepHyphen;
        }
        match (self.has(&joined), self.has(&kept)) {
            (true, _) => LineEnd::DropHyphen,
            (false, true) => LineEnd::KeepHyphen,
            // "well-being" or "pro-cess"? As a rule, the author wrote the hyphen if both halves are known words
            // of more than three letters
            (false, false) => {
                let compound = before.contains('-')
                    || (self.has(&before)
                        && self.has(&after)
                        && before.chars().count() > 3
                        && after.chars().count() > 3);
                if compound {
                    LineEnd::KeepHyphen
                } else {
                    LineEnd::DropHyphen
                }
            }
        }
    }
}

/// Running text with the place of each character: the index of its line, its left and right edge.
#[derive(Debug, Clone, Default)]
pub(crate) struct Flow {
    pub(crate) text: Vec<char>,
    /// `None` for a space that stands for a line end.
    pub(crate) at: Vec<Option<(u32, f32, f32)>>,
}

/// Joins lines to running text.
pub(crate) fn flow(lines: &[Line], vocabulary: &Vocabulary) -> Flow {
    let mut flow = Flow::default();
    let mut last: Option<&Line> = None;
    for (index, line) in lines.iter().enumerate() {
        if let Some(last) = last {
            match vocabulary.line_end(&last.text, &line.text) {
                LineEnd::Space => {
                    flow.text.push(' ');
                    flow.at.push(None);
                }
                LineEnd::KeepHyphen => {}
                LineEnd::DropHyphen => {
                    flow.text.pop();
                    flow.at.pop();
                }
            }
        }
        for (character, (x0, x1)) in line.text.iter().zip(&line.edges) {
            flow.text.push(*character);
            flow.at.push(Some((index as u32, *x0, *x1)));
        }
        last = Some(line);
    }
    flow
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vocabulary(words: &str) -> Vocabulary {
        Vocabulary {
            words: words.split(' ').map(str::to_owned).collect(),
        }
    }

    fn end(vocabulary: &Vocabulary, line: &str, next: &str) -> LineEnd {
        let characters = |text: &str| text.chars().collect::<Vec<_>>();
        vocabulary.line_end(&characters(line), &characters(next))
    }

    #[test]
    fn the_document_decides_what_a_hyphen_was() {
        let words = vocabulary("extraction well-known state long term");
        assert_eq!(end(&words, "the extrac-", "tion of"), LineEnd::DropHyphen);
        assert_eq!(end(&words, "a well-", "known fact"), LineEnd::KeepHyphen);
        assert_eq!(
            end(&words, "unheard inter-", "mediate"),
            LineEnd::DropHyphen
        );
        assert_eq!(end(&words, "in COVID-", "19 wards"), LineEnd::KeepHyphen);
        assert_eq!(end(&words, "a non-", "English text"), LineEnd::KeepHyphen);
        assert_eq!(end(&words, "in 5-", "fold"), LineEnd::KeepHyphen);
        assert_eq!(end(&words, "state-of-the-", "art"), LineEnd::KeepHyphen);
        assert_eq!(end(&words, "no hyphen", "here"), LineEnd::Space);
        assert_eq!(end(&words, "a dash -", "here"), LineEnd::Space);
        assert_eq!(end(&words, "pages 1\u{2013}", "5"), LineEnd::KeepHyphen);
    }
}
