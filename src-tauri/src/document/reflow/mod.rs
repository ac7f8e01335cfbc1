//! Documents without pages: text, Markdown, HTML, DOCX and EPUB become the same [`Document`] as a PDF, with
//! ranges of a block's characters as places.
//!
//! Each reader returns [`Piece`]s in reading order; what is common to all of them happens here: sections,
//! sentences, places, language. The readers are libraries that do not lay out pages or run scripts. They still
//! receive hostile files, so they run in the worker ([`found`]), which hands their pieces to the program, and under a
//! limit on what archives unpack to.

// bytes from outside decide the indices here
#![cfg_attr(not(test), deny(clippy::indexing_slicing))]

mod by_look;
mod compound_file;
mod docx;
mod encoding;
mod epub;
mod html;
mod linear;
mod links;
mod mail;
mod markdown;
mod message;
mod separated;
mod subtitles;
mod text;
mod text_drawn;
mod text_entries;
mod text_lists;
mod text_pages;
mod text_title;
mod transfer;
mod xml;
mod zip_archive;

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use self::zip_archive::Archive;
use crate::document::error::ReadError;
use crate::document::kind::RawKind;
use crate::document::piece::{Asked, Content, Found, MAX_CHARACTERS, Piece};
use crate::document::private_use::{is_private, meaning};
use crate::document::structure::{Heading, Sections};
use crate::document::text::{has_lines, language, lines, read_without_sentences, sentences};
use crate::document::types::{
    Block, BlockId, BlockKind, Cap, Document, DocumentId, Format, Link, Note, Place, SectionId,
    SectionKind, Sentence, SentenceId,
};

/// The largest lists of an archive's parts that are read to find out what it holds, in bytes.
const LISTS: u64 = 4 << 20;

/// Bytes of a text that show whether it is a page.
const START: usize = 4096;

pub(super) use self::compound_file::protection;
pub(super) use self::encoding::is_text;

/// What a reader is to read in a file; `None` if Pagewing does not read it. The content decides; the extension counts only
/// if a text could have several formats. What is in an archive is left to its reader.
pub(super) fn asked(path: &Path, head: &[u8], max_bytes: u64) -> Option<Asked> {
    let extension = extension(path);
    let format = match head.starts_with(b"PK\x03\x04") {
        true => None,
        false => Some(text_format(&extension, head)?),
    };
    Some(Asked {
        format,
        extension,
        max_bytes,
    })
}

/// The format of a text; `None` if it is not one to read.
fn text_format(extension: &str, head: &[u8]) -> Option<Format> {
    if !is_text(head) {
        return None;
    }
    let start = encoding::text(head.get(..START).unwrap_or(head));
    let start = start.trim_start().to_lowercase();
    let is_html = start.starts_with("<!doctype html")
        || start.starts_with("<html")
        || (start.starts_with('<') && start.contains("<html"));
    Some(match extension {
        // a web page saved under the name of a paper is not the paper
        "pdf" | "docx" | "epub" => return None,
        "html" | "htm" | "xhtml" => Format::Html,
        _ if is_html => Format::Html,
        "md" | "markdown" => Format::Markdown,
        // people do not read other XML, JSON and the like
        _ if start.starts_with("<?xml")
            || start.starts_with("{\\rtf")
            || start.starts_with("%!ps") =>
        {
            return None;
        }
        "json" | "svg" | "xml" => return None,
        // logs and the like are text, whatever their names
        _ => Format::Text,
    })
}

/// The format of an archive's document, judged by the files in it.
fn archive_format(file: &Arc<File>) -> Option<Format> {
    let mut archive = Archive::open(file, LISTS).ok()?;
    match docx::main_part(&mut archive) {
        Ok(Some(_)) => Some(Format::Docx),
        // whoever reads the document finds out what is wrong with its lists
        Err(_) if archive.has("word/document.xml") => Some(Format::Docx),
        _ => archive
            .has("META-INF/container.xml")
            .then_some(Format::Epub),
    }
}

fn extension(path: &Path) -> String {
    let extension = path.extension().unwrap_or_default();
    extension.to_string_lossy().to_lowercase()
}

