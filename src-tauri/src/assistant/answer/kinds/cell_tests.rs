//! Questions that a cell of a table or a field of a form answers.

use super::cell::cells;
use super::quoted::Named;
use crate::assistant::sample::flow;
use crate::document::{BlockKind, Document};

/// A table of rows with `|` between cells, or the fields of a form.
fn document(rows: &[&str]) -> Document {
    let rows: Vec<String> = rows.iter().map(|row| row.replace(" | ", "\t")).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let mut document = flow(&rows);
    for block in &mut document.blocks {
        block.kind = match block.text.contains('\t') {
            true => BlockKind::Table,
            false => BlockKind::Field,
        };
    }
    document
}

fn answer(rows: &[&str], question: &str) -> Option<String> {
    let document = document(rows);
    let of = Named {
        document: &document,
        title: "",
    };
    let mut found = cells(of, question).answers;
    assert!(found.len() <= 1);
    let answer = found.pop()?;
    let marked: String = answer
        .quotation
        .text
        .chars()
        .take(answer.quotation.end as usize)
        .skip(answer.quotation.start as usize)
        .collect();
    assert_eq!(marked, answer.text);
    let quoted = answer.quotation.text.replace('\t', " | ");
    assert!(rows.contains(&quoted.as_str()));
    Some(answer.text)
}

const STATIONS: [&str; 5] = [
    "Station | Height (m) | Opened | Rain (mm)",
    "Kestrel Point | 412 | 1951 | 803",
    "Kestrel Ford | 38 | 1949 | 611",
    "Kestrel Ford North | 207 | 1962 | 698",
    "Otter Mill | 95 | 1949 | 1,104",
];

#[test]
fn a_row_and_a_column_meet_in_the_answer() {
    for (question, right) in [
        ("How much rain fell at Kestrel Point?", "803"),
        ("What is the height of Otter Mill?", "95"),
        ("When was the station at Kestrel Ford opened?", "1949"),
        ("When did Kestrel Ford North open?", "1962"),
        ("Which station was opened in 1962?", "Kestrel Ford North"),
        ("rain otter mill", "1,104"),
        ("How much rain do they measure at Otter Mill?", "1,104"),
    ] {
        assert_eq!(
            answer(&STATIONS, question).as_deref(),
            Some(right),
            "{question}"
        );
    }
}

#[test]
fn a_question_that_names_no_single_cell_is_left_to_the_reader() {
    for question in [
        "Which station was opened in 1949?",
        "How much rain fell at Kestrel?",
        "How much snow fell at Kestrel Point?",
        "What is the greatest height of an otter?",
        "How much rain fell at Kestrel Point in 1998?",
        "How much rain fell at Heron Point?",
        "Who built the station at Kestrel Point?",
        "What is the rain?",
    ] {
        assert_eq!(answer(&STATIONS, question), None, "{question}");
    }
}

#[test]
fn labels_and_values_need_no_header() {
    let receipt = [
        "2 Rye loaf | 6.40",
        "1 Poppy roll | 0.85",
        "TOTAL EUR | 14.75",
        "Paid by card | 14.75",
    ];
    for (question, right) in [
        ("How much was the total?", Some("14.75")),
        ("What did the rye loaf cost?", Some("6.40")),
        ("How much was paid by card?", Some("14.75")),
        ("How much was the cheese?", None),
        ("How much was the total tax?", None),
        ("How was the card paid?", None),
    ] {
        assert_eq!(answer(&receipt, question).as_deref(), right, "{question}");
    }
    let form = [
        "Station: Kestrel Point",
        "Height above sea: 412 metres",
        "Observer: A. Placeholder",
    ];
    for (question, right) in [
        ("Who is the observer?", Some("A. Placeholder")),
        ("What is the height above sea?", Some("412 metres")),
        ("Which station is it?", Some("Kestrel Point")),
        ("Who is the owner?", None),
    ] {
        assert_eq!(answer(&form, question).as_deref(), right, "{question}");
    }
    // nobody knows which of the numbers is asked for
    let bare = [
        "Plum jam | 3 | 2.20 | 6.60",
        "Quince jelly | 2 | 2.90 | 5.80",
    ];
    assert_eq!(answer(&bare, "How much is the plum jam?"), None);
    let bill = ["Due date: 7 June", "Amount due | 562.40"];
    let asked = "What is the amount due?";
    assert_eq!(answer(&bill, asked).as_deref(), Some("562.40"));
}

