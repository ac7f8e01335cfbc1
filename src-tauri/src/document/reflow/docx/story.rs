//! A story (ECMA-376, part 1, 17.2) as it is read: the body, a note or a text box, with its paragraphs and tables.

use super::look::{Letters, Tally};
use crate::document::kind::RawKind;
use crate::document::marks::on_one_line;
use crate::document::piece::{Look, Piece};
use crate::document::reflow::linear::is_power;
use crate::document::reflow::links::{Marks, moved, reshaped};

/// What stands before the name of an included document, in its place. It is no character of any script, and hardly a text has it.
pub(super) const CHUNK: char = '\u{fdd0}';

/// What has been read of a story.
pub(super) struct Story {
    /// What a paragraph without a style is.
    plain: RawKind,
    pieces: Vec<Piece>,
    /// What stands in text boxes that hang on the open paragraph or table, or is included in it, and follows it.
    boxes: Vec<Piece>,
    paragraph: Option<Paragraph>,
    /// Text without a paragraph of its own, which begins the next one.
    carried: String,
    tables: Vec<Table>,
    links: Marks,
}

/// An open paragraph.
pub(super) struct Paragraph {
    pub(super) kind: RawKind,
    pub(super) text: String,
    /// Whether its text runs on in the next paragraph: it is a drop cap, or its end is deleted.
    pub(super) runs_on: bool,
    /// What its style and its properties say about its letters.
    pub(super) letters: Letters,
    tally: Tally,
    /// Whether its last letters are raised.
    raised: bool,
}

/// An open table.
#[derive(Default)]
struct Table {
    rows: Vec<String>,
    cells: Vec<String>,
    cell: String,
    /// Rows of tables in the open row's cells, which follow it.
    inner: Vec<String>,
    /// How many of them stand in cells before the open one.
    inner_before: usize,
    /// How many columns the open cell takes besides its first.
    more_columns: usize,
    cell_deleted: bool,
    row_deleted: bool,
}

impl Story {
    pub(super) fn new(plain: RawKind) -> Self {
        Self {
            plain,
            pieces: Vec::new(),
            boxes: Vec::new(),
            paragraph: None,
            carried: String::new(),
            tables: Vec::new(),
            links: Marks::default(),
        }
    }

    pub(super) fn paragraph(&mut self) -> Option<&mut Paragraph> {
        self.paragraph.as_mut()
    }

    /// Whether text of a run that says this about its letters is struck out.
    pub(super) fn strikes(&self, run: Letters) -> bool {
        let paragraph = self.paragraph.as_ref();
        paragraph.is_some_and(|paragraph| run.over(paragraph.letters).are_struck())
    }

    /// Adds text to the open paragraph, from a run that says this about its letters.
    pub(super) fn write(&mut self, text: &str, run: Letters) {
        if let Some(paragraph) = &mut self.paragraph {
            let letters = run.over(paragraph.letters);
            let raised = letters.are_raised();
            if raised && !paragraph.raised && is_power(&paragraph.text, text) {
                self.links.write(&mut paragraph.text, "^");
            }
            paragraph.raised = raised;
            paragraph.tally.add(text, letters);
            self.links.write(&mut paragraph.text, text);
        }
    }

    /// The text that follows leads to an address, until the link is ended.
    pub(super) fn begin_link(&mut self, address: &str) {
        self.end_link();
        self.links.open(address);
    }

    pub(super) fn end_link(&mut self) {
        match &mut self.paragraph {
            Some(paragraph) => self.links.close(&mut paragraph.text),
            None => self.links.close(&mut String::new()),
        }
    }

    pub(super) fn plain(&self) -> RawKind {
        self.plain
    }

    /// Opens a paragraph; its letters are these if no style says otherwise.
    pub(super) fn begin_paragraph(&mut self, letters: Letters) {
        self.end_paragraph();
        self.paragraph = Some(Paragraph {
            kind: self.plain,
            text: String::new(),
            runs_on: false,
            letters,
            tally: Tally::default(),
            raised: false,
        });
    }

