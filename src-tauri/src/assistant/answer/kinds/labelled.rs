//! Lines that say what something is by a label: "Apologies: E. Larsen", "B. Silva (treasurer)", "Our reference" above
//! "LH7-312/44".
//!
//! A reader is trained on sentences, and such a line is not one. The question has to name the whole label, and the value has to
//! be short: what follows "Aim:" in an abstract is a sentence, which is left to the reader.

use std::ops::Range;

use super::quoted::{self, Named};
use crate::assistant::answer::asked::{Asked, has_form_of, same_stem};
use crate::assistant::answer::names::{MONTHS, among};
use crate::assistant::answer::numbers::{Word, bare_words, is_digits, numbers, words};
use crate::assistant::answer::types::FoundAnswer;
use crate::document::{Block, BlockKind, Document, SectionKind, SentenceId};

/// The probability of such a value: nothing else in the document has the label.
const LABELLED: f32 = 0.7;
/// The probability of what stands below a label, which may be a column of labels.
const BELOW: f32 = 0.6;
/// Most words of a label.
const LONGEST_LABEL: usize = 4;
/// Most words of a value, and of one that lists several.
const LONGEST_VALUE: usize = 12;
const LONGEST_LIST: usize = 24;

const ARTICLES: &str = " the a an his her its their ";
/// What comes before a label in a question. "What is BERT?" has none of them, and asks for more than the value of a label.
const DETERMINERS: &str = " the his her its their our your my ";
/// Words that name no label: "Who is he?"
const NO_LABELS: &str =
    " it he she they you i we this that these those there here one who what in on at of by ";
/// Words behind which a question says whose or of what.
const OF: &str = " of for in at on from ";
/// Labels that mean the same, a group in a line.
const SAME: [&str; 8] = [
    " absent apologies excused regrets ",
    " present attendees attendance participants ",
    " chair chairman chairwoman chairperson ",
    " photograph photographs photos photographer photography pictures ",
    " supervisor adviser advisor ",
    " translator translation ",
    " author by ",
    " phone telephone tel ",
];

/// The label that a question names.
struct Label {
    words: Vec<String>,
    /// Whether it asks for a person.
    of_person: bool,
    /// What it says besides: of which society, for which meeting.
    rest: Vec<String>,
}

impl Label {
    fn of(question: &str) -> Option<Self> {
        let all = bare_words(question);
        let all: Vec<&str> = all.iter().map(String::as_str).collect();
        let said = match all.as_slice() {
            [
                "who" | "what" | "when" | "where" | "which",
                "is" | "are" | "was" | "were",
                rest @ ..,
            ]
            | ["who's" | "what's" | "who’s" | "what’s", rest @ ..]
            | ["who", "made" | "took" | "did", rest @ ..] => rest,
            _ => return None,
        };
        let of_person = all.first().is_some_and(|first| first.starts_with("who"));
        let end = said
            .iter()
            .position(|word| among(OF, word))
            .unwrap_or(said.len());
        let words: Vec<String> = said
            .iter()
            .take(end)
            .filter(|word| !among(ARTICLES, word))
            .map(|word| (*word).to_owned())
            .collect();
        let determined = said.first().is_some_and(|word| among(DETERMINERS, word));
        let named = words.iter().all(|word| !among(NO_LABELS, word));
        let fits = named && (determined || of_person);
        (fits && (1..=LONGEST_LABEL).contains(&words.len())).then(|| Self {
            words,
            of_person,
            rest: said
                .iter()
                .skip(end + 1)
                .filter(|word| !among(ARTICLES, word))
                .map(|word| (*word).to_owned())
                .collect(),
        })
    }

    /// Whether words are this label, but for articles.
    fn is(&self, label: &[Word]) -> bool {
        let label: Vec<&Word> = label
            .iter()
            .filter(|word| !among(ARTICLES, &word.text))
            .collect();
        label.len() == self.words.len()
            && label.iter().zip(&self.words).all(|(word, own)| {
                let together = |group: &&str| among(group, own) && among(group, &word.text);
                same_stem(own, &word.text) || SAME.iter().any(together)
            })
    }

    /// Whether a document says of what else the question speaks: in its title or beside the label.
    fn is_of(&self, document: &Document, block: &Block) -> bool {
        let title = document.title.as_deref().unwrap_or_default();
        let said: Vec<Word> = words(title).into_iter().chain(words(&block.text)).collect();
        self.rest.iter().all(|own| has_form_of(&said, own))
    }
}

