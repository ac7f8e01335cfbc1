//! Conversions between an answer as it was given and as the library's history keeps it.

use serde::de::Error;
use serde::{Deserialize, Serialize};

use super::types::{AnswerRoute, AnswerStatus, AnswerView, CitedSentence, Quotation};
use crate::document::{Document, DocumentId, Place};
use crate::library::{Anchors, AskedScope, KeptQuestion, LibraryError, QuestionOutcome, Quote};

/// The version that this program writes: the fields of [`AnswerView`].
const VERSION: u32 = 1;
/// Most characters of the words that the list of questions shows.
const WORDS: usize = 240;

#[derive(Serialize)]
struct Keeping<'a> {
    version: u32,
    answer: &'a AnswerView,
}

#[derive(Deserialize)]
struct Kept {
    version: u32,
    answer: AnswerView,
}

/// The kept form of a question to some documents, given with their titles, or to the library.
///
/// # Errors
/// [`LibraryError::Content`] if the answer cannot be written as JSON.
pub(crate) fn kept(
    view: &AnswerView,
    asked: Option<Vec<(DocumentId, String)>>,
) -> Result<KeptQuestion, LibraryError> {
    let answer = written(view)?;
    let first = quotations(view).next();
    let words = match view.answers.first() {
        Some(found) => found.text.as_str(),
        None => first.map_or("", |quotation| quotation.text.as_str()),
    };
    Ok(KeptQuestion {
        question: view.question.clone(),
        scope: match asked {
            Some(_) => AskedScope::Documents,
            None => AskedScope::Library,
        },
        documents: asked.unwrap_or_else(|| quoted(view)),
        outcome: outcome(&view.status),
        words: words.chars().take(WORDS).collect(),
        page: first.and_then(|quotation| quotation.page),
        answer,
        text: searched(view),
    })
}

/// What a search of the history finds in a kept answer, besides the question; `None` if it is not an answer of this version.
pub(crate) fn searched_in(answer: &str) -> Option<String> {
    opened(answer).ok().map(|view| searched(&view))
}

/// The answering words and the quotations.
fn searched(view: &AnswerView) -> String {
    let mut text = String::new();
    let words = view.answers.iter().map(|answer| answer.text.as_str());
    for words in words.chain(quotations(view).map(|quotation| quotation.text.as_str())) {
        text.push_str(words);
        text.push('\n');
    }
    text
}

/// An answer as the history keeps it.
///
/// # Errors
/// [`LibraryError::Content`] if it cannot be written as JSON.
pub(crate) fn written(view: &AnswerView) -> Result<String, LibraryError> {
    let keeping = Keeping {
        version: VERSION,
        answer: view,
    };
    serde_json::to_string(&keeping).map_err(content)
}

/// A kept answer, as it was given.
///
/// # Errors
/// [`LibraryError::Content`] if it is not an answer of this version.
pub(crate) fn opened(text: &str) -> Result<AnswerView, LibraryError> {
    let kept: Kept = serde_json::from_str(text).map_err(content)?;
    match kept.version {
        VERSION => Ok(kept.answer),
        newer => {
            let newer = format!("an answer of version {newer}");
            Err(content(serde_json::Error::custom(newer)))
        }
    }
}

fn content(error: serde_json::Error) -> LibraryError {
    LibraryError::Content(error.to_string())
}

fn outcome(status: &AnswerStatus) -> QuestionOutcome {
    match status {
        AnswerStatus::Found => QuestionOutcome::Found,
        AnswerStatus::NotFound => QuestionOutcome::NotFound,
        AnswerStatus::PassagesOnly { .. } => QuestionOutcome::PassagesOnly,
        AnswerStatus::Routed(
            AnswerRoute::Summary { .. }
            | AnswerRoute::Count { .. }
            | AnswerRoute::List
            | AnswerRoute::Beyond { .. },
        ) => QuestionOutcome::Routed,
    }
}

