//! A sheet as a document in Office Open XML (ECMA-376), with the few parts that Word and LibreOffice need.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::grid::{Grid, GridCell};
use super::package::{allowed, package};
use super::sheet::{Block, Quote, Sheet};
use super::tongue::{Tongue, runs_right_to_left};
use crate::library::MarkColour;
use crate::text::answers::quoted;

const CONTENT_TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/></Types>"#;

const RELATIONSHIPS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

const DOCUMENT_RELATIONSHIPS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/></Relationships>"#;

const NUMBERING: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="&#8226;"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="426" w:hanging="284"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#;

/// The styles around the language of the text.
const STYLES: [&str; 2] = [
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults>"#,
    r#"<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:rPr><w:b/><w:sz w:val="40"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="360"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="240"/><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/><w:sz w:val="26"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Subtitle"><w:name w:val="Subtitle"/><w:basedOn w:val="Normal"/><w:rPr><w:i/><w:color w:val="55555A"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="ListParagraph"><w:name w:val="List Paragraph"/><w:basedOn w:val="Normal"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/><w:basedOn w:val="Normal"/><w:pPr><w:ind w:left="567"/></w:pPr></w:style><w:style w:type="paragraph" w:customStyle="1" w:styleId="TableText"><w:name w:val="Table Text"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:after="40" w:line="240" w:lineRule="auto"/></w:pPr><w:rPr><w:sz w:val="20"/></w:rPr></w:style><w:style w:type="paragraph" w:customStyle="1" w:styleId="TableHead"><w:name w:val="Table Head"/><w:basedOn w:val="TableText"/><w:rPr><w:b/></w:rPr></w:style><w:style w:type="paragraph" w:customStyle="1" w:styleId="TableQuote"><w:name w:val="Table Quote"/><w:basedOn w:val="TableText"/><w:rPr><w:color w:val="55555A"/><w:sz w:val="18"/></w:rPr></w:style></w:styles>"#,
];

/// The main namespace.
const NAMESPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The whole file.
///
/// # Errors
/// If the archive cannot be written, which for one in memory does not happen.
pub(super) fn docx(sheet: &Sheet, tongue: &Tongue) -> io::Result<Vec<u8>> {
    let document = document(sheet)?;
    let styles = STYLES.join(language(tongue).as_str());
    let parts: [(&str, &[u8]); 6] = [
        ("[Content_Types].xml", CONTENT_TYPES.as_bytes()),
        ("_rels/.rels", RELATIONSHIPS.as_bytes()),
        ("word/document.xml", &document),
        (
            "word/_rels/document.xml.rels",
            DOCUMENT_RELATIONSHIPS.as_bytes(),
        ),
        ("word/styles.xml", styles.as_bytes()),
        ("word/numbering.xml", NUMBERING.as_bytes()),
    ];
    package(&parts)
}

/// The language in which a program checks the spelling. It has one setting for each of three kinds of script.
fn language(tongue: &Tongue) -> String {
    let Some(tag) = &tongue.tag else {
        return String::new();
    };
    let script = match tag.as_str() {
        _ if tongue.right_to_left => "w:bidi",
        "hi" | "kn" | "km" | "ta" | "te" | "th" | "bn" | "gu" | "ml" | "mr" | "my" | "ne"
        | "or" | "pa" | "si" => "w:bidi",
        "ja" | "ko" | "zh" => "w:eastAsia",
        _ => "w:val",
    };
    format!("<w:rPrDefault><w:rPr><w:lang {script}=\"{tag}\"/></w:rPr></w:rPrDefault>")
}

fn document(sheet: &Sheet) -> io::Result<Vec<u8>> {
    let mut xml = Writer::new(Vec::new());
    xml.write_event(Event::Decl(BytesDecl::new(
        "1.0",
        Some("UTF-8"),
        Some("yes"),
    )))?;
    let root = BytesStart::new("w:document").with_attributes([("xmlns:w", NAMESPACE)]);
    xml.write_event(Event::Start(root))?;
    xml.write_event(Event::Start(BytesStart::new("w:body")))?;
    paragraph(&mut xml, "Title", &sheet.title, None)?;
    for block in &sheet.blocks {
        push(&mut xml, block)?;
    }
    if sheet.blocks.iter().any(Block::is_table) {
        landscape(&mut xml)?;
    }
    xml.write_event(Event::End(BytesEnd::new("w:body")))?;
    xml.write_event(Event::End(BytesEnd::new("w:document")))?;
    Ok(xml.into_inner())
}

