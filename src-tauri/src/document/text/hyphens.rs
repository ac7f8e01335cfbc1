//! Joins lines into running text and mends the words that a line end divides. The document's own
//! vocabulary decides whether the hyphen belongs to the word, and its language decides what the vocabulary leaves open.

use std::collections::HashSet;

use whatlang::Lang;

use crate::document::layout::{Line, SOFT};
use crate::document::marks::{is_unspaced, runs_on};

/// The number of characters that the language is judged by.
const LANGUAGE_SAMPLE: usize = 4_000;

/// Words that stand after the hyphen of a shortened compound: "Vor- und Nachteile", "short- and long-term".
const AFTER_SUSPENDED: &[&str] = &[
    "und", "oder", "bzw", "sowie", "and", "or", "en", "of", "och", "eller", "og", "et", "ou",
];
/// First halves that English writes without a hyphen.
const SOLID_FIRST: &[&str] = &[
    "every", "fore", "further", "here", "mean", "more", "never", "none", "other", "over", "some",
    "there", "through", "under", "what", "when", "where", "which", "with",
];
/// Second halves that English writes without a hyphen.
const SOLID_LAST: &[&str] = &[
    "able", "ever", "fore", "hood", "less", "ness", "over", "ship", "some", "ward", "wards",
    "where", "wise",
];
/// Second halves that French writes behind a hyphen.
const FRENCH_LAST: &[&str] = &[
    "ci",
    "elle",
    "elles",
    "il",
    "ils",
    "l\u{e0}",
    "m\u{ea}me",
    "m\u{ea}mes",
    "nous",
    "on",
    "uns",
    "unes",
    "vous",
    "\u{ea}tre",
];
/// First halves that French writes before a hyphen.
const FRENCH_FIRST: &[&str] = &[
    "apr\u{e8}s",
    "arri\u{e8}re",
    "avant",
    "demi",
    "grand",
    "nord",
    "quatre",
    "soixante",
    "sous",
    "sud",
    "vingt",
];
/// Pronouns that Portuguese writes behind a verb and a hyphen.
const PORTUGUESE_LAST: &[&str] = &[
    "la", "las", "lhe", "lhes", "lo", "los", "me", "nos", "se", "te", "vos",
];

/// Words as the document writes them inside its lines.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    words: HashSet<String>,
    /// The language, if the text is long and clear enough to show it.
    language: Option<Lang>,
    /// Whether the document sets spaces between ideographs and Latin letters.
    spaced: bool,
}

/// How to read a line end inside a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LineEnd {
    /// A space stands for it.
    Space,
    /// Nothing stands for it: the script has no spaces.
    Nothing,
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

/// Whether a text has capitals and no small letters.
fn is_shouted(text: &[char]) -> bool {
    let mut letters = text.iter().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(|c| c.is_uppercase())
}

