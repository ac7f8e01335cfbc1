//! Text strings of a PDF's own data: the information dictionary and the outline.

use std::collections::HashSet;

use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, String as PdfString};

/// The largest number of outline entries to read.
const MAX_ENTRIES: usize = 5_000;
/// The deepest level of an outline to read.
const MAX_LEVEL: u8 = 8;

/// Decodes a text string (PDF 32000-1, 7.9.2.2): UTF-16BE or UTF-8 with a byte order mark, or PDFDocEncoding.
pub(crate) fn text_string(bytes: &[u8]) -> String {
    text_of(bytes, 2_000)
}

/// The same for a text of at most `longest` characters; more are left out.
pub(crate) fn text_of(bytes: &[u8], longest: usize) -> String {
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
        .take(longest)
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

/// A character of PDFDocEncoding (PDF 32000-1, D.3): Latin-1 except for these.
fn pdf_doc_character(byte: u8) -> char {
    const ACCENTS: [char; 8] = [
        '\u{2d8}', '\u{2c7}', '\u{2c6}', '\u{2d9}', '\u{2dd}', '\u{2db}', '\u{2da}', '\u{2dc}',
    ];
    const SIGNS: [char; 33] = [
        '\u{2022}', '\u{2020}', '\u{2021}', '\u{2026}', '\u{2014}', '\u{2013}', '\u{192}',
        '\u{2044}', '\u{2039}', '\u{203a}', '\u{2212}', '\u{2030}', '\u{201e}', '\u{201c}',
        '\u{201d}', '\u{2018}', '\u{2019}', '\u{201a}', '\u{2122}', '\u{fb01}', '\u{fb02}',
        '\u{141}', '\u{152}', '\u{160}', '\u{178}', '\u{17d}', '\u{131}', '\u{142}', '\u{153}',
        '\u{161}', '\u{17e}', '\u{9f}', '\u{20ac}',
    ];
    let among = |table: &[char], first: u8| {
        let place = byte.checked_sub(first)?;
        table.get(usize::from(place)).copied()
    };
    among(&ACCENTS, 0x18)
        .or_else(|| among(&SIGNS, 0x80))
        .unwrap_or(char::from(byte))
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
        assert_eq!(
            text_string(b"\x95ukasz, 3 \xa0 \xe9"),
            "\u{141}ukasz, 3 \u{20ac} \u{e9}"
        );
    }
}
