//! What was filled in stands beside the words that it belongs to.

use super::block::RawBlock;
use super::fields::with_fields;
use super::filled::Filled;
use super::labels::Surroundings;
use super::labels::tests::{rect, words};
use super::line::Line;
use crate::document::kind::RawKind;
use crate::document::pdf::AnnotationKind;
use crate::document::types::Rect;

const LETTER: f32 = 5.0;

fn area(x0: f32, x1: f32, y: f32) -> Rect {
    Rect {
        x0,
        y0: y - 3.0,
        x1,
        y1: y + 11.0,
    }
}

/// A field on the baseline `y`, with letters of 5 points.
fn text(value: &str, x0: f32, y: f32) -> Filled {
    let line = Line::sample(value).at(x0, y);
    Filled {
        kind: AnnotationKind::Text,
        field: u64::from(x0.to_bits()) << 32 | u64::from(y.to_bits()),
        area: area(x0, x0 + 100.0, y),
        lines: vec![line],
        name: String::new(),
    }
}

fn tick_box(on: bool, field: u64, x0: f32, y: f32) -> Filled {
    Filled {
        kind: AnnotationKind::Box { on },
        field,
        area: area(x0, x0 + 10.0, y),
        lines: Vec::new(),
        name: String::new(),
    }
}

fn block(lines: Vec<Line>) -> RawBlock {
    RawBlock::sample(lines, RawKind::Paragraph)
}

/// Each block with its text, a field with a mark in front.
fn texts(blocks: Vec<RawBlock>, filled: Vec<Filled>) -> Vec<String> {
    let blocks = with_fields(blocks, filled);
    let text = |block: &RawBlock| match block.kind() {
        RawKind::Field => format!("> {}", block.rough_text()),
        _ => block.rough_text().to_owned(),
    };
    blocks.iter().map(text).collect()
}

#[test]
fn a_value_takes_its_label_out_of_the_text_around_it() {
    let labels = block(vec![
        Line::sample("Station").at(50.0, 700.0),
        Line::sample("Rain:").at(50.0, 680.0),
        Line::sample("This is a longer text.").at(50.0, 660.0),
    ]);
    let filled = vec![text("112 mm", 150.0, 680.0), text("Kestrel", 150.0, 700.0)];
    assert_eq!(
        texts(vec![labels], filled),
        [
            "> Station: Kestrel",
            "> Rain: 112 mm",
            "This is a longer text."
        ]
    );
}

#[test]
fn words_around_a_label_keep_their_line_and_the_value_follows() {
    let line = Line::sample("We rent boat no. ____ for one summer.").at(50.0, 700.0);
    let x0 = 50.0 + 17.0 * LETTER;
    let mut value = text("17", x0, 700.0);
    value.area.x1 = x0 + 20.0;
    assert_eq!(
        texts(vec![block(vec![line])], vec![value]),
        [
            "We rent boat no. ____ for one summer.",
            "> We rent boat no.: 17"
        ]
    );
}

#[test]
fn without_a_printed_label_the_name_in_the_file_is_the_label() {
    let mut value = text("Ben", 150.0, 700.0);
    value.name = "Tenant".to_owned();
    let nothing = Vec::new();
    assert_eq!(texts(nothing, vec![value.clone()]), ["> Tenant: Ben"]);
    value.name.clear();
    assert_eq!(texts(Vec::new(), vec![value]), ["> Ben"]);
}

#[test]
fn a_box_reads_as_its_words_and_a_group_as_its_label_and_the_words_that_were_chosen() {
    let lines = block(vec![
        Line::sample("Anchor on board").at(70.0, 700.0),
        Line::sample("Oars on board").at(70.0, 680.0),
    ]);
    let alone = vec![
        tick_box(true, 1, 50.0, 700.0),
        tick_box(false, 2, 50.0, 680.0),
    ];
    assert_eq!(
        texts(vec![lines], alone),
        ["> \u{2612} Anchor on board", "> \u{2610} Oars on board"]
    );
    let words = |text: &str, x: f32| block(vec![Line::sample(text).at(x, 700.0)]);
    let group = vec![
        tick_box(false, 3, 100.0, 700.0),
        tick_box(true, 3, 160.0, 700.0),
    ];
    let printed = vec![
        words("Built of", 50.0),
        words("wood", 114.0),
        words("steel", 174.0),
    ];
    assert_eq!(
        texts(printed, group),
        ["> Built of: steel", "> \u{2610} wood"]
    );
}

