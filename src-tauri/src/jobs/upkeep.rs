//! What the library needs now and then, done while nothing else uses the machine: deleted text leaves the database, and
//! the years of documents that an older version stored are looked for. Whatever is stopped begins anew later.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::Shared;
use super::types::AppEvent;
use crate::assistant::answer::front_matter;
use crate::document::{Document, DocumentId};
use crate::library::{Library, LibraryError};

/// What need not be tried again in this run.
#[derive(Default)]
pub(super) struct Upkeep {
    /// Whether there was nothing left to do.
    done: bool,
    reclaiming_failed: bool,
    documents: HashSet<DocumentId>,
}

/// Keeps the year of publication that a document shows.
///
/// # Errors
/// Errors of the library.
pub(super) fn find_year(library: &Library, document: &Document) -> Result<(), LibraryError> {
    library.keep_year(document, front_matter(document).year)
}

impl Shared {
    /// Does what there is to do until `stop` is set; `anew` says that there may be something new. Returns whether it
    /// was stopped before the end.
    pub(super) fn keep_up(&self, upkeep: &mut Upkeep, anew: bool, stop: &Arc<AtomicBool>) -> bool {
        upkeep.done &= !anew;
        if upkeep.done {
            return false;
        }
        if !upkeep.reclaiming_failed {
            match self.library.reclaim(stop) {
                Ok(()) => {}
                Err(LibraryError::Cancelled) => return true,
                Err(error) => {
                    tracing::warn!(%error, "deleted text could not leave the database yet");
                    upkeep.reclaiming_failed = true;
                }
            }
        }
        match self.find_years(&mut upkeep.documents, stop) {
            Ok(stopped) => {
                upkeep.done = !stopped;
                stopped
            }
            Err(error) => {
                tracing::warn!(%error, "years of documents could not be kept");
                upkeep.done = true;
                false
            }
        }
    }

    /// Returns whether it was stopped.
    fn find_years(
        &self,
        aside: &mut HashSet<DocumentId>,
        stop: &AtomicBool,
    ) -> Result<bool, LibraryError> {
        let mut changed = false;
        let mut stopped = false;
        for id in self.library.without_year()? {
            if stop.load(Ordering::Relaxed) {
                stopped = true;
                break;
            }
            if aside.contains(&id) {
                continue;
            }
            match self.library.document(&id) {
                Ok(document) => {
                    find_year(&self.library, &document)?;
                    changed = true;
                }
                Err(error @ (LibraryError::Content(_) | LibraryError::NotFound)) => {
                    tracing::warn!(%error, id = %id.0, "a document's year could not be looked for");
                    aside.insert(id);
                }
                Err(error) => return Err(error),
            }
        }
        if changed {
            self.board().send(AppEvent::Library);
        }
        Ok(stopped)
    }
}
