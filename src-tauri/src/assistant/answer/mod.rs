//! A question becomes quotations: search finds passages, a reader looks for the words that answer, and what it
//! finds is shown where it stands. If nothing answers, the result says so.
//!
//! The steps, each of which returns its part of the view: `route` recognizes questions of another kind, and
//! `count` answers one kind of these. `gather` finds the passages with [`crate::search`], `runs` packs them into
//! windows, and `reading` has the model score them. `spans` picks answers from the scores, `borders` extends them
//! to whole words, and `profile` gives their probability. `conclude` decides how the question ended, using
//! `quotation` for sentences and places and `nearest` for what comes near. `language` compares the question's
//! language with the documents', and `gist` has a model write a short text from the quotations.

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
    AnswerPiece, AnswerRemark, AnswerRoute, AnswerStatus, AnswerView, CitedSentence, Counted,
    FoundAnswer, Gist, GistSentence, NamedDocument, PassagesOnly, QuestionKind, Quotation,
    SummaryScope,
};

use super::summary::SummaryError;
use crate::library::{Shelf, ShelvedDocument};
use crate::stage::Stage;
use conclude::Conclusion;
use gather::{Source, documents_of, refuse_without_text, sources};
use profile::ReaderProfile;
use route::Kind;

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

/// The results of the steps, before they are put together.
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
            asks_for: QuestionKind::Words,
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

/// Looks the question up. A question that asks for a `list` skips the reader.
fn looked_up(
    request: &Request<'_>,
    question: &str,
    asked: &[ShelvedDocument],
    list: bool,
    progress: &mut dyn FnMut(Stage, f32),
) -> Result<Parts, AskError> {
    progress(Stage::Choosing, 0.0);
    let reading = if request.gist.is_some() { READING } else { 1.0 };
    let mut scaled = |stage, done: f32| progress(stage, done * reading);
    let sources = sources(request, question, asked, &mut scaled)?;
    if request.stop.load(Ordering::Relaxed) {
        return Err(AskError::Cancelled);
    }
    if sources.is_empty() {
        refuse_without_text(request.shelf, asked)?;
    }
    let remarks = languages(request, question, asked, &sources)?;
    let conclusion = match request.reader {
        Some(with) if !list => {
            let spans = read(request, with, question, &sources, &mut scaled)?;
            conclude::conclude(request, with, question, &sources, spans)
        }
        _ => conclude::mention(request, question, &sources, list),
    };
    let gist = match request.gist {
        Some(with) if conclusion.status != AnswerStatus::NotFound => {
            let mut scaled = |stage, done: f32| progress(stage, READING + done * (1.0 - READING));
            gist::written(request, with, &conclusion, &sources, &mut scaled)
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
