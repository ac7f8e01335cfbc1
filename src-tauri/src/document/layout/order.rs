//! Reading order. The content stream nearly always has the author's order. Geometry orders only a page on which
//! the stream jumps upwards again and again, as word processors and recognition programs write it.

use super::block::RawBlock;
use crate::document::types::Rect;

/// Figures and notes that are drawn late cause fewer jumps than this on a good page.
const JUMPS: usize = 3;
/// Jumps on a good page are fewer than this share of its blocks.
const SHARE: f32 = 0.12;
/// A block wider than this share of the page's text stands across its columns.
const ACROSS: f32 = 0.62;

/// Keeps the order of one page's blocks, or mends it.
pub(crate) fn mended(blocks: Vec<RawBlock>) -> Vec<RawBlock> {
    let jumps = jumps(&blocks);
    if jumps < JUMPS || (jumps as f32) < SHARE * blocks.len() as f32 {
        return blocks;
    }
    by_geometry(blocks)
}

/// The number of blocks that stand right above the block before them, in the same column.
fn jumps(blocks: &[RawBlock]) -> usize {
    blocks
        .windows(2)
        .filter(|pair| {
            let [first, second] = pair else { return false };
            let (a, b) = (first.bounds(), second.bounds());
            let overlap = a.x1.min(b.x1) - a.x0.max(b.x0);
            let narrow = a.width().min(b.width());
            b.y0 >= a.y1 - 1.0 && overlap > 0.5 * narrow
        })
        .count()
}

/// Orders blocks by bands between those that span the columns, then by columns from the left, then downwards.
fn by_geometry(blocks: Vec<RawBlock>) -> Vec<RawBlock> {
    let bounds: Vec<Rect> = blocks.iter().map(RawBlock::bounds).collect();
    let left = bounds.iter().map(|b| b.x0).fold(f32::MAX, f32::min);
    let right = bounds.iter().map(|b| b.x1).fold(f32::MIN, f32::max);
    let across = |b: &Rect| b.width() > ACROSS * (right - left);
    let mut tops: Vec<f32> = bounds.iter().filter(|b| across(b)).map(|b| b.y1).collect();
    tops.sort_by(|a, b| b.total_cmp(a));
    // the column of a block: how many gutters, left edges with nothing across them, stand before it
    let mut edges: Vec<f32> = Vec::new();
    let mut by_left: Vec<_> = bounds.iter().filter(|b| !across(b)).collect();
    by_left.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    let mut reach = f32::MIN;
    for block in by_left {
        if block.x0 > reach - 2.0 {
            edges.push(block.x0);
        }
        reach = reach.max(block.x1);
    }
    let key = |b: &Rect| {
        let middle = b.middle();
        let above = tops.iter().filter(|top| **top > middle).count();
        // a block across the columns opens its band
        let band = if across(b) { 2 * above } else { 2 * above + 1 };
        let column = edges.iter().filter(|edge| **edge <= b.x0 + 2.0).count();
        (band, if across(b) { 0 } else { column }, -b.y1)
    };
    let mut keyed: Vec<_> = blocks
        .into_iter()
        .zip(&bounds)
        .map(|(block, b)| (key(b), block))
        .collect();
    keyed.sort_by(|(a, _), (b, _)| (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2)));
    keyed.into_iter().map(|(_, block)| block).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::layout::line::Line;

    fn block(text: &str, x0: f32, x1: f32, y: f32) -> RawBlock {
        Line::sample(text).at(x0, y).to(x1).block()
    }

    fn texts(blocks: Vec<RawBlock>) -> Vec<String> {
        mended(blocks)
            .iter()
            .map(|block| block.rough_text().to_owned())
            .collect()
    }

    #[test]
    fn a_page_drawn_from_the_bottom_is_put_in_order() {
        let drawn = vec![
            block("l3", 0.0, 90.0, 50.0),
            block("l2", 0.0, 90.0, 100.0),
            block("l1", 0.0, 90.0, 150.0),
            block("r3", 110.0, 200.0, 50.0),
            block("r2", 110.0, 200.0, 100.0),
            block("r1", 110.0, 200.0, 150.0),
            block("title", 0.0, 200.0, 300.0),
        ];
        assert_eq!(texts(drawn), ["title", "l1", "l2", "l3", "r1", "r2", "r3"]);
    }

    #[test]
    fn a_late_figure_moves_nothing() {
        let drawn = vec![
            block("a", 0.0, 90.0, 150.0),
            block("b", 0.0, 90.0, 100.0),
            block("caption", 0.0, 90.0, 300.0),
            block("c", 110.0, 200.0, 300.0),
        ];
        assert_eq!(texts(drawn), ["a", "b", "caption", "c"]);
    }
}
