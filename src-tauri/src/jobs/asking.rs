//! The models that answer questions, and the question that is running.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::lock::lock;
use crate::fault::Fault;
use crate::weights::starter::{self, StarterError};
use crate::weights::store::ModelRole;
use crate::weights::{Embedder, EmbedderFolder, ModelError, Reader, ReaderFolder};

/// The models that answer questions. The first question loads them, and their threads keep them until nobody has
/// asked for some minutes.
pub(super) struct Asking {
    pub(super) reader: Reader,
    pub(super) embedder: Embedder,
    /// The starter model, after its files passed their checks.
    starter: Mutex<Option<Starter>>,
    /// The chosen models, as the last check found them.
    chosen: Mutex<Chosen>,
    /// The stop flag of the latest question.
    stop: Mutex<Arc<AtomicBool>>,
}

/// The starter model's two roles in answering.
#[derive(Clone)]
pub(super) struct Starter {
    reader: ReaderFolder,
    embedder: EmbedderFolder,
}

/// Models that a person chose.
#[derive(Default)]
struct Chosen {
    reader: Option<(String, ReaderFolder)>,
    embedder: Option<(String, EmbedderFolder)>,
}

/// The models for a question.
#[derive(Clone)]
pub(super) struct Folders {
    /// Finds the answers; without it, passages are shown.
    pub(super) reader: Option<ReaderFolder>,
    /// Finds passages by their meaning.
    pub(super) embedder: Option<EmbedderFolder>,
    /// Whether a person chose one of them.
    pub(super) are_chosen: bool,
}

/// A chosen model that cannot be used.
pub(super) type Unusable = (ModelRole, ModelError);

impl Asking {
    /// Starts the models' threads; nothing is loaded yet.
    pub(super) fn start() -> Self {
        Self {
            reader: Reader::start(),
            embedder: Embedder::start(),
            starter: Mutex::default(),
            chosen: Mutex::default(),
            stop: Mutex::default(),
        }
    }

    /// The models for a question: the chosen ones in the folders `reader` and `finder`, or the starter model. A
    /// chosen model that cannot be used is one of the second list, and the starter model takes its place.
    ///
    /// # Errors
    /// If the starter model is needed and damaged.
    pub(super) fn folders(
        &self,
        reader: Option<&str>,
        finder: Option<&str>,
    ) -> Result<(Folders, Vec<Unusable>), Fault> {
        let mut unusable = Vec::new();
        let mut chosen = lock(&self.chosen);
        let reader =
            opened(&mut chosen.reader, reader, ReaderFolder::open).unwrap_or_else(|error| {
                unusable.push((ModelRole::Reads, error));
                None
            });
        let embedder =
            opened(&mut chosen.embedder, finder, EmbedderFolder::open).unwrap_or_else(|error| {
                unusable.push((ModelRole::Finds, error));
                None
            });
        drop(chosen);
        let are_chosen = reader.is_some() || embedder.is_some();
        let starter = match (&reader, &embedder) {
            (Some(_), Some(_)) => None,
            _ => self.starter()?,
        };
        let folders = Folders {
            reader: reader.or_else(|| starter.as_ref().map(|starter| starter.reader.clone())),
            embedder: embedder.or_else(|| starter.map(|starter| starter.embedder)),
            are_chosen,
        };
        Ok((folders, unusable))
    }

    /// The models that find passages, the one to use first: the chosen one in the folder `finder`, if there is one
    /// that can be used, and the starter model.
    pub(super) fn finders(&self, finder: Option<&str>) -> Vec<EmbedderFolder> {
        let chosen = opened(
            &mut lock(&self.chosen).embedder,
            finder,
            EmbedderFolder::open,
        );
        let starter = self.starter().ok().flatten();
        let starter = starter.map(|starter| starter.embedder);
        chosen.ok().flatten().into_iter().chain(starter).collect()
    }

    /// The starter model; `None` if it is not installed.
    fn starter(&self) -> Result<Option<Starter>, Fault> {
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

    /// From now on a model leaves the memory when nobody has asked for this time.
    pub(super) fn keep_for(&self, idle: Duration) {
        self.reader.keep_for(idle);
        self.embedder.keep_for(idle);
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

/// The folder at `path`, which is opened again only if it is another one or has vanished.
fn opened<F: Clone>(
    known: &mut Option<(String, F)>,
    path: Option<&str>,
    open: impl FnOnce(&Path) -> Result<F, ModelError>,
) -> Result<Option<F>, ModelError> {
    let Some(path) = path else {
        *known = None;
        return Ok(None);
    };
    match known {
        Some((before, folder)) if before == path && Path::new(path).is_dir() => {
            return Ok(Some(folder.clone()));
        }
        _ => *known = None,
    }
    let folder = open(Path::new(path))?;
    *known = Some((path.to_owned(), folder.clone()));
    Ok(Some(folder))
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
