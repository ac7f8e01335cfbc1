//! A question becomes quotations: passages are searched, a reader looks for the words that answer, and
//! what it finds is shown where it stands. Where nothing answers, the answer is no.
//!
//! The way: `route` tells questions of another kind, [`crate::search`] brings passages, `reading` lays them
//! into windows, `spans` picks answers out of the reader's scores, `borders` makes them whole words, `profile`
//! says how likely they are right, `quotation` finds their sentences and places, `outcome` puts them into
//! the view, and `gist` has a model write them in short.

mod borders;
mod error;
mod gist;
mod language;
mod nearest;
mod outcome;
pub mod profile;
pub mod quotation;
pub mod reading;
mod route;
mod spans;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

pub use error::AskError;
pub use gist::WithWriter;
pub use spans::Span;

use super::{SummaryError, nothing_to_read};
use crate::document::{Document, DocumentId, PageVerdict};
use crate::library::{LibraryError, Shelf, ShelvedDocument};
use crate::search::{Embedding, FoundPassage, Question, Scope, WithEmbedder, search};
use crate::views::{AnswerRoute, AnswerStatus, AnswerView, NamedDocument, Stage};
use crate::weights::{Reader, ReaderFolder};
use profile::ReaderProfile;

/// A longer question is a text, not a question.
const LONGEST_QUESTION: usize = 1000;
/// Passages of one document that are looked at where there is no reader.
const PASSAGES_SEEN: usize = 10;
/// Of several documents each has at least so many passages read, as far as it has them.
const LEAST_PER_DOCUMENT: usize = 3;
/// Of a whole library so many documents are read, those with the best passages.
const MOST_READ_OF_LIBRARY: usize = 12;
/// Where nothing was found, the question's language is compared with that of so many documents.
const LANGUAGES_COMPARED: usize = 3;
/// So many documents without an answer are named.
const MOST_NAMED: usize = 50;
/// Passages shown where there is no answer.
const NEAREST_SHOWN: usize = 3;
/// The share of the work that finding answers is, where a gist of them is written too.
const READING: f32 = 0.4;

/// A reader and its thread.
#[derive(Clone, Copy)]
pub struct WithReader<'a> {
    /// Its folder.
    pub folder: &'a ReaderFolder,
    /// The thread that owns it.
    pub reader: &'a Reader,
}

/// Reads a document again if an older version read it; tells whether that was done.
pub type Renew<'a> = dyn Fn(&DocumentId) -> Result<bool, LibraryError> + 'a;

/// A question and what it is asked of.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// Where the documents are.
    pub shelf: Shelf<'a>,
    /// Which of them are asked.
    pub scope: &'a Scope,
    /// The question.
    pub question: &'a str,
    /// The reader; passages are shown without one.
    pub reader: Option<WithReader<'a>>,
    /// The embedding model; passages are found by their words alone without one.
    pub embedder: Option<WithEmbedder<'a>>,
    /// The model that writes what is cited in short; nothing is written without one.
    pub gist: Option<WithWriter<'a>>,
    /// Brings a document up to what this version reads; answers would have the sentence numbers of an old
    /// reading otherwise. `None` where every document was just read.
    pub renew: Option<&'a Renew<'a>>,
    /// At most so many answers, or passages where there is no reader.
    pub top: usize,
    /// Threads for the models; `None` for one per core.
    pub threads: Option<usize>,
    /// Set to stop within a second.
    pub stop: &'a Arc<AtomicBool>,
}

/// A document with the passages of it that were found.
pub struct Source {
    /// The document.
    pub document: Arc<Document>,
    /// Its name.
    pub title: String,
    /// The passages, best first.
    pub found: Vec<FoundPassage>,
}

/// Checks a question and takes surrounding space off it. It is worth doing before any file is read.
///
/// # Errors
/// [`AskError::EmptyQuestion`], [`AskError::LongQuestion`], [`AskError::NoWords`].
pub fn checked(question: &str) -> Result<&str, AskError> {
    let question = question.trim();
    if question.is_empty() {
        return Err(AskError::EmptyQuestion);
    }
    let characters = question.chars().count();
    if characters > LONGEST_QUESTION {
        return Err(AskError::LongQuestion { characters });
    }
    if !question.chars().any(char::is_alphanumeric) {
        return Err(AskError::NoWords);
    }
    Ok(question)
}

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

