//! What stands in other parts than the body: what is printed over and under the pages, which is text once, and documents
//! that are included (ECMA-376, part 1, 17.17.2 and 17.10).

use std::collections::HashSet;

use super::body;
use super::parts::{Relationship, addresses};
use super::story::CHUNK;
use super::styles::Styles;
use crate::document::error::ReadError;
use crate::document::kind::RawKind;
use crate::document::marks::page_numbers;
use crate::document::piece::{Content, Piece};
use crate::document::reflow::zip_archive::Archive;
use crate::document::reflow::{encoding, html, text};

/// More heads, feet and included documents than this are left out.
const MOST: usize = 60;

/// What is printed over and under the pages.
#[derive(Default)]
pub(super) struct Heads {
    pub(super) over: Vec<Piece>,
    pub(super) under: Vec<Piece>,
    /// How many documents that are included there were left out.
    pub(super) left_out: usize,
}

/// Reads the heads and feet of pages. Each text counts once, and one that the body has as well does not count. Documents
/// that are included there are left out and counted.
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
    let mut heads = Heads::default();
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
                if piece.text.starts_with(CHUNK) {
                    heads.left_out += 1;
                    continue;
                }
                if counts_pages(&piece.text) || !seen.insert(key(&piece.text)) {
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

/// A body with the documents that it includes.
#[derive(Default)]
pub(super) struct Whole {
    pub(super) pieces: Vec<Piece>,
    /// How many of them were left out.
    pub(super) left_out: usize,
}

/// Reads a Word document from its bytes, and unpacks no more bytes than the number given. Returns the content, if it can be
/// read, and the number of bytes that were unpacked.
pub(super) type ReadInside<'r> =
    dyn FnMut(Vec<u8>, u64) -> Result<(Option<Content>, u64), ReadError> + 'r;

/// The pieces of a body with those of included documents in their places.
///
/// # Errors
/// Those of the archive, also of one inside it that unpacks too much. A document that cannot be read is left out and
/// counted.
pub(super) fn with_chunks(
    pieces: Vec<Piece>,
    archive: &mut Archive,
    related: &[Relationship],
    read: &mut ReadInside<'_>,
) -> Result<Whole, ReadError> {
    let mut whole = Whole::default();
    let mut count = 0;
    for piece in pieces {
        let Some(id) = piece.text.strip_prefix(CHUNK) else {
            whole.pieces.push(piece);
            continue;
        };
        let Some(named) = related.iter().find(|related| related.id == id) else {
            continue;
        };
        count += 1;
        if count > MOST {
            whole.left_out += 1;
            continue;
        }
        let Some(bytes) = archive.bytes(&named.part)? else {
            continue;
        };
        if !bytes.starts_with(b"PK\x03\x04") {
            match chunk(&named.part, &bytes) {
                Some(pieces) => whole.pieces.extend(pieces),
                None => whole.left_out += 1,
            }
            continue;
        }
        let (content, spent) = read(bytes, archive.left()).map_err(|error| match error {
            // its limit is what was left, which nobody has heard of
            ReadError::TooLarge { .. } => archive.too_large(),
            error => error,
        })?;
        archive.spend(spent);
        match content {
            Some(content) => {
                whole.left_out += content.left_out;
                whole
                    .pieces
                    .extend(content.pieces.into_iter().map(without_title));
            }
            None => whole.left_out += 1,
        }
    }
    Ok(whole)
}

/// What is the title of a document by itself heads a section of the one around it.
fn without_title(mut piece: Piece) -> Piece {
    if piece.kind == RawKind::Title {
        piece.kind = RawKind::Heading { level: 1 };
    }
    piece
}

/// The text of an included page or plain text; `None` if it is of another format, such as RTF.
fn chunk(name: &str, bytes: &[u8]) -> Option<Vec<Piece>> {
    let name = name.to_ascii_lowercase();
    let is = |ends: &[&str]| ends.iter().any(|end| name.ends_with(end));
    if !encoding::is_text(bytes) {
        return None;
    }
    if is(&[".htm", ".html"]) {
        return html::content(&encoding::html(bytes))
            .map(|page| page.pieces)
            .ok();
    }
    if is(&[".xhtml", ".xml"]) {
        return html::of_xhtml(&encoding::xml(bytes))
            .map(|page| page.pieces)
            .ok();
    }
    is(&[".txt"]).then(|| text::content(&encoding::text(bytes)).pieces)
}
