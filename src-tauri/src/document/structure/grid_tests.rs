//! Which pieces of text are one cell, and in which row and column it stands.

use super::grid::gathered;
use crate::document::kind::RawKind;
use crate::document::layout::{CellPlace, Line, RawBlock, Shapes};
use crate::document::types::Rect;

fn block(lines: Vec<Line>) -> RawBlock {
    RawBlock::sample(lines, RawKind::Table)
}

/// The rows of a table, with `|` between cells.
fn rows_of(lines: Vec<Line>, rules: Vec<Rect>) -> Vec<String> {
    let shapes = Shapes {
        rules,
        images: Vec::new(),
        page: 500.0 * 800.0,
    };
    let parts = lines.into_iter().map(|line| block(vec![line])).collect();
    let tables = gathered(parts, &[shapes]);
    let [table] = tables.as_slice() else {
        panic!("{} tables", tables.len());
    };
    let mut rows: Vec<String> = Vec::new();
    let mut last: Option<CellPlace> = None;
    for (line, place) in table.lines().iter().zip(table.cells()) {
        match last {
            Some(last) if last.row == place.row => {
                let row = rows.last_mut().unwrap();
                let between = (place.column - last.column) as usize;
                row.push_str(&"|".repeat(between));
                if between == 0 {
                    row.push(' ');
                }
            }
            _ => rows.push("|".repeat(place.column as usize)),
        }
        rows.last_mut().unwrap().push_str(&line.string());
        last = Some(*place);
    }
    rows
}

fn cell(text: &str, x: f32, y: f32) -> Line {
    Line::sample(text).at(x, y)
}

#[test]
fn pieces_in_columns_are_cells_and_empty_cells_are_known() {
    let lines = vec![
        cell("Station", 50.0, 700.0),
        cell("May", 150.0, 700.0),
        cell("June", 200.0, 700.0),
        cell("Kestrel Point", 50.0, 688.0),
        cell("81", 155.0, 688.0),
        cell("66", 205.0, 688.0),
        cell("Heron", 50.0, 676.0),
        cell("7", 210.0, 676.0),
    ];
    assert_eq!(
        rows_of(lines, Vec::new()),
        ["Station|May|June", "Kestrel Point|81|66", "Heron||7"]
    );
}

#[test]
fn a_line_of_several_cells_is_cut_at_its_wide_gaps() {
    // the gap of a space as wide as a letter and a half
    let wide = |text: &str, y: f32| {
        let mut line = cell(text, 50.0, y);
        let mut shift = 0.0;
        for (c, edge) in line.text.iter().zip(&mut line.edges) {
            edge.0 += shift;
            if *c == '~' {
                shift += 8.0;
            }
            edge.1 += shift;
        }
        for c in &mut line.text {
            if *c == '~' {
                *c = ' ';
            }
        }
        line.x1 += shift;
        line
    };
    let lines = vec![wide("A b~0.81~3", 700.0), wide("B c~0.92~4", 688.0)];
    assert_eq!(rows_of(lines, Vec::new()), ["A b|0.81|3", "B c|0.92|4"]);
}

#[test]
fn between_rules_a_cell_has_several_lines() {
    let rule = |y: f32| Rect {
        x0: 45.0,
        y0: y,
        x1: 300.0,
        y1: y + 0.5,
    };
    let lines = vec![
        cell("Tool", 50.0, 700.0),
        cell("Use", 150.0, 700.0),
        cell("Rake", 50.0, 680.0),
        cell("Levels the bed", 150.0, 680.0),
        cell("After rain", 150.0, 668.0),
        cell("Spade", 50.0, 650.0),
        cell("Digs", 150.0, 650.0),
    ];
    let rules = vec![rule(712.0), rule(693.0), rule(661.0), rule(643.0)];
    assert_eq!(
        rows_of(lines, rules),
        ["Tool|Use", "Rake|Levels the bed After rain", "Spade|Digs"]
    );
}

#[test]
fn without_rules_a_small_letter_goes_on_with_the_cell_above() {
    let lines = vec![
        cell("Rake", 50.0, 680.0),
        cell("Levels the bed", 150.0, 680.0),
        cell("after rain", 150.0, 668.0),
        cell("Spade", 50.0, 650.0),
        cell("Digs", 150.0, 650.0),
    ];
    assert_eq!(
        rows_of(lines, Vec::new()),
        ["Rake|Levels the bed after rain", "Spade|Digs"]
    );
}

#[test]
fn what_a_dish_comes_with_stands_behind_its_price() {
    let lines = |size: f32| {
        vec![
            cell("Carp in blue", 50.0, 680.0),
            cell("19.50", 250.0, 680.0),
            cell("with butter and", 50.0, 669.0).size(size),
            cell("potatoes", 50.0, 659.0).size(size),
            cell("Roast", 50.0, 640.0),
            cell("15.90", 250.0, 640.0),
        ]
    };
    let described = [
        "Carp in blue|19.50",
        "with butter and potatoes",
        "Roast|15.90",
    ];
    assert_eq!(rows_of(lines(8.0), Vec::new()), described);
    // the rest of its name
    let whole = ["Carp in blue with butter and potatoes|19.50", "Roast|15.90"];
    assert_eq!(rows_of(lines(10.0), Vec::new()), whole);
}

