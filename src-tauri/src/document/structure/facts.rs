//! Facts beside an address, as letters and bills have them: "Invoice no. 2024-17" and "Date 4 June" beside the name and
//! the street of somebody else.
//!
//! What a person sees as two blocks stands on common baselines, so it looks like a table of three columns. Its labels
//! end with colons, or its values are of several kinds, and the lines of the address follow each other closely.

use super::body::Body;
use super::cell_values::is_value;
use super::rows::{Row, pages, rows};
use super::taken::replaced;
use crate::document::explanation::{KindReason, LineBreak};
use crate::document::kind::RawKind;
use crate::document::layout::{Line, RawBlock};
use crate::document::marks::COLONS;

/// The fewest facts, and the fewest lines of an address.
const FEWEST: usize = 2;
/// Lines of an address are not farther apart than this, in em.
const TIGHT: f32 = 2.0;
/// Between the address and the facts stand at least this many em.
const GUTTER: f32 = 2.5;
/// Edges of lines that stand under each other differ by at most this, in em.
const SAME_EDGE: f32 = 0.8;
/// Most words of a label, and of a value.
const MOST_OF_LABEL: usize = 5;
const MOST_OF_VALUE: usize = 8;
/// A page with more lines is not worth the work.
const MOST_LINES: usize = 1_500;

/// Takes addresses and the facts beside them apart: a paragraph, and a table of labels and values.
pub(super) fn apart(blocks: Vec<RawBlock>, body: &Body) -> Vec<RawBlock> {
    pages(blocks)
        .into_iter()
        .flat_map(|page| on_page(page, body))
        .collect()
}

/// Whether a block may hold labels and values.
pub(super) fn may_be(block: &RawBlock, body: &Body) -> bool {
    let kind = matches!(
        block.kind(),
        RawKind::Paragraph | RawKind::Figure | RawKind::ListItem
    );
    kind && !(block.lines().len() > 1 && body.reads_as_prose(block))
}

fn on_page(blocks: Vec<RawBlock>, body: &Body) -> Vec<RawBlock> {
    let lines: Vec<&Line> = blocks
        .iter()
        .filter(|block| may_be(block, body))
        .flat_map(RawBlock::lines)
        .collect();
    if !(2 * FEWEST..=MOST_LINES).contains(&lines.len()) {
        return blocks;
    }
    let found = areas(&rows(&lines), &lines);
    if found.is_empty() {
        return blocks;
    }
    let take = |indices: &[usize]| -> Vec<Line> {
        let lines = indices.iter().filter_map(|index| lines.get(*index));
        lines.map(|line| (*line).clone()).collect()
    };
    let made: Vec<Vec<RawBlock>> = found
        .iter()
        .map(|area| {
            let address = RawBlock::of(
                take(&area.address),
                RawKind::Paragraph,
                KindReason::NothingElse,
            );
            let facts = RawBlock::of(take(&area.facts), RawKind::Table, KindReason::BesideAddress);
            let both = match area.address_first {
                true => [address, facts],
                false => [facts, address],
            };
            both.map(|block| block.beginning(LineBreak::TakenOut))
                .into()
        })
        .collect();
    let whole = |area: &Area| [area.address.as_slice(), area.facts.as_slice()].concat();
    let areas: Vec<Vec<usize>> = found.iter().map(whole).collect();
    replaced(blocks, &|block| may_be(block, body), &areas, made)
}

/// An address and the facts beside it: indices of lines.
#[derive(Default)]
struct Area {
    address: Vec<usize>,
    facts: Vec<usize>,
    /// Whether the address stands on the left.
    address_first: bool,
}

/// What stands in one row.
struct Entry<'l> {
    address: Option<&'l Line>,
    fact: Option<Fact<'l>>,
}

/// A label with its value, in one line or in two.
struct Fact<'l> {
    first: &'l Line,
    last: &'l Line,
    label: String,
    value: String,
}

fn areas(rows: &[Row], lines: &[&Line]) -> Vec<Area> {
    let mut found = Vec::new();
    let mut from = 0;
    while from < rows.len() {
        let near = |pair: &[Row]| match pair {
            [a, b] => {
                let size = a.size.max(b.size);
                a.y - b.y <= TIGHT * size && (a.size - b.size).abs() < 0.15 * size
            }
            _ => false,
        };
        let rest = rows.get(from..).unwrap_or_default();
        let run = 1 + rest.windows(2).take_while(|pair| near(pair)).count();
        let run_rows = rest.get(..run).unwrap_or_default();
        found.extend(area(run_rows, lines));
        from += run;
    }
    found
}

