//! A question for a value in a table, a receipt or a form: the cell whose row and column together have the words of
//! the question.
//!
//! "How much rain fell at Kestrel Point?" names a row by one of its cells (`Kestrel Point`) and a column by its name
//! (`Rain (mm)`). The answer is the cell where they meet; the quotation is its row, word for word. If several rows fit
//! equally well, or a word of the question stands nowhere, the reader decides.

use super::coverage::{is_same, keys, parts};
use super::quoted::{self, Named};
use super::tables::{Row, Table, tables};
use super::words::is_auxiliary;
use crate::assistant::answer::asked::Asked;
use crate::assistant::answer::numbers::{numbers, words};
use crate::assistant::answer::types::FoundAnswer;

/// The probability of a cell if every word of the question names its row or its column, and if one does not. No
/// questions with known cells are at hand to measure them.
const NAMED: f32 = 0.8;
const NEARLY_NAMED: f32 = 0.6;
/// The weight from which a word is a name or a number, which has to be there.
const NAME: f32 = 2.0;
/// Words that ask for any value. They may name a column, and stand nowhere if there is none.
const ASKING: &str = " cost costs price amount value number reading entry cell row column table field form box item many \
much long old far often fall fell get got ";

/// Whether a question asks in what way or for what reason, which no cell says.
fn asks_for_a_way(question: &str) -> bool {
    let words: Vec<String> = words(question).into_iter().map(|word| word.text).collect();
    match words.first().map(String::as_str) {
        Some("how") => words.get(1).is_some_and(|word| is_auxiliary(word)),
        Some(first) => first == "why",
        None => false,
    }
}

/// The cells that answer a question, at most one of each table.
pub(super) fn cells(of: Named<'_>, question: &str) -> Vec<FoundAnswer> {
    if asks_for_a_way(question) {
        return Vec::new();
    }
    let keys: Vec<Key> = keys(question)
        .into_iter()
        .map(|(word, weight)| Key {
            is_name: weight >= NAME,
            only_asks: ASKING.contains(&format!(" {word} ")),
            word,
        })
        .collect();
    let asked = Asked::of(question);
    let title = of.document.title.as_deref().unwrap_or_default();
    let mut found: Vec<(Fit, FoundAnswer)> = Vec::new();
    for table in tables(of.document) {
        let around = Words::of(&[table.caption, table.heading, title]);
        let Some((fit, row, column)) = best(&table, &keys, &around) else {
            continue;
        };
        let cell = row.cell(column);
        let kind = asked.expected.fits(cell, &numbers(cell, &words(cell)));
        if kind == Some(false) || !cell.contains(char::is_alphanumeric) {
            continue;
        }
        let bytes = row.cells.get(column).cloned().unwrap_or_default();
        if let Some(quotation) = quoted::of_sentence(of, row.sentence, bytes) {
            let probability = if fit.lacks == 0 { NAMED } else { NEARLY_NAMED };
            found.push((fit, quoted::found(cell.to_owned(), probability, quotation)));
        }
    }
    let least = found.iter().map(|(fit, _)| fit.lacks).min();
    found.retain(|(fit, _)| Some(fit.lacks) == least);
    found.into_iter().map(|(_, answer)| answer).collect()
}

/// A word of the question.
struct Key {
    word: String,
    is_name: bool,
    /// Whether it is one of [`ASKING`].
    only_asks: bool,
}

/// The words of some texts, each whole and in its parts.
struct Words(Vec<String>);

impl Words {
    fn of(texts: &[&str]) -> Self {
        let all = texts.iter().flat_map(|text| words(text));
        Self(all.flat_map(|word| parts(&word.text)).collect())
    }

    fn have(&self, key: &Key) -> bool {
        self.0.iter().any(|word| is_same(&key.word, word))
    }
}

/// How well a row fits.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Fit {
    /// Words of the question that its cells have.
    named: usize,
    /// Words of those cells that the question does not have.
    foreign: usize,
    /// Words of the question that stand nowhere.
    lacks: usize,
}

/// The row and the column that a question names: by the names of the columns, or else by the labels of two columns
/// without names.
fn best<'t, 'd>(
    table: &'t Table<'d>,
    keys: &[Key],
    around: &Words,
) -> Option<(Fit, &'t Row<'d>, usize)> {
    let named = match table.rows.split_first() {
        Some((header, rows)) if table.has_header => only_one(Some(header), rows, keys, around),
        _ => None,
    };
    named.or_else(|| only_one(None, &table.rows, keys, around))
}

