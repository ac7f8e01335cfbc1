//! The title and the headings of a document whose author used no styles for them: lines that stand apart from the text by
//! their weight or their size are what they look like. Where styles name the sections, what is bold is emphasis.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::kind::RawKind;
use crate::document::marks::caption;
use crate::document::piece::{Look, Piece};
use crate::document::structure::{
    SmallWords, is_salutation, known, letters_and_digits, number, says_subject,
};

/// A size counts as larger than another from this ratio on.
const LARGER: (u32, u32) = (23, 20);
/// The longest line that stands apart, in characters and in words.
const LONGEST: (usize, usize) = (120, 16);
/// The longest title, in characters, and the most paragraphs that it takes.
const TITLE: (usize, usize) = (250, 3);
/// A paragraph from this length on is text, in characters.
const TEXT: usize = 90;
/// Paragraphs from the beginning among which the title is looked for, and those of a letter's head.
const FRONT: (usize, usize) = (12, 30);
/// Lines from the beginning in which an address shows that the first line names the sender of a letter or a bill.
const CONTACTS: usize = 6;
/// Paragraphs under the title that may name the authors.
const BYLINES: usize = 4;
/// From this number of headings on, a document is a report or the like, which has authors.
const SECTIONS: usize = 2;

/// From this number of questions in one look on, a document is an interview or answers them.
const QUESTIONS: usize = 3;

/// What the look of a document shows besides its title and its headings.
#[derive(Default)]
pub(super) struct Found {
    /// The authors that stand under the title.
    pub(super) authors: Vec<String>,
    /// Whether the first paragraph is a heading that is no title.
    pub(super) without_title: bool,
}

/// Marks the title and the headings by the look of the paragraphs. `named` is the title that the file names.
pub(super) fn mark(pieces: &mut [Piece], named: Option<&str>) -> Found {
    let Some(body) = Body::of(pieces) else {
        return Found::default();
    };
    let lines = Lines {
        pieces: &*pieces,
        body,
    };
    let title = lines.title(named);
    let styled = pieces.iter().position(|piece| piece.kind == RawKind::Title);
    let behind = title.as_ref().map(|title| title.end);
    let behind = behind.or(styled.map(|at| at + 1)).unwrap_or(0);
    let subtitle = title.as_ref().and_then(|_| lines.subtitle(behind));
    let from = subtitle.map_or(behind, |at| at + 1);
    let headings = lines.headings(from);
    let first = headings.first().is_some_and(|(at, _)| *at == 0);
    let without_title = first && title.is_none();
    for at in title.into_iter().flatten() {
        set(pieces, at, RawKind::Title);
    }
    if let Some(at) = subtitle {
        set(pieces, at, RawKind::Authors);
    }
    for (at, level) in headings {
        set(pieces, at, RawKind::Heading { level });
    }
    Found {
        authors: authors(pieces),
        without_title,
    }
}

fn set(pieces: &mut [Piece], at: usize, kind: RawKind) {
    if let Some(piece) = pieces.get_mut(at) {
        piece.kind = kind;
    }
}

/// The look of most letters.
#[derive(Clone, Copy)]
struct Body {
    size: u16,
    bold: bool,
}

impl Body {
    /// `None` if the look of no paragraph is known.
    fn of(pieces: &[Piece]) -> Option<Self> {
        let mut sizes: BTreeMap<u16, usize> = BTreeMap::new();
        let (mut all, mut bold) = (0, 0);
        for piece in pieces.iter().filter(|piece| is_line(piece)) {
            let length = piece.text.chars().count();
            *sizes.entry(piece.look.size).or_default() += length;
            all += length;
            if piece.look.bold {
                bold += length;
            }
        }
        let (size, _) = sizes.into_iter().max_by_key(|(_, length)| *length)?;
        Some(Self {
            size,
            bold: bold * 2 > all,
        })
    }

    fn is_smaller_than(self, look: Look) -> bool {
        u32::from(look.size) * LARGER.1 >= u32::from(self.size) * LARGER.0
    }

