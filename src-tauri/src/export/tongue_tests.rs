//! In which language and in which direction an export says that its words are.

use super::tests::{all, library, text};
use super::*;
use crate::assistant::sample::paged;
use crate::document::SentenceId;
use crate::library::{MarkColour, NewAnnotation, NewTarget};

/// A document in Hebrew with a note in English.
fn hebrew() -> (tempfile::TempDir, Library, DocumentId) {
    let (home, library, id) = library("Tags are light.", "check this");
    let words = "\u{5d4}\u{5e6}\u{5d9}\u{5e4}\u{5d5}\u{5e8}\u{5d9}\u{5dd} \u{5e0}\u{5d7}\u{5d5}.";
    let mut document = paged(&[(3, words), (4, words)]);
    document.id = id.clone();
    document.title = Some(words.to_owned());
    document.language = Some("heb".into());
    library.put(&document, "wings.pdf", "aa.pdf").unwrap();
    let marked = NewAnnotation {
        target: NewTarget::Sentences {
            sentences: vec![SentenceId(0)],
        },
        colour: Some(MarkColour::Green),
        note: "check this".into(),
    };
    library.annotate(&id, &marked).unwrap();
    (home, library, id)
}

#[test]
fn a_web_page_names_its_language_and_its_direction() {
    let (_home, library, id) = library("Tags are light.", "check this");
    let page = text(&library, &id, all(ExportFormat::Html));
    assert!(page.contains("<html lang=\"und\" dir=\"ltr\">"), "{page}");
    assert_eq!(page.matches(" dir=").count(), 1, "{page}");

    let (_home, library, id) = hebrew();
    let page = text(&library, &id, all(ExportFormat::Html));
    assert!(page.contains("<html lang=\"he\" dir=\"rtl\">"), "{page}");
    assert!(page.contains("<h2 dir=\"ltr\">Marks and notes</h2>"));
    assert!(page.contains("<p dir=\"ltr\">Note: check this</p>"));
    assert!(
        page.contains("<blockquote><p><mark class=\"green\">\u{5d4}"),
        "{page}"
    );
}

/// A part of an exported Word document.
fn part(file: Vec<u8>, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(file)).unwrap();
    std::io::read_to_string(archive.by_name(name).unwrap()).unwrap()
}

#[test]
fn a_word_document_names_its_language_and_its_direction() {
    let (_home, library, id) = hebrew();
    let file = export(&library, &id, all(ExportFormat::Docx)).unwrap();
    let styles = part(file.clone(), "word/styles.xml");
    roxmltree::Document::parse(&styles).unwrap();
    assert!(styles.contains("<w:lang w:bidi=\"he\"/>"), "{styles}");
    let words = part(file, "word/document.xml");
    assert!(
        words.contains("<w:pStyle w:val=\"Title\"/><w:bidi/></w:pPr><w:r><w:rPr><w:rtl/></w:rPr>"),
        "{words}"
    );
    assert!(
        words.contains("<w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t"),
        "{words}"
    );
}
