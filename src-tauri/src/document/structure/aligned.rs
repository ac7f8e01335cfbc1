//! Tables without rules and captions, told by how their pieces stand: a price list, a receipt, a timetable.
//!
//! Several rows in a row have short pieces at the same distances from the left, one column has words, and another one
//! has numbers. Two columns of running text, names with addresses, numbered lists and formulas are none.
//!
//! A list may have sections with a row or two, each under a heading. Sections with the same columns are judged together,
//! and each becomes a table. So do the sums far below one.

use std::borrow::Cow;
use std::collections::HashMap;

use super::body::Body;
use super::carried::{Carried, MOST_ABOVE};
use super::cell_values::is_value;
use super::going_on::going_on;
use super::grid::{is_leader, leaders, pieces};
use super::loose::are_loose;
use super::row_groups::{Group, LARGER, are_near, are_sections, groups};
use super::rows::{Row, pages};
use super::sums::are_sums;
use crate::document::explanation::{KindReason, LineBreak};
use crate::document::kind::RawKind;
use crate::document::layout::{Line, RawBlock};
use crate::document::marks::{COLONS, is_word};

/// The fewest rows of several cells; and if leaders join the cells of each.
const FEWEST_ROWS: usize = 3;
const FEWEST_LED: usize = 2;
/// The fewest cells of a page on which a table goes on.
const FEWEST_CELLS: usize = 2;
/// The most words of a cell, on average.
const MOST_WORDS: f32 = 6.0;
/// A page with more lines is not worth the work.
const MOST_LINES: usize = 1_500;

/// Makes tables of the lines that stand in rows and columns. A block that holds other lines as well is divided.
pub(super) fn mark(blocks: Vec<RawBlock>, body: &Body) -> Vec<RawBlock> {
    let mut out = Vec::with_capacity(blocks.len());
    let mut carried: Option<Carried> = None;
    for page in pages(blocks) {
        let loose = are_loose(&page, body);
        let count: usize = page
            .iter()
            .zip(&loose)
            .filter(|(_, is_loose)| **is_loose)
            .flat_map(|(block, _)| block.lines())
            .map(|line| 1 + usize::from(leaders(&line.text).is_some()))
            .sum();
        let before = carried.take().filter(|table| table.may_go_on_at(&page));
        let fewest = match before {
            Some(_) => FEWEST_CELLS,
            None => 2 * FEWEST_ROWS,
        };
        if !(fewest..=MOST_LINES).contains(&count) {
            out.extend(page);
            continue;
        }
        let (page, end) = on_page(page, &loose, body, before.as_ref());
        out.extend(page);
        carried = end;
    }
    out
}

/// The blocks of a page, and its last table if that may go on on the next page. `before` is that of the page before.
fn on_page(
    blocks: Vec<RawBlock>,
    loose: &[bool],
    body: &Body,
    before: Option<&Carried>,
) -> (Vec<RawBlock>, Option<Carried>) {
    let lines: Vec<&Line> = blocks
        .iter()
        .zip(loose)
        .filter(|(_, is_loose)| **is_loose)
        .flat_map(|(block, _)| block.lines())
        .collect();
    let others = blocks.iter().zip(loose).filter(|(_, is_loose)| !**is_loose);
    let top = others.map(|(block, _)| block.bounds().y1);
    let before = before.map(|table| (table, top.fold(f32::MIN, f32::max)));
    let parts = Parts::of(&lines);
    let pieces: Vec<&Line> = parts.pieces.iter().map(Cow::as_ref).collect();
    let (tables, ends_in_sums) = tables(&pieces, &parts.led, before);
    if tables.is_empty() {
        return (blocks, None);
    }
    let end = match ends_in_sums {
        true => None,
        false => Carried::of(&tables, &pieces, &blocks),
    };
    let of_line = tables_of(&lines, &parts, &tables);
    (divided(blocks, loose, of_line, body), end)
}

/// Blocks with those lines that stand in tables as blocks of their own.
fn divided(
    blocks: Vec<RawBlock>,
    loose: &[bool],
    of_line: Vec<Option<usize>>,
    body: &Body,
) -> Vec<RawBlock> {
    let mut of_line = of_line.into_iter();
    let mut parts: Vec<(Option<usize>, RawBlock)> = Vec::with_capacity(blocks.len());
    for (block, is_loose) in blocks.into_iter().zip(loose) {
        if !*is_loose {
            parts.push((None, block));
            continue;
        }
        let tables: Vec<Option<usize>> = of_line.by_ref().take(block.lines().len()).collect();
        if tables.iter().all(Option::is_none) {
            parts.push((None, block));
            continue;
        }
        let (kind, why, mut begins) = (block.kind(), block.why(), block.begins());
        let mut lines = block.into_lines().into_iter();
        for part in tables.chunk_by(|a, b| a == b) {
            let part_lines: Vec<Line> = lines.by_ref().take(part.len()).collect();
            let table = part.first().copied().flatten();
            let (kind, why) = match table {
                Some(_) => (RawKind::Table, KindReason::Aligned),
                None => (kind, why),
            };
            let part = RawBlock::of(part_lines, kind, why).beginning(begins);
            parts.push((table, part));
            begins = LineBreak::TakenOut;
        }
    }
    together(parts, body)
}

