//! Which lines stand in rows and columns.

use super::aligned::mark;
use super::body::Body;
use crate::document::kind::RawKind;
use crate::document::layout::{Line, RawBlock};

const BODY: Body = Body {
    size: 10.0,
    column: 400.0,
    font: None,
    bold: false,
};

fn marked(lines: &[(&str, f32, f32)]) -> Vec<(RawKind, String)> {
    let blocks = lines
        .iter()
        .map(|(text, x, y)| Line::sample(text).at(*x, *y).block())
        .collect();
    let marked = mark(blocks, &BODY);
    let fact = |block: &RawBlock| (block.kind(), block.rough_text().to_owned());
    marked.iter().map(fact).collect()
}

fn tables_of(lines: &[(&str, f32, f32)]) -> Vec<String> {
    let all = marked(lines).into_iter();
    all.filter(|(kind, _)| *kind == RawKind::Table)
        .map(|(_, text)| text)
        .collect()
}

#[test]
fn items_and_prices_are_a_table_and_the_lines_around_them_are_not() {
    let receipt = [
        ("Corner Bakery", 80.0, 700.0),
        ("Rye loaf", 50.0, 660.0),
        ("6.40", 180.0, 660.0),
        ("Oat biscuit", 50.0, 646.0),
        ("14.50", 175.0, 646.0),
        ("TOTAL EUR", 50.0, 618.0),
        ("20.90", 175.0, 618.0),
        ("Thank you", 90.0, 580.0),
    ];
    let found = tables_of(&receipt);
    assert_eq!(found.len(), 6);
    assert!(
        !found
            .iter()
            .any(|text| text == "Thank you" || text == "Corner Bakery")
    );
}

#[test]
fn sums_far_below_a_table_are_rows_and_other_lines_are_not() {
    let rows = [
        ("Basic pay", 50.0, 700.0),
        ("1,824.00", 200.0, 700.0),
        ("Income tax", 300.0, 700.0),
        ("196.10", 450.0, 700.0),
        ("Night hours", 50.0, 686.0),
        ("108.00", 210.0, 686.0),
        ("Insurance", 300.0, 686.0),
        ("117.72", 450.0, 686.0),
        ("Holiday pay", 50.0, 672.0),
        ("96.00", 215.0, 672.0),
        ("Pension", 300.0, 672.0),
        ("101.40", 450.0, 672.0),
    ];
    let count = |sums: &[(&str, f32, f32)]| tables_of(&[rows.as_slice(), sums].concat()).len();
    let sums = [
        ("Total payments", 50.0, 560.0),
        ("2,028.00", 200.0, 560.0),
        ("Total deductions", 300.0, 560.0),
        ("415.22", 450.0, 560.0),
        ("Net pay", 300.0, 540.0),
        ("1,612.78", 440.0, 540.0),
    ];
    assert_eq!(count(&sums), 18);
    // alone, an amount under none of the table, and the foot of a page
    assert_eq!(tables_of(&sums), Vec::<String>::new());
    assert_eq!(
        count(&[("Net pay", 300.0, 560.0), ("1,612.78", 400.0, 560.0)]),
        12
    );
    assert_eq!(
        count(&[("Form 12", 300.0, 560.0), ("31", 470.0, 560.0)]),
        12
    );
    assert_eq!(
        count(&[("Net pay", 300.0, 400.0), ("1,612.78", 440.0, 400.0)]),
        12
    );
}

#[test]
fn labels_with_colons_and_words_beside_them_are_a_table() {
    let form = [
        ("Owner:", 50.0, 700.0),
        ("Ada Okafor", 250.0, 700.0),
        ("Home port:", 50.0, 680.0),
        ("Brandey", 250.0, 680.0),
        ("Colour:", 50.0, 660.0),
        ("dark green", 250.0, 660.0),
    ];
    assert_eq!(tables_of(&form).len(), 6);
    // two labels in a row
    let mut wide = Vec::new();
    for (label, y) in [("Owner:", 700.0), ("Home port:", 680.0), ("Colour:", 660.0)] {
        wide.extend([(label, 50.0, y), ("as before", 150.0, y)]);
        wide.extend([("Boat:", 300.0, y), ("the same", 400.0, y)]);
    }
    assert_eq!(tables_of(&wide).len(), 12);
}

