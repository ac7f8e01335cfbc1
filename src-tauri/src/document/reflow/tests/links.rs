//! Links keep the words that lead to an address, in every format that has them.

use super::docx::{Package, run};
use super::*;

/// The words of each link and where they lead.
fn links(document: &Document) -> Vec<(String, &str)> {
    let words = |link: &Link| -> String {
        let text = &document.blocks[link.block.0 as usize].text;
        let from = text.chars().skip(link.start as usize);
        from.take((link.end - link.start) as usize).collect()
    };
    let links = document.links.iter();
    links
        .map(|link| (words(link), link.address.as_str()))
        .collect()
}

fn read_text(name: &str, text: &str) -> Document {
    let folder = tempfile::tempdir().expect("a folder");
    let path = file(folder.path(), name, text.as_bytes());
    read_as(&path).expect("a document").1
}

fn expect(document: &Document, expected: &[(&str, &str)]) {
    let expected: Vec<(String, &str)> = expected
        .iter()
        .map(|(words, address)| ((*words).to_owned(), *address))
        .collect();
    assert_eq!(links(document), expected);
}

#[test]
fn links_of_a_term_and_of_its_definition() {
    let page = read_text(
        "a.html",
        "<!doctype html><dl><dt><a href='https://a.example/'>Bill</a>:<dd>of <a href='https://b.example/'>horn</a></dl>",
    );
    assert_eq!(texts(&page), ["Bill: of horn"]);
    expect(
        &page,
        &[
            ("Bill", "https://a.example/"),
            ("horn", "https://b.example/"),
        ],
    );
}

#[test]
fn links_of_web_pages() {
    let page = read_text(
        "a.html",
        "<!doctype html><title>Ports</title><h1><a href='https://a.example/'>Harbours</a></h1>
         <p>See <a href=' https://a.example/one?b=1&amp;c=2 '>  the <b>first</b>
         harbour</a>, its <a href='#two'>second part</a>, <a href='two.html'>a page</a>
         and <a href='mailto:ann@a.example'>Ann</a>.</p>
         <ol start=4><li><a href='http://b.example'>Boats</a> drift</ol>
         <table><tr><td>Keel<td><a href='https://c.example'>oak</a> and elm
         <tr><td><a href='https://d.example'>Sail</a><td>linen</table>
         <p><a href='javascript:alert(1)'>no</a> <a href='https://e.example'><img src=x></a>
         <a href='https://f.example'>one<p>two</a> three</p>",
    );
    places_hold(&page);
    assert_eq!(
        texts(&page)[..3],
        [
            "Harbours",
            "See the first harbour, its second part, a page and Ann.",
            "4. Boats drift"
        ]
    );
    expect(
        &page,
        &[
            ("Harbours", "https://a.example/"),
            ("the first harbour", "https://a.example/one?b=1&c=2"),
            ("Ann", "mailto:ann@a.example"),
            ("Boats", "http://b.example"),
            ("oak", "https://c.example"),
            ("Sail", "https://d.example"),
            ("one", "https://f.example"),
            ("two", "https://f.example"),
        ],
    );
}

#[test]
fn links_of_markdown_and_its_notes() {
    let text = read_text(
        "a.md",
        "# On *wings*\n\nRead [the **long** paper](https://a.example/p) or <https://b.example>[^1].\n\n\
         - [ ] ask <ann@c.example>\n- see [above](#on-wings)\n\n[^1]: Kept [there](http://d.example).\n",
    );
    places_hold(&text);
    expect(
        &text,
        &[
            ("the long paper", "https://a.example/p"),
            ("https://b.example", "https://b.example"),
            ("there", "http://d.example"),
        ],
    );
    let note = text.blocks.last().map(|block| block.text.as_str());
    assert_eq!(note, Some("[1] Kept there."));
}