fn push(xml: &mut Writer<Vec<u8>>, block: &Block) -> io::Result<()> {
    match block {
        Block::Heading { level: 2, text } => paragraph(xml, "Heading1", text, None),
        Block::Heading { text, .. } => paragraph(xml, "Heading2", text, None),
        Block::Aside(text) => paragraph(xml, "Subtitle", text, None),
        Block::Paragraph(text) => {
            let mut lines = text.lines().filter(|line| !line.trim().is_empty());
            lines.try_for_each(|line| paragraph(xml, "Normal", line, None))
        }
        Block::Item { text, quotes } => {
            paragraph(xml, "ListParagraph", text, None)?;
            quotes.iter().try_for_each(|quote| push_quote(xml, quote))
        }
        Block::Quote(quote) => push_quote(xml, quote),
        Block::Table(grid) => {
            table(xml, grid, &WHOLE_PAGE)?;
            behind_table(xml)
        }
    }
}

/// How a table stands on its page.
struct Frame {
    /// In twentieths of a point.
    width: usize,
    /// How far it stands from the margin, in twentieths of a point.
    indent: usize,
    /// The colour of a mark.
    colour: Option<MarkColour>,
}

/// A page in landscape without its margins.
const WHOLE_PAGE: Frame = Frame {
    width: 14_570,
    indent: 0,
    colour: None,
};

/// A quotation on an upright page.
const QUOTED: Frame = Frame {
    width: 8_000,
    indent: 567,
    colour: None,
};

/// A page on its side: a table is wide. This stands behind everything else.
fn landscape(xml: &mut Writer<Vec<u8>>) -> io::Result<()> {
    xml.create_element("w:sectPr").write_inner_content(|xml| {
        let size = [
            ("w:w", "16838"),
            ("w:h", "11906"),
            ("w:orient", "landscape"),
        ];
        xml.create_element("w:pgSz")
            .with_attributes(size)
            .write_empty()?;
        let margins = [
            ("w:top", "1134"),
            ("w:right", "1134"),
            ("w:bottom", "1134"),
            ("w:left", "1134"),
            ("w:header", "709"),
            ("w:footer", "709"),
            ("w:gutter", "0"),
        ];
        xml.create_element("w:pgMar")
            .with_attributes(margins)
            .write_empty()?;
        Ok(())
    })?;
    Ok(())
}

/// A table with columns of one width, whose head is repeated on each page.
fn table(xml: &mut Writer<Vec<u8>>, grid: &Grid, frame: &Frame) -> io::Result<()> {
    let width = (frame.width / grid.head.len().max(1)).to_string();
    let has_head = grid.has_head();
    xml.create_element("w:tbl").write_inner_content(|xml| {
        table_properties(xml, frame, has_head)?;
        xml.create_element("w:tblGrid").write_inner_content(|xml| {
            for _ in &grid.head {
                let column = xml.create_element("w:gridCol");
                column
                    .with_attribute(("w:w", width.as_str()))
                    .write_empty()?;
            }
            Ok(())
        })?;
        if has_head {
            let head: Vec<GridCell> = grid.head.iter().map(|head| GridCell::plain(head)).collect();
            row(xml, &head, &width, true, frame.colour)?;
        }
        grid.rows
            .iter()
            .try_for_each(|cells| row(xml, cells, &width, false, frame.colour))
    })?;
    Ok(())
}

/// Word wants a paragraph behind a table.
fn behind_table(xml: &mut Writer<Vec<u8>>) -> io::Result<()> {
    paragraph(xml, "Normal", "", None)
}

fn table_properties(xml: &mut Writer<Vec<u8>>, frame: &Frame, has_head: bool) -> io::Result<()> {
    xml.create_element("w:tblPr").write_inner_content(|xml| {
        let all = frame.width.to_string();
        xml.create_element("w:tblW")
            .with_attributes([("w:w", all.as_str()), ("w:type", "dxa")])
            .write_empty()?;
        let indent = frame.indent.to_string();
        xml.create_element("w:tblInd")
            .with_attributes([("w:w", indent.as_str()), ("w:type", "dxa")])
            .write_empty()?;
        borders(xml)?;
        xml.create_element("w:tblLayout")
            .with_attribute(("w:type", "fixed"))
            .write_empty()?;
        // the first row and the first column are heads, for programs that read a table aloud
        let (bits, first_row) = match has_head {
            true => ("00A0", "1"),
            false => ("0080", "0"),
        };
        let look = [
            ("w:val", bits),
            ("w:firstRow", first_row),
            ("w:lastRow", "0"),
            ("w:firstColumn", "1"),
            ("w:lastColumn", "0"),
            ("w:noHBand", "0"),
            ("w:noVBand", "0"),
        ];
        xml.create_element("w:tblLook")
            .with_attributes(look)
            .write_empty()?;
        Ok(())
    })?;
    Ok(())
}

