//! A question becomes quotations: search finds passages, a reader looks for the words that answer, and what it
//! finds is shown where it stands. If nothing answers, the result says so.
//!
//! The steps, each of which returns its part of the view: `kinds` recognizes what a question asks for and has what
//! it needs looked up here. `gather` finds the passages with [`crate::search`], `rounds` decides how many are read within
//! the `budget`, `runs` packs them into windows, and `reading` has the model score them. `spans` picks answers from the
//! scores, `borders` extends them to whole words and `phrases` to whole phrases (`names` finds names, `dated` dates, and
//! `compound` amounts in two units). `profile` gives their probability, in which `features` weigh that compare the question
//! with the words around an answer (`asked`, `numbers`, `clause` and `counts` take both apart). `conclude` decides how the
//! question ended, using `same` for answers that say the same, `quotation` for sentences and places and `nearest` for what
//! comes near. `language` compares the question's language with the documents', and `gist` has a model write a short text
//! from the quotations. `evidence` turns an answer into a cell of a table. `related` asks nothing: it finds what other
//! documents say about the subject of a sentence.

mod asked;
mod borders;
mod budget;
mod clause;
mod compound;
mod conclude;
mod counts;
mod dated;
mod error;
pub(crate) mod evidence;
mod expected;
mod features;
mod gather;
mod gist;
mod judgement;
pub(crate) mod kept;
mod kinds;
mod language;
mod names;
mod nearest;
mod numbers;
mod phrases;
pub mod profile;
mod quotation;
pub mod reading;
mod references;
pub(crate) mod related;
mod request;
mod rounds;
mod runs;
mod said_once;
mod same;
mod spans;
mod types;
mod units;

use std::sync::atomic::Ordering;
use std::time::Duration;

pub use budget::Budget;
pub use error::AskError;
pub use features::{COUNT as FEATURES, Features};
pub(crate) use kinds::{DocumentTables, FrontMatter, follow_ups, front_matter};
pub use kinds::{FollowUp, SectionSubject};
pub use references::Citing;
pub use related::{RelatedBy, RelatedPassage, RelatedPassages};
pub use request::{Early, Renew, Request, WithReader, WithWriter, checked};
pub use runs::{Run, runs};
pub use spans::Span;
pub use types::{
    AnswerPiece, AnswerRemark, AnswerRoute, AnswerStatus, AnswerView, CitedSentence, Counted,
    DocumentFact, FoundAnswer, Gist, GistSentence, NamedDocument, PassagesOnly, QuestionKind,
    Quotation, SummaryScope, Wish,
};

use super::summary::SummaryError;
use crate::library::ShelvedDocument;
use crate::stage::Stage;
use conclude::Conclusion;
use gather::{Source, documents_of, refuse_without_text, sources};
use kinds::{Answered, Look};
use request::NEAREST_SHOWN;
use rounds::Rounds;
use said_once::said_once;

/// If nothing was found, the question's language is compared with that of at most this number of documents.
const LANGUAGES_COMPARED: usize = 3;
/// Most documents without an answer that are named.
const MOST_NAMED: usize = 50;
/// The share of the work that finding answers takes, if a gist follows.
const READING: f32 = 0.4;
/// The share of reading that the first round takes.
const FIRST_ROUND: f32 = 0.4;
/// A first answer is shown if the final one takes at least this much longer.
const NOTICEABLE: Duration = Duration::from_millis(300);

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
    if conclusion.status == AnswerStatus::NotFound && read.remarks.is_empty() {
        let remarks = languages(request, question, &asked, &[])?;
        read.add(Vec::new(), remarks);
    }
    let gist = match request.gist {
        Some(with) if conclusion.status != AnswerStatus::NotFound => {
            let mut scaled = |stage, done: f32| progress(stage, READING + done * (1.0 - READING));
            let answers = conclusion.answers.iter().map(|answer| &answer.quotation);
            let quotations: Vec<&Quotation> = answers.chain(&conclusion.passages).collect();
            gist::written(request, with, &quotations, &read.sources, &mut scaled)
        }
        _ => Ok(None),
    };
    if matches!(gist, Err(SummaryError::Cancelled)) {
        return Err(AskError::Cancelled);
    }
    let parts = Parts {
        asks_for,
        read: !read.sources.is_empty(),
        conclusion,
        remarks: read.remarks,
        gist,
    };
    Ok(parts.answer(request, question, asked))
}

