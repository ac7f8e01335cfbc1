//! Cells that a question asks for by what they are or by a label beside them, rather than by the name of a column.

use super::cell::cells;
use super::cell_tests::answer;
use super::quoted::Named;
use crate::assistant::sample::flow;
use crate::document::{BlockId, BlockKind, Document};

#[test]
fn a_number_counts_what_its_label_or_its_column_says() {
    let report = [
        "Pupil | Ines Holm | Class | 4 Heron",
        "Days absent | 7 | Late | 3",
    ];
    for (question, right) in [
        ("How many days was she absent?", Some("7")),
        ("How many days is she in France?", None),
        ("How many weeks was she absent?", None),
    ] {
        assert_eq!(answer(&report, question).as_deref(), right, "{question}");
    }
    let pay = [
        "Payments | Hours | Amount | Deductions | Amount",
        "Basic pay | 152.00 | 1,824.00 | Income tax | 196.10",
        "Night hours | 24.00 | 108.00 | Insurance | 117.72",
        "Holiday pay | 8.00 | 96.00 | Pension | 101.40",
    ];
    for (question, right) in [
        ("How many night hours?", Some("24.00")),
        ("How many night hours were there?", Some("24.00")),
        ("How much income tax was deducted?", Some("196.10")),
        ("What is the income tax?", Some("196.10")),
        ("How many night shifts?", None),
        ("How much church tax was deducted?", None),
    ] {
        assert_eq!(answer(&pay, question).as_deref(), right, "{question}");
    }
}

#[test]
fn labels_and_names_in_pairs_name_no_columns() {
    let slip = [
        "Employer | Tern Mill Ltd | Employee | Ines Holm",
        "Staff no. | 00417 | Tax code | 1257L",
        "Pay date | 30/11/2023 | Number | QQ 12 34 56",
    ];
    for (question, right) in [
        ("Who is the employer?", Some("Tern Mill Ltd")),
        ("Who is the employee?", Some("Ines Holm")),
        ("What is the tax code?", Some("1257L")),
        ("Who is the manager?", None),
    ] {
        assert_eq!(answer(&slip, question).as_deref(), right, "{question}");
    }
}

#[test]
fn of_two_labels_with_a_word_in_common_the_one_that_is_named_whole_counts() {
    let sums = ["Total payments | 2,028.00 | Total deductions | 415.22"];
    for (question, right) in [
        ("How much are the total payments?", Some("2,028.00")),
        ("What are the total deductions?", Some("415.22")),
        ("How much is the total?", None),
    ] {
        assert_eq!(answer(&sums, question).as_deref(), right, "{question}");
    }
}

#[test]
fn a_word_with_a_hyphen_names_a_label_without_it() {
    let faults = [
        "Fault | Cause | Remedy",
        "The ram stops halfway | There is too little oil | Top up the oil",
        "Oil drips | The seal is worn | Have it replaced",
    ];
    let asked = "What if the ram stops half-way?";
    assert_eq!(
        answer(&faults, asked).as_deref(),
        Some("There is too little oil")
    );
    assert_eq!(answer(&faults, "What if the saw stops half-way?"), None);
}

#[test]
fn limits_have_short_names() {
    let limits = [
        "Parameter | Conditions | Min | Typ | Max | Unit",
        "Quiescent current | No load |  | 12 | 19 | \u{b5}A",
        "Switching frequency | 1 A | 1.9 | 2.1 | 2.3 | MHz",
        "Thermal shutdown | Rising | 150 | 160 | 170 | \u{b0}C",
    ];
    for (question, right) in [
        ("What is the typical switching frequency?", Some("2.1")),
        ("What is the maximum thermal shutdown?", Some("170")),
        ("What is the minimum switching frequency?", Some("1.9")),
        ("What is the mean switching frequency?", None),
    ] {
        assert_eq!(answer(&limits, question).as_deref(), right, "{question}");
    }
    // a unit is no limit
    let times = [
        "Cake | Time (min) | Heat",
        "Plum cake | 40 | 180",
        "Apple cake | 50 | 170",
    ];
    assert_eq!(answer(&times, "What is the minimum of plum cake?"), None);
}

#[test]
fn how_high_asks_for_the_value_beside_a_range() {
    let report = [
        "Test | Result | Flag | Units | Reference",
        "White cells | 11.8 | H | 10^3/uL | 4.0-10.5",
        "Iron, serum | 29 | L | ug/dL | 45-160",
        "Protein | 2.1 |  | mg/l | < 5.0",
        "Zinc | 71 | H | ug/dL | none",
    ];
    for (question, right) in [
        ("How high is the iron?", Some("29")),
        ("How low is the iron?", Some("29")),
        ("How high are the white cells?", Some("11.8")),
        ("How high was the protein?", Some("2.1")),
        ("How high is the zinc?", None),
        ("How high is the lead?", None),
        ("How high is the iron of the mother?", None),
        ("How high should the iron be?", None),
        ("How high is the iron allowed to be?", None),
    ] {
        assert_eq!(answer(&report, question).as_deref(), right, "{question}");
    }
    let bare = [
        "Iron | 29 | ug/dL | 45 - 160",
        "Zinc | 71 | ug/dL | 60 - 130",
    ];
    let asked = "How high is the iron?";
    assert_eq!(answer(&bare, asked).as_deref(), Some("29"));
    let trees = [
        "Tree | Height (m) | Years",
        "Oak | 21 | 300-600",
        "Birch | 14 | 60-120",
    ];
    let asked = "How high is the oak?";
    assert_eq!(answer(&trees, asked).as_deref(), Some("21"));
    let shelves = [
        "Shelf | Pieces | Loads (kg)",
        "Wide shelf | 3 | 40-60",
        "Deep shelf | 5 | 50-80",
    ];
    assert_eq!(answer(&shelves, "How high is the wide shelf?"), None);
}