#[test]
fn links_of_word_documents_are_in_the_relationships_of_each_part() {
    let link =
        |id: &str, words: &str| format!("<w:hyperlink r:id='{id}'>{}</w:hyperlink>", run(words));
    let external = |id: &str, target: &str| {
        format!(
            "<Relationship Id='{id}' Type='x/hyperlink' Target='{target}' TargetMode='External'/>"
        )
    };
    let paragraph = |runs: &str| format!("<w:p>{runs}</w:p>");
    let body = [
        paragraph(&(run("See ") + &link("r1", "the harbour ") + &run("today."))),
        paragraph(&("<w:hyperlink w:anchor='top'>".to_owned() + &run("above") + "</w:hyperlink>")),
        format!(
            "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>",
            paragraph(&run("Keel")),
            paragraph(&(link("r2", "oak") + &run(" wood")))
        ),
        paragraph(&(run("Noted.") + "<w:r><w:footnoteReference w:id='2'/></w:r>")),
    ]
    .concat();
    let document = Package::of(&body)
        .with(
            "word/_rels/document.xml.rels",
            &format!(
                "<Relationships><Relationship Id='n' Type='x/footnotes' Target='footnotes.xml'/>{}{}</Relationships>",
                external("r1", "https://a.example/?b=1&amp;c=2"),
                external("r2", "mailto:oak@a.example")
            ),
        )
        .with(
            "word/footnotes.xml",
            &format!(
                "<w:footnotes xmlns:w='w'><w:footnote w:id='2'>{}</w:footnote></w:footnotes>",
                paragraph(&link("r1", "elsewhere"))
            ),
        )
        .with(
            "word/_rels/footnotes.xml.rels",
            &format!("<Relationships>{}</Relationships>", external("r1", "http://b.example")),
        )
        .read()
        .expect("a document");
    assert_eq!(
        texts(&document),
        [
            "See the harbour today.",
            "above",
            "Keel\toak wood",
            "Noted.",
            "elsewhere"
        ]
    );
    expect(
        &document,
        &[
            ("the harbour", "https://a.example/?b=1&c=2"),
            ("oak", "mailto:oak@a.example"),
            ("elsewhere", "http://b.example"),
        ],
    );
}

#[test]
fn links_of_a_document_inside_another_are_in_its_own_relationships() {
    let link = |words: &str| {
        let words = run(words);
        format!("<w:p><w:hyperlink r:id='r1'>{words}</w:hyperlink></w:p>")
    };
    let list = |target: &str| {
        format!(
            "<Relationships><Relationship Id='in' Type='x/aFChunk' Target='/inside.docx'/>
             <Relationship Id='st' Type='x/styles' Target='styles.xml'/>
             <Relationship Id='r1' Type='x/hyperlink' Target='{target}' TargetMode='External'/></Relationships>"
        )
    };
    let title = link("the annex").replace("<w:p>", "<w:p><w:pPr><w:pStyle w:val='a'/></w:pPr>");
    let folder = tempfile::tempdir().expect("a folder");
    let inner = Package::of(&(title + &link("inside")))
        .with("word/_rels/document.xml.rels", &list("https://inner.example"))
        .with(
            "word/styles.xml",
            "<w:styles xmlns:w='w'><w:style w:styleId='a'><w:name w:val='Title'/></w:style></w:styles>",
        )
        .bytes(folder.path());
    let body = link("before") + "<w:altChunk r:id='in'/>" + &link("behind");
    let document = Package::of(&body)
        .with(
            "word/_rels/document.xml.rels",
            &list("https://outer.example"),
        )
        .with_bytes("inside.docx", inner)
        .read()
        .expect("a document");
    expect(
        &document,
        &[
            ("before", "https://outer.example"),
            ("the annex", "https://inner.example"),
            ("inside", "https://inner.example"),
            ("behind", "https://outer.example"),
        ],
    );
}

#[test]
fn links_of_books() {
    let package = "<package><metadata><dc:title>Book</dc:title></metadata><manifest>
        <item id='a' href='a.xhtml' media-type='application/xhtml+xml'/>
        <item id='b' href='b.xhtml' media-type='application/xhtml+xml'/>
        </manifest><spine><itemref idref='a'/><itemref idref='b'/></spine></package>";
    let chapter = |words: &str, address: &str| {
        format!(
            "<html><body><p>Go <a href='{address}'>{words}</a> and <a href='b.xhtml'>on</a>.</p></body></html>"
        )
    };
    let folder = tempfile::tempdir().expect("a folder");
    let path = archive(
        folder.path(),
        "book.epub",
        &[
            ("META-INF/container.xml", CONTAINER),
            ("OEBPS/book.opf", package),
            ("OEBPS/a.xhtml", &chapter("north", "https://a.example")),
            ("OEBPS/b.xhtml", &chapter("south", "https://b.example")),
        ],
    );
    let (_, book) = read_as(&path).expect("a book");
    expect(
        &book,
        &[
            ("north", "https://a.example"),
            ("south", "https://b.example"),
        ],
    );
}
