//! The cells of a table: which pieces of text are one cell, and in which row and column it stands.
//!
//! A line that the layout took for one may hold several cells, and a cell may have several lines. Rules decide if
//! there are any; otherwise columns are separated by strips in which no row has text, and rows by their baselines.

use std::ops::Range;

use super::cell_values::is_value;
use super::grid_rows::rows;
use super::spans;
use crate::document::explanation::KindReason;
use crate::document::kind::RawKind;
use crate::document::layout::{CellPlace, Line, RawBlock, Shapes};
use crate::document::types::Rect;

/// A gap this wide, in em, may separate cells: words are closer.
const CELL_GAP: f32 = 0.6;
/// The same in a monospaced font, in which a space is as wide as a letter.
const MONOSPACED_GAP: f32 = 1.5;
/// A table with more lines than this stays as it is: it is not worth the work.
const MOST_LINES: usize = 4_000;
/// The share of rows that may have text across the strip between two columns.
const ACROSS: f32 = 0.12;
/// The least width of such a strip, in points.
const LEAST_STRIP: f32 = 2.0;
/// Parts of one table are not farther apart than this, in points.
const APART: f32 = 45.0;
/// Rows without rules between them are not farther apart than this, in em.
const ROWS_APART: f32 = 2.8;
/// A rule is of the table if it is at least this share of its width or height.
const LONG: f32 = 0.5;
/// The fewest dots that lead from one cell to another.
const FEWEST_DOTS: usize = 4;

/// Joins the blocks of each table into one, with the places of its cells.
pub(super) fn gathered(blocks: Vec<RawBlock>, pages: &[Shapes]) -> Vec<RawBlock> {
    let mut out: Vec<RawBlock> = Vec::with_capacity(blocks.len());
    let mut open: Vec<RawBlock> = Vec::new();
    for block in blocks {
        // a table whose cells are known stays as it is
        let is_part = block.kind() == RawKind::Table && block.cells().is_empty();
        if is_part && (open.is_empty() || goes_on(&open, &block)) {
            open.push(block);
            continue;
        }
        out.extend(table(std::mem::take(&mut open), pages));
        match is_part {
            true => open.push(block),
            false => out.push(block),
        }
    }
    out.extend(table(open, pages));
    out
}

/// Whether a block is a part of the table before it.
fn goes_on(table: &[RawBlock], block: &RawBlock) -> bool {
    let Some(first) = table.first() else {
        return false;
    };
    let whole = table
        .iter()
        .fold(first.bounds(), |whole, part| whole.union(&part.bounds()));
    let own = block.bounds();
    let other = |block: &RawBlock| block.why() == KindReason::BesideAddress;
    if first.page() != block.page() || other(first) != other(block) {
        return false;
    }
    let aligned = |block: &RawBlock| block.why() == KindReason::Aligned;
    let apart = match aligned(first) && aligned(block) {
        true => {
            let size = table.last().map_or(0.0, RawBlock::size);
            APART.min(ROWS_APART * size.max(block.size()))
        }
        false => APART,
    };
    let beside = own.x0 > whole.x1 || own.x1 < whole.x0;
    let gap = (whole.y0 - own.y1).max(own.y0 - whole.y1);
    if !beside {
        return gap < apart && own.y0 < whole.y1;
    }
    // the first cell of the row below
    if own.y1 < whole.y0 + 2.0 && gap < 2.0 * block.size() {
        return true;
    }
    // another column of the table has the same rows
    let rows = |line: &&Line| {
        let mut others = table.iter().flat_map(RawBlock::lines);
        others.any(|other| other.is_beside(line))
    };
    let common = block.lines().iter().take(50).filter(rows).count();
    gap < 0.0 && 2 * common >= block.lines().len().min(50)
}

