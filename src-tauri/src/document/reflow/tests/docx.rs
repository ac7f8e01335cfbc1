//! DOCX: parts that are elsewhere, text that is there twice or no more, and attacks.

use super::*;

/// A package with these types of content, relationships and parts.
pub(super) struct Package {
    types: String,
    roots: String,
    parts: Vec<(String, Vec<u8>)>,
}

const MAIN: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
pub(super) const KIND: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

impl Package {
    pub(super) fn new(main: &str, content_type: &str, kind: &str, target: &str, xml: &str) -> Self {
        Self {
            types: format!("<Override PartName='/{main}' ContentType='{content_type}'/>"),
            roots: format!("<Relationship Id='a' Type='{kind}/officeDocument' Target='{target}'/>"),
            parts: vec![(main.to_owned(), xml.as_bytes().to_vec())],
        }
    }

    /// A document with its main part in the usual place, and this in its body.
    pub(super) fn of(body: &str) -> Self {
        let xml = format!(
            "<w:document xmlns:w='w' xmlns:mc='mc' xmlns:wps='http://schemas.microsoft.com/office/word/2010/x'
              xmlns:new='http://example.org/new'><w:body>{body}</w:body></w:document>"
        );
        Self::new("word/document.xml", MAIN, KIND, "word/document.xml", &xml)
    }

    pub(super) fn with(self, part: &str, xml: &str) -> Self {
        self.with_bytes(part, xml.as_bytes().to_vec())
    }

    pub(super) fn with_bytes(mut self, part: &str, bytes: Vec<u8>) -> Self {
        self.parts.push((part.to_owned(), bytes));
        self
    }

    /// Writes the package into a folder.
    fn write(&self, folder: &Path) -> PathBuf {
        let types = format!("<Types>{}</Types>", self.types);
        let roots = format!("<Relationships>{}</Relationships>", self.roots);
        let mut entries = vec![
            ("[Content_Types].xml", types.as_bytes()),
            ("_rels/.rels", roots.as_bytes()),
        ];
        let parts = self.parts.iter();
        entries.extend(parts.map(|(part, bytes)| (part.as_str(), bytes.as_slice())));
        archive_of(folder, "a.docx", &entries)
    }

    pub(super) fn bytes(&self, folder: &Path) -> Vec<u8> {
        std::fs::read(self.write(folder)).expect("a package")
    }

    pub(super) fn read(&self) -> Result<Document, ReadError> {
        let folder = tempfile::tempdir()?;
        let path = self.write(folder.path());
        let (format, document) = read_as(&path)?;
        assert_eq!(format, Format::Docx);
        Ok(document)
    }

    pub(super) fn texts(&self) -> Vec<String> {
        let document = self.read().expect("a document");
        texts(&document)
            .iter()
            .map(|text| (*text).to_owned())
            .collect()
    }
}

pub(super) fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space='preserve'>{text}</w:t></w:r>")
}

pub(super) fn p(text: &str) -> String {
    format!("<w:p>{}</w:p>", run(text))
}

#[test]
fn the_main_part_is_where_relationships_say() {
    let xml = format!("<w:document><w:body>{}</w:body></w:document>", p("Found."));
    let strict = "http://purl.oclc.org/ooxml/officeDocument/relationships";
    let macros = "application/vnd.ms-word.document.macroEnabled.main+xml";
    for (main, content_type, kind, target) in [
        ("word/document2.xml", MAIN, KIND, "/word/document2.xml"),
        ("word/document2.xml", MAIN, strict, "word/document2.xml"),
        ("text.xml", MAIN, KIND, "./text.xml"),
        ("a/b/text.xml", macros, KIND, "a/../a/b/text.xml"),
        ("Word/Document.xml", MAIN, KIND, "word/document.xml"),
        ("word\\document3.xml", MAIN, KIND, "word/document3.xml"),
        // the relationship leads nowhere, but the content type does not
        ("word/body.xml", MAIN, KIND, "word/document.xml"),
        // and the other way round
        ("word/body.xml", "text/plain", KIND, "word/body.xml"),
    ] {
        let package = Package::new(main, content_type, kind, target, &xml);
        assert_eq!(package.texts(), ["Found."], "{main} {target}");
    }
    let book = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
    let workbook = Package::new("xl/workbook.xml", book, KIND, "xl/workbook.xml", &xml);
    assert!(matches!(
        workbook.read(),
        Err(ReadError::UnsupportedFormat(_))
    ));
}

