//! Subtitles (SubRip and WebVTT). Only what is said is text; the numbers, times and tags around it are left out.

use crate::document::kind::RawKind;
use crate::document::marks::on_one_line;
use crate::document::piece::{Content, Piece};

/// The fewest subtitles of a file.
const FEWEST: usize = 2;

/// The longest tag, in characters. Without a limit, each tag that is never closed would be looked for to the end of its line.
const LONGEST_TAG: usize = 500;

/// Beginnings of blocks that say nothing to a reader.
const SILENT: [&str; 4] = ["WEBVTT", "NOTE", "STYLE", "REGION"];

/// Reads subtitles; `None` if a text is something else.
pub(super) fn content(text: &str) -> Option<Content> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let blocks: Vec<&[&str]> = lines
        .split(|line| line.is_empty())
        .filter(|block| !block.is_empty())
        .collect();
    let timed = blocks.iter().filter(|block| time(block).is_some()).count();
    if timed < FEWEST || timed * 2 < blocks.len() {
        return None;
    }
    let mut spoken: Vec<String> = Vec::new();
    for block in blocks {
        let first = block.first().copied().unwrap_or_default();
        let from = match time(block) {
            Some(at) => at + 1,
            None if SILENT.iter().any(|word| first.starts_with(word)) => continue,
            None => 0,
        };
        for part in said(block.get(from..).unwrap_or_default()) {
            add(&mut spoken, part);
        }
    }
    let pieces = spoken.into_iter();
    Some(Content {
        pieces: pieces
            .map(|text| Piece::new(RawKind::Paragraph, text))
            .collect(),
        ..Content::default()
    })
}

/// Where the time of a subtitle stands: on its first line, or under its number or name.
fn time(block: &[&str]) -> Option<usize> {
    let is_time = |line: &&str| {
        let Some((from, to)) = line.split_once("-->") else {
            return false;
        };
        // a place on the screen may follow
        is_clock(from.trim()) && to.split_whitespace().next().is_some_and(is_clock)
    };
    block.iter().take(2).position(is_time)
}

/// Whether a word is a time in hours or minutes, seconds and thousandths.
fn is_clock(word: &str) -> bool {
    let colons = word.matches(':').count();
    let marks = |c: char| c.is_ascii_digit() || matches!(c, ':' | ',' | '.');
    (1..=2).contains(&colons)
        && word.starts_with(|c: char| c.is_ascii_digit())
        && word.chars().all(marks)
}

/// What each speaker says in the lines of a subtitle.
fn said(lines: &[&str]) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for line in lines {
        let line = without_tags(line);
        let line = line.trim();
        let speaks = line.strip_prefix(['-', '\u{2013}']);
        match parts.last_mut().filter(|_| speaks.is_none()) {
            Some(last) => {
                last.push(' ');
                last.push_str(line);
            }
            None => parts.push(speaks.unwrap_or(line).to_owned()),
        }
    }
    parts.iter().map(|part| on_one_line(part)).collect()
}

/// A line without what says how it is set: `<i>`, `<v Ida>`, `{\an8}`.
fn without_tags(line: &str) -> String {
    let mut text = String::new();
    let mut rest = line;
    while let Some(at) = rest.find(['<', '{']) {
        let (before, tag) = rest.split_at(at);
        text.push_str(before);
        let (sign, inside) = tag.split_at(1);
        let begins = |c: char| match sign {
            "<" => c.is_ascii_alphanumeric() || c == '/',
            _ => c == '\\',
        };
        let end = if sign == "<" { '>' } else { '}' };
        let mut near = inside.char_indices().take(LONGEST_TAG);
        let end = near
            .find(|(_, c)| *c == end)
            .filter(|_| inside.starts_with(begins));
        match end.and_then(|(at, _)| inside.get(at + 1..)) {
            Some(behind) => rest = behind,
            None => {
                text.push_str(sign);
                rest = inside;
            }
        }
    }
    text.push_str(rest);
    text
}

/// Adds what a subtitle says: to the paragraph before if it goes on with a sentence there, or else as a paragraph of its own.
fn add(spoken: &mut Vec<String>, part: String) {
    if !part.contains(char::is_alphanumeric) {
        return;
    }
    let ends = |c: char| {
        matches!(
            c,
            '.' | '!' | '?' | '\u{2026}' | ':' | '"' | '\u{201d}' | ')' | ']'
        )
    };
    let goes_on = part.starts_with(char::is_lowercase);
    match spoken
        .last_mut()
        .filter(|last| goes_on && !last.ends_with(ends))
    {
        Some(last) => {
            last.push(' ');
            last.push_str(&part);
        }
        None => spoken.push(part),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Vec<String>> {
        let pieces = content(text)?.pieces.into_iter();
        Some(pieces.map(|piece| piece.text).collect())
    }

    #[test]
    fn numbers_times_and_tags_are_no_text() {
        let text = "1\r\n00:00:02,120 --> 00:00:05,480\r\n- You came back.\r\n- I forgot my <b>keys</b>.\r\n\r\n\
            2\r\n00:00:06,000 --> 00:00:09,900\r\n{\\an8}<i>The ferry leaves at six,\r\nif the tide\r\n\r\n\
            3\r\n00:00:10,000 --> 00:00:11,000\r\nis high.</i> 2 < 3.\r\n";
        assert_eq!(
            read(text).unwrap_or_default(),
            [
                "You came back.",
                "I forgot my keys.",
                "The ferry leaves at six, if the tide is high. 2 < 3."
            ]
        );
        let web = "WEBVTT - Weir\n\nNOTE by nobody\n\n00:02.120 --> 00:05.480 line:0\n<v Ida>Come in.\n\n\
            two\n00:06.000 --> 00:07.000\nIt rains.\n";
        assert_eq!(read(web).unwrap_or_default(), ["Come in.", "It rains."]);
    }

    #[test]
    fn other_texts_are_no_subtitles() {
        let map = "a --> b\n\nc --> d\n";
        assert_eq!(read(map), None);
        assert_eq!(
            read("One.\n\n1\n00:02.1 --> 00:05.4\nHe says so.\n\nTwo.\n"),
            None
        );
        assert_eq!(read(""), None);
    }
}
