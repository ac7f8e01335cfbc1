//! The documents to read for a question, with their matching passages.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::error::AskError;
use super::profile::ReaderProfile;
use super::request::Request;
use crate::assistant::summary::{SummaryError, nothing_to_read};
use crate::document::{Document, DocumentId, PageVerdict};
use crate::library::{Shelf, ShelvedDocument};
use crate::search::{Embedding, FoundPassage, Likely, Question, Scope, search, with_neighbours};
use crate::stage::Stage;

/// Number of passages per document that are considered if there is no reader.
const PASSAGES_SEEN: usize = 10;
/// If several documents are asked, at least this number of passages is read from each, as far as it has them.
const LEAST_PER_DOCUMENT: usize = 3;
/// If a whole library is asked, this number of documents is read: those with the best passages.
const MOST_READ_OF_LIBRARY: usize = 12;

/// Most passages that are read, unless the least number is larger.
const MOST_PASSAGES: usize = 24;

/// The neighbours of this number of passages are read after the least number.
const PROMISING: usize = 3;

/// A document with its matching passages.
#[derive(Clone)]
pub(super) struct Source {
    /// The document, as this version reads it.
    pub(super) document: Arc<Document>,
    /// Its name for people.
    pub(super) title: String,
    /// The passages, best first.
    pub(super) found: Vec<FoundPassage>,
}

pub(super) fn documents_of(
    shelf: Shelf<'_>,
    scope: &Scope,
) -> Result<Vec<ShelvedDocument>, AskError> {
    let mut documents = shelf.documents()?;
    if let Scope::Documents(wanted) = scope {
        documents.retain(|document| wanted.contains(&document.id));
    }
    Ok(documents)
}

/// How many passages are read at least of these documents, if there are as many.
pub(super) fn least(request: &Request<'_>, asked: &[ShelvedDocument]) -> usize {
    let of_one = request.reader.map_or(PASSAGES_SEEN, |with| {
        ReaderProfile::of(with.folder).passages
    });
    of_one.max(LEAST_PER_DOCUMENT * documents_read(asked))
}

/// How many passages are found for a question if at least `least` are read.
pub(super) fn wanted(request: &Request<'_>, least: usize) -> usize {
    match request.reader {
        // a window of several passages takes seconds, so it is read once
        Some(with) if !ReaderProfile::of(with.folder).together() => least.max(MOST_PASSAGES),
        _ => least,
    }
}

fn documents_read(asked: &[ShelvedDocument]) -> usize {
    asked.len().min(MOST_READ_OF_LIBRARY)
}

/// Whether passages of these documents have no vectors of the embedding model yet.
pub(super) fn lacks_vectors(
    request: &Request<'_>,
    asked: &[ShelvedDocument],
) -> Result<bool, AskError> {
    let Some(with) = request.embedder else {
        return Ok(false);
    };
    for document in asked.iter().take(MOST_READ_OF_LIBRARY) {
        let model = &with.folder.fingerprint;
        if !request
            .shelf
            .passages_without_vector(model, &document.id)?
            .is_empty()
        {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The documents to read with passages that share words with the question: what is known before any passage is
/// embedded.
pub(super) fn by_words(
    request: &Request<'_>,
    question: &str,
    asked: &[ShelvedDocument],
) -> Result<Vec<Source>, AskError> {
    let question = Question {
        text: question,
        embedding: None,
    };
    with_passages(request, question, asked)
}

/// The documents to read, those with the best passages first, all as this version of Pagewing reads them.
pub(super) fn sources(
    request: &Request<'_>,
    question: &str,
    asked: &[ShelvedDocument],
    progress: &mut dyn FnMut(Stage, f32),
) -> Result<Vec<Source>, AskError> {
    let found = found(request, question, asked, progress)?;
    let Some(renew) = request.renew else {
        return Ok(found);
    };
    // if only a few documents are asked, look at each: the new reading may find what the old one missed
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

/// The documents with the best passages, as the library keeps them.
fn found(
    request: &Request<'_>,
    question: &str,
    asked: &[ShelvedDocument],
    progress: &mut dyn FnMut(Stage, f32),
) -> Result<Vec<Source>, AskError> {
    let vector = match request.embedder {
        Some(with) => {
            let ids: Vec<DocumentId> = asked.iter().map(|document| document.id.clone()).collect();
            // this loads the model, which is not a part of the budget
            let vector = with.question(question, request.stop)?;
            let mut progress = |done| progress(Stage::Choosing, done);
            match request.budget.embedding {
                None => with.index(request.shelf, &ids, request.stop, &mut progress)?,
                Some(time) => {
                    let likely = Likely {
                        scope: request.scope,
                        documents: &ids,
                        question,
                    };
                    with.index_likely(request.shelf, &likely, time, request.stop, &mut progress)?;
                }
            }
            Some((with, vector))
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
    with_passages(request, question, asked)
}

/// The documents with the passages that search finds for a question.
fn with_passages(
    request: &Request<'_>,
    question: Question<'_>,
    asked: &[ShelvedDocument],
) -> Result<Vec<Source>, AskError> {
    let least = least(request, asked);
    let wanted = wanted(request, least);
    let documents = documents_read(asked);
    let mut found = search(request.shelf, request.scope, question, documents, wanted)?;
    if documents == 1 && wanted > least {
        found = with_neighbours(request.shelf, found, PROMISING, least)?;
    }
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
        // if the document is read again meanwhile, its passages get other sentences
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

/// If the only document asked has no passage, it may have no text at all.
pub(super) fn refuse_without_text(
    shelf: Shelf<'_>,
    asked: &[ShelvedDocument],
) -> Result<(), AskError> {
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
        SummaryError::Scanned { pages } => AskError::Scanned { pages },
        _ => AskError::NoText,
    })
}
