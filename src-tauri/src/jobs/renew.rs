//! A document that an older Pagewing read is read again from the kept copy before anything is made of it or
//! shown of it, so that nobody ever holds sentences of two readings. Where that fails, it stays as it was.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::{Shared, lock};
use crate::document::{self, DocumentId, ReadOptions};
use crate::library::LibraryError;
use crate::views::AppEvent;

impl Shared {
    /// Brings a document up to what this version reads. Tells whether a summary of it was forgotten: its
    /// sentences are others now.
    ///
    /// # Errors
    /// Of the library. A copy that cannot be read again is no error: the old reading is kept, and
    /// this run does not try again.
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
        let Some((file_name, file)) = self.library.outdated(id)? else {
            return Ok(false);
        };
        if unread.contains(id) {
            return Ok(false);
        }
        let options = ReadOptions {
            stop: stop.clone(),
            ..ReadOptions::default()
        };
        let read = document::read(&self.library.file_path(&file), &options, &mut |_| ());
        match read {
            Ok(document) if document.id == *id => {
                let summarized = self.library.summary(id)?.is_some();
                let forgotten = self.library.put(&document, &file_name, &file)?;
                self.board().send(AppEvent::Library);
                Ok(forgotten && summarized)
            }
            Err(document::ReadError::Cancelled) => Err(LibraryError::Cancelled),
            // protected by a password that nobody kept, deleted by hand, refused by newer rules
            read => {
                let reason = read.err().map(|error| error.to_string());
                tracing::warn!(id = %id.0, ?reason, "a document could not be read again");
                unread.insert(id.clone());
                Ok(false)
            }
        }
    }
}
