//! A question becomes quotations: passages are searched, a reader looks for the words that answer, and
//! what it finds is shown where it stands. Where nothing answers, the answer is no.
//!
//! The way: `route` tells questions of another kind, [`crate::search`] brings passages, `reading` lays them
//! into windows, `spans` picks answers out of the reader's scores, `borders` makes them whole words, `profile`
//! says how likely they are right, `quotation` finds their sentences and places, `outcome` puts them into
//! the view, and `gist` has a model write them in short.

mod borders;
mod error;
mod gather;
mod gist;
mod language;
mod nearest;
mod outcome;
pub mod profile;
mod quotation;
pub mod reading;
mod request;
mod route;
mod runs;
mod spans;
mod types;

use std::sync::atomic::Ordering;

pub use error::AskError;
pub use request::{Renew, Request, WithReader, WithWriter, checked};
pub use runs::{Run, runs};
pub use spans::Span;
pub use types::{
    AnswerRoute, AnswerStatus, AnswerView, CitedSentence, FoundAnswer, Gist, GistSentence,
    NamedDocument, Quotation,
};

use super::summary::SummaryError;
use crate::library::Shelf;
use crate::stage::Stage;
use gather::{Source, documents_of, refuse_without_text, sources};
use profile::ReaderProfile;

/// Where nothing was found, the question's language is compared with that of so many documents.
const LANGUAGES_COMPARED: usize = 3;
/// So many documents without an answer are named.
const MOST_NAMED: usize = 50;
/// The share of the work that finding answers is, where a gist of them is written too.
const READING: f32 = 0.4;

/// Answers a question; `progress` hears what is being done and which share of the whole is done.
///
/// # Errors
/// [`AskError`]; "not found" is a result.
pub fn answer(
    request: &Request<'_>,
    progress: &mut dyn FnMut(Stage, f32),
) -> Result<AnswerView, AskError> {
    let question = checked(request.question)?;
    let asked = documents_of(request.shelf, request.scope)?;
    if asked.is_empty() {
        return Err(AskError::NoDocuments);
    }
    let mut view = AnswerView {
        question: question.to_owned(),
        status: AnswerStatus::PassagesOnly,
        message: String::new(),
        reader: request.reader.map(|with| with.folder.name.clone()),
        asked: u32::try_from(asked.len()).unwrap_or(u32::MAX),
        answers: Vec::new(),
        passages: Vec::new(),
        without: Vec::new(),
        without_count: 0,
        gist: None,
        remarks: Vec::new(),
    };
    let route = route::route(question, asked.len());
    if route == Some(AnswerRoute::Summary) {
        view.status = AnswerStatus::Routed {
            to: AnswerRoute::Summary,
        };
        view.message = summary_is_asked(request.shelf, asked.len());
        return Ok(view);
    }
    progress(Stage::Choosing, 0.0);
    if route == Some(AnswerRoute::Count) {
        return route::count(request, question, &asked, view);
    }
    let reading = if request.gist.is_some() { READING } else { 1.0 };
    let mut told = |stage, done: f32| progress(stage, done * reading);
    let sources = sources(request, question, &asked, &mut told)?;
    if request.stop.load(Ordering::Relaxed) {
        return Err(AskError::Cancelled);
    }
    if sources.is_empty() {
        refuse_without_text(request.shelf, &asked)?;
        // a question in another language finds nothing
        for document in asked.iter().take(LANGUAGES_COMPARED) {
            let document = request.shelf.document(&document.id)?;
            let documents = std::iter::once(&*document);
            view.remarks
                .extend(language::remark(question, false, documents));
        }
        view.remarks.dedup();
    } else {
        let documents = sources.iter().map(|source| &*source.document);
        view.remarks
            .extend(language::remark(question, true, documents));
    }
    let with_evidence = match (request.reader, route) {
        (Some(with), None) => {
            let read = read(request, with, question, &sources, &mut told)?;
            outcome::conclude(&mut view, request, with, question, &sources, read)
        }
        _ => outcome::mention(&mut view, request, question, &sources, route),
    };
    if let Some(with) = request
        .gist
        .filter(|_| view.status != AnswerStatus::NotFound)
    {
        let mut told = |stage, done: f32| progress(stage, READING + done * (1.0 - READING));
        match gist::written(request, with, &view, &sources, &mut told) {
            Ok(gist) => view.gist = gist,
            Err(SummaryError::Cancelled) => return Err(AskError::Cancelled),
            // the quotations stand without it
            Err(error) => view.remarks.push(format!(
                "What was found could not be put in short by {}. {error}",
                with.folder.name
            )),
        }
    }
    let silent: Vec<NamedDocument> = asked
        .into_iter()
        .filter(|document| !with_evidence.contains(&document.id))
        .map(|document| NamedDocument {
            id: document.id,
            title: document.title,
        })
        .collect();
    view.without_count = u32::try_from(silent.len()).unwrap_or(u32::MAX);
    view.without = silent.into_iter().take(MOST_NAMED).collect();
    Ok(view)
}

/// What is said to a question for a summary: one document is read for it, or each file by itself.
fn summary_is_asked(shelf: Shelf<'_>, documents: usize) -> String {
    match shelf {
        _ if documents == 1 => {
            "This asks for a summary: passages cannot give one, the whole document is read for it."
                .into()
        }
        Shelf::Loose(_) => {
            "This asks for a summary: passages cannot give one, each document is read for it by itself."
                .into()
        }
        Shelf::Library(_) => format!(
            "This asks for a summary, and {documents} documents were asked. A summary is made of one document: name one, or ask all of them what they say about something."
        ),
    }
}

/// What the reader found in each source, best first; the spans of one source are merged already.
fn read(
    request: &Request<'_>,
    with: WithReader<'_>,
    question: &str,
    sources: &[Source],
    progress: &mut dyn FnMut(Stage, f32),
) -> Result<Vec<(usize, Span)>, AskError> {
    let profile = ReaderProfile::of(with.folder);
    let mut spans: Vec<(usize, Span)> = Vec::new();
    for (index, source) in sources.iter().enumerate() {
        let runs = runs(&source.document, &source.found, profile.together());
        let mut told = |stage, done: f32| {
            progress(stage, (index as f32 + done) / sources.len() as f32);
        };
        let options = reading::Options {
            profile,
            threads: request.threads,
        };
        let found = reading::read(with, question, &runs, options, request.stop, &mut told)?;
        spans.extend(found.into_iter().map(|span| (index, span)));
    }
    spans.sort_by(|a, b| b.1.score.total_cmp(&a.1.score));
    Ok(spans)
}

#[cfg(test)]
mod tests;
