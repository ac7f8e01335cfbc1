//! Sums far below the rows of a table, as bills and payslips print them at their foot: few rows, each with a label and an
//! amount that ends where the amounts of the table end.

use super::cell_values::is_value;
use super::rows::Row;
use crate::document::layout::Line;

/// Sums are at most this far below the table, in em.
const BELOW: f32 = 16.0;
/// Most rows of sums.
const MOST: usize = 3;
/// The fewest amounts of the table under which a sum stands, and how exactly they end at one place, in em.
const FEWEST_OVER: usize = 2;
const SAME_END: f32 = 0.4;
/// Most words of a label.
const MOST_OF_LABEL: usize = 5;

/// Whether rows are the sums of a table above them.
pub(super) fn are_sums(rows: &[Row], table: &[Row], lines: &[&Line]) -> bool {
    let line = |index: &usize| lines.get(*index).copied();
    let (Some(first), Some(last)) = (rows.first(), table.last()) else {
        return false;
    };
    if rows.len() > MOST || last.y - first.y > BELOW * first.size {
        return false;
    }
    let cells = table.iter().flat_map(|row| row.lines.iter().skip(1));
    let amounts: Vec<&Line> = cells
        .filter_map(line)
        .filter(|cell| is_amount(&cell.string()))
        .collect();
    let is_sum = |row: &Row| {
        let (Some(label), Some(amount)) = (
            row.lines.first().and_then(line),
            row.lines.last().and_then(line),
        ) else {
            return false;
        };
        let over = amounts
            .iter()
            .filter(|other| (other.x1 - amount.x1).abs() <= SAME_END * amount.size);
        is_label(&label.string())
            && is_amount(&amount.string())
            && over.take(FEWEST_OVER).count() == FEWEST_OVER
    };
    rows.iter().all(|row| row.lines.len() > 1 && is_sum(row))
}

fn is_label(text: &str) -> bool {
    let words = text.split_whitespace().count();
    text.starts_with(char::is_alphabetic) && !is_value(text) && words <= MOST_OF_LABEL
}

/// Whether a cell is an amount with its cents: "1,204.00", "EUR 7,50".
fn is_amount(cell: &str) -> bool {
    let number = cell.trim_end_matches(|c: char| !c.is_ascii_digit());
    let cents = number.rsplit_once(['.', ',']);
    let has_cents = cents
        .is_some_and(|(_, cents)| cents.len() == 2 && cents.bytes().all(|b| b.is_ascii_digit()));
    has_cents && is_value(cell)
}