#[test]
fn names_above_several_columns_belong_to_the_table_and_its_title_does_not() {
    let rows = [
        ("Rain at the ferry", 220.0, 740.0),
        ("Rain (mm)", 255.0, 714.0),
        ("Station", 50.0, 700.0),
        ("May", 200.0, 700.0),
        ("June", 270.0, 700.0),
        ("July", 340.0, 700.0),
        ("Kestrel", 50.0, 686.0),
        ("41", 200.0, 686.0),
        ("12", 270.0, 686.0),
        ("88", 340.0, 686.0),
        ("Otter Mill", 50.0, 672.0),
        ("39", 200.0, 672.0),
        ("71", 340.0, 672.0),
    ];
    let found = tables_of(&rows);
    assert_eq!(found.len(), rows.len() - 1);
    assert!(!found.contains(&"Rain at the ferry".to_owned()));
}

#[test]
fn numbered_lists_names_and_columns_of_text_are_not_tables() {
    let list = [
        ("1.", 50.0, 700.0),
        ("Open the lid", 75.0, 700.0),
        ("2.", 50.0, 686.0),
        ("Fill the can", 75.0, 686.0),
        ("3.", 50.0, 672.0),
        ("Close the lid", 75.0, 672.0),
    ];
    assert_eq!(tables_of(&list), Vec::<String>::new());
    let names = [
        ("Anna Example", 50.0, 700.0),
        ("Ben Sample", 250.0, 700.0),
        ("Harbour School", 50.0, 688.0),
        ("River School", 250.0, 688.0),
        ("anna@example.org", 50.0, 676.0),
        ("ben@example.org", 250.0, 676.0),
    ];
    assert_eq!(tables_of(&names), Vec::<String>::new());
    let prose = "a column of text in which 7 birds rest on their wings";
    let columns: Vec<(&str, f32, f32)> = (0..6)
        .flat_map(|row| {
            [
                (prose, 50.0, 700.0 - 12.0 * row as f32),
                (prose, 320.0, 700.0 - 12.0 * row as f32),
            ]
        })
        .collect();
    assert_eq!(tables_of(&columns), Vec::<String>::new());
}

#[test]
fn a_timetable_of_three_columns_needs_no_numbers() {
    let rows = ["Monday", "Tuesday", "Friday", "Sunday"];
    let lines: Vec<(&str, f32, f32)> = rows
        .iter()
        .enumerate()
        .flat_map(|(row, day)| {
            let y = 700.0 - 14.0 * row as f32;
            [(*day, 50.0, y), ("Boat shed", 150.0, y), ("Anna", 260.0, y)]
        })
        .collect();
    assert_eq!(tables_of(&lines).len(), 12);
}

#[test]
fn a_row_that_carries_a_sum_forward_does_not_end_a_table() {
    let mut lines = vec![
        ("Pos", 50.0, 700.0),
        ("Description", 100.0, 700.0),
        ("Qty", 300.0, 700.0),
        ("Price", 350.0, 700.0),
        ("Amount", 420.0, 700.0),
        ("Brought forward", 290.0, 686.0),
        ("420.90", 420.0, 686.0),
    ];
    for (pos, y) in [("5", 672.0), ("6", 658.0)] {
        lines.extend([
            (pos, 50.0, y),
            ("Hard wax oil", 100.0, y),
            ("2", 305.0, y),
            ("64.00", 350.0, y),
            ("128.00", 420.0, y),
        ]);
    }
    assert_eq!(tables_of(&lines).len(), lines.len());
}

#[test]
fn a_head_that_is_drawn_before_a_letterhead_comes_to_its_rows() {
    let table = [
        ("Item", 50.0, 600.0),
        ("Price", 200.0, 600.0),
        ("Rye loaf", 50.0, 586.0),
        ("6.40", 200.0, 586.0),
        ("Oat biscuit", 50.0, 572.0),
        ("14.50", 200.0, 572.0),
    ];
    let (head, rows) = table.split_at(2);
    let drawn = [head, &[("Corner Bakery", 80.0, 700.0)], rows].concat();
    let kinds: Vec<RawKind> = marked(&drawn).into_iter().map(|(kind, _)| kind).collect();
    let mut wanted = vec![RawKind::Table; table.len()];
    wanted.push(RawKind::Paragraph);
    assert_eq!(kinds, wanted);
}

