//! Takes lines out of their blocks and puts other blocks in their place.

use crate::document::explanation::LineBreak;
use crate::document::layout::{Line, RawBlock};

/// Blocks without the lines that areas have taken, and in the place of the first line of each area the blocks that were
/// made of it. An area is the indices of its lines among those of the blocks for which `looked_at` holds.
pub(super) fn replaced(
    blocks: Vec<RawBlock>,
    looked_at: &dyn Fn(&RawBlock) -> bool,
    areas: &[Vec<usize>],
    made: Vec<Vec<RawBlock>>,
) -> Vec<RawBlock> {
    let own = blocks.iter().filter(|block| looked_at(block));
    let lines: usize = own.map(|block| block.lines().len()).sum();
    // for each line the area in which it stands
    let mut of_line: Vec<Option<usize>> = vec![None; lines];
    for (number, area) in areas.iter().enumerate() {
        for index in area {
            if let Some(of) = of_line.get_mut(*index) {
                *of = Some(number);
            }
        }
    }
    let mut made: Vec<Option<Vec<RawBlock>>> = made.into_iter().map(Some).collect();
    let mut of_line = of_line.into_iter();
    let mut out = Vec::with_capacity(blocks.len());
    for block in blocks {
        if !looked_at(&block) {
            out.push(block);
            continue;
        }
        let areas: Vec<Option<usize>> = of_line.by_ref().take(block.lines().len()).collect();
        if areas.iter().all(Option::is_none) {
            out.push(block);
            continue;
        }
        let (kind, why, mut begins) = (block.kind(), block.why(), block.begins());
        let mut lines = block.into_lines().into_iter();
        for part in areas.chunk_by(|a, b| a == b) {
            let rest: Vec<Line> = lines.by_ref().take(part.len()).collect();
            match part.first().copied().flatten() {
                Some(area) => {
                    let blocks = made.get_mut(area).and_then(Option::take);
                    out.extend(blocks.into_iter().flatten());
                }
                None => out.push(RawBlock::of(rest, kind, why).beginning(begins)),
            }
            begins = LineBreak::TakenOut;
        }
    }
    out
}
