//! What a document's front matter says for a list of references: only what is printed or stands in the file's own data.

use super::cited;
use super::dates;
use super::front::{self, Spot, after_cue};
use super::year::{is_history, is_year};
use crate::document::Document;

/// A document's front matter. What the document does not show is `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct FrontMatter {
    /// The title as it is printed.
    pub(crate) title: Option<String>,
    /// Names of the authors as they are printed, in order.
    pub(crate) authors: Vec<String>,
    /// The year of publication.
    pub(crate) year: Option<u16>,
    /// The DOI, without a prefix.
    pub(crate) doi: Option<String>,
    /// The number on the arXiv.
    pub(crate) arxiv: Option<String>,
    /// The ISBN as it is printed.
    pub(crate) isbn: Option<String>,
    /// The journal, if the front matter says in which volume of it the document stands.
    pub(crate) journal: Option<String>,
    /// The volume of the journal.
    pub(crate) volume: Option<String>,
    /// The issue of the volume.
    pub(crate) issue: Option<String>,
    /// `12–19`, or the number of the article.
    pub(crate) pages: Option<String>,
}

/// Reads the front matter of a document.
pub(crate) fn front_matter(document: &Document) -> FrontMatter {
    let blocks = front::blocks(document);
    let text = |spot: Option<Spot<'_>>| spot.map(|spot| spot.text().to_owned());
    let (journal, place) = match cited::cited(document, &blocks) {
        Some(cited) => (Some(cited.journal), Some(cited.place)),
        None => (None, None),
    };
    FrontMatter {
        title: document
            .title
            .clone()
            .filter(|title| !title.trim().is_empty()),
        authors: document.authors.clone(),
        year: dates::published(&blocks).and_then(|spot| year(&spot)),
        doi: text(front::doi(&blocks)),
        arxiv: text(front::arxiv(&blocks)),
        isbn: text(front::isbn(&blocks)),
        journal,
        volume: place.as_ref().map(|place| place.volume.clone()),
        issue: place.as_ref().and_then(|place| place.issue.clone()),
        pages: place.and_then(|place| place.pages),
    }
}

/// The year in a date of publication. The day on which a manuscript was received or accepted is none.
fn year(spot: &Spot<'_>) -> Option<u16> {
    let line = &spot.block.text;
    if is_history(line) && after_cue(line, &["published", "publication"]).is_none() {
        return None;
    }
    let words = spot.text().split(|c: char| !c.is_ascii_digit());
    words
        .filter(|word| is_year(word))
        .find_map(|word| word.parse().ok())
}
