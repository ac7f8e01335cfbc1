//! The document as an entry in a list of references: BibTeX and RIS of what its front matter shows. A field that the
//! document does not show is left out, and nothing is looked up or guessed: not even the kind of publication, but for an article whose front matter names
//! the volume of a journal.

mod bibtex;
mod listed;
mod name;
mod order;
mod printed;
mod ris;

use std::collections::HashMap;

use serde::Serialize;
use unicode_normalization::UnicodeNormalization;

pub(super) use bibtex::bibtex;
pub(super) use listed::{author, listed};
pub(super) use ris::ris;

use crate::assistant::answer::FrontMatter;
use crate::document::Document;
use name::Name;
use printed::Printed;

/// What stands between the first and the last page.
const DASHES: [char; 4] = ['-', '\u{2010}', '\u{2013}', '\u{2014}'];

/// A document's entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Reference {
    /// The name by which a text cites it: family name, year and first word of the title.
    key: String,
    pub(super) title: Option<String>,
    pub(super) authors: Vec<Name>,
    pub(super) year: Option<u16>,
    pub(super) doi: Option<String>,
    arxiv: Option<String>,
    isbn: Option<String>,
    /// Where it stands in a journal, which is known together with the volume.
    journal: Option<String>,
    volume: Option<String>,
    issue: Option<String>,
    /// `12–19`, or the number of the article.
    pages: Option<String>,
}

impl Reference {
    /// The entry of a document with this front matter.
    pub(super) fn of(document: &Document, front: FrontMatter) -> Self {
        let printed = Printed::of(document, &front.authors);
        Self::from(front, &printed, &document.id.0)
    }

    fn from(front: FrontMatter, printed: &Printed, id: &str) -> Self {
        let one_line = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let authors = order::names(&front.authors, printed);
        let title = front.title.map(one_line);
        Self {
            key: key(&authors, front.year, title.as_deref(), id),
            title,
            authors,
            year: front.year,
            doi: front.doi.map(one_line),
            arxiv: front.arxiv.map(one_line),
            isbn: front.isbn.map(one_line),
            journal: front.journal.map(one_line),
            volume: front.volume.map(one_line),
            issue: front.issue.map(one_line),
            pages: front.pages.map(one_line),
        }
    }

    /// The first page, and the last one if it is not the same; of an article with a number, the number.
    fn first_and_last_page(&self) -> Option<(&str, Option<&str>)> {
        let pages = self.pages.as_deref()?;
        Some(match pages.split_once(DASHES) {
            Some((first, last)) => (first, Some(last)),
            None => (pages, None),
        })
    }
}

/// Gives references of one list names that differ: the second one of a name gets a number. A name has none behind a hyphen by
/// itself.
pub(super) fn tell_apart(references: &mut [Reference]) {
    let mut counts: HashMap<String, u32> = HashMap::new();
    for reference in references {
        let count = counts.entry(reference.key.clone()).or_default();
        *count += 1;
        if *count > 1 {
            reference.key = format!("{}-{count}", reference.key);
        }
    }
}

/// `okafor2019drift`: plain letters and digits, which every program takes. Of names in scripts without a Latin form,
/// and of documents without a front matter, the beginning of the document's SHA-256.
fn key(authors: &[Name], year: Option<u16>, title: Option<&str>, id: &str) -> String {
    let family = authors.first().map(|name| plain(name.family()));
    let words = title.unwrap_or_default().split_whitespace().map(plain);
    let word = words.into_iter().find(|word| {
        word.len() > 1
            && !matches!(
                word.as_str(),
                "the" | "an" | "on" | "of" | "in" | "to" | "and" | "for" | "how"
            )
    });
    let mut key = family.unwrap_or_default();
    if let Some(year) = year {
        key.push_str(&year.to_string());
    }
    key.push_str(&word.unwrap_or_default());
    match key.starts_with(|c: char| c.is_ascii_alphabetic()) {
        true => key,
        false => format!("document{}{key}", id.get(..8).unwrap_or(id)),
    }
}

fn plain(word: &str) -> String {
    let letters = word.nfkd().filter(char::is_ascii_alphanumeric);
    letters.map(|c| c.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests;
