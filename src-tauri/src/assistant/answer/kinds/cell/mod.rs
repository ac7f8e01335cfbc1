//! A question for a value in a table, a receipt or a form: the cell whose row and column together have the words of
//! the question.
//!
//! "How much rain fell at Kestrel Point?" names a row by one of its cells (`Kestrel Point`) and a column by its name
//! (`Rain (mm)`). The answer is the cell where they meet; the quotation is its row, word for word. Every word of the
//! question stands in that row, in the name of that column, or in what says what the table is about; only verbs that say
//! that something was counted or sold may stand nowhere. What is asked for decides too: a column of numbers of pieces
//! gives no price (`quantity`), a time, the only price of a row or its only range need no name (`lone`), and neither does
//! the value beside a range (`level`). `question` takes a question apart, and `fit` compares it with a row. "Which station
//! has the most rain?" is answered with a row and its value (`extreme`). If several rows fit equally well, or a word stands
//! nowhere, the reader decides.

mod extreme;
mod fit;
mod labels;
mod level;
mod lone;
mod quantity;
mod question;
mod small_names;

use std::ops::RangeInclusive;

pub(super) use self::extreme::extreme;
use self::fit::{Fit, best, lacking};
use self::labels::Words;
use self::question::Question;
use super::quoted::{self, Named};
use super::tables::tables;
use super::words::is_auxiliary;
use crate::assistant::answer::conclude::Conclusion;
use crate::assistant::answer::numbers::bare_words;
use crate::assistant::answer::types::{AnswerStatus, FoundAnswer, Quotation};
use crate::document::{BlockKind, Document, SentenceId};

/// The probability of a cell if every word of the question names its row or its column, and if a verb does not. Of 59
/// questions that no rule had seen, cells answered 26, all of them right; that is too few to say more.
const NAMED: f32 = 0.8;
const NEARLY_NAMED: f32 = 0.6;

/// Whether a question asks in what way, for what reason, for a change or for what something contains, which no cell says.
fn asks_for_a_way(question: &str) -> bool {
    let words = bare_words(question);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["how", second, ..] | ["what", second, "in" | "inside", ..] => is_auxiliary(second),
        ["why", ..] | ["by", "how", "much", ..] => true,
        _ => false,
    }
}

/// What tables say to a question.
#[derive(Default)]
pub(super) struct Cells {
    /// The cells that answer it, at most one of each table.
    pub(super) answers: Vec<FoundAnswer>,
    /// The cells that would answer it and are empty, and the rows that it names in tables that do not say what it asks.
    pub(super) empty: Vec<EmptyCell>,
}

/// A cell that a question asks for and that says nothing.
pub(super) struct EmptyCell {
    /// Its row.
    pub(super) row: Quotation,
    /// The sentences of its table. Another cell of it is no answer.
    table: RangeInclusive<SentenceId>,
    /// Whether a single cell may be the answer all the same, under a name with other words.
    only_rows: bool,
}

impl EmptyCell {
    /// Whether an answer is of the same table, and is none.
    fn is_beside(&self, found: &FoundAnswer) -> bool {
        let quotation = &found.quotation;
        let mut sentences = quotation.sentences.iter();
        quotation.document == self.row.document
            && sentences.any(|id| self.table.contains(id))
            && !(self.only_rows && is_one_cell(found))
    }
}

/// Whether an answer is a part of one cell of a row with others.
fn is_one_cell(found: &FoundAnswer) -> bool {
    let whole = found.text.trim() == found.quotation.text.trim();
    !found.text.contains('\t') && !whole
}

/// A conclusion without the values beside cells that are asked for and empty. If none is left, the rows of these come
/// nearest.
pub(super) fn without_neighbours(mut conclusion: Conclusion, empty: Vec<EmptyCell>) -> Conclusion {
    let beside = |found: &FoundAnswer| empty.iter().any(|cell| cell.is_beside(found));
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

/// The lines above the first table of a document.
fn letterhead(document: &Document) -> Vec<&str> {
    const MOST: usize = 4;
    let blocks = document.blocks.iter();
    let above = blocks.take_while(|block| block.kind != BlockKind::Table);
    above.take(MOST).map(|block| block.text.as_str()).collect()
}

/// The cells that a question asks for.
pub(super) fn cells(of: Named<'_>, question: &str) -> Cells {
    if asks_for_a_way(question) {
        return Cells::default();
    }
    let asked = Question::of(question);
    let title = of.document.title.as_deref().unwrap_or_default();
    // a receipt without a title says above its rows whose it is
    let letterhead = match of.document.title {
        Some(_) => Vec::new(),
        None => letterhead(of.document),
    };
    let mut found: Vec<(Fit, FoundAnswer)> = Vec::new();
    let mut empty: Vec<EmptyCell> = Vec::new();
    for table in tables(of.document) {
        // a table with a caption is not about all that its document is about
        let title = if table.caption.is_empty() { title } else { "" };
        let mut around = vec![table.caption, table.heading, title];
        around.extend(&letterhead);
        let around = Words::of(&around);
        let Some((fit, row, column)) = best(&table, &asked, &around) else {
            if let Some((row, only_rows)) = lacking(&table, &asked, &around)
                && let Some(row) = quoted::of_sentence(of, row.sentence, 0..0)
                && let Some(table) = table.sentences()
            {
                empty.push(EmptyCell {
                    row,
                    table,
                    only_rows,
                });
            }
            continue;
        };
        let cell = row.cell(column);
        if !cell.contains(char::is_alphanumeric) {
            let row = quoted::of_sentence(of, row.sentence, 0..0);
            if let (true, Some(row), Some(table)) = (fit.is_sure, row, table.sentences()) {
                empty.push(EmptyCell {
                    row,
                    table,
                    only_rows: false,
                });
            }
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