/// The value that a document has under the label that a question names; `None` if it has none, or several that differ.
pub(super) fn value(of: Named<'_>, question: &str) -> Option<FoundAnswer> {
    let label = Label::of(question)?;
    let expected = Asked::of(question).expected;
    let blocks: Vec<&Block> = of
        .document
        .blocks
        .iter()
        .filter(|block| is_line(of.document, block))
        .collect();
    let mut found: Vec<FoundAnswer> = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        if !label.is_of(of.document, block) {
            continue;
        }
        let text = block.text.as_str();
        let inline = after_colon(text, &label).or_else(|| before_bracket(text, &label));
        let below = blocks
            .get(at + 1)
            .filter(|below| block.id.0 + 1 == below.id.0 && below.kind != BlockKind::Furniture);
        let (valued, bytes, probability) = match (inline, below) {
            (Some(bytes), _) => (*block, bytes, LABELLED),
            (None, Some(below)) if is_label(text, &label) && is_value(&below.text) => {
                (*below, 0..below.text.len(), BELOW)
            }
            _ => continue,
        };
        let Some(answer) = valued.text.get(bytes.clone()) else {
            continue;
        };
        if expected.fits(answer, &numbers(answer, &words(answer))) != Some(false) {
            found.extend(quoted::found_in_block(of, valued, bytes, probability));
        }
    }
    if found.iter().any(|answer| answer.probability > BELOW) {
        found.retain(|answer| answer.probability > BELOW);
    }
    quoted::agreed(found)
}

/// Whether a sentence is nothing but the label that a question names: what it labels is the answer.
pub(super) fn only_labels(document: &Document, question: &str, sentences: &[SentenceId]) -> bool {
    let [id] = sentences else {
        return false;
    };
    let sentence = document.sentences.get(id.0 as usize);
    let label = Label::of(question);
    sentence
        .zip(label)
        .is_some_and(|(sentence, label)| is_label(&sentence.text, &label))
}

/// Whether a block may be a line with a label. An abstract has labels, too, and sentences behind them.
fn is_line(document: &Document, block: &Block) -> bool {
    let section = block
        .section
        .and_then(|id| document.sections.get(id.0 as usize));
    let is_of_a_kind = matches!(
        block.kind,
        BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Authors | BlockKind::Furniture
    );
    let is_apart = section.is_some_and(|section| {
        matches!(
            section.kind,
            SectionKind::Abstract | SectionKind::References
        )
    });
    is_of_a_kind && !is_apart
}

/// Whether a text is nothing but the label.
fn is_label(text: &str, label: &Label) -> bool {
    let all = words(text);
    let open = all
        .last()
        .is_some_and(|last| matches!(last.after.as_str(), "" | ":"));
    open && label.is(&all)
}

/// Whether a text is short enough to be a value, and names nothing itself.
fn is_value(text: &str) -> bool {
    let count = words(text).len();
    let named = text.trim_end().ends_with([':', '?']);
    (1..=LONGEST_VALUE).contains(&count) && !named && !is_numbered(text)
}

/// Whether a line has the number of a section before its words: what stands above it has no value. "2. Your card" has one, and
/// "3. April 1991" and "2. 50 m" have none.
fn is_numbered(text: &str) -> bool {
    let all = words(text);
    let [number, title, ..] = all.as_slice() else {
        return false;
    };
    let is_part = |part: &str| (1..=2).contains(&part.len()) && is_digits(part);
    let is_number = number.after == "." && number.text.split('.').all(is_part);
    let mut months = MONTHS.split_whitespace();
    let is_day =
        title.text.len() >= 3 && months.any(|month| month.starts_with(title.text.as_str()));
    is_number && title.is_capital(text) && !is_day
}

/// The words of a line with what stands between them.
struct Line<'a> {
    text: &'a str,
    words: Vec<Word>,
}

