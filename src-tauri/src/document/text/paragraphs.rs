//! A paragraph that a column, a page or a figure cuts in two is one paragraph.

use crate::document::kind::RawKind;
use crate::document::layout::RawBlock;

/// Blocks of other kinds that may stand between the halves of a paragraph.
const MOST_BETWEEN: usize = 60;

/// Joins halves of paragraphs; what stood between them comes behind.
pub(crate) fn join(blocks: Vec<RawBlock>) -> Vec<RawBlock> {
    let mut joined: Vec<RawBlock> = Vec::with_capacity(blocks.len());
    // the last paragraph that may go on, as an index into `joined`
    let mut open: Option<usize> = None;
    for block in blocks {
        match block.kind {
            RawKind::Paragraph | RawKind::ListItem => {
                if let Some(index) = open
                    && joined.len() - index <= MOST_BETWEEN
                    && let Some(first) = joined.get_mut(index)
                    && goes_on(first, &block)
                {
                    first.extend(block.into_lines());
                    continue;
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

/// Whether the second block is the rest of the first one's paragraph.
fn goes_on(first: &RawBlock, second: &RawBlock) -> bool {
    let (Some(last), Some(next)) = (first.lines().last(), second.lines().first()) else {
        return false;
    };
    let size = last.size.max(next.size);
    if (last.size - next.size).abs() > 0.08 * size {
        return false;
    }
    // "(Graph" and "1). During ...": what looks like the mark of an item closes a bracket
    let open = is_open(first);
    if second.kind == RawKind::ListItem && !open {
        return false;
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
    if (hyphen && (small || digit)) || (small && !ended) || (open && digit && !ended) {
        return true;
    }
    // a capital goes on with the sentence only where the page or column cut a full line
    let cut = last.page != next.page || next.y > last.y;
    let wide = first
        .lines()
        .iter()
        .map(|line| line.x1)
        .fold(f32::MIN, f32::max);
    let full = last.x1 > wide - 1.5 * last.size && first.lines().len() >= 2;
    !ended && cut && full
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
