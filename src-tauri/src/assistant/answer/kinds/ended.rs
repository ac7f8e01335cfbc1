//! Conclusions that are made of answers or of the ends of several parts, without a reader.

use crate::assistant::answer::conclude::Conclusion;
use crate::assistant::answer::types::{AnswerStatus, FoundAnswer, Quotation};
use crate::document::DocumentId;

/// A conclusion from answers.
pub(super) fn found(answers: Vec<FoundAnswer>) -> Conclusion {
    let mut speaking: Vec<DocumentId> = Vec::new();
    for answer in &answers {
        let places = answer.pieces.iter().map(|piece| &piece.quotation);
        for quotation in std::iter::once(&answer.quotation).chain(places) {
            if !speaking.contains(&quotation.document) {
                speaking.push(quotation.document.clone());
            }
        }
    }
    Conclusion {
        status: match answers.is_empty() {
            true => AnswerStatus::NotFound,
            false => AnswerStatus::Found,
        },
        answers,
        doubtful: Vec::new(),
        sentences: None,
        passages: Vec::new(),
        speaking,
    }
}

/// The ends of several parts without answers as one: their passages in turn, each once.
pub(super) fn nearest(ends: Vec<Conclusion>) -> Conclusion {
    let mut together = found(Vec::new());
    if let Some(end) = ends.iter().find(|end| end.status != AnswerStatus::NotFound) {
        together.status = end.status.clone();
    }
    let longest = ends.iter().map(|end| end.passages.len()).max().unwrap_or(0);
    for at in 0..longest {
        for passage in ends.iter().filter_map(|end| end.passages.get(at)) {
            if !together.passages.contains(passage) {
                together.passages.push(passage.clone());
            }
        }
    }
    for id in ends.into_iter().flat_map(|end| end.speaking) {
        if !together.speaking.contains(&id) {
            together.speaking.push(id);
        }
    }
    together
}

/// A conclusion from which answers were taken that do not answer after all. If none is left, the sentences of these
/// come nearest.
pub(super) fn without_answers(conclusion: Conclusion, answers: Vec<FoundAnswer>) -> Conclusion {
    if !conclusion.answers.is_empty() || conclusion.status != AnswerStatus::Found {
        return conclusion;
    }
    let mut passages: Vec<Quotation> = Vec::new();
    for answer in answers {
        let mut quotation = answer.quotation;
        quotation.end = quotation.start;
        if !passages.contains(&quotation) {
            passages.push(quotation);
        }
    }
    Conclusion {
        status: AnswerStatus::NotFound,
        passages,
        ..conclusion
    }
}