impl Line<'_> {
    fn is_capital(&self, at: usize) -> bool {
        let word = self.words.get(at);
        word.is_some_and(|word| word.is_capital(self.text))
    }

    /// Whether something ends before a word: the line begins, or a sign or another line stands before it.
    fn begins(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).and_then(|at| self.words.get(at)) else {
            return true;
        };
        let next = self
            .words
            .get(at)
            .map_or(self.text.len(), |word| word.bytes.start);
        let between = self.text.get(before.bytes.end..next).unwrap_or_default();
        let abbreviated = before.after == "." && before.text.chars().count() <= 4;
        let sign = matches!(before.text.as_str(), "·" | "|" | "•" | "-" | "–");
        sign || between.contains(['\t', '\n']) || !(before.after.is_empty() || abbreviated)
    }

    fn ends_label(&self, at: usize) -> bool {
        self.words
            .get(at)
            .is_some_and(|word| word.after.ends_with([':', '：']))
    }

    /// The first word of the label that ends with a word.
    fn label_from(&self, last: usize) -> usize {
        let mut first = last;
        while first > 0 && !self.is_capital(first) && !self.begins(first) {
            first -= 1;
        }
        first
    }

    /// Where the value that begins with a word ends: before the next label, sign or line.
    fn value_to(&self, first: usize) -> usize {
        let ends = |at: &usize| {
            let word = self.words.get(*at).map(|word| word.text.as_str());
            let sign = matches!(word, Some("·" | "|" | "•"));
            let between = self.words.get(at - 1).zip(self.words.get(*at));
            let between =
                between.and_then(|(one, next)| self.text.get(one.bytes.end..next.bytes.start));
            sign || between.is_some_and(|between| between.contains(['\t', '\n']))
        };
        let all = self.words.len();
        let border = (first + 1..all).find(ends).unwrap_or(all);
        let next = (first..border).find(|at| self.ends_label(*at));
        next.map_or(border, |last| self.label_from(last))
    }

    /// The bytes of some words, with a bracket that closes behind the last.
    fn bytes(&self, words: Range<usize>) -> Option<Range<usize>> {
        let (first, last) = (
            self.words.get(words.start)?,
            self.words.get(words.end.checked_sub(1)?)?,
        );
        let closing = last.after.trim_end_matches([',', ';', '.', ':']);
        let whole = self.text.get(..first.bytes.start)?;
        let opening = whole.len() - whole.trim_end_matches(['(', '“', '"', '‘']).len();
        let start = first.bytes.start - opening;
        let end = last.bytes.end + closing.len();
        (start < end).then_some(start..end)
    }

    /// Whether words are sentences rather than a value.
    fn are_sentences(&self, mut words: Range<usize>) -> bool {
        let last = words.end;
        words.any(|at| {
            let word = self.words.get(at);
            let stops = word.is_some_and(|word| word.after == "." && word.text.chars().count() > 4);
            stops && at + 1 < last && self.is_capital(at + 1)
        })
    }
}

/// The bytes of a value behind its label and a colon.
fn after_colon(text: &str, label: &Label) -> Option<Range<usize>> {
    let line = Line {
        text,
        words: words(text),
    };
    let mut ends = (0..line.words.len()).filter(|at| line.ends_label(*at));
    let behind = ends.find_map(|last| {
        let is_here = (last.saturating_sub(LONGEST_LABEL)..=last).any(|first| {
            let own = line.words.get(first..=last).unwrap_or_default();
            label.is(own) && (line.begins(first) || line.is_capital(first))
        });
        is_here.then_some(last + 1)
    })?;
    let value = behind..line.value_to(behind);
    let bytes = line.bytes(value.clone())?;
    let most = match text.get(bytes.clone())?.contains(',') {
        true => LONGEST_LIST,
        false => LONGEST_VALUE,
    };
    (value.len() <= most && !line.are_sentences(value)).then_some(bytes)
}

