//! A question becomes quotations: passages are searched, a reader looks for the words that answer, and
//! what it finds is shown where it stands. If nothing answers, the answer is no.
//!
//! The way, each step returning its part of the view: `route` recognizes questions of another kind, `count`
//! answers one of these, `gather` finds the passages with [`crate::search`], `runs` lays them into windows,
//! `reading` has the model score them, `spans` picks answers out of the scores, `borders` makes them whole words,
//! `profile` says how likely they are right, `conclude` decides how the question ended, with `quotation` for
//! sentences and places and `nearest` for what comes near, `language` compares the question's with the
//! documents', and `gist` has a model write in short what is quoted.

mod borders;
mod conclude;
mod count;
mod error;
mod gather;
mod gist;
mod language;
mod nearest;
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
    AnswerRemark, AnswerRoute, AnswerStatus, AnswerView, CitedSentence, Counted, FoundAnswer, Gist,
    GistSentence, NamedDocument, Quotation, SummaryScope,
};

use super::summary::SummaryError;
use crate::library::{Shelf, ShelvedDocument};
use crate::stage::Stage;
use conclude::Conclusion;
use gather::{Source, documents_of, refuse_without_text, sources};
use profile::ReaderProfile;
use route::Kind;

/// If nothing was found, the question's language is compared with that of this number of documents.
const LANGUAGES_COMPARED: usize = 3;
/// The number of documents without an answer that are named at most.
const MOST_NAMED: usize = 50;
/// The share of the work that finding answers is, if a gist of them is written too.
const READING: f32 = 0.4;

/// An answer, and what went wrong where the answer stands without it.
#[derive(Debug)]
pub struct Answer {
    /// The answer.
    pub view: AnswerView,
    /// Why there is no gist although a model was to write one. The quotations stand without it.
    pub gist_error: Option<SummaryError>,
}

/// Answers a question; `progress` receives what is being done and which share of the whole is done.
///
/// # Errors
/// [`AskError`]; "not found" is a result.
pub fn answer(
    request: &Request<'_>,
    progress: &mut dyn FnMut(Stage, f32),
) -> Result<Answer, AskError> {
    let question = checked(request.question)?;
    let asked = documents_of(request.shelf, request.scope)?;
    if asked.is_empty() {
        return Err(AskError::NoDocuments);
    }
    let parts = match route::kind(question, asked.len()) {
        Some(Kind::Summary) => Parts::of(summary_is_asked(request.shelf, &asked)),
        Some(Kind::Count) => {
            progress(Stage::Choosing, 0.0);
            Parts::of(count::count(request, question, &asked)?)
        }
        Some(Kind::List) => looked_up(request, question, &asked, true, progress)?,
        None => looked_up(request, question, &asked, false, progress)?,
    };
    Ok(parts.answer(request, question, asked))
}

/// What the steps return, before it is put together.
struct Parts {
    conclusion: Conclusion,
    remarks: Vec<AnswerRemark>,
    gist: Result<Option<Gist>, SummaryError>,
}

impl Parts {
    fn of(conclusion: Conclusion) -> Self {
        Self {
            conclusion,
            remarks: Vec::new(),
            gist: Ok(None),
        }
    }

    fn answer(self, request: &Request<'_>, question: &str, asked: Vec<ShelvedDocument>) -> Answer {
        let Conclusion {
            status,
            answers,
            passages,
            speaking,
        } = self.conclusion;
        let (gist, gist_error) = match self.gist {
            Ok(gist) => (gist, None),
            Err(error) => (None, Some(error)),
        };
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let documents = number(asked.len());
        let silent: Vec<NamedDocument> = asked
            .into_iter()
            .filter(|document| !speaking.contains(&document.id))
            .map(|document| NamedDocument {
                id: document.id,
                title: document.title,
            })
            .collect();
        let view = AnswerView {
            question: question.to_owned(),
            status,
            reader: request.reader.map(|with| with.folder.name.clone()),
            asked: documents,
            answers,
            passages,
            without_count: number(silent.len()),
            without: silent.into_iter().take(MOST_NAMED).collect(),
            gist,
            remarks: self.remarks,
        };
        Answer { view, gist_error }
    }
}

/// What comes of a question for a summary: one document is read for it, or each file by itself.
fn summary_is_asked(shelf: Shelf<'_>, asked: &[ShelvedDocument]) -> Conclusion {
    let scope = match shelf {
        _ if asked.len() == 1 => SummaryScope::Document,
        Shelf::Loose(_) => SummaryScope::Files,
        Shelf::Library(_) => SummaryScope::Library,
    };
    let all = asked.iter().map(|document| document.id.clone());
    Conclusion::routed(AnswerRoute::Summary { scope }, all)
}

/// Looks the question up; one that asks for a `list` is not read by a reader.
fn looked_up(
    request: &Request<'_>,
    question: &str,
    asked: &[ShelvedDocument],
    list: bool,
    progress: &mut dyn FnMut(Stage, f32),
) -> Result<Parts, AskError> {
    progress(Stage::Choosing, 0.0);
    let reading = if request.gist.is_some() { READING } else { 1.0 };
    let mut told = |stage, done: f32| progress(stage, done * reading);
    let sources = sources(request, question, asked, &mut told)?;
    if request.stop.load(Ordering::Relaxed) {
        return Err(AskError::Cancelled);
    }
    if sources.is_empty() {
        refuse_without_text(request.shelf, asked)?;
    }
    let remarks = languages(request, question, asked, &sources)?;
    let conclusion = match request.reader {
        Some(with) if !list => {
            let spans = read(request, with, question, &sources, &mut told)?;
            conclude::conclude(request, with, question, &sources, spans)
        }
        _ => conclude::mention(request, question, &sources, list),
    };
    let gist = match request.gist {
        Some(with) if conclusion.status != AnswerStatus::NotFound => {
            let mut told = |stage, done: f32| progress(stage, READING + done * (1.0 - READING));
            gist::written(request, with, &conclusion, &sources, &mut told)
        }
        _ => Ok(None),
    };
    if matches!(gist, Err(SummaryError::Cancelled)) {
        return Err(AskError::Cancelled);
    }
    Ok(Parts {
        conclusion,
        remarks,
        gist,
    })
}

/// Remarks on the question's language, compared with that of the sources, or with a few documents if nothing was
/// found: a question in another language finds nothing.
fn languages(
    request: &Request<'_>,
    question: &str,
    asked: &[ShelvedDocument],
    sources: &[Source],
) -> Result<Vec<AnswerRemark>, AskError> {
    if !sources.is_empty() {
        let documents = sources.iter().map(|source| &*source.document);
        let remark = language::remark(question, true, documents);
        return Ok(remark.into_iter().collect());
    }
    let mut remarks = Vec::new();
    for document in asked.iter().take(LANGUAGES_COMPARED) {
        let document = request.shelf.document(&document.id)?;
        let documents = std::iter::once(&*document);
        remarks.extend(language::remark(question, false, documents));
    }
    remarks.dedup();
    Ok(remarks)
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
