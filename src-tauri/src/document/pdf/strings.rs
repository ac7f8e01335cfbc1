//! Text strings of a PDF's own data: the information dictionary and the outline.

use std::collections::HashSet;

use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, String as PdfString};

/// The largest number of outline entries to read.
const MAX_ENTRIES: usize = 5_000;
/// The deepest level of an outline to read.
const MAX_LEVEL: u8 = 8;

/// Decodes a text string (PDF 32000-1, 7.9.2.2): UTF-16BE or UTF-8 with a byte order mark, or PDFDocEncoding,
/// whose upper half is read as Latin-1 except for the signs that titles use.
pub(crate) fn text_string(bytes: &[u8]) -> String {
    let text = match bytes {
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => match std::str::from_utf8(bytes) {
            // many writers put UTF-8 here without a mark
            Ok(text) => text.to_owned(),
            Err(_) => bytes.iter().map(|byte| pdf_doc_character(*byte)).collect(),
        },
    };
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(2_000)
        .collect::<String>()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).filter_map(|pair| match pair {
        [a, b] => Some(unit([*a, *b])),
        _ => None,
    });
    char::decode_utf16(units)
        .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

fn pdf_doc_character(byte: u8) -> char {
    match byte {
        0x84 => '\u{2014}',
        0x85 => '\u{2013}',
        0x8d => '\u{201c}',
        0x8e => '\u{201d}',
        0x8f => '\u{2018}',
        0x90 => '\u{2019}',
        0x93 => '\u{fb01}',
        0x94 => '\u{fb02}',
        other => char::from(other),
    }
}

/// Returns the outline (bookmarks) as level, from 1, and title, in order. Its length and depth are bounded, so
/// loops end.
pub(crate) fn outline(pdf: &Pdf) -> Vec<(u8, String)> {
    let mut entries = Vec::new();
    let catalog: Option<Dict<'_>> = pdf.xref().get(pdf.xref().root_id());
    if let Some(first) = catalog
        .and_then(|catalog| catalog.get::<Dict<'_>>(b"Outlines"))
        .and_then(|outlines| outlines.get::<Dict<'_>>(b"First"))
    {
        walk(first, 1, &mut entries, &mut HashSet::new());
    }
    entries
}

fn walk(first: Dict<'_>, level: u8, entries: &mut Vec<(u8, String)>, seen: &mut HashSet<usize>) {
    let mut next = Some(first);
    while let Some(item) = next {
        if entries.len() >= MAX_ENTRIES || !seen.insert(item.data().as_ptr() as usize) {
            return;
        }
        if let Some(title) = item.get::<PdfString<'_>>(b"Title") {
            let title = text_string(title.as_bytes());
            if !title.is_empty() {
                entries.push((level, title));
            }
        }
        if level < MAX_LEVEL
            && let Some(child) = item.get::<Dict<'_>>(b"First")
        {
            walk(child, level + 1, entries, seen);
        }
        next = item.get::<Dict<'_>>(b"Next");
    }
}

#[cfg(test)]
mod tests {
    use super::text_string;

    #[test]
    fn text_strings_are_decoded_by_their_mark() {
        assert_eq!(text_string(b"\xfe\xff\x00A\x00\xe9"), "A\u{e9}");
        assert_eq!(text_string(b"\xef\xbb\xbf\xc3\xa9 x"), "\u{e9} x");
        assert_eq!(text_string(b"caf\xe9 \x85 bar"), "caf\u{e9} \u{2013} bar");
        assert_eq!(text_string(b"\xfe\xff\xd8\x00"), "\u{fffd}");
    }
}
