//! Markdown (CommonMark with tables, footnotes and lists of tasks) becomes a page of HTML. What stands between two lines
//! of dashes before the text says what the document is, and is not its text; footnotes stand at the end, with their marks.

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, html as writer};

use super::html;
use crate::document::error::ReadError;
use crate::document::kind::RawKind;
use crate::document::marks::on_one_line;
use crate::document::piece::{Content, Piece};

/// Footnotes beyond this number are left out.
const MOST_NOTES: usize = 20_000;

/// Reads a text in Markdown.
///
/// # Errors
/// As [`html::content`].
pub(super) fn content(markdown: &str) -> Result<Content, ReadError> {
    let mut options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    if defines(markdown) {
        options |= Options::ENABLE_DEFINITION_LIST;
    }
    let mut page = Page::default();
    for (event, range) in Parser::new_ext(markdown, options).into_offset_iter() {
        let source = markdown.get(range).unwrap_or_default();
        if let Some(event) = page.as_struck(event, source) {
            page.add(event);
        }
    }
    let mut text = String::new();
    writer::push_html(&mut text, page.text.into_iter());
    let mut content = html::content(&text)?;
    content
        .pieces
        .retain(|piece| piece.kind == RawKind::Code || !is_place_of_contents(&piece.text));
    let texts = content.pieces.iter_mut();
    texts
        .filter(|piece| piece.kind != RawKind::Code)
        .for_each(say_callout);
    for note in page.notes {
        let mut text = String::new();
        writer::push_html(&mut text, note.events.into_iter());
        let mut pieces = html::content(&text)?.pieces;
        for (at, piece) in pieces.iter_mut().enumerate() {
            as_note(piece, (at == 0).then_some(note.name.as_str()));
        }
        content.pieces.extend(pieces);
    }
    let front = FrontMatter::of(&page.front);
    content.title = front.title.or(content.title);
    if !front.authors.is_empty() {
        content.authors = front.authors;
    }
    Ok(content)
}

/// Whether a block stands for a list of contents that a program puts there.
fn is_place_of_contents(text: &str) -> bool {
    let bare: String = text.chars().filter(|c| !matches!(c, '_' | ' ')).collect();
    let marks = [
        "[toc]",
        "[[toc]]",
        "{:toc}",
        "toc{:toc}",
        "{{toc}}",
        "${toc}",
        "@[toc]",
    ];
    marks.contains(&bare.to_lowercase().as_str())
}

/// Writes the sign of a callout, as in "[!WARNING] Never do this.", as the word that programs show for it.
fn say_callout(piece: &mut Piece) {
    let Some((sign, text)) = piece
        .text
        .strip_prefix("[!")
        .and_then(|rest| rest.split_once(']'))
    else {
        return;
    };
    let text = text.trim_start_matches(['-', '+']).trim_start();
    if sign.is_empty() || !sign.chars().all(|c| c.is_ascii_alphabetic()) {
        return;
    }
    let (first, rest) = sign.split_at(1);
    let name = first.to_uppercase() + &rest.to_lowercase();
    let said = match text.is_empty() {
        true => name,
        false => format!("{name}: {text}"),
    };
    let (before, after) = (piece.text.chars().count(), said.chars().count());
    for link in &mut piece.links {
        link.start = (link.start + after).saturating_sub(before);
        link.end = (link.end + after).saturating_sub(before);
    }
    piece.text = said;
}

/// Whether a text has definitions behind colons. A line such as ":::note" or ":warning:" is something else.
fn defines(markdown: &str) -> bool {
    let lines = markdown.lines();
    let mut behind = lines
        .filter_map(|line| line.trim_start().strip_prefix(':'))
        .peekable();
    behind.peek().is_some() && behind.all(|rest| rest.starts_with([' ', '\t']))
}

fn as_note(piece: &mut Piece, name: Option<&str>) {
    if piece.kind == RawKind::Paragraph {
        piece.kind = RawKind::Footnote;
    }
    if let Some(name) = name {
        let mark = format!("[{name}] ");
        let links = std::mem::take(&mut piece.links).into_iter();
        piece.links = links
            .map(|link| link.behind(mark.chars().count()))
            .collect();
        piece.text.insert_str(0, &mark);
    }
}

/// The parts of a text.
#[derive(Default)]
struct Page<'m> {
    text: Vec<Event<'m>>,
    notes: Vec<Note<'m>>,
    /// What stands before the text.
    front: String,
    in_front: bool,
    /// How many notes are open.
    in_notes: usize,
    /// Whether the open item is a task.
    in_task: bool,
}

