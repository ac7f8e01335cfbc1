//! Plain text: paragraphs between blank lines, or one per line if there are no blank lines.

use super::piece::{Content, Piece};
use crate::document::kind::RawKind;
use crate::document::structure::{known, number};

/// The mean length of lines, in characters, from which a line without a blank line after it is a paragraph of
/// its own: nobody wraps longer lines by hand.
const LONG_LINE: usize = 110;

/// Longest heading, in characters.
const MAX_HEADING: usize = 80;

/// Whether the first bytes of a file are text in an encoding that Pagewing reads.
pub(super) fn is_text(head: &[u8]) -> bool {
    let utf16 = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
    let control = |byte: &&u8| **byte < 0x20 && !matches!(**byte, b'\t' | b'\n' | b'\r' | 0x0c);
    utf16 || head.iter().find(control).is_none()
}

/// Decodes bytes: UTF-8 or UTF-16 by their marks, UTF-8 if it is valid, otherwise Windows-1252 (which the
/// Encoding Standard also uses for Latin-1). A character that the end of `bytes` cuts in two does not make
/// UTF-8 invalid.
pub(super) fn decode(bytes: &[u8]) -> String {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        let rest = bytes.get(mark..).unwrap_or_default();
        return encoding.decode_without_bom_handling(rest).0.into_owned();
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(error) if error.error_len().is_none() => {
            let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
            String::from_utf8_lossy(valid).into_owned()
        }
        Err(_) => encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned(),
    }
}

pub(super) fn content(text: &str) -> Content {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{c}'], "\n");
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let filled = lines.iter().filter(|line| !line.is_empty());
    let (count, total) = filled.fold((0, 0), |(count, total), line| {
        (count + 1, total + line.chars().count())
    });
    let line_is_paragraph = count > 0 && total / count >= LONG_LINE;
    let mut pieces = Vec::new();
    for group in lines.split(|line| line.is_empty()) {
        if line_is_paragraph {
            pieces.extend(group.iter().map(|line| piece(line)));
        } else if !group.is_empty() {
            pieces.push(piece(&group.join(" ")));
        }
    }
    Content {
        pieces,
        ..Content::default()
    }
}

fn piece(text: &str) -> Piece {
    let short = text.chars().count() <= MAX_HEADING && !text.ends_with(['.', ',', ';', '!', '?']);
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    let shouted = letters().count() > 3 && letters().all(char::is_uppercase);
    let depth = number(text).map(|(depth, _)| depth);
    if short && (shouted || known(text).is_some()) {
        return Piece::heading(depth.unwrap_or(1), text);
    }
    let bullet = text.starts_with(['-', '*', '\u{2022}']) && text.chars().nth(1) == Some(' ');
    if bullet {
        let item = text.trim_start_matches(['-', '*', '\u{2022}']).trim_start();
        return Piece::new(RawKind::ListItem, item);
    }
    Piece::new(RawKind::Paragraph, text)
}
