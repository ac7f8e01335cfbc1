//! Labels over their values, as tickets, vouchers and the heads of bills have them: "Seat" in small letters, and "11D" right
//! under it.
//!
//! A row of labels stands closely over a row with as many values, each of which begins where its label does and is larger or
//! bolder; what follows is farther away than the values are from their labels. The names of a table's columns are not smaller
//! than its cells, and stand over several rows.

use super::body::Body;
use super::cell_values::is_value;
use super::facts::may_be;
use super::rows::{Row, pages, rows};
use super::taken::replaced;
use crate::document::explanation::{KindReason, LineBreak};
use crate::document::layout::{CellPlace, Line, RawBlock};

/// The fewest labels of a page, and the fewest that stand beside each other in some row.
const FEWEST: usize = 4;
const FEWEST_BESIDE: usize = 2;
/// The fewest values with a digit.
const FEWEST_NUMBERS: usize = 2;
/// A value is at most this far below its label, in em of the larger one.
const UNDER: f32 = 1.8;
/// What follows is farther from the values than the values are from their labels, by this factor.
const APART: f32 = 1.3;
/// A label and its value begin at the same place, to within this many em of the label.
const SAME_EDGE: f32 = 0.4;
/// A label is smaller than this share of its value, if it is not lighter.
const SMALLER: f32 = 0.88;
/// Labels of one page have the same size, to within this share.
const SAME_SIZE: f32 = 0.06;
/// Most words of a label, and of a value.
const MOST_OF_LABEL: usize = 4;
const MOST_OF_VALUE: usize = 8;
/// A page with more lines is not worth the work.
const MOST_LINES: usize = 1_500;

/// Makes tables of labels and the values under them, with a row for each label.
pub(super) fn mark(blocks: Vec<RawBlock>, body: &Body) -> Vec<RawBlock> {
    pages(blocks)
        .into_iter()
        .flat_map(|page| on_page(page, body))
        .collect()
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
    let found = areas(&lines);
    if found.is_empty() {
        return blocks;
    }
    let made: Vec<Vec<RawBlock>> = found
        .iter()
        .map(|area| vec![table(area, &lines).beginning(LineBreak::TakenOut)])
        .collect();
    let areas: Vec<Vec<usize>> = found.iter().map(|area| area.concat()).collect();
    replaced(blocks, &|block| may_be(block, body), &areas, made)
}

/// The indices of a label and its value.
type Pair = [usize; 2];

/// A table of these pairs, one in a row.
fn table(pairs: &[Pair], lines: &[&Line]) -> RawBlock {
    let mut placed = Vec::new();
    let mut cells = Vec::new();
    for (row, pair) in pairs.iter().enumerate() {
        for (column, index) in pair.iter().enumerate() {
            if let Some(line) = lines.get(*index) {
                placed.push((*line).clone());
                cells.push(CellPlace {
                    row: row as u32,
                    column: column as u32,
                });
            }
        }
    }
    RawBlock::of_cells(placed, cells, KindReason::LabelsAbove)
}

/// The labels with their values, by areas between which something else stands.
fn areas(lines: &[&Line]) -> Vec<Vec<Pair>> {
    let rows = rows(lines);
    let mut bands: Vec<(usize, Vec<Pair>)> = Vec::new();
    let mut at = 0;
    while let Some([labels, values]) = rows.get(at..at + 2) {
        let below = rows.get(at + 2);
        match band(labels, values, below, lines) {
            Some(pairs) => {
                bands.push((at, pairs));
                at += 2;
            }
            None => at += 1,
        }
    }
    // the labels of a page look alike; what stands above them may look like labels
    let size = |pairs: &[Pair]| {
        let label = pairs.first().and_then(|[label, _]| lines.get(*label));
        label.map_or(0.0, |label| label.size)
    };
    let usual = bands.iter().max_by_key(|(_, pairs)| pairs.len());
    let usual = usual.map_or(0.0, |(_, pairs)| size(pairs));
    bands.retain(|(_, pairs)| (size(pairs) - usual).abs() <= SAME_SIZE * usual);
    let all = || bands.iter().flat_map(|(_, pairs)| pairs);
    let has_digit = |[_, value]: &&Pair| {
        let value = lines.get(*value);
        value.is_some_and(|value| value.text.iter().any(char::is_ascii_digit))
    };
    let beside = bands.iter().any(|(_, pairs)| pairs.len() >= FEWEST_BESIDE);
    if all().count() < FEWEST || !beside || all().filter(has_digit).count() < FEWEST_NUMBERS {
        return Vec::new();
    }
    let follow = bands.chunk_by(|(above, _), (below, _)| above + 2 == *below);
    follow
        .map(|bands| bands.iter().flat_map(|(_, pairs)| pairs).copied().collect())
        .collect()
}

/// The pairs of a row of labels and the row under it; `None` if they are something else.
fn band(labels: &Row, values: &Row, below: Option<&Row>, lines: &[&Line]) -> Option<Vec<Pair>> {
    let distance = labels.y - values.y;
    let near = distance <= UNDER * labels.size.max(values.size);
    let apart = below.is_none_or(|below| values.y - below.y >= APART * distance);
    let paired = labels.lines.len() == values.lines.len();
    let pairs = labels.lines.iter().zip(&values.lines);
    let pairs: Vec<Pair> = pairs.map(|(label, value)| [*label, *value]).collect();
    let fit = |[label, value]: &Pair| match (lines.get(*label), lines.get(*value)) {
        (Some(label), Some(value)) => is_label_of(label, value),
        _ => false,
    };
    (near && apart && paired && pairs.iter().all(fit)).then_some(pairs)
}

