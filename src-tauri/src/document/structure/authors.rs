//! Finds the names of authors in the lines under the title.

use super::name_words::{is_degree, is_label_of_persons};
use super::names::{SmallWords, parts, split_names};
use super::publishers::{is_address, is_publishers};
use super::section_names::number;
use crate::document::kind::RawKind;
use crate::document::layout::{Line, RawBlock, SCRIPT};

/// The longest list of authors, in characters.
const LONGEST_LIST: usize = 6_000;
/// Blocks under the title of a document that is no paper in which authors are looked for.
const NEAREST: usize = 12;
/// A document that is no paper has at most this many authors.
const MOST_PERSONS: usize = 30;

/// Returns the names in the blocks under the title of a paper.
pub(crate) fn author_lines(blocks: &[RawBlock]) -> Vec<String> {
    let mut names = Vec::new();
    let mut look = None;
    let printed = blocks
        .iter()
        .filter(|block| block.kind() != RawKind::Furniture);
    for block in printed {
        let raw = block.rough_text();
        if is_publishers(raw) {
            if names.is_empty() { continue } else { break }
        }
        // "1 Alder Software" says where the authors work
        if !names.is_empty() && begins_with_mark(block) {
            continue;
        }
        let before = names.len();
        // names may stand in columns, each over its own address
        let alike = look.is_none_or(|look| look == Look::of(block));
        let (found, share) = names_in(block);
        if is_address(raw) {
            let over = names_over_addresses(block);
            if alike && !over.is_empty() {
                look = look.or(Some(Look::of(block)));
                names.extend(over);
            } else if names.is_empty() && share >= 0.7 {
                names.extend(found);
            }
            continue;
        }
        let later = look.is_some() && !names.is_empty();
        if share >= if later { 0.9 } else { 0.7 } && alike {
            look = look.or(Some(Look::of(block)));
            names.extend(found);
        }
        if later && names.len() == before {
            continue;
        }
        if names.len() == before && !names.is_empty() {
            break;
        }
    }
    // an institute in capitals under a name
    if let Some((first, rest)) = names.clone().split_first() {
        let first = std::slice::from_ref(first);
        let shout = |name: &&String| !in_one_form(first, std::slice::from_ref(*name));
        if rest.iter().filter(shout).count() == 1 {
            names.retain(|name| in_one_form(first, std::slice::from_ref(name)));
        }
    }
    names
}

/// Whether a block begins with the mark of an affiliation.
fn begins_with_mark(block: &RawBlock) -> bool {
    let line = block.lines().first();
    line.and_then(|line| line.styles.first())
        .is_some_and(|style| style & SCRIPT != 0)
}

/// Returns the names in the blocks under the title of a document that is no paper: whole lines that are surely names
/// of persons, all set alike. A phrase of a form, an invoice or a cover is none.
pub(crate) fn persons_under(blocks: &[RawBlock], words: &SmallWords) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut look = None;
    let mut labelled = false;
    let ends = |block: &&RawBlock| {
        let text = block.rough_text();
        number(text).is_none() && !is_list_of_contents(text)
    };
    for block in blocks.iter().take_while(ends).take(NEAREST) {
        for line in block.lines() {
            let text = line.string();
            let own = Look::of_line(line);
            // whom "Supervisor:" names is not the author
            let named = !labelled && look.is_none_or(|look| look == own);
            labelled = is_label_of_persons(&text) || text.trim_end().ends_with(':');
            let persons = persons_in(line, words);
            // "Mr" is the receiver of a bill or of a letter
            let receives = [
                "Mr ", "Mrs ", "Ms ", "Mr. ", "Mrs. ", "Ms. ", "Herr ", "Herrn ", "Frau ", "Mme ",
            ];
            if persons.is_empty()
                || !named
                || receives.iter().any(|title| text.starts_with(title))
                || !in_one_form(&names, &persons)
            {
                continue;
            }
            look = Some(own);
            names.extend(persons);
            if names.len() > MOST_PERSONS {
                return Vec::new();
            }
        }
    }
    names
}

