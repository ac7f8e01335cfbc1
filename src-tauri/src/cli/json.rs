//! What `--json` prints of a summary and of an answer: the facts, each with its sentence as `message`.

use serde::Serialize;

use super::output::Reported;
use crate::assistant::answer::{
    AnswerRemark, AnswerStatus, AnswerView, FoundAnswer, Gist, NamedDocument, QuestionKind,
    Quotation,
};
use crate::assistant::summary::{
    PageCoverage, Remark, SummaryOrigin, SummarySentence, SummaryView,
};
use crate::document::DocumentId;
use crate::text::{answers, notes};

/// A fact and its sentence.
#[derive(Serialize)]
pub(super) struct Said<F> {
    #[serde(flatten)]
    fact: F,
    pub(super) message: String,
}

/// A summary.
#[derive(Serialize)]
pub(super) struct Summary<'a> {
    document: &'a DocumentId,
    origin: &'a SummaryOrigin,
    sentences: &'a [SummarySentence],
    draft: &'a str,
    complete: bool,
    remarks: Vec<Said<&'a Remark>>,
    coverage: &'a [PageCoverage],
}

impl<'a> Summary<'a> {
    pub(super) fn of(summary: &'a SummaryView) -> Self {
        Self {
            document: &summary.document,
            origin: &summary.origin,
            sentences: &summary.sentences,
            draft: &summary.draft,
            complete: summary.complete,
            remarks: summary.remarks.iter().map(said).collect(),
            coverage: &summary.coverage,
        }
    }
}

fn said(remark: &Remark) -> Said<&Remark> {
    Said {
        fact: remark,
        message: notes::remark(remark),
    }
}

/// What a reader should know about an answer: the answer's own remarks, and what this run adds.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum AnswerFact<'a> {
    Remark(&'a AnswerRemark),
    Added(Added<'a>),
}

/// What a run adds to the remarks.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(super) enum Added<'a> {
    /// The starter model read the passages.
    StarterModel,
    /// A model failed to sum up the answers.
    NoGist { model: &'a str, error: Reported },
}

impl<'a> From<&'a AnswerRemark> for Said<AnswerFact<'a>> {
    fn from(remark: &'a AnswerRemark) -> Self {
        Said {
            fact: AnswerFact::Remark(remark),
            message: answers::remark(remark),
        }
    }
}

impl<'a> From<Added<'a>> for Said<AnswerFact<'a>> {
    fn from(added: Added<'a>) -> Self {
        let message = match &added {
            Added::StarterModel => answers::starter_model().into(),
            Added::NoGist { model, error } => answers::no_gist(model, &error.message),
        };
        Said {
            fact: AnswerFact::Added(added),
            message,
        }
    }
}

/// An answer.
#[derive(Serialize)]
pub(super) struct Answer<'a> {
    question: &'a str,
    asks_for: QuestionKind,
    status: &'a AnswerStatus,
    message: String,
    reader: Option<&'a str>,
    asked: u32,
    answers: &'a [FoundAnswer],
    passages: &'a [Quotation],
    without: &'a [NamedDocument],
    without_count: u32,
    gist: Option<&'a Gist>,
    remarks: Vec<Said<AnswerFact<'a>>>,
}

impl<'a> Answer<'a> {
    pub(super) fn of(view: &'a AnswerView, remarks: Vec<Said<AnswerFact<'a>>>) -> Self {
        Self {
            question: &view.question,
            asks_for: view.asks_for,
            status: &view.status,
            message: answers::message(view),
            reader: view.reader.as_deref(),
            asked: view.asked,
            answers: &view.answers,
            passages: &view.passages,
            without: &view.without,
            without_count: view.without_count,
            gist: view.gist.as_ref(),
            remarks,
        }
    }
}
