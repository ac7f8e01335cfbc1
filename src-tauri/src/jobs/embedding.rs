//! Embeds the passages of the library in the background, so that questions find them by their meaning. This is no job
//! of the list: nobody asked for it, and it rests while a person asks or another job uses the processor.
//!
//! The library knows which passages have vectors of the model in use. So a start after a kill goes on where the last
//! run stopped, and documents of an older version or vectors of another model need no rule of their own.

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::types::AppEvent;
use super::upkeep::Upkeep;
use super::workers::defect;
use super::{Shared, lock, rest};
use crate::document::DocumentId;
use crate::library::{LibraryError, Shelf};
use crate::search::{EmbeddingError, WithEmbedder};
use crate::weights::{EmbedderFolder, ModelError};

/// Shortest interval between two reports of progress.
const TELL_EVERY: Duration = Duration::from_millis(500);

/// What need not be tried again: what cannot be embedded in this run would only fail.
#[derive(Default)]
struct SetAside {
    /// Whether all documents have passages.
    indexed: bool,
    models: HashSet<String>,
    documents: HashSet<(String, DocumentId)>,
}

/// How a step ended.
#[derive(Debug, PartialEq, Eq)]
enum Step {
    /// There may be more to do.
    More,
    /// Nothing is left that can be done.
    Done,
}

impl Shared {
    /// The life of the thread that keeps the library in order and embeds passages.
    pub(super) fn embed_in_background(&self) {
        let mut aside = SetAside::default();
        let mut upkeep = Upkeep::default();
        while let Some(rest::Step { stop, anew }) = self.rest.begin() {
            aside.indexed &= !anew;
            let step = catch_unwind(AssertUnwindSafe(|| {
                match self.keep_up(&mut upkeep, anew, &stop) {
                    true => Step::More,
                    false => self.embed_next(&mut aside, &stop),
                }
            }));
            let step = step.unwrap_or_else(|_| {
                defect();
                Step::Done
            });
            self.rest.end(step == Step::More);
        }
    }

    /// Embeds the passages of the newest document that lacks vectors.
    fn embed_next(&self, aside: &mut SetAside, stop: &Arc<AtomicBool>) -> Step {
        if !aside.indexed {
            match self.library.index_missing(stop, &mut |_| ()) {
                Ok(()) => aside.indexed = true,
                Err(LibraryError::Cancelled) => return Step::More,
                Err(error) => {
                    tracing::warn!(%error, "passages could not be made");
                    return Step::Done;
                }
            }
        }
        let finder = lock(&self.settings).finder.clone();
        let mut finders = self.asking.finders(finder.as_deref()).into_iter();
        let Some(folder) = finders.find(|folder| !aside.models.contains(&folder.fingerprint))
        else {
            return Step::Done;
        };
        let model = folder.fingerprint.clone();
        let embedded = match self.library.embedded(&model) {
            Ok(embedded) => embedded,
            Err(error) => {
                tracing::warn!(%error, "it is not known which passages have vectors");
                return Step::Done;
            }
        };
        let next = embedded.lacking.iter().find(|(id, _)| {
            let key = (model.clone(), id.clone());
            !aside.documents.contains(&key)
        });
        let Some((id, count)) = next else {
            self.report_embedded(embedded.done(), embedded.passages);
            return Step::Done;
        };
        let mut told: Option<Instant> = None;
        let ended = self.embed(&folder, id, stop, &mut |share| {
            if told.is_none_or(|told| told.elapsed() >= TELL_EVERY) {
                told = Some(Instant::now());
                let done = embedded.done() + (share * *count as f32) as u64;
                self.report_embedded(done, embedded.passages);
            }
        });
        match ended {
            Ok(()) => Step::More,
            Err(_) if stop.load(Ordering::Relaxed) => Step::More,
            Err(EmbeddingError::Model(error)) => {
                tracing::warn!(%error, "passages could not be embedded");
                aside.models.insert(model);
                Step::More
            }
            Err(EmbeddingError::Library(error)) => {
                // it was removed meanwhile, cannot be read back, or the disk is full
                tracing::warn!(%error, id = %id.0, "the passages of a document could not be embedded");
                aside.documents.insert((model, id.clone()));
                Step::More
            }
        }
    }

    fn embed(
        &self,
        folder: &EmbedderFolder,
        id: &DocumentId,
        stop: &Arc<AtomicBool>,
        progress: &mut dyn FnMut(f32),
    ) -> Result<(), EmbeddingError> {
        let with = WithEmbedder {
            folder,
            embedder: &self.asking.embedder,
            threads: Some(self.threads_in_background()),
        };
        let shelf = Shelf::Library(&self.library);
        with.index(shelf, std::slice::from_ref(id), stop, progress)?;
        match stop.load(Ordering::Relaxed) {
            true => Err(ModelError::Cancelled.into()),
            false => Ok(()),
        }
    }

    /// Half of the threads that models may use, so that the machine stays free for what a person does.
    fn threads_in_background(&self) -> usize {
        let all = lock(&self.settings).threads.map(|threads| threads as usize);
        let all =
            all.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from));
        (all / 2).max(1)
    }

    fn report_embedded(&self, embedded: u64, passages: u64) {
        let number = |count: u64| u32::try_from(count).unwrap_or(u32::MAX);
        self.board().send(AppEvent::Embedding {
            embedded: number(embedded),
            passages: number(passages),
        });
    }
}