/// The row that fits best, with the column that is asked for; `None` if several fit equally well.
fn only_one<'t, 'd>(
    header: Option<&Row<'_>>,
    rows: &'t [Row<'d>],
    keys: &[Key],
    around: &Words,
) -> Option<(Fit, &'t Row<'d>, usize)> {
    let mut best: Option<(Fit, &Row<'_>, usize)> = None;
    let mut tied = false;
    for row in rows {
        let Some((fit, column)) = fit(header, row, keys, around) else {
            continue;
        };
        let rank = |fit: &Fit| (fit.named, usize::MAX - fit.foreign);
        match best.as_ref().map(|(best, ..)| rank(&fit).cmp(&rank(best))) {
            Some(std::cmp::Ordering::Less) => {}
            Some(std::cmp::Ordering::Equal) => tied = true,
            Some(std::cmp::Ordering::Greater) | None => {
                best = Some((fit, row, column));
                tied = false;
            }
        }
    }
    best.filter(|_| !tied)
}

/// How well a row fits, and the column that the question asks for; `None` if it does not fit.
fn fit(
    header: Option<&Row<'_>>,
    row: &Row<'_>,
    keys: &[Key],
    around: &Words,
) -> Option<(Fit, usize)> {
    let header = header.filter(|header| header.cells.len() == row.cells.len());
    let width = row.cells.len();
    let cells: Vec<Words> = (0..width)
        .map(|column| Words::of(&[row.cell(column)]))
        .collect();
    let in_cells = |key: &Key| !key.only_asks && cells.iter().any(|cell| cell.have(key));
    let named: Vec<&Key> = keys.iter().filter(|key| in_cells(key)).collect();
    if named.is_empty() {
        return None;
    }
    let is_key = |column: usize| {
        let cell = cells.get(column);
        cell.is_some_and(|cell| named.iter().any(|key| cell.have(key)))
    };
    let names: Vec<Words> = (0..width)
        .map(|column| Words::of(&[header.map_or("", |header| header.cell(column))]))
        .collect();
    let column = match header {
        Some(_) => wanted(&names, keys, &in_cells, &is_key)?,
        None => behind_the_label(width, &is_key)?,
    };
    let stands = |key: &&Key| {
        in_cells(key)
            || key.only_asks
            || around.have(key)
            || names.iter().any(|name| name.have(key))
    };
    let missing: Vec<&Key> = keys.iter().filter(|key| !stands(key)).collect();
    let foreign: usize = (0..width)
        .filter(|column| is_key(*column))
        .map(|column| {
            let words = words(row.cell(column));
            let asked = |word: &str| keys.iter().any(|key| is_same(&key.word, word));
            words.iter().filter(|word| !asked(&word.text)).count()
        })
        .sum();
    // a verb may stand nowhere if all words of the label are named; a word of a question about labels alone may be
    // anything
    let most = match header {
        Some(_) if foreign == 0 => named.len().min(2),
        Some(_) => 0,
        None => usize::from(width == 2 && named.len() >= 2),
    };
    if missing.len() > most || missing.iter().any(|key| key.is_name) {
        return None;
    }
    Some((
        Fit {
            named: named.len(),
            foreign,
            lacks: missing.len(),
        },
        column,
    ))
}

/// The cell that a label belongs to: the other one of two, or the one behind the only label of several.
fn behind_the_label(width: usize, is_key: &dyn Fn(usize) -> bool) -> Option<usize> {
    let mut labels = (0..width).filter(|column| is_key(*column));
    let label = labels.next()?;
    match (width, labels.next()) {
        (2, None) => Some(1 - label),
        (_, None) => Some(label + 1).filter(|column| *column < width),
        _ => None,
    }
}

/// The column whose name has most words of the question that no cell of the row has; `None` if several have.
fn wanted(
    names: &[Words],
    keys: &[Key],
    in_cells: &dyn Fn(&Key) -> bool,
    is_key: &dyn Fn(usize) -> bool,
) -> Option<usize> {
    let count = |column: usize| {
        let name = names.get(column);
        let asks = |key: &&Key| !in_cells(key) && name.is_some_and(|name| name.have(key));
        keys.iter().filter(asks).count()
    };
    let counts: Vec<(usize, usize)> = (0..names.len())
        .filter(|column| !is_key(*column))
        .map(|column| (count(column), column))
        .collect();
    let most = counts.iter().map(|(count, _)| *count).max()?;
    let mut wanted = counts
        .iter()
        .filter(|(count, _)| *count == most && most > 0);
    let (_, column) = wanted.next()?;
    wanted.next().is_none().then_some(*column)
}

#[cfg(test)]
mod tests {
    use super::*;
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
        let mut found = cells(of, question);
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
}
