//! Areas that rules and pictures enclose: tables between their rules, algorithms in their frame, words on a
//! picture. What stands in them is not running text, whatever its size.

use super::body::Body;
use crate::document::explanation::KindReason;
use crate::document::kind::RawKind;
use crate::document::layout::{RawBlock, Shapes};
use crate::document::marks::caption;
use crate::document::types::Rect;

/// A page with more rules than this is a drawing, not worth quadratic work.
const MANY_RULES: usize = 400;
/// Rules of one table begin and end within this many points of each other.
const SAME_EDGE: f32 = 3.0;
/// A caption stands at most this many points from the first rule of its table.
const CAPTION_GAP: f32 = 36.0;
/// In the frame of an algorithm, a caption stands at most this many points from the rules above and below it.
const FRAME_GAP: f32 = 14.0;
/// The number of pieces of text that make a picture a figure with words.
const WORDS_ON_PICTURE: usize = 3;

/// Gives kinds to the blocks inside such areas. `pages` are in order, from page 1.
pub(crate) fn mark(blocks: &mut [RawBlock], pages: &[Shapes], body: &Body) {
    let mut from = 0;
    while let Some(page) = blocks.get(from).map(RawBlock::page) {
        let count = blocks
            .iter()
            .skip(from)
            .take_while(|block| block.page() == page)
            .count();
        let shapes = (page as usize).checked_sub(1).and_then(|i| pages.get(i));
        if let (Some(shapes), Some(blocks)) = (shapes, blocks.get_mut(from..from + count)) {
            on_page(blocks, shapes, body);
        }
        from += count;
    }
}

fn on_page(blocks: &mut [RawBlock], shapes: &Shapes, body: &Body) {
    let horizontal = joined(&shapes.rules, |r| *r);
    let mut areas: Vec<(Rect, RawKind)> = Vec::new();
    if (2..=MANY_RULES).contains(&horizontal.len()) {
        for block in blocks.iter() {
            if block.kind() == RawKind::Caption {
                areas.extend(beside_caption(block, blocks, &horizontal, body));
            }
        }
        let vertical = joined(&shapes.rules, flipped);
        let vertical: Vec<Rect> = vertical.iter().map(flipped).collect();
        if vertical.len() <= MANY_RULES {
            let grids = grids(&horizontal, &vertical).into_iter();
            areas.extend(
                grids
                    .filter(|grid| !is_layout(grid, blocks, body))
                    .map(|grid| (grid, RawKind::Table)),
            );
        }
    }
    for (area, kind) in areas {
        bring_together(blocks, &area);
        for block in blocks.iter_mut() {
            let prose = body.reads_as_prose(block) && is_wide(block, 0.75 * body.column);
            let fixed = matches!(block.kind(), RawKind::Caption | RawKind::Field);
            if is_inside(block, &area) && !fixed && !prose {
                block.set(kind, KindReason::Enclosed);
            }
        }
    }
    for image in &shapes.images {
        if image.area() > 0.6 * shapes.page {
            // this is the paper of a scan, or the background of a slide
            continue;
        }
        let on = |block: &RawBlock| {
            matches!(block.kind(), RawKind::Paragraph | RawKind::ListItem)
                && is_inside(block, image)
                && !body.reads_as_prose(block)
        };
        if blocks.iter().filter(|block| on(block)).count() >= WORDS_ON_PICTURE {
            for block in blocks.iter_mut().filter(|block| on(block)) {
                block.set(RawKind::Figure, KindReason::OnPicture);
            }
        }
    }
}

/// Puts the blocks inside an area behind each other if the page was read in another order: what stands above the area
/// comes before them, and everything else behind them.
fn bring_together(blocks: &mut [RawBlock], area: &Rect) {
    let is_in = |block: &RawBlock| is_inside(block, area);
    let (Some(first), Some(last)) = (
        blocks.iter().position(is_in),
        blocks.iter().rposition(is_in),
    ) else {
        return;
    };
    let Some(range) = blocks.get_mut(first..=last) else {
        return;
    };
    range.sort_by_key(|block| match is_in(block) {
        true => 1,
        false if block.bounds().y0 >= area.y1 - 2.0 => 0,
        false => 2,
    });
}