impl Vocabulary {
    /// Collects the words of all lines, except those that a line end divides.
    pub(crate) fn learn<'l>(lines: impl Iterator<Item = &'l Line>) -> Self {
        let mut words = HashSet::new();
        let mut sample = String::new();
        let (mut spaced, mut solid) = (0_usize, 0_usize);
        for line in lines {
            let cut = line.text.last().is_some_and(|c| is_hyphen(*c));
            let text: String = line
                .text
                .iter()
                .map(|c| if is_hyphen(*c) { '-' } else { *c })
                .collect();
            if sample.len() < LANGUAGE_SAMPLE {
                sample.push_str(&text);
                sample.push(' ');
            }
            for trio in line.text.windows(3) {
                let [a, b, c] = trio else { continue };
                let between = |a: &char, b: &char| {
                    (is_unspaced(*a) && b.is_ascii_alphanumeric())
                        || (a.is_ascii_alphanumeric() && is_unspaced(*b))
                };
                spaced += usize::from(*b == ' ' && between(a, c));
                solid += usize::from(between(a, b));
            }
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
        let language = whatlang::detect(&sample)
            .filter(|info| info.is_reliable() || sample.chars().count() > 500)
            .map(|info| info.lang());
        Self {
            words,
            language,
            spaced: spaced > solid,
        }
    }

    fn has(&self, word: &str) -> bool {
        self.words.contains(&word.to_lowercase())
    }

    /// How to read the end of `line` if `next` follows; `soft` if the line ends with a soft hyphen.
    pub(crate) fn line_end(&self, line: &[char], next: &[char], soft: bool) -> LineEnd {
        let Some(before) = word_at_end(line) else {
            return self.end_without_hyphen(line, next);
        };
        let after = word_at_start(next);
        let Some(first) = after.chars().next() else {
            return LineEnd::KeepHyphen;
        };
        let shouted = is_shouted(line) && is_shouted(next);
        if !(first.is_lowercase() || shouted) || before.chars().any(|c| c.is_ascii_digit()) {
            return LineEnd::KeepHyphen;
        }
        let kept = format!("{before}-{after}");
        let joined = format!("{before}{after}");
        if self.has(&joined) {
            return LineEnd::DropHyphen;
        }
        if AFTER_SUSPENDED.contains(&after.as_str()) && !soft {
            return LineEnd::Space;
        }
        if self.has(&kept) {
            return LineEnd::KeepHyphen;
        }
        // of "state-of-the-" and "art-based", the parts beside the line end
        let part = |word: &str, last: bool| -> String {
            let mut parts = word.split('-').filter(|part| !part.is_empty());
            let part = if last {
                parts.next_back()
            } else {
                parts.next()
            };
            part.unwrap_or_default().to_lowercase()
        };
        let (left, right) = (part(&before, true), part(&after, false));
        if self.has(&format!("{left}{right}")) || soft {
            return LineEnd::DropHyphen;
        }
        let compound = before.contains('-') || self.is_compound(&left, &right);
        if compound {
            LineEnd::KeepHyphen
        } else {
            LineEnd::DropHyphen
        }
    }

    fn end_without_hyphen(&self, line: &[char], next: &[char]) -> LineEnd {
        let (Some(&last), Some(&first)) = (line.last(), next.first()) else {
            return LineEnd::Space;
        };
        let mixed = is_unspaced(last) != is_unspaced(first)
            && (last.is_ascii_alphanumeric() || first.is_ascii_alphanumeric());
        if runs_on(last, first) || (mixed && !self.spaced) {
            return LineEnd::Nothing;
        }
        // after a dash, or a slash in an address, the same word continues
        let glued = matches!(last, '\u{2013}' | '/')
            && line
                .iter()
                .rev()
                .nth(1)
                .is_some_and(|c| c.is_alphanumeric())
            && first.is_alphanumeric();
        if glued {
            LineEnd::KeepHyphen
        } else {
            LineEnd::Space
        }
    }

    /// "well-being" or "pro-cess"? English writes the hyphen, as a rule, if both halves are known words of more than
    /// three letters; most languages write compounds without one.
    fn is_compound(&self, left: &str, right: &str) -> bool {
        match self.language {
            Some(Lang::Eng) | None => {
                self.has(left)
                    && self.has(right)
                    && left.chars().count() > 3
                    && right.chars().count() > 3
                    && !SOLID_FIRST.contains(&left)
                    && !SOLID_LAST.contains(&right)
            }
            Some(Lang::Fra) => {
                let long = left.chars().count() > 3;
                let this = matches!(left, "celle" | "celles" | "celui" | "ceux");
                (long && FRENCH_LAST.contains(&right) && (this || self.has(left)))
                    || (FRENCH_FIRST.contains(&left) && self.has(right))
                    || (left == "peut" && right == "\u{ea}tre")
            }
            Some(Lang::Por) => {
                left.chars().count() > 3 && self.has(left) && PORTUGUESE_LAST.contains(&right)
            }
            Some(_) => false,
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
            let soft = last.styles.last().is_some_and(|style| style & SOFT != 0);
            match vocabulary.line_end(&last.text, &line.text, soft) {
                LineEnd::Space => {
                    flow.text.push(' ');
                    flow.at.push(None);
                }
                LineEnd::Nothing | LineEnd::KeepHyphen => {}
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
            ..Vocabulary::default()
        }
    }

    fn end(vocabulary: &Vocabulary, line: &str, next: &str) -> LineEnd {
        let characters = |text: &str| text.chars().collect::<Vec<_>>();
        vocabulary.line_end(&characters(line), &characters(next), false)
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

    #[test]
    fn most_languages_write_compounds_without_a_hyphen() {
        let of = |language, words: &str, line: &str, next: &str| {
            let words = Vocabulary {
                language: Some(language),
                ..vocabulary(words)
            };
            end(&words, line, next)
        };
        let german = |line, next| of(Lang::Deu, "wetter station", line, next);
        assert_eq!(german("Die Wetter-", "station steht"), LineEnd::DropHyphen);
        assert_eq!(german("die Vor-", "und Nachteile"), LineEnd::Space);
        assert_eq!(german("die UN-", "Charta"), LineEnd::KeepHyphen);
        let english = |line, next| of(Lang::Eng, "care health some times", line, next);
        assert_eq!(english("a health-", "care system"), LineEnd::KeepHyphen);
        assert_eq!(english("it some-", "times rains"), LineEnd::DropHyphen);
        let french = |line, next| of(Lang::Fra, "peut celles pour tant", line, next);
        assert_eq!(french("cela peut-", "\u{ea}tre"), LineEnd::KeepHyphen);
        assert_eq!(french("celles-", "ci sont"), LineEnd::KeepHyphen);
        assert_eq!(french("et pour-", "tant il"), LineEnd::DropHyphen);
    }

    #[test]
    fn lines_without_spaces_between_words_join() {
        let none = vocabulary("");
        let nothing = |line, next| end(&none, line, next) == LineEnd::Nothing;
        assert!(nothing("\u{516c}\u{56ed}", "\u{91cc}"));
        assert!(nothing("\u{516c}\u{56ed}\u{3002}", "\u{201c}\u{91cc}"));
        assert!(nothing("\u{516c}\u{56ed}", "2021"));
        // Korean has spaces
        assert!(!nothing("\u{d55c}\u{ad6d}", "\u{c0ac}"));
        let spaced = Vocabulary {
            spaced: true,
            ..Vocabulary::default()
        };
        assert_eq!(end(&spaced, "\u{516c}\u{56ed}", "2021"), LineEnd::Space);
    }

    #[test]
    fn words_in_capitals_are_divided_too() {
        let none = vocabulary("");
        assert_eq!(end(&none, "THE INTRODUC-", "TION OF"), LineEnd::DropHyphen);
        assert_eq!(end(&none, "the UV-", "VIS range"), LineEnd::KeepHyphen);
    }
}