/// The bytes of a name before its part in brackets: `B. Silva` of "B. Silva (treasurer)".
fn before_bracket(text: &str, label: &Label) -> Option<Range<usize>> {
    const IN_NAMES: &str = " von van de der den la le di da du el al ";
    if !label.of_person {
        return None;
    }
    let open = text.match_indices('(').map(|(at, _)| at).find(|at| {
        let inside = text.get(at + 1..).and_then(|rest| rest.split_once(')'));
        inside.is_some_and(|(inside, _)| label.is(&words(inside)))
    })?;
    let before = text.get(..open)?;
    let line = Line {
        text: before,
        words: words(before),
    };
    let last = line.words.len().checked_sub(1)?;
    let goes_on = |at: usize| {
        let word = line.words.get(at);
        line.is_capital(at) || word.is_some_and(|word| among(IN_NAMES, &word.text))
    };
    let ends = line
        .words
        .get(last)
        .is_some_and(|word| word.after.is_empty());
    if !ends || !line.is_capital(last) {
        return None;
    }
    let mut first = last;
    while first > 0 && goes_on(first - 1) && !line.begins(first) {
        first -= 1;
    }
    while first < last && !line.is_capital(first) {
        first += 1;
    }
    line.bytes(first..last + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assistant::answer::kinds::said::said_in;
    use crate::assistant::sample::{flow, sectioned};

    #[test]
    fn a_label_before_a_colon_names_its_value() {
        let minutes = flow(&[
            "Present: A. Novak (chair), B. Silva (treasurer), D. Mbeki",
            "Apologies: E. Larsen Place: Clubhouse, 19:00 to 20:40",
            "Interview: Paulo Reis · Photographs: Mina Sato",
            "Supervisor: Prof. Dr. Judith Karaman Second reader: Prof. Dr. Wen Li",
            "Next meeting: 3 April 2025, 19:00",
        ]);
        for (question, wanted) in [
            ("Who was absent?", "E. Larsen"),
            ("Who is the treasurer?", "B. Silva"),
            ("Who was the chairman?", "A. Novak"),
            ("Who made the photographs?", "Mina Sato"),
            ("Who is the supervisor?", "Prof. Dr. Judith Karaman"),
            ("Who is the second reader?", "Prof. Dr. Wen Li"),
            ("When is the next meeting?", "3 April 2025, 19:00"),
            ("Where was the place?", "Clubhouse, 19:00 to 20:40"),
        ] {
            assert_eq!(
                said_in(value, &minutes, question).as_deref(),
                Some(wanted),
                "{question}"
            );
        }
        for question in [
            "Who is the secretary?",
            "Who is it?",
            "Who is the treasurer of France?",
        ] {
            assert_eq!(said_in(value, &minutes, question), None, "{question}");
        }
        let lease =
            flow(&["It is made between Ada Boyle (“the Landlord”) and Dev Anand (“the Tenant”)."]);
        assert_eq!(
            said_in(value, &lease, "Who is the Tenant?").as_deref(),
            Some("Dev Anand")
        );
    }

    #[test]
    fn a_label_names_the_line_below_it() {
        let letter = flow(&[
            "Your reference",
            "none",
            "Our reference",
            "LH7-312/44",
            "Date",
            "14 March 2025",
        ]);
        assert_eq!(
            said_in(value, &letter, "What is our reference?").as_deref(),
            Some("LH7-312/44")
        );
        assert_eq!(
            said_in(value, &letter, "What is your reference?").as_deref(),
            Some("none")
        );
        assert!(only_labels(
            &letter,
            "What is our reference?",
            &[SentenceId(2)]
        ));
        assert!(!only_labels(
            &letter,
            "What is our reference?",
            &[SentenceId(3)]
        ));
        assert!(!only_labels(&letter, "What is the date?", &[SentenceId(2)]));
        let report = flow(&[
            "Conclusion",
            "The new pump saves water in all of the houses where it was tried, and nobody wants the old one again.",
        ]);
        assert_eq!(said_in(value, &report, "What is the conclusion?"), None);
    }

    #[test]
    fn the_next_section_is_no_value_of_an_empty_field() {
        let form = flow(&[
            "1. About you",
            "E-mail address",
            "2. Your card",
            "Birthday",
            "3. April 1991",
            "Branch",
            "2.1. Letters",
        ]);
        for (question, right) in [
            ("What is the e-mail address?", None),
            ("What is the birthday?", Some("3. April 1991")),
            ("What is the branch?", None),
        ] {
            assert_eq!(
                said_in(value, &form, question).as_deref(),
                right,
                "{question}"
            );
        }
        for value in ["12 High Road", "2. 50 m", "4.50 EUR", "7. Sept 1991", "7"] {
            assert!(!is_numbered(value), "{value}");
        }
    }

    #[test]
    fn what_follows_a_label_in_prose_is_no_value() {
        let paper = sectioned(&[("Abstract", 1, &["Aim: Warm beds."])]);
        assert_eq!(said_in(value, &paper, "What was the aim?"), None);
        let prose = flow(&[
            "We had one aim: to find the nests. Chair: a piece of furniture. It has four legs.",
        ]);
        assert_eq!(said_in(value, &prose, "What was the aim?"), None);
        let models = flow(&["BERT: 12 layers"]);
        assert_eq!(said_in(value, &models, "What is BERT?"), None);
        let rooms = flow(&["Temperature: 20 °C", "Temperature: 25 °C"]);
        assert_eq!(said_in(value, &rooms, "What was the temperature?"), None);
    }
}