#[test]
fn a_note_stands_where_it_was_typed() {
    let mut note = text("Paid on 4 June.", 50.0, 650.0);
    note.kind = AnnotationKind::Note;
    let lines = |text: &str, y: f32| block(vec![Line::sample(text).at(50.0, y)]);
    let page = vec![lines("The bill is due.", 700.0), lines("Thank you.", 600.0)];
    assert_eq!(
        texts(page, vec![note]),
        ["The bill is due.", "Paid on 4 June.", "Thank you."]
    );
}

#[test]
fn where_boxes_have_no_states_the_words_of_the_chosen_one_are_the_value() {
    let words = |text: &str, x: f32| block(vec![Line::sample(text).at(x, 700.0)]);
    let printed = vec![
        words("Fare", 50.0),
        words("Adult", 114.0),
        words("Child", 174.0),
    ];
    let mut group = vec![
        tick_box(false, 3, 100.0, 700.0),
        tick_box(false, 3, 160.0, 700.0),
    ];
    for filled in &mut group {
        filled.lines = vec![Line::sample("child").at(0.0, 700.0)];
    }
    assert_eq!(texts(printed, group), ["> Fare: Child", "> \u{2610} Adult"]);
}

#[test]
fn a_group_under_its_label_reads_as_one_beside_it() {
    let line = |text: &str, x: f32, y: f32| block(vec![Line::sample(text).at(x, y)]);
    let printed = vec![
        line("Membership (tick one):", 50.0, 716.0),
        line("Student", 94.0, 700.0),
        line("Adult", 94.0, 684.0),
    ];
    let group = vec![
        tick_box(false, 3, 80.0, 700.0),
        tick_box(true, 3, 80.0, 684.0),
    ];
    assert_eq!(
        texts(printed, group),
        ["> Membership (tick one): Adult", "> \u{2610} Student"]
    );
}

#[test]
fn in_a_table_of_boxes_the_row_is_the_label_and_the_column_the_value() {
    let line = |text: &str, x: f32, y: f32| block(vec![Line::sample(text).at(x, y)]);
    let printed = vec![
        line("good", 200.0, 716.0),
        line("poor", 260.0, 716.0),
        line("Room", 50.0, 700.0),
        line("Staff", 50.0, 684.0),
    ];
    let row = |field: u64, poor: bool, y: f32| {
        [
            tick_box(!poor, field, 200.0, y),
            tick_box(poor, field, 260.0, y),
        ]
    };
    let boxes = [row(1, false, 700.0), row(2, true, 684.0)].concat();
    assert_eq!(
        texts(printed, boxes),
        ["good", "poor", "> Room: good", "> Staff: poor"]
    );
}

#[test]
fn the_words_of_a_box_are_no_label_of_the_field_under_it() {
    let line = |text: &str, x: f32, y: f32| block(vec![Line::sample(text).at(x, y)]);
    let printed = vec![
        line("I have an insurance", 165.0, 716.0),
        line("Berths wanted", 20.0, 700.0),
    ];
    let filled = vec![
        tick_box(false, 9, 150.0, 716.0),
        text("North quay", 150.0, 700.0),
    ];
    assert_eq!(
        texts(printed, filled),
        [
            "> \u{2610} I have an insurance",
            "> Berths wanted: North quay"
        ]
    );
}

/// The labels of fields that begin 150 points from the left, on a page for texts.
fn labels(lines: &[Line], ys: [f32; 3]) -> Vec<String> {
    let fields = ys.map(|y| rect(150.0, 250.0, y));
    let page = Surroundings::new(lines, &fields).for_texts(Vec::new());
    let label = |area: &Rect| page.label(area).unwrap().part;
    let parts = fields.iter().map(label);
    parts.map(|part| words(&lines[part.line], part)).collect()
}

#[test]
fn a_column_of_labels_far_to_the_left_names_the_fields_of_its_rows() {
    let lines = [
        Line::sample("Owner").at(20.0, 700.0),
        Line::sample("Type of boat").at(20.0, 670.0),
        Line::sample("as in the list").at(150.0, 656.0),
        Line::sample("Remarks").at(20.0, 640.0),
    ];
    let found = labels(&lines, [700.0, 670.0, 640.0]);
    assert_eq!(found, ["Owner", "Type of boat", "Remarks"]);
}

#[test]
fn numbers_to_the_left_of_fields_with_labels_above_are_no_labels() {
    let lines = [
        Line::sample("Owner").at(150.0, 716.0),
        Line::sample("A1").at(20.0, 700.0),
        Line::sample("Type of boat").at(150.0, 686.0),
        Line::sample("A2").at(20.0, 670.0),
        Line::sample("Remarks").at(150.0, 656.0),
        Line::sample("A3").at(20.0, 640.0),
    ];
    let found = labels(&lines, [700.0, 670.0, 640.0]);
    assert_eq!(found, ["Owner", "Type of boat", "Remarks"]);
}
