//! Tables without rules and captions, told by how their pieces stand: a price list, a receipt, a timetable.
//!
//! Several rows in a row have short pieces at the same distances from the left, one column has words, and another one
//! has numbers. Two columns of running text, names with addresses, numbered lists and formulas are none.
//!
//! A list may have sections with a row or two, each under a heading. Sections with the same columns are judged together,
//! and each becomes a table.

use std::borrow::Cow;
use std::collections::HashMap;

use super::body::Body;
use super::cell_values::is_value;
use super::grid::{is_leader, leaders, pieces};
use super::loose::are_loose;
use super::row_groups::{Group, LARGER, are_near, are_sections, groups};
use super::rows::{Row, pages};
use super::wrapped::words_go_on;
use crate::document::explanation::{KindReason, LineBreak};
use crate::document::kind::RawKind;
use crate::document::layout::{Line, RawBlock};
use crate::document::marks::is_word;

/// The fewest rows of several cells; and if leaders join the cells of each.
const FEWEST_ROWS: usize = 3;
const FEWEST_LED: usize = 2;
/// What goes on with a row stands at most this far below it, in em.
const TIGHT: f32 = 1.6;
/// Lines of one cell begin at the same place, but for this, in em.
const SAME_EDGE: f32 = 0.5;
/// The most words of a cell, on average.
const MOST_WORDS: f32 = 6.0;
/// A page with more lines is not worth the work.
const MOST_LINES: usize = 1_500;

/// Makes tables of the lines that stand in rows and columns. A block that holds other lines as well is divided.
pub(super) fn mark(blocks: Vec<RawBlock>, body: &Body) -> Vec<RawBlock> {
    let mut out = Vec::with_capacity(blocks.len());
    for page in pages(blocks) {
        let loose = are_loose(&page, body);
        let count: usize = page
            .iter()
            .zip(&loose)
            .filter(|(_, is_loose)| **is_loose)
            .flat_map(|(block, _)| block.lines())
            .map(|line| 1 + usize::from(leaders(&line.text).is_some()))
            .sum();
        match (2 * FEWEST_ROWS..=MOST_LINES).contains(&count) {
            true => out.extend(on_page(page, &loose, body)),
            false => out.extend(page),
        }
    }
    out
}

