//! DOCX (ECMA-376, part 1, WordprocessingML): paragraphs, their styles, tables, text boxes, notes, letterheads.

mod body;
mod included;
mod look;
mod math;
mod old_form;
mod paragraph_properties;
mod parts;
mod story;
mod styles;

use std::fs::File;
use std::sync::Arc;

use self::parts::{Relationship, addresses, relationships};
use self::styles::Styles;
use super::by_look;
use super::xml::texts;
use super::zip_archive::{Archive, folder};
use crate::document::error::ReadError;
use crate::document::kind::RawKind;
use crate::document::piece::{Content, Piece};
use crate::document::structure::{in_order, is_program};

pub(super) use self::parts::main_part;

/// How many levels of documents inside each other are read below the file itself.
const MAX_DEPTH: usize = 3;

pub(super) fn content(file: &Arc<File>, max_bytes: u64) -> Result<Content, ReadError> {
    of_archive(&mut Archive::open(file, max_bytes)?, 0)
}

/// A document inside another one, at this depth, if it can be read; and how many bytes it unpacked.
///
/// # Errors
/// [`ReadError::TooLarge`] if it unpacks to more than `most` bytes.
fn inside(bytes: Vec<u8>, most: u64, depth: usize) -> Result<(Option<Content>, u64), ReadError> {
    if depth > MAX_DEPTH {
        return Ok((None, 0));
    }
    let Ok(mut archive) = Archive::inside(bytes, most) else {
        return Ok((None, 0));
    };
    match of_archive(&mut archive, depth) {
        Err(error @ ReadError::TooLarge { .. }) => Err(error),
        read => Ok((read.ok(), most - archive.left())),
    }
}

/// The document of a package that is included at this depth; 0 is the file itself.
fn of_archive(archive: &mut Archive, depth: usize) -> Result<Content, ReadError> {
    let main = main_part(archive)?.ok_or(ReadError::Damaged)?;
    let related = relationships(archive, &main)?;
    let part = |kind: &str| -> String {
        let named = related
            .iter()
            .flatten()
            .find(|related| related.kind == kind);
        match named {
            Some(Relationship { part, .. }) => part.clone(),
            // a package without relationships has its parts where they usually are
            None if related.is_none() => format!("{}/{kind}.xml", folder(&main)),
            None => String::new(),
        }
    };
    let styles = match archive.xml(&part("styles"))? {
        Some(xml) => Styles::read(&xml)?,
        None => Styles::default(),
    };
    let notes = ["footnotes", "endnotes"].map(part);
    let text = archive.xml(&main)?.ok_or(ReadError::Damaged)?;
    let body = body::body(&text, &styles, &addresses(archive, &main)?)?;
    let related = related.unwrap_or_default();
    let mut content = Content::default();
    if depth == 0 {
        properties(archive, &mut content)?;
    }
    let mut pieces = body.pieces;
    let found = by_look::mark(&mut pieces, content.title.as_deref());
    content.without_title = found.without_title;
    if !found.authors.is_empty() {
        content.authors = found.authors;
    }
    let mut read = |bytes: Vec<u8>, most: u64| inside(bytes, most, depth + 1);
    let whole = included::with_chunks(pieces, archive, &related, &mut read)?;
    // a document inside another one has no title and no letterhead of its own
    let heads = match depth {
        0 => included::heads(archive, &related, &styles, &whole.pieces)?,
        _ => included::Heads::default(),
    };
    content.pieces = whole.pieces;
    content.left_out = whole.left_out + heads.left_out;
    for (kind, name) in ["footnotes", "endnotes"].into_iter().zip(notes) {
        let Some(xml) = archive.xml(&name)? else {
            continue;
        };
        let mut notes = body::notes(&xml, &styles, &addresses(archive, &name)?)?;
        // what nothing refers to, such as the note of a deleted sentence, is not shown; a note stands once
        let shown = body.notes.iter().filter(|note| note.part() == kind);
        for note in shown {
            let mut note = notes.remove(note.id()).unwrap_or_default();
            // a document that is included in a note is left out
            let all = note.len();
            note.retain(|piece| !piece.text.starts_with(story::CHUNK));
            content.left_out += all - note.len();
            content.pieces.extend(note);
        }
    }
    // readers see the printed title; the one in the properties is often the template's
    content.title = printed_title(&content).or(content.title);
    content.over = heads.over.len();
    content.pieces.splice(0..0, heads.over);
    content.pieces.extend(heads.under);
    Ok(content)
}

/// The paragraphs of the title, which may be several in a row.
fn printed_title(content: &Content) -> Option<String> {
    const MOST: usize = 3;
    let is_title = |piece: &&Piece| piece.kind == RawKind::Title;
    let pieces = content.pieces.iter();
    let title: Vec<&str> = pieces
        .skip_while(|piece| !is_title(piece))
        .take_while(is_title)
        .take(MOST)
        .map(|piece| piece.text.as_str())
        .collect();
    (!title.is_empty()).then(|| title.join(" "))
}

/// Adds the title and the authors that the file names.
fn properties(archive: &mut Archive, content: &mut Content) -> Result<(), ReadError> {
    let of_package = relationships(archive, "")?;
    let core = of_package
        .iter()
        .flatten()
        .find(|related| related.kind == "core-properties")
        .map_or("docProps/core.xml", |related| related.part.as_str());
    if let Some(core) = archive.xml(core)? {
        content.title = texts(&core, "title").into_iter().next();
        let creators = texts(&core, "creator");
        let names = creators.iter().flat_map(|names| names.split(';'));
        content.authors = names
            .map(|name| name.trim().to_owned())
            .filter(|name| !name.is_empty() && !is_program(name))
            .map(|name| in_order(&name))
            .collect();
    }
    Ok(())
}
