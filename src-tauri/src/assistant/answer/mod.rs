//! A question becomes quotations: search finds passages, a reader looks for the words that answer, and what it
//! finds is shown where it stands. If nothing answers, the result says so.
//!
//! The steps, each of which returns its part of the view: `kinds` recognizes what a question asks for and has what
//! it needs looked up here. `gather` finds the passages with [`crate::search`], `runs` packs them into windows, and
//! `reading` has the model score them. `spans` picks answers from the scores, `borders` extends them to whole words,
//! and `profile` gives their probability. `conclude` decides how the question ended, using `quotation` for sentences
//! and places and `nearest` for what comes near. `language` compares the question's language with the documents',
//! and `gist` has a model write a short text from the quotations.

mod borders;
mod conclude;
mod error;
mod gather;
mod gist;
mod kinds;
mod language;
mod nearest;
pub mod profile;
mod quotation;
pub mod reading;
mod request;
mod runs;
mod spans;
mod types;

use std::sync::atomic::Ordering;

pub use error::AskError;
pub use request::{Renew, Request, WithReader, WithWriter, checked};
pub use runs::{Run, runs};
pub use spans::Span;
pub use types::{
    AnswerPiece, AnswerRemark, AnswerRoute, AnswerStatus, AnswerView, CitedSentence, Counted,
    FoundAnswer, Gist, GistSentence, NamedDocument, PassagesOnly, QuestionKind, Quotation,
    SummaryScope, Wish,
};

use super::summary::SummaryError;
use crate::library::ShelvedDocument;
use crate::stage::Stage;
use conclude::Conclusion;
use gather::{Source, documents_of, refuse_without_text, sources};
use kinds::{Answered, Look};
use profile::ReaderProfile;

/// If nothing was found, the question's language is compared with that of at most this number of documents.
const LANGUAGES_COMPARED: usize = 3;
/// Most documents without an answer that are named.
const MOST_NAMED: usize = 50;
/// The share of the work that finding answers takes, if a gist follows.
const READING: f32 = 0.4;

/// An answer, and why its gist is missing.
#[derive(Debug)]
pub struct Answer {
    /// The answer with its quotations.
    pub view: AnswerView,
    /// Why there is no gist although one was wanted. The quotations are valid without it.
    pub gist_error: Option<SummaryError>,
}

/// Answers a question; `progress` receives the current stage and the share of the whole that is done, 0 to 1.
///
/// # Errors
/// [`AskError`]. "Not found" is a result.
pub fn answer(
    request: &Request<'_>,
    progress: &mut dyn FnMut(Stage, f32),
) -> Result<Answer, AskError> {
    let question = checked(request.question)?;
    let asked = documents_of(request.shelf, request.scope)?;
    if asked.is_empty() {
        return Err(AskError::NoDocuments);
    }
    progress(Stage::Choosing, 0.0);
    let reading = if request.gist.is_some() { READING } else { 1.0 };
    let mut read = Read::default();
    let mut look = |look: Look<'_>| {
        let mut scaled = |stage, done| progress(stage, look.done(done) * reading);
        looked_up(request, &look, &asked, &mut read, &mut scaled)
    };
    let Answered {
        asks_for,
        conclusion,
        remarks,
    } = kinds::answered(request, question, &asked, &mut look)?;
    read.add(Vec::new(), remarks);
    let gist = match request.gist {
        Some(with) if conclusion.status != AnswerStatus::NotFound => {
            let mut scaled = |stage, done: f32| progress(stage, READING + done * (1.0 - READING));
            gist::written(request, with, &conclusion, &read.sources, &mut scaled)
        }
        _ => Ok(None),
    };
    if matches!(gist, Err(SummaryError::Cancelled)) {
        return Err(AskError::Cancelled);
    }
    let parts = Parts {
        asks_for,
        conclusion,
        remarks: read.remarks,
        gist,
    };
    Ok(parts.answer(request, question, asked))
}

/// What was read for a question, and what should be known of it.
#[derive(Default)]
struct Read {
    sources: Vec<Source>,
    remarks: Vec<AnswerRemark>,
}

impl Read {
    /// Adds the sources of one look, those of the same document together.
    fn add(&mut self, sources: Vec<Source>, remarks: Vec<AnswerRemark>) {
        for source in sources {
            let id = &source.document.id;
            match self.sources.iter_mut().find(|old| old.document.id == *id) {
                Some(old) => old.found.extend(source.found),
                None => self.sources.push(source),
            }
        }
        for remark in remarks {
            if !self.remarks.contains(&remark) {
                self.remarks.push(remark);
            }
        }
    }
}

/// The results of the steps, before they are put together.
struct Parts {
    asks_for: QuestionKind,
    conclusion: Conclusion,
    remarks: Vec<AnswerRemark>,
    gist: Result<Option<Gist>, SummaryError>,
}

impl Parts {
    fn answer(self, request: &Request<'_>, question: &str, asked: Vec<ShelvedDocument>) -> Answer {
        let Conclusion {
            status,
            answers,
            doubtful: _,
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
            asks_for: self.asks_for,
            status,
            provisional: false,
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

/// Looks words up: finds passages and has the reader read them.
fn looked_up(
    request: &Request<'_>,
    look: &Look<'_>,
    asked: &[ShelvedDocument],
    read: &mut Read,
    progress: &mut dyn FnMut(Stage, f32),
) -> Result<Conclusion, AskError> {
    let request = &Request {
        top: look.top,
        ..*request
    };
    let question = look.question;
    let sources = sources(request, look.search, asked, progress)?;
    if request.stop.load(Ordering::Relaxed) {
        return Err(AskError::Cancelled);
    }
    if sources.is_empty() {
        refuse_without_text(request.shelf, asked)?;
    }
    let remarks = languages(request, question, asked, &sources)?;
    let conclusion = match request.reader {
        Some(with) if !look.list => {
            let spans = spans_of(request, with, question, &sources, progress)?;
            conclude::conclude(request, with, question, &sources, spans)
        }
        _ => conclude::mention(request, question, &sources, look.list),
    };
    read.add(sources, remarks);
    Ok(conclusion)
}

/// Remarks on the question's language, compared with that of the sources, or with that of a few documents if
/// nothing was found: a question in another language finds nothing.
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

/// The spans that the reader found in each source, best first; overlapping spans of one source are merged.
fn spans_of(
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
        let mut scaled = |stage, done: f32| {
            progress(stage, (index as f32 + done) / sources.len() as f32);
        };
        let options = reading::Options {
            profile,
            threads: request.threads,
        };
        let found = reading::read(with, question, &runs, options, request.stop, &mut scaled)?;
        spans.extend(found.into_iter().map(|span| (index, span)));
    }
    spans.sort_by(|a, b| b.1.score.total_cmp(&a.1.score));
    Ok(spans)
}

#[cfg(test)]
mod tests;
