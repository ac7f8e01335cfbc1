//! Plain text: paragraphs between blank lines, or one per line if there are no blank lines.

use super::mail;
use super::piece::{Content, Piece};
use crate::document::kind::RawKind;
use crate::document::marks::on_one_line;
use crate::document::structure::{known, number};

/// The mean length of lines, in characters, from which a line without a blank line after it is a paragraph of
/// its own: nobody wraps longer lines by hand.
const LONG_LINE: usize = 110;

/// Longest heading, in characters.
const MAX_HEADING: usize = 80;

pub(super) fn content(text: &str) -> Content {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{c}'], "\n");
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let filled = lines.iter().filter(|line| !line.is_empty());
    let (count, total) = filled.fold((0, 0), |(count, total), line| {
        (count + 1, total + line.chars().count())
    });
    let line_is_paragraph = count > 0 && total / count >= LONG_LINE;
    let mut pieces = Vec::new();
    let mut lines = lines.as_slice();
    let first: Vec<&str> = lines
        .iter()
        .copied()
        .take_while(|line| !line.is_empty())
        .collect();
    let mut title = None;
    if let Some(head) = mail::head(&first) {
        title = head.subject;
        pieces.extend(head.pieces);
        lines = lines.get(first.len()..).unwrap_or_default();
    }
    for group in lines.split(|line| line.is_empty()) {
        if line_is_paragraph {
            pieces.extend(group.iter().map(|line| piece(line)));
        } else if !group.is_empty() {
            pieces.push(piece(&on_one_line(&group.join("\n"))));
        }
    }
    Content {
        title,
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