/// Every quotation of an answer, the most important first.
fn quotations(view: &AnswerView) -> impl Iterator<Item = &Quotation> {
    let answers = view.answers.iter().flat_map(|answer| {
        let pieces = answer.pieces.iter().map(|piece| &piece.quotation);
        std::iter::once(&answer.quotation)
            .chain(pieces)
            .chain(&answer.also)
    });
    answers.chain(&view.passages)
}

fn quotations_mut(view: &mut AnswerView) -> impl Iterator<Item = &mut Quotation> {
    let answers = view.answers.iter_mut().flat_map(|answer| {
        let pieces = answer.pieces.iter_mut().map(|piece| &mut piece.quotation);
        std::iter::once(&mut answer.quotation)
            .chain(pieces)
            .chain(&mut answer.also)
    });
    answers.chain(&mut view.passages)
}

/// The documents that an answer quotes, the most important first.
pub(crate) fn quoted(view: &AnswerView) -> Vec<(DocumentId, String)> {
    let mut documents: Vec<(DocumentId, String)> = Vec::new();
    for quotation in quotations(view) {
        if !documents.iter().any(|(id, _)| *id == quotation.document) {
            documents.push((quotation.document.clone(), quotation.title.clone()));
        }
    }
    documents
}

/// Sets the quotations of one document, and the sources of the gist, to where their words stand now. A reading after the
/// answer may have made other sentences. The places on its pages hold whatever was read, because the file is the same.
pub(crate) fn settle(view: &mut AnswerView, document: &Document) {
    let moved = |quotation: &Quotation| {
        quotation.document == document.id && !stands_as_quoted(quotation, document)
    };
    let strayed = |cited: &CitedSentence| {
        let now = document.sentences.get(cited.sentence.0 as usize);
        cited.document == document.id
            && !cited.text.is_empty()
            && now.is_none_or(|now| now.text != cited.text)
    };
    if !quotations(view).any(moved) && !cited(view).any(strayed) {
        return;
    }
    let anchors = Anchors::of(document);
    for quotation in quotations_mut(view).filter(|quotation| moved(quotation)) {
        let found = anchors.find(&Quote {
            text: &quotation.text,
            before: "",
            after: "",
            places: &quotation.places,
        });
        quotation.sentences = found.map_or_else(Vec::new, |anchor| anchor.sentences);
        let on_pages = |place: &Place| matches!(place, Place::Page { .. });
        if !quotation.places.iter().any(on_pages) {
            let sentences = quotation.sentences.iter();
            quotation.places = sentences
                .filter_map(|id| document.sentences.get(id.0 as usize))
                .flat_map(|sentence| sentence.places.clone())
                .collect();
        }
    }
    let written = view.gist.iter_mut().flat_map(|gist| &mut gist.sentences);
    for said in written {
        // a source that is not there any more leads nowhere
        said.evidence
            .retain_mut(|cited| !strayed(cited) || cite_again(cited, &anchors, document));
    }
}

/// The sources of the gist.
fn cited(view: &AnswerView) -> impl Iterator<Item = &CitedSentence> {
    let written = view.gist.iter().flat_map(|gist| &gist.sentences);
    written.flat_map(|said| &said.evidence)
}

/// Sets a source to the sentence that has its words now. Returns whether there is one.
fn cite_again(cited: &mut CitedSentence, anchors: &Anchors<'_>, document: &Document) -> bool {
    let found = anchors.find(&Quote {
        text: &cited.text,
        before: "",
        after: "",
        places: &[],
    });
    let Some(sentence) = found.and_then(|anchor| anchor.sentences.first().copied()) else {
        return false;
    };
    let now = document.sentences.get(sentence.0 as usize);
    cited.sentence = sentence;
    cited.page = now.and_then(crate::document::Sentence::page);
    true
}

/// Whether the sentences that a quotation names still have its words. A block without sentences has none to lose.
fn stands_as_quoted(quotation: &Quotation, document: &Document) -> bool {
    let texts: Option<Vec<&str>> = quotation
        .sentences
        .iter()
        .map(|id| Some(document.sentences.get(id.0 as usize)?.text.as_str()))
        .collect();
    texts.is_some_and(|texts| texts.is_empty() || texts.join(" ").contains(&quotation.text))
}

#[cfg(test)]
mod tests;