fn documents_of(shelf: Shelf<'_>, scope: &Scope) -> Result<Vec<ShelvedDocument>, AskError> {
    let mut documents = shelf.documents()?;
    if let Scope::Documents(wanted) = scope {
        documents.retain(|document| wanted.contains(&document.id));
    }
    Ok(documents)
}

/// The documents to read, those with the best passages first, all as this version reads them.
fn sources(
    request: &Request<'_>,
    question: &str,
    asked: &[ShelvedDocument],
    progress: &mut dyn FnMut(Stage, f32),
) -> Result<Vec<Source>, AskError> {
    let found = found(request, question, asked, progress)?;
    let Some(renew) = request.renew else {
        return Ok(found);
    };
    // of a few each is looked at: an old reading may have missed what the new one finds
    let few = asked.len() <= MOST_READ_OF_LIBRARY;
    let ids: Vec<&DocumentId> = match few {
        true => asked.iter().map(|document| &document.id).collect(),
        false => found.iter().map(|source| &source.document.id).collect(),
    };
    let mut renewed = false;
    for id in ids {
        renewed |= renew(id)?;
    }
    match renewed {
        true => self::found(request, question, asked, progress),
        false => Ok(found),
    }
}

/// The documents with the best passages, as they are kept.
fn found(
    request: &Request<'_>,
    question: &str,
    asked: &[ShelvedDocument],
    progress: &mut dyn FnMut(Stage, f32),
) -> Result<Vec<Source>, AskError> {
    let documents = asked.len().min(MOST_READ_OF_LIBRARY);
    let of_one = request.reader.map_or(PASSAGES_SEEN, |with| {
        ReaderProfile::of(with.folder).passages
    });
    let wanted = of_one.max(LEAST_PER_DOCUMENT * documents);
    let vector = match request.embedder {
        Some(with) => {
            let ids: Vec<DocumentId> = asked.iter().map(|document| document.id.clone()).collect();
            with.index(request.shelf, &ids, request.stop, &mut |done| {
                progress(Stage::Choosing, done);
            })?;
            Some((with, with.question(question, request.stop)?))
        }
        None => None,
    };
    let question = Question {
        text: question,
        embedding: vector.as_ref().map(|(with, vector)| Embedding {
            model: &with.folder.fingerprint,
            vector,
        }),
    };
    let found = search(request.shelf, request.scope, question, documents, wanted)?;
    let mut by_document: Vec<(DocumentId, Vec<FoundPassage>)> = Vec::new();
    for passage in found {
        let document = &passage.passage.document;
        match by_document.iter_mut().find(|(id, _)| id == document) {
            Some((_, passages)) => passages.push(passage),
            None => by_document.push((document.clone(), vec![passage])),
        }
    }
    let titles: BTreeMap<&DocumentId, &str> = asked
        .iter()
        .map(|document| (&document.id, document.title.as_str()))
        .collect();
    let mut sources = Vec::new();
    for (id, mut found) in by_document {
        let document = request.shelf.document(&id)?;
        // who reads the document again meanwhile gives its passages other sentences
        let mut stands = Vec::with_capacity(found.len());
        for passage in &found {
            let now = request.shelf.passage(passage.passage.number)?;
            stands.push(now.as_ref() == Some(&passage.passage));
        }
        let mut stands = stands.into_iter();
        found.retain(|_| stands.next().unwrap_or(false));
        sources.push(Source {
            document,
            title: titles
                .get(&id)
                .map_or_else(String::new, |title| (*title).to_owned()),
            found,
        });
    }
    Ok(sources)
}

/// Without a passage the one document that was asked may have no text at all.
fn refuse_without_text(shelf: Shelf<'_>, asked: &[ShelvedDocument]) -> Result<(), AskError> {
    let [only] = asked else {
        return Ok(());
    };
    let document = shelf.document(&only.id)?;
    let readable =
        |verdict: &PageVerdict| !matches!(verdict, PageVerdict::Scanned | PageVerdict::Empty);
    let has_pages = document.pages.iter().any(|page| readable(&page.verdict));
    if !document.sentences.is_empty() || (has_pages && !document.blocks.is_empty()) {
        return Ok(());
    }
    Err(match nothing_to_read(&document) {
        SummaryError::Scanned => AskError::Scanned,
        _ => AskError::NoText,
    })
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
        let runs = reading::runs(&source.document, &source.found, profile.together());
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