/// Reads the pieces of an open file: what the worker does. `None` if it is an archive without a document.
///
/// # Errors
/// [`ReadError::Damaged`], [`ReadError::TooLarge`], [`ReadError::UnknownEncryption`], [`ReadError::RightsManaged`], and
/// errors of the file system.
pub(super) fn found(file: &Arc<File>, asked: &Asked) -> Result<Option<Found>, ReadError> {
    let Some(format) = asked.format.or_else(|| archive_format(file)) else {
        return Ok(None);
    };
    let content = content(file, format, asked)?;
    Ok(Some(Found { format, content }))
}

/// As the worker reads, on a thread with its stack: the test programs of this crate are not workers.
#[cfg(test)]
pub(super) fn found_here(path: &Path, asked: &Asked) -> Result<Option<Found>, ReadError> {
    let file = Arc::new(File::open(path)?);
    std::thread::scope(|scope| {
        std::thread::Builder::new()
            .stack_size(64 << 20)
            .spawn_scoped(scope, || found(&file, asked))?
            .join()
            .map_err(|_| ReadError::WorkerDied)?
    })
}

/// Makes a document of what a reader found.
///
/// # Errors
/// [`ReadError::NoText`].
pub(super) fn read(id: DocumentId, found: Found) -> Result<Document, ReadError> {
    let document = document(id, found.format, found.content);
    if document.blocks.is_empty() {
        return Err(ReadError::NoText);
    }
    Ok(document)
}

/// Builds a document of sections. Each has a heading, preceded by the headings around it with ` > ` between
/// them, and a text with one paragraph per line.
pub(crate) fn of_sections<'t>(
    id: &str,
    title: &str,
    sections: impl Iterator<Item = (&'t str, &'t str)>,
) -> Document {
    let mut pieces = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    for (heading, text) in sections {
        let path: Vec<&str> = heading
            .split(" > ")
            .map(str::trim)
            .filter(|title| !title.is_empty())
            .collect();
        let shared = path.iter().zip(&open).take_while(|(a, b)| a == b).count();
        // a repeated heading begins its section again
        let new = shared.min(path.len().saturating_sub(1));
        for (depth, title) in path.iter().enumerate().skip(new) {
            pieces.push(Piece::heading(depth.min(8) as u8 + 1, *title));
        }
        open = path;
        for line in text.lines() {
            pieces.push(match line.strip_prefix("- ") {
                Some(item) => Piece::new(RawKind::ListItem, item),
                None => Piece::new(RawKind::Paragraph, line),
            });
        }
    }
    let content = Content {
        title: (!title.trim().is_empty()).then(|| title.trim().to_owned()),
        pieces,
        ..Content::default()
    };
    document(DocumentId(id.to_owned()), Format::Text, content)
}

