//! How high a value is: "How high is the iron?" asks for no height if the row that it names has a number beside the range in
//! which such numbers should lie, and no column gives a height.

use super::lone::{is_number, is_range, only_column};
use super::quantity::Quantity;
use super::question::is_of_a_range;
use crate::assistant::answer::kinds::tables::Row;
use crate::assistant::answer::names::among;
use crate::assistant::answer::numbers::words;

/// Words over columns of ranges, besides those that ask for one.
const SPANS: &str = " ref limit limits interval target ";
/// What stands before the only end of a range.
const BOUNDS: [char; 4] = ['<', '>', '\u{2264}', '\u{2265}'];

/// The only number of a row that has one range beside its label. `names` are those of the table's columns, if it has any.
pub(super) fn level(row: &Row<'_>, names: &[&str]) -> Option<usize> {
    let columns = || 1..row.cells.len();
    let range = only_column(columns().filter(|column| {
        let cell = row.cell(*column);
        is_range(cell) || is_bound(cell)
    }))?;
    let number = only_column(columns().filter(|column| is_number(row.cell(*column))))?;
    let says = |name: &&str| {
        let words = words(name);
        words
            .iter()
            .any(|word| is_of_a_range(&word.text) || among(SPANS, &word.text))
    };
    let gives_height = names.iter().any(|name| Quantity::Height.is_given_by(name));
    // a row with other columns says itself what it has
    let over = names.get(range).filter(|_| names.len() == row.cells.len());
    (!gives_height && over.is_none_or(says)).then_some(number)
}

/// Whether a cell is a number that values should not pass: "< 5.0".
fn is_bound(cell: &str) -> bool {
    cell.strip_prefix(BOUNDS).is_some_and(is_number)
}