/// The areas of grids on a page.
pub(super) fn grids_of(shapes: &Shapes) -> Vec<Rect> {
    let horizontal = joined(&shapes.rules, |r| *r);
    let vertical = joined(&shapes.rules, flipped);
    let vertical: Vec<Rect> = vertical.iter().map(flipped).collect();
    let few = |rules: &[Rect]| (2..=MANY_RULES).contains(&rules.len());
    match few(&horizontal) && few(&vertical) {
        true => grids(&horizontal, &vertical),
        false => Vec::new(),
    }
}

fn flipped(rect: &Rect) -> Rect {
    Rect {
        x0: rect.y0,
        y0: rect.x0,
        x1: rect.y1,
        y1: rect.x1,
    }
}

/// Returns horizontal rules from the top, with those that were drawn cell by cell joined.
fn joined(rules: &[Rect], turn: impl Fn(&Rect) -> Rect) -> Vec<Rect> {
    let mut flat: Vec<Rect> = rules
        .iter()
        .map(turn)
        .filter(|rule| rule.y1 - rule.y0 <= 3.0 && rule.x1 - rule.x0 > 3.0)
        .collect();
    let row = |rule: &Rect| -(rule.y0 + rule.y1).round() as i32;
    flat.sort_by(|a, b| row(a).cmp(&row(b)).then(a.x0.total_cmp(&b.x0)));
    let mut whole: Vec<Rect> = Vec::new();
    for rule in flat {
        match whole.last_mut() {
            Some(last) if (last.y0 - rule.y0).abs() < 1.5 && rule.x0 <= last.x1 + 4.0 => {
                last.x1 = last.x1.max(rule.x1);
            }
            _ => whole.push(rule),
        }
    }
    whole.retain(|rule| rule.x1 - rule.x0 > 20.0);
    whole
}

fn is_inside(block: &RawBlock, area: &Rect) -> bool {
    let bounds = block.bounds();
    let middle = bounds.middle();
    bounds.x0 > area.x0 - 6.0
        && bounds.x1 < area.x1 + 6.0
        && middle > area.y0
        && middle < area.y1
        && bounds.y0 > area.y0 - 6.0
        && bounds.y1 < area.y1 + 6.0
}

/// Whether a grid is the frame of a page with the line between its columns: most of what stands in it is
/// running text.
fn is_layout(grid: &Rect, blocks: &[RawBlock], body: &Body) -> bool {
    let (mut all, mut prose) = (0, 0);
    for block in blocks.iter().filter(|block| is_inside(block, grid)) {
        let length = block.rough_text().len();
        all += length;
        if body.reads_as_prose(block) && is_wide(block, 0.75 * body.column) {
            prose += length;
        }
    }
    prose * 2 > all
}

fn is_wide(block: &RawBlock, width: f32) -> bool {
    block.bounds().width() > width && block.lines().len() >= 4
}

/// The areas between rules above and below a caption.
fn beside_caption(
    label: &RawBlock,
    blocks: &[RawBlock],
    rules: &[Rect],
    body: &Body,
) -> Vec<(Rect, RawKind)> {
    let text = label.rough_text().to_lowercase();
    let own = label.bounds();
    let over = |rule: &Rect| rule.x1.min(own.x1) - rule.x0.max(own.x0) > 0.5 * own.width();
    let above = |gap: f32| {
        let near = move |rule: &&Rect| rule.y0 > own.y1 - 4.0 && rule.y0 - own.y1 < gap;
        rules.iter().rev().find(|rule| over(rule) && near(rule))
    };
    let below = |gap: f32| {
        let near = move |rule: &&Rect| rule.y1 < own.y0 + 4.0 && own.y0 - rule.y1 < gap;
        rules.iter().find(|rule| over(rule) && near(rule))
    };
    if text.starts_with("algorithm") || text.starts_with("listing") {
        let frame = above(FRAME_GAP)
            .zip(below(FRAME_GAP))
            .filter(|(a, b)| same_edges(a, b));
        return frame
            .and_then(|(_, first)| stack(first, blocks, rules, body, true))
            .map(|area| (area, RawKind::Code))
            .into_iter()
            .collect();
    }
    if caption(label.rough_text(), true) != Some(true) {
        return Vec::new();
    }
    let down = below(CAPTION_GAP).and_then(|rule| stack(rule, blocks, rules, body, true));
    let up = above(CAPTION_GAP).and_then(|rule| stack(rule, blocks, rules, body, false));
    [down, up]
        .into_iter()
        .flatten()
        .map(|area| (area, RawKind::Table))
        .collect()
}

