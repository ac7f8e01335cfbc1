//! Plain text: paragraphs between blank lines, or one per line if there are no blank lines.

use super::text_drawn::{Part, parts};
use super::{mail, text_entries, text_lists, text_pages, text_title};
use crate::document::kind::RawKind;
use crate::document::marks::on_one_line;
use crate::document::piece::{Content, Piece};
use crate::document::structure::{known, number};
use crate::document::text::{Vocabulary, divides};

/// The mean length of lines, in characters, from which a line without a blank line after it is a paragraph of
/// its own: nobody wraps longer lines by hand.
const LONG_LINE: usize = 110;

/// Longest heading, in characters.
const MAX_HEADING: usize = 80;

/// What old programs write between letters that they print over each other.
const BACKSPACE: char = '\u{8}';

/// Lines from which the words of a text are learned.
const MOST_LINES: usize = 50_000;

/// The title stands among the first blocks.
const FIRST: usize = 4;

/// The share of lines that are indented in an indented text, and by how many spaces at least.
const INDENTED: (usize, usize) = (3, 5);
const LEAST_INDENT: usize = 2;

/// The most lines of a title, the least margins of a line in the middle, in characters, and how many times as wide as the
/// other one of them may be.
const TITLE: usize = 2;
const LEAST_MARGIN: usize = 8;
const ASKEW: usize = 2;

/// The fewest lines over the title of a memo that have something on the left and on the right.
const SPREAD: usize = 2;

pub(super) fn content(text: &str) -> Content {
    read(text, true)
}

/// The pieces of a text that has its title elsewhere, such as a message.
pub(super) fn untitled(text: &str) -> Vec<Piece> {
    read(text, false).pieces
}

/// Reads a text, whose first line may be its title if it is `titled` so.
fn read(text: &str, titled: bool) -> Content {
    let text = without_overprints(text.replace("\r\n", "\n").replace('\r', "\n"));
    let pages = text_pages::joined(&text);
    let raw: Vec<&str> = pages.text.lines().collect();
    let layout = Layout::of(&raw);
    let lines: Vec<&str> = raw.iter().map(|line| line.trim()).collect();
    let filled = lines.iter().filter(|line| !line.is_empty());
    let (count, total) = filled.fold((0, 0), |(count, total), line| {
        (count + 1, total + line.chars().count())
    });
    let vocabulary = vocabulary(&lines);
    let line_is_paragraph = count > 0 && total / count >= LONG_LINE;
    let mut pieces = Vec::new();
    let mut raw = raw.as_slice();
    let first: Vec<&str> = lines
        .into_iter()
        .take_while(|line| !line.is_empty())
        .collect();
    let mut title = None;
    let mut authors = Vec::new();
    if let Some(head) = mail::head(&first) {
        title = head.subject;
        pieces.extend(head.pieces);
        raw = raw.get(first.len()..).unwrap_or_default();
    } else if let Some(over) = text_title::title(raw).filter(|_| titled && !layout.indented) {
        title = Some(over.text.to_owned());
        pieces.push(Piece::new(RawKind::Title, over.text));
        raw = raw.get(over.lines..).unwrap_or_default();
    }
    let mut groups = raw
        .split(|line| line.trim().is_empty())
        .filter(|group| !group.is_empty())
        .peekable();
    while let Some(group) = groups.next() {
        let text = on_one_line(&vocabulary.joined(group));
        let over_contents = groups
            .peek()
            .is_some_and(|next| text_entries::are_contents(next));
        if let Some(entries) = text_entries::parts(group) {
            pieces.extend(entries.into_iter().map(|part| of_part(part, &vocabulary)));
        } else if over_contents
            && group.len() == 1
            && !(pieces.is_empty() && layout.is_title(group))
        {
            // the list has a name, and nothing follows that belongs under it
            pieces.push(Piece::new(RawKind::Paragraph, text));
        } else if line_is_paragraph {
            pieces.extend(group.iter().map(|line| piece(line.trim())));
        } else if title.is_none() && stands_over(&pieces) && layout.is_title(group) {
            title = Some(text.clone());
            authors = authors_of_memo(&first);
            pieces.push(Piece::new(RawKind::Title, text));
        } else if layout.is_heading(group) {
            let depth = number(&text).map_or(1, |(depth, _)| depth);
            pieces.push(Piece::heading(depth, text));
        } else {
            let parts = parts(group).into_iter().flat_map(|part| match part {
                Part::Text(lines) => text_lists::parts(&lines),
                other => vec![other],
            });
            pieces.extend(parts.map(|part| of_part(part, &vocabulary)));
        }
    }
    let furniture = pages.furniture.iter();
    pieces.extend(furniture.map(|line| Piece::new(RawKind::Furniture, line.as_str())));
    Content {
        title,
        authors,
        pieces,
        ..Content::default()
    }
}

