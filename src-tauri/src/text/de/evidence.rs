//! The words of tables of evidence.

use super::numbers::{counted, percent};
use crate::library::{CellFound, CellOutcome, EvidenceCell};
use crate::text::rows::with_cells;

/// The head of the column of papers.
pub(crate) const PAPER: &str = "Dokument";
/// The head of the column of their authors.
pub(crate) const AUTHORS: &str = "Autoren";
/// The head of the column of their years.
pub(crate) const YEAR: &str = "Jahr";
/// The head of the column of their DOIs.
pub(crate) const DOI: &str = "DOI";
/// The heading above the list of references.
pub(crate) const REFERENCES: &str = "Literatur";
/// The sheet of a workbook with the table.
pub(crate) const TABLE: &str = "Tabelle";
/// The sheet of a workbook with a row for each cell.
pub(crate) const CELLS: &str = "Zellen";
/// The head of the column of questions, where each cell has a row.
pub(crate) const QUESTION: &str = "Frage";
/// The head of the column of answers.
pub(crate) const ANSWER: &str = "Antwort";
/// The head of the column of probabilities.
pub(crate) const PROBABILITY: &str = "Wahrscheinlichkeit";
/// The head of the column of sentences that contain the answers.
pub(crate) const QUOTATION: &str = "Zitat";
/// The head of the column of their pages.
pub(crate) const PAGE: &str = "Seite";
/// The head of the column that says who wrote the answers.
pub(crate) const BY: &str = "Von";
/// The program found an answer.
pub(crate) const BY_PAGEWING: &str = "Pagewing";
/// A person wrote an answer.
pub(crate) const BY_YOU: &str = "Ihnen";
/// The title of a table without one.
pub(crate) const UNTITLED: &str = "Tabelle mit Zitaten";

/// How large a table is, and how its cells are to be read.
pub(crate) fn about(papers: u32, questions: u32, yours: bool) -> String {
    let papers = counted(papers, "Dokument", "Dokumente");
    let questions = counted(questions, "Frage", "Fragen");
    let mut about = format!(
        "{papers}, {questions}. Eine Prozentzahl sagt, wie wahrscheinlich die Worte davor richtig sind; das Zitat dahinter steht auf der Seite."
    );
    if yours {
        about.push_str(" Was Sie geschrieben haben, ist mit [von Ihnen] gekennzeichnet.");
    }
    about
}

/// The answer in a cell: `30 Gramm (82 %)`, `nicht gefunden`, `41 [von Ihnen]`.
pub(crate) fn answer(cell: &EvidenceCell) -> String {
    if let Some(yours) = &cell.yours {
        return format!("{yours} [von Ihnen]").trim_start().to_owned();
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
        None => "noch nicht gefragt",
        Some(CellOutcome::Found | CellOutcome::NotFound) => "nicht gefunden",
        Some(CellOutcome::PassagesOnly) => "nicht beurteilt",
        Some(CellOutcome::Routed) => "Textstellen können das nicht beantworten",
        Some(CellOutcome::NoText) => "kein Text",
    }
}

/// `Wie schwer? (Zitat)`: the head of a further column of a question.
pub(crate) fn of_question(question: &str, what: &str) -> String {
    format!("{question} ({what})")
}

/// The name of the work while tables are filled.
pub(crate) const FILLING: &str = "Die Tabelle wird ausgefüllt";