#[test]
fn notes_follow_in_the_order_of_their_marks() {
    let mark = |kind: &str, id: u8| format!("<w:r><w:{kind}Reference w:id='{id}'/></w:r>");
    let body = format!(
        "<w:p>{}{}{}</w:p><w:p>{}{}<w:del>{}</w:del></w:p>",
        run("One."),
        mark("footnote", 5),
        mark("endnote", 1),
        run("Two."),
        mark("footnote", 2),
        mark("footnote", 3)
    );
    let note =
        |kind: &str, id: u8, text: &str| format!("<w:{kind} w:id='{id}'>{}</w:{kind}>", p(text));
    let line = "<w:footnote w:type='separator' w:id='0'><w:p><w:r><w:t>line</w:t></w:r></w:p></w:footnote>";
    let foot = format!(
        "<w:footnotes>{line}{}{}{}{}</w:footnotes>",
        note("footnote", 2, "Second."),
        note("footnote", 3, "Deleted."),
        note("footnote", 4, "Forgotten."),
        note("footnote", 5, "First."),
    );
    let end = format!(
        "<w:endnotes>{}</w:endnotes>",
        note("endnote", 1, "At the end.")
    );
    let lists = format!(
        "<Relationships><Relationship Type='{KIND}/endnotes' Target='/other/e.xml'/>
         <Relationship Type='{KIND}/hyperlink' TargetMode='External' Target='http://localhost/'/>
         <Relationship Type='{KIND}/footnotes' Target='notes%31.xml'/></Relationships>"
    );
    let package = Package::of(&body)
        .with("word/_rels/document.xml.rels", &lists)
        .with("word/notes1.xml", &foot)
        .with("other/e.xml", &end);
    assert_eq!(
        package.texts(),
        ["One.", "Two.", "First.", "Second.", "At the end."]
    );
    let document = package.read().expect("a document");
    assert_eq!(document.blocks[2].kind, BlockKind::Footnote);
    // without a list, the parts are where they usually are
    let package = Package::of(&body).with("word/endnotes.xml", &end);
    assert_eq!(package.texts(), ["One.", "Two.", "At the end."]);
}

#[test]
fn a_text_box_stands_once_behind_its_paragraph() {
    let boxed = |text: &str| format!("<x><w:txbxContent>{}</w:txbxContent></x>", p(text));
    let choice = |needs: &str, new: &str, old: &str| {
        format!(
            "<w:r><mc:AlternateContent><mc:Choice Requires='{needs}'>{}</mc:Choice><mc:Fallback>{}</mc:Fallback>
             </mc:AlternateContent></w:r>",
            boxed(new),
            boxed(old)
        )
    };
    let around = |inner: &str| format!("<w:p>{}{inner}{}</w:p>", run("Before "), run("and after."));
    for (inner, text) in [
        (choice("wps", "New.", "Old."), "New."),
        (choice("new", "New.", "Old."), "Old."),
        (choice("wps new", "New.", "Old."), "Old."),
        (format!("<w:r>{}</w:r>", boxed("Old.")), "Old."),
    ] {
        let package = Package::of(&around(&inner));
        assert_eq!(package.texts(), ["Before and after.", text]);
    }
    // a box in a box, and one in a table
    let inner = choice("wps", "Inner.", "Old.");
    let outer = format!(
        "<w:r><w:txbxContent><w:p>{}{inner}</w:p></w:txbxContent></w:r>",
        run("Outer.")
    );
    let package = Package::of(&around(&outer));
    assert_eq!(package.texts(), ["Before and after.", "Outer.", "Inner."]);
    let cell = format!(
        "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>",
        around(&inner),
        p("b")
    );
    let package = Package::of(&format!("{cell}{}", p("Below.")));
    assert_eq!(
        package.texts(),
        ["Before and after.\tb", "Inner.", "Below."]
    );
}