/// The pieces of lines, cut where leaders join cells.
struct Parts<'l> {
    pieces: Vec<Cow<'l, Line>>,
    /// The line of each piece.
    of_line: Vec<usize>,
    /// Whether leaders join a piece to another.
    led: Vec<bool>,
}

impl<'l> Parts<'l> {
    fn of(lines: &[&'l Line]) -> Self {
        // leaders join two cells into a line, or are a line of their own between two
        let leading = lines.iter().filter(|line| is_leader(&line.text));
        let leading: Vec<&Line> = leading.copied().collect();
        let mut parts = Self {
            pieces: Vec::with_capacity(lines.len()),
            of_line: Vec::with_capacity(lines.len()),
            led: Vec::with_capacity(lines.len()),
        };
        for (index, line) in lines.iter().copied().enumerate() {
            let between = leading.iter().any(|other| other.is_beside(line));
            let is_led = between || leaders(&line.text).is_some();
            match is_led {
                true => parts
                    .pieces
                    .extend(pieces(line).into_iter().map(Cow::Owned)),
                false => parts.pieces.push(Cow::Borrowed(line)),
            }
            parts.of_line.resize(parts.pieces.len(), index);
            parts.led.resize(parts.pieces.len(), is_led);
        }
        parts
    }
}

/// For each line the number of the table in which it stands.
fn tables_of(lines: &[&Line], parts: &Parts<'_>, tables: &[Vec<Row>]) -> Vec<Option<usize>> {
    let mut found: Vec<Option<usize>> = vec![None; lines.len()];
    for (number, table) in tables.iter().enumerate() {
        let pieces = table.iter().flat_map(|row| &row.lines);
        for line in pieces.filter_map(|piece| parts.of_line.get(*piece)) {
            if let Some(table) = found.get_mut(*line) {
                *table = Some(number);
            }
        }
    }
    for (index, line) in lines.iter().copied().enumerate() {
        if !is_leader(&line.text) {
            continue;
        }
        let mut rows = lines.iter().zip(&found);
        let beside = rows.find_map(|(other, table)| (*table).filter(|_| other.is_beside(line)));
        if beside.is_some()
            && let Some(table) = found.get_mut(index)
        {
            *table = beside;
        }
    }
    found
}

/// The parts of a page, with those of each table behind its first one unless running text stands between them: a file may
/// draw the names of the columns with its letterhead, long before the rows.
fn together(parts: Vec<(Option<usize>, RawBlock)>, body: &Body) -> Vec<RawBlock> {
    let mut first: HashMap<usize, usize> = HashMap::new();
    let mut placed: Vec<(usize, RawBlock)> = Vec::with_capacity(parts.len());
    for (at, (table, block)) in parts.into_iter().enumerate() {
        let place = match table {
            Some(table) => *first.entry(table).or_insert(at),
            None => {
                if block.lines().len() > 1 && body.reads_as_prose(&block) {
                    first.clear();
                }
                at
            }
        };
        placed.push((place, block));
    }
    placed.sort_by_key(|(place, _)| *place);
    placed.into_iter().map(|(_, block)| block).collect()
}

/// The tables among lines, and whether the last one holds the sums of the table above it, behind which nothing goes on. `led`
/// has for each line whether leaders join it to another. `before` is the table at the end of the page before, with the top of
/// what is not a row on this page.
fn tables(lines: &[&Line], led: &[bool], before: Option<(&Carried, f32)>) -> (Vec<Vec<Row>>, bool) {
    let groups = groups(lines);
    let mut found: Vec<Vec<Row>> = Vec::new();
    // the table right above, whose sums may follow
    let mut summed: Option<usize> = None;
    let mut ends_in_sums = false;
    let mut from = 0;
    // rows above those that may go on with the table of the page before
    let mut above = 0;
    while from < groups.len() {
        let rest = groups.get(from..).unwrap_or_default();
        let near = |pair: &[Group]| match pair {
            [above, below] => are_sections(above, below, lines),
            _ => false,
        };
        let count = 1 + rest.windows(2).take_while(|pair| near(pair)).count();
        let run = rest.get(..count).unwrap_or_default();
        let full = run.iter().flat_map(|group| &group.rows);
        let full: Vec<&Row> = full.filter(|row| row.lines.len() > 1).collect();
        let is_led = |row: &&Row| row.lines.iter().all(|at| led.get(*at) == Some(&true));
        let least = match full.iter().all(is_led) {
            true => FEWEST_LED,
            false => FEWEST_ROWS,
        };
        let sections = count > 1 && full.len() >= least && is_table(&full, lines);
        for group in run {
            above += group.skipped;
            let is_rest = above <= MOST_ABOVE
                && before.is_some_and(|(table, top)| table.goes_on(group, lines, top));
            let table = summed.and_then(|at| found.get(at));
            let sums = table.is_some_and(|table| are_sums(&group.rows, table, lines));
            let judged = sections || is_rest || sums;
            let table = closed(group, if judged { 1 } else { least }, judged, lines);
            if !is_rest {
                above += group.rows.len();
            }
            if !sums {
                summed = table.is_some().then_some(found.len());
            }
            if table.is_some() {
                // a section of a list may look like sums
                ends_in_sums = sums && !sections && !is_rest;
            }
            found.extend(table);
        }
        from += count;
    }
    (found, ends_in_sums)
}

/// Whether a row has names for several columns of the row below it, which has names for each: every one stands in the
/// middle above some of them.
fn names_columns_of(above: &Row, below: &Row, lines: &[&Line]) -> bool {
    let line = |index: &usize| lines.get(*index).copied();
    let names: Vec<&Line> = below.lines.iter().skip(1).filter_map(line).collect();
    let is_name = |name: &Line| {
        let text = name.string();
        !is_value(&text) || (text.len() == 4 && text.chars().all(|c| c.is_ascii_digit()))
    };
    let is_over = |head: &Line| {
        let middle = (head.x0 + head.x1) / 2.0;
        (2..=names.len()).any(|count| {
            names
                .windows(count)
                .any(|group| match (group.first(), group.last()) {
                    (Some(first), Some(last)) => {
                        let off = ((first.x0 + last.x1) / 2.0 - middle).abs();
                        off <= head.size
                            && head.x0 > first.x0 - head.size
                            && head.x1 < last.x1 + head.size
                    }
                    _ => false,
                })
        })
    };
    are_near(above, below)
        && above.size <= LARGER * below.size
        && above.lines.len() < below.lines.len()
        && names.iter().all(|name| is_name(name))
        && above.lines.iter().filter_map(line).all(is_over)
}

/// The rows of a table without those of one piece at its end, if they are one; with the row above if that names their
/// columns. If they were `judged` with others, they are rows of a table.
fn closed(group: &Group, least: usize, judged: bool, lines: &[&Line]) -> Option<Vec<Row>> {
    let mut rows = group.rows.clone();
    let mut on = going_on(&rows, lines);
    while rows.last().is_some_and(|last| last.lines.len() == 1) && on.last() == Some(&false) {
        rows.pop();
        on.pop();
    }
    let own = || rows.iter().zip(&on).filter(|(_, on)| !**on);
    let full = own().map(|(row, _)| row);
    let full: Vec<&Row> = full.filter(|row| row.lines.len() > 1).collect();
    let several = rows.iter().filter(|row| row.lines.len() > 1).count();
    let few = several < least || full.is_empty() || own().count() > 2 * full.len();
    if few || !(judged || is_table(&full, lines)) {
        return None;
    }
    let first = rows.first()?;
    let above = group.above.as_ref();
    if let Some(above) = above.filter(|above| names_columns_of(above, first, lines)) {
        rows.insert(0, above.clone());
    }
    Some(rows)
}

fn is_table(rows: &[&Row], lines: &[&Line]) -> bool {
    let cells: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            let texts = row.lines.iter().filter_map(|index| lines.get(*index));
            texts.map(|line| line.string()).collect()
        })
        .collect();
    let all = || cells.iter().flatten();
    let words: usize = all().map(|cell| cell.split_whitespace().count()).sum();
    if words as f32 > MOST_WORDS * all().count() as f32 {
        return false;
    }
    // a program has signs that people do not write
    let signs = all()
        .filter(|cell| cell.contains(['=', ';', '{', '}', '#']))
        .count();
    if 4 * signs > all().count() {
        return false;
    }
    let most = cells
        .iter()
        .filter(|row| row.iter().any(|cell| has_word(cell)))
        .count();
    if 5 * most < 3 * cells.len() {
        return false;
    }
    // numbers behind the first cell; in front they count the items of a list
    let numbered = |row: &&Vec<String>| row.iter().skip(1).any(|cell| is_value(cell));
    let values = cells.iter().filter(numbered).count();
    if 5 * values >= 3 * cells.len() {
        return true;
    }
    // labels and what was written beside them, once or several times in a row
    let labelled = |row: &&Vec<String>| {
        let mut labels = row.iter().step_by(2);
        labels.all(|label| label.ends_with(COLONS))
    };
    // more than two pieces in a row may be lines of another column of the page
    let pairs = cells.iter().all(|row| row.len() % 2 == 0);
    if pairs && 5 * cells.iter().filter(labelled).count() >= 3 * cells.len() {
        return true;
    }
    let wide = cells.iter().filter(|row| row.len() >= 3).count();
    rows.len() > FEWEST_ROWS
        && 5 * wide >= 4 * cells.len()
        && !cells.iter().flatten().any(|cell| cell.contains('@'))
}

fn has_word(cell: &str) -> bool {
    cell.split_whitespace()
        .any(|word| is_word(word) || word.chars().any(|c| c > '\u{2e80}' && c.is_alphabetic()))
}