fn borders(xml: &mut Writer<Vec<u8>>) -> io::Result<()> {
    xml.create_element("w:tblBorders")
        .write_inner_content(|xml| {
            for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
                let line = [
                    ("w:val", "single"),
                    ("w:sz", "4"),
                    ("w:space", "0"),
                    ("w:color", "C8C8CC"),
                ];
                xml.create_element(format!("w:{side}"))
                    .with_attributes(line)
                    .write_empty()?;
            }
            Ok(())
        })?;
    Ok(())
}

fn row(
    xml: &mut Writer<Vec<u8>>,
    cells: &[GridCell],
    width: &str,
    is_head: bool,
    colour: Option<MarkColour>,
) -> io::Result<()> {
    xml.create_element("w:tr").write_inner_content(|xml| {
        if is_head {
            xml.create_element("w:trPr").write_inner_content(|xml| {
                xml.create_element("w:tblHeader").write_empty()?;
                Ok(())
            })?;
        }
        for (at, cell) in cells.iter().enumerate() {
            xml.create_element("w:tc").write_inner_content(|xml| {
                xml.create_element("w:tcPr").write_inner_content(|xml| {
                    xml.create_element("w:tcW")
                        .with_attributes([("w:w", width), ("w:type", "dxa")])
                        .write_empty()?;
                    Ok(())
                })?;
                let style = if is_head || at == 0 {
                    "TableHead"
                } else {
                    "TableText"
                };
                let mut lines = cell.lines().into_iter();
                // a cell without a paragraph is damaged
                let first = lines.next().unwrap_or_default();
                paragraph(xml, style, &first, colour)?;
                lines.try_for_each(|line| paragraph(xml, "TableQuote", &line, colour))
            })?;
        }
        Ok(())
    })?;
    Ok(())
}

fn push_quote(xml: &mut Writer<Vec<u8>>, quote: &Quote) -> io::Result<()> {
    match &quote.rows {
        Some(grid) => {
            if !quote.label.is_empty() {
                paragraph(xml, "Quote", quote.label.trim_end(), None)?;
            }
            let frame = Frame {
                colour: quote.colour,
                ..QUOTED
            };
            table(xml, grid, &frame)?;
        }
        None => {
            let text = format!("{}{}", quote.label, quoted(&quote.text));
            paragraph(xml, "Quote", &text, quote.colour)?;
        }
    }
    match quote.place.as_str() {
        "" if quote.rows.is_some() => behind_table(xml),
        "" => Ok(()),
        place => paragraph(xml, "Quote", &format!("— {place}"), None),
    }
}

/// A paragraph of one style, shaded in a mark's colour.
fn paragraph(
    xml: &mut Writer<Vec<u8>>,
    style: &str,
    text: &str,
    colour: Option<MarkColour>,
) -> io::Result<()> {
    let right_to_left = runs_right_to_left(text) == Some(true);
    xml.create_element("w:p").write_inner_content(|xml| {
        xml.create_element("w:pPr").write_inner_content(|xml| {
            let element = xml.create_element("w:pStyle");
            element.with_attribute(("w:val", style)).write_empty()?;
            if right_to_left {
                xml.create_element("w:bidi").write_empty()?;
            }
            Ok(())
        })?;
        xml.create_element("w:r").write_inner_content(|xml| {
            if colour.is_some() || right_to_left {
                properties(xml, colour, right_to_left)?;
            }
            xml.create_element("w:t")
                .with_attribute(("xml:space", "preserve"))
                .write_text_content(BytesText::new(&allowed(text)))?;
            Ok(())
        })?;
        Ok(())
    })?;
    Ok(())
}

/// What distinguishes a run of words: a mark's colour, and that they run from right to left.
fn properties(
    xml: &mut Writer<Vec<u8>>,
    colour: Option<MarkColour>,
    right_to_left: bool,
) -> io::Result<()> {
    xml.create_element("w:rPr").write_inner_content(|xml| {
        if let Some(colour) = colour {
            let shading = [
                ("w:val", "clear"),
                ("w:color", "auto"),
                ("w:fill", fill(colour)),
            ];
            let element = xml.create_element("w:shd");
            element.with_attributes(shading).write_empty()?;
        }
        if right_to_left {
            xml.create_element("w:rtl").write_empty()?;
        }
        Ok(())
    })?;
    Ok(())
}

fn fill(colour: MarkColour) -> &'static str {
    match colour {
        MarkColour::Yellow => "FFF1A8",
        MarkColour::Green => "CDEEC9",
        MarkColour::Blue => "CFE4FB",
        MarkColour::Pink => "FBD5E2",
    }
}