#[test]
fn changes_are_read_as_they_end() {
    let moved = "<w:moveFrom><w:r><w:t>Moved.</w:t></w:r></w:moveFrom>";
    let arrived = "<w:moveTo><w:r><w:t>Moved.</w:t></w:r></w:moveTo>";
    let gone = "<w:del><w:r><w:t>Gone.</w:t><w:delText>Gone.</w:delText></w:r></w:del>";
    let mark = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>";
    for (body, texts) in [
        (
            format!("<w:p>{moved}</w:p>{}<w:p>{arrived}</w:p>", p("Stays.")),
            vec!["Stays.", "Moved."],
        ),
        (format!("<w:p>{}{gone}</w:p>", run("Stays.")), vec!["Stays."]),
        (
            format!("<w:p>{mark}{}</w:p>{}", run("One paragraph "), p("of two.")),
            vec!["One paragraph of two."],
        ),
        (
            "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>
             <w:tc><w:tcPr><w:cellDel/></w:tcPr><w:p><w:r><w:t>gone</w:t></w:r></w:p></w:tc></w:tr>
             <w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>gone</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
                .to_owned(),
            vec!["a"],
        ),
        (
            "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Hidden.</w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr>
             <w:t>Shown.</w:t></w:r><w:r><w:instrText>TOC</w:instrText></w:r></w:p>"
                .to_owned(),
            vec!["Shown."],
        ),
    ] {
        assert_eq!(Package::of(&body).texts(), texts, "{body}");
    }
    // what a paragraph was before is not what it is
    let body =
        "<w:p><w:pPr><w:outlineLvl w:val='9'/><w:pPrChange><w:pPr><w:outlineLvl w:val='0'/></w:pPr>
                </w:pPrChange></w:pPr><w:r><w:t>Was a heading.</w:t></w:r></w:p>";
    let document = Package::of(body).read().expect("a document");
    assert_eq!(document.blocks[0].kind, BlockKind::Paragraph);
}

#[test]
fn a_drop_cap_begins_its_word() {
    let cap = |letter: &str, how: &str| {
        format!(
            "<w:p><w:pPr><w:framePr w:dropCap='{how}'/><w:tabs><w:tab/></w:tabs></w:pPr>{}</w:p>",
            run(letter)
        )
    };
    for (body, text) in [
        (
            cap("H", "drop") + &p("arbours fall dry."),
            vec!["Harbours fall dry."],
        ),
        (
            cap("A", "margin") + &p(" harbour falls dry."),
            vec!["A harbour falls dry."],
        ),
        (
            cap("\u{201c}H", "drop") + "<w:p/>" + &p("ere."),
            vec!["\u{201c}H", "ere."],
        ),
        (cap("H", "none") + &p("ere."), vec!["H", "ere."]),
        (p("Last.") + &cap("H", "drop"), vec!["Last.", "H"]),
        (
            "<w:p><w:r><w:t><![CDATA[a < b]]> &amp;&#32;c</w:t></w:r></w:p>".to_owned(),
            vec!["a < b & c"],
        ),
    ] {
        assert_eq!(Package::of(&body).texts(), text);
    }
}

#[test]
fn styles_are_what_they_are_based_on() {
    let styles = "<w:styles><w:style w:styleId='h'><w:name w:val='heading 2'/></w:style>
        <w:style w:styleId='own'><w:name w:val='Our headings'/><w:basedOn w:val='h'/></w:style>
        <w:style w:styleId='level'><w:name w:val='Part'/><w:pPr><w:outlineLvl w:val='0'/></w:pPr></w:style>
        <w:style w:styleId='a'><w:basedOn w:val='b'/></w:style>
        <w:style w:styleId='b'><w:basedOn w:val='a'/></w:style></w:styles>";
    let styled = |style: &str, text: &str| {
        format!(
            "<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr>{}</w:p>",
            run(text)
        )
    };
    let body =
        styled("level", "Title") + &p("Text.") + &styled("own", "Part") + &styled("a", "Circle.");
    let document = Package::of(&body)
        .with("word/styles.xml", styles)
        .read()
        .expect("a document");
    assert_eq!(
        kinds(&document)[1..],
        [
            (BlockKind::Paragraph, "Text."),
            (BlockKind::Heading, "Part"),
            (BlockKind::Paragraph, "Circle."),
        ]
    );
}

