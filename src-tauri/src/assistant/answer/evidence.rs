//! An answer as a cell of a table of evidence: the words that answer one question in one paper, with their sentences, page
//! and probability.

use super::kept;
use super::types::{AnswerStatus, AnswerView, Quotation};
use crate::library::{CellFound, CellOutcome, KeptCell, LibraryError};

/// The cell that shows an answer. If no reader judged the passages, the cell has the nearest one, without words that
/// answer.
///
/// # Errors
/// [`LibraryError::Content`] if the answer cannot be written as JSON.
pub(crate) fn cell(view: &AnswerView) -> Result<KeptCell, LibraryError> {
    let (outcome, found) = match &view.status {
        AnswerStatus::Found => (CellOutcome::Found, answering(view)),
        AnswerStatus::NotFound => (CellOutcome::NotFound, None),
        AnswerStatus::PassagesOnly { .. } => (CellOutcome::PassagesOnly, nearest(view)),
        AnswerStatus::Routed(_) => (CellOutcome::Routed, None),
    };
    Ok(KeptCell {
        // a status without its answer would be a promise without a quotation
        outcome: match (outcome, &found) {
            (CellOutcome::Found | CellOutcome::PassagesOnly, None) => CellOutcome::NotFound,
            (outcome, _) => outcome,
        },
        found,
        answer: Some(kept::written(view)?),
    })
}

fn answering(view: &AnswerView) -> Option<CellFound> {
    let (best, others) = view.answers.split_first()?;
    Some(CellFound {
        words: best.text.clone(),
        quoted: best.quotation.text.clone(),
        page: best.quotation.page,
        probability: Some(best.probability),
        others: u32::try_from(others.len()).unwrap_or(u32::MAX),
    })
}

fn nearest(view: &AnswerView) -> Option<CellFound> {
    let (Quotation { text, page, .. }, others) = view.passages.split_first()?;
    Some(CellFound {
        words: String::new(),
        quoted: text.clone(),
        page: *page,
        probability: None,
        others: u32::try_from(others.len()).unwrap_or(u32::MAX),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assistant::answer::{FoundAnswer, PassagesOnly, QuestionKind};
    use crate::document::{DocumentId, SentenceId};

    fn quotation(text: &str) -> Quotation {
        Quotation {
            document: DocumentId("aa".into()),
            title: "On Wings".into(),
            text: text.into(),
            start: 0,
            end: 3,
            sentences: vec![SentenceId(0)],
            page: Some(3),
            places: vec![],
            section: None,
            recognized: false,
        }
    }

    fn view(status: AnswerStatus, answers: &[(&str, f32)], passages: &[&str]) -> AnswerView {
        AnswerView {
            question: "How heavy?".into(),
            asks_for: QuestionKind::Words,
            status,
            provisional: false,
            reader: None,
            asked: 1,
            answers: answers
                .iter()
                .map(|(text, probability)| FoundAnswer {
                    text: (*text).into(),
                    probability: *probability,
                    quotation: quotation(&format!("They weighed {text}.")),
                    also: vec![],
                    pieces: vec![],
                })
                .collect(),
            passages: passages.iter().map(|text| quotation(text)).collect(),
            without: vec![],
            without_count: 0,
            gist: None,
            remarks: vec![],
        }
    }

    #[test]
    fn the_likeliest_answer_stands_in_the_cell_and_the_whole_answer_is_kept() {
        let answers = [("30 grams", 0.8), ("an ounce", 0.3)];
        let view = view(AnswerStatus::Found, &answers, &[]);
        let cell = cell(&view).unwrap();
        let found = cell.found.unwrap();
        assert_eq!(cell.outcome, CellOutcome::Found);
        assert_eq!((found.words.as_str(), found.others), ("30 grams", 1));
        assert_eq!(found.quoted, "They weighed 30 grams.");
        assert_eq!((found.page, found.probability), (Some(3), Some(0.8)));
        assert_eq!(kept::opened(&cell.answer.unwrap()).unwrap(), view);
    }

    #[test]
    fn what_nobody_judged_has_no_words_that_answer() {
        let status = |because| AnswerStatus::PassagesOnly { because };
        let nearest = ["Tags are light.", "Tags fall off."];
        let found = cell(&view(status(PassagesOnly::NoReader), &[], &nearest)).unwrap();
        assert_eq!(found.outcome, CellOutcome::PassagesOnly);
        let found = found.found.unwrap();
        assert_eq!((found.words.as_str(), found.probability), ("", None));
        assert_eq!(found.quoted, "Tags are light.");
        let none = cell(&view(status(PassagesOnly::NoReader), &[], &[])).unwrap();
        assert_eq!(none.outcome, CellOutcome::NotFound);
    }

    #[test]
    fn the_passages_that_come_nearest_are_no_answer() {
        let none = cell(&view(AnswerStatus::NotFound, &[], &["Tags are light."])).unwrap();
        assert_eq!((none.outcome, none.found), (CellOutcome::NotFound, None));
    }
}
