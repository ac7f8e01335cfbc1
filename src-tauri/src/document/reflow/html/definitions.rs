//! Lists of definitions in a page (`dl`). A term becomes one block with its definition, as the label of a field does with its
//! value.

use super::fields::labelled;
use crate::document::kind::RawKind;
use crate::document::piece::Linked;
use crate::document::piece::Piece;

/// The longest term and the longest value, in characters: what is longer is text.
const TERM: usize = 100;
const VALUE: usize = 80;
/// The most terms that share a definition. Each of their definitions repeats them all.
const MOST: usize = 20;

/// Elements whose text has a block of its own in a definition.
const APART: &[&str] = &["dl", "ol", "pre", "table", "ul"];

/// The open lists, the outermost first.
#[derive(Default)]
pub(super) struct Definitions(Vec<List>);

#[derive(Default)]
struct List {
    /// The terms that the next definition defines.
    terms: Vec<Piece>,
    /// Whether a definition has followed them.
    defined: bool,
    /// The number of blocks before the open term, or before the open definition until its term is written.
    term: Option<usize>,
    definition: Option<usize>,
}

impl Definitions {
    /// Opens an element outside tables, after the block before it has ended.
    pub(super) fn open(&mut self, name: &str, pieces: &mut Vec<Piece>) {
        if APART.contains(&name) {
            self.settle(pieces);
        }
        if name == "dl" {
            self.0.push(List::default());
        }
        let Some(list) = self.0.last_mut() else {
            return;
        };
        match name {
            "dt" => {
                if std::mem::take(&mut list.defined) {
                    list.terms.clear();
                }
                list.term = Some(pieces.len());
            }
            "dd" => list.definition = Some(pieces.len()),
            _ => {}
        }
    }

    /// Closes an element outside tables, after its last block has ended.
    pub(super) fn close(&mut self, name: &str, pieces: &mut Vec<Piece>) {
        match name {
            "dt" => self.end_term(pieces),
            "dd" => self.settle(pieces),
            "dl" => {
                self.settle(pieces);
                if let Some(mut list) = self.0.pop().filter(|list| !list.defined) {
                    pieces.append(&mut list.terms);
                }
            }
            _ => {}
        }
    }

    /// Keeps a term for its definition. One that is text, several blocks or one term too many stays what it is.
    fn end_term(&mut self, pieces: &mut Vec<Piece>) {
        let Some(list) = self.0.last_mut() else {
            return;
        };
        let Some(from) = list.term.take() else {
            return;
        };
        let mut found = pieces.split_off(from.min(pieces.len()));
        let is_term = match found.as_slice() {
            [] => return,
            [term] => {
                term.kind == RawKind::ListItem
                    && term.text.chars().count() <= TERM
                    && list.terms.len() < MOST
            }
            _ => false,
        };
        if is_term {
            list.terms.append(&mut found);
        } else {
            pieces.append(&mut list.terms);
            pieces.append(&mut found);
        }
    }

    /// Writes the terms of the open definition before its first block, if that has ended.
    fn settle(&mut self, pieces: &mut Vec<Piece>) {
        let Some(list) = self.0.last_mut() else {
            return;
        };
        let Some(from) = list.definition.take().filter(|_| !list.terms.is_empty()) else {
            return;
        };
        list.defined = true;
        match pieces.get_mut(from) {
            Some(first) if first.kind == RawKind::ListItem => {
                define(&list.terms, first);
            }
            _ => {
                let at = from.min(pieces.len());
                pieces.splice(at..at, list.terms.iter().cloned());
            }
        }
    }
}

/// Puts terms before the first block of their definition. A short one that is no sentence is a value.
fn define(terms: &[Piece], first: &mut Piece) {
    let bare = |term: &Piece| term.text.trim_end_matches([':', ' ']).to_owned();
    let texts: Vec<String> = terms.iter().map(bare).collect();
    let label = texts.join(", ");
    let text = labelled(&label, &first.text);
    let mut links: Vec<Linked> = Vec::new();
    if text.starts_with(&label) {
        let mut before = 0;
        for (term, text) in terms.iter().zip(&texts) {
            links.extend(term.links.iter().map(|link| link.clone().behind(before)));
            before += text.chars().count() + ", ".len();
        }
    }
    let shift = text.chars().count() - first.text.chars().count();
    let own = std::mem::take(&mut first.links).into_iter();
    links.extend(own.map(|link| link.behind(shift)));
    let is_value = first.text.chars().count() <= VALUE
        && !first
            .text
            .ends_with(['.', '!', '?', '\u{2026}', '\u{3002}']);
    if is_value {
        first.kind = RawKind::Field;
    }
    first.text = text;
    first.links = links;
}
