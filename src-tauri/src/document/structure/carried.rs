//! A table that goes on at the top of the next page, with however few rows: they have the columns of the table at the end
//! of the page before.

use super::cell_values::is_value;
use super::row_groups::{Group, fits};
use super::rows::Row;
use crate::document::layout::{Line, RawBlock};

/// How many rows at the end of a table show its columns, besides the first.
const LAST_ROWS: usize = 2;
/// Most lines between the top of a page and the rows of a table that goes on.
pub(super) const MOST_ABOVE: usize = 2;
/// Most baselines under a table at the end of its page.
const MOST_UNDER: usize = 1;
/// Sizes of the letters of one table differ by less than this share.
const SAME_SIZE: f32 = 0.1;

/// The table at the end of a page, by some of its rows.
pub(super) struct Carried {
    page: u32,
    rows: Vec<Vec<Line>>,
}

impl Carried {
    /// The last table of a page, unless more than a line stands under it.
    pub(super) fn of(tables: &[Vec<Row>], lines: &[&Line], page: &[RawBlock]) -> Option<Self> {
        let last = |table: &Vec<Row>| table.last().map_or(f32::MAX, |row| row.y);
        let table = tables.iter().min_by(|a, b| last(a).total_cmp(&last(b)))?;
        let end = last(table);
        let below = |line: &&Line| line.y < end - 0.5 * line.size;
        let mut under: Vec<&Line> = page
            .iter()
            .flat_map(RawBlock::lines)
            .filter(below)
            .collect();
        // the foot of a page may have a piece on either side
        under.dedup_by(|a, b| a.is_beside(b));
        if under.len() > MOST_UNDER {
            return None;
        }
        let full: Vec<&Row> = table.iter().filter(|row| row.lines.len() > 1).collect();
        let shown = full.first().into_iter();
        let shown = shown.chain(full.iter().rev().take(LAST_ROWS));
        let cells = |row: &&Row| -> Vec<Line> {
            let cells = row.lines.iter().filter_map(|index| lines.get(*index));
            cells.map(|line| (*line).clone()).collect()
        };
        Some(Self {
            page: page.first()?.page(),
            rows: shown.map(cells).collect(),
        })
    }

    /// Whether the table may go on on a page.
    pub(super) fn may_go_on_at(&self, page: &[RawBlock]) -> bool {
        page.first()
            .is_some_and(|first| first.page() == self.page + 1)
    }

    /// Whether rows near the top of a page, on which `top` is the highest line that is no row, go on with the table: all
    /// have its columns, and one has a number, or they begin with the names of its columns.
    pub(super) fn goes_on(&self, group: &Group, lines: &[&Line], top: f32) -> bool {
        let mut all = lines.to_vec();
        let mut own: Vec<Row> = Vec::with_capacity(self.rows.len());
        for row in &self.rows {
            let Some(first) = row.first() else { continue };
            let from = all.len();
            all.extend(row);
            own.push(Row {
                lines: (from..all.len()).collect(),
                y: first.y,
                size: first.size,
            });
        }
        let is_first = group.rows.first().is_some_and(|row| row.y > top);
        let has_columns = |row: &Row| {
            let alike = |other: &Row| (other.size - row.size).abs() < SAME_SIZE * row.size;
            fits(&own, row, &all) && own.iter().any(alike)
        };
        let has_number = |row: &Row| {
            let behind = row.lines.iter().skip(1);
            let mut behind = behind.filter_map(|index| lines.get(*index));
            behind.any(|line| is_value(&line.string()))
        };
        let full = || group.rows.iter().filter(|row| row.lines.len() > 1);
        is_first
            && !own.is_empty()
            && full().all(has_columns)
            && (full().any(has_number) || self.has_head(group, lines))
    }

    /// Whether rows begin with the first row of the table.
    fn has_head(&self, group: &Group, lines: &[&Line]) -> bool {
        let letters = |text: &mut String, line: &Line| {
            text.extend(line.text.iter().filter(|c| !c.is_whitespace()));
        };
        let (mut head, mut first) = (String::new(), String::new());
        for line in self.rows.first().into_iter().flatten() {
            letters(&mut head, line);
        }
        let row = group.rows.first().map_or(&[][..], |row| &row.lines);
        for line in row.iter().filter_map(|index| lines.get(*index)) {
            letters(&mut first, line);
        }
        !head.is_empty() && head == first
    }
}
