//! Pages in plain text, as in the memos of the internet and the printouts of old programs: their heads and feet stand between
//! the lines of a sentence. A page ends at a form feed, or at a line that ends with "[Page 3]".

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::document::marks::{ends_sentence, on_one_line};

const FORM_FEED: &str = "\u{c}";
/// The longest head or foot, in characters.
const LONGEST: usize = 120;
/// The most blank lines between a foot and the head that follows it.
const BLANK: usize = 8;
/// A line from this length on, in characters, may be full.
const FULL: usize = 50;

/// A text without the heads and feet of its pages.
pub(super) struct Pages<'t> {
    pub(super) text: Cow<'t, str>,
    /// Each different head and foot once.
    pub(super) furniture: Vec<String>,
}

/// Joins the pages of a text.
pub(super) fn joined(text: &str) -> Pages<'_> {
    if !text.contains(FORM_FEED) && !text.lines().any(ends_page) {
        return Pages {
            text: Cow::Borrowed(text),
            furniture: Vec::new(),
        };
    }
    let parted = text.replace(FORM_FEED, "\n\u{c}\n");
    let lines: Vec<&str> = parted.lines().collect();
    let left_out = heads_and_feet(&lines);
    let mut seen = BTreeSet::new();
    let furniture = left_out.iter().filter_map(|at| lines.get(*at));
    let furniture = furniture.map(|line| on_one_line(line));
    Pages {
        furniture: furniture.filter(|line| seen.insert(alike(line))).collect(),
        text: Cow::Owned(without(&lines, &left_out)),
    }
}

/// Whether a line is the foot of a page of a memo.
fn ends_page(line: &str) -> bool {
    let number = line
        .trim_end()
        .strip_suffix(']')
        .and_then(|line| line.rsplit_once("[Page "))
        .map(|(_, number)| number.trim());
    number.is_some_and(|number| !number.is_empty() && number.chars().all(|c| c.is_alphanumeric()))
}

/// A line as it looks on every page.
fn alike(line: &str) -> String {
    let digits = |c: char| if c.is_ascii_digit() { '#' } else { c };
    on_one_line(line).chars().map(digits).collect()
}

/// Whether a line has something on the left, in the middle and on the right.
fn is_spread(line: &str) -> bool {
    let line = line.trim();
    let gaps = line.split("   ").filter(|part| !part.trim().is_empty());
    gaps.count() >= 3 && line.chars().count() <= LONGEST
}

/// The lines that are heads and feet.
fn heads_and_feet(lines: &[&str]) -> BTreeSet<usize> {
    let blank = |at: &usize| lines.get(*at).is_none_or(|line| line.trim().is_empty());
    let mut edges = Vec::new();
    let mut begin = 0;
    let breaks = (0..lines.len()).filter(|at| lines.get(*at) == Some(&FORM_FEED));
    for end in breaks.chain([lines.len()]) {
        let mut filled = (begin..end).filter(|at| !blank(at));
        let first = filled.next();
        // the first page has no head
        edges.extend(first.filter(|_| begin > 0));
        edges.extend(filled.next_back());
        begin = end + 1;
    }
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let text = |at: usize| lines.get(at).copied().unwrap_or_default();
    for at in &edges {
        *counts.entry(alike(text(*at))).or_default() += 1;
    }
    let repeated = |at: &usize| {
        let line = text(*at);
        let numbered = line.contains(|c: char| c.is_ascii_digit());
        let often = counts.get(&alike(line)).is_some_and(|count| *count > 1);
        often && (numbered || is_spread(line)) && line.trim().chars().count() <= LONGEST
    };
    let mut found: BTreeSet<usize> = edges.into_iter().filter(repeated).collect();
    let feet = (0..lines.len()).filter(|at| ends_page(text(*at)));
    for foot in feet {
        found.insert(foot);
        let behind = (foot + 1..lines.len()).take(BLANK);
        let mut behind = behind.skip_while(|at| blank(at) || text(*at) == FORM_FEED);
        let head = behind.next().filter(|head| is_spread(text(*head)));
        found.extend(head.filter(|head| blank(&(head + 1))));
    }
    found
}

/// The lines that are left. A paragraph goes on behind the end of a page if its line is full and the next one begins as it
/// does, or in the middle of a sentence.
fn without(lines: &[&str], left_out: &BTreeSet<usize>) -> String {
    let mut text = String::new();
    let mut last = "";
    let (mut blank, mut page) = (false, false);
    for (at, line) in lines.iter().enumerate() {
        page |= *line == FORM_FEED || left_out.contains(&at);
        if line.trim().is_empty() || left_out.contains(&at) {
            blank = true;
            continue;
        }
        let apart = if page { !goes_on(last, line) } else { blank };
        if apart {
            text.push('\n');
        }
        text.push_str(line);
        text.push('\n');
        (last, blank, page) = (*line, false, false);
    }
    text
}

fn goes_on(last: &str, next: &str) -> bool {
    let indent = |line: &str| line.chars().take_while(|c| *c == ' ').count();
    let ends = last.trim_end().ends_with(ends_sentence);
    let full = last.trim().chars().count() >= FULL && indent(last) == indent(next);
    let inside = next.trim_start().starts_with(char::is_lowercase);
    !last.trim().is_empty() && !ends && (full || inside)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_goes_on_behind_the_foot_and_the_head_of_a_page() {
        let foot = "Holm                      Informational                      [Page 1]";
        let head = "Memo 417              Relays of Pigeons                  May 1998";
        let before = "   The loft sends the message again, because";
        let behind = "   the first one is lost.  It waits.";
        let wanted = format!("{before}\n{behind}\n\n   More.\n");
        for page in ["\u{c}\n", "\u{c}", "\n\n"] {
            let text = format!("{before}\n\n\n{foot}\n{page}{head}\n\n\n{behind}\n\n   More.\n");
            let pages = joined(&text);
            assert_eq!(pages.text, wanted);
            assert_eq!(pages.furniture, [on_one_line(foot), on_one_line(head)]);
        }
    }

    #[test]
    fn numbered_lines_at_the_edges_of_all_pages_are_no_text() {
        let page = |number: u8, text: &str| {
            format!("LISTING OF STORES   PAGE {number}\n\n{text}\n\n- {number} -\n\u{c}")
        };
        let text =
            page(1, "Ropes are in the hall.") + &page(2, "Nails are not.") + &page(3, "Salt is.");
        let pages = joined(&text);
        assert_eq!(
            pages.text,
            "LISTING OF STORES   PAGE 1\n\nRopes are in the hall.\n\nNails are not.\n\nSalt is.\n"
        );
        assert_eq!(pages.furniture, ["- 1 -", "LISTING OF STORES PAGE 2"]);
    }

    #[test]
    fn pages_without_heads_keep_all_their_lines() {
        let poem = "Rain falls.\nIt is late.\n\u{c}Snow falls.\nIt is cold.\n\u{c}Rain falls.\nIt is cold.\n";
        let pages = joined(poem);
        assert_eq!(
            pages.text.lines().filter(|line| !line.is_empty()).count(),
            6
        );
        assert!(pages.furniture.is_empty());
        let plain = "A line.\n\nSee [Page 3] there.\n";
        assert_eq!(joined(plain).text, plain);
    }
}
