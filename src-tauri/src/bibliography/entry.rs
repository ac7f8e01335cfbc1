//! What every kind of bibliography says of a paper.

use std::collections::HashSet;
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
/// Most tags of an entry.
const MOST_TAGS: usize = 50;
/// Most tags of all entries together, and most collections: a file may claim to have millions, and each of them would stand in
/// the library's lists.
const MOST_TAGS_OF_ALL: usize = 50_000;
const MOST_COLLECTIONS_OF_ALL: usize = 10_000;
/// The longest tag, in characters: what is longer is a sentence, and no tag.
const LONGEST_TAG: usize = 100;

/// The entries of a bibliography, in its order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bibliography {
    /// Those that could be read.
    pub entries: Vec<BibliographyEntry>,
    /// Number of those that could not.
    pub unreadable: u32,
}

impl Bibliography {
    /// The same without the tags and the collections that are too many. Those that came first stay, with all their papers.
    pub(super) fn limited(self) -> Self {
        self.limited_to(MOST_TAGS_OF_ALL, MOST_COLLECTIONS_OF_ALL)
    }

    fn limited_to(mut self, tags: usize, collections: usize) -> Self {
        let (mut known_tags, mut known_collections) = (HashSet::new(), HashSet::new());
        for BibliographyEntry { described, .. } in &mut self.entries {
            let tags = |tag: &String| is_among(&mut known_tags, tag, tags);
            described.tags.retain(tags);
            let collections = |name: &String| is_among(&mut known_collections, name, collections);
            described.collections.retain(collections);
        }
        self
    }
}

/// Whether a name is known, or can be known too because the others are fewer than `most`. Names that differ by their case alone are one.
fn is_among(known: &mut HashSet<String>, name: &str, most: usize) -> bool {
    let name = name.to_lowercase();
    known.contains(&name) || (known.len() < most && known.insert(name))
}

/// One paper.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BibliographyEntry {
    /// Its title, authors, year, collections and tags.
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
    /// Its keywords, in order; none of them differs from another one only by its case. A job of an older version has none.
    #[serde(default)]
    pub tags: Vec<String>,
}

impl Described {
    /// Puts each value on one line and cuts what is too long. Tags that are too long are left out.
    pub(super) fn new(
        title: Option<&str>,
        authors: impl IntoIterator<Item = String>,
        year: Option<u16>,
        collections: impl IntoIterator<Item = String>,
        tags: impl IntoIterator<Item = String>,
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
            tags: differing(tags),
        }
    }
}

/// The first tags that are no tag yet in another case.
fn differing(tags: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut known = HashSet::new();
    let tags = tags.into_iter().filter_map(|tag| words::line(&tag));
    let tags = tags.filter(|tag| tag.chars().count() <= LONGEST_TAG);
    let differing = tags.filter(|tag| known.insert(tag.to_lowercase()));
    differing.take(MOST_TAGS).collect()
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
    /// collections and the tags.
    pub fn described_files(self) -> impl Iterator<Item = (PathBuf, Described)> {
        let Self {
            described, files, ..
        } = self;
        files.into_iter().enumerate().map(move |(nth, file)| {
            let of_file = match nth {
                0 => described.clone(),
                _ => Described {
                    collections: described.collections.clone(),
                    tags: described.tags.clone(),
                    ..Described::default()
                },
            };
            (file, of_file)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tagged(tags: impl IntoIterator<Item = String>) -> Described {
        Described::new(None, [], None, ["Thesis".to_owned()], tags)
    }

    #[test]
    fn tags_are_few_and_short_and_none_is_there_twice() {
        let said = [
            " Large\n birds",
            "wings",
            "",
            "Wings",
            "LARGE BIRDS",
            "keels",
        ];
        let long = "a".repeat(LONGEST_TAG + 1);
        let said = said.map(str::to_owned).into_iter().chain([long]);
        assert_eq!(tagged(said).tags, ["Large birds", "wings", "keels"]);
        let many = tagged((0..5_000).map(|n| format!("tag {n}")));
        assert_eq!(many.tags.len(), MOST_TAGS);
    }

    #[test]
    fn tags_and_collections_of_all_entries_are_few() {
        let entry = |tags: &[&str], collections: &[&str]| {
            let owned = |names: &[&str]| {
                names
                    .iter()
                    .map(|name| (*name).to_owned())
                    .collect::<Vec<_>>()
            };
            let described = Described::new(None, [], None, owned(collections), owned(tags));
            BibliographyEntry::new(described, Vec::new())
        };
        let bibliography = Bibliography {
            entries: vec![
                entry(&["wings", "keels"], &["Thesis"]),
                entry(&["fins", "Wings"], &["Boats", "thesis"]),
                entry(&["KEELS", "gills"], &["Boats"]),
            ],
            unreadable: 0,
        };
        let limited = bibliography.clone().limited_to(2, 1);
        let said = |of: fn(&Described) -> &Vec<String>| {
            let entries = limited.entries.iter();
            entries.map(move |entry| of(&entry.described).join(" "))
        };
        assert!(said(|it| &it.tags).eq(["wings keels", "Wings", "KEELS"]));
        assert!(said(|it| &it.collections).eq(["Thesis", "thesis", ""]));
        assert_eq!(bibliography.clone().limited(), bibliography);
    }

    #[test]
    fn all_files_of_an_entry_have_its_tags() {
        let entry = BibliographyEntry {
            described: tagged(["wings".to_owned()]),
            files: vec!["wings.pdf".into(), "supplement.pdf".into()],
            missing: Vec::new(),
        };
        for (_, described) in entry.described_files() {
            assert_eq!(described.tags, ["wings"]);
        }
    }

    #[test]
    fn what_an_older_version_kept_has_no_tags() {
        let kept = r#"{"title": null, "authors": [], "year": 2019, "collections": ["Thesis"]}"#;
        let described: Described = serde_json::from_str(kept).unwrap();
        assert_eq!((described.year, described.tags), (Some(2019), Vec::new()));
    }
}
