//! The tables of a document as rows of cells, with the row that names their columns.

use std::ops::Range;

use super::quoted::sentences_of;
use crate::document::{Block, BlockKind, Document, Sentence};

/// What stands between two cells of a row; two stand around an empty one.
const BETWEEN: char = '\t';
/// What stands between the label of a field and its value.
const LABELLED: &str = ": ";
/// Most columns that are looked at; nobody asks for a cell of a wider table.
const MOST_COLUMNS: usize = 64;

/// A row, and the bytes of its cells in its sentence.
pub(super) struct Row<'d> {
    pub(super) sentence: &'d Sentence,
    pub(super) cells: Vec<Range<usize>>,
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
        Self { sentence, cells }
    }

    /// A field of a form: its label and its value.
    fn of_field(sentence: &'d Sentence) -> Option<Self> {
        let (label, value) = sentence.text.split_once(LABELLED)?;
        let from = label.len() + LABELLED.len();
        Some(Self {
            sentence,
            cells: vec![0..label.len(), from..from + value.len()],
        })
    }

    /// The text of a cell.
    pub(super) fn cell(&self, column: usize) -> &'d str {
        let bytes = self.cells.get(column).cloned().unwrap_or_default();
        self.sentence.text.get(bytes).unwrap_or_default()
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
    /// Its rows of two cells or more.
    pub(super) rows: Vec<Row<'d>>,
    /// Whether the first row may name the columns.
    pub(super) has_header: bool,
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
                has_header: false,
            }),
        }
        goes_on = true;
    }
    for table in &mut tables {
        table
            .rows
            .retain(|row| (2..=MOST_COLUMNS).contains(&row.cells.len()));
        let (first, rest) = match table.rows.split_first() {
            Some((first, rest)) => (first, rest),
            None => continue,
        };
        let same = |row: &Row<'_>| row.cells.len() == first.cells.len();
        table.has_header = first.names_columns() && rest.iter().any(same);
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
