//! A question becomes quotations: passages are searched, a reader looks for the words that answer, and
//! what it finds is shown where it stands. Where nothing answers, the answer is no.
//!
//! The way: `route` tells questions of another kind, [`crate::search`] brings passages, `reading` lays them
//! into windows, `spans` picks answers out of the reader's scores, `profile` says how likely they are
//! right, `quotation` finds their sentences and places.

mod language;
mod nearest;
pub mod profile;
pub mod quotation;
pub mod reading;
mod route;
mod spans;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

pub use spans::Span;

use super::{SummaryError, nothing_to_read};
use crate::document::{Document, DocumentId, PageVerdict};
use crate::library::{LibraryError, Shelf, ShelvedDocument};
use crate::search::{
    Embedding, EmbeddingError, FoundPassage, Question, Scope, WithEmbedder, search,
};
use crate::views::{
    AnswerRoute, AnswerStatus, AnswerView, ApiError, FoundAnswer, NamedDocument, Stage,
};
use crate::weights::{ModelError, Reader, ReaderFolder};
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

/// A reader and its thread.
#[derive(Clone, Copy)]
pub struct WithReader<'a> {
    /// Its folder.
    pub folder: &'a ReaderFolder,
    /// The thread that owns it.
    pub reader: &'a Reader,
}

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
    /// At most so many answers, or passages where there is no reader.
    pub top: usize,
    /// Threads for the models; `None` for one per core.
    pub threads: Option<usize>,
    /// Set to stop within a second.
    pub stop: &'a Arc<AtomicBool>,
}

/// Why a question was not looked up. That no answer was found is no error.
#[derive(Debug, thiserror::Error)]
pub enum AskError {
    /// Nothing but space.
    #[error("The question is empty.")]
    EmptyQuestion,
    /// Too long.
    #[error(
        "The question has {characters} characters; at most {LONGEST_QUESTION} are understood as one."
    )]
    LongQuestion {
        /// Its characters.
        characters: usize,
    },
    /// No letter or digit in it.
    #[error("There is no word in the question.")]
    NoWords,
    /// No document to ask.
    #[error("There is no document to ask.")]
    NoDocuments,
    /// Every page is a picture.
    #[error("The pages of this document are pictures; there is no text to read.")]
    Scanned,
    /// No text in any of them.
    #[error("There is no text in what was asked.")]
    NoText,
    /// The person stopped it.
    #[error("Cancelled.")]
    Cancelled,
    /// The model could not be used.
    #[error(transparent)]
    Model(ModelError),
    /// The library could not be used.
    #[error(transparent)]
    Library(LibraryError),
}

impl AskError {
    /// A stable word for it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::EmptyQuestion => "empty_question",
            Self::LongQuestion { .. } => "long_question",
            Self::NoWords => "no_words",
            Self::NoDocuments => "no_documents",
            Self::Scanned => "scanned",
            Self::NoText => "no_text",
            Self::Cancelled => "cancelled",
            Self::Model(error) => error.code(),
            Self::Library(error) => error.code(),
        }
    }

    fn hint(&self) -> Option<String> {
        let hint = match self {
            Self::EmptyQuestion | Self::NoWords => {
                "Ask in a sentence, such as: How many patients took part?"
            }
            Self::LongQuestion { .. } => "Ask one thing at a time, in a sentence.",
            Self::Scanned => {
                "Run it through a text recognition program first, such as OCRmyPDF, and add the result."
            }
            _ => return None,
        };
        Some(hint.into())
    }
}

impl From<ModelError> for AskError {
    fn from(error: ModelError) -> Self {
        match error {
            ModelError::Cancelled => Self::Cancelled,
            error => Self::Model(error),
        }
    }
}

impl From<EmbeddingError> for AskError {
    fn from(error: EmbeddingError) -> Self {
        match error {
            EmbeddingError::Model(error) => error.into(),
            EmbeddingError::Library(error) => error.into(),
        }
    }
}

impl From<LibraryError> for AskError {
    fn from(error: LibraryError) -> Self {
        match error {
            LibraryError::Cancelled => Self::Cancelled,
            error => Self::Library(error),
        }
    }
}

impl From<AskError> for ApiError {
    fn from(error: AskError) -> Self {
        match error {
            AskError::Model(error) => error.into(),
            AskError::Library(error) => error.into(),
            error => ApiError {
                code: error.code().into(),
                message: error.to_string(),
                hint: error.hint(),
            },
        }
    }
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
        view.message =
            "This asks for a summary: passages cannot give one, the whole document is read for it."
                .into();
        return Ok(view);
    }
    progress(Stage::Choosing, 0.0);
    if route == Some(AnswerRoute::Count) {
        return route::count(request, question, &asked, view);
    }
    let sources = sources(request, question, &asked, progress)?;
    if request.stop.load(Ordering::Relaxed) {
        return Err(AskError::Cancelled);
    }
    if sources.is_empty() {
        refuse_without_text(request.shelf, &asked)?;
        // a question in another language finds nothing
        for document in asked.iter().take(LANGUAGES_COMPARED) {
            let document = request.shelf.document(&document.id)?;
            let documents = std::iter::once(&*document);
            view.remarks.extend(language::remark(question, documents));
        }
        view.remarks.dedup();
    } else {
        let documents = sources.iter().map(|source| &*source.document);
        view.remarks.extend(language::remark(question, documents));
    }
    let with_evidence = match (request.reader, route) {
        (Some(with), None) => {
            let read = read(request, with, question, &sources, progress)?;
            conclude(&mut view, request, with, question, &sources, read)
        }
        _ => mention(&mut view, request, question, &sources, route),
    };
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

fn documents_of(shelf: Shelf<'_>, scope: &Scope) -> Result<Vec<ShelvedDocument>, AskError> {
    let mut documents = shelf.documents()?;
    if let Scope::Documents(wanted) = scope {
        documents.retain(|document| wanted.contains(&document.id));
    }
    Ok(documents)
}

/// The documents to read, those with the best passages first.
fn sources(
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
    for (id, found) in by_document {
        sources.push(Source {
            document: request.shelf.document(&id)?,
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

/// Puts what was read into the view; tells which documents have an answer.
fn conclude(
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
fn mention(
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

#[cfg(test)]
mod tests;