#[test]
fn tables_side_by_side_or_far_below_are_not_one() {
    let parts = vec![
        block(vec![cell("A", 50.0, 700.0), cell("B", 50.0, 688.0)]),
        block(vec![cell("C", 320.0, 694.0), cell("D", 320.0, 682.0)]),
        block(vec![cell("E", 320.0, 600.0)]),
    ];
    assert_eq!(gathered(parts, &[]).len(), 3);
}

#[test]
fn a_head_in_the_middle_above_several_columns_stands_in_the_first_of_them() {
    let centred = |text: &str, x: f32, y: f32| {
        let width = 5.0 * text.len() as f32;
        Line::sample(text).at(x - width / 2.0, y)
    };
    let mut lines = vec![
        centred("Passengers", 240.0, 712.0),
        centred("Cars", 400.0, 712.0),
        Line::sample("Harbour").at(50.0, 700.0),
    ];
    for (x, name) in [
        (200.0, "2021"),
        (280.0, "2023"),
        (360.0, "2021"),
        (440.0, "2023"),
    ] {
        lines.push(centred(name, x, 700.0));
    }
    for (row, name) in ["Skarvik", "Brandey", "Holm"].into_iter().enumerate() {
        let y = 686.0 - 14.0 * row as f32;
        lines.push(Line::sample(name).at(50.0, y));
        for (column, x) in [200.0, 280.0, 360.0, 440.0].into_iter().enumerate() {
            // one cell is empty
            if (row, column) != (1, 1) {
                lines.push(centred("12", x, y));
            }
        }
    }
    assert_eq!(
        rows_of(lines, Vec::new()),
        [
            "|Passengers||Cars",
            "Harbour|2021|2023|2021|2023",
            "Skarvik|12|12|12|12",
            "Brandey|12||12|12",
            "Holm|12|12|12|12",
        ]
    );
}

#[test]
fn without_rules_cells_of_several_lines_are_one_row() {
    let lines = vec![
        cell("Problem", 50.0, 700.0),
        cell("Cause", 150.0, 700.0),
        cell("Remedy", 270.0, 700.0),
        cell("The lamp flashes", 50.0, 680.0),
        cell("The device has got", 150.0, 680.0),
        cell("Let it cool for ten", 270.0, 680.0),
        cell("quickly.", 50.0, 668.0),
        cell("too hot.", 150.0, 668.0),
        cell("minutes.", 270.0, 668.0),
        cell("No froth.", 50.0, 648.0),
        cell("The whisk is off", 150.0, 648.0),
        cell("Put in the whisk. Use", 270.0, 648.0),
        cell("or bent.", 150.0, 636.0),
        // a capital, but the line above had no room for it
        cell("Milk from the box.", 270.0, 636.0),
    ];
    assert_eq!(
        rows_of(lines, Vec::new()),
        [
            "Problem|Cause|Remedy",
            "The lamp flashes quickly.|The device has got too hot.|Let it cool for ten minutes.",
            "No froth.|The whisk is off or bent.|Put in the whisk. Use Milk from the box.",
        ]
    );
}

#[test]
fn without_rules_words_that_had_room_above_are_another_row() {
    let lines = vec![
        cell("Day", 50.0, 700.0),
        cell("Boat", 150.0, 700.0),
        cell("Crew", 250.0, 700.0),
        cell("Monday", 50.0, 688.0),
        cell("Heron", 150.0, 688.0),
        cell("Anna Lind", 250.0, 688.0),
        cell("Tern", 150.0, 676.0),
        cell("Ben Holm", 250.0, 676.0),
        cell("Tuesday", 50.0, 664.0),
        cell("Heron", 150.0, 664.0),
        cell("Cy Tarn", 250.0, 664.0),
    ];
    assert_eq!(
        rows_of(lines, Vec::new()),
        [
            "Day|Boat|Crew",
            "Monday|Heron|Anna Lind",
            "|Tern|Ben Holm",
            "Tuesday|Heron|Cy Tarn",
        ]
    );
}

#[test]
fn a_text_alone_under_that_of_an_article_goes_on_with_it_and_a_number_does_not() {
    let lines = vec![
        cell("1", 50.0, 700.0),
        cell("Oak board", 80.0, 700.0),
        cell("6", 200.0, 700.0),
        cell("250.80", 260.0, 700.0),
        cell("2000 x 200 x 27 mm", 80.0, 688.0),
        cell("2", 50.0, 672.0),
        cell("Hinge", 80.0, 672.0),
        cell("4", 200.0, 672.0),
        cell("8.25", 260.0, 672.0),
        cell("259.05", 260.0, 660.0),
    ];
    assert_eq!(
        rows_of(lines, Vec::new()),
        [
            "1|Oak board 2000 x 200 x 27 mm|6|250.80",
            "2|Hinge|4|8.25",
            "|||259.05",
        ]
    );
}

#[test]
fn small_letters_under_a_long_name_of_a_column_are_a_row() {
    let lines = vec![
        cell("Name of the market", 50.0, 700.0),
        cell("Day", 155.0, 700.0),
        cell("Flea market", 50.0, 688.0),
        cell("first Sunday", 155.0, 688.0),
        cell("Fish market", 50.0, 676.0),
        cell("every Friday", 155.0, 676.0),
    ];
    assert_eq!(
        rows_of(lines, Vec::new()),
        [
            "Name of the market|Day",
            "Flea market|first Sunday",
            "Fish market|every Friday",
        ]
    );
}
