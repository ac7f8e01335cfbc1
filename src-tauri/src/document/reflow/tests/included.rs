//! Word documents that include pages and other documents (`altChunk`), which may include others in turn.

use super::docx::{KIND, Package, p, run};
use super::*;

#[test]
fn included_pages_stand_in_their_places() {
    let list = format!(
        "<Relationships><Relationship Id='a' Type='{KIND}/aFChunk' Target='/chunk.html'/>
         <Relationship Id='b' Type='{KIND}/aFChunk' Target='chunk.bin'/></Relationships>"
    );
    let body = format!(
        "<w:p>{}</w:p><w:altChunk xmlns:r='r' r:id='a'/><w:altChunk r:id='b'/><w:altChunk r:id='c'/><w:p>{}</w:p>",
        run("Before."),
        run("Behind.")
    );
    let package = Package::of(&body)
        .with("word/_rels/document.xml.rels", &list)
        .with(
            "chunk.html",
            "<html><body><p>The included page.</p></body></html>",
        )
        .with("word/chunk.bin", "\u{1}\u{2}");
    assert_eq!(
        package.texts(),
        ["Before.", "The included page.", "Behind."]
    );
    // one is of a format that is not read, and one does not exist
    let document = package.read().expect("a document");
    assert_eq!(document.notes, [Note::IncludedLeftOut { count: 1 }]);
}

/// The relationships of a document that includes `inside.docx`, and its place.
fn including() -> (String, &'static str) {
    let list = format!(
        "<Relationships><Relationship Id='a' Type='{KIND}/aFChunk' Target='/inside.docx'/></Relationships>"
    );
    (list, "<w:altChunk xmlns:r='r' r:id='a'/>")
}

/// A document with this body that includes another one.
fn around(inner: &Package, body: &str) -> Package {
    let folder = tempfile::tempdir().expect("a folder");
    Package::of(body)
        .with("word/_rels/document.xml.rels", &including().0)
        .with_bytes("inside.docx", inner.bytes(folder.path()))
}

#[test]
fn documents_inside_a_document_are_read_to_a_depth() {
    let (_, place) = including();
    let mut package = Package::of(&p("Level 0."));
    for level in 1..6 {
        package = around(&package, &(p(&format!("Level {level}.")) + place));
    }
    assert_eq!(
        package.texts(),
        ["Level 5.", "Level 4.", "Level 3.", "Level 2."]
    );
    let document = package.read().expect("a document");
    assert_eq!(document.notes, [Note::IncludedLeftOut { count: 1 }]);
}

#[test]
fn a_document_in_a_cell_follows_the_table_and_has_styles_and_notes_of_its_own() {
    let styles =
        "<w:styles xmlns:w='w'><w:style w:styleId='a'><w:name w:val='Title'/></w:style></w:styles>";
    let title = format!(
        "<w:p><w:pPr><w:pStyle w:val='a'/></w:pPr>{}</w:p>",
        run("Annex")
    );
    let noted = "<w:p><w:r><w:t>Noted.</w:t><w:footnoteReference w:id='1'/></w:r></w:p>";
    let note = |text: &str| {
        format!(
            "<w:footnotes xmlns:w='w'><w:footnote w:id='1'>{}</w:footnote></w:footnotes>",
            p(text)
        )
    };
    let inner = Package::of(&(title.clone() + noted))
        .with("word/styles.xml", styles)
        .with("word/footnotes.xml", &note("The inner note."));
    let (_, place) = including();
    let row = format!(
        "<w:tbl><w:tr><w:tc>{}{place}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>",
        p("a"),
        p("b")
    );
    // the outer document has no style of this name
    let document = around(&inner, &(title + &row + &p("Behind.")))
        .read()
        .expect("a document");
    assert_eq!(
        kinds(&document),
        [
            (BlockKind::Paragraph, "Annex"),
            (BlockKind::Table, "a\tb"),
            (BlockKind::Heading, "Annex"),
            (BlockKind::Paragraph, "Noted."),
            (BlockKind::Footnote, "The inner note."),
            (BlockKind::Paragraph, "Behind."),
        ]
    );
    assert_eq!(document.title, None);
    assert!(document.notes.is_empty());
}

#[test]
fn documents_inside_a_document_unpack_within_its_limit() {
    let (_, place) = including();
    let long = Package::of(&p(&"long text ".repeat(LIMIT as usize / 20)));
    let twice = around(&long, &(p("Text.") + place + place));
    assert!(matches!(
        twice.read(),
        Err(ReadError::TooLarge { limit: LIMIT, .. })
    ));
    let once = around(&long, &(p("Text.") + place));
    assert_eq!(once.texts().len(), 2);
}

#[test]
fn a_damaged_document_inside_a_document_is_left_out_and_counted() {
    let (_, place) = including();
    let other = Package::new(
        "xl/workbook.xml",
        "text/plain",
        KIND,
        "xl/workbook.xml",
        "<a/>",
    );
    for inner in [other, Package::of("<w:p></w:q>")] {
        let document = around(&inner, &(p("Text.") + place))
            .read()
            .expect("a document");
        assert_eq!(texts(&document), ["Text."]);
        assert_eq!(document.notes, [Note::IncludedLeftOut { count: 1 }]);
    }
}
