//! Rows of tables as people read them.

use std::borrow::Cow;

/// A text in which a document's tabs between cells are visible: `Kestrel Point | 412`.
pub(crate) fn with_cells(text: &str) -> Cow<'_, str> {
    match text.contains('\t') {
        true => Cow::Owned(text.replace('\t', " | ")),
        false => Cow::Borrowed(text),
    }
}

/// What stands between two cells in a line of an exported file.
pub(crate) const BETWEEN_CELLS: &str = " · ";

/// A text in which a document's tabs between cells are visible in an exported file, where bars would look like a table that
/// lacks its other lines: `Kestrel Point · 412`.
pub(crate) fn in_line(text: &str) -> Cow<'_, str> {
    match text.contains('\t') {
        true => Cow::Owned(text.replace('\t', BETWEEN_CELLS)),
        false => Cow::Borrowed(text),
    }
}