/// The names of a line that has nothing but names, and a place behind a single name.
fn persons_in(line: &Line, words: &SmallWords) -> Vec<String> {
    // an address for e-mail says nothing
    let text: Vec<String> = without_marks(line)
        .split_whitespace()
        .filter(|word| !word.contains('@'))
        .map(str::to_owned)
        .collect();
    let text = text.join(" ");
    let persons = words.persons(&text);
    let rest: Vec<String> = parts(&text)
        .into_iter()
        .filter(|part| !part.is_empty() && !is_degree(part) && !persons.contains(part))
        .collect();
    let place = persons.len() == 1
        && rest.len() == 1
        && text.contains([',', '('])
        && parts(&text).first() == persons.first()
        && rest.iter().all(|part| {
            !part.contains(' ') && part.starts_with(char::is_uppercase) && part.len() > 3
        });
    match rest.is_empty() || place {
        true => persons,
        false => Vec::new(),
    }
}

/// Whether further names have a word in capitals only if those before them do: "INRIA Rocquencourt" is no author beside
/// "Jane Alder".
fn in_one_form(names: &[String], further: &[String]) -> bool {
    let shouts = |name: &String| {
        let capitals =
            |word: &str| word.chars().count() >= 4 && word.chars().all(char::is_uppercase);
        name.split([' ', '-']).any(capitals)
    };
    names.is_empty() || names.iter().any(shouts) || !further.iter().any(shouts)
}

/// Whether a text is the heading of a list of contents, or begins with it.
fn is_list_of_contents(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    [
        "contents",
        "table of contents",
        "inhalt",
        "sommaire",
        "table des mati\u{e8}res",
        "\u{ed}ndice",
        "sum\u{e1}rio",
        "indice",
        "abstract",
        "summary",
        "zusammenfassung",
    ]
    .iter()
    .any(|name| lower.starts_with(name))
}

/// How names are set: all of a paper are set alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Look {
    /// Half points.
    size: i32,
    bold: bool,
}

impl Look {
    fn of(block: &RawBlock) -> Self {
        block.lines().first().map_or(
            Self {
                size: 0,
                bold: false,
            },
            Self::of_line,
        )
    }

    fn of_line(line: &Line) -> Self {
        Self {
            size: (line.size * 2.0).round() as i32,
            bold: line.bold > 0.5,
        }
    }
}

/// The names in a block that stand on lines of their own, each over an address.
fn names_over_addresses(block: &RawBlock) -> Vec<String> {
    let lines: Vec<String> = block.lines().iter().map(Line::string).collect();
    let mut names = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let found = split_names(line);
        let only = found.len() == 1 && line.split_whitespace().count() <= 4;
        let behind = lines.get(index + 1..).unwrap_or_default();
        // the first name is that over the whole address
        let over = match index {
            0 => is_address(&behind.join(" ")),
            _ => !is_address(line) && behind.first().is_some_and(|next| is_address(next)),
        };
        if only && over && (index == 0 || !names.is_empty()) {
            names.extend(found);
        }
    }
    names
}

/// A line with commas in the place of superscripts, which mark affiliations and are not part of a name.
fn without_marks(line: &Line) -> String {
    line.text
        .iter()
        .zip(&line.styles)
        .map(|(c, style)| if style & SCRIPT != 0 { ',' } else { *c })
        .collect()
}

/// The names in a block, and the share of its letters that are in them.
pub(crate) fn names_in(block: &RawBlock) -> (Vec<String>, f32) {
    if block.rough_text().chars().count() > LONGEST_LIST {
        return (Vec::new(), 0.0);
    }
    let lines: Vec<String> = block.lines().iter().map(without_marks).collect();
    let text = lines.join(" ");
    let found = match one_a_line(block) {
        Some(found) => found,
        None => split_names(&text),
    };
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
    let named: usize = found.iter().map(|name| letters(name)).sum();
    let parts = parts(&text);
    let degrees: usize = parts
        .iter()
        .filter(|part| is_degree(part))
        .map(|part| letters(part))
        .sum();
    let all = letters(&text).saturating_sub(degrees);
    (found, named as f32 / all.max(1) as f32)
}

/// The names of a block that has one on each of its lines, without commas between them.
fn one_a_line(block: &RawBlock) -> Option<Vec<String>> {
    let lines: Vec<String> = block.lines().iter().map(|line| line.string()).collect();
    let names: Vec<String> = lines.iter().flat_map(|line| split_names(line)).collect();
    let single = lines.iter().all(|line| {
        let words = line.split_whitespace().count();
        (2..=4).contains(&words) && !line.contains([',', ';', '&']) && split_names(line).len() == 1
    });
    (lines.len() >= 2 && single).then_some(names)
}