    pub(super) fn end_paragraph(&mut self) {
        let Some(mut paragraph) = self.paragraph.take() else {
            return;
        };
        self.links.close(&mut paragraph.text);
        self.carried.push_str(&paragraph.text);
        if !paragraph.runs_on {
            let look = paragraph.tally.look(paragraph.letters);
            self.put(paragraph.kind, look);
        }
    }

    pub(super) fn begin_table(&mut self) {
        self.tables.push(Table::default());
    }

    pub(super) fn end_table(&mut self) {
        let Some(table) = self.tables.pop() else {
            return;
        };
        if let Some(outer) = self.tables.last_mut() {
            outer.inner.extend(table.rows);
            return;
        }
        let text = table.rows.join("\n");
        if !text.trim().is_empty() {
            let (text, links) = self.links.taken(text.trim_matches('\n'));
            self.pieces.push(Piece {
                kind: RawKind::Table,
                text,
                links,
                look: Look::default(),
            });
        }
        self.pieces.append(&mut self.boxes);
    }

    pub(super) fn end_row(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            let cells = std::mem::take(&mut table.cells);
            let empty = cells.iter().all(String::is_empty);
            let inner = std::mem::take(&mut table.inner);
            table.inner_before = 0;
            if std::mem::take(&mut table.row_deleted) {
                return;
            }
            if !empty {
                table.rows.push(cells.join("\t"));
            }
            table.rows.extend(inner);
        }
    }

    pub(super) fn end_cell(&mut self) {
        self.put(self.plain, Look::default());
        if let Some(table) = self.tables.last_mut() {
            let cell = reshaped(&std::mem::take(&mut table.cell), on_one_line);
            if std::mem::take(&mut table.cell_deleted) {
                table.inner.truncate(table.inner_before);
            } else {
                table.inner_before = table.inner.len();
                table.cells.push(cell);
                let more = std::mem::take(&mut table.more_columns);
                table.cells.extend(std::iter::repeat_n(String::new(), more));
            }
        }
    }

    /// Makes the open cell as wide as this number of columns.
    pub(super) fn widen_cell(&mut self, columns: usize) {
        const MOST: usize = 60;
        if let Some(table) = self.tables.last_mut() {
            table.more_columns = columns.clamp(1, MOST) - 1;
        }
    }

    pub(super) fn delete_row(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            table.row_deleted = true;
        }
    }

    pub(super) fn delete_cell(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            table.cell_deleted = true;
        }
    }

    /// Adds what stands in a text box that hangs on the open paragraph.
    pub(super) fn add_box(&mut self, pieces: Vec<Piece>) {
        // how a box looks says nothing about the text around it
        self.boxes.extend(pieces.into_iter().map(|piece| Piece {
            look: Look::default(),
            ..piece
        }));
        if self.paragraph.is_none() && self.tables.is_empty() {
            self.pieces.append(&mut self.boxes);
        }
    }

    /// Adds the place of a document that is included. One in a cell follows its table.
    pub(super) fn add_chunk(&mut self, id: &str) {
        self.end_paragraph();
        let chunk = Piece::new(RawKind::Paragraph, format!("{CHUNK}{id}"));
        match self.tables.is_empty() {
            true => self.pieces.push(chunk),
            false => self.boxes.push(chunk),
        }
    }

    /// Ends the story and returns what it consists of.
    pub(super) fn end(mut self) -> Vec<Piece> {
        self.end_paragraph();
        while !self.tables.is_empty() {
            self.end_cell();
            self.end_row();
            self.end_table();
        }
        self.put(self.plain, Look::default());
        self.pieces.append(&mut self.boxes);
        self.pieces
    }

    /// Puts the text that was carried where it belongs: into the open cell, or into a piece of its own.
    fn put(&mut self, kind: RawKind, look: Look) {
        let carried = std::mem::take(&mut self.carried);
        if let Some(table) = self.tables.last_mut() {
            table.cell.push_str(&reshaped(&carried, on_one_line));
            table.cell.push(' ');
            return;
        }
        let (text, links) = self.links.taken(&carried);
        let (text, links) = moved(&text, links, on_one_line);
        if !text.is_empty() {
            self.pieces.push(Piece {
                kind,
                text,
                links,
                look,
            });
        }
        if self.paragraph.is_none() {
            self.pieces.append(&mut self.boxes);
        }
    }
}
