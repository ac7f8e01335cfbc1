//! The list of contents with which programs lead through a book: an NCX (EPUB 2) or the navigation document (EPUB 3). The
//! headings of a book whose pages mark none are taken from it.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::events::Event;

use crate::document::kind::RawKind;
use crate::document::piece::Piece;
use crate::document::reflow::xml::{attribute, reader, resolved};
use crate::document::reflow::zip_archive::{folder, joined};
use crate::document::structure::letters_and_digits;

/// The first paragraphs of a page among which its title stands, and the most that it takes.
const BEGINNING: usize = 3;
const PARTS: usize = 3;
/// The fewest entries of a page that is a list of contents itself.
const FEWEST: usize = 2;

/// Entries beyond this number are left out.
const MOST: usize = 2_000;

/// A page of the book.
pub(super) struct Chapter {
    /// Its name in the archive.
    pub(super) name: String,
    pub(super) pieces: Vec<Piece>,
}

/// An entry of the list.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Entry {
    title: String,
    /// The letters of its title.
    letters: String,
    /// The name of the page that it leads to.
    name: String,
    /// Whether it leads to the beginning of the page.
    at_beginning: bool,
    level: u8,
}

impl Entry {
    /// `None` if the entry has no title.
    fn new(title: &str, href: &str, level: u8, list: &str) -> Option<Self> {
        let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
        let letters = letters_and_digits(&title);
        (!letters.is_empty()).then(|| Self {
            title,
            letters,
            name: joined(folder(list), href),
            at_beginning: !href.contains('#'),
            level: level.clamp(1, 9),
        })
    }
}

/// The entries of a list of this name.
pub(super) fn entries(xml: &str, list: &str) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut reader = reader(xml);
    let (mut depth, mut leads) = (0_u8, false);
    let (mut title, mut href) = (String::new(), String::new());
    let mut open: Option<String> = None;
    loop {
        // what comes before a fault counts
        let part = match reader.read_event() {
            Ok(Event::Start(tag)) => {
                match tag.local_name().as_ref() {
                    "nav" => {
                        let kind = attribute(&tag, "type").unwrap_or_default();
                        leads = kind.split_whitespace().any(|kind| kind == "toc");
                    }
                    "navPoint" | "ol" => depth = depth.saturating_add(1),
                    "text" if depth > 0 => open = Some(String::new()),
                    "a" if depth > 0 && leads => {
                        href = attribute(&tag, "href").unwrap_or_default();
                        open = Some(String::new());
                    }
                    "content" if depth > 0 => {
                        let href = attribute(&tag, "src").unwrap_or_default();
                        entries.extend(Entry::new(&title, &href, depth, list));
                    }
                    _ => {}
                }
                continue;
            }
            Ok(Event::End(tag)) => {
                match tag.local_name().as_ref() {
                    "nav" => leads = false,
                    "navPoint" | "ol" => depth = depth.saturating_sub(1),
                    "text" => title = open.take().unwrap_or_default(),
                    "a" => {
                        let title = open.take().unwrap_or_default();
                        entries.extend(Entry::new(&title, &href, depth, list));
                    }
                    _ => {}
                }
                continue;
            }
            Ok(Event::Text(part)) => part.to_string(),
            Ok(Event::CData(part)) => part.into_inner().into_owned(),
            Ok(Event::GeneralRef(reference)) => resolved(&reference),
            Ok(Event::Eof) | Err(_) => return entries,
            Ok(_) => continue,
        };
        if let Some(open) = &mut open {
            open.push_str(&part);
        }
    }
}

/// Leaves out pages that are lists of contents, and makes headings of what the list names if the book has none.
pub(super) fn apply(chapters: &mut [Chapter], entries: &[Entry]) {
    let entries = entries.get(..MOST).unwrap_or(entries);
    let texts = chapters.iter().filter(|chapter| !chapter.pieces.is_empty());
    let texts: BTreeSet<&str> = texts.map(|chapter| chapter.name.as_str()).collect();
    let mut titles: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for entry in entries {
        if texts.contains(entry.name.as_str()) {
            let names = titles.entry(entry.letters.as_str()).or_default();
            names.push(entry.name.as_str());
        }
    }
    let lists: Vec<bool> = chapters
        .iter()
        .map(|chapter| is_list(chapter, &titles))
        .collect();
    for (chapter, _) in chapters.iter_mut().zip(lists).filter(|(_, list)| *list) {
        chapter.pieces.clear();
    }
    let mut pieces = chapters.iter().flat_map(|chapter| &chapter.pieces);
    if pieces.any(|piece| matches!(piece.kind, RawKind::Heading { .. })) {
        return;
    }
    for chapter in chapters {
        let own = entries.iter().filter(|entry| entry.name == chapter.name);
        let mut from = 0;
        for entry in own {
            if let Some(at) = make_heading(&mut chapter.pieces, entry, from) {
                from = at + 1;
            }
        }
    }
}

/// Whether a page consists of titles of other pages, with at most one line besides. `titles` are the names of the pages that
/// have a text, by the letters of their titles.
fn is_list(chapter: &Chapter, titles: &BTreeMap<&str, Vec<&str>>) -> bool {
    let is_title = |piece: &&Piece| {
        let names = titles.get(letters_and_digits(&piece.text).as_str());
        names.is_some_and(|names| names.iter().any(|name| *name != chapter.name))
    };
    let count = chapter.pieces.iter().filter(is_title).count();
    count >= FEWEST && count + 1 >= chapter.pieces.len()
}

