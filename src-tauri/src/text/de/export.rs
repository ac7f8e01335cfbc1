//! The words of exported files.

use super::numbers;
use crate::library::{AskedScope, MarkColour, PastQuestion};

/// The heading above a summary.
pub(crate) const SUMMARY: &str = "Zusammenfassung";
/// The heading above questions with their answers.
pub(crate) const QUESTIONS: &str = "Fragen und Antworten";
/// The heading above marks and notes.
pub(crate) const NOTES: &str = "Markierungen und Notizen";
/// The heading above notes to sentences of the summary.
pub(crate) const NOTES_TO_SUMMARY: &str = "Notizen zur Zusammenfassung";

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
    let pages = (pages > 0).then(|| numbers::counted(pages, "Seite", "Seiten"));
    let parts: Vec<String> = [authors, year, doi, pages].into_iter().flatten().collect();
    parts.join(" · ")
}

/// The documents that a question was put to.
pub(crate) fn put_to(question: &PastQuestion) -> String {
    let titles: Vec<String> = question
        .documents
        .iter()
        .map(|document| format!("„{}“", document.title))
        .collect();
    match (question.scope, titles.as_slice()) {
        (AskedScope::Library, _) => "Sie ging an alle Dokumente.".into(),
        (AskedScope::Documents, [title]) => format!("Sie ging an {title}."),
        (AskedScope::Documents, [first @ .., last]) => {
            format!("Sie ging an {} und {last}.", first.join(", "))
        }
        (AskedScope::Documents, []) => "Sie ging an Dokumente, die es nicht mehr gibt.".into(),
    }
}

/// Where quoted words stand and in which colour they are marked, as far as either is known: `S. 4, in Blau markiert`.
pub(crate) fn place_and_mark(place: &str, colour: Option<MarkColour>) -> String {
    let colour = colour.map(|colour| match colour {
        MarkColour::Yellow => "Gelb",
        MarkColour::Green => "Grün",
        MarkColour::Blue => "Blau",
        MarkColour::Pink => "Rosa",
    });
    match (place, colour) {
        (place, None) => place.to_owned(),
        ("", Some(colour)) => format!("in {colour} markiert"),
        (place, Some(colour)) => format!("{place}, in {colour} markiert"),
    }
}

/// How many files were written into a folder.
pub(crate) fn files_in(files: u32, folder: &str) -> String {
    format!(
        "{} nach {folder} geschrieben.",
        numbers::counted(files, "Datei", "Dateien")
    )
}

/// What a person wrote to a mark.
pub(crate) fn noted(note: &str) -> String {
    format!("Notiz: {note}")
}