    /// Whether a paragraph is a line that stands apart.
    fn is_apart(self, piece: &Piece) -> bool {
        let text = piece.text.as_str();
        let look = piece.look;
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        let ends = |c: char| matches!(c, '.' | ',' | ';' | ':' | '!' | '\u{2026}' | '\u{3002}');
        is_line(piece)
            && ((look.bold && !self.bold) || self.is_smaller_than(look))
            && letters >= 2
            && text.chars().count() <= LONGEST.0
            && text.split_whitespace().count() <= LONGEST.1
            && !text.ends_with(ends)
            && !text.starts_with(char::is_lowercase)
            && !text.contains(['@', '\u{2610}', '\u{2612}'])
            && !text.contains("://")
            && !text.contains("www.")
            && caption(text, true).is_none()
    }
}

/// Whether a piece is a paragraph without a style, of which the look is known.
fn is_line(piece: &Piece) -> bool {
    matches!(piece.kind, RawKind::Paragraph | RawKind::ListItem) && piece.look.size > 0
}

/// Whether a line is surely the name of a section: it has a number, or it is a name that many documents use.
fn says_section(text: &str) -> bool {
    number(text).is_some() || known(text).is_some()
}

/// The paragraphs of a document.
struct Lines<'p> {
    pieces: &'p [Piece],
    body: Body,
}

