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

pub(super) fn answer(rows: &[&str], question: &str) -> Option<String> {
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

/// A list of ferries: days in short, times, and prices.
const FERRIES: [&str; 4] = [
    "Pier | Mon-Fri | Sat | Sun | Fare",
    "Ardmore | 07:15 | 08:40 |  | £4.20",
    "Corran | 08:02 |  | 10:34 | £6.90",
    "Dunskerry | 08:30 | 09:51 | 11:02 | £8.15",
];

#[test]
fn times_answer_when_and_days_have_short_names() {
    for (question, right) in [
        ("When does the Saturday boat leave Dunskerry?", None),
        ("When does it leave Dunskerry on Saturday?", Some("09:51")),
        ("When does it leave Corran on Tuesday?", Some("08:02")),
        ("How much is the fare to Corran?", Some("£6.90")),
        ("How much is the child fare to Corran?", None),
        ("How much is the fare to Elgin?", None),
    ] {
        assert_eq!(answer(&FERRIES, question).as_deref(), right, "{question}");
    }
    assert_eq!(
        empty(&FERRIES, "When does it leave Ardmore on Sunday?"),
        [FERRIES[1]]
    );
    let trains = [
        "Stop | Early train | Late train",
        "Mill Lane | 06:19 | 18:29",
        "Harbour | 06:31 | 18:41",
    ];
    for (question, right) in [
        ("When does the late train reach Mill Lane?", Some("18:29")),
        (
            "At what time does the early train leave the harbour?",
            Some("06:31"),
        ),
        ("How much is the early train to Mill Lane?", None),
        ("When does the night train reach Mill Lane?", None),
    ] {
        assert_eq!(answer(&trains, question).as_deref(), right, "{question}");
    }
}

#[test]
fn a_quantity_stands_in_a_column_of_its_kind() {
    let boats = [
        "Boat | Built | Length (m) | Captain",
        "Kingfisher | 1998 | 11.2 | Olga Brandt",
        "Grey Heron | 2007 | 17.6 | Tom Eddy",
    ];
    for (question, right) in [
        ("How long is the Kingfisher?", Some("11.2")),
        ("When was the Grey Heron built?", Some("2007")),
        ("Who built the Grey Heron?", None),
        ("How much did the Kingfisher cost?", None),
        ("By how much did the Kingfisher grow?", None),
    ] {
        assert_eq!(answer(&boats, question).as_deref(), right, "{question}");
    }
    let rooms = [
        "Room | Beds | Low season | High season",
        "Double room | 2 | 82.00 | 109.00",
    ];
    let asked = "What does the double room cost in high season?";
    assert_eq!(answer(&rooms, asked).as_deref(), Some("109.00"));
    let prices = ["Limonade | 3,20 €", "Wasser | 2,00 €"];
    let asked = "Wie viel kostet die Limonade?";
    assert_eq!(answer(&prices, asked).as_deref(), Some("3,20 €"));
    assert_eq!(answer(&prices, "Was kostet der Kaffee?"), None);
    // what comes nearest is the row, and no cell of it is an answer
    assert_eq!(empty(&boats, "How deep is the Kingfisher?"), [boats[1]]);
    let tools = ["Tool | Count", "Claw hammer | 17", "Coping saw | 9"];
    for (question, right) in [
        ("How many coping saws are there?", Some("9")),
        ("How much does the claw hammer cost?", None),
        ("How many claw hammers are missing?", None),
    ] {
        assert_eq!(answer(&tools, question).as_deref(), right, "{question}");
    }
    let bill = [
        "Article | Quantity | Unit price | Total",
        "Brass hinge | 24 | 1.15 | 27.60",
        "Oak plank, planed | 8 | 14.20 | 113.60",
    ];
    for (question, right) in [
        ("What is the unit price of the brass hinge?", Some("1.15")),
        ("How many oak planks were sold?", Some("8")),
        ("How much does a brass hinge cost?", Some("1.15")),
        ("What is the unit price of the steel hinge?", None),
        ("How heavy is the oak plank?", None),
    ] {
        assert_eq!(answer(&bill, question).as_deref(), right, "{question}");
    }
}

#[test]
fn tables_of_other_columns_are_tables_of_their_own() {
    let bill = ["Invoice no. | 2026-0871", "Due date | 11 November 2026"];
    let items = ["Description | Qty | Unit price", "Inner tube | 12 | 4.25"];
    let both = [bill, items].concat();
    let asked = "What is the unit price of an inner tube?";
    assert_eq!(answer(&both, asked).as_deref(), Some("4.25"));
    assert_eq!(
        answer(&both, "What is the invoice number?").as_deref(),
        Some("2026-0871")
    );
    let halves = [
        "Summer |  | Winter | ",
        "Monday | closed | Monday | 10-18",
        "Tuesday | 09-20 | Tuesday | closed",
    ];
    assert_eq!(
        answer(&halves, "When is it open on Tuesday in summer?").as_deref(),
        Some("09-20")
    );
    assert_eq!(
        answer(&halves, "When is it open on Monday in winter?").as_deref(),
        Some("10-18")
    );
}

#[test]
fn a_row_may_have_the_name_of_a_small_word() {
    let models = [
        "Model | Weight | Price",
        "A | 12 kg | 840.00",
        "B | 15 kg | 310.50",
        "I | 9 kg | 120.00",
        "The | 4 kg | 77.00",
    ];
    for (question, right) in [
        ("What is the price of A?", Some("840.00")),
        ("what is the price of a", Some("840.00")),
        ("How much does A cost?", Some("840.00")),
        ("What is the price of I?", Some("120.00")),
        ("How much does The weigh?", Some("4 kg")),
        ("What is the price of B?", Some("310.50")),
        ("What is a price?", None),
        ("What is the price of C?", None),
    ] {
        assert_eq!(answer(&models, question).as_deref(), right, "{question}");
    }
    let vitamins = ["Vitamin | Dose (mg)", "Vitamin A | 0.8", "Vitamin C | 80"];
    assert_eq!(
        answer(&vitamins, "What is the dose of vitamin A?").as_deref(),
        Some("0.8")
    );
    // no row of another name answers
    let others = ["Vitamin | Dose (mg)", "Vitamin C | 80", "Iron | 14"];
    assert_eq!(answer(&others, "What is the dose of vitamin A?"), None);
    let months = ["Month | Rain (mm)", "April | 41", "May | 63"];
    assert_eq!(
        answer(&months, "How much rain fell in May?").as_deref(),
        Some("63")
    );
}

#[test]
fn times_with_dots_are_times_in_a_timetable() {
    let boats = [
        "Boat no. | 2101 | 2103 | 2105",
        "Pier, Landing 4 | 5.02 | 5.32 | 6.02",
        "Fish Hall | 5.06 | | | 6.06",
        "Old Lock | 5.13 | 5.43 | 6.13",
        "New Lock | 5.20 | 5.50 | 6.20",
        "Mill Pond | 5.31 | 6.01 | 6.31",
    ];
    for (question, right) in [
        ("When does boat 2103 leave Old Lock?", Some("5.43")),
        (
            "When does boat 2105 arrive at Pier, Landing 4?",
            Some("6.02"),
        ),
        ("When does boat 2107 leave Old Lock?", None),
        ("How much is boat 2103 to Old Lock?", None),
    ] {
        assert_eq!(answer(&boats, question).as_deref(), right, "{question}");
    }
    let prices = [
        "Ticket | Grown-ups | Pupils | Infants",
        "Day pass | 6.50 | 4.50 | 2.00",
        "Evening pass | 4.00 | 3.00 | 1.00",
    ];
    let asked = "When is the evening pass for pupils?";
    assert_eq!(answer(&prices, asked), None);
    // prices and scores may go on, too
    let teas = [
        "Tea | Small | Medium | Large",
        "Green tea | 2.20 | 2.50 | 2.80",
        "Black tea | 2.30 | 2.55 | 2.90",
        "Mint tea | 1.10 | 1.20 | 1.30",
    ];
    let asked = "How much is a medium mint tea?";
    assert_eq!(answer(&teas, asked).as_deref(), Some("1.20"));
    let scores = [
        "Model score | Owls | Bats",
        "Small net | 0.41 | 0.52",
        "Large net | 0.48 | 0.57",
    ];
    let asked = "What is the score of the small net on bats?";
    assert_eq!(answer(&scores, asked).as_deref(), Some("0.52"));
}

#[test]
fn the_only_price_of_a_row_needs_no_name() {
    let prices = [
        "Ticket | Grown-ups | Pupils | Infants",
        "Day pass | 6.50 | 4.50 | 2.00",
        "Group day pass | 31.00 | - | -",
        "Annual report | 2 | - | -",
    ];
    for (question, right) in [
        ("What does a group day pass cost?", Some("31.00")),
        ("What does a group day pass cost for seniors?", None),
        ("What does a day pass cost?", None),
        ("What does an annual report cost?", None),
    ] {
        assert_eq!(answer(&prices, question).as_deref(), right, "{question}");
    }
}

#[test]
fn dates_in_figures_answer_when() {
    let bill = [
        "Invoice no. | 2025-0817",
        "Invoice date | 02/05/2025",
        "Payment due | 01/06/2025",
        "Total due | 885.48",
    ];
    for (question, right) in [
        ("When is the payment due?", Some("01/06/2025")),
        ("When was the delivery due?", None),
        ("When is the total due?", None),
    ] {
        assert_eq!(answer(&bill, question).as_deref(), right, "{question}");
    }
}
