//! Values that need no name of a column: the times of a timetable, the first and the last of them in a row, the only price of a
//! row, its only range, and the amount of an entry of an account.
//!
//! "7.11" may be a price or eleven past seven. In a table whose numbers are all times of the day, and go on in each row or
//! in each column, it is a time. "What does a family ticket cost?" names no column, and the row "Family ticket" has one
//! price and dashes beside it.

use crate::assistant::answer::kinds::tables::{Row, Table};
use crate::assistant::answer::numbers::{has_cents, is_digits};

/// The fewest times of a timetable, and of one of its rows or columns.
const LEAST: usize = 4;
const LEAST_IN_A_LINE: usize = 3;
/// As many numbers that could all be times are no prices: some of those would have more than 59 cents.
pub(super) const NO_PRICES: usize = 12;
/// What tells a price from a number.
const CURRENCIES: [&str; 9] = ["€", "£", "$", "EUR", "GBP", "USD", "CHF", "euro", "pound"];

/// The minute of the day that a cell with a dot names; `None` if it names none.
pub(super) fn minute(cell: &str) -> Option<u32> {
    let (hours, minutes) = cell.trim().split_once('.')?;
    let fits = (1..=2).contains(&hours.len()) && minutes.len() == 2;
    if !fits || !is_digits(hours) || !is_digits(minutes) {
        return None;
    }
    let (hours, minutes): (u32, u32) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours < 24 && minutes < 60).then_some(60 * hours + minutes)
}

/// How many times of the day a table has behind its labels, if it is a timetable: all its numbers are times that go on. 0
/// for any other table.
pub(super) fn times(table: &Table<'_>) -> usize {
    let width = table.rows.iter().map(|row| row.cells.len()).max();
    let columns = 1..width.unwrap_or(0);
    let has_digit = |cell: &str| cell.contains(|c: char| c.is_ascii_digit());
    let mut count = 0;
    for row in &table.rows {
        for cell in columns.clone().map(|column| row.cell(column)) {
            match minute(cell) {
                Some(_) => count += 1,
                None if has_digit(cell) => return 0,
                None => {}
            }
        }
    }
    let in_rows: Vec<Vec<u32>> = table
        .rows
        .iter()
        .map(|row| {
            let cells = columns.clone().map(|column| row.cell(column));
            cells.filter_map(minute).collect()
        })
        .collect();
    let in_columns: Vec<Vec<u32>> = columns
        .map(|column| {
            let cells = table.rows.iter().map(|row| row.cell(column));
            cells.filter_map(minute).collect()
        })
        .collect();
    match count >= LEAST && (go_on(&in_rows) || go_on(&in_columns)) {
        true => count,
        false => 0,
    }
}

/// Whether the times of each line are later and later, and one line has several.
fn go_on(lines: &[Vec<u32>]) -> bool {
    let later = |line: &Vec<u32>| line.is_sorted_by(|one, next| one < next);
    lines.iter().all(later) && lines.iter().any(|line| line.len() >= LEAST_IN_A_LINE)
}

/// The only one of some columns.
pub(super) fn only_column(mut columns: impl Iterator<Item = usize>) -> Option<usize> {
    let first = columns.next()?;
    columns.next().is_none().then_some(first)
}

/// The cells of a row that say something, without its label.
fn filled(row: &Row<'_>) -> impl Iterator<Item = usize> {
    (1..row.cells.len()).filter(move |column| row.cell(*column).contains(char::is_alphanumeric))
}

/// The only cell of a row that says something beside its label, if it is a price.
pub(super) fn only_price(row: &Row<'_>) -> Option<usize> {
    only_column(filled(row)).filter(|column| is_price(row.cell(*column)))
}

/// The first or the last time of a row that has nothing but times that go on behind its label: "0715", "7.15" or "7:15".
pub(super) fn outermost_time(row: &Row<'_>, first: bool) -> Option<usize> {
    let columns: Vec<usize> = filled(row).collect();
    let times: Option<Vec<u32>> = columns.iter().map(|at| clock(row.cell(*at))).collect();
    let times = times?;
    let later = times.is_sorted_by(|one, next| one < next);
    let end = match first {
        true => columns.first(),
        false => columns.last(),
    };
    end.copied()
        .filter(|_| later && times.len() >= LEAST_IN_A_LINE)
}

/// The minute of the day of a cell that is a time of a timetable, with a dot, a colon or neither.
fn clock(cell: &str) -> Option<u32> {
    let cell = cell.trim();
    let plain = cell.len() == 4 && is_digits(cell);
    match cell.split_at_checked(2) {
        Some((hours, minutes)) if plain => minute(&format!("{hours}.{minutes}")),
        _ => minute(&cell.replacen(':', ".", 1)),
    }
}

/// The only cell behind a label that is a range: "140-400".
pub(super) fn only_range(row: &Row<'_>) -> Option<usize> {
    only_column((1..row.cells.len()).filter(|column| is_range(row.cell(*column))))
}

pub(super) fn is_range(cell: &str) -> bool {
    let halves = cell.split_once(['-', '\u{2013}']);
    halves.is_some_and(|(from, to)| is_number(from) && is_number(to))
}

/// Whether a cell is a number and nothing else.
pub(super) fn is_number(cell: &str) -> bool {
    let cell = cell.trim();
    let of_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    cell.starts_with(|c: char| c.is_ascii_digit()) && cell.chars().all(of_number)
}

/// The only sum of a row in the columns for the balance, or in the others.
pub(super) fn entry_amount(row: &Row<'_>, names: &[&str], of_balance: bool) -> Option<usize> {
    let is_asked = |column: &usize| {
        let name = names.get(*column).map(|name| name.to_lowercase());
        name.is_some_and(|name| name.contains("balance")) == of_balance
    };
    let is_sum = |column: &usize| is_asked(column) && is_price(row.cell(*column));
    only_column((0..row.cells.len()).filter(is_sum))
}

/// Whether a cell is a sum: it has a currency, or two digits behind a point.
fn is_price(cell: &str) -> bool {
    let has_digit = cell.contains(|c: char| c.is_ascii_digit());
    let named = CURRENCIES.iter().any(|currency| cell.contains(currency));
    has_digit && (named || has_cents(cell.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minute_of_the_day_has_a_dot() {
        assert_eq!(minute("7.11"), Some(431));
        assert_eq!(minute("23.59"), Some(1439));
        for cell in ["7.1", "7.60", "24.10", "98.00", "7", "7.11.24", "a.11", ""] {
            assert_eq!(minute(cell), None, "{cell}");
        }
    }

    #[test]
    fn lines_go_on_or_do_not() {
        assert!(go_on(&[vec![302, 332, 362], vec![306], vec![]]));
        assert!(!go_on(&[vec![302, 332, 332]]));
        assert!(!go_on(&[vec![390, 270, 120]]));
        assert!(!go_on(&[vec![302], vec![306]]));
    }

    #[test]
    fn a_price_has_a_currency_or_cents() {
        for cell in ["185.00", "1.185,00", "£4", "20 euros"] {
            assert!(is_price(cell), "{cell}");
        }
        for cell in ["2", "1,204", "82.0", "EUR", "7.11.24"] {
            assert!(!is_price(cell), "{cell}");
        }
    }
}
