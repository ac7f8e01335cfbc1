//! Rows of tables at the edges of pages: every page of a statement begins with the names of its columns, and the same sum
//! may stand in the first row of several pages. These lines come again and are no running heads.

use super::rows::are_aligned_within;
use crate::document::layout::{Line, PageLines};
use crate::document::marks::page_numbers;

/// Lines on one baseline differ by at most this, in points.
const SAME_ROW: f32 = 3.0;
/// Pieces of one column begin or end, or have their middle, at the same distance from the left to within this many points.
const SAME_COLUMN: f32 = 3.0;
/// Rows above or below that may belong to the same table.
const ROWS: usize = 4;
/// The fewest cells of a row of names.
const CELLS: usize = 3;
/// A row of more cells is no row of a table, and is not worth quadratic work.
const MOST_CELLS: usize = 200;
/// Columns of numbers that need no other sign of a table.
const NUMBERS: usize = 2;

/// Whether a line at an edge of a page stands in a row of a table: a row that names columns, or one with an amount.
/// `is_amount` says whether a line is a number, and not one that comes again or counts the pages.
pub(super) fn is_in_table(
    page: &PageLines,
    line: &Line,
    is_amount: &dyn Fn(&Line) -> bool,
) -> bool {
    let all = page.lines.iter();
    let row: Vec<&Line> = all
        .filter(|other| (other.y - line.y).abs() <= SAME_ROW)
        .collect();
    if row.len() > MOST_CELLS {
        return false;
    }
    // a short table may begin at the top of a page and end at its foot
    let near = [true, false].map(|below| next_rows(page.lines.iter(), line, below));
    let in_column = |cell: &Line| {
        let mut others = near.iter().flatten();
        others.any(|other| is_number(other) && are_aligned(cell, other))
    };
    names_columns(page.lines.iter(), &row)
        || row.iter().any(|cell| is_amount(cell) && in_column(cell))
}

/// Whether the lines of a row name columns: what stands in the rows below is aligned with them, and some of that is
/// numbers.
pub(super) fn names_columns<'l>(page: impl Iterator<Item = &'l Line>, row: &[&Line]) -> bool {
    let Some(first) = row
        .first()
        .filter(|_| (CELLS..=MOST_CELLS).contains(&row.len()))
    else {
        return false;
    };
    let under = next_rows(page, first, true);
    // a line of running text lies under several of them
    let is_cell = |line: &Line| {
        let above = row
            .iter()
            .filter(|cell| cell.x0.max(line.x0) < cell.x1.min(line.x1));
        above.count() <= 1
    };
    let count = |fits: &dyn Fn(&Line) -> bool| {
        let cells = row.iter().filter(|cell| {
            let mut cells = under.iter().filter(|other| are_aligned(cell, other));
            cells.any(|other| is_cell(other) && fits(other))
        });
        cells.count()
    };
    if row.iter().any(|cell| is_page_of(cell)) {
        return false;
    }
    let has_digits = row
        .iter()
        .any(|cell| cell.text.iter().any(|c| c.is_numeric()));
    let free = usize::from(row.len() > CELLS || !has_digits);
    let numbers = count(&is_number);
    numbers >= NUMBERS || (numbers >= 1 && count(&|_: &Line| true) + free >= row.len())
}

/// The lines of the next rows, `below` a line or above it.
fn next_rows<'l>(page: impl Iterator<Item = &'l Line>, line: &Line, below: bool) -> Vec<&'l Line> {
    let distance = |other: &Line| match below {
        true => line.y - other.y,
        false => other.y - line.y,
    };
    let all = page.filter(|other| other.aside.is_none());
    let mut inside: Vec<&Line> = all.filter(|other| distance(other) > SAME_ROW).collect();
    inside.sort_by(|a, b| distance(a).total_cmp(&distance(b)));
    let (mut rows, mut last) = (0, f32::MIN);
    let near = inside.iter().take_while(|other| {
        let here = distance(other);
        if here > last + SAME_ROW {
            rows += 1;
            last = here;
        }
        rows <= ROWS
    });
    let near = near.count();
    inside.truncate(near);
    inside
}

/// Whether a line has digits and no letters.
pub(super) fn is_number(line: &Line) -> bool {
    let has = |is: fn(char) -> bool| line.text.iter().any(|c| is(*c));
    has(char::is_numeric) && !has(char::is_alphabetic)
}

