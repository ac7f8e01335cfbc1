//! The words of exported files.

use super::numbers;
use crate::library::{AskedScope, MarkColour, PastQuestion};

/// The heading above a summary.
pub(crate) const SUMMARY: &str = "Summary";
/// The heading above questions with their answers.
pub(crate) const QUESTIONS: &str = "Questions and answers";
/// The heading above marks and notes.
pub(crate) const NOTES: &str = "Marks and notes";
/// The heading above notes to sentences of the summary.
pub(crate) const NOTES_TO_SUMMARY: &str = "Notes to the summary";

/// The authors, the year, the DOI and the number of pages below a title; empty if none is known. A document without pages
/// has `pages` of 0.
pub(crate) fn byline(
    authors: &[String],
    year: Option<u16>,
    doi: Option<&str>,
    pages: u32,
) -> String {
    let authors = (!authors.is_empty()).then(|| authors.join(", "));
    let year = year.map(|year| year.to_string());
    let doi = doi.map(|doi| format!("DOI {doi}"));
    let pages = (pages > 0).then(|| numbers::counted(pages, "page", "pages"));
    let parts: Vec<String> = [authors, year, doi, pages].into_iter().flatten().collect();
    parts.join(" · ")
}

/// The documents that a question was put to.
pub(crate) fn put_to(question: &PastQuestion) -> String {
    let titles: Vec<String> = question
        .documents
        .iter()
        .map(|document| format!("“{}”", document.title))
        .collect();
    match (question.scope, titles.as_slice()) {
        (AskedScope::Library, _) => "It was put to all documents.".into(),
        (AskedScope::Documents, [title]) => format!("It was put to {title}."),
        (AskedScope::Documents, [first @ .., last]) => {
            format!("It was put to {} and {last}.", first.join(", "))
        }
        (AskedScope::Documents, []) => "It was put to documents that are gone.".into(),
    }
}

/// Where quoted words stand and in which colour they are marked, as far as either is known: `p. 4, marked in blue`.
pub(crate) fn place_and_mark(place: &str, colour: Option<MarkColour>) -> String {
    let colour = colour.map(|colour| match colour {
        MarkColour::Yellow => "yellow",
        MarkColour::Green => "green",
        MarkColour::Blue => "blue",
        MarkColour::Pink => "pink",
    });
    match (place, colour) {
        (place, None) => place.to_owned(),
        ("", Some(colour)) => format!("marked in {colour}"),
        (place, Some(colour)) => format!("{place}, marked in {colour}"),
    }
}

/// How many files were written into a folder.
pub(crate) fn files_in(files: u32, folder: &str) -> String {
    format!(
        "{} written to {folder}.",
        numbers::counted(files, "file", "files")
    )
}

/// What a person wrote to a mark.
pub(crate) fn noted(note: &str) -> String {
    format!("Note: {note}")
}
