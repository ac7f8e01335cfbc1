//! A table as people read it, without a format.

use crate::text::evidence::in_marks;
use crate::text::rows::BETWEEN_CELLS;

/// What stands between two rows in one line.
const BETWEEN_ROWS: &str = "; ";

/// A table. Its first column names the rows.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Grid {
    /// What stands over the columns; all empty if they have no names.
    pub(crate) head: Vec<String>,
    /// Each row has one cell for each column.
    pub(crate) rows: Vec<Vec<GridCell>>,
}

impl Grid {
    /// Its rows in one line, without the names of its columns: `Kestrel Point · 412; Otter Mill · 95`.
    pub(super) fn line(&self) -> String {
        let rows = self.rows.iter().map(|row| {
            let cells = row.iter().map(|cell| cell.text.as_str());
            cells.collect::<Vec<_>>().join(BETWEEN_CELLS)
        });
        rows.collect::<Vec<_>>().join(BETWEEN_ROWS)
    }

    /// Whether its columns have names.
    pub(super) fn has_head(&self) -> bool {
        self.head.iter().any(|name| !name.is_empty())
    }
}

/// What stands in a cell of a table.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct GridCell {
    pub(crate) text: String,
    /// Quoted words behind it; may be empty.
    pub(crate) quote: String,
    /// Where these stand; may be empty.
    pub(crate) place: String,
}

impl GridCell {
    /// A cell of plain words.
    pub(super) fn plain(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            ..Self::default()
        }
    }

    /// What stands in it, each in a line of its own: the words, the quotation in its marks, the place.
    pub(super) fn lines(&self) -> Vec<String> {
        let quote = (!self.quote.is_empty()).then(|| in_marks(&self.quote));
        let lines = [Some(self.text.clone()), quote, Some(self.place.clone())];
        let lines = lines.into_iter().flatten();
        lines.filter(|line| !line.trim().is_empty()).collect()
    }

    /// The same in one line: `30 grams (82%): “The tags weighed 30 grams.” (p. 3)`.
    pub(super) fn line(&self) -> String {
        let mut line = self.text.clone();
        if !self.quote.is_empty() {
            let apart = if line.is_empty() { "" } else { ": " };
            line = format!("{line}{apart}{}", in_marks(&self.quote));
        }
        if !self.place.is_empty() {
            line = format!("{line} ({})", self.place);
        }
        line
    }
}