/// Whether a line is the label of the line under it, by its look and its words.
fn is_label_of(label: &Line, value: &Line) -> bool {
    let (name, content) = (label.string(), value.string());
    let few = |text: &str, most| (1..=most).contains(&text.split_whitespace().count());
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let lighter = label.bold < 0.5 && value.bold >= 0.5 && label.size <= value.size;
    (label.size <= SMALLER * value.size || lighter)
        && (label.x0 - value.x0).abs() <= SAME_EDGE * label.size
        && letters >= 2
        && !is_value(&name)
        && few(&name, MOST_OF_LABEL)
        && few(&content, MOST_OF_VALUE)
        && !name.ends_with(['.', ',', ';', '?', '!'])
        && !content.ends_with(':')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::kind::RawKind;

    const BODY: Body = Body {
        size: 8.0,
        column: 400.0,
        font: None,
        bold: false,
    };

    /// Rows of labels and values, 10 points under each other, with 24 points between two of them.
    fn ticket(rows: &[&[(&str, &str)]], value: &dyn Fn(Line) -> Line) -> Vec<RawBlock> {
        let mut blocks = Vec::new();
        for (row, pairs) in rows.iter().enumerate() {
            let y = 700.0 - 34.0 * row as f32;
            for (column, (label, content)) in pairs.iter().enumerate() {
                let x = 50.0 + 120.0 * column as f32;
                blocks.push(Line::sample(label).size(7.0).at(x, y).block());
                blocks.push(value(Line::sample(content)).at(x, y - 10.0).block());
            }
        }
        blocks
    }

    fn read(blocks: Vec<RawBlock>) -> Vec<(RawKind, Vec<String>)> {
        let marked = mark(blocks, &BODY);
        let lines = |block: &RawBlock| block.lines().iter().map(Line::string).collect();
        marked
            .iter()
            .map(|block| (block.kind(), lines(block)))
            .collect()
    }

    const JOURNEY: &[&[(&str, &str)]] = &[
        &[("From", "Holm Harbour"), ("To", "Brandey")],
        &[
            ("Date", "18/09/2023"),
            ("Departure", "07:40"),
            ("Seat", "11D"),
        ],
    ];

    #[test]
    fn labels_over_values_are_rows() {
        let looks: [&dyn Fn(Line) -> Line; 2] = [&|line| line, &|line| line.size(7.0).bold()];
        for look in looks {
            let found = mark(ticket(JOURNEY, look), &BODY);
            let [table] = found.as_slice() else {
                panic!("{} blocks", found.len());
            };
            assert_eq!(table.kind(), RawKind::Table);
            let words: Vec<String> = table.lines().iter().map(Line::string).collect();
            assert_eq!(
                words,
                [
                    "From",
                    "Holm Harbour",
                    "To",
                    "Brandey",
                    "Date",
                    "18/09/2023",
                    "Departure",
                    "07:40",
                    "Seat",
                    "11D"
                ]
            );
            let cells = table.cells().iter().map(|cell| (cell.row, cell.column));
            let cells: Vec<(u32, u32)> = cells.collect();
            assert_eq!(cells[..4], [(0, 0), (0, 1), (1, 0), (1, 1)]);
        }
    }

    #[test]
    fn what_is_not_a_label_stays_as_it_is() {
        // as large and as light as what stands under them
        let plain = ticket(JOURNEY, &|line| line.size(7.0));
        assert_eq!(read(plain).len(), 10);
        // larger
        let large = ticket(JOURNEY, &|line| line.size(6.0));
        assert_eq!(read(large).len(), 10);
        // without numbers, as names over what people do
        let names: &[&[(&str, &str)]] = &[
            &[("Chair", "Ada Okafor"), ("Clerk", "Ben Lov")],
            &[("Treasurer", "Cy Tarn"), ("Editor", "Ida Holm")],
        ];
        assert_eq!(read(ticket(names, &|line| line)).len(), 8);
        // too few
        assert_eq!(read(ticket(&JOURNEY[..1], &|line| line)).len(), 4);
    }

    #[test]
    fn the_names_of_columns_over_several_rows_are_not_labels() {
        let mut blocks = Vec::new();
        for (row, cells) in [
            ["Tree", "Height", "Year", "Place"],
            ["Oak", "21", "1951", "B4"],
            ["Birch", "14", "1962", "C7"],
            ["Alder", "9", "1949", "A1"],
        ]
        .iter()
        .enumerate()
        {
            for (column, cell) in cells.iter().enumerate() {
                let size = if row == 0 { 7.0 } else { 10.0 };
                let (x, y) = (50.0 + 100.0 * column as f32, 700.0 - 12.0 * row as f32);
                blocks.push(Line::sample(cell).size(size).at(x, y).block());
            }
        }
        assert_eq!(read(blocks).len(), 16);
    }

    #[test]
    fn something_between_divides_labels() {
        let mut blocks = ticket(&JOURNEY[..1], &|line| line);
        blocks.push(
            Line::sample("Please be on board early")
                .at(50.0, 660.0)
                .block(),
        );
        let second = ticket(&JOURNEY[1..], &|line| line);
        blocks.extend(second.into_iter().map(|block| {
            let lines = block.into_lines().into_iter();
            let moved = lines.map(|line| {
                let (x, y) = (line.x0, line.y - 80.0);
                line.at(x, y)
            });
            RawBlock::sample(moved.collect(), RawKind::Paragraph)
        }));
        let kinds: Vec<RawKind> = read(blocks).into_iter().map(|(kind, _)| kind).collect();
        assert_eq!(kinds, [RawKind::Table, RawKind::Paragraph, RawKind::Table]);
    }
}
