//! A question, what it is asked of, and what answers it.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::error::AskError;
use crate::document::DocumentId;
use crate::library::{LibraryError, Shelf};
use crate::search::{Scope, WithEmbedder};
use crate::weights::{ModelFolder, Reader, ReaderFolder, Writer};

/// A longer question is a text, not a question.
pub(super) const LONGEST_QUESTION: usize = 1000;
/// Passages shown where there is no answer.
pub(super) const NEAREST_SHOWN: usize = 3;

/// A reader and its thread.
#[derive(Clone, Copy)]
pub struct WithReader<'a> {
    /// Its folder.
    pub folder: &'a ReaderFolder,
    /// The thread that owns it.
    pub reader: &'a Reader,
}

/// A model that writes, and its thread.
#[derive(Clone, Copy)]
pub struct WithWriter<'a> {
    /// Its folder.
    pub folder: &'a ModelFolder,
    /// The thread that owns it.
    pub writer: &'a Writer,
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
