//! The marks in a text that point at the list of references: `[12]`, `(4)`, `(3, 5–7)`. Their numbers count and measure
//! nothing, but they stand where a number is looked for, directly behind the noun that it counts.
//!
//! Numbers in brackets are such a mark everywhere. Numbers in parentheses may be counts ("fever (24), cough (12)"), so they
//! are one where the document cites in this way, or where the noun before them has its number already ("353 deaths (4)").
//! Raised marks that were read as a number of their own are known by the same.

use std::collections::BTreeSet;
use std::ops::Range;

use super::asked::is_plural;
use super::numbers::{Number, NumberKind, Word, as_digits, is_digits};
use super::units::among;
use crate::document::{BlockKind, Document};

/// Most words between a number and a mark behind its noun: `353 deaths in all`.
const MOST_BETWEEN: usize = 4;
/// Fewer references say nothing about how a document cites.
const FEWEST_REFERENCES: usize = 5;
/// The longest number of a reference.
const MOST_DIGITS: usize = 3;
/// Words that begin a phrase which may be counted by itself: "45 patients with fever (24)".
const BORDERS: &str = " in of for at on by with below above among under from to as that which who and or but while whereas \
than per during after before between against into is are was were has have had did does do ";

/// How a document points at its list of references.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Citing {
    /// Number of its references, if they are numbered; otherwise 0.
    pub numbered: usize,
    /// Whether its text gives their numbers in parentheses.
    pub in_parentheses: bool,
}

impl Citing {
    /// How this document does.
    pub(super) fn of(document: &Document) -> Self {
        let of_kind = |kind: BlockKind| {
            let blocks = document.blocks.iter();
            blocks.filter(move |block| block.kind == kind)
        };
        let entries = of_kind(BlockKind::Reference).count();
        let labelled = of_kind(BlockKind::Reference).filter(|entry| has_label(&entry.text));
        if entries < FEWEST_REFERENCES || labelled.count() * 2 < entries {
            return Self::default();
        }
        let mut cited = [BTreeSet::new(), BTreeSet::new()];
        for text in of_kind(BlockKind::Paragraph).map(|block| &block.text) {
            for found in bracketed(text) {
                if let Some(cited) = cited.get_mut(usize::from(found.round)) {
                    cited.extend(found.numbers.into_iter().filter(|it| *it <= entries));
                }
            }
        }
        // nearly every reference is cited, and counts do not happen to be nearly all of their numbers
        let [square, round] = cited.map(|cited| cited.len() * 2 >= entries);
        Self {
            numbered: entries,
            in_parentheses: round && !square,
        }
    }
}

/// Whether an entry of a list of references begins with its number: `[4] `, `4. `, `(4) `.
fn has_label(entry: &str) -> bool {
    let inside = entry.trim_start().trim_start_matches(['[', '(']);
    let digits = inside.chars().take_while(char::is_ascii_digit).count();
    let after = inside.get(digits..).unwrap_or_default();
    (1..=MOST_DIGITS).contains(&digits) && after.starts_with(['.', ')', ']', ':', ' '])
}

/// Numbers in a pair of brackets, with nothing else.
struct Bracketed {
    /// The bytes with the brackets.
    bytes: Range<usize>,
    round: bool,
    numbers: Vec<usize>,
}

fn bracketed(text: &str) -> impl Iterator<Item = Bracketed> {
    let opened = text.char_indices().filter_map(|(at, c)| match c {
        '[' => Some((at, ']')),
        '(' => Some((at, ')')),
        _ => None,
    });
    opened.filter_map(|(at, close)| {
        let (inside, _) = text.get(at + 1..)?.split_once(close)?;
        Some(Bracketed {
            bytes: at..at + inside.len() + 2,
            round: close == ')',
            numbers: listed(inside)?,
        })
    })
}

