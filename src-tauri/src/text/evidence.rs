//! The words of tables of evidence.

use super::language::said;
use crate::library::{CellFound, EvidenceCell};

/// The head of the column of papers.
pub(crate) fn paper() -> &'static str {
    said!(evidence::PAPER)
}

/// The head of the column of their authors.
pub(crate) fn authors() -> &'static str {
    said!(evidence::AUTHORS)
}

/// The head of the column of their years.
pub(crate) fn year() -> &'static str {
    said!(evidence::YEAR)
}

/// The head of the column of their DOIs.
pub(crate) fn doi() -> &'static str {
    said!(evidence::DOI)
}

/// The heading above the list of references.
pub(crate) fn references() -> &'static str {
    said!(evidence::REFERENCES)
}

/// The sheet of a workbook with the table.
pub(crate) fn table() -> &'static str {
    said!(evidence::TABLE)
}

/// The sheet of a workbook with a row for each cell.
pub(crate) fn cells() -> &'static str {
    said!(evidence::CELLS)
}

/// The head of the column of questions, where each cell has a row.
pub(crate) fn question() -> &'static str {
    said!(evidence::QUESTION)
}

/// The head of the column of answers.
pub(crate) fn answers() -> &'static str {
    said!(evidence::ANSWER)
}

/// The head of the column of probabilities.
pub(crate) fn probability() -> &'static str {
    said!(evidence::PROBABILITY)
}

/// The head of the column of sentences that contain the answers.
pub(crate) fn quotation() -> &'static str {
    said!(evidence::QUOTATION)
}

/// The head of the column of their pages.
pub(crate) fn page() -> &'static str {
    said!(evidence::PAGE)
}

/// The head of the column that says who wrote the answers.
pub(crate) fn by() -> &'static str {
    said!(evidence::BY)
}

/// The program found an answer.
pub(crate) fn by_pagewing() -> &'static str {
    said!(evidence::BY_PAGEWING)
}

/// A person wrote an answer.
pub(crate) fn by_you() -> &'static str {
    said!(evidence::BY_YOU)
}

/// The title of a table without one.
pub(crate) fn untitled() -> &'static str {
    said!(evidence::UNTITLED)
}

/// The name of the work while tables are filled.
pub(crate) fn filling() -> &'static str {
    said!(evidence::FILLING)
}

/// How large a table is, and how its cells are to be read.
pub(crate) fn about(papers: u32, questions: u32, yours: bool) -> String {
    said!(evidence::about(papers, questions, yours))
}

/// The answer in a cell, with its probability.
pub(crate) fn answer(cell: &EvidenceCell) -> String {
    said!(evidence::answer(cell))
}

/// The words of a cell alone, without their probability: for programs that have a column for it.
pub(crate) fn words(cell: &EvidenceCell) -> String {
    said!(evidence::words(cell))
}

/// The quotation behind a cell; `None` if nothing is quoted, or if a person wrote the cell.
pub(crate) fn quoted(cell: &EvidenceCell) -> Option<&CellFound> {
    let found = cell.found.as_ref();
    found.filter(|found| cell.yours.is_none() && !found.quoted.is_empty())
}

/// A quotation in its marks.
pub(crate) fn in_marks(text: &str) -> String {
    super::answers::quoted(text)
}

/// Where a quotation stands; empty in a document without pages.
pub(crate) fn place(found: &CellFound) -> String {
    let page = |number| said!(numbers::page(number));
    found.page.map(page).unwrap_or_default()
}

/// The head of a further column of a question.
pub(crate) fn of_question(question: &str, what: &str) -> String {
    said!(evidence::of_question(question, what))
}
