//! What a block is, judged by its look and its words: captions, tables, formulas, code, footnotes, lists.

use super::body::Body;
use super::{aligned, divided, facts, ruled, stacked};
use crate::document::explanation::KindReason;
use crate::document::kind::RawKind;
use crate::document::layout::{BOLD, RawBlock, Shapes};
use crate::document::marks::{caption, is_word, list_mark};

/// Whether a block is a displayed formula: few words, much mathematics.
fn is_formula(block: &RawBlock, text: &str) -> bool {
    let tokens = text.split_whitespace().count();
    let words = text
        .split_whitespace()
        .filter(|token| is_word(token) && token.chars().count() >= 4)
        .count();
    let mathematics = text
        .chars()
        .filter(|c| {
            matches!(
                c,
                '=' | '+' | '\u{2212}' | '\u{d7}' | '\u{b7}' | '<' | '>' | '|' | '^' | '_'
            ) || ('\u{2190}'..='\u{22ff}').contains(c)
                || ('\u{391}'..='\u{3c9}').contains(c)
                || ('\u{1d400}'..='\u{1d7ff}').contains(c)
        })
        .count();
    block.lines().len() <= 8 && mathematics >= 1 && words * 4 <= tokens && tokens <= 80
}

/// Makes a first guess for every block, from what does not depend on sections.
pub(crate) fn classify(blocks: Vec<RawBlock>, body: &Body, shapes: &[Shapes]) -> Vec<RawBlock> {
    let mut blocks = divided::divided(blocks, shapes);
    let printed = blocks
        .iter_mut()
        .filter(|block| block.kind() != RawKind::Field);
    for block in printed {
        let (kind, why) = alone(block, body);
        block.set(kind, why);
    }
    captions_titles(&mut blocks);
    ruled::mark(&mut blocks, shapes, body);
    let blocks = stacked::mark(blocks, body);
    let blocks = facts::apart(blocks, body);
    let mut blocks = aligned::mark(blocks, body);
    footnotes(&mut blocks, body);
    spread_tables(&mut blocks, body);
    blocks
}

/// Whether text in a monospaced font is from a typewriter: sentences of words, without the signs of a program.
fn is_typewritten(block: &RawBlock, text: &str) -> bool {
    let (tokens, words) = block.words();
    let plain = |c: char| {
        c.is_alphanumeric()
            || c.is_whitespace()
            || matches!(
                c,
                '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '"' | '(' | ')' | '-'
            )
            || ('\u{2010}'..='\u{201f}').contains(&c)
    };
    let signs = text.chars().filter(|c| !plain(*c)).count();
    let small = text.chars().filter(|c| c.is_lowercase()).count();
    words >= 8
        && words * 5 >= tokens * 4
        && signs * 100 <= text.chars().count()
        && small * 2 > text.chars().count()
        && text.trim_end().ends_with(['.', '!', '?', ':', ','])
}

fn alone(block: &RawBlock, body: &Body) -> (RawKind, KindReason) {
    let text = block.rough_text();
    let size = block.size();
    let set_apart = size < 0.97 * body.size
        || block.lines().first().is_some_and(|line| {
            line.styles.first().is_some_and(|style| style & BOLD != 0) && !body.bold
        });
    if caption(text, set_apart).is_some() {
        return (RawKind::Caption, KindReason::CaptionLabel);
    }
    if block.share(|line| line.monospace) > 0.8
        && text.chars().count() > 8
        && !is_typewritten(block, text)
    {
        return (RawKind::Code, KindReason::Monospaced);
    }
    if body.reads_as_prose(block) {
        return if list_mark(text).is_some() {
            (RawKind::ListItem, KindReason::ListMark)
        } else {
            (RawKind::Paragraph, KindReason::ReadsAsProse)
        };
    }
    if is_formula(block, text) {
        return (RawKind::Formula, KindReason::Mathematics);
    }
    if !text.chars().any(char::is_alphabetic) {
        return (RawKind::Figure, KindReason::NoLetters);
    }
    if list_mark(text).is_some() && text.split_whitespace().count() > 3 {
        return (RawKind::ListItem, KindReason::ListMark);
    }
    (RawKind::Paragraph, KindReason::NothingElse)
}

/// Makes captions of the blocks under "Figure 2" on a line of its own: they are its title and text.
fn captions_titles(blocks: &mut [RawBlock]) {
    for index in 1..blocks.len() {
        let Some([label, title]) = blocks.get(index - 1..=index) else {
            continue;
        };
        let gap = (label.bounds().y0 - title.bounds().y1).abs();
        let alike = (label.size() - title.size()).abs() < 0.15 * title.size();
        let bare = label.rough_text().split_whitespace().count() <= 3;
        // the address that a publisher gives to each figure
        let address = title.words().0 == 1 && title.rough_text().starts_with("http");
        let goes_on = label.kind() == RawKind::Caption
            && label.page() == title.page()
            && ((bare && alike && gap < 0.8 * title.size())
                || (address && gap < 3.0 * title.size()))
            && title.kind() == RawKind::Paragraph
            && title.lines().len() <= 30;
        if goes_on && let Some(title) = blocks.get_mut(index) {
            title.set(RawKind::Caption, KindReason::UnderCaptionLabel);
        }
    }
}