/// Writes the gist of an answer that was given without one. The scope of `request` is the documents that the answer
/// quotes. Returns `None` if the request has no model that writes, or if the answer quotes nothing.
///
/// # Errors
/// [`AskError`].
pub fn in_short(
    request: &Request<'_>,
    view: &AnswerView,
    progress: &mut dyn FnMut(Stage, f32),
) -> Result<Option<Gist>, AskError> {
    let Some(with) = request.gist else {
        return Ok(None);
    };
    let asked = documents_of(request.shelf, request.scope)?;
    let mut sources = gather::by_words(request, request.question, &asked)?;
    for named in asked {
        if !sources.iter().any(|source| source.document.id == named.id) {
            sources.push(Source {
                document: request.shelf.document(&named.id)?,
                title: named.title,
                found: Vec::new(),
            });
        }
    }
    let answers = view.answers.iter().map(|answer| &answer.quotation);
    let quotations: Vec<&Quotation> = answers.chain(&view.passages).collect();
    Ok(gist::written(
        request,
        with,
        &quotations,
        &sources,
        progress,
    )?)
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
    /// Whether passages were read, and not only cells or facts looked up.
    read: bool,
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
            sentences: _,
            passages,
            speaking,
        } = self.conclusion;
        let (gist, gist_error) = match self.gist {
            Ok(gist) => (gist, None),
            Err(error) => (None, Some(error)),
        };
        let answers = said_once(self.asks_for, answers);
        let found = status == AnswerStatus::Found;
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
            reader: request
                .reader
                .filter(|_| self.read || !found)
                .map(|with| with.folder.name.clone()),
            asked: documents,
            answers,
            passages: match found {
                true => Vec::new(),
                false => passages,
            },
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
    // a first answer to a part of a question would look like one to the whole
    let alone = look.early && look.parts == 1 && !look.list && look.top == request.top;
    let request = &Request {
        top: look.top,
        budget: request.budget.shared(look.parts),
        early: request.early.filter(|_| alone),
        ..*request
    };
    let question = look.question;
    let mut rounds = match request.reader {
        Some(with) if !look.list => {
            // it loads while passages are looked up
            with.reader.prepare(with.folder, request.threads);
            Some(Rounds::new(request, with, question))
        }
        _ => None,
    };
    if let Some(rounds) = rounds.as_mut().filter(|rounds| rounds.has_a_first_round())
        && gather::lacks_vectors(request, asked)?
    {
        let by_words = gather::by_words(request, look.search, asked)?;
        let remarks = languages(request, question, asked, &by_words)?;
        let readable = language::readable(question, &by_words, &remarks);
        if !readable.is_empty() {
            rounds.first(&readable, &mut |_, _| {})?;
            let before = request.budget.embedding.unwrap_or_default();
            show_early(request, rounds, asked, readable, before);
        }
    }
    let mut sources = sources(request, look.search, asked, progress)?;
    if request.stop.load(Ordering::Relaxed) {
        return Err(AskError::Cancelled);
    }
    if sources.is_empty() {
        refuse_without_text(request.shelf, asked)?;
    }
    let mut remarks = languages(request, question, asked, &sources)?;
    let mut readable = language::readable(question, &sources, &remarks);
    let known = sources.is_empty() || !readable.is_empty();
    let conclusion = match (rounds.filter(|_| known), request.reader) {
        (Some(rounds), Some(with)) => {
            let spans = spans_of(request, rounds, asked, &mut readable, progress)?;
            let mut conclusion = conclude::conclude(request, with, question, &readable, spans);
            if conclusion.status == AnswerStatus::Found {
                // some passages are in the question's language
                remarks.clear();
            } else {
                conclusion.passages = nearest::sentences(question, &sources, NEAREST_SHOWN);
            }
            sources = readable;
            conclusion
        }
        (_, reader) => {
            let because = match reader {
                Some(_) if !known => PassagesOnly::OtherLanguage,
                _ => PassagesOnly::NoReader,
            };
            conclude::mention(request, question, &sources, look.list, because)
        }
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
        let Some(remark) = language::remark(question, true, documents) else {
            return Ok(Vec::new());
        };
        // the passages of one document say nothing about the language of the others
        let others = asked.iter().filter(|asked| {
            let mut found = sources.iter();
            !found.any(|source| source.document.id == asked.id)
        });
        for other in others.take(LANGUAGES_COMPARED) {
            let other = request.shelf.document(&other.id)?;
            if language::remark(question, true, std::iter::once(&*other)).is_none() {
                return Ok(Vec::new());
            }
        }
        return Ok(vec![remark]);
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

/// The spans that the reader found in each source, best first. From then on, the sources have only the passages that
/// were read.
fn spans_of(
    request: &Request<'_>,
    mut rounds: Rounds<'_>,
    asked: &[ShelvedDocument],
    sources: &mut Vec<Source>,
    progress: &mut dyn FnMut(Stage, f32),
) -> Result<Vec<(usize, Span)>, AskError> {
    let mut begun = 0.0;
    if rounds.has_a_first_round()
        && rounds.first(sources, &mut |stage, done| {
            progress(stage, done * FIRST_ROUND)
        })?
    {
        begun = FIRST_ROUND;
        show_early(request, &rounds, asked, sources.clone(), Duration::ZERO);
    }
    let mut scaled = |stage, done: f32| progress(stage, begun + done * (1.0 - begun));
    rounds.rest(sources, gather::least(request, asked), &mut scaled)?;
    let (read, spans) = rounds.result(std::mem::take(sources));
    *sources = read;
    Ok(spans)
}

/// Shows an answer after the first round, if there is one and the final one takes noticeably longer; `before` is the
/// time until reading goes on.
fn show_early(
    request: &Request<'_>,
    rounds: &Rounds<'_>,
    asked: &[ShelvedDocument],
    sources: Vec<Source>,
    before: Duration,
) {
    let (Some(early), Some(with)) = (request.early, request.reader) else {
        return;
    };
    let left = rounds.time_left(gather::least(request, asked)) + before;
    if left < NOTICEABLE {
        return;
    }
    let (sources, spans) = rounds.result(sources);
    let conclusion = conclude::conclude(request, with, rounds.question, &sources, spans);
    let conclusion = kinds::carried(rounds.question, conclusion, request.top);
    if conclusion.answers.is_empty() {
        return;
    }
    let parts = Parts {
        read: true,
        asks_for: QuestionKind::default(),
        conclusion,
        remarks: Vec::new(),
        gist: Ok(None),
    };
    let answer = parts.answer(request, request.question.trim(), asked.to_vec());
    early(AnswerView {
        provisional: true,
        ..answer.view
    });
}

#[cfg(test)]
mod tests;
