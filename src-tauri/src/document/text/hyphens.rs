//! Joins lines into running text and mends the words that a line end divides. The document's own
//! vocabulary decides whether the hyphen belongs to the word, and its language decides what the vocabulary leaves open
//! ([`super::compounds`]).

use whatlang::Lang;

use super::addresses;
use super::divided::Divided;
use super::words::Words;
use crate::document::layout::{Line, SOFT};
use crate::document::marks::{is_unspaced, runs_on};

/// The number of characters that the language is judged by.
const LANGUAGE_SAMPLE: usize = 4_000;

/// Words that stand after the hyphen of a shortened compound: "Vor- und Nachteile", "short- and long-term".
const AFTER_SUSPENDED: &[&str] = &[
    "und", "oder", "bzw", "sowie", "and", "or", "en", "of", "och", "eller", "og", "et", "ou",
];
/// Words as the document writes them inside its lines.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    words: Words,
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

/// Whether a line ends with a letter and a hyphen, which may divide a word.
pub(crate) fn divides(line: &[char]) -> bool {
    matches!(line, [.., before, end] if before.is_alphanumeric() && is_hyphen(*end))
}

/// Whether an apostrophe stands before the one letter before a hyphen at the end of a line.
fn follows_apostrophe(text: &[char]) -> bool {
    let before = text.iter().rev().nth(2);
    before.is_some_and(|c| matches!(c, '\'' | '\u{2019}'))
}

/// Whether the last word of a line is part of an address or of a name in a program.
fn is_in_address(text: &[char]) -> bool {
    let last = text.iter().rev().take_while(|c| !c.is_whitespace());
    last.into_iter()
        .any(|c| matches!(c, '/' | '\\' | '_' | '@'))
}

fn word_at_start(text: &[char]) -> String {
    text.iter()
        .take_while(|c| c.is_alphanumeric() || is_hyphen(**c))
        .collect()
}

/// Whether a part before a hyphen is a short name in capitals, which no line end divides: "DNA", "mRNA".
fn is_short_name(before: &str) -> bool {
    let part = before.rsplit(is_hyphen).next().unwrap_or_default();
    let capitals = part.chars().filter(|c| c.is_uppercase()).count();
    capitals > 1 && part.ends_with(char::is_uppercase)
}

/// Whether a text has capitals and no small letters.
fn is_shouted(text: &[char]) -> bool {
    let mut letters = text.iter().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(|c| c.is_uppercase())
}

