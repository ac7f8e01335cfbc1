mod by_look;
mod docx;
mod epub;
mod html;
mod included;
mod letters;
mod links;

use std::io::Write;
use std::path::PathBuf;

use zip::write::SimpleFileOptions;

use super::*;
use crate::document::FileKind;

const LIMIT: u64 = 1 << 20;

fn file(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, bytes).expect("a file of the test");
    path
}

fn archive(folder: &Path, name: &str, entries: &[(&str, &str)]) -> PathBuf {
    let entries: Vec<_> = entries
        .iter()
        .map(|(entry, text)| (*entry, text.as_bytes()))
        .collect();
    archive_of(folder, name, &entries)
}

fn archive_of(folder: &Path, name: &str, entries: &[(&str, &[u8])]) -> PathBuf {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (entry, text) in entries {
        zip.start_file(*entry, SimpleFileOptions::default())
            .expect("an entry");
        zip.write_all(text).expect("its bytes");
    }
    let bytes = zip.finish().expect("an archive").into_inner();
    file(folder, name, &bytes)
}

fn read_as(path: &Path) -> Result<(Format, Document), ReadError> {
    let bytes = std::fs::read(path)?;
    let head = &bytes[..bytes.len().min(1024)];
    let unknown = || ReadError::UnsupportedFormat(FileKind::Unknown);
    let asked = asked(path, head, LIMIT).ok_or_else(unknown)?;
    let found = found_here(path, &asked)?.ok_or_else(unknown)?;
    let format = found.format;
    let id = DocumentId("0".repeat(64));
    Ok((format, super::read(id, found)?))
}

/// The format that a file is read as; `None` if it is not read.
fn format_of(path: &Path, head: &[u8]) -> Option<Format> {
    let asked = asked(path, head, LIMIT)?;
    let found = || found_here(path, &asked).expect("a file that opens");
    asked.format.or_else(|| found().map(|found| found.format))
}

fn texts(document: &Document) -> Vec<&str> {
    document
        .blocks
        .iter()
        .map(|block| block.text.as_str())
        .collect()
}

/// Every sentence's text is what its place says.
fn places_hold(document: &Document) {
    assert!(!document.sentences.is_empty());
    for sentence in &document.sentences {
        let [Place::Flow { block, start, end }] = sentence.places.as_slice() else {
            panic!("{:?}", sentence.places);
        };
        let text: String = document.blocks[block.0 as usize]
            .text
            .chars()
            .skip(*start as usize)
            .take((end - start) as usize)
            .collect();
        assert_eq!(text, sentence.text);
    }
}

fn kinds(document: &Document) -> Vec<(BlockKind, &str)> {
    document
        .blocks
        .iter()
        .map(|block| (block.kind, block.text.as_str()))
        .collect()
}

#[test]
fn markdown_has_sections_lists_code_and_tables() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = file(
        folder.path(),
        "notes.md",
        b"# On cats\n\nCats sleep. They *also* hunt.\n\n## Methods\n\n- one item\n- another\n\n```\nlet x = 1;\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n## References\n\nSmith, 1999.\n",
    );
    let (format, document) = read_as(&path).expect("a document");
    assert_eq!(format, Format::Markdown);
    assert_eq!(document.title.as_deref(), Some("On cats"));
    assert_eq!(
        kinds(&document),
        [
            (BlockKind::Title, "On cats"),
            (BlockKind::Paragraph, "Cats sleep. They also hunt."),
            (BlockKind::Heading, "Methods"),
            (BlockKind::ListItem, "one item"),
            (BlockKind::ListItem, "another"),
            (BlockKind::Code, "let x = 1;"),
            (BlockKind::Table, "a\tb\n1\t2"),
            (BlockKind::Heading, "References"),
            (BlockKind::Reference, "Smith, 1999."),
        ]
    );
    assert_eq!(document.sections[1].kind, SectionKind::References);
    assert_eq!(document.prose().count(), 4, "references are no prose");
    places_hold(&document);
}

#[test]
fn html_leaves_its_frame_and_scripts_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = file(
        folder.path(),
        "page",
        b"<!doctype html><title>A page</title><meta name=author content='Ada Lovelace'><nav>Home</nav>
          <script>alert('no')</script><main><h2>Part</h2><p>One<br>two &amp; three.<p>Four <b>bold</b>.
          <figure><img alt=x><figcaption>A caption.</figcaption></figure></main><footer>Imprint</footer>",
    );
    let (format, document) = read_as(&path).expect("a document");
    assert_eq!(format, Format::Html);
    assert_eq!(document.title.as_deref(), Some("A page"));
    assert_eq!(document.authors, ["Ada Lovelace"]);
    assert_eq!(
        kinds(&document),
        [
            (BlockKind::Heading, "Part"),
            (BlockKind::Paragraph, "One two & three."),
            (BlockKind::Paragraph, "Four bold."),
            (BlockKind::Caption, "A caption."),
        ]
    );
    places_hold(&document);
}

