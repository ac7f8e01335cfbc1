//! Writes the blocks of a page: what its elements make of the text in them.

use std::collections::HashMap;

use scraper::node::Element;

use super::cells::{OpenRow, cells};
use super::definitions::Definitions;
use super::fields::{Field, Fields, labelled};
use super::select::folded;
use crate::document::kind::RawKind;
use crate::document::piece::{Look, Piece};
use crate::document::reflow::linear::is_power;
use crate::document::reflow::links::{Marks, bare, moved};

/// The longest text before a field that is its label, in characters.
const LABEL: usize = 100;
/// What stands for a box, without and with its tick.
const BOXES: [char; 2] = ['\u{2610}', '\u{2612}'];

/// Elements that begin and end a block of text; every other element is part of a line.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "ul",
];

/// The blocks that are written so far, and what is open.
#[derive(Default)]
pub(super) struct Writer {
    pieces: Vec<Piece>,
    buffer: String,
    /// Open elements that decide what their text is, the outermost first.
    open: Vec<Open>,
    /// The row of the innermost open table.
    row: OpenRow,
    /// The rows of tables in its cells.
    inner: String,
    /// What is written of the tables around it.
    outer: Vec<Outer>,
    /// The number of the next item of each open list, if it is numbered.
    lists: Vec<Option<i64>>,
    /// The number of the open item, before its text.
    number: Option<i64>,
    /// Where the open line begins in the buffer, after a line break.
    line: usize,
    links: Marks,
    definitions: Definitions,
    /// Where raised text begins in the buffer.
    raised: Option<usize>,
    /// A box whose words follow it.
    tick: Option<Tick>,
    /// The printed words over groups of boxes, by the names of the groups.
    over: HashMap<String, String>,
}

/// A table in one of whose cells another table is open.
struct Outer {
    buffer: String,
    row: OpenRow,
    inner: String,
}

/// An open element that decides what its text is.
struct Open {
    kind: RawKind,
    /// Whether it has a block already. What follows in the same item of a list is no item of its own.
    filled: bool,
}

impl Open {
    fn new(kind: RawKind) -> Self {
        Self {
            kind,
            filled: false,
        }
    }
}

struct Tick {
    on: bool,
    /// The words over its group.
    over: Option<String>,
}

impl Writer {
    pub(super) fn open(&mut self, name: &str) {
        if BLOCKS.contains(&name) {
            self.links.pause(&mut self.buffer);
            let row = self.inside(RawKind::Table) && name != "caption";
            if row {
                self.buffer.push(' ');
            } else {
                self.flush();
                self.definitions.open(name, &mut self.pieces);
            }
        }
        if let Some(kind) = meaning(name) {
            if name == "table" && self.inside(RawKind::Table) {
                self.outer.push(Outer {
                    buffer: std::mem::take(&mut self.buffer),
                    row: std::mem::take(&mut self.row),
                    inner: std::mem::take(&mut self.inner),
                });
            }
            self.open.push(Open::new(kind));
        }
        if name == "sup" {
            self.raised = Some(self.buffer.len());
        }
        if name == "br" {
            if self.tick.is_some() {
                self.flush();
            }
            self.text("\n");
            self.line = self.buffer.len();
        }
    }

