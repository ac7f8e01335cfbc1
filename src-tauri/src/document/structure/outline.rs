//! Lists of headings without text between them: an outline, or a paper of which only the headings are left. The layout
//! takes lines that stand apart evenly for a paragraph.

use super::section_names::{known, number};
use crate::document::explanation::KindReason;
use crate::document::layout::{Line, RawBlock};

/// Fewer headings are no outline.
const FEWEST: usize = 3;
/// The longest heading of an outline, in words.
const LONGEST: usize = 12;
/// Lines of an outline stand at least this far apart, in sizes of their letters.
const APART: f32 = 1.6;

/// Divides blocks that are lists of headings into their lines.
pub(crate) fn divided(blocks: Vec<RawBlock>) -> Vec<RawBlock> {
    let divide = |block: RawBlock| match is_outline(&block) {
        true => {
            let (kind, begins) = (block.kind(), block.begins());
            let pieces = block.into_lines().into_iter().map(move |line| {
                RawBlock::of(vec![line], kind, KindReason::NothingElse).beginning(begins)
            });
            pieces.collect()
        }
        false => vec![block],
    };
    blocks.into_iter().flat_map(divide).collect()
}

/// Whether every line of a block is a heading: most have a number, and none is long or ends with that of a page.
fn is_outline(block: &RawBlock) -> bool {
    let lines = block.lines();
    let apart = lines
        .windows(2)
        .all(|pair| matches!(pair, [a, b] if a.y - b.y > APART * a.size.max(b.size)));
    if lines.len() < FEWEST || !apart {
        return false;
    }
    let texts: Vec<String> = lines.iter().map(Line::string).collect();
    let numbered =
        |text: &&String| number(text).is_some_and(|(_, rest)| rest.starts_with(char::is_uppercase));
    let short = texts.iter().all(|text| {
        let words = text.split_whitespace().count();
        words <= LONGEST
            && !text.ends_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ';' | ':'))
    });
    let named = |text: &&String| numbered(text) || known(text).is_some();
    short
        && texts.iter().all(|text| named(&text))
        && texts.iter().filter(numbered).count() >= FEWEST
}