/// The address and the facts of rows that follow each other closely.
fn area(rows: &[Row], lines: &[&Line]) -> Option<Area> {
    let on_the = |first| area_with_address(rows, lines, first);
    on_the(true).or_else(|| on_the(false))
}

/// The same, with the address on the left (`first`) or on the right.
fn area_with_address(rows: &[Row], lines: &[&Line], first: bool) -> Option<Area> {
    let line = |index: &usize| lines.get(*index).copied();
    // the left edge of the address: that of the first row with something beside it
    let both = rows.iter().find(|row| row.lines.len() > 1)?;
    let edge = match first {
        true => both.lines.first().and_then(line)?,
        false => both.lines.last().and_then(line)?,
    };
    let mut area = Area {
        address_first: first,
        ..Area::default()
    };
    let mut entries: Vec<Entry<'_>> = Vec::new();
    for row in rows {
        let at = match first {
            true => 0,
            false => row.lines.len() - 1,
        };
        let address = row.lines.get(at).and_then(line);
        let address = address.filter(|piece| (piece.x0 - edge.x0).abs() <= SAME_EDGE * edge.size);
        let others: Vec<usize> = match (address, first) {
            (None, _) => row.lines.clone(),
            (Some(_), true) => row.lines.iter().skip(1).copied().collect(),
            (Some(_), false) => row.lines.iter().take(at).copied().collect(),
        };
        let pieces: Vec<&Line> = others.iter().filter_map(line).collect();
        let fact = fact(&pieces);
        if fact.is_none() && (address.is_none() || !others.is_empty()) {
            match entries.is_empty() {
                true => continue,
                false => break,
            }
        }
        if address.is_some() {
            area.address.extend(row.lines.get(at));
        }
        area.facts.extend(others);
        entries.push(Entry { address, fact });
    }
    are_apart(&entries, edge.size, first).then_some(area)
}

/// The label and the value that pieces say; `None` if they say something else.
fn fact<'l>(pieces: &[&'l Line]) -> Option<Fact<'l>> {
    let (first, last) = (*pieces.first()?, *pieces.last()?);
    let (label, value) = match pieces {
        [one] => {
            let text = one.string();
            let (label, value) = text.split_once(COLONS)?;
            (format!("{label}:"), value.trim().to_owned())
        }
        [label, value] => (label.string(), value.string()),
        _ => return None,
    };
    let few = |text: &str, most| (1..=most).contains(&text.split_whitespace().count());
    let letters = label.chars().filter(|c| c.is_alphabetic()).count() >= 2;
    (letters && !is_value(&label) && few(&label, MOST_OF_LABEL) && few(&value, MOST_OF_VALUE))
        .then_some(Fact {
            first,
            last,
            label,
            value,
        })
}

