//! The tables of a document as rows of cells, with the rows that name their columns.

use std::ops::{Range, RangeInclusive};

use super::quoted::sentences_of;
use crate::document::{Block, BlockKind, Document, Sentence, SentenceId};

/// What stands between two cells of a row; two stand around an empty one.
const BETWEEN: char = '\t';
/// What stands between the label of a field and its value, and how many bytes of it are the label's.
const LABELLED: [(&str, usize); 4] = [(": ", 0), ("? ", 1), ("\u{ff1a}", 0), ("\u{ff1f}", 3)];
/// Most columns that are looked at; nobody asks for a cell of a wider table.
const MOST_COLUMNS: usize = 64;

/// A row, and the bytes of its cells in its sentence.
pub(super) struct Row<'d> {
    pub(super) sentence: &'d Sentence,
    pub(super) cells: Vec<Range<usize>>,
    /// The first cell of a row above, if it reaches down to this row, which has none.
    reaching: &'d str,
}

impl<'d> Row<'d> {
    /// A row of a table. A sentence has no tabs at its ends, so its empty cells there are counted in its block.
    fn of_table(block: &[char], sentence: &'d Sentence) -> Self {
        let (start, end) = (sentence.start as usize, sentence.end as usize);
        let before = block.get(..start).unwrap_or_default().iter().rev();
        let after = block.get(end..).unwrap_or_default().iter();
        let first = before.take_while(|c| **c == BETWEEN).count();
        let last = after.take_while(|c| **c == BETWEEN).count();
        let mut cells = vec![0..0; first];
        let mut at = 0;
        for cell in sentence.text.split(BETWEEN) {
            cells.push(at..at + cell.len());
            at += cell.len() + BETWEEN.len_utf8();
        }
        let all = sentence.text.len();
        cells.extend(vec![all..all; last]);
        Self {
            sentence,
            cells,
            reaching: "",
        }
    }

    /// A field of a form: its label and its value.
    fn of_field(sentence: &'d Sentence) -> Option<Self> {
        let text = &sentence.text;
        let places = LABELLED
            .iter()
            .filter_map(|(mark, own)| Some((text.find(mark)?, mark.len(), own)));
        let (at, length, own) = places.min_by_key(|(at, ..)| *at)?;
        Some(Self {
            sentence,
            cells: vec![0..at + own, at + length..text.len()],
            reaching: "",
        })
    }

    /// The text of a cell.
    pub(super) fn cell(&self, column: usize) -> &'d str {
        let bytes = self.cells.get(column).cloned().unwrap_or_default();
        self.sentence.text.get(bytes).unwrap_or_default()
    }

    /// The text of a cell, or of the one above that reaches down to it.
    pub(super) fn label(&self, column: usize) -> &'d str {
        match self.cell(column) {
            "" if column == 0 => self.reaching,
            own => own,
        }
    }

    fn has(&self, column: usize) -> bool {
        !self.cell(column).is_empty()
    }

    /// Whether the first cell of the row above reaches down to this row: nothing else is missing.
    fn is_reached_from(&self, above: &Self) -> bool {
        self.cells.len() >= 3
            && self.cells.len() == above.cells.len()
            && !self.has(0)
            && (1..3).all(|column| self.has(column) && above.has(column))
    }

    /// Whether it can name columns: it has words, or years, and no other numbers.
    fn names_columns(&self) -> bool {
        let all = (0..self.cells.len()).map(|column| self.cell(column));
        let named = |cell: &str| {
            let year = cell.len() == 4 && cell.chars().all(|c| c.is_ascii_digit());
            year || !cell.starts_with(|c: char| c.is_ascii_digit() || "+-–−±<>≤≥~".contains(c))
        };
        self.cells.len() >= 2 && all.clone().all(named) && all.clone().any(|cell| !cell.is_empty())
    }
}

/// A table, a receipt or the fields of a form.
pub(super) struct Table<'d> {
    /// Its caption; empty if it has none.
    pub(super) caption: &'d str,
    /// The heading above it.
    pub(super) heading: &'d str,
    /// Its rows of two cells or more, without those of its head.
    pub(super) rows: Vec<Row<'d>>,
    /// The rows that may name the columns: none, one, or two of which the first has names for several columns.
    pub(super) head: Vec<Row<'d>>,
}