impl Vocabulary {
    /// Collects the words of all lines, except those that a line end divides.
    pub(crate) fn learn<'l>(lines: impl Iterator<Item = &'l Line>) -> Self {
        Self::of(lines.map(|line| line.text.as_slice()))
    }

    /// Collects the words of lines that are nothing but text.
    pub(crate) fn of<'l>(lines: impl Iterator<Item = &'l [char]>) -> Self {
        let mut words = Words::default();
        let mut sample = String::new();
        let (mut spaced, mut solid) = (0_usize, 0_usize);
        for line in lines {
            let cut = line.last().is_some_and(|c| is_hyphen(*c));
            let text: String = line
                .iter()
                .map(|c| if is_hyphen(*c) { '-' } else { *c })
                .collect();
            if sample.len() < LANGUAGE_SAMPLE {
                sample.push_str(&text);
                sample.push(' ');
            }
            for trio in line.windows(3) {
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
                words.add(word.trim_matches(|c: char| !c.is_alphanumeric()));
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
        self.words.have(word)
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
        if before.chars().all(is_hyphen) {
            // a rule or a dash
            return LineEnd::Space;
        }
        // an option of a program, a dash behind a word, or a part of an address
        let dashes = before.starts_with(is_hyphen) || before.ends_with(is_hyphen);
        let address = addresses::ends_in_one(line) || (before.contains('-') && is_in_address(line));
        if dashes || address {
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
        if self.has(&kept) || (is_short_name(&before) && !is_shouted(line)) {
            return LineEnd::KeepHyphen;
        }
        let divided = Divided::of(&before, &after);
        if self.has(&divided.joined()) || soft {
            return LineEnd::DropHyphen;
        }
        // no language divides a word behind its first letter, but for one that an apostrophe precedes
        let alone = divided.left.chars().count() == 1 && !follows_apostrophe(line);
        if alone || divided.is_compound(self.language, &self.words) {
            LineEnd::KeepHyphen
        } else {
            LineEnd::DropHyphen
        }
    }

    /// Joins lines that are nothing but text. Line ends remain where no word is divided.
    pub(crate) fn joined(&self, lines: &[&str]) -> String {
        let mut text = String::new();
        let mut last: Vec<char> = Vec::new();
        for line in lines {
            let line: Vec<char> = line.trim().chars().collect();
            let end = match divides(&last) {
                true => self.line_end(&last, &line, false),
                false if addresses::goes_on(&last, &line) => LineEnd::KeepHyphen,
                false => LineEnd::Space,
            };
            match end {
                LineEnd::DropHyphen => {
                    text.pop();
                }
                LineEnd::KeepHyphen => {}
                LineEnd::Space | LineEnd::Nothing => text.push('\n'),
            }
            text.extend(&line);
            last = line;
        }
        text
    }

    fn end_without_hyphen(&self, line: &[char], next: &[char]) -> LineEnd {
        let (Some(&last), Some(&first)) = (line.last(), next.first()) else {
            return LineEnd::Space;
        };
        if addresses::goes_on(line, next) {
            return LineEnd::Nothing;
        }
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
            words: Words::of(words),
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
        assert_eq!(end(&words, "a high-", "level view"), LineEnd::KeepHyphen);
        assert_eq!(end(&words, "the com-", "puter is"), LineEnd::DropHyphen);
        assert_eq!(
            end(&words, "unheard inter-", "mediate"),
            LineEnd::DropHyphen
        );
        assert_eq!(end(&words, "in COVID-", "19 wards"), LineEnd::KeepHyphen);
        assert_eq!(end(&words, "a non-", "English text"), LineEnd::KeepHyphen);
        assert_eq!(end(&words, "in 5-", "fold"), LineEnd::KeepHyphen);
        assert_eq!(end(&words, "state-of-the-", "art"), LineEnd::KeepHyphen);
        assert_eq!(end(&words, "use --with-", "blas"), LineEnd::KeepHyphen);
        assert_eq!(end(&words, "the birds--", "they"), LineEnd::KeepHyphen);
        assert_eq!(end(&words, "a rule ----", "here"), LineEnd::Space);
        assert_eq!(end(&words, "at x.org/ab-cd-", "efghi"), LineEnd::KeepHyphen);
        assert_eq!(
            end(&words, "at https://x.org/ab-", "cd"),
            LineEnd::KeepHyphen
        );
        assert_eq!(end(&words, "at https:", "//x.org"), LineEnd::Nothing);
        assert_eq!(
            words.joined(&["at https:", "//x.org", "now"]).trim_start(),
            "at https://x.org\nnow"
        );
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
    fn lines_of_plain_text_join_where_a_word_is_divided() {
        let words = vocabulary("well-known");
        let lines = [
            "Unheard inter-",
            "mediate, a well-",
            "known",
            "rule",
            "--",
            "Ida",
        ];
        assert_eq!(
            words.joined(&lines).trim_start(),
            "Unheard intermediate, a well-known\nrule\n--\nIda"
        );
    }

    #[test]
    fn words_in_capitals_are_divided_too() {
        let none = vocabulary("");
        assert_eq!(end(&none, "THE INTRODUC-", "TION OF"), LineEnd::DropHyphen);
        assert_eq!(end(&none, "the UV-", "VIS range"), LineEnd::KeepHyphen);
        assert_eq!(
            end(&none, "an mRNA-", "binding protein"),
            LineEnd::KeepHyphen
        );
    }
}
