//! Which blocks of a page may hold rows of a table without rules: short pieces, and not running text.
//!
//! A sign or an amount that looks like a formula by itself ("|", "< 0.5", "10^9/l"), or the number of an article that looks
//! like a program, is a cell where it stands beside other pieces. Displayed formulas stand alone, and have more signs.
//! Sentences are cells where they are much narrower than the running text and several others stand beside them.

use super::body::Body;
use super::grid::leaders;
use crate::document::kind::RawKind;
use crate::document::layout::{Line, RawBlock};
use crate::document::marks::caption;

/// A cell with sentences is narrower than this share of running text, and has at most this many lines.
const NARROW: f32 = 0.5;
const MOST_OF_CELL: usize = 4;
/// The fewest pieces that stand beside the first line of such a cell.
const FEWEST_BESIDE: usize = 2;
/// The most tokens of a cell that looks like a formula.
const MOST_TOKENS: usize = 4;
/// A page with more lines is not worth the work of finding what stands beside a sign.
const MOST_LINES: usize = 3_000;

/// Whether the lines of each block of a page may be rows.
pub(super) fn are_loose(page: &[RawBlock], body: &Body) -> Vec<bool> {
    let typewritten = is_typewritten(page);
    let mut loose: Vec<bool> = page
        .iter()
        .map(|block| is_loose(block, body, typewritten))
        .collect();
    if page.iter().flat_map(RawBlock::lines).count() > MOST_LINES {
        return loose;
    }
    let pieces: Vec<&Line> = page
        .iter()
        .zip(&loose)
        .filter(|(block, is_loose)| **is_loose || may_be_cell(block, body))
        .flat_map(|(block, _)| block.lines())
        .collect();
    for (block, is_loose) in page.iter().zip(&mut loose) {
        *is_loose |= (holds_signs(block) && are_beside(block, &pieces))
            || (may_be_cell(block, body) && begins_in_row(block, &pieces));
    }
    loose
}

/// Whether a block is narrow and low enough for a cell, though it may read like running text.
fn may_be_cell(block: &RawBlock, body: &Body) -> bool {
    let is_narrow = |line: &Line| line.x1 - line.x0 < NARROW * body.column;
    block.kind() == RawKind::Paragraph
        && block.lines().len() <= MOST_OF_CELL
        && block.lines().iter().all(is_narrow)
}

/// Whether several pieces stand beside the first line of a block.
fn begins_in_row(block: &RawBlock, pieces: &[&Line]) -> bool {
    let Some(first) = block.lines().first() else {
        return false;
    };
    let apart = |piece: &&&Line| piece.x1 <= first.x0 || piece.x0 >= first.x1;
    let beside = pieces.iter().filter(|piece| piece.is_beside(first));
    beside.filter(apart).take(FEWEST_BESIDE).count() == FEWEST_BESIDE
}

/// Whether a block may hold rows. On a page that is typewritten as a whole, so may what looks like code.
fn is_loose(block: &RawBlock, body: &Body, typewritten: bool) -> bool {
    let kind = match block.kind() {
        RawKind::Paragraph | RawKind::Figure | RawKind::ListItem => true,
        RawKind::Code => typewritten,
        _ => false,
    };
    let led = block
        .lines()
        .iter()
        .filter(|line| leaders(&line.text).is_some());
    let led = 2 * led.count() > block.lines().len();
    let prose = !led
        && block.kind() != RawKind::Code
        && has_several_rows(block)
        && body.reads_as_prose(block);
    kind && !prose && caption(block.rough_text(), true).is_none()
}

/// Whether a block has more than one baseline. The pieces of a single row may have as many words as running text.
fn has_several_rows(block: &RawBlock) -> bool {
    let pairs = || block.lines().iter().zip(block.lines().iter().skip(1));
    pairs().any(|(above, below)| !above.is_beside(below))
}

/// Whether nearly all of a page is in a monospaced font, as receipts and lists of printers are.
fn is_typewritten(page: &[RawBlock]) -> bool {
    let (mut all, mut those) = (0.0, 0.0);
    for line in page.iter().flat_map(RawBlock::lines) {
        all += line.text.len() as f32;
        those += line.monospace * line.text.len() as f32;
    }
    those > 0.8 * all
}

