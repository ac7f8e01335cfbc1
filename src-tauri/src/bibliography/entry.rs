//! What every kind of bibliography says of a paper.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::attached::{Attached, settled};
use super::words;

/// Most entries that are read: nobody has more papers, and a file may claim to.
pub(super) const MOST_ENTRIES: usize = 100_000;
/// Most authors of an entry.
const MOST_AUTHORS: usize = 500;
/// Most collections of an entry.
const MOST_COLLECTIONS: usize = 100;
/// The longest name of a collection, in characters, as the library has it.
const LONGEST_COLLECTION: usize = 200;

/// The entries of a bibliography, in its order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bibliography {
    /// Those that could be read.
    pub entries: Vec<BibliographyEntry>,
    /// Number of those that could not.
    pub unreadable: u32,
}

/// One paper.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BibliographyEntry {
    /// Its title, authors, year and collections.
    pub described: Described,
    /// Its files that are there: all PDFs, or what else Pagewing reads if it has none.
    pub files: Vec<PathBuf>,
    /// Its files that are not there, as the bibliography names them.
    pub missing: Vec<String>,
}

/// What a bibliography says of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Described {
    /// The title.
    pub title: Option<String>,
    /// The authors, in order, each as "Given Family".
    pub authors: Vec<String>,
    /// The year of publication.
    pub year: Option<u16>,
    /// The names of its collections; one inside another is "Outer / Inner".
    pub collections: Vec<String>,
}

impl Described {
    /// Puts each value on one line and cuts what is too long.
    pub(super) fn new(
        title: Option<&str>,
        authors: impl IntoIterator<Item = String>,
        year: Option<u16>,
        collections: impl IntoIterator<Item = String>,
    ) -> Self {
        let authors = authors.into_iter().filter_map(|name| words::line(&name));
        let collections = collections
            .into_iter()
            .filter_map(|name| words::line(&name))
            .map(|name| words::beginning(&name, LONGEST_COLLECTION));
        Self {
            title: title.and_then(words::line),
            authors: authors.take(MOST_AUTHORS).collect(),
            year,
            collections: collections.take(MOST_COLLECTIONS).collect(),
        }
    }
}

impl BibliographyEntry {
    pub(super) fn new(described: Described, attached: Vec<Attached>) -> Self {
        let (files, missing) = settled(attached);
        Self {
            described,
            files,
            missing,
        }
    }

    /// The files, each with its description. The first one gets all of it; the others, such as supplements, only get the
    /// collections.
    pub fn described_files(self) -> impl Iterator<Item = (PathBuf, Described)> {
        let Self {
            described, files, ..
        } = self;
        files.into_iter().enumerate().map(move |(nth, file)| {
            let of_file = match nth {
                0 => described.clone(),
                _ => Described {
                    collections: described.collections.clone(),
                    ..Described::default()
                },
            };
            (file, of_file)
        })
    }
}
