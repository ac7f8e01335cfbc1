//! BibTeX, as Zotero, JabRef and Mendeley export it. `syntax` takes the text apart, `latex` makes plain words of values,
//! `people` and `keywords` separate theirs, and `files` knows the forms of the field `file`.

mod files;
mod keywords;
mod latex;
mod people;
mod syntax;

use std::path::{Path, PathBuf};

use super::attached;
use super::entry::{Bibliography, BibliographyEntry, Described};
use super::words;
use syntax::{Fields, Parsed};

/// The entries of a text.
pub(super) fn read(text: &str, folders: &[&Path]) -> Bibliography {
    let Parsed {
        entries,
        comments,
        unreadable,
    } = syntax::parse(text);
    let own = files::folders_of_jabref(&comments);
    let own: Vec<PathBuf> = own
        .iter()
        .flat_map(|own| folders.iter().map(move |folder| folder.join(own)))
        .collect();
    let folders: Vec<&Path> = own
        .iter()
        .map(PathBuf::as_path)
        .chain(folders.iter().copied())
        .collect();
    Bibliography {
        entries: entries
            .iter()
            .map(|fields| entry(fields, &folders))
            .collect(),
        unreadable,
    }
}

fn entry(fields: &Fields, folders: &[&Path]) -> BibliographyEntry {
    let plain = |name: &str| fields.get(name).map(|value| latex::plain(value));
    let people = fields.get("author").or_else(|| fields.get("editor"));
    let authors = people.map(|value| people::names(value)).unwrap_or_default();
    // groups are those of JabRef
    let groups = plain("groups").unwrap_or_default();
    let described = Described::new(
        plain("title").as_deref(),
        authors,
        plain("year")
            .or_else(|| plain("date"))
            .as_deref()
            .and_then(words::year),
        groups.split(',').map(str::to_owned),
        keywords::separated(fields.get("keywords").map_or("", String::as_str)),
    );
    let paths = fields.get("file").map(|value| files::paths(value));
    let paths = paths.unwrap_or_default();
    let attached = paths
        .iter()
        .filter_map(|path| attached::named(path, folders));
    BibliographyEntry::new(described, attached.collect())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// As JabRef writes it, with an entry that is damaged.
    const TEXT: &str = r#"% Encoding: UTF-8
@string{jow = "Journal of " # {Wings}}
Write to ada@example.org.
@Article{lindqvist19,
  author  = {Lindqvist, Lena and {World Wing Office} and others},
  title   = {On the {W}ings of {\"U}beraus large birds},
  journal = jow,
  year    = 2019,
  file    = {:wings.pdf:PDF;:gone.pdf:PDF},
  groups  = {Birds, To read},
  keywords = {large birds, {Wings, general}, {\"U}bersicht, Large Birds},
}
@book(keels, editor = "Maya Okafor", title = {Keels \& sails}, date = {2021-05})
@article{broken, title = {never ends
@misc{last, title = "The last"}
@comment{jabref-meta: fileDirectory:pdfs;}
"#;

    #[test]
    fn entries_have_titles_people_years_groups_tags_and_files() {
        let place = tempfile::tempdir().unwrap();
        fs::create_dir(place.path().join("pdfs")).unwrap();
        fs::write(place.path().join("pdfs/wings.pdf"), "x").unwrap();
        let read = read(TEXT, &[place.path()]);
        assert_eq!(read.unreadable, 1);
        let titles = read
            .entries
            .iter()
            .map(|entry| entry.described.title.as_deref());
        assert_eq!(
            titles.collect::<Vec<_>>(),
            [
                Some("On the Wings of Überaus large birds"),
                Some("Keels & sails"),
                Some("The last")
            ]
        );
        let wings = &read.entries[0];
        assert_eq!(
            wings.described.authors,
            ["Lena Lindqvist", "World Wing Office"]
        );
        assert_eq!(wings.described.year, Some(2019));
        assert_eq!(wings.described.collections, ["Birds", "To read"]);
        assert_eq!(
            wings.described.tags,
            ["large birds", "Wings, general", "Übersicht"]
        );
        assert_eq!(wings.files, [place.path().join("pdfs/wings.pdf")]);
        assert_eq!(wings.missing, ["gone.pdf"]);
        let keels = &read.entries[1].described;
        assert_eq!(
            (keels.authors.as_slice(), keels.year),
            (["Maya Okafor".to_owned()].as_slice(), Some(2021))
        );
    }
}
