//! Divides blocks at the edges of grids: the first cell of a table may stand as close below a paragraph as its next line.

use super::ruled;
use crate::document::explanation::LineBreak;
use crate::document::layout::{Line, RawBlock, Shapes};
use crate::document::types::Rect;

/// Divides the blocks of all pages. `pages` are in order, from page 1.
pub(super) fn divided(blocks: Vec<RawBlock>, pages: &[Shapes]) -> Vec<RawBlock> {
    let mut grids: (u32, Vec<Rect>) = (0, Vec::new());
    let mut out = Vec::with_capacity(blocks.len());
    for block in blocks {
        let page = block.page();
        if grids.0 != page {
            let shapes = (page as usize).checked_sub(1).and_then(|at| pages.get(at));
            grids = (page, shapes.map(ruled::grids_of).unwrap_or_default());
        }
        let area = |line: &Line| {
            let bounds = line.bounds();
            let (x, y) = ((bounds.x0 + bounds.x1) / 2.0, bounds.middle());
            let holds = |grid: &Rect| x > grid.x0 && x < grid.x1 && y > grid.y0 && y < grid.y1;
            grids.1.iter().position(holds)
        };
        let areas: Vec<Option<usize>> = block.lines().iter().map(area).collect();
        if areas.windows(2).all(|pair| pair.first() == pair.last()) {
            out.push(block);
            continue;
        }
        let (kind, why, mut begins) = (block.kind(), block.why(), block.begins());
        let mut lines = block.into_lines().into_iter();
        for part in areas.chunk_by(|a, b| a == b) {
            let lines = lines.by_ref().take(part.len()).collect();
            out.push(RawBlock::of(lines, kind, why).beginning(begins));
            begins = LineBreak::TakenOut;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::kind::RawKind;

    #[test]
    fn the_first_cell_of_a_grid_leaves_the_paragraph_above_it() {
        let line = |text: &str, y: f32| Line::sample(text).at(60.0, y);
        let lines = vec![
            line("It is kept dry.", 700.0),
            line("Tool", 688.0),
            line("Rake", 676.0),
        ];
        let block = RawBlock::sample(lines, RawKind::Paragraph);
        let rule = |x0: f32, y0: f32, x1: f32, y1: f32| Rect { x0, y0, x1, y1 };
        let level = [697.0, 685.0, 673.0].map(|y| rule(50.0, y, 300.0, y + 0.5));
        let upright = [50.0, 150.0, 300.0].map(|x| rule(x, 673.0, x + 0.5, 697.5));
        let shapes = Shapes {
            rules: [level, upright].concat(),
            images: Vec::new(),
            page: 500.0 * 800.0,
        };
        let parts = divided(vec![block.clone()], &[shapes]);
        let texts: Vec<&str> = parts.iter().map(RawBlock::rough_text).collect();
        assert_eq!(texts, ["It is kept dry.", "Tool Rake"]);
        assert_eq!(divided(vec![block], &[Shapes::default()]).len(), 1);
    }
}
