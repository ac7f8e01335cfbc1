//! A question for a value in a table, a receipt or a form: the cell whose row and column together have the words of
//! the question.
//!
//! "How much rain fell at Kestrel Point?" names a row by one of its cells (`Kestrel Point`) and a column by its name
//! (`Rain (mm)`). The answer is the cell where they meet; the quotation is its row, word for word. If several rows fit
//! equally well, or a word of the question stands nowhere, the reader decides.

use std::cmp::Reverse;
use std::ops::RangeInclusive;

use super::coverage::{is_same, keys, parts};
use super::quoted::{self, Named};
use super::tables::{Row, Table, tables};
use super::words::is_auxiliary;
use crate::assistant::answer::asked::Asked;
use crate::assistant::answer::conclude::Conclusion;
use crate::assistant::answer::numbers::{numbers, words};
use crate::assistant::answer::types::{AnswerStatus, FoundAnswer, Quotation};
use crate::document::SentenceId;

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

/// What tables say to a question.
#[derive(Default)]
pub(super) struct Cells {
    /// The cells that answer it, at most one of each table.
    pub(super) answers: Vec<FoundAnswer>,
    /// The cells that would answer it and are empty.
    pub(super) empty: Vec<EmptyCell>,
}

/// A cell that a question asks for and that says nothing.
pub(super) struct EmptyCell {
    /// Its row.
    pub(super) row: Quotation,
    /// The sentences of its table. Another cell of it is no answer.
    table: RangeInclusive<SentenceId>,
}

impl EmptyCell {
    /// Whether a quotation is one of the same table.
    fn is_beside(&self, quotation: &Quotation) -> bool {
        let mut sentences = quotation.sentences.iter();
        quotation.document == self.row.document && sentences.any(|id| self.table.contains(id))
    }
}

/// A conclusion without the values beside cells that are asked for and empty. If none is left, the rows of these come
/// nearest.
pub(super) fn without_neighbours(mut conclusion: Conclusion, empty: Vec<EmptyCell>) -> Conclusion {
    let beside = |found: &FoundAnswer| empty.iter().any(|cell| cell.is_beside(&found.quotation));
    conclusion.answers.retain(|answer| !beside(answer));
    conclusion.doubtful.retain(|answer| !beside(answer));
    if conclusion.answers.is_empty() {
        if conclusion.status == AnswerStatus::Found {
            conclusion.status = AnswerStatus::NotFound;
        }
        let mut passages: Vec<Quotation> = empty.into_iter().map(|cell| cell.row).collect();
        let others = std::mem::take(&mut conclusion.passages).into_iter();
        let others = others.filter(|passage| !passages.contains(passage));
        let others: Vec<Quotation> = others.collect();
        passages.extend(others);
        conclusion.passages = passages;
    }
    conclusion
}

/// The cells that a question asks for.
pub(super) fn cells(of: Named<'_>, question: &str) -> Cells {
    if asks_for_a_way(question) {
        return Cells::default();
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
    let mut empty: Vec<EmptyCell> = Vec::new();
    for table in tables(of.document) {
        let around = Words::of(&[table.caption, table.heading, title]);
        let Some((fit, row, column)) = best(&table, &keys, &around) else {
            continue;
        };
        let cell = row.cell(column);
        if !cell.contains(char::is_alphanumeric) {
            let row = quoted::of_sentence(of, row.sentence, 0..0);
            if let (true, Some(row), Some(table)) = (fit.is_sure, row, table.sentences()) {
                empty.push(EmptyCell { row, table });
            }
            continue;
        }
        let kind = asked.expected.fits(cell, &numbers(cell, &words(cell)));
        if kind == Some(false) {
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
    // "Amount due" answers what the amount due is, and "Due date" does not
    let best = found.iter().map(|(fit, _)| fit.rank()).max();
    found.retain(|(fit, _)| Some(fit.rank()) == best);
    Cells {
        answers: found.into_iter().map(|(_, answer)| answer).collect(),
        empty,
    }
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
    /// Whether the column is named, or the only one beside the label.
    is_sure: bool,
}

impl Fit {
    /// Greater for a row that fits better.
    fn rank(&self) -> (usize, Reverse<usize>) {
        (self.named, Reverse(self.foreign))
    }
}

/// The row and the column that a question names: by the names of the columns, or else by the labels of two columns
/// without names.
fn best<'t, 'd>(
    table: &'t Table<'d>,
    keys: &[Key],
    around: &Words,
) -> Option<(Fit, &'t Row<'d>, usize)> {
    let names: Vec<Words> = table.names().iter().map(|names| Words::of(names)).collect();
    let named = match names.is_empty() {
        true => None,
        false => only_one(Some(&names), table.rows.iter(), keys, around),
    };
    let all = || table.head.iter().chain(&table.rows);
    named.or_else(|| only_one(None, all(), keys, around))
}

/// The row that fits best, with the column that is asked for; `None` if several fit equally well.
fn only_one<'t, 'd: 't>(
    header: Option<&[Words]>,
    rows: impl Iterator<Item = &'t Row<'d>>,
    keys: &[Key],
    around: &Words,
) -> Option<(Fit, &'t Row<'d>, usize)> {
    let mut best: Option<(Fit, &'t Row<'d>, usize)> = None;
    let mut tied = false;
    for row in rows {
        let Some((fit, column)) = fit(header, row, keys, around) else {
            continue;
        };
        match best.as_ref().map(|(best, ..)| fit.rank().cmp(&best.rank())) {
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
    header: Option<&[Words]>,
    row: &Row<'_>,
    keys: &[Key],
    around: &Words,
) -> Option<(Fit, usize)> {
    let header = header.filter(|names| names.len() == row.cells.len());
    let width = row.cells.len();
    let cells: Vec<Words> = (0..width)
        .map(|column| Words::of(&[row.label(column)]))
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
    let names = header.unwrap_or_default();
    let column = match header {
        Some(_) => wanted(names, keys, &in_cells, &is_key)?,
        None => beside_the_label(row, &is_key)?,
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
            let words = words(row.label(column));
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
            is_sure: header.is_some() || width == 2,
        },
        column,
    ))
}

/// The cell that a label belongs to: the other one of two, or the one behind the only label that the question names, if
/// another label follows or nothing. Which of several values is asked for, only names of columns say.
fn beside_the_label(row: &Row<'_>, is_key: &dyn Fn(usize) -> bool) -> Option<usize> {
    let width = row.cells.len();
    let mut labels = (0..width).filter(|column| is_key(*column));
    let (label, None) = (labels.next()?, labels.next()) else {
        return None;
    };
    let after = label + 1;
    let is_label = |column: usize| row.cell(column).starts_with(char::is_alphabetic);
    match width {
        2 => Some(usize::from(label == 0)),
        _ if after >= width => None,
        _ => (after + 1 == width || is_label(after + 1)).then_some(after),
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
