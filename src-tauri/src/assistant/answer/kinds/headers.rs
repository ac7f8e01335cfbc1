//! Rows that name columns, and labels: they say what a value is, and are not the answer to what it is.

use std::ops::Range;

use super::coverage::{is_same, keys, parts};
use super::tables::{Row, Table, tables};
use crate::assistant::answer::numbers::is_digits;
use crate::document::{BlockKind, Document, SentenceId};
use crate::search::content_words;

/// Cells that must be numbers under names without any, so that the names are names for certain.
const NUMBERS: usize = 2;

/// Whether the first rows of a table name its columns for certain: numbers stand under names without any. The first row of
/// a list of labels with values may look like one that names columns: `Customer | Acme Ltd`.
pub(super) fn is_headed(table: &Table<'_>) -> bool {
    let Some(head) = table.head.last() else {
        return false;
    };
    if table.head.len() > 1 {
        return true;
    }
    let width = head.cells.len();
    let numbers = |column: usize| {
        let cells = table.rows.iter().map(|row| row.cell(column));
        let mut cells = cells.filter(|cell| !cell.is_empty()).peekable();
        let named = !head.cell(column).contains(|c: char| c.is_ascii_digit());
        match named && cells.peek().is_some() && cells.clone().all(begins_with_number) {
            true => cells.count(),
            false => 0,
        }
    };
    let all: usize = (1..width).map(numbers).sum();
    all >= NUMBERS && !is_in_pairs(table, head)
}

/// Whether the first row has labels with names beside them, as all rows below have labels with values. A column of nothing but
/// numbers has a name above it instead.
fn is_in_pairs(table: &Table<'_>, head: &Row<'_>) -> bool {
    let width = head.cells.len();
    let odd = || (1..width).step_by(2);
    let cells = |column: usize| table.rows.iter().map(move |row| row.cell(column));
    let is_label = |column: usize| !cells(column).any(begins_with_number);
    let is_mixed = |column: usize| {
        let mut words = cells(column).filter(|cell| !begins_with_number(cell));
        words.any(|cell| !cell.is_empty())
    };
    let in_pairs = || (0..width).step_by(2).all(is_label) && odd().any(is_mixed);
    let named = odd().all(|column| is_proper_name(head.cell(column)));
    width.is_multiple_of(2) && named && (width == 2 || in_pairs())
}

/// The first row of a table if it names columns by sizes, such as `8k` and `1M`, over values with their units.
fn named_by_sizes<'t, 'd>(table: &'t Table<'d>) -> Option<&'t Row<'d>> {
    let (first, rows) = table.rows.split_first()?;
    let is_named = |column: usize| {
        let name = first.cell(column);
        !begins_with_number(name) || (column > 0 && is_size(name))
    };
    let over_values = |column: usize| {
        let cells = rows.iter().map(|row| row.cell(column));
        let mut cells = cells.filter(|cell| !cell.is_empty());
        cells.clone().count() >= NUMBERS && cells.all(has_unit)
    };
    let width = first.cells.len();
    let mut sizes = (1..width)
        .filter(|column| is_size(first.cell(*column)))
        .peekable();
    let names = table.head.is_empty()
        && (0..width).all(is_named)
        && sizes.peek().is_some()
        && sizes.all(over_values);
    names.then_some(first)
}

/// Whether a cell is a number of things with a sign for thousands or more, and nothing else: `8k`.
fn is_size(cell: &str) -> bool {
    cell.strip_suffix(['k', 'K', 'M', 'G', 'T'])
        .is_some_and(is_digits)
}

/// Whether a cell is a number with a unit: `172.35 µs`.
fn has_unit(cell: &str) -> bool {
    let ends = cell.ends_with(|c: char| c.is_alphabetic() || c == '%');
    begins_with_number(cell) && ends && !is_size(cell)
}

