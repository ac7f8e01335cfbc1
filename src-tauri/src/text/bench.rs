//! What `pagewing bench` measured.

use super::language::said;
use crate::weights::Measured;

/// The heads of the table of lengths, from left to right.
pub(crate) fn length_heads() -> [&'static str; 4] {
    said!(bench::LENGTH_HEADS)
}

/// What was measured: a name and a value for each row.
pub(crate) fn rows(measured: &Measured) -> [(&'static str, String); 10] {
    said!(bench::rows(measured))
}

/// The lengths that the model cannot read.
pub(crate) fn too_long(lengths: &[usize]) -> String {
    said!(bench::too_long(lengths))
}

/// The heads of the table of answers, from left to right: two lines each.
pub(crate) fn ask_heads() -> [[&'static str; 2]; 8] {
    said!(bench::ASK_HEADS)
}

/// How many first answers were right.
pub(crate) fn right(right: u32, all: u32) -> String {
    said!(bench::right(right, all))
}
