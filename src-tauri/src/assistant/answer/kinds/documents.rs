//! Whole documents, for the kinds of question that are answered from them without a search.

use super::ended::found;
use super::look::{Look, Looking};
use super::quoted::Named;
use crate::assistant::answer::conclude::Conclusion;
use crate::assistant::answer::error::AskError;
use crate::assistant::answer::request::Request;
use crate::assistant::answer::types::{FoundAnswer, Quotation};
use crate::library::ShelvedDocument;

/// If more documents are asked, none is looked at whole: a question about "the document" means none of them, and
/// definitions would take too long.
const MOST: usize = 12;
/// What is at least so likely needs no reader beside it.
const CERTAIN: f32 = 0.8;

/// Visits each document that is asked, in order. Returns whether there were few enough to visit.
///
/// # Errors
/// Errors of the library.
pub(super) fn each(
    request: &Request<'_>,
    asked: &[ShelvedDocument],
    visit: &mut dyn FnMut(Named<'_>),
) -> Result<bool, AskError> {
    if asked.len() > MOST {
        return Ok(false);
    }
    for shelved in asked {
        if let Some(renew) = request.renew {
            renew(&shelved.id)?;
        }
        let document = request.shelf.document(&shelved.id)?;
        visit(Named {
            document: &document,
            title: &shelved.title,
        });
    }
    Ok(true)
}

/// What whole documents answer without a search, with what the reader finds in other sentences if that is not certain;
/// `None` if they answer nothing.
///
/// # Errors
/// Errors of the library and of the search.
pub(super) fn answered(
    request: &Request<'_>,
    whole: Look<'_>,
    asked: &[ShelvedDocument],
    look: &mut Looking<'_>,
    answers_in: &dyn Fn(Named<'_>) -> Vec<FoundAnswer>,
) -> Result<Option<Conclusion>, AskError> {
    let mut answers: Vec<FoundAnswer> = Vec::new();
    each(request, asked, &mut |of| {
        answers.append(&mut answers_in(of))
    })?;
    let Some(best) = answers
        .iter()
        .map(|answer| answer.probability)
        .reduce(f32::max)
    else {
        return Ok(None);
    };
    if best < CERTAIN && request.reader.is_some() {
        let read = look(whole)?;
        let known: Vec<Quotation> = answers
            .iter()
            .map(|answer| answer.quotation.clone())
            .collect();
        let beside = |answer: &FoundAnswer| {
            known.iter().any(|quotation| {
                quotation.document == answer.quotation.document
                    && quotation.sentences == answer.quotation.sentences
            })
        };
        answers.extend(read.answers.into_iter().filter(|answer| !beside(answer)));
    }
    answers.sort_by(|a, b| b.probability.total_cmp(&a.probability));
    answers.truncate(whole.top);
    Ok(Some(found(answers)))
}
