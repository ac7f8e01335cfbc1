//! Lines as rows of pieces, from the top: what stands on one baseline, and what stands under each other.

use crate::document::layout::{Line, RawBlock};

/// Pieces of one column differ by at most this at one of their edges or in their middle, in em.
const SAME_EDGE: f32 = 1.2;

/// A row: the indices of its lines, from the left, and its height.
#[derive(Clone)]
pub(super) struct Row {
    pub(super) lines: Vec<usize>,
    pub(super) y: f32,
    pub(super) size: f32,
}

/// Blocks by pages.
pub(super) fn pages(blocks: Vec<RawBlock>) -> Vec<Vec<RawBlock>> {
    let mut pages: Vec<Vec<RawBlock>> = Vec::new();
    for block in blocks {
        match pages.last_mut() {
            Some(page) if page.last().is_some_and(|last| last.page() == block.page()) => {
                page.push(block)
            }
            _ => pages.push(vec![block]),
        }
    }
    pages
}

/// The blocks of the first page.
pub(super) fn first_page(blocks: &[RawBlock]) -> &[RawBlock] {
    let number = blocks.first().map(RawBlock::page);
    let same = blocks
        .iter()
        .take_while(|block| Some(block.page()) == number);
    blocks.get(..same.count()).unwrap_or_default()
}

/// Rows from the top.
pub(super) fn rows(lines: &[&Line]) -> Vec<Row> {
    let mut order: Vec<usize> = (0..lines.len()).collect();
    let line = |index: &usize| lines.get(*index).copied();
    let y = |index: &usize| line(index).map_or(0.0, |line| line.y);
    order.sort_by(|a, b| y(b).total_cmp(&y(a)));
    let mut rows: Vec<Row> = Vec::new();
    for index in order {
        let Some(here) = line(&index) else { continue };
        let beside = rows.last().and_then(|row| row.lines.first()).and_then(line);
        match rows.last_mut() {
            Some(row) if beside.is_some_and(|first| first.is_beside(here)) => row.lines.push(index),
            _ => rows.push(Row {
                lines: vec![index],
                y: here.y,
                size: here.size,
            }),
        }
    }
    let x0 = |index: &usize| line(index).map_or(0.0, |line| line.x0);
    for row in &mut rows {
        row.lines.sort_by(|a, b| x0(a).total_cmp(&x0(b)));
    }
    rows
}

/// How many pieces of two rows stand under each other.
pub(super) fn shared_columns(a: &Row, b: &Row, lines: &[&Line]) -> usize {
    let line = |index: &usize| lines.get(*index).copied();
    let pieces = b.lines.iter().filter_map(line);
    pieces
        .filter(|piece| {
            let mut others = a.lines.iter().filter_map(line);
            others.any(|other| are_aligned(piece, other))
        })
        .count()
}

/// Whether two pieces stand under each other: they begin or end, or have their middle, at one distance from the left.
pub(super) fn are_aligned(a: &Line, b: &Line) -> bool {
    are_aligned_within(a, b, SAME_EDGE * a.size.max(b.size))
}

/// The same, to within this many points.
pub(super) fn are_aligned_within(a: &Line, b: &Line, points: f32) -> bool {
    let near = |x: f32, y: f32| (x - y).abs() <= points;
    near(a.x0, b.x0) || near(a.x1, b.x1) || near((a.x0 + a.x1) / 2.0, (b.x0 + b.x1) / 2.0)
}