/// A part of a paragraph of lines.
fn of_part(part: Part<'_>, vocabulary: &Vocabulary) -> Piece {
    let joined = |lines: &[&str]| on_one_line(&vocabulary.joined(lines));
    match part {
        Part::Text(lines) => piece(&joined(&lines)),
        Part::Entry(lines) => Piece::new(RawKind::Paragraph, joined(&lines)),
        Part::Item(lines) => Piece::new(RawKind::ListItem, joined(&lines)),
        Part::Table(rows) => Piece::new(RawKind::Table, rows),
    }
}

/// The authors on the right of the lines over the title of a memo, each with an initial, as the name of a firm has none:
/// "Network Group          I. Holm".
fn authors_of_memo(lines: &[&str]) -> Vec<String> {
    let parts = |line: &str| {
        let (left, right) = line.rsplit_once("   ")?;
        (!left.trim().is_empty()).then(|| right.trim().to_owned())
    };
    let are_spread = lines.iter().filter(|line| parts(line).is_some()).count() >= SPREAD;
    let right = lines.iter().filter(|_| are_spread);
    let right = right.map(|line| parts(line).unwrap_or_else(|| (*line).to_owned()));
    right
        .map(|name| name.split(',').next().unwrap_or_default().to_owned())
        .filter(|name| is_with_initial(name))
        .collect()
}

/// Whether a text is a name that begins with an initial.
fn is_with_initial(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_initial = |word: &str| word.len() == 2 && word.ends_with('.');
    (2..=4).contains(&words.len())
        && words.first().is_some_and(|word| is_initial(word))
        && words.last().is_some_and(|word| word.chars().count() > 2)
        && words
            .iter()
            .all(|word| word.starts_with(char::is_uppercase))
        && !name.contains(|c: char| c.is_ascii_digit())
}

/// What is left of letters that are printed over each other: the last of them, as of a letter over itself for bold type or
/// over a line.
fn without_overprints(text: String) -> String {
    if !text.contains(BACKSPACE) {
        return text;
    }
    let mut left = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            BACKSPACE if !left.ends_with('\n') => {
                left.pop();
            }
            c => left.push(c),
        }
    }
    left
}

/// The words of a text, if one is divided at the end of a line.
fn vocabulary(lines: &[&str]) -> Vocabulary {
    let lines: Vec<Vec<char>> = lines
        .iter()
        .take(MOST_LINES)
        .map(|line| line.chars().collect())
        .collect();
    match lines.iter().any(|line| divides(line)) {
        true => Vocabulary::of(lines.iter().map(Vec::as_slice)),
        false => Vocabulary::default(),
    }
}

/// Whether what follows these blocks may be the title: they are few, and none is a sentence or a salutation.
fn stands_over(pieces: &[Piece]) -> bool {
    let ends = ['.', ',', '!', '?', ':'];
    pieces.len() < FIRST && !pieces.iter().any(|piece| piece.text.ends_with(ends))
}

/// How the lines of a text are indented.
struct Layout {
    /// The length of the longest line.
    width: usize,
    /// Whether most lines are indented, so that those that are not stand apart.
    indented: bool,
}