fn on_page(blocks: Vec<RawBlock>, loose: &[bool], body: &Body) -> Vec<RawBlock> {
    let lines: Vec<&Line> = blocks
        .iter()
        .zip(loose)
        .filter(|(_, is_loose)| **is_loose)
        .flat_map(|(block, _)| block.lines())
        .collect();
    let of_line = tables_of(&lines);
    if of_line.iter().all(Option::is_none) {
        return blocks;
    }
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

/// For each line the number of the table in which it stands.
fn tables_of(lines: &[&Line]) -> Vec<Option<usize>> {
    // leaders join two cells into a line, or are a line of their own between two
    let only_leads = |line: &Line| is_leader(&line.text);
    let leading: Vec<&Line> = lines.iter().copied().filter(|l| only_leads(l)).collect();
    let mut of_line: Vec<usize> = Vec::with_capacity(lines.len());
    let mut parts: Vec<Cow<'_, Line>> = Vec::with_capacity(lines.len());
    let mut led: Vec<bool> = Vec::with_capacity(lines.len());
    for (index, line) in lines.iter().enumerate() {
        let between = leading.iter().any(|other| other.is_beside(line));
        let is_led = between || leaders(&line.text).is_some();
        match is_led {
            true => parts.extend(pieces(line).into_iter().map(Cow::Owned)),
            false => parts.push(Cow::Borrowed(line)),
        }
        of_line.resize(parts.len(), index);
        led.resize(parts.len(), is_led);
    }
    let pieces: Vec<&Line> = parts.iter().map(Cow::as_ref).collect();
    let mut found: Vec<Option<usize>> = vec![None; lines.len()];
    for (number, table) in tables(&pieces, &led).iter().enumerate() {
        let pieces = table.iter().flat_map(|row| &row.lines);
        for line in pieces.filter_map(|piece| of_line.get(*piece)) {
            if let Some(table) = found.get_mut(*line) {
                *table = Some(number);
            }
        }
    }
    for (index, line) in lines.iter().enumerate() {
        if !only_leads(line) {
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

/// The parts of a page with those of each table behind the first of them, as far as no running text stands between: a
/// file may draw the names of the columns with its letterhead, long before the rows.
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

/// The tables among lines; `led` says of each whether leaders join it to another.
fn tables(lines: &[&Line], led: &[bool]) -> Vec<Vec<Row>> {
    let groups = groups(lines);
    let mut found = Vec::new();
    let mut from = 0;
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
            let least = if sections { 1 } else { least };
            found.extend(closed(group, least, sections, lines));
        }
        from += count;
    }
    found
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
/// columns. What is a `section` of a list has been judged with the others.
fn closed(group: &Group, least: usize, section: bool, lines: &[&Line]) -> Option<Vec<Row>> {
    let mut rows = group.rows.clone();
    let mut on = going_on(&rows, lines);
    while rows.last().is_some_and(|last| last.lines.len() == 1) && on.last() == Some(&false) {
        rows.pop();
        on.pop();
    }
    let own = || rows.iter().zip(&on).filter(|(_, on)| !**on);
    let full = own().map(|(row, _)| row);
    let full: Vec<&Row> = full.filter(|row| row.lines.len() > 1).collect();
    let few = full.len() < least || own().count() > 2 * full.len();
    if few || !(section || is_table(&full, lines)) {
        return None;
    }
    let first = rows.first()?;
    let above = group.above.as_ref();
    if let Some(above) = above.filter(|above| names_columns_of(above, first, lines)) {
        rows.insert(0, above.clone());
    }
    Some(rows)
}

/// For each row whether it goes on with the cells of the row above it.
fn going_on(rows: &[Row], lines: &[&Line]) -> Vec<bool> {
    let mut found = Vec::with_capacity(rows.len());
    // the row that the others go on with, and the last of them
    let mut open: Option<(&Row, &Row)> = None;
    for row in rows {
        let on = open.is_some_and(|(first, above)| goes_on(row, above, first, lines));
        open = match open {
            Some((first, _)) if on => Some((first, row)),
            _ => Some((row, row)),
        };
        found.push(on);
    }
    found
}

/// Whether a row right under the row `above` goes on with the cells of the row `first`: the words of each of its pieces
/// do, and one alone is not the name of the row, or begins with a small letter.
fn goes_on(row: &Row, above: &Row, first: &Row, lines: &[&Line]) -> bool {
    let line = |index: &usize| lines.get(*index).copied();
    if above.y - row.y > TIGHT * above.size.max(row.size) {
        return false;
    }
    let alone = match row.lines.as_slice() {
        [only] => line(only),
        _ => None,
    };
    // "with mint sauce", and not the version of something else
    let describes = alone.is_some_and(|line| {
        let small = line.text.first().is_some_and(|c| c.is_lowercase());
        small && line.text.contains(&' ') && !line.text.iter().any(|c| c.is_ascii_digit())
    });
    if describes && above.lines.len() > 1 {
        return true;
    }
    let over = |own: &Line, row: &Row| {
        let is_over = |cell: &&Line| (cell.x0 - own.x0).abs() <= SAME_EDGE * own.size;
        row.lines.iter().filter_map(line).find(is_over)
    };
    let name = first.lines.first().and_then(line);
    let is_name =
        |own: &Line| name.is_some_and(|name| (name.x0 - own.x0).abs() <= SAME_EDGE * own.size);
    first.lines.len() > 1
        && alone.is_none_or(|own| !is_name(own))
        && row.lines.iter().filter_map(line).all(|own| {
            let cell = over(own, first).zip(over(own, above));
            cell.is_some_and(|(first, above)| {
                // the name of a column is one word, as a rule, and what stands under it the name of a row
                let several = !is_name(own) || above.text.contains(&' ');
                several && words_go_on(&first.text, &above.text, &own.text)
            })
        })
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
    // labels and what was written beside them
    let labelled = |row: &&Vec<String>| {
        row.len() == 2
            && row
                .first()
                .is_some_and(|label| label.ends_with([':', '\u{ff1a}']))
    };
    // more than two pieces in a row may be lines of another column of the page
    let two = cells.iter().all(|row| row.len() == 2);
    if two && 5 * cells.iter().filter(labelled).count() >= 3 * cells.len() {
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
