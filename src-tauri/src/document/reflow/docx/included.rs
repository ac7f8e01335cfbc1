//! What stands in other parts than the body: what is printed over and under the pages, which is text once, and documents
//! of other formats that are included (ECMA-376, part 1, 17.17.2 and 17.10).

use std::collections::HashSet;

use super::body;
use super::parts::{Relationship, addresses};
use super::story::CHUNK;
use super::styles::Styles;
use crate::document::error::ReadError;
use crate::document::kind::RawKind;
use crate::document::marks::page_numbers;
use crate::document::reflow::piece::Piece;
use crate::document::reflow::zip_archive::Archive;
use crate::document::reflow::{encoding, html, text};

/// More heads, feet and included documents than this are left out.
const MOST: usize = 60;
/// What is printed over and under the pages.
pub(super) struct Heads {
    pub(super) over: Vec<Piece>,
    pub(super) under: Vec<Piece>,
}

/// Reads the heads and feet of pages. Each text counts once, and one that the body has as well does not count. Documents
/// that are included there are left out.
///
/// # Errors
/// Those of the archive. A broken part is left out.
pub(super) fn heads(
    archive: &mut Archive,
    related: &[Relationship],
    styles: &Styles,
    body: &[Piece],
) -> Result<Heads, ReadError> {
    let mut seen: HashSet<String> = body.iter().map(|piece| key(&piece.text)).collect();
    let mut heads = Heads {
        over: Vec::new(),
        under: Vec::new(),
    };
    for (kind, pieces) in [("header", &mut heads.over), ("footer", &mut heads.under)] {
        let those = related.iter().filter(|related| related.kind == kind);
        for related in those.take(MOST) {
            let Some(xml) = archive.xml(&related.part)? else {
                continue;
            };
            let leads = addresses(archive, &related.part)?;
            let Ok(read) = body::body(&xml, styles, &leads) else {
                continue;
            };
            for mut piece in read.pieces {
                let included = piece.text.starts_with(CHUNK);
                if included || counts_pages(&piece.text) || !seen.insert(key(&piece.text)) {
                    continue;
                }
                if piece.kind == RawKind::Furniture {
                    piece.kind = RawKind::Paragraph;
                }
                pieces.push(piece);
            }
        }
    }
    Ok(heads)
}

fn key(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether a text is nothing but the number of a page, which a field may leave out: "Page of".
fn counts_pages(text: &str) -> bool {
    let bare = |c: char| matches!(c, '(' | ')' | ':' | ',' | '\u{b7}' | '\u{2022}' | '~');
    page_numbers(&text.replace(bare, " ")).is_some()
}

/// The pieces of a body with those of included documents in their places.
///
/// # Errors
/// Those of the archive. A document that cannot be read is left out.
pub(super) fn with_chunks(
    pieces: Vec<Piece>,
    archive: &mut Archive,
    related: &[Relationship],
) -> Result<Vec<Piece>, ReadError> {
    let mut whole = Vec::with_capacity(pieces.len());
    let mut count = 0;
    for piece in pieces {
        let Some(id) = piece.text.strip_prefix(CHUNK) else {
            whole.push(piece);
            continue;
        };
        count += 1;
        let named = related.iter().find(|related| related.id == id);
        let Some(named) = named.filter(|_| count <= MOST) else {
            continue;
        };
        if let Some(bytes) = archive.bytes(&named.part)? {
            whole.extend(chunk(&named.part, &bytes));
        }
    }
    Ok(whole)
}

/// The text of an included page or plain text. Other formats, such as a document of the same kind, are not read.
fn chunk(name: &str, bytes: &[u8]) -> Vec<Piece> {
    let name = name.to_ascii_lowercase();
    let is = |ends: &[&str]| ends.iter().any(|end| name.ends_with(end));
    if !encoding::is_text(bytes) {
        return Vec::new();
    }
    if is(&[".htm", ".html"]) {
        return html::content(&encoding::html(bytes))
            .map(|page| page.pieces)
            .unwrap_or_default();
    }
    if is(&[".xhtml", ".xml"]) {
        return html::of_xhtml(&encoding::xml(bytes))
            .map(|page| page.pieces)
            .unwrap_or_default();
    }
    match is(&[".txt"]) {
        true => text::content(&encoding::text(bytes)).pieces,
        false => Vec::new(),
    }
}