/// One block of the parts of a table.
fn table(parts: Vec<RawBlock>, pages: &[Shapes]) -> Option<RawBlock> {
    let mut parts = parts.into_iter();
    let first = parts.next()?;
    let (page, begins, why) = (first.page(), first.begins(), first.why());
    let mut lines = first.into_lines();
    lines.extend(parts.flat_map(RawBlock::into_lines));
    let shapes = (page as usize).checked_sub(1).and_then(|at| pages.get(at));
    let rules = shapes.map_or(&[][..], |shapes| &shapes.rules);
    let (lines, cells) = arranged(lines, rules);
    Some(RawBlock::of_cells(lines, cells, why).beginning(begins))
}

/// Lines in the order of rows and columns, with the place of each. A line of several cells is cut.
fn arranged(lines: Vec<Line>, rules: &[Rect]) -> (Vec<Line>, Vec<CellPlace>) {
    if lines.len() > MOST_LINES {
        let places = rows_alone(&lines);
        return (lines, places);
    }
    let mut pieces: Vec<Line> = lines.iter().flat_map(pieces).collect();
    let Some(bounds) = pieces.iter().map(Line::bounds).reduce(|a, b| a.union(&b)) else {
        return (Vec::new(), Vec::new());
    };
    pieces.sort_by(|a, b| b.y.total_cmp(&a.y));
    let baselines = baselines(&pieces);
    let mut cuts = columns(&pieces, &baselines, &vertical(rules, &bounds), &bounds);
    spans::drop_own_columns(&pieces, &baselines, &mut cuts);
    let mut at: Vec<(usize, usize)> = pieces
        .iter()
        .zip(&baselines)
        .map(|(piece, row)| (*row, column(piece, &cuts)))
        .collect();
    spans::move_heads(&pieces, &mut at, cuts.len() + 1, &is_name);
    let rows = rows(&pieces, &at, &horizontal(rules, &bounds));
    let mut placed: Vec<(CellPlace, usize, Line)> = pieces
        .into_iter()
        .zip(at)
        .map(|(piece, (baseline, column))| {
            let row = rows.get(baseline).copied().unwrap_or(baseline);
            let place = CellPlace {
                row: row as u32,
                column: column as u32,
            };
            (place, baseline, piece)
        })
        .collect();
    placed.sort_by(|(a, above, left), (b, below, right)| {
        let key = |place: &CellPlace| (place.row, place.column);
        key(a)
            .cmp(&key(b))
            .then(above.cmp(below))
            .then(left.x0.total_cmp(&right.x0))
    });
    placed
        .into_iter()
        .map(|(place, _, piece)| (piece, place))
        .unzip()
}

/// Rows by baselines, with everything in one column.
fn rows_alone(lines: &[Line]) -> Vec<CellPlace> {
    let mut row = 0;
    let mut last: Option<&Line> = None;
    lines
        .iter()
        .map(|line| {
            row += u32::from(last.is_some_and(|last| !last.is_beside(line)));
            last = Some(line);
            CellPlace { row, column: 0 }
        })
        .collect()
}

/// The parts of a line between wide gaps and leaders.
pub(super) fn pieces(line: &Line) -> Vec<Line> {
    let bare = bare(&line.text);
    if bare.len() < line.text.len() {
        return line.part(bare).iter().flat_map(pieces).collect();
    }
    if let Some(dots) = leaders(&line.text) {
        let behind = line.part(dots.end..line.text.len());
        let before = line.part(0..dots.start);
        return before.iter().flat_map(between_gaps).chain(behind).collect();
    }
    between_gaps(line)
}

/// Whether a text is nothing but the dots that lead from one cell to another.
pub(super) fn is_leader(text: &[char]) -> bool {
    !text.is_empty() && bare(text).is_empty()
}

/// The part of a text between leaders at its ends.
fn bare(text: &[char]) -> Range<usize> {
    let leading = |run: &mut dyn Iterator<Item = &char>| {
        let run: Vec<char> = run
            .take_while(|c| is_dot(**c) || **c == ' ')
            .copied()
            .collect();
        match marks(&run) < FEWEST_DOTS {
            true => 0,
            false => run.len(),
        }
    };
    let end = text.len() - leading(&mut text.iter().rev());
    let start = leading(&mut text.iter().take(end));
    start..end
}