#[test]
fn a_price_stands_in_its_column_and_a_value_behind_its_label() {
    let prices = [
        "Item | Pieces | Price",
        "Watering can | 2 | 12.50",
        "Hose | 1 | 30.00",
    ];
    assert_eq!(
        answer(&prices, "What does a watering can cost?").as_deref(),
        Some("12.50")
    );
    let letter = [
        "A. Placeholder | Invoice no. | 2024-17",
        "1 Example Street | Date | 4 June",
    ];
    assert_eq!(
        answer(&letter, "What is the invoice number?").as_deref(),
        Some("2024-17")
    );
    assert_eq!(answer(&letter, "What is the customer number?"), None);
}

#[test]
fn columns_may_be_years() {
    let rows = [
        "Harbour | 2019 | 2020",
        "Otters | 14 | 17",
        "Herons | 3 | 5",
    ];
    assert_eq!(
        answer(&rows, "How many otters were counted in 2020?").as_deref(),
        Some("17")
    );
    assert_eq!(answer(&rows, "How many otters were counted in 2018?"), None);
}

/// The rows whose cell is asked for and empty.
fn empty(rows: &[&str], question: &str) -> Vec<String> {
    let document = document(rows);
    let of = Named {
        document: &document,
        title: "",
    };
    let found = cells(of, question);
    assert!(found.answers.is_empty(), "{question}");
    let rows = found.empty.into_iter();
    rows.map(|cell| cell.row.text.replace('\t', " | "))
        .collect()
}

#[test]
fn an_empty_cell_answers_nothing_and_is_known_to_be_empty() {
    let rows = [
        "Route | 2019 | 2021 | 2023",
        "Port Elm | 1,204 | 655 | 1,310",
        "Tarn Isle | 57 |  | 61",
        "Holm | 88 | \u{2013} | 93",
    ];
    assert_eq!(
        empty(&rows, "How many people went to Tarn Isle in 2021?"),
        [rows[2]]
    );
    assert_eq!(empty(&rows, "Lisse 2021"), Vec::<String>::new());
    assert_eq!(empty(&rows, "Tarn Isle 2021"), [rows[2]]);
    assert_eq!(empty(&rows, "Holm in 2021?"), [rows[3]]);
    assert_eq!(answer(&rows, "Tarn Isle 2023").as_deref(), Some("61"));
}

#[test]
fn a_head_of_two_rows_names_each_column_with_both() {
    let rows = [
        "Harbour | Passengers |  | Cars | ",
        " | 2021 | 2023 | 2021 | 2023",
        "Skarvik | 198 | 377 | 21 | 38",
        "Brandey | 41 | 93 | 7 | 9",
    ];
    for (question, right) in [
        ("How many passengers at Skarvik in 2023?", Some("377")),
        ("How many cars at Skarvik in 2023?", Some("38")),
        ("How many cars were at Brandey in 2021?", Some("7")),
        ("How many lorries were at Brandey in 2021?", None),
    ] {
        assert_eq!(answer(&rows, question).as_deref(), right, "{question}");
    }
}

#[test]
fn a_label_reaches_down_to_the_rows_that_have_none() {
    let rows = [
        "Region | Month | Herons",
        "North | July | 14",
        " | June | 17",
        "South | July | 3",
        " | June | 5",
    ];
    for (question, right) in [
        ("How many herons in the north in June?", "17"),
        ("How many herons in the south in June?", "5"),
        ("How many herons in the south in July?", "3"),
    ] {
        assert_eq!(
            answer(&rows, question).as_deref(),
            Some(right),
            "{question}"
        );
    }
}

#[test]
fn a_question_that_is_a_label_needs_no_colon() {
    let form = ["Do you own a car? No", "\u{59d3}\u{540d}\u{ff1a}Ben"];
    assert_eq!(answer(&form, "own car").as_deref(), Some("No"));
}
