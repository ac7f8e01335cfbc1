//! The names of columns over a table, which are set like headings and head no section: every piece of their row stands over
//! cells of the rows below.

use super::grid::pieces;
use super::rows::are_aligned;
use crate::document::kind::RawKind;
use crate::document::layout::{Line, RawBlock};

/// Blocks around one that may stand in its row or in the rows below.
const NEAR: usize = 40;
/// The rows that show the columns are not farther below their names than this, in em.
const BELOW: f32 = 6.0;
/// The fewest names of a row, and of one that a table holds.
const FEWEST: usize = 3;
const FEWEST_INSIDE: usize = 2;

/// Whether a block stands in a row of names that are set alike, each over a column of the table right below.
pub(super) fn is_name_of_column(blocks: &[RawBlock], index: usize) -> bool {
    let Some((block, line)) = blocks
        .get(index)
        .and_then(|block| Some((block, block.lines().first()?)))
    else {
        return false;
    };
    let range = index.saturating_sub(NEAR)..(index + NEAR + 1).min(blocks.len());
    let around = blocks.get(range).unwrap_or_default();
    let near = || around.iter().filter(|other| other.page() == block.page());
    let row: Vec<Line> = near()
        .flat_map(RawBlock::lines)
        .filter(|other| other.is_beside(line))
        .flat_map(pieces)
        .collect();
    let fewest = match block.kind() {
        RawKind::Table => FEWEST_INSIDE,
        _ => FEWEST,
    };
    let is_alike = |name: &Line| {
        (name.bold > 0.8) == (line.bold > 0.8) && (name.size - line.size).abs() <= 0.05 * line.size
    };
    let in_row = block.lines().iter().all(|other| other.is_beside(line));
    if row.len() < fewest || !in_row || !row.iter().all(is_alike) {
        return false;
    }
    let is_below = |cell: &&Line| (0.5..BELOW).contains(&((line.y - cell.y) / line.size));
    let cells: Vec<Line> = near()
        .filter(|other| other.kind() == RawKind::Table)
        .flat_map(RawBlock::lines)
        .filter(is_below)
        .flat_map(pieces)
        .collect();
    // a line across the table lies under several of them
    let is_cell = |cell: &Line| {
        let above = row
            .iter()
            .filter(|name| name.x0 < cell.x1 && name.x1 > cell.x0);
        above.count() <= 1
    };
    row.iter().all(|name| {
        let mut under = cells.iter().filter(|cell| is_cell(cell));
        under.any(|cell| are_aligned(name, cell))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str, x: f32, y: f32) -> RawBlock {
        RawBlock::sample(vec![Line::sample(text).at(x, y)], RawKind::Table)
    }

    /// Whether the first of these names is one over two rows of three cells.
    fn is_name(names: Vec<RawBlock>) -> bool {
        let rows = [
            ("Ladder", "Wedge worn", "Mend it"),
            ("Pump", "No oil", "Fill it"),
        ];
        let rows = rows.into_iter().zip([680.0, 660.0]);
        let cells = rows.flat_map(|((name, cause, cure), y)| {
            [
                cell(name, 50.0, y),
                cell(cause, 150.0, y),
                cell(cure, 250.0, y),
            ]
        });
        let blocks: Vec<RawBlock> = names.into_iter().chain(cells).collect();
        is_name_of_column(&blocks, 0)
    }

    #[test]
    fn names_over_columns_head_no_section() {
        let name = |text: &str, x: f32| Line::sample(text).at(x, 700.0).bold().block();
        let names = [("Fault", 50.0), ("Cause", 150.0), ("Cure", 250.0)];
        assert!(is_name(names.map(|(text, x)| name(text, x)).to_vec()));
        // one alone, two of the text, and one that no column stands under
        assert!(!is_name(vec![name("Faults of the pump", 50.0)]));
        assert!(!is_name(vec![name("Faults", 50.0), name("Cures", 150.0)]));
        let names = [("Fault", 50.0), ("Cause", 190.0), ("Cure", 390.0)];
        assert!(!is_name(names.map(|(text, x)| name(text, x)).to_vec()));
    }

    #[test]
    fn a_heading_beside_a_cell_of_its_row_is_one() {
        let beside = |text: &str, x: f32| cell(text, x, 700.0);
        let heading = Line::sample("Schools").at(50.0, 700.0).bold();
        let heading = RawBlock::sample(vec![heading], RawKind::Table);
        let row = vec![heading, beside("Brandey", 150.0), beside("1951", 250.0)];
        assert!(!is_name(row));
        let names = vec![beside("Fault", 50.0), beside("Cause", 150.0)];
        assert!(is_name(names));
    }
}