/// Marks short pieces before or after a caption as the table or the words of the figure that it names.
fn spread_tables(blocks: &mut [RawBlock], body: &Body) {
    let mut index = 0;
    while index < blocks.len() {
        let Some(block) = blocks.get(index) else {
            break;
        };
        if block.kind() != RawKind::Caption {
            index += 1;
            continue;
        }
        let table = caption(block.rough_text(), true) == Some(true);
        let page = block.page();
        let kind = if table {
            RawKind::Table
        } else {
            RawKind::Figure
        };
        let piece = |block: &RawBlock| {
            block.page() == page
                && matches!(
                    block.kind(),
                    RawKind::Paragraph
                        | RawKind::Figure
                        | RawKind::Formula
                        | RawKind::ListItem
                        | RawKind::Table
                )
                && (block.kind() == RawKind::Table || is_piece(block, body))
        };
        // as a rule, a table's cells come after its caption, and a figure's words before it
        let behind = blocks
            .iter()
            .skip(index + 1)
            .take_while(|block| piece(block))
            .count();
        let before = blocks
            .get(..index)
            .unwrap_or_default()
            .iter()
            .rev()
            .take_while(|block| piece(block))
            .count();
        let mut mark = |from: usize, count: usize| {
            for block in blocks.iter_mut().skip(from).take(count) {
                block.set(kind, KindReason::PieceBesideCaption);
            }
        };
        if behind >= 3 {
            mark(index + 1, behind);
        }
        if before >= 3 {
            mark(index - before, before);
        }
        index += 1 + behind;
    }
    runs_of_pieces(blocks, body);
}

/// Whether a block is a cell or a label: short, and not a sentence.
fn is_piece(block: &RawBlock, body: &Body) -> bool {
    if body.reads_as_prose(block) {
        return false;
    }
    let small = block.size() < 0.95 * body.size;
    let width = block
        .lines()
        .iter()
        .map(|line| line.x1 - line.x0)
        .fold(0.0, f32::max);
    let words = block.rough_text().split_whitespace().count();
    let heading = block.size() > 1.05 * body.size
        || (block.share(|line| line.bold) > 0.8 && !body.bold && !small);
    !heading && (small || (width < 0.6 * body.column && words < 25))
}

/// Marks five or more pieces in a row as a table even if there is no caption nearby.
fn runs_of_pieces(blocks: &mut [RawBlock], body: &Body) {
    let loose = |block: &RawBlock| {
        matches!(block.kind(), RawKind::Paragraph | RawKind::Figure)
            && is_piece(block, body)
            && block.lines().len() <= 2
    };
    let mut from = 0;
    while from < blocks.len() {
        let page = blocks.get(from).map_or(0, RawBlock::page);
        let run = blocks
            .iter()
            .skip(from)
            .take_while(|block| block.page() == page && loose(block))
            .count();
        // on the first page such runs are names and addresses
        if run >= 5 && page > 1 {
            for block in blocks.iter_mut().skip(from).take(run) {
                block.set(RawKind::Table, KindReason::RunOfPieces);
            }
        }
        from += run.max(1);
    }
}

/// Makes footnotes of small print at the foot of its column that begins with a mark.
fn footnotes(blocks: &mut [RawBlock], body: &Body) {
    let bounds: Vec<_> = blocks.iter().map(RawBlock::bounds).collect();
    let pages: Vec<u32> = blocks.iter().map(RawBlock::page).collect();
    let prose: Vec<bool> = blocks
        .iter()
        .map(|block| body.reads_as_prose(block))
        .collect();
    for (index, block) in blocks.iter_mut().enumerate() {
        if !matches!(block.kind(), RawKind::Paragraph | RawKind::ListItem)
            || block.size() > 0.95 * body.size
        {
            continue;
        }
        let text = block.rough_text();
        let marked = text.chars().next().is_some_and(|c| {
            c.is_ascii_digit()
                || matches!(
                    c,
                    '*' | '\u{2217}'
                        | '\u{2020}'
                        | '\u{2021}'
                        | '\u{a7}'
                        | '\u{b6}'
                        | '#'
                        | '\u{b9}'
                        | '\u{b2}'
                        | '\u{b3}'
                )
        });
        let (Some(page), Some(own)) = (pages.get(index), bounds.get(index)) else {
            continue;
        };
        let under_all = !bounds
            .iter()
            .zip(&pages)
            .zip(&prose)
            .any(|((other, on), is_prose)| {
                *is_prose
                    && on == page
                    && other.x0 < own.x1
                    && other.x1 > own.x0
                    && other.y0 < own.y1 - 1.0
                    && other.y1 < own.y1
            });
        if marked && under_all && text.split_whitespace().count() >= 2 {
            block.set(RawKind::Footnote, KindReason::SmallPrintAtFoot);
        }
    }
}
