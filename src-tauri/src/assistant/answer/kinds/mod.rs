//! What a question asks for, and the way to an answer that its kind needs.
//!
//! Most questions ask for words of the text: search finds passages, and the reader picks the words. Some ask for
//! something else, and each such kind has a file here. `route` recognizes questions for a summary, a count or a
//! complete list, and `count` counts. Nothing here searches or reads: whoever answers passes a callback that does.

mod count;
mod route;

use super::conclude::Conclusion;
use super::error::AskError;
use super::request::Request;
use super::types::{AnswerRoute, QuestionKind, SummaryScope};
use crate::library::{Shelf, ShelvedDocument};
use route::Kind;

/// A question to look up in the ordinary way.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look<'a> {
    /// What the reader is asked.
    pub(super) question: &'a str,
    /// What passages are searched with: the question, or more words around it.
    pub(super) search: &'a str,
    /// Most answers.
    pub(super) top: usize,
    /// Whether it asks for a complete list, so that the reader is skipped.
    pub(super) list: bool,
    /// The position of this question among the parts of the one that was asked.
    pub(super) part: usize,
    /// Number of parts.
    pub(super) parts: usize,
}

impl<'a> Look<'a> {
    /// A question that is looked up as it is.
    fn whole(question: &'a str, top: usize) -> Self {
        Self {
            question,
            search: question,
            top,
            list: false,
            part: 0,
            parts: 1,
        }
    }

    /// The share of all parts that is done, if this share of the part is, 0 to 1.
    pub(super) fn done(&self, share: f32) -> f32 {
        (self.part as f32 + share) / self.parts.max(1) as f32
    }
}

/// Looks a question up.
pub(super) type Looking<'a> = dyn FnMut(Look<'_>) -> Result<Conclusion, AskError> + 'a;

/// Answers a question in the way of its kind; `look` looks words up.
///
/// # Errors
/// [`AskError`].
pub(super) fn answered(
    request: &Request<'_>,
    question: &str,
    asked: &[ShelvedDocument],
    look: &mut Looking<'_>,
) -> Result<(QuestionKind, Conclusion), AskError> {
    let whole = Look::whole(question, request.top);
    Ok(match route::kind(question, asked.len()) {
        Some(Kind::Summary) => (QuestionKind::Words, summary_is_asked(request.shelf, asked)),
        Some(Kind::Count) => (QuestionKind::Words, count::count(request, question, asked)?),
        Some(Kind::List) => (
            QuestionKind::List,
            look(Look {
                list: true,
                ..whole
            })?,
        ),
        None => (QuestionKind::Words, look(whole)?),
    })
}

/// The result for a question that asks for a summary: one document is read for it, or each file by itself.
fn summary_is_asked(shelf: Shelf<'_>, asked: &[ShelvedDocument]) -> Conclusion {
    let scope = match shelf {
        _ if asked.len() == 1 => SummaryScope::Document,
        Shelf::Loose(_) => SummaryScope::Files,
        Shelf::Library(_) => SummaryScope::Library,
    };
    let all = asked.iter().map(|document| document.id.clone());
    Conclusion::routed(AnswerRoute::Summary { scope }, all)
}
