//! The words of exported files.

use super::language::said;
use crate::library::{MarkColour, MarkedPassage, PastQuestion};

/// The heading above a summary.
pub(crate) fn summary() -> &'static str {
    said!(export::SUMMARY)
}

/// The heading above questions with their answers.
pub(crate) fn questions() -> &'static str {
    said!(export::QUESTIONS)
}

/// The heading above marks and notes.
pub(crate) fn notes() -> &'static str {
    said!(export::NOTES)
}

/// The heading above notes to sentences of the summary.
pub(crate) fn notes_to_summary() -> &'static str {
    said!(export::NOTES_TO_SUMMARY)
}

/// The authors, the year, the DOI and the number of pages below a title; empty if none is known. A document without pages
/// has `pages` of 0.
pub(crate) fn byline(
    authors: &[String],
    year: Option<u16>,
    doi: Option<&str>,
    pages: u32,
) -> String {
    said!(export::byline(authors, year, doi, pages))
}

/// When a question was asked and how it ended, in one line.
pub(crate) fn asked(question: &PastQuestion, how: &str) -> String {
    let at = u64::try_from(question.asked_at).unwrap_or(0);
    format!("{}. {how}", said!(numbers::moment(at)))
}

/// The documents that a question was put to.
pub(crate) fn put_to(question: &PastQuestion) -> String {
    said!(export::put_to(question))
}

/// Where marked words stand; empty in a document without pages.
pub(crate) fn marked_at(passage: &MarkedPassage) -> String {
    let page = |number| said!(numbers::page(number));
    passage.page.map(page).unwrap_or_default()
}

/// Where quoted words stand and in which colour they are marked, as far as either is known: `p. 4, marked in blue`.
pub(crate) fn place_and_mark(place: &str, colour: Option<MarkColour>) -> String {
    said!(export::place_and_mark(place, colour))
}

/// Answering words and where they stand: `The tags weighed 30 grams. (82%) — On Wings, p. 3`. It has the same signs in all
/// languages.
pub(crate) fn answered_at(words: &str, place: &str) -> String {
    format!("{words} — {place}")
}

/// How many files were written into a folder.
pub(crate) fn files_in(files: u32, folder: &str) -> String {
    said!(export::files_in(files, folder))
}

/// What a person wrote to a mark.
pub(crate) fn noted(note: &str) -> String {
    said!(export::noted(note))
}