impl Lines<'_> {
    fn apart(&self, at: usize) -> Option<&Piece> {
        self.pieces
            .get(at)
            .filter(|piece| self.body.is_apart(piece))
    }

    /// The lines from `at` on that stand apart in one look and do not name a section.
    fn run(&self, at: usize) -> usize {
        let look = self.pieces.get(at).map(|piece| piece.look);
        let alike = |at: &usize| {
            self.apart(*at)
                .is_some_and(|piece| Some(piece.look) == look && !says_section(&piece.text))
        };
        (at..at + TITLE.1).take_while(alike).count()
    }

    /// The lines from `at` on that stand apart or are headings by their style.
    fn later(&self, at: usize) -> impl Iterator<Item = &Piece> {
        let body = self.body;
        let heads = move |piece: &&Piece| {
            matches!(piece.kind, RawKind::Heading { .. }) || body.is_apart(piece)
        };
        self.pieces.iter().skip(at).filter(heads)
    }

    /// The number of headings by style.
    fn styled(&self) -> usize {
        let heading = |piece: &&Piece| matches!(piece.kind, RawKind::Heading { .. });
        self.pieces.iter().filter(heading).count()
    }

    /// The title, unless a style names one.
    fn title(&self, named: Option<&str>) -> Option<std::ops::Range<usize>> {
        let pieces = self.pieces;
        if pieces.iter().any(|piece| piece.kind == RawKind::Title) {
            return None;
        }
        let mut head = pieces.iter().take(FRONT.1);
        if let Some(salutation) = head.position(|piece| salutes(&piece.text)) {
            let at = self.subject(salutation)?;
            return Some(at..at + 1);
        }
        let ends = |piece: &&Piece| {
            let text = is_line(piece) && !self.body.is_apart(piece);
            !is_line(piece) || (text && piece.text.chars().count() >= TEXT)
        };
        let front = pieces.iter().take(FRONT.0).position(|piece| ends(&piece));
        let front = front.unwrap_or(pieces.len().min(FRONT.0));
        let is_named = |at: &usize| {
            let text = self.apart(*at).map(|piece| letters_and_digits(&piece.text));
            text.is_some_and(|text| named.is_some_and(|named| letters_and_digits(named) == text))
        };
        if let Some(at) = (0..front).find(is_named) {
            return Some(at..at + 1);
        }
        self.largest(front).or_else(|| self.first_in_bold(front))
    }

    /// The subject of a letter, beside its salutation.
    fn subject(&self, salutation: usize) -> Option<usize> {
        let subject = |at: &usize| {
            let line = self.pieces.get(*at).filter(|piece| is_line(piece));
            line.is_some_and(|piece| says_subject(&piece.text))
        };
        // what stands over it may also be an address
        let beside = [Some(salutation + 1), salutation.checked_sub(1)];
        let mut beside = beside.into_iter().flatten();
        (0..salutation + 2)
            .find(subject)
            .or_else(|| beside.find(|at| self.apart(*at).is_some()))
    }

    /// The largest lines before the text, if they are larger than it and than all headings.
    fn largest(&self, front: usize) -> Option<std::ops::Range<usize>> {
        let large = |at: &usize| {
            let piece = self.apart(*at);
            piece.is_some_and(|piece| self.body.is_smaller_than(piece.look))
        };
        let size = |at: &usize| self.pieces.get(*at).map_or(0, |piece| piece.look.size);
        // of equals, the first
        let first = (0..front).rev().filter(large).max_by_key(size)?;
        let piece = self.pieces.get(first)?;
        let title = first..first + self.run(first);
        let smaller = |other: &Piece| {
            other.look.size < piece.look.size || (piece.look.centred && !other.look.centred)
        };
        let whole = self.pieces.get(title.clone())?;
        let length: usize = whole.iter().map(|piece| piece.text.chars().count()).sum();
        (!title.is_empty() && length <= TITLE.0 && self.later(title.end).all(smaller))
            .then_some(title)
    }

    /// The first line, if it is bold and not a heading like the others, because it looks different or they name sections.
    fn first_in_bold(&self, front: usize) -> Option<std::ops::Range<usize>> {
        let first = self.apart(0).filter(|piece| piece.look.bold)?;
        let head = self.pieces.get(..front.min(CONTACTS))?;
        let whose = head.iter().any(|line| is_contact(&line.text));
        if front == 0 || whose || says_section(&first.text) || self.styled() > 0 {
            return None;
        }
        let mut alike = self.later(1).filter(|other| other.look == first.look);
        let over_sections = alike.all(|other| says_section(&other.text));
        // the second of two such lines is the first heading
        let over_heading = self.run(0) == 2;
        let shouts = |piece: &Piece| !piece.text.contains(char::is_lowercase);
        let alone_in_capitals = shouts(first) && !self.later(1).any(shouts);
        (over_sections || over_heading || alone_in_capitals).then_some(0..1)
    }

    /// The line under the title that says more of it: it stands apart, in the middle or lighter than the title, and no
    /// other line looks so.
    fn subtitle(&self, at: usize) -> Option<usize> {
        let line = self.apart(at)?;
        let another = self.later(at + 1).any(|other| other.look == line.look);
        let title = at.checked_sub(1).and_then(|at| self.pieces.get(at));
        let lighter = title.is_some_and(|title| title.look.bold && !line.look.bold);
        let says_more = line.look.centred || lighter;
        (says_more && !another && !says_section(&line.text)).then_some(at)
    }

    /// The headings from `from` on, with their levels.
    fn headings(&self, from: usize) -> Vec<(usize, u8)> {
        if self.styled() > 1 {
            return Vec::new();
        }
        let mut found: Vec<(usize, &Piece)> = (from..self.pieces.len())
            .filter(|at| self.heads_text(*at, from))
            .filter_map(|at| Some((at, self.apart(at)?)))
            .collect();
        let mut counts: BTreeMap<Look, usize> = BTreeMap::new();
        for (_, piece) in &found {
            *counts.entry(piece.look).or_default() += 1;
        }
        without_questions(&mut found);
        // a single bold line is emphasis
        found.retain(|(_, piece)| {
            counts.get(&piece.look).is_some_and(|count| *count > 1)
                || self.body.is_smaller_than(piece.look)
                || says_section(&piece.text)
        });
        // what comes again and again is the name of a speaker or a label
        let different: BTreeSet<&str> =
            found.iter().map(|(_, piece)| piece.text.as_str()).collect();
        let again = different.len() * 3 < found.len() * 2;
        if again || found.len() * 2 > self.pieces.len() - from.min(self.pieces.len()) + 1 {
            return Vec::new();
        }
        let rank_of = |piece: &Piece| (std::cmp::Reverse(piece.look.size), !piece.look.bold);
        let ranks: BTreeSet<_> = found.iter().map(|(_, piece)| rank_of(piece)).collect();
        let ranks: Vec<_> = ranks.into_iter().collect();
        let level = |piece: &Piece| {
            let rank = ranks.iter().position(|rank| *rank == rank_of(piece));
            let depth = number(&piece.text).map_or(1, |(depth, _)| usize::from(depth));
            (rank.unwrap_or(0) + 1).max(depth).min(9) as u8
        };
        found
            .into_iter()
            .map(|(at, piece)| (at, level(piece)))
            .collect()
    }

    /// Whether a line stands apart over text, from `from` on. Lines of one look, one under the other, are an address or a
    /// list, unless one has a number of another depth.
    fn heads_text(&self, at: usize, from: usize) -> bool {
        let Some(piece) = self.apart(at) else {
            return false;
        };
        let Some(next) = self.pieces.get(at + 1) else {
            return false;
        };
        if piece.kind == RawKind::ListItem && next.kind == RawKind::ListItem {
            return false;
        }
        let depth = |piece: &Piece| number(&piece.text).map(|(depth, _)| depth);
        let alike = |other: Option<&Piece>| {
            other.is_some_and(|other| other.look == piece.look && depth(other) == depth(piece))
        };
        let before = at.checked_sub(1).filter(|before| *before >= from);
        let before = before.and_then(|before| self.apart(before));
        // no more levels of headings than this stand over each other
        let text = (at + 1..at + 4).any(|later| {
            let line = self.pieces.get(later);
            line.is_some() && self.apart(later).is_none()
        });
        text && !alike(before) && !alike(self.apart(at + 1))
    }
}

