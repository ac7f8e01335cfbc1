//! Lists of contents: they name chapters, and say nothing but on which page each begins.
//!
//! "II  A Sack of Barley  2" has the words of "What did a sack of barley cost?" and even a number. It answers only what is
//! asked about chapters and pages.

use std::collections::BTreeSet;

use crate::assistant::answer::names::among;
use crate::assistant::answer::numbers::{is_digits, words};
use crate::document::{Document, Sentence, SentenceId};

/// Headings of lists of contents.
const CONTENTS: [&str; 9] = [
    "contents",
    "tableofcontents",
    "inhalt",
    "inhaltsverzeichnis",
    "sommaire",
    "tabledesmatières",
    "índice",
    "indice",
    "inhoud",
];
/// What such a list is asked for.
const PARTS: &str = " page pages chapter chapters section sections part parts contents appendix appendices book title titles \
called heading headings ";
/// At least this many entries have to be headings of the document: what a parcel contains may be listed under "Contents", too.
const LEAST_HEADINGS: usize = 2;

/// Whether sentences are entries of a list of contents, and a question is not about chapters or pages.
pub(super) fn only_lists(document: &Document, question: &str, sentences: &[SentenceId]) -> bool {
    let mut asked = words(question).into_iter();
    if sentences.is_empty() || asked.any(|word| among(PARTS, &word.text)) {
        return false;
    }
    let is_entry = |id: &SentenceId| {
        let sentence = document.sentences.get(id.0 as usize);
        sentence.is_some_and(|sentence| entry(&sentence.text).is_some())
            && heading(document, *id).is_some_and(|heading| CONTENTS.contains(&heading.as_str()))
    };
    sentences.iter().all(is_entry) && lists_headings(document, sentences)
}

/// The letters of the heading right above a sentence.
fn heading(document: &Document, id: SentenceId) -> Option<String> {
    let section = document.block_of(id)?.section?;
    let section = document.sections.get(section.0 as usize)?;
    Some(letters(&section.title))
}

/// Whether entries of the list are headings of the document.
fn lists_headings(document: &Document, sentences: &[SentenceId]) -> bool {
    let section = sentences
        .first()
        .and_then(|id| document.block_of(*id))
        .and_then(|block| block.section);
    let headings: BTreeSet<String> = document
        .sections
        .iter()
        .map(|section| letters(without_number(&section.title)))
        .collect();
    let of_list = |sentence: &&Sentence| {
        let block = document.block_of(sentence.id);
        block.is_some_and(|block| block.section == section)
    };
    let entries: BTreeSet<String> = document
        .sentences
        .iter()
        .filter(of_list)
        .filter_map(|sentence| entry(&sentence.text))
        .collect();
    entries.intersection(&headings).count() >= LEAST_HEADINGS
}

/// The letters of an entry without its number and its page; `None` if a text does not end with a page.
fn entry(text: &str) -> Option<String> {
    let text = text.trim();
    let at = text.rfind(|c: char| c.is_whitespace() || c == '.')?;
    let page = text
        .get(at..)?
        .trim_start_matches(|c: char| !c.is_alphanumeric());
    let figures = page.len() <= 4 && is_digits(page);
    let title = letters(without_number(text.get(..at)?));
    (!page.is_empty() && (figures || is_roman(page)) && !title.is_empty()).then_some(title)
}

/// A title without the number before it: `1.2`, `II`, `A.1`.
fn without_number(title: &str) -> &str {
    let title = title.trim();
    let Some((first, rest)) = title.split_once(char::is_whitespace) else {
        return title;
    };
    let bare = first.trim_end_matches(['.', ')', ':']);
    let counts = bare.contains(|c: char| c.is_ascii_digit()) || is_roman(bare);
    if counts { rest } else { title }
}

fn is_roman(text: &str) -> bool {
    let lower = text.to_lowercase();
    !lower.is_empty() && lower.chars().all(|c| "ivxlc".contains(c))
}

fn letters(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assistant::sample::sectioned;

    fn lists(document: &Document, question: &str, sentence: &str) -> bool {
        let found = document
            .sentences
            .iter()
            .find(|other| other.text == sentence);
        only_lists(document, question, &[found.expect("it is there").id])
    }

    #[test]
    fn entries_of_contents_answer_nothing_but_where_a_chapter_is() {
        let book = sectioned(&[
            (
                "CONTENTS",
                1,
                &[
                    "I\tThe Toll\t1",
                    "II\tA Sack of Barley\t2",
                    "1.2 The Fire of 1571 . . . . 14",
                    "It rained.",
                ],
            ),
            ("The Toll", 1, &["He died."]),
            ("1.2 The fire of 1571", 1, &["It burned."]),
        ]);
        let cost = "What did a sack of barley cost?";
        assert!(lists(&book, cost, "II\tA Sack of Barley\t2"));
        assert!(lists(
            &book,
            "Where was the fire?",
            "1.2 The Fire of 1571 . . . . 14"
        ));
        assert!(!lists(
            &book,
            "On which page does The Toll begin?",
            "I\tThe Toll\t1"
        ));
        assert!(!lists(&book, cost, "It rained."));
        assert!(!lists(&book, cost, "He died."));
    }

    #[test]
    fn what_a_parcel_contains_is_no_list_of_chapters() {
        let parcel = sectioned(&[
            ("Contents", 1, &["Hooks 4", "Screws 12"]),
            ("Hooks", 1, &["Turn them twice."]),
        ]);
        assert!(!lists(&parcel, "How many hooks are in the box?", "Hooks 4"));
        let prices = sectioned(&[("Drinks", 1, &["Coffee .... 3", "Tea .... 2"])]);
        assert!(!lists(&prices, "What does a coffee cost?", "Coffee .... 3"));
    }
}