/// Makes a heading of the paragraphs from `from` on that say the title of an entry, and returns where it stands.
fn make_heading(pieces: &mut Vec<Piece>, entry: &Entry, from: usize) -> Option<usize> {
    // a longer text cannot consist of these letters
    let longest = entry.title.len() * 2 + 16;
    let says = |at: usize, count: usize| {
        pieces.get(at..at + count).is_some_and(|run| {
            let fits =
                |piece: &Piece| piece.kind == RawKind::Paragraph && piece.text.len() <= longest;
            if !run.iter().all(fits) {
                return false;
            }
            let texts: String = run
                .iter()
                .map(|piece| letters_and_digits(&piece.text))
                .collect();
            texts == entry.letters
        })
    };
    let end = match entry.at_beginning {
        true => pieces.len().min(BEGINNING),
        false => pieces.len(),
    };
    let (at, count) = (from..end).find_map(|at| {
        let count = (1..=PARTS).find(|count| says(at, *count))?;
        Some((at, count))
    })?;
    *pieces.get_mut(at)? = Piece::heading(entry.level, entry.title.as_str());
    pieces.drain(at + 1..at + count);
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chapter(name: &str, texts: &[&str]) -> Chapter {
        let pieces = texts.iter();
        Chapter {
            name: name.to_owned(),
            pieces: pieces
                .map(|text| Piece::new(RawKind::Paragraph, *text))
                .collect(),
        }
    }

    fn ncx() -> Vec<Entry> {
        let point = |title: &str, src: &str, inside: &str| {
            format!(
                "<navPoint><navLabel><text>{title}</text></navLabel><content src='{src}'/>{inside}</navPoint>"
            )
        };
        let inside = point("The gate", "a.xhtml#g", "");
        let points = point("One: The Weir", "a.xhtml", &inside) + &point("Notes", "b.xhtml", "");
        let xml =
            format!("<ncx><docTitle><text>Eels</text></docTitle><navMap>{points}</navMap></ncx>");
        entries(&xml, "OPS/toc.ncx")
    }

    #[test]
    fn lists_of_both_editions_are_read() {
        let titles = |entries: &[Entry]| -> Vec<(String, String, bool, u8)> {
            let entries = entries.iter();
            entries
                .map(|e| (e.title.clone(), e.name.clone(), e.at_beginning, e.level))
                .collect()
        };
        let wanted = [
            ("One: The Weir", "OPS/a.xhtml", true, 1),
            ("The gate", "OPS/a.xhtml", false, 2),
            ("Notes", "OPS/b.xhtml", true, 1),
        ]
        .map(|(title, name, beginning, level)| {
            (title.to_owned(), name.to_owned(), beginning, level)
        });
        assert_eq!(titles(&ncx()), wanted);
        let nav = "<html><body><nav epub:type='toc'><h1>Contents</h1><ol><li><a href='a.xhtml'>One: <i>The
            Weir</i></a><ol><li><a href='a.xhtml#g'>The gate</a></li></ol></li><li><a href='b.xhtml'>Notes</a></li></ol>
            </nav><nav epub:type='landmarks'><ol><li><a href='c.xhtml'>Cover</a></li></ol></nav></body></html>";
        assert_eq!(titles(&entries(nav, "OPS/nav.xhtml")), wanted);
    }

    #[test]
    fn entries_are_headings_where_they_point_and_their_list_is_no_text() {
        let mut chapters = [
            chapter("OPS/toc.xhtml", &["Contents", "One: The Weir", "Notes"]),
            chapter(
                "OPS/a.xhtml",
                &["One", "The Weir", "It froze.", "The Gate", "It is shut."],
            ),
            chapter("OPS/b.xhtml", &["Notes", "Of 1893."]),
        ];
        apply(&mut chapters, &ncx());
        let pieces = chapters.iter().flat_map(|chapter| &chapter.pieces);
        let read: Vec<(RawKind, &str)> = pieces
            .map(|piece| (piece.kind, piece.text.as_str()))
            .collect();
        assert_eq!(
            read,
            [
                (RawKind::Heading { level: 1 }, "One: The Weir"),
                (RawKind::Paragraph, "It froze."),
                (RawKind::Heading { level: 2 }, "The gate"),
                (RawKind::Paragraph, "It is shut."),
                (RawKind::Heading { level: 1 }, "Notes"),
                (RawKind::Paragraph, "Of 1893."),
            ]
        );
    }

    #[test]
    fn a_book_with_headings_keeps_them_and_a_page_of_titles_with_its_own() {
        let mut chapters = [
            chapter("OPS/a.xhtml", &["One: The Weir", "The gate"]),
            chapter("OPS/b.xhtml", &["Notes", "Of 1893."]),
        ];
        chapters[1].pieces[0].kind = RawKind::Heading { level: 2 };
        apply(&mut chapters, &ncx());
        assert_eq!(chapters[0].pieces.len(), 2);
        assert_eq!(chapters[0].pieces[0].kind, RawKind::Paragraph);
        assert_eq!(chapters[1].pieces[0].kind, RawKind::Heading { level: 2 });
    }
}
