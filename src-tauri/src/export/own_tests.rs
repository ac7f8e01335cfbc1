//! A person's own title, authors and year in what is exported.

use super::tests::library;
use super::*;
use crate::library::OwnWords;

#[test]
fn a_persons_own_title_authors_and_year_stand_in_every_format_and_the_files_nowhere() {
    let (_home, library, id) = library("Birds rest.", "Good.");
    let own = OwnWords {
        title: Some("On Keels".into()),
        authors: Some(vec!["Berg, Bo".into()]),
        year: Some(2021),
    };
    library.edit(&id, &own).unwrap();
    for (format, words) in [
        (ExportFormat::Markdown, &["# On Keels", "2021"][..]),
        (ExportFormat::Text, &["On Keels", "Berg, Bo"][..]),
        (ExportFormat::Json, &["\"title\": \"On Keels\"", "2021"][..]),
        (
            ExportFormat::Bibtex,
            &["{On Keels}", "author = {Berg, Bo}", "year = {2021}"][..],
        ),
        (ExportFormat::Ris, &["TI  - On Keels", "AU  - Berg, Bo"][..]),
    ] {
        let options = ExportOptions {
            format,
            summary: true,
            answers: false,
            notes: false,
        };
        let text = String::from_utf8(export(&library, &id, options).unwrap()).unwrap();
        for word in words {
            assert!(text.contains(word), "{format:?}, {word}: {text}");
        }
        assert!(!text.contains("On Wings"), "{format:?}: {text}");
    }
    // a field that has nothing is left out
    let none = OwnWords {
        authors: Some(vec![]),
        year: Some(0),
        ..OwnWords::default()
    };
    library.edit(&id, &none).unwrap();
    let options = ExportOptions {
        format: ExportFormat::Bibtex,
        summary: false,
        answers: false,
        notes: false,
    };
    let text = String::from_utf8(export(&library, &id, options).unwrap()).unwrap();
    assert!(
        !text.contains("author =") && !text.contains("year ="),
        "{text}"
    );
    assert!(text.contains("On Wings"), "{text}");
}