/// Leaves out questions where most lines of one look are questions: they are asked, and the text under them answers. A
/// question with a number is the name of a section.
fn without_questions(found: &mut Vec<(usize, &Piece)>) {
    let asks = |piece: &Piece| {
        let text = piece
            .text
            .trim_end_matches(['"', '\'', '\u{201d}', '\u{201c}', '\u{bb}']);
        text.ends_with(['?', '\u{61f}', '\u{ff1f}']) && number(text).is_none()
    };
    let mut looks: BTreeMap<Look, (usize, usize)> = BTreeMap::new();
    for (_, piece) in found.iter() {
        let (all, asked) = looks.entry(piece.look).or_default();
        *all += 1;
        *asked += usize::from(asks(piece));
    }
    found.retain(|(_, piece)| {
        let (all, asked) = looks.get(&piece.look).copied().unwrap_or_default();
        asked < QUESTIONS || asked * 2 < all || !asks(piece)
    });
}

/// Whether a paragraph is the salutation of a letter, or begins with it.
fn salutes(text: &str) -> bool {
    is_salutation(text, !text.ends_with('.'))
}

/// Whether a line says how somebody can be reached.
fn is_contact(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let dates = text.contains(['/', ':', '\u{2013}']);
    text.contains('@') || text.contains("www.") || text.contains("://") || (digits > 8 && !dates)
}

/// The authors in the lines under the title: lines of nothing but names, in a document with sections or behind "by".
fn authors(pieces: &[Piece]) -> Vec<String> {
    let is_title = |piece: &Piece| piece.kind == RawKind::Title;
    let Some(title) = pieces.iter().position(is_title) else {
        return Vec::new();
    };
    let words = SmallWords::of(pieces.iter().map(|piece| piece.text.as_str()));
    let sections = pieces
        .iter()
        .filter(|piece| matches!(piece.kind, RawKind::Heading { .. }))
        .count();
    let under = pieces
        .iter()
        .skip(title)
        .skip_while(|piece| is_title(piece))
        .take(BYLINES)
        .take_while(|piece| {
            matches!(piece.kind, RawKind::Paragraph | RawKind::Authors)
                && piece.text.chars().count() < 2 * TEXT
        });
    let mut names = Vec::new();
    for line in under {
        let by = ["by ", "von ", "par ", "por "]
            .iter()
            .find(|by| begins(&line.text, by))
            .and_then(|by| line.text.get(by.len()..));
        let here = words.only_persons(by.unwrap_or(&line.text));
        if by.is_some() || sections >= SECTIONS {
            names.extend(here);
        }
    }
    names
}

/// Whether a text begins with a word, in either case.
fn begins(text: &str, with: &str) -> bool {
    text.get(..with.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(with))
}
