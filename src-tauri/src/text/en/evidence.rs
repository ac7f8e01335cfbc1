//! The words of tables of evidence.

use super::numbers::{counted, percent};
use crate::library::{CellFound, CellOutcome, EvidenceCell};
use crate::text::rows::with_cells;

/// The head of the column of papers.
pub(crate) const PAPER: &str = "Paper";
/// The head of the column of their authors.
pub(crate) const AUTHORS: &str = "Authors";
/// The head of the column of their years.
pub(crate) const YEAR: &str = "Year";
/// The head of the column of their DOIs.
pub(crate) const DOI: &str = "DOI";
/// The heading above the list of references.
pub(crate) const REFERENCES: &str = "References";
/// The sheet of a workbook with the table.
pub(crate) const TABLE: &str = "Table";
/// The sheet of a workbook with a row for each cell.
pub(crate) const CELLS: &str = "Cells";
/// The head of the column of questions, where each cell has a row.
pub(crate) const QUESTION: &str = "Question";
/// The head of the column of answers.
pub(crate) const ANSWER: &str = "Answer";
/// The head of the column of probabilities.
pub(crate) const PROBABILITY: &str = "Probability";
/// The head of the column of sentences that contain the answers.
pub(crate) const QUOTATION: &str = "Quotation";
/// The head of the column of their pages.
pub(crate) const PAGE: &str = "Page";
/// The head of the column that says who wrote the answers.
pub(crate) const BY: &str = "By";
/// The program found an answer.
pub(crate) const BY_PAGEWING: &str = "Pagewing";
/// A person wrote an answer.
pub(crate) const BY_YOU: &str = "you";
/// The title of a table without one.
pub(crate) const UNTITLED: &str = "Table of evidence";

/// How large a table is, and how its cells are to be read.
pub(crate) fn about(papers: u32, questions: u32, yours: bool) -> String {
    let papers = counted(papers, "paper", "papers");
    let questions = counted(questions, "question", "questions");
    let mut about = format!(
        "{papers}, {questions}. A percentage says how likely the words before it are right; the quotation behind them stands on the page."
    );
    if yours {
        about.push_str(" What you wrote is marked [yours].");
    }
    about
}

/// The answer in a cell: `30 grams (82%)`, `not found`, `41 [yours]`.
pub(crate) fn answer(cell: &EvidenceCell) -> String {
    if let Some(yours) = &cell.yours {
        return format!("{yours} [yours]").trim_start().to_owned();
    }
    match (cell.outcome, &cell.found) {
        (Some(CellOutcome::Found), Some(found)) => likely(found),
        (outcome, _) => without_answer(outcome).to_owned(),
    }
}

/// The words of a cell alone, without their probability: for programs that have a column for it.
pub(crate) fn words(cell: &EvidenceCell) -> String {
    match (&cell.yours, cell.outcome, &cell.found) {
        (Some(yours), _, _) => yours.clone(),
        (None, Some(CellOutcome::Found), Some(found)) => with_cells(&found.words).into_owned(),
        (None, outcome, _) => without_answer(outcome).to_owned(),
    }
}

fn likely(found: &CellFound) -> String {
    let words = with_cells(&found.words);
    match found.probability {
        Some(probability) => format!("{words} ({})", percent(probability)),
        None => words.into_owned(),
    }
}

/// What stands in a cell in place of an answer.
fn without_answer(outcome: Option<CellOutcome>) -> &'static str {
    match outcome {
        None => "not asked yet",
        Some(CellOutcome::Found | CellOutcome::NotFound) => "not found",
        Some(CellOutcome::PassagesOnly) => "not judged",
        Some(CellOutcome::Routed) => "passages can't answer this",
        Some(CellOutcome::NoText) => "no text",
    }
}

/// `How heavy? (quotation)`: the head of a further column of a question.
pub(crate) fn of_question(question: &str, what: &str) -> String {
    format!("{question} ({})", what.to_lowercase())
}

/// The name of the work while tables are filled.
pub(crate) const FILLING: &str = "Filling the table";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::evidence::{place, quoted};

    fn cell(outcome: CellOutcome, words: &str) -> EvidenceCell {
        EvidenceCell {
            outcome: Some(outcome),
            found: (!words.is_empty()).then(|| CellFound {
                words: words.into(),
                quoted: "They weighed 30 grams.".into(),
                page: Some(3),
                probability: Some(0.824),
                others: 0,
            }),
            yours: None,
        }
    }

    #[test]
    fn a_cell_says_what_was_found_or_why_nothing_stands_there() {
        let found = cell(CellOutcome::Found, "30 grams");
        assert_eq!(answer(&found), "30 grams (82%)");
        assert_eq!(words(&found), "30 grams");
        assert_eq!(quoted(&found).map(place).as_deref(), Some("p. 3"));
        let mine = EvidenceCell {
            yours: Some("an ounce".into()),
            ..found
        };
        assert_eq!(answer(&mine), "an ounce [yours]");
        assert_eq!((words(&mine).as_str(), quoted(&mine)), ("an ounce", None));
        let blank = EvidenceCell {
            yours: Some(String::new()),
            ..EvidenceCell::default()
        };
        assert_eq!(answer(&blank), "[yours]");
        let outcomes = [
            CellOutcome::NotFound,
            CellOutcome::PassagesOnly,
            CellOutcome::Routed,
            CellOutcome::NoText,
        ];
        let mut said: Vec<String> = outcomes.map(|of| answer(&cell(of, ""))).into();
        said.push(answer(&EvidenceCell::default()));
        let different: std::collections::BTreeSet<_> = said.iter().collect();
        assert_eq!(different.len(), said.len());
    }
}