fn begins_with_number(cell: &str) -> bool {
    let number = cell.trim_start_matches(['+', '-', '\u{2212}', '<', '>', '~', '€', '$', '£', ' ']);
    number.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a cell of several words is a name: `Acme Ltd`, and not `Unit price` or `Dose (mg)`.
fn is_proper_name(cell: &str) -> bool {
    let mut words = cell.split_whitespace().skip(1);
    words.any(|word| word.starts_with(char::is_uppercase))
}

/// Whether words of a document only name what a question asks for: they stand in a row that names columns, or they are a
/// label that the question has. `bytes` is their range in the sentences joined by spaces.
pub(super) fn only_names(
    document: &Document,
    question: &str,
    sentences: &[SentenceId],
    bytes: &Range<usize>,
) -> bool {
    let [id] = sentences else {
        return false;
    };
    let kind = document.block_of(*id).map(|block| block.kind);
    let sentence = document.sentences.get(id.0 as usize);
    let (Some(BlockKind::Table | BlockKind::Field), Some(sentence)) = (kind, sentence) else {
        return false;
    };
    let of_tables = tables(document);
    let names = |row: &Row<'_>| row.sentence.text == sentence.text;
    let headed = of_tables.iter().filter(|table| is_headed(table));
    if headed.into_iter().any(|table| table.head.iter().any(names)) {
        return true;
    }
    if of_tables.iter().filter_map(named_by_sizes).any(names) {
        return true;
    }
    let rows = of_tables
        .iter()
        .flat_map(|table| table.head.iter().chain(&table.rows));
    let mut rows = rows.filter(|row| row.sentence.id == *id);
    rows.any(|row| is_label(row, bytes) && is_asked_for(row, bytes, question))
}

/// Whether the words stand in the first cell of a row, beside a value.
fn is_label(row: &Row<'_>, bytes: &Range<usize>) -> bool {
    let label = row.cells.first().cloned().unwrap_or_default();
    let has_value = (1..row.cells.len()).any(|column| !row.cell(column).is_empty());
    has_value && label.start <= bytes.start && bytes.end <= label.end
}

/// Whether a question has all words of a label, but for a unit in brackets.
fn is_asked_for(row: &Row<'_>, bytes: &Range<usize>, question: &str) -> bool {
    let label = row.sentence.text.get(bytes.clone()).unwrap_or_default();
    let bare = label.split(['(', '[']).next().unwrap_or_default();
    let keys = keys(question);
    let asked = |word: &String| {
        let words = parts(word);
        let mut keys = keys.iter();
        keys.any(|(key, _)| words.iter().any(|word| is_same(key, word)))
    };
    let content = content_words(bare);
    !content.is_empty() && content.iter().all(asked)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assistant::sample::flow;

    fn document(rows: &[&str], kind: BlockKind) -> Document {
        let rows: Vec<String> = rows.iter().map(|row| row.replace(" | ", "\t")).collect();
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let mut document = flow(&rows);
        for block in &mut document.blocks {
            block.kind = kind;
        }
        document
    }

    /// Whether words of a document only name what is asked for.
    fn only(document: &Document, question: &str, words: &str) -> bool {
        let mut sentences = document.sentences.iter();
        let (id, at) = sentences
            .find_map(|sentence| Some((sentence.id, sentence.text.find(words)?)))
            .unwrap();
        only_names(document, question, &[id], &(at..at + words.len()))
    }

    const DRUGS: [&str; 3] = [
        "Drug | Dose (mg) | Route",
        "Aspirin | 100 | oral",
        "Heparin | 5 | subcutaneous",
    ];

    #[test]
    fn names_of_columns_are_no_answer() {
        let drugs = document(&DRUGS, BlockKind::Table);
        for words in ["Dose (mg)", "Dose", "Route", "Drug"] {
            assert!(only(&drugs, "What is the dose?", words), "{words}");
        }
        assert!(!only(&drugs, "What is the dose?", "100"));
        assert!(!only(&drugs, "Which drug is given orally?", "Aspirin"));
        // the names stand again on the next page
        let again = [&DRUGS[..], &DRUGS[..1], &["Warfarin | 5 | oral"]].concat();
        let again = document(&again, BlockKind::Table);
        let last = again.sentences.get(3).unwrap().id;
        assert!(only_names(&again, "What is the dose?", &[last], &(5..14)));
    }

    #[test]
    fn sizes_over_measured_values_are_names_of_columns() {
        let times = document(
            &[
                "Method | 8k | 1M",
                "Sorting by chips | 172.35 µs | 35.28 ms",
                "Sorting by hand | 337.03 µs | 68.39 ms",
            ],
            BlockKind::Table,
        );
        let question = "Which method was used?";
        assert!(only(&times, question, "Method\t8k\t1M"));
        assert!(only(&times, question, "8k"));
        assert!(!only(&times, question, "Sorting by chips"));
        assert!(!only(&times, "How long did it take by hand?", "337.03 µs"));
        // a first row of values
        for first in ["Town A | 8k | 1M", "Sorting by feet | 8 s | 1 h"] {
            let others = match first.contains("Town") {
                true => ["Town B | 9k | 2M", "Town C | 7k | 3M"],
                false => [
                    "Sorting by chips | 9 s | 2 h",
                    "Sorting by hand | 7 s | 3 h",
                ],
            };
            let values = document(&[&[first][..], &others[..]].concat(), BlockKind::Table);
            let words = first.rsplit(" | ").next().unwrap();
            assert!(!only(&values, question, words), "{first}");
        }
    }

    #[test]
    fn a_label_that_the_question_has_is_no_answer() {
        let facts = document(
            &["Customer | Acme Ltd", "Dose (mg) | 100", "Colour | green"],
            BlockKind::Table,
        );
        for words in ["Dose (mg)", "Dose"] {
            assert!(only(&facts, "What is the dose?", words), "{words}");
        }
        assert!(!only(&facts, "What is the dose?", "100"));
        assert!(!only(&facts, "Who is the customer?", "Acme Ltd"));
        assert!(only(&facts, "Who is the customer?", "Customer"));
        let bill = document(
            &["Paid by card | 14.75", "Paid in cash | 3.00"],
            BlockKind::Table,
        );
        assert!(!only(&bill, "How was the 14.75 paid?", "card"));
        let form = document(&["Dose of the drug: 100 mg"], BlockKind::Field);
        assert!(only(
            &form,
            "What is the dose of the drug?",
            "Dose of the drug"
        ));
        assert!(!only(&form, "What is the dose of the drug?", "100 mg"));
        let prose = document(&["The dose was 100 mg."], BlockKind::Paragraph);
        assert!(!only(&prose, "What is the dose?", "dose"));
    }

    #[test]
    fn the_first_of_the_labels_is_no_name_of_a_column() {
        let headed = |rows: &[&str]| {
            let document = document(rows, BlockKind::Table);
            tables(&document).iter().any(is_headed)
        };
        assert!(headed(&DRUGS));
        assert!(headed(&[
            "Tool | Count",
            "Claw hammer | 17",
            "Coping saw | 9"
        ]));
        assert!(!headed(&[
            "Customer | Acme Ltd",
            "Net | 20.00",
            "Total | 24.00"
        ]));
        assert!(!headed(&["Name | Ada", "Town | Bergen", "Height | 4 m"]));
    }
}
