//! A document that an older Pagewing read is read again from the kept copy before anything is made of it or
//! shown of it, so that nobody ever holds sentences of two readings. Where that fails, it stays as it was.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::types::AppEvent;
use super::{Shared, lock};
use crate::document::{self, DocumentId, ReadOptions};
use crate::library::{Library, LibraryError};

/// What became of a document that was to be read again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reread {
    /// It was read by this version already.
    NotNeeded,
    /// It was read again. Whether its sentences are others now, so that what was made of it is forgotten.
    Done {
        /// They are.
        forgotten: bool,
    },
    /// It could not be read again and stays as it was.
    Failed,
}

/// Brings a document of the library up to what this version reads.
///
/// # Errors
/// Of the library. A copy that cannot be read again is no error: the old reading is kept.
pub fn read_again(
    library: &Library,
    id: &DocumentId,
    stop: &Arc<AtomicBool>,
) -> Result<Reread, LibraryError> {
    let Some((file_name, file)) = library.outdated(id)? else {
        return Ok(Reread::NotNeeded);
    };
    let options = ReadOptions {
        stop: stop.clone(),
        ..ReadOptions::default()
    };
    let read = document::read(&library.file_path(&file), &options, &mut |_| ());
    match read {
        Ok(document) if document.id == *id => Ok(Reread::Done {
            forgotten: library.put(&document, &file_name, &file)?,
        }),
        Err(document::ReadError::Cancelled) => Err(LibraryError::Cancelled),
        // protected by a password that nobody kept, deleted by hand, refused by newer rules
        read => {
            let reason = read.err().map(|error| error.to_string());
            tracing::warn!(id = %id.0, ?reason, "a document could not be read again");
            Ok(Reread::Failed)
        }
    }
}

impl Shared {
    /// Brings a document up to what this version reads. Tells whether a summary of it was forgotten: its
    /// sentences are others now. One that could not be read again is not tried again in this run.
    ///
    /// # Errors
    /// Of the library.
    pub(super) fn renew(
        &self,
        id: &DocumentId,
        stop: &Arc<AtomicBool>,
    ) -> Result<bool, LibraryError> {
        if self.library.outdated(id)?.is_none() {
            return Ok(false);
        }
        // the second who asks waits for the first and finds it done
        let mut unread = lock(&self.unread);
        if unread.contains(id) {
            return Ok(false);
        }
        let summarized = self.library.summary(id)?.is_some();
        match read_again(&self.library, id, stop)? {
            Reread::NotNeeded => Ok(false),
            Reread::Done { forgotten } => {
                self.board().send(AppEvent::Library);
                Ok(forgotten && summarized)
            }
            Reread::Failed => {
                unread.insert(id.clone());
                Ok(false)
            }
        }
    }
}