#[test]
fn nesting_is_bounded_and_many_paragraphs_are_not() {
    let folder = tempfile::tempdir().expect("a folder");
    let deep = "<div>".repeat(200_000) + "deep";
    let path = file(folder.path(), "deep.html", deep.as_bytes());
    assert!(matches!(read_as(&path), Err(ReadError::Damaged)));
    let long = "<p>One more paragraph.<br>".repeat(5_000);
    let path = file(folder.path(), "long.html", long.as_bytes());
    assert_eq!(read_as(&path).expect("a document").1.blocks.len(), 5_000);
}

#[test]
fn text_has_paragraphs_headings_and_an_encoding() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = file(
        folder.path(),
        "letter.txt",
        b"INTRODUCTION\r\n\r\nA line that is\r\nwrapped. Caf\xe9 au lait.\r\n\r\n- a point\r\n",
    );
    let (format, document) = read_as(&path).expect("a document");
    assert_eq!(format, Format::Text);
    assert_eq!(
        kinds(&document)[1..],
        [
            (
                BlockKind::Paragraph,
                "A line that is wrapped. Caf\u{e9} au lait."
            ),
            (BlockKind::ListItem, "a point"),
        ]
    );
    places_hold(&document);
    let utf16: Vec<u8> = [0xfeff_u16]
        .into_iter()
        .chain("Gr\u{fc}\u{df}e an alle.".encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let path = file(folder.path(), "utf16.txt", &utf16);
    assert_eq!(
        read_as(&path).expect("a document").1.blocks[0].text,
        "Gr\u{fc}\u{df}e an alle."
    );
}

const STYLES: &str = r#"<w:styles xmlns:w="w"><w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
    <w:style w:styleId="Titel"><w:name w:val="Title"/></w:style></w:styles>"#;

#[test]
fn docx_knows_styles_by_their_names() {
    let folder = tempfile::tempdir().expect("a folder");
    let body = r#"<w:document xmlns:w="w"><w:body>
        <w:p><w:pPr><w:pStyle w:val="Titel"/></w:pPr><w:r><w:t>The title</w:t></w:r></w:p>
        <w:p><w:pPr><w:pStyle w:val="berschrift1"/></w:pPr><w:r><w:t>First</w:t></w:r></w:p>
        <w:p><w:r><w:t xml:space="preserve">Salt &amp; </w:t></w:r><w:r><w:t>pepper. Done.</w:t></w:r>
             <w:r><w:delText>deleted</w:delText></w:r></w:p>
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>
               <w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
        </w:body></w:document>"#;
    let path = archive(
        folder.path(),
        "report.docx",
        &[
            ("word/document.xml", body),
            ("word/styles.xml", STYLES),
            (
                "docProps/core.xml",
                "<c xmlns:dc='d'><dc:title>Template</dc:title><dc:creator>Ada; Bob</dc:creator></c>",
            ),
        ],
    );
    let (format, document) = read_as(&path).expect("a document");
    assert_eq!(format, Format::Docx);
    assert_eq!(document.title.as_deref(), Some("The title"));
    assert_eq!(document.authors, ["Ada", "Bob"]);
    assert_eq!(
        kinds(&document),
        [
            (BlockKind::Title, "The title"),
            (BlockKind::Heading, "First"),
            (BlockKind::Paragraph, "Salt & pepper. Done."),
            (BlockKind::Table, "a\tb"),
        ]
    );
    places_hold(&document);
}

const CONTAINER: &str =
    r#"<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>"#;
const PACKAGE: &str = r#"<package><metadata xmlns:dc="d"><dc:title>A &amp; B</dc:title><dc:creator>Ada</dc:creator>
    </metadata><manifest><item id="two" href="2.xhtml"/><item id="one" href="a%20b/1.xhtml"/></manifest>
    <spine><itemref idref="one"/><itemref idref="two"/><itemref idref="missing"/></spine></package>"#;