fn same_edges(a: &Rect, b: &Rect) -> bool {
    (a.x0 - b.x0).abs() < SAME_EDGE && (a.x1 - b.x1).abs() < SAME_EDGE
}

/// The area from one rule across the rules of the same width below or above it, as long as what stands between
/// two of them can be rows: something, but not another caption and not running text across.
fn stack(
    first: &Rect,
    blocks: &[RawBlock],
    rules: &[Rect],
    body: &Body,
    down: bool,
) -> Option<Rect> {
    let mut alike: Vec<&Rect> = rules
        .iter()
        .filter(|rule| same_edges(rule, first))
        .filter(|rule| {
            if down {
                rule.y0 <= first.y0
            } else {
                rule.y0 >= first.y0
            }
        })
        .collect();
    if !down {
        alike.reverse();
    }
    let mut end: Option<&Rect> = None;
    for pair in alike.windows(2) {
        let [a, b] = pair else { break };
        let gap = Rect {
            x0: first.x0,
            x1: first.x1,
            y0: a.y0.min(b.y0),
            y1: a.y1.max(b.y1),
        };
        let mut inside = blocks.iter().filter(|block| {
            let bounds = block.bounds();
            let middle = bounds.middle();
            middle > gap.y0 && middle < gap.y1 && bounds.x1 > gap.x0 && bounds.x0 < gap.x1
        });
        let width = 0.9 * (gap.x1 - gap.x0);
        let rows = inside.clone().next().is_some()
            && inside.all(|block| {
                block.kind() != RawKind::Caption
                    && !(body.reads_as_prose(block) && is_wide(block, width))
            });
        let double = gap.y1 - gap.y0 < 6.0;
        if !rows && !double {
            break;
        }
        end = Some(b);
    }
    let end = end?;
    (first.y0 - end.y0).abs().gt(&8.0).then(|| Rect {
        x0: first.x0,
        x1: first.x1,
        y0: first.y0.min(end.y0),
        y1: first.y1.max(end.y1),
    })
}