/// Whether what stands on one side (`first`: on the left) is an address, and what stands on the other are facts.
fn are_apart(entries: &[Entry<'_>], size: f32, first: bool) -> bool {
    let lines: Vec<&Line> = entries.iter().filter_map(|entry| entry.address).collect();
    let facts: Vec<&Fact<'_>> = entries
        .iter()
        .filter_map(|entry| entry.fact.as_ref())
        .collect();
    if lines.len() < FEWEST || facts.len() < FEWEST {
        return false;
    }
    let beside = entries
        .iter()
        .filter(|entry| entry.address.is_some() && entry.fact.is_some());
    let least = |edges: &mut dyn Iterator<Item = f32>| edges.fold(f32::MAX, f32::min);
    let most = |edges: &mut dyn Iterator<Item = f32>| edges.fold(f32::MIN, f32::max);
    let gutter = match first {
        true => {
            let begins = least(&mut facts.iter().map(|fact| fact.first.x0));
            begins - most(&mut lines.iter().map(|line| line.x1))
        }
        false => {
            let begins = least(&mut lines.iter().map(|line| line.x0));
            begins - most(&mut facts.iter().map(|fact| fact.last.x1))
        }
    };
    let same = |edge: &dyn Fn(&Fact<'_>) -> f32| {
        let all = || facts.iter().map(|fact| edge(fact));
        all().fold(f32::MIN, f32::max) - all().fold(f32::MAX, f32::min) <= SAME_EDGE * size
    };
    let address = lines.iter().all(|line| {
        let text = line.string();
        !is_value(&text) && text.split_whitespace().count() <= 8 && !text.contains(':')
    });
    let labelled = facts
        .iter()
        .filter(|fact| fact.label.ends_with(COLONS))
        .count();
    beside.count() >= FEWEST
        && gutter >= GUTTER * size
        && (same(&|fact| fact.first.x0) || same(&|fact| fact.last.x1))
        && address
        && (4 * labelled >= 3 * facts.len() || are_of_kinds(&facts))
}

/// Whether values are of several kinds, unlike those of a column: a number, a date, a name.
fn are_of_kinds(facts: &[&Fact<'_>]) -> bool {
    let shapes: Vec<String> = facts.iter().map(|fact| shape(&fact.value)).collect();
    let most = shapes
        .iter()
        .map(|one| shapes.iter().filter(|other| *other == one).count())
        .max()
        .unwrap_or(0);
    let numbers = facts
        .iter()
        .filter(|fact| fact.value.contains(|c: char| c.is_ascii_digit()));
    facts.len() > FEWEST && 2 * most <= facts.len() && 2 * numbers.count() >= facts.len()
}

/// A value with one sign for each run of digits and of letters.
fn shape(value: &str) -> String {
    let mut shape = String::new();
    for c in value.chars() {
        let sign = match c {
            _ if c.is_ascii_digit() => '9',
            _ if c.is_alphabetic() => 'a',
            _ if c.is_whitespace() => ' ',
            '\u{2013}' | '\u{2212}' => '-',
            ',' => '.',
            c => c,
        };
        if !shape.ends_with(sign) {
            shape.push(sign);
        }
    }
    shape
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

    /// The blocks of lines of three columns, row by row; letters of 5 points.
    fn read(rows: &[[&str; 3]]) -> Vec<(RawKind, String)> {
        let mut y = 700.0;
        let mut blocks = Vec::new();
        for row in rows {
            for (text, x) in row.iter().zip([50.0, 300.0, 400.0]) {
                if !text.is_empty() {
                    blocks.push(Line::sample(text).at(x, y).block());
                }
            }
            y -= 12.0;
        }
        let apart = apart(blocks, &BODY);
        let fact = |block: &RawBlock| (block.kind(), block.rough_text().to_owned());
        apart.iter().map(fact).collect()
    }

    #[test]
    fn an_address_and_the_facts_beside_it_are_two_blocks() {
        let both = read(&[
            ["Bill to", "Invoice no.", "2024-0391"],
            ["Mrs Odile Fenwick", "Invoice date", "8 May 2024"],
            ["2 Chapel Row", "Customer no.", "K-2207"],
            ["Upper Example", "", ""],
        ]);
        let address = "Bill to Mrs Odile Fenwick 2 Chapel Row Upper Example";
        let facts = "Invoice no. 2024-0391 Invoice date 8 May 2024 Customer no. K-2207";
        assert_eq!(
            both,
            [
                (RawKind::Paragraph, address.to_owned()),
                (RawKind::Table, facts.to_owned()),
            ]
        );
        let both = read(&[
            ["Frau Edda Gr\u{f6}\u{df}er", "", "Datum: 14.10.2022"],
            ["Am Bach 3", "", "Kunde: 88-104"],
            ["00000 Musterstadt", "", ""],
        ]);
        assert_eq!(both.len(), 2);
        // the other way round
        let both = read(&[
            ["Account no.", "33-771", "Mr Jo Placeholder"],
            ["Period", "1 May to 31 May", "4 Elm Close"],
            ["Closing balance", "1,204.11", "Sampleford"],
        ]);
        let kinds: Vec<RawKind> = both.iter().map(|(kind, _)| *kind).collect();
        assert_eq!(kinds, [RawKind::Table, RawKind::Paragraph]);
    }

    #[test]
    fn the_rows_of_a_table_stay_together() {
        let prices = [
            ["Rye loaf", "large", "6.40"],
            ["Poppy roll", "small", "0.85"],
            ["Oat biscuit", "small", "14.50"],
        ];
        assert_eq!(read(&prices).len(), 9);
        let people = [
            ["Name", "Village", "Born"],
            ["Ada Okafor", "Holm", "1951"],
            ["Ben Lov", "Brandey", "1949"],
            ["Cy Tarn", "Skarvik", "1962"],
        ];
        assert_eq!(read(&people).len(), 12);
        let small = people.get(..3).unwrap();
        assert_eq!(read(small).len(), 9);
    }
}
