//! A paragraph that a column, a page or a figure cuts in two is one paragraph.

use crate::document::explanation::{ParagraphBreak, ParagraphJoin};
use crate::document::kind::RawKind;
use crate::document::layout::RawBlock;

/// Blocks of other kinds that may stand between the halves of a paragraph.
const MOST_BETWEEN: usize = 60;

/// Joins halves of paragraphs; what stood between them comes behind.
pub(crate) fn join(blocks: Vec<RawBlock>) -> Vec<RawBlock> {
    let mut joined: Vec<RawBlock> = Vec::with_capacity(blocks.len());
    // the last paragraph that may go on, as an index into `joined`
    let mut open: Option<usize> = None;
    for mut block in blocks {
        match block.kind() {
            RawKind::Paragraph | RawKind::ListItem => {
                match goes_on_with(&mut joined, open, &block) {
                    Ok((first, why)) => {
                        first.join(block, why);
                        continue;
                    }
                    Err(why) => block.stand_apart(why),
                }
                open = Some(joined.len());
            }
            RawKind::Heading { .. } | RawKind::Reference | RawKind::Title => open = None,
            RawKind::Authors
            | RawKind::Caption
            | RawKind::Table
            | RawKind::Figure
            | RawKind::Formula
            | RawKind::Code
            | RawKind::Footnote
            | RawKind::Furniture => {}
        }
        joined.push(block);
    }
    joined
}

/// The open paragraph that a block is the rest of.
fn goes_on_with<'j>(
    joined: &'j mut [RawBlock],
    open: Option<usize>,
    block: &RawBlock,
) -> Result<(&'j mut RawBlock, ParagraphJoin), ParagraphBreak> {
    let index = open.ok_or(ParagraphBreak::NoneOpen)?;
    if joined.len() - index > MOST_BETWEEN {
        return Err(ParagraphBreak::TooFarApart);
    }
    let first = joined.get_mut(index).ok_or(ParagraphBreak::NoneOpen)?;
    let why = continues(first, block)?;
    Ok((first, why))
}

/// Whether the second block is the rest of the first one's paragraph, and why.
fn continues(first: &RawBlock, second: &RawBlock) -> Result<ParagraphJoin, ParagraphBreak> {
    let (Some(last), Some(next)) = (first.lines().last(), second.lines().first()) else {
        return Err(ParagraphBreak::NoneOpen);
    };
    let size = last.size.max(next.size);
    if (last.size - next.size).abs() > 0.08 * size {
        return Err(ParagraphBreak::OtherSize);
    }
    // "(Graph" and "1). During ...": what looks like the mark of an item closes a bracket
    let open = is_open(first);
    if second.kind() == RawKind::ListItem && !open {
        return Err(ParagraphBreak::ListItem);
    }
    let end = last.text.iter().rev().find(|c| {
        !matches!(c, '"' | '\u{201d}' | '\u{2019}' | ')' | ']')
            && !c.is_whitespace()
            && !c.is_ascii_digit()
    });
    let ended = end.is_some_and(|c| matches!(c, '.' | '!' | '?' | ':' | ';'));
    let start = next
        .text
        .iter()
        .find(|c| !matches!(c, '(' | '[' | '\u{201c}' | '\u{2018}' | '"'));
    let hyphen = last
        .text
        .last()
        .is_some_and(|c| matches!(c, '-' | '\u{2010}'));
    let small = start.is_some_and(|c| c.is_lowercase());
    let digit = start.is_some_and(|c| c.is_ascii_digit());
    if hyphen && (small || digit) {
        return Ok(ParagraphJoin::Hyphen);
    }
    if ended {
        return Err(ParagraphBreak::SentenceEnded);
    }
    if small {
        return Ok(ParagraphJoin::SmallLetter);
    }
    if open && digit {
        return Ok(ParagraphJoin::OpenBracket);
    }
    // a capital goes on with the sentence only where the page or column cut a full line
    if last.page == next.page && next.y <= last.y {
        return Err(ParagraphBreak::NoPageOrColumnEnd);
    }
    let wide = first
        .lines()
        .iter()
        .map(|line| line.x1)
        .fold(f32::MIN, f32::max);
    let full = last.x1 > wide - 1.5 * last.size && first.lines().len() >= 2;
    match full {
        true => Ok(ParagraphJoin::CutLine),
        false => Err(ParagraphBreak::LastLineNotFull),
    }
}

/// Whether the last sentence of a block ends within a bracket.
fn is_open(block: &RawBlock) -> bool {
    let Some(last) = block.lines().last() else {
        return false;
    };
    let mut depth = 0_i32;
    for character in last.text.iter().rev() {
        match character {
            ')' => depth += 1,
            '(' if depth == 0 => return true,
            '(' => depth -= 1,
            '.' if depth == 0 => return false,
            _ => {}
        }
    }
    false
}