#[test]
fn attacks_end() {
    let circle = "<Relationships><Relationship Type='x/footnotes' Target='document.xml'/>
                  <Relationship Type='x/styles' Target='../word/document.xml'/></Relationships>";
    let package = Package::of(&p("Text.")).with("word/_rels/document.xml.rels", circle);
    assert_eq!(package.texts(), ["Text."]);
    let mut package = Package::of(&p("Text."));
    package.roots = package.roots.repeat(2_000);
    assert_eq!(package.texts(), ["Text."]);
    // lists that unpack to more than a document may
    let mut bomb = Package::of(&p("Text."));
    bomb.types += &" ".repeat(LIMIT as usize + 1);
    assert!(matches!(bomb.read(), Err(ReadError::TooLarge { .. })));
    let bomb = Package::of(&p("Text.")).with("word/styles.xml", &" ".repeat(LIMIT as usize + 1));
    assert!(matches!(bomb.read(), Err(ReadError::TooLarge { .. })));
    for (open, close) in [
        ("<w:p><w:r><w:txbxContent>", "</w:txbxContent></w:r></w:p>"),
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        ("<w:footnote w:id='1'>", "</w:footnote>"),
        (
            "<mc:AlternateContent><mc:Choice>",
            "</mc:Choice></mc:AlternateContent>",
        ),
    ] {
        let nested = |depth: usize| {
            let body = open.repeat(depth) + &p("Deep.") + &close.repeat(depth);
            Package::of(&format!("{}{body}", p("Text."))).read()
        };
        let read = nested(20).expect("a document");
        assert_eq!(read.blocks[0].text, "Text.", "{open}");
        assert!(matches!(nested(5_000), Err(ReadError::Damaged)), "{open}");
    }
    // broken lists are judged by what is left, and a broken part is broken
    let mut broken = Package::of(&p("Text."));
    broken.types = "<Override".into();
    broken.roots += "<a></b>";
    assert_eq!(broken.texts(), ["Text."]);
    let broken = Package::of("</w:body>");
    assert!(matches!(broken.read(), Err(ReadError::Damaged)));
}

#[test]
fn rows_of_a_table_in_a_cell_follow_its_row() {
    let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
    let inner = format!(
        "<w:tbl><w:tr>{}{}</w:tr></w:tbl>",
        cell("Badge"),
        cell("Seahorse")
    );
    let with_inner =
        |more: &str| format!("<w:tc>{more}<w:p><w:r><w:t>Yes</w:t></w:r></w:p>{inner}</w:tc>");
    let table = |more: &str| {
        format!(
            "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
            cell("Swims"),
            with_inner(more),
            cell("Age"),
            cell("7")
        )
    };
    assert_eq!(
        Package::of(&table("")).texts(),
        ["Swims\tYes\nBadge\tSeahorse\nAge\t7"]
    );
    let deleted = "<w:tcPr><w:cellDel/></w:tcPr>";
    assert_eq!(Package::of(&table(deleted)).texts(), ["Swims\nAge\t7"]);
}

#[test]
fn signs_of_symbol_fonts_are_what_they_show() {
    let body = "<w:p><w:r><w:sym w:font='Wingdings' w:char='F0FC'/><w:t> Paid </w:t><w:sym w:font='Symbol' w:char='F0A3'/></w:r></w:p>
        <w:p><w:r><w:t>\u{f0b7} Rope</w:t></w:r></w:p>
        <w:p><w:r><w:fldChar><w:ffData><w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r>
        <w:r><w:t> By post</w:t></w:r></w:p>";
    let texts = Package::of(body).texts();
    assert_eq!(
        texts,
        [
            "\u{2713} Paid \u{2264}",
            "\u{2022} Rope",
            "\u{2612} By post"
        ]
    );
}

#[test]
fn heads_and_feet_are_text_once() {
    let related = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id='{id}' Type='{KIND}/{kind}' Target='{target}'/>")
    };
    let list = [
        related("h1", "header", "header1.xml"),
        related("h2", "header", "header2.xml"),
        related("f1", "footer", "footer1.xml"),
    ];
    let list = format!("<Relationships>{}</Relationships>", list.concat());
    let head = |text: &str| format!("<w:hdr xmlns:w='w'><w:p>{}</w:p></w:hdr>", run(text));
    let heading =
        "<w:p><w:pPr><w:outlineLvl w:val='0'/></w:pPr>".to_owned() + &run("Report") + "</w:p>";
    let package = Package::of(&(heading + "<w:p>" + &run("It is safe.") + "</w:p>"))
        .with("word/_rels/document.xml.rels", &list)
        .with("word/header1.xml", &head("Placeholder Ltd, 3 Elm Close"))
        .with("word/header2.xml", &head("Placeholder Ltd, 3 Elm Close"))
        .with("word/footer1.xml", &head("Page 1 of 3"));
    assert_eq!(
        package.texts(),
        ["Placeholder Ltd, 3 Elm Close", "Report", "It is safe."]
    );
    let document = package.read().expect("a document");
    assert_eq!(document.title.as_deref(), Some("Report"));
}
