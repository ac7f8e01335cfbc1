//! RIS: a line for each field, `TY  - JOUR` to `ER  -`.

use std::path::{Path, PathBuf};

use super::attached::{self, Attached};
use super::entry::{Bibliography, BibliographyEntry, Described, MOST_ENTRIES};
use super::name::{Suffix, turned};
use super::{signs, words};

/// Most lines of an entry that are kept.
const MOST_FIELDS: usize = 2_000;
/// The longest value, in bytes.
const LONGEST_VALUE: usize = 64 << 10;

/// Whether a text has an entry of RIS.
pub(super) fn is_ris(text: &str) -> bool {
    text.lines().filter_map(field).any(|(tag, _)| tag == "TY")
}

/// The entries of a text.
pub(super) fn read(text: &str, file: &Path, folders: &[&Path]) -> Bibliography {
    let mut bibliography = Bibliography::default();
    let mut fields: Option<Vec<(&str, String)>> = None;
    for line in text.lines() {
        match (field(line), &mut fields) {
            (Some(("TY", _)), open) => {
                // one that has no end
                bibliography.unreadable += u32::from(open.is_some());
                fields = Some(Vec::new());
            }
            (Some(("ER", _)), _) => {
                if let Some(fields) = fields.take() {
                    bibliography.entries.push(entry(&fields, file, folders));
                }
                if bibliography.entries.len() >= MOST_ENTRIES {
                    return bibliography;
                }
            }
            (Some((tag, value)), Some(fields)) if fields.len() < MOST_FIELDS => {
                fields.push((tag, value.to_owned()));
            }
            (None, Some(fields)) if !line.trim().is_empty() => go_on(fields, line.trim()),
            _ => {}
        }
    }
    bibliography.unreadable += u32::from(fields.is_some());
    bibliography
}

/// A line without a tag goes on with the value before it. EndNote names only the first keyword and has a line for each.
fn go_on(fields: &mut Vec<(&str, String)>, line: &str) {
    let full = fields.len() >= MOST_FIELDS;
    match fields.last_mut() {
        Some(("KW", _)) if full || line.len() > LONGEST_VALUE => {}
        Some(("KW", _)) => fields.push(("KW", line.to_owned())),
        Some((_, value)) if value.len() + line.len() < LONGEST_VALUE => {
            value.push(' ');
            value.push_str(line);
        }
        _ => {}
    }
}

/// The tag and the value of a line; `None` for a line without a tag.
fn field(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start_matches('\u{feff}');
    let (tag, rest) = (line.get(..2)?, line.get(2..)?);
    let is_tag = tag.starts_with(|c: char| c.is_ascii_uppercase())
        && tag.ends_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit());
    let value = rest.strip_prefix("  -")?.trim();
    (is_tag && value.len() <= LONGEST_VALUE).then_some((tag, value))
}

fn entry(fields: &[(&str, String)], file: &Path, folders: &[&Path]) -> BibliographyEntry {
    let all = |tags: &'static [&'static str]| {
        let named = fields.iter().filter(move |(tag, _)| tags.contains(tag));
        named.map(|(_, value)| value.as_str())
    };
    // the first tag that is there: what stands under the others is the journal's or the series'
    let first = |tags: &'static [&'static str]| {
        let mut values = tags
            .iter()
            .map(|tag| fields.iter().find(|(other, _)| other == tag));
        values.find_map(|field| field.map(|(_, value)| value.as_str()))
    };
    let title = first(&["TI", "T1", "CT", "BT"]).map(words::unmarked);
    let people = match all(&["AU", "A1"]).next() {
        Some(_) => all(&["AU", "A1"]),
        None => all(&["A2", "ED"]),
    };
    let described = Described::new(
        title.as_deref(),
        people.map(|name| turned(name, Suffix::Last)),
        first(&["PY", "Y1", "DA"]).and_then(words::year),
        [],
        // a keyword may have a comma, as those of MeSH do
        all(&["KW"]).flat_map(|value| {
            let keywords = signs::separated(value).into_iter();
            keywords.map(|keyword| signs::resolved(&words::unmarked(keyword)))
        }),
    );
    let paths = all(&["L1", "L2", "L4"]).flat_map(|value| value.split(';'));
    let attached = paths.filter_map(|path| of_path(path, file, folders));
    BibliographyEntry::new(described, attached.collect())
}

/// EndNote keeps files in a folder beside its library and names them by an address of its own.
fn of_path(path: &str, file: &Path, folders: &[&Path]) -> Option<Attached> {
    let Some(inner) = path.trim().strip_prefix("internal-pdf://") else {
        return attached::named(path, folders);
    };
    let stem = file.file_stem()?.to_string_lossy();
    let data: Vec<PathBuf> = folders
        .iter()
        .map(|folder| folder.join(format!("{stem}.Data/PDF")))
        .collect();
    let data: Vec<&Path> = data.iter().map(PathBuf::as_path).collect();
    attached::named(inner, &data)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    const TEXT: &str = "\u{feff}TY  - JOUR
TI  - On the <i>wings</i> of large
birds
T2  - Journal of Wings
AU  - Lindqvist, Lena
AU  - King, Martin, Jr.
PY  - 2019/05//
KW  - Birds, Large
KW  - wings; <i>Larus</i>;R&amp;D
KW  - Wings
flight
soaring
L1  - files/3/wings.pdf
L1  - https://example.org/wings.pdf
L2  - files/4/page.html
ER  -

TY  - BOOK
T1  - Keels
A2  - Okafor, Maya
L1  - internal-pdf://0123/keels.pdf
ER  -
TY  - JOUR
TI  - Never ended
";

    #[test]
    fn entries_have_titles_people_years_tags_and_files() {
        let place = tempfile::tempdir().unwrap();
        let at = |path: &str| place.path().join(path);
        for path in [
            "files/3/wings.pdf",
            "files/4/page.html",
            "all.Data/PDF/0123/keels.pdf",
        ] {
            fs::create_dir_all(at(path).parent().unwrap()).unwrap();
            fs::write(at(path), "x").unwrap();
        }
        assert!(is_ris(TEXT));
        let read = read(TEXT, &at("all.ris"), &[place.path()]);
        assert_eq!((read.entries.len(), read.unreadable), (2, 1));
        let wings = &read.entries[0];
        assert_eq!(
            wings.described,
            Described {
                title: Some("On the wings of large birds".into()),
                authors: vec!["Lena Lindqvist".into(), "Martin King Jr.".into()],
                year: Some(2019),
                collections: vec![],
                tags: ["Birds, Large", "wings", "Larus", "R&D", "flight", "soaring"]
                    .map(str::to_owned)
                    .to_vec(),
            }
        );
        assert_eq!(wings.files, [at("files/3/wings.pdf")]);
        let keels = &read.entries[1];
        assert_eq!(keels.described.authors, ["Maya Okafor"]);
        assert_eq!(keels.files, [at("all.Data/PDF/0123/keels.pdf")]);
    }

    #[test]
    fn other_texts_are_not_taken_for_entries() {
        assert!(!is_ris("@article{a, title = {TY  - JOUR}}"));
        assert!(!is_ris("TY - one space\nÄÖ  - no tag"));
    }
}
