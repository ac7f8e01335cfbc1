//! Rows of pieces that go on with the row above them, because its cells have several lines: they do not show by themselves
//! whether rows are a table.

use super::cell_values::is_value;
use super::rows::Row;
use super::wrapped::words_go_on;
use crate::document::layout::Line;

/// What goes on with a row stands at most this far below it, in em.
const TIGHT: f32 = 1.6;
/// Lines of one cell begin at the same place to within this, in em.
const SAME_EDGE: f32 = 0.5;

/// For each row whether it goes on with the cells of the row above it.
pub(super) fn going_on(rows: &[Row], lines: &[&Line]) -> Vec<bool> {
    let mut found = Vec::with_capacity(rows.len());
    // the row that the others go on with, and the last of them
    let mut open: Option<(&Row, &Row)> = None;
    for row in rows {
        let on = open.is_some_and(|(first, above)| goes_on(row, above, first, lines));
        open = match open {
            Some((first, _)) if on => Some((first, row)),
            _ => Some((row, row)),
        };
        found.push(on);
    }
    found
}

/// Whether a row right under the row `above` goes on with the cells of the row `first`: the words of each of its pieces
/// do, and one alone is not the name of the row, or begins with a small letter. Several pieces without a name and a
/// number do not show what is a table, either.
fn goes_on(row: &Row, above: &Row, first: &Row, lines: &[&Line]) -> bool {
    let line = |index: &usize| lines.get(*index).copied();
    if above.y - row.y > TIGHT * above.size.max(row.size) {
        return false;
    }
    let alone = match row.lines.as_slice() {
        [only] => line(only),
        _ => None,
    };
    // "with mint sauce", and not the version of something else
    let describes = alone.is_some_and(|line| {
        let small = line.text.first().is_some_and(|c| c.is_lowercase());
        small && line.text.contains(&' ') && !line.text.iter().any(|c| c.is_ascii_digit())
    });
    if describes && above.lines.len() > 1 {
        return true;
    }
    let over = |own: &Line, row: &Row| {
        let is_over = |cell: &&Line| (cell.x0 - own.x0).abs() <= SAME_EDGE * own.size;
        row.lines.iter().filter_map(line).find(is_over)
    };
    let name = first.lines.first().and_then(line);
    let is_name =
        |own: &Line| name.is_some_and(|name| (name.x0 - own.x0).abs() <= SAME_EDGE * own.size);
    let pieces = || row.lines.iter().filter_map(line);
    // several cells of a row that has a name, without one and without numbers
    let is_rest = alone.is_none()
        && pieces()
            .all(|own| !is_name(own) && over(own, first).is_some() && !is_value(&own.string()));
    let go_on = || {
        pieces().all(|own| {
            let cell = over(own, first).zip(over(own, above));
            cell.is_some_and(|(first, above)| {
                // the name of a column is one word, as a rule, and what stands under it the name of a row
                let several = !is_name(own) || above.text.contains(&' ');
                several && words_go_on(&first.text, &above.text, &own.text)
            })
        })
    };
    first.lines.len() > 1 && (is_rest || (alone.is_none_or(|own| !is_name(own)) && go_on()))
}
