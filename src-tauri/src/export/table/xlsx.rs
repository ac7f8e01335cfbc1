//! A workbook in SpreadsheetML (ECMA-376), with the few parts that Excel and LibreOffice need. Texts stand in their cells as
//! such, so that nothing in them is ever a formula.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::export::package::{allowed, package};

/// The longest text that Excel takes in a cell, in UTF-16 units.
const LONGEST: usize = 32_767;
/// The namespaces of a workbook, and of the references between parts.
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

const ROOT: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;

/// The styles that [`Value::style`] numbers: plain, head, wrapped text, percentage, number.
const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="9" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top"/></xf><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top"/></xf></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"#;

/// A sheet of a workbook.
pub(super) struct Worksheet {
    /// Its name: at most 31 characters, and none of `[]:*?/\`.
    pub(super) name: &'static str,
    /// The widths of its columns, in characters.
    pub(super) widths: Vec<u32>,
    /// Its rows, of which the first is the head.
    pub(super) rows: Vec<Vec<Value>>,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Text(String),
    Number(f64),
    /// A share of 1, shown as a percentage.
    Share(f64),
}

impl Value {
    pub(super) fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    fn style(&self, is_head: bool) -> &'static str {
        match self {
            Self::Text(_) if is_head => "1",
            Self::Text(_) => "2",
            Self::Share(_) => "3",
            Self::Number(_) => "4",
        }
    }
}

/// The whole file.
///
/// # Errors
/// If the archive cannot be written, which for one in memory does not happen.
pub(super) fn xlsx(sheets: &[Worksheet]) -> io::Result<Vec<u8>> {
    let mut parts: Vec<(String, Vec<u8>)> = vec![
        ("[Content_Types].xml".into(), content_types(sheets)?),
        ("_rels/.rels".into(), ROOT.into()),
        ("xl/workbook.xml".into(), workbook(sheets)?),
        ("xl/_rels/workbook.xml.rels".into(), relationships(sheets)?),
        ("xl/styles.xml".into(), STYLES.into()),
    ];
    for (number, sheet) in (1..).zip(sheets) {
        parts.push((part_of(number), worksheet(sheet)?));
    }
    let parts: Vec<(&str, &[u8])> = parts
        .iter()
        .map(|(name, contents)| (name.as_str(), contents.as_slice()))
        .collect();
    package(&parts)
}

fn part_of(number: usize) -> String {
    format!("xl/worksheets/sheet{number}.xml")
}

/// An XML file with one root element.
fn file(
    root: &str,
    namespaces: &[(&str, &str)],
    contents: impl FnOnce(&mut Writer<Vec<u8>>) -> io::Result<()>,
) -> io::Result<Vec<u8>> {
    let mut xml = Writer::new(Vec::new());
    xml.write_event(Event::Decl(BytesDecl::new(
        "1.0",
        Some("UTF-8"),
        Some("yes"),
    )))?;
    xml.create_element(root)
        .with_attributes(namespaces.iter().copied())
        .write_inner_content(contents)?;
    Ok(xml.into_inner())
}

/// An element without contents.
fn empty(xml: &mut Writer<Vec<u8>>, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
    xml.create_element(name)
        .with_attributes(attributes.iter().copied())
        .write_empty()?;
    Ok(())
}

fn content_types(sheets: &[Worksheet]) -> io::Result<Vec<u8>> {
    const OFFICE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    let namespace = "http://schemas.openxmlformats.org/package/2006/content-types";
    file("Types", &[("xmlns", namespace)], |xml| {
        let rels = "application/vnd.openxmlformats-package.relationships+xml";
        for (extension, of) in [("rels", rels), ("xml", "application/xml")] {
            let attributes = [("Extension", extension), ("ContentType", of)];
            empty(xml, "Default", &attributes)?;
        }
        let mut part = |name: &str, kind: &str| {
            let name = format!("/{name}");
            let of = format!("{OFFICE}.{kind}+xml");
            let attributes = [("PartName", name.as_str()), ("ContentType", of.as_str())];
            empty(xml, "Override", &attributes)
        };
        part("xl/workbook.xml", "sheet.main")?;
        part("xl/styles.xml", "styles")?;
        (1..=sheets.len()).try_for_each(|number| part(&part_of(number), "worksheet"))
    })
}

fn workbook(sheets: &[Worksheet]) -> io::Result<Vec<u8>> {
    file(
        "workbook",
        &[("xmlns", MAIN), ("xmlns:r", RELATIONS)],
        |xml| {
            // the sheets name it as the view whose panes they set
            xml.create_element("bookViews")
                .write_inner_content(|xml| empty(xml, "workbookView", &[]))?;
            xml.create_element("sheets").write_inner_content(|xml| {
                for (number, sheet) in (1..).zip(sheets) {
                    let (id, part) = (number.to_string(), format!("rId{number}"));
                    let attributes = [
                        ("name", sheet.name),
                        ("sheetId", id.as_str()),
                        ("r:id", part.as_str()),
                    ];
                    empty(xml, "sheet", &attributes)?;
                }
                Ok(())
            })?;
            Ok(())
        },
    )
}

