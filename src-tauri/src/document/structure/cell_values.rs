//! Which cells of a table are values: numbers with their units, prices, dates, times.

/// Whether a cell is a number with its unit, a price, a date or a time.
pub(super) fn is_value(cell: &str) -> bool {
    let digits = cell.chars().filter(char::is_ascii_digit).count();
    let letters = cell.chars().filter(|c| c.is_alphabetic()).count();
    digits > 0 && letters <= digits + 3 && cell.split_whitespace().count() <= 4
}