/// The numbers of a list such as `3, 5–7`; `None` if it has anything else, or what is no number of a reference.
fn listed(inside: &str) -> Option<Vec<usize>> {
    let parts = inside.split(|c: char| c.is_whitespace() || ",;-–‑−".contains(c));
    let mut numbers = Vec::new();
    for part in parts.filter(|part| !part.is_empty()) {
        if !is_digits(part) || part.len() > MOST_DIGITS || part.starts_with('0') {
            return None;
        }
        numbers.push(part.parse().ok()?);
    }
    (!numbers.is_empty()).then_some(numbers)
}

/// The bytes of the marks of a sentence.
pub(super) fn marks(
    sentence: &str,
    words: &[Word],
    numbers: &[Number],
    citing: Citing,
) -> Vec<Range<usize>> {
    let is_mark = |found: &Bracketed| {
        let known = found.numbers.iter().all(|it| *it <= citing.numbered);
        let (cited, at) = (citing.in_parentheses && known, found.bytes.start);
        !found.round
            || (!is_restated(words, found) && (cited || has_its_number(words, numbers, at)))
    };
    let mut marks: Vec<_> = bracketed(sentence)
        .filter(is_mark)
        .map(|found| found.bytes)
        .collect();
    let raised = numbers
        .iter()
        .filter(|number| is_raised(sentence, words, numbers, number, citing));
    marks.extend(raised.map(|number| number.whole.clone()));
    marks
}

/// The numbers of a sentence without those of its marks.
pub(super) fn without_marks(
    sentence: &str,
    words: &[Word],
    numbers: Vec<Number>,
    citing: Citing,
) -> Vec<Number> {
    let marks = marks(sentence, words, &numbers, citing);
    let mut left = numbers;
    left.retain(|number| !is_inside(&number.whole, &marks));
    left
}

/// Whether bytes are in one of these marks.
pub(super) fn is_inside(bytes: &Range<usize>, marks: &[Range<usize>]) -> bool {
    let mut marks = marks.iter();
    marks.any(|mark| mark.start <= bytes.start && bytes.end <= mark.end)
}

/// Words without the marks at their end.
pub(super) fn before_marks(
    sentence: &str,
    mut bytes: Range<usize>,
    marks: &[Range<usize>],
) -> Range<usize> {
    let last = |bytes: &Range<usize>| {
        let mut marks = marks.iter();
        marks.find(|mark| mark.end == bytes.end && mark.start > bytes.start)
    };
    while let Some(mark) = last(&bytes) {
        let before = sentence.get(bytes.start..mark.start).unwrap_or_default();
        bytes.end = bytes.start + before.trim_end().len();
    }
    bytes
}

/// Whether parentheses repeat the word before them in figures: "four (4) weeks".
fn is_restated(words: &[Word], found: &Bracketed) -> bool {
    let mut before = words.iter().rev();
    let before = before.find(|word| word.bytes.end <= found.bytes.start);
    let digits = before.and_then(|word| as_digits(&word.text));
    let digits = digits.and_then(|digits| digits.parse::<usize>().ok());
    digits.is_some_and(|digits| found.numbers == [digits])
}

/// Whether the noun before a place has its number already: "353 deaths (4)", and not "45 patients with fever (24)".
fn has_its_number(words: &[Word], numbers: &[Number], at: usize) -> bool {
    let before = words.iter().rev().filter(|word| word.bytes.end <= at);
    for word in before.take(MOST_BETWEEN + 1) {
        if numbers
            .iter()
            .any(|number| number.whole.contains(&word.bytes.start))
        {
            return true;
        }
        if !word.after.is_empty() || among(BORDERS, &word.text) {
            return false;
        }
    }
    false
}

