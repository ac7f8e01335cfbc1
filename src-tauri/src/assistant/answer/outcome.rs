//! What was found, put into the view: answers, or passages that are not called so.

use super::gather::Source;
use super::profile::ReaderProfile;
use super::request::{NEAREST_SHOWN, Request, WithReader};
use super::spans::Span;
use super::types::{AnswerRoute, AnswerStatus, AnswerView, FoundAnswer};
use super::{nearest, quotation, spans};
use crate::document::DocumentId;

/// Puts what was read into the view; tells which documents have an answer.
pub(super) fn conclude(
    view: &mut AnswerView,
    request: &Request<'_>,
    with: WithReader<'_>,
    question: &str,
    sources: &[Source],
    spans: Vec<(usize, Span)>,
) -> Vec<DocumentId> {
    let profile = ReaderProfile::of(with.folder);
    let mut answering: Vec<DocumentId> = Vec::new();
    for (index, span) in spans {
        let probability = profile.probability(span.score);
        let Some(source) = sources
            .get(index)
            .filter(|_| probability >= profile.threshold)
        else {
            continue;
        };
        let Some(quotation) = quotation::of_span(source, &span) else {
            continue;
        };
        if !answering.contains(&source.document.id) {
            answering.push(source.document.id.clone());
        }
        let same = view
            .answers
            .iter()
            .position(|answer| spans::say_the_same(&answer.text, &span.text));
        let room = view.answers.len() < request.top;
        match same.and_then(|at| view.answers.get_mut(at)) {
            Some(answer) => answer.also.push(quotation),
            None if room => view.answers.push(FoundAnswer {
                text: span.text,
                probability,
                quotation,
                also: Vec::new(),
            }),
            None => {}
        }
    }
    let documents = if view.asked == 1 {
        "this document"
    } else {
        "these documents"
    };
    if view.answers.is_empty() {
        view.status = AnswerStatus::NotFound;
        view.passages = nearest::sentences(question, sources, NEAREST_SHOWN);
        view.message = match view.passages.is_empty() {
            true => format!("Not found in {documents}, and nothing comes near it."),
            false => format!("Not found in {documents}. These passages come nearest."),
        };
    } else {
        view.status = AnswerStatus::Found;
        view.message = match view.answers.len() {
            1 => "One answer was found.".into(),
            count => format!("{count} answers were found, the likeliest first."),
        };
    }
    answering
}

/// Puts passages into the view; tells which documents have one.
pub(super) fn mention(
    view: &mut AnswerView,
    request: &Request<'_>,
    question: &str,
    sources: &[Source],
    route: Option<AnswerRoute>,
) -> Vec<DocumentId> {
    view.passages = nearest::sentences(question, sources, request.top.max(NEAREST_SHOWN));
    let none = view.passages.is_empty();
    view.status = match route {
        Some(to) => AnswerStatus::Routed { to },
        None if none => AnswerStatus::NotFound,
        None => AnswerStatus::PassagesOnly,
    };
    view.message = match route {
        _ if none => "No passage mentions this.".into(),
        Some(_) => "A complete list cannot be promised: a list needs the whole text to be read. These passages mention it."
            .into(),
        None => "Passages that mention this. No reader is installed, so none of them was judged to be an answer."
            .into(),
    };
    let mut documents: Vec<DocumentId> = Vec::new();
    for passage in &view.passages {
        if !documents.contains(&passage.document) {
            documents.push(passage.document.clone());
        }
    }
    documents
}
