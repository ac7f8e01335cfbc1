//! Rows that stand under each other closely, as those of a table do, and the sections of a list, which are groups of such
//! rows under headings.

use super::cell_values::is_value;
use super::rows::{Row, rows, shared_columns};
use crate::document::layout::Line;
use crate::document::marks::COLONS;

/// Rows of one table are not farther apart than this, in em.
const APART: f32 = 3.6;
/// Sections of one list are not farther apart than this, in em.
const SECTIONS_APART: f32 = 8.0;
/// How many rows show which columns a table has.
const LAST_ROWS: usize = 3;
/// Most lines between two sections of one list.
const BETWEEN_SECTIONS: usize = 2;
/// The fewest names of columns under rows of labels.
const FEWEST_NAMES: usize = 3;
/// A line that is this much larger than the rows above it is the heading of something else.
pub(super) const LARGER: f32 = 1.15;

/// Rows that stand under each other closely.
#[derive(Default)]
pub(super) struct Group {
    pub(super) rows: Vec<Row>,
    /// The row above those.
    pub(super) above: Option<Row>,
    /// Rows of one piece between the group before and this one.
    pub(super) skipped: usize,
}

/// Groups of rows, from the top.
pub(super) fn groups(lines: &[&Line]) -> Vec<Group> {
    let mut found: Vec<Group> = Vec::new();
    let mut open = Group::default();
    for row in rows(lines) {
        let near = open.rows.last().is_some_and(|last| are_near(last, &row));
        // a row of one piece belongs to a table if rows of several surround it
        let larger = |other: &Row| row.size > LARGER * other.size;
        let fits = near
            && match row.lines.len() {
                1 => !open.rows.iter().all(larger),
                _ => fits(&open.rows, &row, lines) && !names_under_labels(&open.rows, &row, lines),
            };
        if !fits {
            let is_single = row.lines.len() == 1;
            let above = open.rows.last().cloned();
            match open.rows.is_empty() {
                true => {}
                false => found.push(std::mem::take(&mut open)),
            }
            if is_single {
                open.skipped += 1;
                open.above = Some(row);
                continue;
            }
            open.above = open.above.take().or(above);
        }
        open.rows.push(row);
    }
    found.push(open);
    with_heads(found, lines)
}

/// Whether a row has the names of columns, under rows of nothing but labels with what was written behind them: "Sex: F". It
/// begins a table of its own.
fn names_under_labels(above: &[Row], row: &Row, lines: &[&Line]) -> bool {
    let texts = |row: &Row| -> Vec<String> {
        let pieces = row.lines.iter().filter_map(|index| lines.get(*index));
        pieces.map(|line| line.string()).collect()
    };
    let is_labelled = |text: &String| {
        text.split_once(COLONS).is_some_and(|(label, value)| {
            label.contains(char::is_alphabetic) && !value.trim().is_empty()
        })
    };
    let is_name = |text: &String| !text.contains(COLONS) && !is_value(text);
    row.lines.len() >= FEWEST_NAMES
        && texts(row).iter().all(is_name)
        && above.iter().all(|row| texts(row).iter().all(is_labelled))
}

/// Groups in which a row of names that stands alone, over the heading of the first section of a list, belongs to that
/// section.
fn with_heads(groups: Vec<Group>, lines: &[&Line]) -> Vec<Group> {
    let mut out: Vec<Group> = Vec::with_capacity(groups.len());
    for mut group in groups {
        let head = out.last().and_then(|last| match last.rows.as_slice() {
            [only] if only.lines.len() > 1 => Some(only),
            _ => None,
        });
        let first = group.rows.iter().find(|row| row.lines.len() > 1);
        let names = |row: &Row| {
            let texts = row.lines.iter().filter_map(|index| lines.get(*index));
            texts.map(|line| line.string()).all(|text| !is_value(&text))
        };
        let is_over = |head: &Row, first: &Row| {
            head.lines.len() < first.lines.len()
                && head.y - first.y <= SECTIONS_APART * first.size
                && names(head)
                && !names(first)
                && shared_columns(first, head, lines) == head.lines.len()
        };
        let fits = head
            .zip(first)
            .is_some_and(|(head, first)| is_over(head, first));
        if fits && group.skipped <= 1 {
            let over = out.pop().unwrap_or_default();
            let between = group.above.take().into_iter();
            let rows = std::mem::take(&mut group.rows);
            group = Group {
                rows: over.rows.into_iter().chain(between).chain(rows).collect(),
                above: over.above,
                skipped: over.skipped,
            };
        }
        out.push(group);
    }
    out
}

/// Whether two groups are sections of one list: the last row of one has the columns of the first row of the other, and
/// no more than a heading stands between them.
pub(super) fn are_sections(above: &Group, below: &Group, lines: &[&Line]) -> bool {
    let full = |row: &&Row| row.lines.len() > 1;
    let (last, first) = (above.rows.iter().rfind(full), below.rows.iter().find(full));
    let (Some(last), Some(first)) = (last, first) else {
        return false;
    };
    let gap = last.y - first.y;
    let alike = (last.size - first.size).abs() < 0.1 * last.size;
    let shared = shared_columns(last, first, lines);
    let trailing = above.rows.iter().rev().take_while(|row| !full(row)).count();
    alike
        && trailing + below.skipped <= BETWEEN_SECTIONS
        && gap <= SECTIONS_APART * last.size
        && shared == last.lines.len()
        && shared == first.lines.len()
}

pub(super) fn are_near(above: &Row, below: &Row) -> bool {
    above.y - below.y <= APART * above.size.max(below.size)
}

/// Whether a row of several pieces has the columns of one of the last such rows. A row with a sum that is carried forward
/// has few of them, and what follows it has those of the row before.
pub(super) fn fits(table: &[Row], row: &Row, lines: &[&Line]) -> bool {
    let full = table.iter().rev().filter(|row| row.lines.len() > 1);
    let mut last = full.take(LAST_ROWS).peekable();
    last.peek().is_none()
        || last.any(|last| {
            let shared = shared_columns(last, row, lines);
            // a sum under the last columns
            let is_under = shared == row.lines.len();
            shared >= 2 && (is_under || 2 * shared >= last.lines.len().max(row.lines.len()))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many rows each group of the lines of a page has; the lines of a row stand at these places.
    fn read(rows: &[&[(&str, f32)]]) -> Vec<usize> {
        let mut lines = Vec::new();
        for (row, pieces) in rows.iter().enumerate() {
            let y = 700.0 - 12.0 * row as f32;
            lines.extend(pieces.iter().map(|(text, x)| Line::sample(text).at(*x, y)));
        }
        let lines: Vec<&Line> = lines.iter().collect();
        let groups = groups(&lines);
        groups.iter().map(|group| group.rows.len()).collect()
    }

    #[test]
    fn names_of_columns_under_labels_begin_a_table() {
        let labels: &[(&str, f32)] = &[
            ("Name: Ida", 50.0),
            ("Born: 1951", 150.0),
            ("Sex: F", 250.0),
        ];
        let names: &[(&str, f32)] = &[("Test", 50.0), ("Result", 150.0), ("Unit", 250.0)];
        let values: &[(&str, f32)] = &[("Iron", 50.0), ("6.8", 150.0), ("mg/l", 250.0)];
        assert_eq!(read(&[labels, labels, names, values, values]), [2, 3]);
        // further labels, and what was written beside labels
        assert_eq!(read(&[labels, labels, labels]), [3]);
        assert_eq!(read(&[names, values, names, values]), [4]);
    }
}