/// Whether a number at the end of a clause is a raised mark that stood apart: "There were 353 deaths 4."
fn is_raised(
    sentence: &str,
    words: &[Word],
    numbers: &[Number],
    number: &Number,
    citing: Citing,
) -> bool {
    let Some(at) = words.iter().position(|word| word.bytes == number.whole) else {
        return false;
    };
    let ends = at + 1 == words.len() || words.get(at).is_some_and(|word| !word.after.is_empty());
    let before = at.checked_sub(1).and_then(|at| words.get(at));
    let noun = before.is_some_and(|word| word.after.is_empty() && is_plural(&word.text));
    let known = sentence
        .get(number.whole.clone())
        .and_then(listed)
        .is_some_and(|listed| listed.iter().all(|it| *it <= citing.numbered));
    number.kind == NumberKind::Bare
        && ends
        && noun
        && known
        && has_its_number(words, numbers, number.whole.start)
}

#[cfg(test)]
mod tests {
    use super::super::numbers::{numbers, words};
    use super::*;
    use crate::assistant::sample::flow;

    fn left(sentence: &str, citing: Citing) -> Vec<&str> {
        let words = words(sentence);
        let all = numbers(sentence, &words);
        without_marks(sentence, &words, all, citing)
            .into_iter()
            .map(|number| &sentence[number.whole])
            .collect()
    }

    #[test]
    fn marks_are_told_from_counts_by_the_sentence_alone() {
        for (sentence, wanted) in [
            ("There were 353 deaths (4).", &["353"][..]),
            ("It was found in 1,204 patients [12].", &["1,204"]),
            ("It was found in 1,204 patients [6–8, 11].", &["1,204"]),
            ("In all 353 deaths occurred (3, 5-7).", &["353"]),
            (
                "We treated 45 men (24) in 12 weeks (9).",
                &["45", "12 weeks"],
            ),
            // counts in parentheses
            ("They had fever (24) and cough (12).", &["24", "12"]),
            ("Of 45 patients with fever (24), none died.", &["45", "24"]),
            ("They took four (4) tablets.", &["four", "4"]),
            ("There were 353 deaths (2019).", &["353", "2019"]),
            ("There were 353 deaths (12%).", &["353", "12%"]),
            ("There were 353 deaths 4.", &["353", "4"]),
        ] {
            assert_eq!(left(sentence, Citing::default()), wanted, "{sentence}");
        }
    }

    #[test]
    fn a_document_that_cites_by_numbers_is_known() {
        let numbered = Citing {
            numbered: 30,
            in_parentheses: false,
        };
        for (sentence, wanted) in [
            ("There were 353 deaths 4.", &["353"][..]),
            ("There were 353 deaths 4,5.", &["353"]),
            ("There were 353 deaths 40.", &["353", "40"]),
            ("We saw 12 birds in plot 4.", &["12", "4"]),
            ("They had fever (24).", &["24"]),
        ] {
            assert_eq!(left(sentence, numbered), wanted, "{sentence}");
        }
        let round = Citing {
            in_parentheses: true,
            ..numbered
        };
        assert!(left("They had fever (24).", round).is_empty());
        assert_eq!(left("They had fever (42).", round), ["42"]);
    }

    #[test]
    fn how_a_document_cites_shows_in_its_text_and_its_list() {
        let text = |open: &str, close: &str| {
            let cited = (1..=6).map(|number| format!("Eels migrate {open}{number}{close}."));
            let listed = (1..=6).map(|number| format!("{number}. Okafor A. On eels."));
            let texts: Vec<String> = cited.chain(listed).collect();
            let mut document = flow(&texts.iter().map(String::as_str).collect::<Vec<_>>());
            for block in document.blocks.iter_mut().skip(6) {
                block.kind = BlockKind::Reference;
            }
            document
        };
        for (open, close, in_parentheses) in [("(", ")", true), ("[", "]", false), ("", "", false)]
        {
            let found = Citing::of(&text(open, close));
            assert_eq!(found.numbered, 6);
            assert_eq!(found.in_parentheses, in_parentheses, "{open}");
        }
        let mut unnumbered = text("(", ")");
        for block in unnumbered.blocks.iter_mut().skip(6) {
            block.text = "Okafor A. On eels.".into();
        }
        assert_eq!(Citing::of(&unnumbered), Citing::default());
    }
}