#[test]
fn epub_is_read_in_the_order_of_its_spine() {
    let folder = tempfile::tempdir().expect("a folder");
    let entries = [
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", CONTAINER),
        ("OEBPS/book.opf", PACKAGE),
        (
            "OEBPS/2.xhtml",
            "<html><body><h1>Two</h1><p>The end.</p></body></html>",
        ),
        (
            "OEBPS/a b/1.xhtml",
            "<html><body><h1>One</h1><p>A start.</p></body></html>",
        ),
    ];
    let path = archive(folder.path(), "book.epub", &entries);
    let (format, document) = read_as(&path).expect("a document");
    assert_eq!(format, Format::Epub);
    assert_eq!(document.title.as_deref(), Some("A & B"));
    assert_eq!(document.authors, ["Ada"]);
    let texts: Vec<_> = document.sentences.iter().map(|s| s.text.as_str()).collect();
    assert_eq!(texts, ["One", "A start.", "Two", "The end."]);
    places_hold(&document);

    let rights = r#"<encryption><CipherReference URI="OEBPS/2.xhtml"/></encryption>"#;
    let mut locked = entries.to_vec();
    locked.push(("META-INF/encryption.xml", rights));
    let path = archive(folder.path(), "locked.epub", &locked);
    assert!(matches!(read_as(&path), Err(ReadError::RightsManaged)));
}

#[test]
fn a_bomb_is_too_large_and_a_broken_archive_is_damaged() {
    let folder = tempfile::tempdir().expect("a folder");
    let bomb = "<w:p><w:r><w:t>".to_owned() + &"a".repeat(LIMIT as usize + 1);
    let path = archive(folder.path(), "bomb.docx", &[("word/document.xml", &bomb)]);
    assert!(std::fs::metadata(&path).expect("the file").len() < LIMIT / 100);
    assert!(matches!(read_as(&path), Err(ReadError::TooLarge { .. })));

    let path = archive(
        folder.path(),
        "broken.docx",
        &[("word/document.xml", "<w:p></w:q>")],
    );
    assert!(matches!(read_as(&path), Err(ReadError::Damaged)));
    let path = archive(
        folder.path(),
        "empty.docx",
        &[("word/document.xml", "<w:p/>")],
    );
    assert!(matches!(read_as(&path), Err(ReadError::NoText)));
}

#[test]
fn text_is_read_whatever_its_name() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["table.csv", "sea.log", "wings.tex", "notes.txt", "notes"] {
        let path = file(folder.path(), name, b"Birds rest on the sea.");
        let head = b"Birds rest on the sea.";
        assert_eq!(format_of(&path, head), Some(Format::Text), "{name}");
    }
}

#[test]
fn other_files_are_none_of_these() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in [
        ("a.png", b"\x89PNG\r\n\x1a\n\0\0".as_slice()),
        ("a.txt", b"MZ\x90\0\x03"),
        ("a.rtf", b"{\\rtf1 hello}"),
        ("a.json", b"{\"a\": 1}"),
        ("a.txt", b"{\\rtf1 hello}"),
        ("a.pdf", b"<!doctype html><p>Please log in."),
        ("a.zip", b"PK\x03\x04 no archive"),
        ("a.txt", b"\0\0\0\0\0\0"),
        ("a", b"SQLite format 3\0\x10\0\x01\x01\0\x40\x20\x20\0\0"),
    ] {
        let path = file(folder.path(), name, bytes);
        assert_eq!(format_of(&path, bytes), None, "{name}");
    }
}

#[test]
fn what_nobody_sees_is_no_text() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "# T\u{ad}itle\u{7}\n\nHar\u{ad}bours\u{200b} fall \u{e123}dry.\u{feff} \u{645}\u{6cc}\u{200c}\u{634}\u{648}\u{62f}\n";
    let path = file(folder.path(), "notes.md", text.as_bytes());
    let (_, document) = read_as(&path).expect("a document");
    assert_eq!(document.title.as_deref(), Some("Title"));
    // the last word is spelled with what keeps its letters apart
    assert_eq!(
        texts(&document)[1],
        "Harbours fall dry. \u{645}\u{6cc}\u{200c}\u{634}\u{648}\u{62f}"
    );
}

#[test]
fn readings_over_words_are_left_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = "<p><ruby>\u{6e2f}<rp>(</rp><rt>\u{307f}\u{306a}\u{3068}</rt><rp>)</rp></ruby>\u{306f}\u{3002}</p>";
    let path = file(folder.path(), "page.html", page.as_bytes());
    let (_, document) = read_as(&path).expect("a document");
    assert_eq!(texts(&document), ["\u{6e2f}\u{306f}\u{3002}"]);
}