/// Areas whose rules cross each other as the lines of a grid do: more than a box around a text.
fn grids(horizontal: &[Rect], vertical: &[Rect]) -> Vec<Rect> {
    let touch = |a: &Rect, b: &Rect| {
        a.x0 < b.x1 + 2.0 && a.x1 > b.x0 - 2.0 && a.y0 < b.y1 + 2.0 && a.y1 > b.y0 - 2.0
    };
    let rules: Vec<&Rect> = horizontal.iter().chain(vertical).collect();
    let mut seen = vec![false; rules.len()];
    let mut found = Vec::new();
    for start in 0..rules.len() {
        if std::mem::replace(seen.get_mut(start).unwrap_or(&mut true), true) {
            continue;
        }
        let mut members = vec![start];
        let mut next = 0;
        while let Some(rule) = members.get(next).and_then(|i| rules.get(*i)) {
            for (index, other) in rules.iter().enumerate() {
                if let Some(flag) = seen.get_mut(index)
                    && !*flag
                    && touch(rule, other)
                {
                    *flag = true;
                    members.push(index);
                }
            }
            next += 1;
        }
        let (across, upright): (Vec<usize>, Vec<usize>) =
            members.into_iter().partition(|i| *i < horizontal.len());
        let grid =
            (across.len() >= 3 && upright.len() >= 2) || (across.len() >= 2 && upright.len() >= 3);
        if grid {
            let all = across.iter().chain(&upright).filter_map(|i| rules.get(*i));
            found.extend(all.fold(None, |area: Option<Rect>, rule| {
                Some(area.map_or(**rule, |area| area.union(rule)))
            }));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::layout::Line;

    fn block(text: &str, x0: f32, x1: f32, ys: &[f32]) -> RawBlock {
        let line = |y: &f32| Line::sample(text).at(x0, *y).to(x1);
        RawBlock::sample(ys.iter().map(line).collect(), RawKind::Paragraph)
    }

    fn rule(x0: f32, y0: f32, x1: f32, y1: f32) -> Rect {
        Rect { x0, y0, x1, y1 }
    }

    fn kinds(mut blocks: Vec<RawBlock>, rules: Vec<Rect>) -> Vec<RawKind> {
        for block in &mut blocks {
            if block.rough_text().starts_with("Table 1") {
                block.set(RawKind::Caption, KindReason::CaptionLabel);
            }
        }
        let body = Body {
            size: 10.0,
            column: 400.0,
            font: None,
            bold: false,
        };
        let shapes = Shapes {
            rules,
            images: Vec::new(),
            page: 500.0 * 800.0,
        };
        mark(&mut blocks, &[shapes], &body);
        blocks.iter().map(RawBlock::kind).collect()
    }

    const CELL: &str = "A cell in which a sentence of several words stands.";

    #[test]
    fn cells_between_the_rules_under_a_caption_are_a_table() {
        let blocks = vec![
            block("Table 1: What was done", 50.0, 300.0, &[700.0]),
            block("Day", 50.0, 90.0, &[675.0]),
            block(CELL, 50.0, 200.0, &[650.0, 638.0]),
            block(CELL, 220.0, 450.0, &[650.0, 638.0, 626.0]),
            block(CELL, 50.0, 450.0, &[580.0, 568.0, 556.0, 544.0]),
        ];
        let rules = vec![
            rule(50.0, 690.0, 450.0, 690.5),
            rule(50.0, 668.0, 450.0, 668.5),
            rule(50.0, 610.0, 450.0, 610.5),
            // the line over the foot of the page
            rule(50.0, 40.0, 450.0, 40.5),
        ];
        use RawKind::{Caption, Paragraph, Table};
        assert_eq!(
            kinds(blocks, rules),
            [Caption, Table, Table, Table, Paragraph]
        );
    }

    #[test]
    fn the_cells_of_a_grid_come_together_behind_what_stands_above_it() {
        let mut blocks = vec![
            block("First cell", 60.0, 110.0, &[680.0]),
            block("A title", 60.0, 110.0, &[720.0]),
            block("Last cell", 210.0, 260.0, &[640.0]),
            block("Behind it", 60.0, 110.0, &[500.0]),
        ];
        bring_together(&mut blocks, &rule(50.0, 620.0, 400.0, 700.0));
        let texts: Vec<&str> = blocks.iter().map(RawBlock::rough_text).collect();
        assert_eq!(texts, ["A title", "First cell", "Last cell", "Behind it"]);
    }

    #[test]
    fn a_grid_is_a_table_and_a_box_is_not() {
        let cells = || {
            vec![
                block(CELL, 60.0, 190.0, &[680.0]),
                block(CELL, 210.0, 390.0, &[640.0]),
            ]
        };
        let frame = [
            rule(50.0, 700.0, 400.0, 700.5),
            rule(50.0, 620.0, 400.0, 620.5),
            rule(50.0, 620.0, 50.5, 700.0),
            rule(400.0, 620.0, 400.5, 700.0),
        ];
        assert_eq!(kinds(cells(), frame.to_vec()), [RawKind::Paragraph; 2]);
        let inner = [
            rule(50.0, 660.0, 400.0, 660.5),
            rule(200.0, 620.0, 200.5, 700.0),
        ];
        let grid = [frame.as_slice(), &inner].concat();
        assert_eq!(kinds(cells(), grid.clone()), [RawKind::Table; 2]);
        // a page with a frame and a line between its columns
        let mut page = cells();
        page.push(block(
            CELL,
            60.0,
            390.0,
            &[690.0, 680.0, 670.0, 660.0, 650.0],
        ));
        assert_eq!(kinds(page, grid), [RawKind::Paragraph; 3]);
    }
}