fn content(file: &Arc<File>, format: Format, asked: &Asked) -> Result<Content, ReadError> {
    let whole = || -> io::Result<Vec<u8>> {
        let mut open: &File = file;
        let mut bytes = Vec::new();
        open.read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    Ok(match format {
        Format::Markdown => markdown::content(&encoding::text(&whole()?))?,
        Format::Html if asked.extension == "xhtml" => html::of_xhtml(&encoding::xml(&whole()?))?,
        Format::Html => html::content(&encoding::html(&whole()?))?,
        Format::Docx => docx::content(file, asked.max_bytes)?,
        Format::Epub => epub::content(file, asked.max_bytes)?,
        // the program reads sequences itself
        Format::Text | Format::Pdf | Format::Fasta => {
            let bytes = whole()?;
            if let Some(message) = message::content(&bytes) {
                return Ok(message);
            }
            let text = encoding::text(&bytes);
            let table = match asked.extension.as_str() {
                "csv" | "tsv" => separated::content(&text),
                _ => None,
            };
            table
                .or_else(|| subtitles::content(&text))
                .unwrap_or_else(|| text::content(&text))
        }
    })
}

/// Builds the document: sections from headings, sentences from prose, places from characters.
fn document(id: DocumentId, format: Format, content: Content) -> Document {
    let mut document = Document {
        id,
        format,
        title: content
            .title
            .as_deref()
            .map(clean)
            .filter(|title| !title.is_empty()),
        authors: content.authors.iter().map(|name| clean(name)).collect(),
        language: None,
        pages: vec![],
        sections: vec![],
        blocks: vec![],
        sentences: vec![],
        notes: vec![],
        links: vec![],
    };
    let mut sections = Sections::default();
    let mut characters = 0;
    let mut cut = content.cut;
    for (at, mut piece) in content.pieces.into_iter().enumerate() {
        let cleaned = |text: &str| match piece.kind {
            // the first cell may be empty
            RawKind::Table => text.split('\n').map(row).collect::<Vec<_>>().join("\n"),
            _ => clean(text),
        };
        let links = std::mem::take(&mut piece.links);
        (piece.text, piece.links) = links::moved(&piece.text, links, cleaned);
        if piece.text.is_empty() {
            continue;
        }
        characters += piece.text.chars().count();
        if characters > MAX_CHARACTERS {
            cut = true;
            break;
        }
        if let RawKind::Heading { level } = piece.kind {
            let only_title = !content.without_title
                && document.blocks.len() <= content.over
                && at <= content.over
                && document
                    .title
                    .as_deref()
                    .is_none_or(|title| title == piece.text);
            if only_title {
                document.title.get_or_insert_with(|| piece.text.clone());
                piece.kind = RawKind::Title;
            } else {
                let heading = Heading::new(piece.text.clone(), level, 0);
                sections.open(&mut document, heading);
            }
        }
        append(&mut document, piece, sections.current);
    }
    if cut {
        document.notes.push(Note::Truncated {
            cap: Cap::Characters {
                limit: MAX_CHARACTERS as u32,
            },
        });
    }
    if let Some(count) = u32::try_from(content.left_out)
        .ok()
        .filter(|count| *count > 0)
    {
        document.notes.push(Note::IncludedLeftOut { count });
    }
    read_without_sentences(&mut document);
    document.language = language(&document);
    document
}

/// Returns a text in NFC, without what nobody sees: places where a word may be divided or must not be, byte order
/// marks, control characters. Signs of symbol fonts become what they show; other characters that mean something in one
/// font alone go. What joins letters or keeps them apart stays, because words of some scripts are not the same without
/// it.
fn clean(text: &str) -> String {
    let unseen = |c: char| match c {
        '\n' | '\t' => false,
        '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => true,
        _ => c.is_control() && !c.is_whitespace(),
    };
    let shown = |c: char| match is_private(c) {
        true => Some(meaning(c, "")).filter(|sign| *sign != char::REPLACEMENT_CHARACTER),
        false => Some(c).filter(|c| !unseen(*c)),
    };
    let text = if text.contains(|c: char| unseen(c) || is_private(c)) {
        Cow::Owned(text.chars().filter_map(shown).collect())
    } else {
        Cow::Borrowed(text)
    };
    unicode_normalization::UnicodeNormalization::nfc(text.trim()).collect()
}

/// A row of a table with its cells cleaned, and a tab between them.
fn row(row: &str) -> String {
    row.split('\t').map(clean).collect::<Vec<_>>().join("\t")
}

fn append(document: &mut Document, piece: Piece, section: Option<SectionId>) {
    let id = BlockId(document.blocks.len() as u32);
    let references = section
        .and_then(|section| document.sections.get(section.0 as usize))
        .is_some_and(|section| section.kind == SectionKind::References);
    let mut kind = BlockKind::from(piece.kind);
    if references && kind.is_prose() {
        kind = BlockKind::Reference;
    }
    let characters: Vec<char> = piece.text.chars().collect();
    let place = |start: usize, end: usize| Place::Flow {
        block: id,
        start: start as u32,
        end: end as u32,
    };
    let ranges = match kind {
        BlockKind::Heading => vec![(0, characters.len())],
        BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Caption | BlockKind::Footnote => {
            sentences(&characters)
        }
        BlockKind::Field => lines(&characters),
        _ if has_lines(kind) => lines(&characters),
        _ => vec![],
    };
    for (start, end) in ranges {
        let Some(text) = characters.get(start..end) else {
            continue;
        };
        document.sentences.push(Sentence {
            id: SentenceId(document.sentences.len() as u32),
            block: id,
            start: start as u32,
            end: end as u32,
            text: text.iter().collect(),
            places: vec![place(start, end)],
        });
    }
    document
        .links
        .extend(piece.links.into_iter().map(|link| Link {
            block: id,
            start: link.start as u32,
            end: link.end as u32,
            address: link.address,
        }));
    document.blocks.push(Block {
        id,
        kind,
        section,
        places: vec![place(0, characters.len())],
        text: piece.text,
        ocr: false,
    });
}

#[cfg(test)]
mod tests;