#[test]
fn lines_that_go_on_with_cells_do_not_count_against_a_table() {
    let table = [
        ("Problem", 50.0, 700.0),
        ("Cause", 150.0, 700.0),
        ("Remedy", 270.0, 700.0),
        ("The lamp flashes", 50.0, 684.0),
        ("The device is hot.", 150.0, 684.0),
        ("Let it cool for ten", 270.0, 684.0),
        ("minutes.", 270.0, 672.0),
        ("No froth.", 50.0, 656.0),
        ("The whisk is off", 150.0, 656.0),
        ("Put in the whisk.", 270.0, 656.0),
        ("or bent.", 150.0, 644.0),
        ("The milk burns.", 50.0, 628.0),
        ("The coating is gone.", 150.0, 628.0),
        ("Replace the jug (no.", 270.0, 628.0),
        // the bracket is open
        ("77.311.0).", 270.0, 616.0),
    ];
    assert_eq!(tables_of(&table).len(), table.len());
}

#[test]
fn small_letters_under_the_names_of_columns_are_rows() {
    let mut lines = vec![
        ("Word", 50.0, 700.0),
        ("Kind", 150.0, 700.0),
        ("Meaning", 270.0, 700.0),
    ];
    for (word, y) in [
        ("oar", 688.0),
        ("quay", 676.0),
        ("ebb", 664.0),
        ("lee", 652.0),
    ] {
        lines.extend([(word, 50.0, y), ("noun", 150.0, y), ("boats", 270.0, y)]);
    }
    assert_eq!(tables_of(&lines).len(), lines.len());
}

/// The blocks of a row at the foot of page 1 or at the top of page 2.
fn on_page(page: u32, cells: &[(&str, f32)], y: f32) -> Vec<RawBlock> {
    let block = |(text, x): &(&str, f32)| Line::sample(text).at(*x, y).on_page(page).block();
    cells.iter().map(block).collect()
}

fn kinds_of(blocks: Vec<RawBlock>) -> Vec<RawKind> {
    mark(blocks, &BODY).iter().map(RawBlock::kind).collect()
}

/// A price list at the foot of page 1.
fn list() -> Vec<RawBlock> {
    let rows = [
        ("Rye loaf", "6.40"),
        ("Mint tea", "3.10"),
        ("Cocoa", "3.60"),
    ];
    let mut blocks = Vec::new();
    for (row, (item, price)) in rows.into_iter().enumerate() {
        let y = 100.0 - 14.0 * row as f32;
        blocks.extend(on_page(1, &[(item, 50.0), (price, 200.0)], y));
    }
    blocks
}

#[test]
fn a_table_goes_on_at_the_top_of_the_next_page_with_a_single_row() {
    let last = || on_page(2, &[("Plum cake", 50.0), ("4.50", 200.0)], 700.0);
    let both = [list(), last()].concat();
    assert_eq!(kinds_of(both), [RawKind::Table; 8]);
    // under text, or behind it, such a row is none
    let text = |page: u32, y: f32| {
        let line = |y: f32| {
            let text = "Large birds of the open sea rest on their wings for many days.";
            Line::sample(text).at(50.0, y).on_page(page)
        };
        vec![RawBlock::sample(
            vec![line(y), line(y - 12.0)],
            RawKind::Paragraph,
        )]
    };
    let is_table = |blocks: Vec<RawBlock>| kinds_of(blocks).last() == Some(&RawKind::Table);
    assert!(!is_table([list(), text(2, 740.0), last()].concat()));
    assert!(!is_table([list(), text(1, 50.0), last()].concat()));
}

#[test]
fn a_list_goes_on_behind_a_section_that_looks_like_a_sum() {
    let section = on_page(1, &[("Plum cake", 50.0), ("4.50", 200.0)], 22.0);
    let last = on_page(2, &[("Rye roll", 50.0), ("0.90", 200.0)], 700.0);
    let all = [list(), section, last].concat();
    assert_eq!(kinds_of(all), [RawKind::Table; 10]);
}

#[test]
fn names_at_the_top_of_a_page_do_not_go_on_with_the_table_before() {
    let names = on_page(2, &[("Ida Holm", 50.0), ("Omar Birch", 200.0)], 700.0);
    let kinds = kinds_of([list(), names].concat());
    assert_eq!(kinds.last(), Some(&RawKind::Paragraph));
    // nor do numbers in other columns
    let other = on_page(2, &[("Page", 300.0), ("17", 480.0)], 700.0);
    let kinds = kinds_of([list(), other].concat());
    assert_eq!(kinds.last(), Some(&RawKind::Paragraph));
}