impl<'d> Table<'d> {
    /// Takes the rows that may name the columns out of the others.
    fn take_head(&mut self) {
        let names = match self.rows.as_slice() {
            [first, second, rest @ ..] if are_two_levels(first, second, rest) => 2,
            [first, rest @ ..] => {
                let same = |row: &Row<'_>| row.cells.len() == first.cells.len();
                usize::from(first.names_columns() && rest.iter().any(same))
            }
            [] => 0,
        };
        let rows = self.rows.split_off(names);
        self.head = std::mem::replace(&mut self.rows, rows);
    }

    /// The sentences from its first row to its last.
    pub(super) fn sentences(&self) -> Option<RangeInclusive<SentenceId>> {
        let mut rows = self
            .head
            .iter()
            .chain(&self.rows)
            .map(|row| row.sentence.id);
        let first = rows.next()?;
        Some(first..=rows.next_back().unwrap_or(first))
    }

    /// The names of the columns, from the top.
    pub(super) fn names(&self) -> Vec<Vec<&'d str>> {
        let width = self.head.first().map_or(0, |row| row.cells.len());
        let (above, own) = match self.head.as_slice() {
            [above, own] => (Some(above), own),
            [own] => (None, own),
            _ => return Vec::new(),
        };
        let mut reaching = "";
        (0..width)
            .map(|column| {
                let (over, name) = (
                    above.map_or("", |above| above.cell(column)),
                    own.cell(column),
                );
                if !over.is_empty() || name.is_empty() {
                    reaching = over;
                }
                // a cell that reaches down to the second row has no others beside it
                match name {
                    "" => vec![std::mem::take(&mut reaching)],
                    name => vec![reaching, name],
                }
            })
            .collect()
    }
}

/// Whether two rows name the columns together: the upper one has names for several columns, under which the lower one
/// has names for each.
fn are_two_levels(upper: &Row<'_>, lower: &Row<'_>, rest: &[Row<'_>]) -> bool {
    let width = upper.cells.len();
    let under = |column: &usize| !upper.has(*column) && lower.has(*column);
    width >= 3
        && lower.cells.len() == width
        && upper.names_columns()
        && lower.names_columns()
        && (1..width).any(|column| under(&column))
        && (0..width).all(|column| upper.has(column) || lower.has(column))
        && rest
            .first()
            .is_some_and(|row| row.cells.len() == width && !row.names_columns())
}

/// The tables of a document, in its order.
pub(super) fn tables(document: &Document) -> Vec<Table<'_>> {
    let mut tables: Vec<Table<'_>> = Vec::new();
    let mut goes_on = false;
    for (at, block) in document.blocks.iter().enumerate() {
        let rows: Vec<Row<'_>> = match block.kind {
            BlockKind::Table => {
                let characters: Vec<char> = block.text.chars().collect();
                sentences_of(document, block)
                    .map(|sentence| Row::of_table(&characters, sentence))
                    .collect()
            }
            BlockKind::Field => sentences_of(document, block)
                .filter_map(Row::of_field)
                .collect(),
            _ => Vec::new(),
        };
        if rows.is_empty() {
            goes_on = false;
            continue;
        }
        match tables.last_mut().filter(|_| goes_on) {
            Some(table) => table.rows.extend(rows),
            None => tables.push(Table {
                caption: caption(document, at),
                heading: heading(document, block),
                rows,
                head: Vec::new(),
            }),
        }
        goes_on = true;
    }
    for table in &mut tables {
        table
            .rows
            .retain(|row| (2..=MOST_COLUMNS).contains(&row.cells.len()));
        table.take_head();
        let mut reaching = "";
        for at in 1..table.rows.len() {
            let Some([above, row]) = table.rows.get_mut(at - 1..=at) else {
                continue;
            };
            if above.has(0) {
                reaching = above.cell(0);
            }
            match row.is_reached_from(above) {
                true => row.reaching = reaching,
                false => reaching = "",
            }
        }
    }
    tables
}

fn caption(document: &Document, at: usize) -> &str {
    let before = at.checked_sub(1).and_then(|at| document.blocks.get(at));
    before
        .filter(|block| block.kind == BlockKind::Caption)
        .map_or("", |block| &block.text)
}

fn heading<'d>(document: &'d Document, block: &Block) -> &'d str {
    let section = block
        .section
        .and_then(|id| document.sections.get(id.0 as usize));
    section.map_or("", |section| &section.title)
}