/// Whether what looks like a formula or a program has nothing but short pieces, and equates nothing: it may be a unit, a
/// bound or the number of an article.
fn holds_signs(block: &RawBlock) -> bool {
    let is_short = |line: &Line| {
        let tokens = line.text.split(|c| c.is_whitespace());
        let tokens = tokens.filter(|token| !token.is_empty()).count();
        let equates = |c: &char| matches!(c, '=' | ';' | '{' | '}');
        tokens <= MOST_TOKENS && !line.text.iter().any(equates)
    };
    let kind = matches!(block.kind(), RawKind::Formula | RawKind::Code);
    kind && block.lines().iter().all(is_short)
}

/// Whether something stands beside each line of a block: one of these pieces, or another line of the block.
fn are_beside(block: &RawBlock, pieces: &[&Line]) -> bool {
    block.lines().iter().enumerate().all(|(at, line)| {
        let mut own = block.lines().iter().enumerate();
        own.any(|(other_at, other)| other_at != at && other.is_beside(line))
            || pieces.iter().any(|piece| piece.is_beside(line))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: Body = Body {
        size: 10.0,
        column: 400.0,
        font: None,
        bold: false,
    };

    fn formula(text: &str, x: f32, y: f32) -> RawBlock {
        RawBlock::sample(vec![Line::sample(text).at(x, y)], RawKind::Formula)
    }

    #[test]
    fn a_sign_beside_other_pieces_is_a_cell_and_a_displayed_formula_is_none() {
        let piece = |text: &str, y: f32| Line::sample(text).at(50.0, y).block();
        let page = [
            piece("Leucocytes", 700.0),
            formula("10^9/l", 200.0, 700.0),
            formula("|", 260.0, 700.0),
            // what nothing stands beside
            formula("x < y", 200.0, 640.0),
            // what equates something, beside its number
            formula("a = b + c", 200.0, 600.0),
            piece("(3)", 600.0),
        ];
        let found = are_loose(&page, &BODY);
        assert_eq!(found, [true, true, true, false, false, true]);
    }

    #[test]
    fn a_number_in_the_font_of_a_typewriter_is_a_cell_and_a_line_of_a_program_is_none() {
        let code = |text: &str, y: f32| {
            RawBlock::sample(vec![Line::sample(text).at(200.0, y)], RawKind::Code)
        };
        let page = [
            Line::sample("Oak board").at(50.0, 700.0).block(),
            code("OAK-0410-A", 700.0),
            Line::sample("Then").at(50.0, 600.0).block(),
            code("boards = 6;", 600.0),
            code("print boards", 580.0),
        ];
        assert_eq!(are_loose(&page, &BODY), [true, true, true, false, false]);
    }

    #[test]
    fn narrow_sentences_beside_others_are_cells_and_columns_of_text_are_none() {
        let cell = |x: f32| {
            let line = |text: &str, y: f32| Line::sample(text).at(x, y);
            let lines = vec![
                line("Put in the whisk. Take", 700.0),
                line("milk from the cold box.", 688.0),
            ];
            RawBlock::sample(lines, RawKind::Paragraph)
        };
        let row = [cell(50.0), cell(200.0), cell(350.0)];
        assert_eq!(are_loose(&row, &BODY), [true; 3]);
        assert_eq!(are_loose(&row[..2], &BODY), [false; 2]);
        // as wide as the text of the document
        let columns = Body {
            column: 110.0,
            ..BODY
        };
        assert_eq!(are_loose(&row, &columns), [false; 3]);
    }

    #[test]
    fn a_row_of_pieces_with_many_words_is_not_running_text() {
        let long = "Card payment to the shop at the corner of the hill.";
        let row = [
            Line::sample("02 Jan").at(50.0, 700.0),
            Line::sample(long).at(100.0, 700.0),
        ];
        let text = [
            Line::sample(long).at(50.0, 600.0),
            Line::sample(long).at(50.0, 588.0),
        ];
        let block = |lines: [Line; 2]| RawBlock::sample(lines.to_vec(), RawKind::Paragraph);
        assert_eq!(are_loose(&[block(row), block(text)], &BODY), [true, false]);
    }
}