impl Layout {
    fn of(lines: &[&str]) -> Self {
        let filled = || lines.iter().filter(|line| !line.trim().is_empty());
        let length = |line: &&str| line.trim_end().chars().count();
        let indented = filled().filter(|line| indent(line) >= LEAST_INDENT).count();
        Self {
            width: filled().map(length).max().unwrap_or(0),
            indented: indented * INDENTED.1 >= filled().count() * INDENTED.0,
        }
    }

    /// Whether lines stand in the middle, as a title over the text does.
    fn is_title(&self, lines: &[&str]) -> bool {
        let length = |line: &&str| line.trim().chars().count();
        let centred = |line: &&str| {
            let left = indent(line);
            let right = self.width.saturating_sub(left + length(line));
            let (least, most) = (left.min(right), left.max(right));
            least >= LEAST_MARGIN && most <= least * ASKEW
        };
        let letters = lines.iter().flat_map(|line| line.chars());
        let letters = letters.filter(|c| c.is_alphabetic()).count();
        let says = letters * 2 > lines.iter().map(length).sum::<usize>();
        (1..=TITLE).contains(&lines.len()) && says && lines.iter().all(centred)
    }

    /// Whether a single line stands at the margin of an indented text.
    fn is_heading(&self, lines: &[&str]) -> bool {
        let [line] = lines else {
            return false;
        };
        let starts = number(line).is_some() || line.starts_with(char::is_uppercase);
        self.indented && indent(line) == 0 && starts && is_short(line.trim_end())
    }
}

/// The number of spaces before a line.
fn indent(line: &str) -> usize {
    let spaces = line.chars().take_while(|c| c.is_whitespace());
    spaces.map(|c| if c == '\t' { 8 } else { 1 }).sum()
}

/// Whether a line is as short as a heading, in one piece, and no sentence.
fn is_short(text: &str) -> bool {
    text.chars().count() <= MAX_HEADING && !text.ends_with(['.', ',', ';', '!', '?'])
}

