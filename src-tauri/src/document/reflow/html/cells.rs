//! The cells of an HTML table: which column each stands in, since cells may reach across columns and down into the rows
//! below, and their text.

use std::collections::HashMap;

use scraper::node::Element;

use super::select::folded;

/// The most columns, or rows, that one cell takes: more are a mistake.
const MOST: usize = 60;

/// The open row of a table, and what reaches into it from above.
#[derive(Default)]
pub(super) struct OpenRow {
    column: usize,
    /// For each column, how many rows below still belong to the cell above.
    below: HashMap<usize, usize>,
    /// How many columns the open cell takes.
    across: usize,
}

impl OpenRow {
    /// Opens a cell and returns how many cells from above stand before it.
    pub(super) fn open_cell(&mut self, cell: &Element) -> usize {
        let span = |name: &str| {
            let set = cell.attr(name).and_then(|value| value.trim().parse().ok());
            set.unwrap_or(1_usize).clamp(1, MOST)
        };
        let before = self.column;
        while let Some(left) = self.below.get_mut(&self.column).filter(|left| **left > 0) {
            *left -= 1;
            self.column += 1;
        }
        self.across = span("colspan");
        let down = span("rowspan");
        if down > 1 {
            for column in self.column..self.column + self.across {
                self.below.insert(column, down - 1);
            }
        }
        self.column - before
    }

    /// Closes the cell and returns how many columns it took.
    pub(super) fn close_cell(&mut self) -> usize {
        let across = std::mem::take(&mut self.across);
        self.column += across;
        across
    }

    /// Ends the row.
    pub(super) fn end(&mut self) {
        for (column, left) in &mut self.below {
            if *column >= self.column {
                *left = left.saturating_sub(1);
            }
        }
        self.column = 0;
        self.across = 0;
    }
}

/// A row with its cells folded; nothing if all of them are empty.
pub(super) fn cells(row: &str) -> String {
    // a tab ends each cell
    let row = row.trim_end_matches([' ', '\u{a0}']);
    let row = row.strip_suffix('\t').unwrap_or(row);
    let cells: Vec<String> = row.split('\t').map(folded).collect();
    match cells.iter().all(String::is_empty) {
        true => String::new(),
        false => cells.join("\t"),
    }
}