fn is_dot(c: char) -> bool {
    matches!(c, '.' | '\u{2026}' | '\u{b7}' | '\u{2024}')
}

/// How many dots there are.
fn marks(text: &[char]) -> usize {
    let dots = text.iter().filter(|c| is_dot(**c));
    dots.map(|c| if *c == '\u{2026}' { 3 } else { 1 }).sum()
}

/// The dots that lead from one part of a line to the other, with the spaces around them.
pub(super) fn leaders(text: &[char]) -> Option<Range<usize>> {
    let mut from = 0;
    while let Some(start) = text.iter().skip(from).position(|c| is_dot(*c)) {
        let start = from + start;
        let run = text.iter().skip(start);
        let run = run.take_while(|c| is_dot(**c) || **c == ' ').count();
        let dots = marks(text.get(start..start + run)?);
        from = start + run;
        if dots < FEWEST_DOTS {
            continue;
        }
        let spaces = text.get(..start)?.iter().rev().take_while(|c| **c == ' ');
        let range = start - spaces.count()..from;
        return (range.start > 0 && range.end < text.len()).then_some(range);
    }
    None
}

fn between_gaps(line: &Line) -> Vec<Line> {
    let mut parts = Vec::new();
    let mut from = 0;
    let least = match line.monospace > 0.5 {
        true => MONOSPACED_GAP,
        false => CELL_GAP,
    };
    for (at, (character, edge)) in line.text.iter().zip(&line.edges).enumerate() {
        if character.is_whitespace() && (edge.1 - edge.0) >= least * line.size {
            parts.extend(line.part(from..at));
            from = at + 1;
        }
    }
    parts.extend(line.part(from..line.text.len()));
    parts
}

/// The number of the baseline of each piece, from the top. The pieces come from the top.
fn baselines(pieces: &[Line]) -> Vec<usize> {
    let mut number = 0;
    let mut first: Option<&Line> = None;
    pieces
        .iter()
        .map(|piece| {
            if first.is_some_and(|first| !first.is_beside(piece)) {
                number += 1;
                first = None;
            }
            first.get_or_insert(piece);
            number
        })
        .collect()
}

/// The places of rules that stand between columns, and of those on the left and right edge.
fn vertical(rules: &[Rect], bounds: &Rect) -> Vec<f32> {
    let mut at: Vec<(f32, f32)> = rules
        .iter()
        .filter(|rule| rule.width() <= 3.0 && rule.height() > 3.0)
        .filter(|rule| rule.y0 < bounds.y1 && rule.y1 > bounds.y0)
        .filter(|rule| rule.x0 > bounds.x0 - 12.0 && rule.x1 < bounds.x1 + 60.0)
        .map(|rule| ((rule.x0 + rule.x1) / 2.0, rule.height()))
        .collect();
    at.sort_by(|a, b| a.0.total_cmp(&b.0));
    // rules that are drawn cell by cell
    let mut whole: Vec<(f32, f32)> = Vec::new();
    for (x, height) in at {
        match whole.last_mut() {
            Some(last) if x - last.0 < 2.0 => last.1 += height,
            _ => whole.push((x, height)),
        }
    }
    let long = |(_, height): &(f32, f32)| *height > LONG * bounds.height();
    whole.into_iter().filter(long).map(|(x, _)| x).collect()
}

/// The heights of rules across the table, from the top.
fn horizontal(rules: &[Rect], bounds: &Rect) -> Vec<f32> {
    let mut at: Vec<(f32, f32)> = rules
        .iter()
        .filter(|rule| rule.height() <= 3.0 && rule.width() > 3.0)
        .filter(|rule| rule.y0 > bounds.y0 - 12.0 && rule.y1 < bounds.y1 + 12.0)
        .map(|rule| {
            let width = rule.x1.min(bounds.x1) - rule.x0.max(bounds.x0);
            (rule.middle(), width.max(0.0))
        })
        .collect();
    at.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut whole: Vec<(f32, f32)> = Vec::new();
    for (y, width) in at {
        match whole.last_mut() {
            Some(last) if last.0 - y < 1.5 => last.1 += width,
            _ => whole.push((y, width)),
        }
    }
    let long = |(_, width): &(f32, f32)| *width > LONG * bounds.width();
    whole.into_iter().filter(long).map(|(y, _)| y).collect()
}

