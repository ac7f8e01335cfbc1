//! Heads that reach across several columns: a name in the middle above two columns or more stands in the first of them,
//! as in formats that know which cells it takes.

use crate::document::layout::Line;

/// A head stands in the middle above its columns if it is off by at most this many em.
const OFF: f32 = 0.9;

/// The extent of a column, in points.
#[derive(Clone, Copy)]
struct Column {
    x0: f32,
    x1: f32,
    /// Whether the second row has a name there.
    named: bool,
}

/// Drops the strips beside heads that stand between columns, so that no column has nothing but such a head.
pub(super) fn drop_own_columns(pieces: &[Line], baselines: &[usize], cuts: &mut Vec<f32>) {
    let of_row = |row: usize| baselines.iter().filter(|own| **own == row).count();
    if cuts.len() < 2 || of_row(0) >= of_row(1) {
        return;
    }
    let middles: Vec<(usize, f32)> = pieces
        .iter()
        .zip(baselines)
        .map(|(piece, row)| (*row, (piece.x0 + piece.x1) / 2.0))
        .collect();
    cuts.dedup_by(|right, left| {
        let mut inside = middles
            .iter()
            .filter(|(_, x)| *x > *left && *x < *right)
            .peekable();
        inside.peek().is_some() && inside.all(|(row, _)| *row == 0)
    });
}

/// Moves the heads of the first row to the first of the columns that they name. `at` has the row and the column of each
/// piece, and `is_name` says whether a piece of the second row may be a name of its column.
pub(super) fn move_heads(
    pieces: &[Line],
    at: &mut [(usize, usize)],
    columns: usize,
    is_name: &dyn Fn(&Line) -> bool,
) {
    let of_row =
        |row: usize, at: &[(usize, usize)]| at.iter().filter(|(own, _)| *own == row).count();
    let (upper, lower) = (of_row(0, at), of_row(1, at));
    if columns < 3 || upper == 0 || lower <= upper {
        return;
    }
    let Some(extents) = extents(pieces, at, columns, is_name) else {
        return;
    };
    let taken: Vec<usize> = at
        .iter()
        .filter(|(row, _)| *row == 0)
        .map(|(_, column)| *column)
        .collect();
    for (piece, (row, column)) in pieces.iter().zip(at.iter_mut()) {
        if *row == 0
            && let Some(first) = first_column(piece, *column, &extents, &taken)
        {
            *column = first;
        }
    }
}

/// The extents of the columns below the first row; `None` if a column has nothing there.
fn extents(
    pieces: &[Line],
    at: &[(usize, usize)],
    columns: usize,
    is_name: &dyn Fn(&Line) -> bool,
) -> Option<Vec<Column>> {
    let mut extents: Vec<Option<Column>> = vec![None; columns];
    for (piece, (row, column)) in pieces.iter().zip(at).filter(|(_, (row, _))| *row > 0) {
        let named = *row == 1 && is_name(piece);
        if let Some(extent) = extents.get_mut(*column) {
            *extent = Some(match *extent {
                Some(old) => Column {
                    x0: old.x0.min(piece.x0),
                    x1: old.x1.max(piece.x1),
                    named: old.named || named,
                },
                None => Column {
                    x0: piece.x0,
                    x1: piece.x1,
                    named,
                },
            });
        }
    }
    extents.into_iter().collect()
}

/// The first of several columns in the middle above which a head stands.
fn first_column(head: &Line, column: usize, extents: &[Column], taken: &[usize]) -> Option<usize> {
    let middle = (head.x0 + head.x1) / 2.0;
    // as far as columns are named below and nothing else stands above them
    let free = |other: &usize| {
        extents.get(*other).is_some_and(|extent| extent.named)
            && (*other == column || !taken.contains(other))
    };
    let least = (0..=column).rev().take_while(free).last()?;
    let most = (column..extents.len()).take_while(free).last()?;
    let mut best: Option<(usize, usize)> = None;
    for from in least..=column {
        for to in column.max(from + 1)..=most {
            let (Some(left), Some(right)) = (extents.get(from), extents.get(to)) else {
                continue;
            };
            let off = ((left.x0 + right.x1) / 2.0 - middle).abs();
            let wider = best.is_none_or(|(a, b)| to - from > b - a);
            if off <= OFF * head.size && wider {
                best = Some((from, to));
            }
        }
    }
    best.map(|(from, _)| from)
}
