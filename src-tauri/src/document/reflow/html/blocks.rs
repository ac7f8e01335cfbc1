//! The blocks of a page: what its elements make of the text in them.

use ego_tree::iter::Edge;
use scraper::node::Element;
use scraper::{ElementRef, Node};

use super::cells::OpenRow;
use super::select::{folded, is_beside};
use crate::document::kind::RawKind;
use crate::document::reflow::piece::Piece;

/// Elements that are not part of the document's text.
const SKIPPED: &[&str] = &[
    "aside", "audio", "button", "canvas", "dialog", "footer", "head", "iframe", "math", "menu",
    "nav", "noscript", "object", "script", "select", "style", "svg", "template", "textarea",
    "video",
];

/// The longest text of a form that only asks for something, in characters: some sites wrap their whole page in a form.
const FORM: usize = 300;

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
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
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

/// The blocks below an element, in order. It does not recurse: a file may nest as deeply as it likes.
pub(super) fn pieces(root: ElementRef<'_>) -> Vec<Piece> {
    let mut writer = Writer::default();
    let mut skipped = 0_usize;
    for edge in root.traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Element(element) => {
                    let name = element.name();
                    let hidden = element.attr("hidden").is_some()
                        || element.attr("aria-hidden") == Some("true")
                        || ElementRef::wrap(node).is_some_and(is_beside)
                        || (name == "form" && ElementRef::wrap(node).is_some_and(only_asks));
                    if skipped > 0 || hidden || SKIPPED.contains(&name) {
                        skipped += 1;
                    } else {
                        writer.open(name);
                        if matches!(name, "td" | "th") {
                            writer.open_cell(element);
                        }
                    }
                }
                Node::Text(text) if skipped == 0 => writer.text(text),
                _ => {}
            },
            Edge::Close(node) => {
                if let Node::Element(element) = node.value() {
                    if skipped > 0 {
                        skipped -= 1;
                    } else {
                        writer.close(element.name());
                    }
                }
            }
        }
    }
    writer.flush();
    writer.pieces
}

#[derive(Default)]
struct Writer {
    pieces: Vec<Piece>,
    buffer: String,
    /// Open elements that decide what their text is, the outermost first.
    open: Vec<Piece>,
    /// The row of the outermost open table.
    row: OpenRow,
}

impl Writer {
    fn open(&mut self, name: &str) {
        if BLOCKS.contains(&name) {
            let row = self.inside(RawKind::Table) && name != "caption";
            if row {
                self.buffer.push(' ');
            } else {
                self.flush();
            }
        }
        if let Some(piece) = meaning(name) {
            self.open.push(piece);
        }
        if name == "br" {
            self.text("\n");
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "td" | "th" if self.is_in_cell() => {
                for _ in 0..self.row.close_cell() {
                    self.buffer.push('\t');
                }
            }
            "td" | "th" => self.buffer.push(' '),
            "tr" if self.is_in_cell() => {
                self.row.end();
                self.buffer.push('\n');
            }
            "tr" => self.buffer.push(' '),
            _ => {}
        }
        if meaning(name).is_some() {
            let table = name == "table" && self.is_in_cell();
            if !self.inside(RawKind::Table) || table || name == "caption" {
                self.flush();
            }
            self.open.pop();
            if name == "table" && !self.inside(RawKind::Table) {
                self.row = OpenRow::default();
            }
        } else if BLOCKS.contains(&name) && !self.inside(RawKind::Table) {
            self.flush();
        }
    }

    fn text(&mut self, text: &str) {
        if self.inside(RawKind::Table) {
            // only the end of a row ends a line, and only that of a cell is a tab
            self.buffer.push_str(&text.replace(['\n', '\t'], " "));
        } else {
            self.buffer.push_str(text);
        }
    }

    /// Puts a tab for each cell that reaches into the row from above.
    fn open_cell(&mut self, cell: &Element) {
        if self.is_in_cell() {
            for _ in 0..self.row.open_cell(cell) {
                self.buffer.push('\t');
            }
        }
    }

    /// Whether cells are those of the outermost table: a table in a cell is text of that cell.
    fn is_in_cell(&self) -> bool {
        self.open
            .iter()
            .filter(|open| open.kind == RawKind::Table)
            .count()
            == 1
    }

    fn inside(&self, kind: RawKind) -> bool {
        self.open.iter().any(|open| open.kind == kind)
    }

    /// Ends a block. The innermost element that decides what it is wins.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.buffer);
        let kind = self
            .open
            .last()
            .map_or(RawKind::Paragraph, |open| open.kind);
        let text = match kind {
            RawKind::Code => text.trim_matches('\n').to_owned(),
            RawKind::Table => {
                let rows = text.lines().map(cells);
                let filled: Vec<_> = rows.filter(|row| !row.is_empty()).collect();
                filled.join("\n")
            }
            _ => folded(&text),
        };
        if !text.trim().is_empty() {
            self.pieces.push(Piece { kind, text });
        }
    }
}

/// A row with its cells folded; nothing if all of them are empty.
fn cells(row: &str) -> String {
    // a tab ends each cell
    let row = row.trim_end_matches([' ', '\u{a0}']);
    let row = row.strip_suffix('\t').unwrap_or(row);
    let cells: Vec<String> = row.split('\t').map(folded).collect();
    match cells.iter().all(String::is_empty) {
        true => String::new(),
        false => cells.join("\t"),
    }
}

/// Whether a form has fields and no text.
fn only_asks(form: ElementRef<'_>) -> bool {
    let words = form.text().flat_map(str::split_whitespace);
    let mut length = 0;
    for word in words {
        length += word.chars().count();
        if length > FORM {
            return false;
        }
    }
    true
}

/// What the text in an element is; `None` if the element does not decide it.
fn meaning(name: &str) -> Option<Piece> {
    let kind = match name {
        "li" | "dd" | "dt" => RawKind::ListItem,
        "pre" => RawKind::Code,
        "table" => RawKind::Table,
        "caption" | "figcaption" => RawKind::Caption,
        _ => {
            let level = name.strip_prefix('h')?.parse().ok()?;
            return (1..=6).contains(&level).then(|| Piece::heading(level, ""));
        }
    };
    Some(Piece::new(kind, ""))
}
