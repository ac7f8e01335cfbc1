//! EPUB: chapters that are XML, and books that digital rights management locks.

use super::*;

fn book(extra: &[(&str, &[u8])], chapter: &[u8]) -> Result<Document, ReadError> {
    let folder = tempfile::tempdir()?;
    let package = "<package><metadata><dc:title>Book</dc:title></metadata><manifest>
        <item id='one' href='text/one%20two.xhtml' media-type='application/xhtml+xml'/>
        </manifest><spine><itemref idref='one'/></spine></package>";
    let mut entries: Vec<(&str, &[u8])> = vec![
        ("META-INF/container.xml", CONTAINER.as_bytes()),
        ("OEBPS/book.opf", package.as_bytes()),
        ("OEBPS/text/one two.xhtml", chapter),
    ];
    entries.extend(extra);
    let (format, document) = read_as(&archive_of(folder.path(), "book.epub", &entries))?;
    assert_eq!(format, Format::Epub);
    Ok(document)
}

#[test]
fn chapters_are_xml() {
    let chapter = "<?xml version='1.0'?><!DOCTYPE html [<!ENTITY x 'y'>]><html><head><title/><script src='a'/></head>
        <body><h1>One</h1><p><a id='b'/>Salt <![CDATA[& pepper <ground>]]>.</p></body></html>";
    let document = book(&[], chapter.as_bytes()).expect("a book");
    assert_eq!(texts(&document), ["One", "Salt & pepper <ground>."]);
}

#[test]
fn notes_are_read_where_they_stand() {
    let chapter = "<html xmlns:epub='e'><head><title>One</title><style>.n{display:none}</style></head><body><h1>One</h1>
        <p>The saw was long.</p><aside epub:type='footnote' id='n1' class='n'><p>It was two metres long.</p></aside>
        <p>The lake froze late.</p><aside epub:type='sidebar'><p>How ice is cut.</p></aside><aside><p>Advertisement.</p></aside>
        <section epub:type='endnotes'><h2>Notes</h2><ol><li>In the ninth winter.</li></ol></section></body></html>";
    let document = book(&[], chapter.as_bytes()).expect("a book");
    assert_eq!(
        kinds(&document),
        [
            (BlockKind::Heading, "One"),
            (BlockKind::Paragraph, "The saw was long."),
            (BlockKind::Footnote, "It was two metres long."),
            (BlockKind::Paragraph, "The lake froze late."),
            (BlockKind::Paragraph, "How ice is cut."),
            (BlockKind::Heading, "Notes"),
            (BlockKind::Footnote, "1. In the ninth winter."),
        ]
    );
}

#[test]
fn numbers_of_printed_pages_are_no_text_and_marks_of_notes_stand_in_brackets() {
    let texts = |body: &str| -> Vec<String> {
        let chapter = format!("<html xmlns:epub='e'><body>{body}</body></html>");
        let document = book(&[], chapter.as_bytes()).expect("a book");
        let sentences = document.sentences.into_iter();
        sentences.map(|sentence| sentence.text).collect()
    };
    for page in [
        "<span epub:type='pagebreak' id='p7' title='7'>7</span>",
        "<span role='doc-pagebreak'>vii</span>",
        "<span class='pagenum'><a id='Page_7'>[Pg 7]</a></span>",
        "<a class='pageno'>7</a>",
    ] {
        let body = format!("<p>The old bor{page}der froze. {page}The lake did not.</p>");
        assert_eq!(
            texts(&body),
            ["The old border froze.", "The lake did not."],
            "{page}"
        );
    }
    for mark in [
        "<a epub:type='noteref' href='notes.xhtml#n1'>1</a>",
        "<a role='doc-noteref' href='#n1'><sup>1</sup></a>",
        "<sup><a href='#n1'>1</a></sup>",
        "<sup><a href='#n1'>[1]</a></sup>",
    ] {
        let body = format!("<p>The saw was long.{mark} The lake{mark} froze.</p>");
        assert_eq!(
            texts(&body),
            ["The saw was long.[1]", "The lake[1] froze."],
            "{mark}"
        );
    }
    // a power, a link within a word, a class that says something else
    let body = "<p>An area of 3 m<sup>2</sup> at <a href='#a'>A</a>, <span class='pagenum'>the page</span>,
        <a href='#m2'>m<sup>2</sup></a>.<a href='#r1'>\u{21a9}</a></p>";
    assert_eq!(texts(body), ["An area of 3 m2 at A, the page, m2."]);
}

#[test]
fn rights_lock_a_book_and_fonts_do_not() {
    let chapter = b"<html><body><p>Text.</p></body></html>";
    let encrypted = |algorithm: &str, uri: &str| {
        format!(
            "<encryption><enc:EncryptedData xmlns:enc='e'><enc:EncryptionMethod Algorithm='{algorithm}'/>
             <enc:CipherData><enc:CipherReference\n URI = '{uri}' /></enc:CipherData></enc:EncryptedData></encryption>"
        )
    };
    let list = "META-INF/encryption.xml";
    let fonts = encrypted("http://www.idpf.org/2008/embedding", "OEBPS/fonts/a.otf");
    let text = encrypted(
        "http://www.w3.org/2001/04/xmlenc#aes128-cbc",
        "OEBPS/text/one%20two.xhtml",
    );
    let package = encrypted(
        "http://www.w3.org/2001/04/xmlenc#aes256-cbc",
        "OEBPS/book.opf",
    );
    let read = |extra: &[(&str, &[u8])], chapter: &[u8]| book(extra, chapter);
    let is_locked =
        |read: Result<Document, ReadError>| matches!(read, Err(ReadError::RightsManaged));
    let rights: (&str, &[u8]) = ("META-INF/rights.xml", b"<rights/>");
    assert!(read(&[(list, fonts.as_bytes())], chapter).is_ok());
    assert!(is_locked(read(&[(list, text.as_bytes())], chapter)));
    assert!(is_locked(read(&[(list, package.as_bytes())], chapter)));
    // rights alone lock nothing; a chapter that is no text shows what they do
    assert!(read(&[rights], chapter).is_ok());
    let noise: Vec<u8> = (0..4000_u32)
        .map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8)
        .collect();
    assert!(is_locked(read(&[rights], &noise)));
    assert!(matches!(read(&[], &noise), Err(ReadError::NoText)));
}
