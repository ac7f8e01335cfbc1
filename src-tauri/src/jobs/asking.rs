//! The models that answer questions, and the question that is running.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use super::lock::lock;
use crate::fault::Fault;
use crate::weights::starter::{self, StarterError};
use crate::weights::{Embedder, EmbedderFolder, Reader, ReaderFolder};

/// The models that answer questions. The first question loads them, and their threads keep them until nobody has
/// asked for some minutes.
pub(super) struct Asking {
    pub(super) reader: Reader,
    pub(super) embedder: Embedder,
    /// The starter model, after its files passed their checks.
    starter: Mutex<Option<Starter>>,
    /// The stop flag of the latest question.
    stop: Mutex<Arc<AtomicBool>>,
}

/// The starter model's two roles in answering.
#[derive(Clone)]
pub(super) struct Starter {
    pub(super) reader: ReaderFolder,
    pub(super) embedder: EmbedderFolder,
}

impl Asking {
    /// Starts the models' threads; nothing is loaded yet.
    pub(super) fn start() -> Self {
        Self {
            reader: Reader::start(),
            embedder: Embedder::start(),
            starter: Mutex::default(),
            stop: Mutex::default(),
        }
    }

    /// The starter model; `None` if it is not installed.
    pub(super) fn starter(&self) -> Result<Option<Starter>, Fault> {
        let mut known = lock(&self.starter);
        if known.is_none()
            && let Some(folder) = starter::folder()
        {
            let reader = ReaderFolder::open(&folder).map_err(StarterError::from)?;
            let embedder = EmbedderFolder::open(&folder).map_err(StarterError::from)?;
            *known = Some(Starter { reader, embedder });
        }
        Ok(known.clone())
    }

    /// Frees the models' memory; the next question loads them again.
    pub(super) fn forget(&self) {
        self.reader.forget();
        self.embedder.forget();
    }

    /// Stops the running question, if there is one.
    pub(super) fn stop(&self) {
        lock(&self.stop).store(true, Ordering::Relaxed);
    }

    /// The stop flag for a new question, which replaces the running one.
    pub(super) fn next(&self) -> Arc<AtomicBool> {
        let mut stop = lock(&self.stop);
        stop.store(true, Ordering::Relaxed);
        *stop = Arc::default();
        stop.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_question_stops_the_one_at_work() {
        let asking = Asking::start();
        let (first, second) = (asking.next(), asking.next());
        assert!(first.load(Ordering::Relaxed));
        assert!(!second.load(Ordering::Relaxed));
        asking.stop();
        assert!(second.load(Ordering::Relaxed));
    }
}
