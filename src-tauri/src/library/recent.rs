//! The document that was opened last stays in memory: a question opens the same document several times, and unpacking
//! one of a thousand pages takes longer than searching it.

use std::sync::{Arc, Mutex, PoisonError};

use super::error::LibraryError;
use crate::document::Document;

/// The document that was opened last.
#[derive(Default)]
pub(super) struct Recent(Mutex<Option<(Stored, Arc<Document>)>>);

/// What was stored when it was opened. Another process may store another reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stored {
    /// The row's number.
    pub(super) number: i64,
    /// The version of the reading.
    pub(super) extraction: i64,
    /// Length of the stored content.
    pub(super) bytes: i64,
}

impl Recent {
    /// The document that was opened last if it is the one that is stored now, or else the one that `open` returns.
    pub(super) fn or_open(
        &self,
        stored: impl FnOnce() -> Result<Stored, LibraryError>,
        open: impl FnOnce() -> Result<Document, LibraryError>,
    ) -> Result<Arc<Document>, LibraryError> {
        // held while it is opened, so that a reading stored meanwhile makes it forgotten afterwards
        let mut recent = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let stored = stored()?;
        if let Some((known, document)) = recent.as_ref()
            && *known == stored
        {
            return Ok(document.clone());
        }
        *recent = None;
        let document = Arc::new(open()?);
        *recent = Some((stored, document.clone()));
        Ok(document)
    }

    /// Forgets it, because the library stores another reading, or to free its memory.
    pub(super) fn forget(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}