/// Whether a line is the number of a page with a word beside it: "Page 3 of 9". A bare number may be the year of a column.
fn is_page_of(line: &Line) -> bool {
    let text = line.string();
    text.contains(char::is_numeric)
        && text.contains(char::is_alphabetic)
        && page_numbers(&text).is_some()
}

fn are_aligned(a: &Line, b: &Line) -> bool {
    are_aligned_within(a, b, SAME_COLUMN)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line that ends at a distance from the left.
    fn ending(text: &str, x1: f32, y: f32) -> Line {
        let line = Line::sample(text);
        let width = line.x1 - line.x0;
        line.at(x1 - width, y)
    }

    /// A page of 800 points under a row of lines at 740.
    fn page(head: Vec<Line>, rows: Vec<Line>) -> PageLines {
        PageLines {
            lines: head.into_iter().chain(rows).collect(),
            bottom: 0.0,
            top: 800.0,
        }
    }

    fn head(cells: &[(&str, f32)]) -> Vec<Line> {
        let mut cells = cells.iter();
        let first = cells
            .next()
            .map(|(text, x)| Line::sample(text).at(*x, 740.0));
        let others = cells.map(|(text, x)| ending(text, *x, 740.0));
        first.into_iter().chain(others).collect()
    }

    /// Rows of a ledger: a purpose, and amounts that end at 300 and 400.
    fn ledger() -> Vec<Line> {
        let rows = [
            ("4 March Fees", "", "1,240.00"),
            ("9 March Paint", "88.20", "1,151.80"),
        ];
        let mut lines = Vec::new();
        for (row, (purpose, out, total)) in rows.into_iter().enumerate() {
            let y = 710.0 - 14.0 * row as f32;
            lines.push(Line::sample(purpose).at(60.0, y));
            let amounts = [(out, 300.0), (total, 400.0)].into_iter();
            let amounts = amounts.filter(|(text, _)| !text.is_empty());
            lines.extend(amounts.map(|(text, x1)| ending(text, x1, y)));
        }
        lines
    }

    fn named(page: &PageLines) -> bool {
        let row: Vec<&Line> = page.lines.iter().filter(|line| line.y == 740.0).collect();
        names_columns(page.lines.iter(), &row)
    }

    #[test]
    fn names_of_columns_stand_over_what_they_name() {
        let names = head(&[
            ("Date and purpose", 60.0),
            ("Paid", 300.0),
            ("Total", 400.0),
        ]);
        assert!(named(&page(names, ledger())));
        // a title, a place and the number of the page
        let heads = head(&[("Rowing Club", 60.0), ("Alder", 250.0), ("12", 430.0)]);
        assert!(!named(&page(heads, ledger())));
        let heads = head(&[
            ("Rowing Club", 60.0),
            ("Page 3 of 9", 300.0),
            ("Total", 400.0),
        ]);
        assert!(!named(&page(heads, ledger())));
    }

    #[test]
    fn a_running_head_over_lines_of_text_names_no_columns() {
        let heads = || head(&[("Holm", 60.0), ("On wings", 250.0), ("7", 400.0)]);
        let text = |x1: f32| -> Vec<Line> {
            let line = |row: i32| {
                let y = 710.0 - 12.0 * row as f32;
                Line::sample("and the birds of the sea rest")
                    .at(60.0, y)
                    .to(x1)
            };
            (0..4).map(line).collect()
        };
        assert!(!named(&page(heads(), text(400.0))));
        // over two columns, of which the second ends with the number of an equation
        let mut columns = text(220.0);
        columns.extend(
            text(220.0)
                .into_iter()
                .map(|line| line.clone().at(240.0, line.y).to(400.0)),
        );
        columns.push(ending("(3)", 400.0, 674.0));
        assert!(!named(&page(heads(), columns)));
    }

    #[test]
    fn a_row_with_an_amount_is_text_as_a_whole() {
        let page = page(Vec::new(), ledger());
        let whole = |wanders: bool| {
            let label = &page.lines[0];
            is_in_table(&page, label, &|line| wanders && is_number(line))
        };
        assert!(whole(true));
        assert!(!whole(false));
    }
}
