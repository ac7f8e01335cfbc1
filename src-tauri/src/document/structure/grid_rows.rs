//! Which baselines of a table are one row: rules say so, or what stands on them.

use super::cell_values::is_value;
use super::wrapped::Cells;
use crate::document::layout::Line;

/// A line that goes on with a cell stands at most this far below it, in em.
const TIGHT: f32 = 1.4;
/// The same for a line that goes on with the name of a row, which may have the distance of rows.
const NEAR: f32 = 2.2;
/// Such a line is closer to its row than to the next one, by this factor.
const CLOSER: f32 = 0.8;
/// A line under the name of a row that is smaller than this share of it describes it, and is a row of its own.
const SMALLER: f32 = 0.9;

/// For each baseline the number of its row.
pub(super) fn rows(pieces: &[Line], at: &[(usize, usize)], rules: &[f32]) -> Vec<usize> {
    let count = at.last().map_or(0, |(row, _)| row + 1);
    // of each baseline its height, its size and its columns
    let mut facts: Vec<Baseline> = Vec::with_capacity(count);
    for (piece, (row, column)) in pieces.iter().zip(at) {
        if facts.len() <= *row {
            facts.push(Baseline {
                y: piece.y,
                size: piece.size,
                columns: Vec::new(),
                values: Vec::new(),
                between: rules.iter().filter(|rule| **rule > piece.y).count(),
                small: false,
                x0: f32::MAX,
                x1: piece.x1,
                has_digits: false,
                bold: piece.bold > 0.6,
            });
        }
        if let Some(facts) = facts.get_mut(*row) {
            if piece.x0 < facts.x0 {
                facts.x0 = piece.x0;
                facts.small = piece.text.first().is_some_and(|c| c.is_lowercase());
            }
            facts.has_digits |= piece.text.iter().any(char::is_ascii_digit);
            facts.columns.push(*column);
            if is_value(&piece.string()) {
                facts.values.push(*column);
            }
        }
    }
    let mut intervals: Vec<usize> = facts.iter().map(|fact| fact.between).collect();
    intervals.dedup();
    let several = intervals.len() >= 3;
    // with a rule under nearly every row, what stands between two rules is a row
    let ruled = several && 5 * intervals.len() >= 2 * count;
    let capitals = begin_with_capitals(&facts);
    let cells = Cells::new(pieces, at);
    let mut numbers = Vec::with_capacity(count);
    let mut number = 0;
    // the first baseline of the row
    let mut first = 0;
    for interval in facts.chunk_by(|a, b| a.between == b.between) {
        let lists = are_rows(interval);
        // whether the baseline before goes on with the name of its row
        let mut goes_on = false;
        for (index, fact) in interval.iter().enumerate() {
            let before = index.checked_sub(1).and_then(|before| interval.get(before));
            let below = interval.get(index + 1);
            goes_on = before
                .is_some_and(|before| fact.goes_on_with_name(before, below, capitals, goes_on));
            let joined = before.is_some_and(|before| {
                let key_alone = several && !fact.columns.contains(&0) && fact.follows(before);
                (!lists && (ruled || key_alone))
                    || goes_on
                    || fact.goes_on(before)
                    || cells.go_on(first, numbers.len())
            });
            if !joined {
                number += usize::from(!numbers.is_empty());
                first = numbers.len();
            }
            numbers.push(number);
        }
    }
    numbers
}

/// Whether what stands between two rules are several rows: one column has several numbers.
fn are_rows(interval: &[Baseline]) -> bool {
    let mut seen: Vec<usize> = Vec::new();
    interval.iter().any(|baseline| {
        let again = baseline.values.iter().any(|column| seen.contains(column));
        seen.extend(&baseline.values);
        again
    })
}

/// What stands on one baseline of a table.
struct Baseline {
    y: f32,
    size: f32,
    columns: Vec<usize>,
    /// The columns in which a number stands.
    values: Vec<usize>,
    /// The number of rules above it.
    between: usize,
    /// Whether it begins with a lower-case letter.
    small: bool,
    x0: f32,
    x1: f32,
    has_digits: bool,
    bold: bool,
}

impl Baseline {
    /// Whether it stands right below another.
    fn follows(&self, before: &Self) -> bool {
        before.y - self.y <= TIGHT * self.size
    }

    /// Whether it is the rest of one cell of the row before, without a rule that says so.
    fn goes_on(&self, before: &Self) -> bool {
        let [column] = self.columns.as_slice() else {
            return false;
        };
        let tight = before.y - self.y <= TIGHT * self.size.max(before.size);
        // what a dish comes with, in small type: its price stands right behind its name
        let describes =
            *column == 0 && self.size < SMALLER * before.size && !before.values.is_empty();
        self.small
            && tight
            && !describes
            && before.columns.contains(column)
            && (before.columns.len() > 1 || before.x1 > self.x1)
    }

    /// Whether it goes on with the name of the row above, as "locking bar, unpainted" under "Gate, steel | 840.00": it has
    /// no number, and is set like that row. It begins with a small letter where rows begin with capitals, or stands
    /// closer to that row than to the next one, and the name of a section does not. `again` says that the baseline
    /// before goes on with a name, too.
    fn goes_on_with_name(
        &self,
        before: &Self,
        below: Option<&Self>,
        capitals: bool,
        again: bool,
    ) -> bool {
        let is_row =
            before.columns.len() > 1 && before.columns.contains(&0) && !before.values.is_empty();
        let alike = self.bold == before.bold && (self.size - before.size).abs() <= 0.05 * self.size;
        let alone = self.columns.iter().all(|column| *column == 0) && !self.has_digits;
        if !alone || !alike || !(is_row || again) {
            return false;
        }
        let gap = before.y - self.y;
        let closer = below.is_some_and(|below| gap < CLOSER * (self.y - below.y));
        (gap <= NEAR * self.size && self.small && capitals) || (gap <= TIGHT * self.size && closer)
    }
}

/// Whether the names of nearly all rows with numbers begin with capitals, so that a small letter goes on with a name.
fn begin_with_capitals(all: &[Baseline]) -> bool {
    let named = || {
        let rows = all.iter();
        rows.filter(|row| row.columns.contains(&0) && !row.values.is_empty())
    };
    let small = named().filter(|row| row.small).count();
    named().count() >= 2 && 4 * small <= named().count()
}