/// Where one column ends and the next one begins, from the left.
fn columns(pieces: &[Line], baselines: &[usize], rules: &[f32], bounds: &Rect) -> Vec<f32> {
    let inner = |x: &&f32| **x > bounds.x0 + 1.0 && **x < bounds.x1 - 1.0;
    let mut cuts: Vec<f32> = rules.iter().filter(inner).copied().collect();
    let framed = rules.first().is_some_and(|x| *x <= bounds.x0 + 1.0)
        && rules.last().is_some_and(|x| *x >= bounds.x1 - 1.0);
    if framed && !cuts.is_empty() {
        return cuts;
    }
    cuts.extend(strips(pieces, baselines, bounds));
    cuts.sort_by(f32::total_cmp);
    // a rule stands within its strip
    cuts.dedup_by(|a, b| {
        let (left, right) = (*b, *a);
        !pieces.iter().any(|piece| {
            let middle = (piece.x0 + piece.x1) / 2.0;
            middle > left && middle < right
        })
    });
    cuts
}

/// The middles of strips that hardly any row crosses.
fn strips(pieces: &[Line], baselines: &[usize], bounds: &Rect) -> Vec<f32> {
    const BINS: f32 = 2_000.0;
    let step = (bounds.width() / BINS).max(1.0);
    let bins = (bounds.width() / step) as usize + 1;
    let mut covered = vec![0_usize; bins];
    let counts: Vec<usize> = baselines.chunk_by(|a, b| a == b).map(<[_]>::len).collect();
    let most = counts.iter().max().copied().unwrap_or_default();
    let is_full = |count: usize| 2 * count > most;
    // where most rows are full, a sum that is carried forward may reach across several columns
    let full = counts.iter().filter(|count| is_full(**count)).count();
    let all = 2 * full < counts.len();
    let mut rows = 0;
    let mut from = 0;
    while let Some(row) = baselines.get(from) {
        let count = baselines
            .iter()
            .skip(from)
            .take_while(|other| *other == row)
            .count();
        // a row of one piece may be a heading across the table
        if count > 1 && (all || is_full(count)) {
            rows += 1;
            for piece in pieces.iter().skip(from).take(count) {
                let bin = |x: f32| ((x - bounds.x0) / step).max(0.0) as usize;
                let range = bin(piece.x0)..=bin(piece.x1).min(bins - 1);
                for cell in covered.get_mut(range).into_iter().flatten() {
                    *cell += 1;
                }
            }
        }
        from += count;
    }
    let most = (ACROSS * rows as f32) as usize;
    let mut found = Vec::new();
    let mut start: Option<usize> = None;
    for (bin, count) in covered.iter().enumerate() {
        match (*count <= most, start) {
            (true, None) => start = Some(bin),
            (false, Some(from)) => {
                let wide = (bin - from) as f32 * step >= LEAST_STRIP;
                if from > 0 && wide {
                    found.push(bounds.x0 + (from + bin) as f32 / 2.0 * step);
                }
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// The column in which a piece stands; of several the first.
fn column(piece: &Line, cuts: &[f32]) -> usize {
    let inside = cuts
        .iter()
        .filter(|cut| **cut > piece.x0 && **cut < piece.x1);
    let x = match inside.count() {
        0 | 1 => (piece.x0 + piece.x1) / 2.0,
        _ => piece.x0 + 1.0,
    };
    cuts.iter().filter(|cut| **cut < x).count()
}

/// Whether a piece may be the name of a column: it is no number but a year.
fn is_name(piece: &Line) -> bool {
    let text = piece.string();
    let is_year = text.len() == 4 && text.chars().all(|c| c.is_ascii_digit());
    is_year || !is_value(&text)
}