fn piece(text: &str) -> Piece {
    let short = is_short(text);
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    let shouted = letters().count() > 3 && letters().all(char::is_uppercase);
    let depth = number(text).map(|(depth, _)| depth);
    if short && (shouted || known(text).is_some()) {
        return Piece::heading(depth.unwrap_or(1), text);
    }
    if let Some(item) = text_lists::item(text) {
        return Piece::new(RawKind::ListItem, item);
    }
    Piece::new(RawKind::Paragraph, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The title, and the kinds and texts of the blocks.
    fn title_and_blocks(text: &str) -> (Option<String>, Vec<(RawKind, String)>) {
        let read = content(text);
        let pieces = read.pieces.into_iter();
        let pieces = pieces.map(|piece| (piece.kind, piece.text)).collect();
        (read.title, pieces)
    }

    #[test]
    fn an_indented_text_has_its_title_in_the_middle_and_its_headings_at_the_margin() {
        let text = "Network Group                                       I. Holm\nMemo: 417                                         May 1998\n\n
                 Relays of Pigeons\n\nStatus\n\n   This memo is for everybody who keeps pigeons.\n   It is no standard.\n\n\
            1.  Aims\n\n   A relay passes a message from one loft to the next, because\n\n\
            Holm                     Informational                      [Page 1]\n\u{c}\n\
            Memo 417                  Relays of Pigeons                  May 1998\n\n   no bird flies for a week.\n   It rests.\n";
        let (title, pieces) = title_and_blocks(text);
        assert_eq!(title.as_deref(), Some("Relays of Pigeons"));
        let heading = RawKind::Heading { level: 1 };
        assert_eq!(
            pieces[1..6],
            [
                (RawKind::Title, "Relays of Pigeons".to_owned()),
                (heading, "Status".to_owned()),
                (
                    RawKind::Paragraph,
                    "This memo is for everybody who keeps pigeons. It is no standard.".to_owned()
                ),
                (heading, "1. Aims".to_owned()),
                (
                    RawKind::Paragraph,
                    "A relay passes a message from one loft to the next, because no bird flies for a week. It rests.".to_owned()
                ),
            ]
        );
        let furniture = pieces
            .iter()
            .filter(|(kind, _)| *kind == RawKind::Furniture);
        assert_eq!(furniture.count(), 2);
    }

    #[test]
    fn a_memo_names_its_authors_on_the_right() {
        let head = "Network Group                         I. Holm, Ed.\nMemo: 417                          Island Labs\n\
            Category: Plans                       O. Birch\n\n";
        let text = "              Relays of Pigeons\n\n   This memo is for all who keep pigeons on an island.\n";
        let memo = content(&format!("{head}{text}"));
        assert_eq!(memo.title.as_deref(), Some("Relays of Pigeons"));
        assert_eq!(memo.authors, ["I. Holm", "O. Birch"]);
        assert!(content(text).authors.is_empty());
    }

    #[test]
    fn divided_words_and_overprinted_letters_are_whole() {
        let text = "N\u{8}NA\u{8}AM\u{8}ME\u{8}E\n\nIt reads _\u{8}f_\u{8}i_\u{8}l_\u{8}e and prints its words in a ran\u{2010}\ndom order at eight o'clock.\n";
        let (_, pieces) = title_and_blocks(text);
        let texts: Vec<&str> = pieces.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(
            texts,
            [
                "NAME",
                "It reads file and prints its words in a random order at eight o'clock."
            ]
        );
    }

    #[test]
    fn a_list_of_contents_and_its_name_are_no_headings() {
        let text = "Table of Contents\n\n   1. Aims .........2\n   2. Ends ........11\n\n1. Aims\n\n   No bird flies for a week.\n   It rests.\n";
        let (title, pieces) = title_and_blocks(text);
        assert_eq!(title, None);
        let heading = RawKind::Heading { level: 1 };
        assert_eq!(
            pieces.get(..3).unwrap_or_default(),
            [
                (RawKind::Paragraph, "Table of Contents".to_owned()),
                (RawKind::Table, "1. Aims\t2\n2. Ends\t11".to_owned()),
                (heading, "1. Aims".to_owned()),
            ]
        );
        let log = "2024-03-01 03:00 UP\n2024-03-01 04:00 DOWN\n";
        let (_, pieces) = title_and_blocks(log);
        assert_eq!(
            pieces,
            [
                (RawKind::Paragraph, "2024-03-01 03:00 UP".to_owned()),
                (RawKind::Paragraph, "2024-03-01 04:00 DOWN".to_owned())
            ]
        );
    }

    #[test]
    fn a_note_has_its_first_line_as_title_and_each_item_of_its_list() {
        let note = "Plan for the garden\n\nWe meet on Tuesday and want to have the beds ready by then.\n- Buy seeds\n\
            - Mend the fence\n  on the north side\n- Ask Ida\n";
        let (title, pieces) = title_and_blocks(note);
        assert_eq!(title.as_deref(), Some("Plan for the garden"));
        let item = |text: &str| (RawKind::ListItem, text.to_owned());
        let text = "We meet on Tuesday and want to have the beds ready by then.";
        assert_eq!(
            pieces,
            [
                (RawKind::Title, "Plan for the garden".to_owned()),
                (RawKind::Paragraph, text.to_owned()),
                item("Buy seeds"),
                item("Mend the fence on the north side"),
                item("Ask Ida"),
            ]
        );
        // a message has its subject
        let first = untitled(note).first().map(|piece| piece.kind);
        assert_eq!(first, Some(RawKind::Paragraph));
    }

    #[test]
    fn a_letter_and_a_list_have_no_headings_by_their_indents() {
        let letter = "                                                  12 May 2024\n\nDear Ida,\n\nThe keys are here.\n\n\
            Greetings\n\n          Omar\n";
        let (title, pieces) = title_and_blocks(letter);
        assert_eq!(title, None);
        assert!(pieces.iter().all(|(kind, _)| *kind == RawKind::Paragraph));
    }
}