#[test]
fn a_page_in_a_form_is_read_and_a_form_that_asks_is_not() {
    let folder = tempfile::tempdir().expect("a folder");
    let words = "Harbours that fall dry need flat boats. ".repeat(24);
    let page = format!(
        "<form><input name=q> Search</form><form id=page><p>{words}</p><select><option>No</select></form>"
    );
    let path = file(folder.path(), "page.html", page.as_bytes());
    let (_, document) = read_as(&path).expect("a document");
    assert_eq!(texts(&document), [words.trim()]);
    // a page whose marked text is empty has its text elsewhere
    let path = file(
        folder.path(),
        "page.html",
        b"<main></main><div>Here it is.</div>",
    );
    assert_eq!(
        texts(&read_as(&path).expect("a document").1),
        ["Here it is."]
    );
}

/// A compound file whose directory has these entries, in its third sector.
fn compound(entries: &[(&str, u8)]) -> Vec<u8> {
    let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    bytes.resize(1536, 0);
    for (name, object) in entries {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let length = entry.len() as u16 + 2;
        entry.resize(64, 0);
        entry.extend(length.to_le_bytes());
        entry.push(*object);
        entry.resize(128, 0);
        bytes.extend(entry);
    }
    bytes.resize(bytes.len() + 300, 1);
    bytes
}

#[test]
fn encrypted_office_documents_are_known_from_old_ones() {
    let folder = tempfile::tempdir().expect("a folder");
    let of = |bytes: &[u8]| {
        let path = file(folder.path(), "report.docx", bytes);
        assert_eq!(format_of(&path, bytes), None);
        protection(&path, bytes).expect("a file")
    };
    let root = ("Root Entry", 5);
    let locked = compound(&[root, ("EncryptionInfo", 2), ("EncryptedPackage", 2)]);
    assert!(matches!(of(&locked), Some(ReadError::OfficePassword)));
    let managed = compound(&[root, ("EncryptedPackage", 2), ("DRMEncryptedDataSpace", 2)]);
    assert!(matches!(of(&managed), Some(ReadError::RightsManaged)));
    assert!(of(&compound(&[root, ("WordDocument", 2), ("1Table", 2)])).is_none());
    // a text with the name is not an entry, and another file is not a compound file
    let mut text = compound(&[root, ("WordDocument", 2)]);
    text.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    text.resize(4096, 0);
    assert!(of(&text).is_none());
    assert!(of(&locked[..700]).is_none());
    assert!(of(&locked[1..]).is_none());
}

#[test]
fn cells_of_a_web_page_stand_in_their_columns() {
    let folder = tempfile::tempdir().unwrap();
    let html = "<table><caption>Prices</caption><tr><th rowspan=2>Berth<th colspan=2>Summer<th>Winter</tr>\
        <tr><th>week<th>weekend<th>all</tr><tr><td>North\n quay<td>31<td><td>17</tr><tr><td><td><td></tr>\
        <tr><td>Inner <table><tr><td>a<td>b</tr></table><td>22<td colspan=2>9</tr></table>";
    let page = file(folder.path(), "page.html", html.as_bytes());
    let (_, document) = read_as(&page).unwrap();
    let table = document
        .blocks
        .iter()
        .find(|block| block.kind == BlockKind::Table);
    assert_eq!(
        table.map(|table| table.text.as_str()),
        Some(
            "Berth\tSummer\t\tWinter\n\tweek\tweekend\tall\nNorth quay\t31\t\t17\nInner\t22\t9\t\na\tb"
        )
    );
    let rows: Vec<&str> = document
        .sentences
        .iter()
        .map(|row| row.text.as_str())
        .collect();
    assert!(rows.contains(&"week\tweekend\tall"));
}

#[test]
fn a_message_has_fields_and_its_subject_and_a_table_with_semicolons_has_rows() {
    let folder = tempfile::tempdir().expect("a folder");
    let mail =
        "From: Ida Holm <ida@example.org>\nTo: Omar Birch\nSubject: Keys\n\nThe keys are here.\n";
    let (_, document) =
        read_as(&file(folder.path(), "mail.txt", mail.as_bytes())).expect("a document");
    assert_eq!(document.title.as_deref(), Some("Keys"));
    assert_eq!(
        kinds(&document).first(),
        Some(&(BlockKind::Field, "From: Ida Holm <ida@example.org>"))
    );
    assert_eq!(
        kinds(&document).last(),
        Some(&(BlockKind::Paragraph, "The keys are here."))
    );
    let towns = "City;People\nTorvik;8412\nSundal;\n";
    let (_, document) =
        read_as(&file(folder.path(), "towns.csv", towns.as_bytes())).expect("a document");
    assert_eq!(
        kinds(&document),
        [(BlockKind::Table, "City\tPeople\nTorvik\t8412\nSundal\t")]
    );
    assert_eq!(document.sentences.len(), 3);
}