#[test]
fn the_only_range_of_a_row_needs_no_name() {
    let blood = [
        "White cells | 11.8 | H | 10^3/uL | 4.0-10.5",
        "Platelets | 288 |  | 10^3/uL | 140-400",
    ];
    for (question, right) in [
        ("What is the reference range of platelets?", Some("140-400")),
        ("What is the normal range of white cells?", Some("4.0-10.5")),
        ("What is the reference range of iron?", None),
        ("What is the range of platelets in children?", None),
    ] {
        assert_eq!(answer(&blood, question).as_deref(), right, "{question}");
    }
    let two = ["Platelets | 100-200 | 140-400 | x"];
    assert_eq!(answer(&two, "What is the range of platelets?"), None);
}

#[test]
fn the_first_and_the_last_of_times_that_go_on_answer() {
    let buses = [
        "Notes | Sch |  | NSch | Fri",
        "Elm Cross, Bus Station | 0715 | 0910 | 1110 | 1840",
        "Otter Mill | 0722 | 0917 | 1117 | 1847",
    ];
    for (question, right) in [
        (
            "When does the first bus leave Elm Cross, Bus Station?",
            Some("0715"),
        ),
        (
            "When does the last bus leave Elm Cross, Bus Station?",
            Some("1840"),
        ),
        ("When does the bus leave Elm Cross, Bus Station?", None),
        ("When does the first boat leave Otter Mill?", None),
    ] {
        assert_eq!(answer(&buses, question).as_deref(), right, "{question}");
    }
    let counts = ["Otter Mill | 0722 | 0617 | 1117"];
    assert_eq!(answer(&counts, "When is the first at Otter Mill?"), None);
}

#[test]
fn an_entry_of_an_account_has_one_amount_beside_its_balance() {
    let account = [
        "Date | Details | Paid out | Paid in | Balance",
        "4 May | Card payment Elm Bakery | 6.75 |  | 1,149.06",
        "12 May | Salary Tern Commissioners |  | 1,912.44 | 3,061.50",
        "19 May | Cheque 100482 | 145.20 |  | 2,916.30",
        "31 May | Closing balance |  |  | 2,916.30",
    ];
    for (question, right) in [
        ("How much was the salary?", Some("1,912.44")),
        ("What was paid for cheque 100482?", Some("145.20")),
        ("What is the closing balance?", Some("2,916.30")),
        ("What was paid for cheque 100483?", None),
        ("How much was the bakery?", None),
        ("What is the overdraft limit?", None),
    ] {
        assert_eq!(answer(&account, question).as_deref(), right, "{question}");
    }
}

/// A document of tables, each in a block of its own.
fn tables(of: &[&[&str]]) -> Document {
    let rows: Vec<String> = of
        .concat()
        .iter()
        .map(|row| row.replace(" | ", "\t"))
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let mut document = flow(&rows);
    let mut sentences = document.sentences.iter_mut();
    for (at, rows) in of.iter().enumerate() {
        let mut text = String::new();
        for sentence in sentences.by_ref().take(rows.len()) {
            if !text.is_empty() {
                text.push('\n');
            }
            sentence.block = BlockId(at as u32);
            sentence.start = text.chars().count() as u32;
            text.push_str(&sentence.text);
            sentence.end = text.chars().count() as u32;
        }
        document.blocks[at].text = text;
        document.blocks[at].kind = BlockKind::Table;
    }
    document.blocks.truncate(of.len());
    document
}

#[test]
fn a_table_with_names_of_its_own_is_another_than_the_one_above() {
    let report = tables(&[
        &[
            "Pupil | Ines Holm | Class | 4 Heron",
            "Days absent | 7 | Late | 3",
        ],
        &[
            "Subject | Attainment | Effort | Comment",
            "Reading | Above | A | Reads aloud.",
            "Writing | Expected | B | Full stops are shy.",
        ],
    ]);
    let of = Named {
        document: &report,
        title: "",
    };
    for (question, right) in [
        ("What is her effort in Writing?", Some("B")),
        ("How many days was she absent?", Some("7")),
        ("What is her effort in French?", None),
    ] {
        let found = cells(of, question).answers.pop();
        let found = found.map(|answer| answer.text);
        assert_eq!(found.as_deref(), right, "{question}");
    }
}

#[test]
fn a_line_with_units_names_the_columns_of_numbers_below_it() {
    let rivers = |line: &str| {
        let mut document = flow(&[line, "Elm\t1,006\t1", "Tarn\t1,094\t2"]);
        for block in document.blocks.iter_mut().skip(1) {
            block.kind = BlockKind::Table;
        }
        document
    };
    let said = |line: &str, question: &str| {
        let document = rivers(line);
        let of = Named {
            document: &document,
            title: "",
        };
        let found = cells(of, question).answers.pop();
        found.map(|answer| answer.text)
    };
    let line = "River Length (km) Countries";
    for (question, right) in [
        ("How long is the Elm?", Some("1,006")),
        ("What is the length of the Tarn?", Some("1,094")),
        ("How deep is the Elm?", None),
    ] {
        assert_eq!(said(line, question).as_deref(), right, "{question}");
    }
    for line in [
        "Length (km)",
        "Rivers with length (km)",
        "River Length Countries",
    ] {
        assert_eq!(said(line, "How long is the Elm?"), None, "{line}");
    }
}
