//! The document that was opened last stays in memory: a question opens the same document several times, and unpacking
//! one of a thousand pages takes longer than searching it.

use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::{OptionalExtension, params};

use super::{Library, LibraryError};
use crate::document::{Document, DocumentId};

/// The document that was opened last.
#[derive(Default)]
pub(super) struct Recent(Mutex<Option<(Stored, Arc<Document>)>>);

/// What was stored when it was opened. Another process may store another reading.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Stored {
    number: i64,
    extraction: i64,
    bytes: i64,
}

impl Recent {
    /// Forgets it, because the library stores another reading, or to free its memory.
    pub(super) fn forget(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

impl Library {
    /// A document with all its contents, shared with whoever opened it last.
    ///
    /// # Errors
    /// As [`Library::document`].
    pub fn shared_document(&self, id: &DocumentId) -> Result<Arc<Document>, LibraryError> {
        // held while it is opened, so that a reading stored meanwhile makes it forgotten afterwards
        let mut recent = self.recent.0.lock().unwrap_or_else(PoisonError::into_inner);
        let stored = self
            .read()
            .query_row(
                "SELECT number, extraction, length(content) FROM documents
                 WHERE id = ?1 AND removed_at IS NULL",
                params![id.0],
                |row| {
                    Ok(Stored {
                        number: row.get(0)?,
                        extraction: row.get(1)?,
                        bytes: row.get(2)?,
                    })
                },
            )
            .optional()?
            .ok_or(LibraryError::NotFound)?;
        if let Some((known, document)) = recent.as_ref()
            && *known == stored
        {
            return Ok(document.clone());
        }
        *recent = None;
        let document = Arc::new(self.document(id)?);
        *recent = Some((stored, document.clone()));
        Ok(document)
    }

    /// Frees the memory of the document that was opened last.
    pub fn forget_document(&self) {
        self.recent.forget();
    }
}