    pub(super) fn close(&mut self, name: &str) {
        if name == "a" {
            self.links.close(&mut self.buffer);
        } else if matches!(name, "td" | "th" | "tr") || BLOCKS.contains(&name) {
            self.links.pause(&mut self.buffer);
        }
        match name {
            "sup" => self.end_raised(),
            "td" | "th" => {
                for _ in 0..self.row.close_cell() {
                    self.buffer.push('\t');
                }
            }
            "tr" => self.end_row(),
            "ol" | "ul" => {
                self.lists.pop();
            }
            "li" if !self.inside(RawKind::Table) => {
                self.flush();
                self.number = None;
            }
            _ => {}
        }
        if meaning(name).is_some() {
            if name == "table" {
                self.end_table();
            } else if !self.inside(RawKind::Table) || name == "caption" {
                self.flush();
            }
            self.open.pop();
            if name == "table" && !self.inside(RawKind::Table) {
                self.row = OpenRow::default();
            }
        } else if BLOCKS.contains(&name) && !self.inside(RawKind::Table) {
            self.flush();
        }
        if !self.inside(RawKind::Table) {
            self.definitions.close(name, &mut self.pieces);
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        if self.inside(RawKind::Table) {
            // only the end of a row ends a line, and only that of a cell is a tab
            let text = text.replace(['\n', '\t'], " ");
            self.links.write(&mut self.buffer, &text);
        } else {
            self.links.write(&mut self.buffer, text);
        }
    }

    /// Ends raised text: a power behind its number has a sign between them.
    fn end_raised(&mut self) {
        let Some(at) = self.raised.take() else {
            return;
        };
        let Some((before, raised)) = self.buffer.split_at_checked(at) else {
            return;
        };
        if is_power(before, raised) {
            self.buffer.insert(at, '^');
        }
    }

    /// The text that follows, up to the end of the element, leads to an address.
    pub(super) fn link(&mut self, address: &str) {
        self.links.close(&mut self.buffer);
        self.links.open(address);
    }

    /// Adds a formula: in the line, or `apart` as a block of its own.
    pub(super) fn formula(&mut self, formula: &str, apart: bool) {
        if !apart || self.inside(RawKind::Table) {
            return self.text(formula);
        }
        self.flush();
        if !formula.is_empty() {
            self.pieces.push(Piece::new(RawKind::Formula, formula));
        }
    }

    /// Opens a note, and says whether it did: in a table, a note is text of its cell.
    pub(super) fn open_note(&mut self) -> bool {
        if self.inside(RawKind::Table) {
            return false;
        }
        self.flush();
        self.open.push(Open::new(RawKind::Footnote));
        true
    }

    pub(super) fn close_note(&mut self) {
        self.flush();
        self.open.pop();
    }

    /// Opens a list, or writes the number of an item.
    pub(super) fn count(&mut self, element: &Element) {
        let number = |name: &str| {
            let set = element.attr(name)?.trim();
            set.parse::<i64>().ok()
        };
        if element.name() != "li" {
            let first = (element.name() == "ol").then(|| number("start").unwrap_or(1));
            self.lists.push(first);
        } else if let Some(Some(next)) = self.lists.last_mut() {
            let here = number("value").unwrap_or(*next);
            *next = here.saturating_add(1);
            self.number = Some(here);
        }
    }

    /// Adds what a field says: a block of its own, or the text of a cell.
    pub(super) fn field(&mut self, field: Field, fields: &Fields) {
        let cell = self.inside(RawKind::Table);
        match field {
            Field::Text { label, value } => {
                let label = match label {
                    None if !cell => self.label(),
                    label => label,
                };
                let text = label.map_or_else(|| value.clone(), |label| labelled(&label, &value));
                self.put(text, cell);
            }
            Field::Box { on, words, group } if cell => {
                let over = group.as_deref().and_then(|group| fields.over(group));
                let tick = Tick {
                    on,
                    over: over.map(str::to_owned),
                };
                self.put(tick.with(&words.unwrap_or_default()), cell);
            }
            Field::Box { on, words, group } => {
                let group = group.filter(|group| fields.is_chosen(group));
                let over = group.and_then(|group| self.over(group, fields));
                self.flush();
                self.tick = Some(Tick { on, over });
                if let Some(words) = words {
                    self.buffer.push_str(&words);
                    self.flush();
                }
            }
        }
    }

    fn put(&mut self, text: String, cell: bool) {
        if cell {
            self.buffer.push_str(&text.replace('\t', " "));
            self.buffer.push(' ');
        } else {
            self.flush();
            self.pieces.push(Piece::new(RawKind::Field, text));
        }
    }

    /// The words over a group of boxes: those of its frame, or what is printed before its first box.
    fn over(&mut self, group: String, fields: &Fields) -> Option<String> {
        if let Some(legend) = fields.over(&group) {
            return Some(legend.to_owned());
        }
        if let Some(printed) = self.over.get(&group) {
            return Some(printed.clone());
        }
        let printed = self.label()?;
        self.over.insert(group, printed.clone());
        Some(printed)
    }

    /// Takes the label of a field that names none: the text before it on its line, or the block before it if that asks
    /// for something.
    fn label(&mut self) -> Option<String> {
        if self.tick.is_some() {
            return None;
        }
        let short = |text: &str| text.chars().count() <= LABEL;
        self.links.pause(&mut self.buffer);
        let line = folded(&bare(self.buffer.get(self.line..).unwrap_or_default()));
        if !line.is_empty() {
            return short(&line).then(|| {
                self.buffer.truncate(self.line);
                line
            });
        }
        if !self.buffer.trim().is_empty() {
            return None;
        }
        let asks = |piece: &mut Piece| {
            matches!(piece.kind, RawKind::Paragraph | RawKind::ListItem)
                && piece.text.ends_with([':', '?', '\u{ff1a}', '\u{ff1f}'])
                && short(&piece.text)
        };
        self.pieces.pop_if(asks).map(|piece| piece.text)
    }

    /// Puts a tab for each cell that reaches into the row from above.
    pub(super) fn open_cell(&mut self, cell: &Element) {
        for _ in 0..self.row.open_cell(cell) {
            self.buffer.push('\t');
        }
    }

    /// Ends a row. The rows of tables in its cells follow it.
    fn end_row(&mut self) {
        self.row.end();
        self.buffer.push('\n');
        self.buffer.push_str(&std::mem::take(&mut self.inner));
    }

    fn end_table(&mut self) {
        self.end_row();
        if let Some(outer) = self.outer.pop() {
            let rows = std::mem::replace(&mut self.buffer, outer.buffer);
            self.row = outer.row;
            self.inner = outer.inner;
            self.inner.push_str(&rows);
        } else {
            self.flush();
        }
    }

    /// The innermost element has a block.
    fn fill(&mut self) {
        if let Some(open) = self.open.last_mut() {
            open.filled = true;
        }
    }

    fn inside(&self, kind: RawKind) -> bool {
        self.open.iter().any(|open| open.kind == kind)
    }

    /// Ends the page and returns its blocks.
    pub(super) fn end(mut self) -> Vec<Piece> {
        self.flush();
        self.pieces
    }

    /// Ends a block. The innermost element that decides what it is wins.
    fn flush(&mut self) {
        self.links.pause(&mut self.buffer);
        let (text, links) = self.links.taken(&std::mem::take(&mut self.buffer));
        self.line = 0;
        self.raised = None;
        if let Some(tick) = self.tick.take() {
            let text = tick.with(&folded(&text));
            if !text.is_empty() {
                self.fill();
                self.pieces.push(Piece::new(RawKind::Field, text));
            }
            return;
        }
        let kind = match self.open.last() {
            Some(open) if open.kind == RawKind::ListItem && open.filled => RawKind::Paragraph,
            Some(open) => open.kind,
            None => RawKind::Paragraph,
        };
        let (text, links) = moved(&text, links, |text| match kind {
            RawKind::Code => text.trim_matches('\n').to_owned(),
            RawKind::Table => {
                let rows = text.lines().map(cells);
                let filled: Vec<_> = rows.filter(|row| !row.is_empty()).collect();
                filled.join("\n")
            }
            _ => folded(text),
        });
        if text.trim().is_empty() {
            return;
        }
        self.fill();
        // an item may write its number itself
        let number = self.number.take().filter(|number| {
            let own = text.trim_start_matches(['(', '[']);
            let rest = own.strip_prefix(&number.to_string());
            kind == RawKind::ListItem && !rest.is_some_and(|rest| rest.starts_with(['.', ')', ']']))
        });
        let number = number.map_or_else(String::new, |number| format!("{number}. "));
        let before = number.chars().count();
        let plain = matches!(kind, RawKind::Paragraph | RawKind::ListItem);
        let kind = match plain && self.inside(RawKind::Footnote) {
            true => RawKind::Footnote,
            false => kind,
        };
        self.pieces.push(Piece {
            kind,
            text: number + &text,
            links: links.into_iter().map(|link| link.behind(before)).collect(),
            look: Look::default(),
        });
    }
}

impl Tick {
    /// The box with its words, or what was chosen from its group. A box that nobody printed words for says something
    /// only in a group.
    fn with(&self, words: &str) -> String {
        match (&self.over, BOXES.get(usize::from(self.on))) {
            (Some(over), _) if self.on => labelled(over, words),
            (_, Some(sign)) => format!("{sign} {words}").trim_end().to_owned(),
            _ => words.to_owned(),
        }
    }
}

/// What the text in an element is; `None` if the element does not decide it.
fn meaning(name: &str) -> Option<RawKind> {
    Some(match name {
        "li" | "dd" | "dt" => RawKind::ListItem,
        "pre" => RawKind::Code,
        "table" => RawKind::Table,
        "caption" | "figcaption" => RawKind::Caption,
        _ => {
            let level = name.strip_prefix('h')?.parse().ok()?;
            return (1..=6)
                .contains(&level)
                .then_some(RawKind::Heading { level });
        }
    })
}
