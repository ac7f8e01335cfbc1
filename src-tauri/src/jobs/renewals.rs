//! Which documents are read or read again now, so that nobody reads one twice, and which could not be read again.

use std::collections::HashSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::lock::lock;
use crate::document::DocumentId;
use crate::library::LibraryError;

/// How often a caller looks whether another has read the document.
const LOOK_UP: Duration = Duration::from_millis(20);

/// The documents that are read again, and those that could not be in this run.
#[derive(Default)]
pub(super) struct Renewals(Mutex<State>);

#[derive(Default)]
struct State {
    at_work: HashSet<DocumentId>,
    failed: HashSet<DocumentId>,
}

/// A document that is being read again until this is dropped.
pub(super) struct Renewal<'a>(&'a Renewals, DocumentId);

impl Drop for Renewal<'_> {
    fn drop(&mut self) {
        lock(&self.0.0).at_work.remove(&self.1);
    }
}

impl Renewals {
    /// Begins to read a document again. A second caller waits for the first and finds the work done. `None` if the
    /// document could not be read before.
    ///
    /// # Errors
    /// [`LibraryError::Cancelled`] if `stop` is set.
    pub(super) fn begin(
        &self,
        id: &DocumentId,
        stop: &AtomicBool,
    ) -> Result<Option<Renewal<'_>>, LibraryError> {
        loop {
            if stop.load(Ordering::Relaxed) {
                return Err(LibraryError::Cancelled);
            }
            let mut state = lock(&self.0);
            if state.failed.contains(id) {
                return Ok(None);
            }
            if state.at_work.insert(id.clone()) {
                return Ok(Some(Renewal(self, id.clone())));
            }
            drop(state);
            std::thread::sleep(LOOK_UP);
        }
    }

    /// The document could not be read, and is not tried again in this run.
    pub(super) fn failed(&self, id: &DocumentId) {
        lock(&self.0).failed.insert(id.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_caller_waits_and_can_be_stopped_and_a_failure_is_not_tried_again() {
        let (renewals, id) = (Renewals::default(), DocumentId("aa".into()));
        let (going, stop) = (AtomicBool::new(false), AtomicBool::new(false));
        let first = renewals.begin(&id, &going).unwrap().unwrap();
        let other = renewals.begin(&DocumentId("bb".into()), &going).unwrap();
        assert!(other.is_some(), "another document does not wait");
        std::thread::scope(|scope| {
            let second = scope.spawn(|| renewals.begin(&id, &going).unwrap().is_some());
            let third = scope.spawn(|| renewals.begin(&id, &stop).is_err());
            stop.store(true, Ordering::Relaxed);
            assert!(third.join().unwrap());
            drop(first);
            assert!(second.join().unwrap());
        });
        renewals.failed(&id);
        assert!(renewals.begin(&id, &going).unwrap().is_none());
    }
}