fn relationships(sheets: &[Worksheet]) -> io::Result<Vec<u8>> {
    file("Relationships", &[("xmlns", PACKAGE)], |xml| {
        let mut relationship = |number: usize, kind: &str, target: &str| {
            let (id, of) = (format!("rId{number}"), format!("{RELATIONS}/{kind}"));
            let attributes = [
                ("Id", id.as_str()),
                ("Type", of.as_str()),
                ("Target", target),
            ];
            empty(xml, "Relationship", &attributes)
        };
        for number in 1..=sheets.len() {
            let target = format!("worksheets/sheet{number}.xml");
            relationship(number, "worksheet", &target)?;
        }
        relationship(sheets.len() + 1, "styles", "styles.xml")
    })
}

fn worksheet(sheet: &Worksheet) -> io::Result<Vec<u8>> {
    file("worksheet", &[("xmlns", MAIN)], |xml| {
        views(xml)?;
        xml.create_element("cols").write_inner_content(|xml| {
            for (number, width) in (1_usize..).zip(&sheet.widths) {
                let (number, width) = (number.to_string(), width.to_string());
                let attributes = [
                    ("min", number.as_str()),
                    ("max", number.as_str()),
                    ("width", width.as_str()),
                    ("customWidth", "1"),
                ];
                empty(xml, "col", &attributes)?;
            }
            Ok(())
        })?;
        xml.create_element("sheetData").write_inner_content(|xml| {
            for (number, values) in (1_usize..).zip(&sheet.rows) {
                row(xml, number, values)?;
            }
            Ok(())
        })?;
        Ok(())
    })
}

/// The head and the first column stay in sight.
fn views(xml: &mut Writer<Vec<u8>>) -> io::Result<()> {
    xml.create_element("sheetViews")
        .write_inner_content(|xml| {
            xml.create_element("sheetView")
                .with_attribute(("workbookViewId", "0"))
                .write_inner_content(|xml| {
                    let pane = [
                        ("xSplit", "1"),
                        ("ySplit", "1"),
                        ("topLeftCell", "B2"),
                        ("activePane", "bottomRight"),
                        ("state", "frozen"),
                    ];
                    empty(xml, "pane", &pane)
                })?;
            Ok(())
        })?;
    Ok(())
}

fn row(xml: &mut Writer<Vec<u8>>, number: usize, values: &[Value]) -> io::Result<()> {
    let of = number.to_string();
    xml.create_element("row")
        .with_attribute(("r", of.as_str()))
        .write_inner_content(|xml| {
            for (at, value) in values.iter().enumerate() {
                let place = format!("{}{number}", letters(at));
                cell(xml, &place, value, number == 1)?;
            }
            Ok(())
        })?;
    Ok(())
}

fn cell(xml: &mut Writer<Vec<u8>>, place: &str, value: &Value, is_head: bool) -> io::Result<()> {
    let element = xml
        .create_element("c")
        .with_attributes([("r", place), ("s", value.style(is_head))]);
    match value {
        Value::Text(text) => {
            let element = element.with_attribute(("t", "inlineStr"));
            element.write_inner_content(|xml| {
                xml.create_element("is").write_inner_content(|xml| {
                    xml.create_element("t")
                        .with_attribute(("xml:space", "preserve"))
                        .write_text_content(BytesText::new(&written(text)))?;
                    Ok(())
                })?;
                Ok(())
            })?;
        }
        Value::Number(number) | Value::Share(number) => {
            element.write_inner_content(|xml| {
                xml.create_element("v")
                    .write_text_content(BytesText::new(&number.to_string()))?;
                Ok(())
            })?;
        }
    }
    Ok(())
}

/// The letters of a column, counted from 0: A, B, ..., Z, AA, AB.
fn letters(at: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = at + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

/// A text as a cell has it: its lines stay, and what Excel would take for the code of a character (`_x0041_`) is text.
fn written(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(allowed).collect();
    let text = lines.join("\n");
    let mut written = String::with_capacity(text.len());
    let mut units = 0;
    for (at, c) in text.char_indices() {
        units += c.len_utf16();
        if units > LONGEST {
            break;
        }
        if c == '_' && is_code(text.get(at..).unwrap_or_default()) {
            written.push_str("_x005F");
        }
        written.push(c);
    }
    written
}

/// Whether a text begins like the code of a character.
fn is_code(text: &str) -> bool {
    let code = text.strip_prefix("_x").and_then(|rest| rest.get(..5));
    code.is_some_and(|code| {
        let mut digits = code.bytes().take(4);
        digits.all(|digit| digit.is_ascii_hexdigit()) && code.ends_with('_')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_the_letters_of_spreadsheets() {
        for (at, name) in [
            (0, "A"),
            (25, "Z"),
            (26, "AA"),
            (51, "AZ"),
            (52, "BA"),
            (701, "ZZ"),
            (702, "AAA"),
        ] {
            assert_eq!(letters(at), name);
        }
    }

    #[test]
    fn what_looks_like_the_code_of_a_character_is_text() {
        assert_eq!(written("a_x0041_b"), "a_x005F_x0041_b");
        assert_eq!(written("x_1, _x00, _xyzzy_"), "x_1, _x00, _xyzzy_");
        assert_eq!(written("one\r\ntwo\u{1b}\tthree"), "one\ntwo  three");
        let long = written(&"\u{1f426}".repeat(20_000));
        assert!(long.encode_utf16().count() <= LONGEST);
    }
}
