//! Blocks to the parts of a paper.

use super::assemble;
use super::blocks::RawBlock;
use super::glyphs::FileFacts;
use super::hyphens::Vocabulary;
use super::types::Document;

/// Gives blocks their kinds and sections, and appends them to the document.
pub(crate) fn structure(
    document: &mut Document,
    blocks: Vec<RawBlock>,
    facts: &FileFacts,
    vocabulary: &Vocabulary,
    ocr: &[bool],
) {
    document.title = title(&blocks).or_else(|| facts.title.clone());
    for block in &blocks {
        let recognized = block
            .page()
            .checked_sub(1)
            .and_then(|page| ocr.get(page as usize))
            .copied()
            .unwrap_or(false);
        assemble::append(document, block, None, recognized, vocabulary);
    }
}

/// The text in the largest size on the upper part of the first page.
fn title(blocks: &[RawBlock]) -> Option<String> {
    let first: Vec<&RawBlock> = blocks.iter().filter(|block| block.page() == 1).collect();
    let (low, high) = first
        .iter()
        .map(|block| block.bounds())
        .fold((f32::MAX, f32::MIN), |(low, high), bounds| {
            (low.min(bounds.1), high.max(bounds.3))
        });
    first
        .into_iter()
        .filter(|block| block.bounds().3 > low + 0.4 * (high - low))
        .filter(|block| block.rough_text().chars().count() > 3)
        .fold(None, |best: Option<&RawBlock>, block| match best {
            Some(best) if best.size() >= block.size() => Some(best),
            _ => Some(block),
        })
        .map(RawBlock::rough_text)
}
