//! The box that publishers print beside the text of a first page: how to cite the article, its dates, its editor, its
//! rights and its keywords. The file may have its lines anywhere, also within the introduction, so that the box is known
//! by its place: no running text stands over or under it.

use super::body::Body;
use super::labels::{is_label, names_keywords};
use super::publishers::{begins_as_publishers, own_words};
use super::run_ins::named_run_in;
use crate::document::explanation::KindReason;
use crate::document::kind::RawKind;
use crate::document::layout::RawBlock;

/// The box stands on one of the first pages.
const LAST_PAGE: u32 = 2;
/// Labels that a box has at least.
const FEWEST_LABELS: usize = 2;
/// Text is at least this share of the usual width of lines, and a box is narrower.
const WIDE: f32 = 0.7;
/// A part of the box has fewer words in sentences than this, unless it begins with a label.
const SENTENCES: usize = 15;

/// Makes furniture of the lines of such boxes.
pub(super) fn mark(blocks: &mut [RawBlock], body: &Body) {
    for page in 1..=LAST_PAGE {
        for column in columns(blocks, page, body) {
            let texts = column.iter().filter_map(|index| blocks.get(*index));
            let lines = texts.flat_map(RawBlock::lines);
            let labels = lines.filter(|line| is_labelled(&line.string())).count();
            if labels < FEWEST_LABELS {
                continue;
            }
            for index in of_box(blocks, &column) {
                if let Some(block) = blocks.get_mut(index) {
                    block.set(RawKind::Furniture, KindReason::Publisher);
                }
            }
        }
    }
}

fn is_labelled(text: &str) -> bool {
    begins_as_publishers(text) || is_label(text) || names_keywords(text)
}

/// The narrow blocks of a page beside its text, column by column, each from the top.
fn columns(blocks: &[RawBlock], page: u32, body: &Body) -> Vec<Vec<usize>> {
    let here = || {
        let all = blocks.iter().enumerate();
        all.filter(|(_, block)| block.page() == page)
    };
    let is_wide = |block: &RawBlock| block.bounds().width() > WIDE * body.column;
    let text: Vec<_> = here()
        .filter(|(_, block)| is_wide(block) && body.reads_as_prose(block))
        .map(|(_, block)| block.bounds())
        .collect();
    if text.is_empty() {
        return Vec::new();
    }
    let is_beside = |block: &RawBlock| {
        use RawKind::{Figure, Footnote, ListItem, Paragraph};
        let own = block.bounds();
        let apart = text
            .iter()
            .all(|text| own.x1 < text.x0 + 1.0 || own.x0 > text.x1 - 1.0);
        matches!(block.kind(), Paragraph | ListItem | Figure | Footnote) && !is_wide(block) && apart
    };
    let mut beside: Vec<usize> = here()
        .filter(|(_, block)| is_beside(block))
        .map(|(index, _)| index)
        .collect();
    let bounds = |index: &usize| blocks.get(*index).map(RawBlock::bounds);
    let top = |index: &usize| bounds(index).map_or(0.0, |bounds| bounds.y1);
    beside.sort_by(|a, b| top(b).total_cmp(&top(a)));
    let mut columns: Vec<Vec<usize>> = Vec::new();
    for index in beside {
        let shares = |other: &usize| {
            let both = bounds(&index).zip(bounds(other));
            both.is_some_and(|(a, b)| a.x0 < b.x1 && b.x0 < a.x1)
        };
        match columns.iter_mut().find(|column| column.iter().any(shares)) {
            Some(column) => column.push(index),
            None => columns.push(vec![index]),
        }
    }
    columns
}

/// The blocks of a column that belong to its box: what begins with a label, and what stands under that and is no text of
/// its own. A statement of the authors, such as "Funding: ...", is text.
fn of_box(blocks: &[RawBlock], column: &[usize]) -> Vec<usize> {
    let mut found = Vec::new();
    let mut inside = false;
    let mut under_label = false;
    for index in column {
        let Some(block) = blocks.get(*index) else {
            continue;
        };
        let text = block.rough_text();
        let labelled = is_labelled(text);
        let stated = !labelled && named_run_in(text).is_some();
        inside = !stated && (labelled || under_label || (inside && own_words(text) < SENTENCES));
        under_label = is_label(text) || names_keywords(text);
        if inside {
            found.push(*index);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::layout::Line;
    use crate::document::sample::paragraph;

    fn text(y: f32) -> RawBlock {
        let lines = [
            "Large birds of the open sea rest on their wings for many",
            "days. We measured the wings of forty birds and found that",
            "all of them were long and very narrow, whatever their age.",
        ];
        paragraph(&lines, 200.0, 520.0, y)
    }

    fn small(line: &str, y: f32) -> RawBlock {
        Line::sample(line).at(50.0, y).size(8.0).block()
    }

    fn furniture(mut blocks: Vec<RawBlock>) -> Vec<String> {
        let body = Body::of(&blocks);
        mark(&mut blocks, &body);
        let gone = blocks.iter().filter(|b| b.kind() == RawKind::Furniture);
        gone.map(|block| block.rough_text().to_owned()).collect()
    }

    #[test]
    fn the_box_beside_a_text_is_furniture_wherever_the_file_has_it() {
        let lines = [
            small("Citation: Berg A (2016)", 700.0),
            small("On wings. Zoology 3:12", 688.0),
            small("Received 3 May 2016", 660.0),
            small("Keywords:", 640.0),
            small("wings, open sea", 630.0),
        ];
        let mut blocks = vec![text(700.0), text(640.0)];
        let at = 1;
        blocks.splice(at..at, lines.iter().cloned());
        assert_eq!(furniture(blocks).len(), lines.len());
        // a statement of the authors is none of the publisher's lines
        let mut blocks = vec![text(700.0), text(640.0)];
        blocks.extend(lines.iter().cloned());
        blocks.push(small("Funding: nobody paid for this.", 600.0));
        assert_eq!(furniture(blocks).len(), lines.len());
    }

    #[test]
    fn a_single_label_makes_no_box_and_text_under_it_is_text() {
        let alone = vec![
            text(700.0),
            small("Contact", 700.0),
            small("by post", 690.0),
        ];
        assert!(furniture(alone).is_empty());
        // over and under the text
        let around = vec![
            small("Received 3 May 2016", 760.0).clone(),
            small("Copyright 2016 Berg", 740.0),
            paragraph(
                &["Large birds of the open sea rest on their wings for"; 3],
                50.0,
                320.0,
                700.0,
            ),
        ];
        assert!(furniture(around).is_empty());
    }
}
