//! A question, the documents it is about, and the models that answer it.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::budget::Budget;
use super::error::AskError;
use super::types::AnswerView;
use crate::document::DocumentId;
use crate::library::{LibraryError, Shelf};
use crate::search::{Scope, WithEmbedder};
use crate::weights::{ModelFolder, Reader, ReaderFolder, Writer};

/// The longest question in characters. It may be a pasted text with a question in it; anything longer is a document.
pub(super) const LONGEST_QUESTION: usize = 6000;
/// Number of passages to show if there is no answer.
pub(super) const NEAREST_SHOWN: usize = 3;

/// A reader and its thread.
#[derive(Clone, Copy)]
pub struct WithReader<'a> {
    /// The model's folder.
    pub folder: &'a ReaderFolder,
    /// The thread that owns it.
    pub reader: &'a Reader,
}

/// A model that writes, and its thread.
#[derive(Clone, Copy)]
pub struct WithWriter<'a> {
    /// The model's folder.
    pub folder: &'a ModelFolder,
    /// The thread that owns it.
    pub writer: &'a Writer,
}

/// Reads a document again if an older version read it; returns whether it did.
pub type Renew<'a> = dyn Fn(&DocumentId) -> Result<bool, LibraryError> + 'a;

/// Receives a first answer, which a better one may replace.
pub type Early<'a> = dyn Fn(AnswerView) + 'a;

/// A question and the documents it is about.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// Where the documents are kept.
    pub shelf: Shelf<'a>,
    /// The documents to ask.
    pub scope: &'a Scope,
    /// The question, as typed.
    pub question: &'a str,
    /// The reader; without one, passages are shown.
    pub reader: Option<WithReader<'a>>,
    /// The embedding model; without one, passages are found by their words alone.
    pub embedder: Option<WithEmbedder<'a>>,
    /// The model that writes a short text from the quotations; without one, none is written.
    pub gist: Option<WithWriter<'a>>,
    /// Updates a document to the current version's reading, since answers would otherwise carry the sentence
    /// numbers of an old one. `None` if every document was just read.
    pub renew: Option<&'a Renew<'a>>,
    /// Most answers, or most passages if there is no reader.
    pub top: usize,
    /// The time that it may take.
    pub budget: Budget,
    /// Receives a provisional answer if the final one takes noticeably longer. A caller that asks a part of a
    /// question sets it to `None`.
    pub early: Option<&'a Early<'a>>,
    /// Threads for the models; `None` for one per core.
    pub threads: Option<usize>,
    /// A flag: when it is set, the work stops within a second.
    pub stop: &'a Arc<AtomicBool>,
}

/// Checks a question and trims it. Callers do this before they read any file.
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
        return Err(AskError::LongQuestion {
            characters,
            most: LONGEST_QUESTION,
        });
    }
    if !question.chars().any(char::is_alphanumeric) {
        return Err(AskError::NoWords);
    }
    Ok(question)
}
