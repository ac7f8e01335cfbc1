//! DOCX (ECMA-376, part 1, WordprocessingML): paragraphs, their styles, tables, footnotes.

use std::collections::HashMap;
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::piece::{Content, Piece};
use super::xml::{attribute, resolved};
use super::zip_archive::Archive;
use crate::document::error::ReadError;
use crate::document::kind::RawKind;

pub(super) fn content(path: &Path, max_bytes: u64) -> Result<Content, ReadError> {
    let mut archive = Archive::open(path, max_bytes)?;
    let styles = match archive.text("word/styles.xml")? {
        Some(xml) => styles(&xml)?,
        None => HashMap::new(),
    };
    let body = archive
        .text("word/document.xml")?
        .ok_or(ReadError::Damaged)?;
    let mut content = Content {
        pieces: pieces(&body, &styles, RawKind::Paragraph)?,
        ..Content::default()
    };
    if let Some(notes) = archive.text("word/footnotes.xml")? {
        content
            .pieces
            .extend(pieces(&notes, &styles, RawKind::Footnote)?);
    }
    if let Some(core) = archive.text("docProps/core.xml")? {
        content.title = element(&core, "title");
        content.authors = element(&core, "creator")
            .map(|names| {
                names
                    .split(';')
                    .map(|name| name.trim().to_owned())
                    .collect()
            })
            .unwrap_or_default();
    }
    if let Some(title) = content
        .pieces
        .iter()
        .find(|piece| piece.kind == RawKind::Title)
    {
        // readers see the printed title; the one in the properties is often the template's
        content.title = Some(title.text.clone());
    }
    Ok(content)
}

/// What paragraphs of each style are, if the style's name shows it. The name is English in every language of
/// the program; the identifier is not.
fn styles(xml: &str) -> Result<HashMap<String, Piece>, ReadError> {
    let mut styles = HashMap::new();
    let mut reader = Reader::from_str(xml);
    let mut id = None;
    loop {
        match reader.read_event().map_err(|_| ReadError::Damaged)? {
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                "style" => id = attribute(&tag, "styleId"),
                "name" => {
                    let name = attribute(&tag, "val").unwrap_or_default().to_lowercase();
                    if let (Some(id), Some(piece)) = (&id, named(&name)) {
                        styles.insert(id.clone(), piece);
                    }
                }
                _ => {}
            },
            Event::Eof => return Ok(styles),
            _ => {}
        }
    }
}

fn named(style: &str) -> Option<Piece> {
    if let Some(level) = style.strip_prefix("heading ") {
        return Some(Piece::heading(level.trim().parse().ok()?, ""));
    }
    let kind = match style {
        "title" => RawKind::Title,
        "subtitle" | "author" => RawKind::Authors,
        "caption" => RawKind::Caption,
        "bibliography" => RawKind::Reference,
        "header" | "footer" | "toc heading" => RawKind::Furniture,
        "html preformatted" | "source code" => RawKind::Code,
        _ if style.starts_with("toc ") => RawKind::Furniture,
        _ if style.starts_with("list") => RawKind::ListItem,
        _ => return None,
    };
    Some(Piece::new(kind, ""))
}

/// The paragraphs of a part of the document; a table is one block with one row per line.
fn pieces(
    xml: &str,
    styles: &HashMap<String, Piece>,
    plain: RawKind,
) -> Result<Vec<Piece>, ReadError> {
    let mut pieces = Vec::new();
    let mut reader = Reader::from_str(xml);
    let mut paragraph = Piece::new(plain, "");
    let mut table = String::new();
    let mut tables = 0_usize;
    let mut in_text = false;
    loop {
        match reader.read_event().map_err(|_| ReadError::Damaged)? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "p" => paragraph = Piece::new(plain, ""),
                "tbl" => tables += 1,
                "t" => in_text = true,
                name => property(name, &tag, &mut paragraph, styles),
            },
            Event::Empty(tag) => match tag.local_name().as_ref() {
                "tab" | "br" | "cr" => paragraph.text.push(' '),
                "noBreakHyphen" => paragraph.text.push('-'),
                name => property(name, &tag, &mut paragraph, styles),
            },
            Event::Text(part) if in_text => {
                paragraph.text.push_str(&part);
            }
            Event::GeneralRef(reference) if in_text => {
                paragraph.text.push_str(&resolved(&reference));
            }
            Event::End(tag) => match tag.local_name().as_ref() {
                "t" => in_text = false,
                "p" => {
                    let done = std::mem::replace(&mut paragraph, Piece::new(plain, ""));
                    let text = done.text.split_whitespace().collect::<Vec<_>>().join(" ");
                    if tables > 0 {
                        table.push_str(&text);
                        table.push(' ');
                    } else if !text.is_empty() {
                        pieces.push(Piece { text, ..done });
                    }
                }
                "tr" => table.push('\n'),
                "tbl" => {
                    tables = tables.saturating_sub(1);
                    if tables == 0 {
                        let rows: Vec<_> = table.lines().map(str::trim).collect();
                        pieces.push(Piece::new(RawKind::Table, rows.join("\n").trim()));
                        table.clear();
                    }
                }
                _ => {}
            },
            Event::Eof => return Ok(pieces),
            _ => {}
        }
    }
}

/// A property of a paragraph that says what it is.
fn property(
    name: &str,
    tag: &BytesStart<'_>,
    paragraph: &mut Piece,
    styles: &HashMap<String, Piece>,
) {
    match name {
        "pStyle" => {
            if let Some(style) = attribute(tag, "val").and_then(|id| styles.get(&id)) {
                paragraph.kind = style.kind;
            }
        }
        "outlineLvl" => {
            // 0 is the outermost level, 9 is body text
            let level = attribute(tag, "val").and_then(|level| level.parse::<u8>().ok());
            if let Some(level) = level.filter(|level| *level < 9) {
                paragraph.kind = RawKind::Heading { level: level + 1 };
            }
        }
        "numPr" if paragraph.kind == RawKind::Paragraph => paragraph.kind = RawKind::ListItem,
        _ => {}
    }
}

/// The text of the first element of this name.
fn element(xml: &str, name: &str) -> Option<String> {
    let mut reader = Reader::from_str(xml);
    let mut text: Option<String> = None;
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) if tag.local_name().as_ref() == name => text = Some(String::new()),
            Event::Text(part) => {
                if let Some(text) = &mut text {
                    text.push_str(&part);
                }
            }
            Event::GeneralRef(reference) => {
                if let Some(text) = &mut text {
                    text.push_str(&resolved(&reference));
                }
            }
            Event::End(tag) if tag.local_name().as_ref() == name => {
                return text.filter(|text| !text.trim().is_empty());
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}