struct Note<'m> {
    name: String,
    events: Vec<Event<'m>>,
}

impl<'m> Page<'m> {
    /// The event to use in place of one that strikes out text, written as `source`; `None` if it says nothing new. A task is
    /// struck out when it is done, which its box says already; a single tilde, as in "5~10", strikes out nothing.
    fn as_struck(&mut self, event: Event<'m>, source: &str) -> Option<Event<'m>> {
        match &event {
            Event::Start(Tag::Item) | Event::End(TagEnd::Item) => self.in_task = false,
            Event::TaskListMarker(_) => self.in_task = true,
            Event::Start(Tag::Strikethrough) | Event::End(TagEnd::Strikethrough) => {
                if !source.starts_with("~~") {
                    return Some(Event::Text(CowStr::from("~")));
                }
                if self.in_task {
                    return None;
                }
            }
            _ => {}
        }
        Some(event)
    }

    fn add(&mut self, event: Event<'m>) {
        match event {
            Event::Start(Tag::MetadataBlock(_)) => self.in_front = true,
            Event::End(TagEnd::MetadataBlock(_)) => self.in_front = false,
            Event::Text(text) if self.in_front => self.front.push_str(&text),
            Event::Start(Tag::FootnoteDefinition(name)) => {
                self.in_notes += 1;
                self.notes.push(Note {
                    name: name.into_string(),
                    events: Vec::new(),
                });
            }
            Event::End(TagEnd::FootnoteDefinition) => {
                self.in_notes = self.in_notes.saturating_sub(1);
            }
            Event::FootnoteReference(name) => {
                let mark = Event::Text(CowStr::from(format!("[{name}]")));
                self.put(mark);
            }
            event => self.put(event),
        }
    }

    fn put(&mut self, event: Event<'m>) {
        let many = self.notes.len() > MOST_NOTES;
        match self.notes.last_mut().filter(|_| self.in_notes > 0) {
            Some(_) if many => {}
            Some(note) => note.events.push(event),
            None => self.text.push(event),
        }
    }
}

/// What is known from the lines before the text, in YAML or in TOML.
#[derive(Debug, Default, PartialEq, Eq)]
struct FrontMatter {
    title: Option<String>,
    authors: Vec<String>,
}

impl FrontMatter {
    /// Reads the few forms in which people write titles and names: a value behind its key, a list in brackets, or a
    /// list of lines with dashes.
    fn of(text: &str) -> Self {
        let mut front = Self::default();
        let mut in_authors = false;
        for line in text.lines() {
            let item = line.trim_start().strip_prefix("- ");
            let inner = line.starts_with([' ', '\t', '-']);
            if !inner {
                in_authors = false;
            }
            let key_and_value = line.split_once([':', '=']).map(|(key, value)| {
                let key = key.trim().trim_start_matches("- ").to_lowercase();
                (key, value.trim())
            });
            match key_and_value {
                Some((key, value)) if !inner && key == "title" => {
                    front.title = value_of(value);
                }
                Some((key, value)) if !inner && matches!(key.as_str(), "author" | "authors") => {
                    let list = value.trim_start_matches('[').trim_end_matches(']');
                    let names = match value.starts_with('[') {
                        true => list.split(',').collect(),
                        false => vec![value],
                    };
                    front.authors.extend(names.into_iter().filter_map(value_of));
                    in_authors = true;
                }
                Some((key, value)) if in_authors => {
                    front
                        .authors
                        .extend(value_of(value).filter(|_| key == "name"));
                }
                _ if in_authors => front.authors.extend(item.and_then(value_of)),
                _ => {}
            }
        }
        front
    }
}

/// A value without its quotation marks; `None` if it is empty or goes on in other lines.
fn value_of(value: &str) -> Option<String> {
    let value = value.trim();
    let quoted = |mark: char| {
        let inner = value.strip_prefix(mark)?;
        inner.strip_suffix(mark)
    };
    let bare = quoted('"').or_else(|| quoted('\'')).unwrap_or(value);
    let bare = on_one_line(bare);
    let says = bare.chars().any(char::is_alphanumeric);
    says.then_some(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(markdown: &str) -> Vec<(RawKind, String)> {
        let pieces = content(markdown).expect("a text").pieces;
        pieces
            .into_iter()
            .map(|piece| (piece.kind, piece.text))
            .collect()
    }

    #[test]
    fn what_stands_before_the_text_is_its_title_and_not_its_text() {
        let notes = "---\ntitle: \"Notes on peat\"\nauthor: Ida Holm\ntags: [a, b]\n---\n\n# Depth\n\nIt is deep.\n";
        let read = content(notes).expect("a text");
        assert_eq!(read.title.as_deref(), Some("Notes on peat"));
        assert_eq!(read.authors, ["Ida Holm"]);
        let words: Vec<&str> = read
            .pieces
            .iter()
            .map(|piece| piece.text.as_str())
            .collect();
        assert_eq!(words, ["Depth", "It is deep."]);
        for front in [
            "authors:\n  - Ida Holm\n  - 'Omar Birch'",
            "authors: [Ida Holm, \"Omar Birch\"]",
            "author:\n  - name: Ida Holm\n    email: a@example.org\n  - name: Omar Birch",
        ] {
            assert_eq!(
                FrontMatter::of(front).authors,
                ["Ida Holm", "Omar Birch"],
                "{front}"
            );
        }
        assert_eq!(
            FrontMatter::of("title = 'Peat'").title.as_deref(),
            Some("Peat")
        );
        assert_eq!(FrontMatter::of("title:\n"), FrontMatter::default());
    }

    #[test]
    fn footnotes_stand_at_the_end_with_their_marks() {
        let notes = "It is deep[^a].\n\n[^a]: With the auger.\n\nIt is wet.\n";
        assert_eq!(
            texts(notes),
            [
                (RawKind::Paragraph, "It is deep[a].".to_owned()),
                (RawKind::Paragraph, "It is wet.".to_owned()),
                (RawKind::Footnote, "[a] With the auger.".to_owned()),
            ]
        );
    }

    #[test]
    fn signs_of_programs_are_no_text() {
        assert_eq!(
            texts(
                "[[_TOC_]]\n\nText.\n\n> [!WARNING]\n> Never delete the [queue](https://a.example/).\n\n> [!info]- Title\n\n[!] is a sign.\n"
            ),
            [
                (RawKind::Paragraph, "Text.".to_owned()),
                (
                    RawKind::Paragraph,
                    "Warning: Never delete the queue.".to_owned()
                ),
                (RawKind::Paragraph, "Info: Title".to_owned()),
                (RawKind::Paragraph, "[!] is a sign.".to_owned()),
            ]
        );
        let pieces = content("> [!WARNING]\n> Never delete the [queue](https://a.example/).\n")
            .expect("a text")
            .pieces;
        let link = pieces.first().and_then(|piece| piece.links.first());
        assert_eq!(link.map(|link| (link.start, link.end)), Some((26, 31)));
    }

    #[test]
    fn signs_in_a_program_are_its_own() {
        assert_eq!(
            texts("Files:\n\n```\n[!ab]*.txt\n```\n\n```\n[TOC]\n```\n"),
            [
                (RawKind::Paragraph, "Files:".to_owned()),
                (RawKind::Code, "[!ab]*.txt".to_owned()),
                (RawKind::Code, "[TOC]".to_owned()),
            ]
        );
    }

    #[test]
    fn a_term_and_its_definition_are_one_block() {
        assert_eq!(
            texts("Queue\n:   The *place* where mail waits.\n\nPort\n: 25\n"),
            [
                (
                    RawKind::ListItem,
                    "Queue: The place where mail waits.".to_owned()
                ),
                (RawKind::Field, "Port: 25".to_owned()),
            ]
        );
        assert_eq!(
            texts("It is late.\n\n:::note\nGo home.\n:::\n"),
            [
                (RawKind::Paragraph, "It is late.".to_owned()),
                (RawKind::Paragraph, ":::note Go home. :::".to_owned()),
            ]
        );
    }

    #[test]
    fn what_is_struck_out_is_left_out() {
        assert_eq!(
            texts(
                "Buy a disk of ~~4 TB~~ 8 TB, a ~cat~, 5~10 or 20~30 days.\n\n- [x] ~~Buy a lamp~~\n- ~~Rope~~\n- Salt\n"
            ),
            [
                (
                    RawKind::Paragraph,
                    "Buy a disk of 8 TB, a ~cat~, 5~10 or 20~30 days.".to_owned()
                ),
                (RawKind::Field, "\u{2612} Buy a lamp".to_owned()),
                (RawKind::ListItem, "Salt".to_owned()),
            ]
        );
        assert_eq!(
            texts("~~All of it.~~\n"),
            [(RawKind::Paragraph, "All of it.".to_owned())]
        );
    }

    #[test]
    fn tasks_have_boxes() {
        assert_eq!(
            texts("- [x] clean\n- [ ] send\n"),
            [
                (RawKind::Field, "\u{2612} clean".to_owned()),
                (RawKind::Field, "\u{2610} send".to_owned()),
            ]
        );
    }
}
