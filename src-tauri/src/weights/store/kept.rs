//! The store itself: where models are, and which there are.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::condition;
use super::error::StoreError;
use super::home::Home;
use super::manifest::{Figures, Manifest, Origin};
use super::names;
use super::state::{Damage, ModelState};
use crate::weights::identity::{ModelId, ModelRole};
use crate::weights::{Inspector, ModelError};

/// The folder in which Pagewing keeps models. Clones are cheap and mean the same folder.
#[derive(Debug, Clone)]
pub struct Store {
    pub(super) root: Arc<Path>,
    inspector: Option<Inspector>,
}

/// A model of the store.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptModel {
    /// Its identity.
    pub id: ModelId,
    /// What it does, if that is known already.
    pub role: Option<ModelRole>,
    /// Where it comes from.
    pub origin: Origin,
    /// Its state.
    pub state: ModelState,
    /// The commit of its files, or the revision that was asked for.
    pub revision: Option<String>,
    /// The branch, tag or commit that a person named.
    pub requested: Option<String>,
    /// Bytes on the disk, without those of a linked folder.
    pub disk_bytes: u64,
    /// Bytes of the original that is kept here; 0 if it was removed or is linked.
    pub original_bytes: u64,
    /// Bytes of the fast copy, if it is complete.
    pub fast_bytes: Option<u64>,
    /// What its files say about it, once they were verified.
    pub figures: Option<Figures>,
    /// Seconds that a document of 10,000 words takes on this machine, as measured.
    pub seconds: Option<f32>,
    /// The folder that Pagewing loads, if the model is ready.
    pub folder: Option<PathBuf>,
}

impl KeptModel {
    /// Whether this is the revision of its files: their commit, or the branch or tag by which they were asked for.
    pub fn is_at(&self, revision: &str) -> bool {
        let names = [self.revision.as_deref(), self.requested.as_deref()];
        names.contains(&Some(revision))
    }
}

impl Store {
    /// The store in a folder, which is created when something is written.
    pub fn new(folder: PathBuf) -> Self {
        Self {
            root: folder.into(),
            inspector: None,
        }
    }

    /// The same store, where whatever comes from elsewhere is looked through by another process before this one opens it.
    #[must_use]
    pub fn with_inspector(mut self, inspector: Inspector) -> Self {
        self.inspector = Some(inspector);
        self
    }

    /// Has a folder looked through, if there is somebody to do it.
    ///
    /// # Errors
    /// [`StoreError::Model`] with what is wrong with the folder; [`StoreError::Cancelled`].
    pub(in crate::weights) fn inspect(
        &self,
        folder: &Path,
        stop: &AtomicBool,
    ) -> Result<(), StoreError> {
        let Some(inspector) = &self.inspector else {
            return Ok(());
        };
        match inspector.inspect(folder, stop) {
            Err(ModelError::Cancelled) => Err(StoreError::Cancelled),
            found => Ok(found?),
        }
    }

    /// The folder of all models.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// All models of which something is on the disk, in the order of their ids. A model whose manifest cannot be
    /// used is damaged.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`] if the folder exists and cannot be read.
    pub fn list(&self) -> Result<Vec<KeptModel>, StoreError> {
        let entries = match fs::read_dir(&self.root) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(StoreError::reading(&self.root, error)),
        };
        let id = |entry: fs::DirEntry| names::id_of(entry.file_name().to_str()?);
        let mut ids: Vec<ModelId> = entries.flatten().filter_map(id).collect();
        ids.sort();
        let kept = |id: &ModelId| self.get(id).ok().flatten();
        Ok(ids.iter().filter_map(kept).collect())
    }

    /// A model, or `None` if nothing of it is on the disk. A model whose manifest cannot be used is damaged.
    ///
    /// # Errors
    /// [`StoreError::Unknown`] for an id that cannot exist; [`StoreError::Unreadable`] if its manifest cannot be read.
    pub fn get(&self, id: &ModelId) -> Result<Option<KeptModel>, StoreError> {
        let home = self.home(id)?;
        match home.read() {
            Ok(None) => Ok(None),
            Ok(Some(manifest)) => Ok(Some(kept(&home, manifest))),
            Err(StoreError::Damaged { damage, .. }) => {
                Ok(Some(unusable(&home, ModelState::Damaged { damage })))
            }
            Err(StoreError::Newer { .. }) => {
                let damage = Damage::Newer;
                Ok(Some(unusable(&home, ModelState::Damaged { damage })))
            }
            Err(error) => Err(error),
        }
    }

    /// The state of a model: [`ModelState::Absent`] if nothing of it is on the disk.
    ///
    /// # Errors
    /// The same as for [`Self::get`].
    pub fn state(&self, id: &ModelId) -> Result<ModelState, StoreError> {
        Ok(self.get(id)?.map_or(ModelState::Absent, |kept| kept.state))
    }

    /// The folder that Pagewing loads for a model, if the model is ready.
    pub fn folder(&self, id: &ModelId) -> Option<PathBuf> {
        self.get(id).ok().flatten()?.folder
    }

    /// The model of a folder that [`Self::folder`] returned, now or earlier: after a conversion the folder of the same
    /// model is another one.
    pub fn model_of(&self, folder: &Path) -> Option<ModelId> {
        if let Ok(inside) = folder.strip_prefix(&self.root) {
            let first = inside.components().next()?;
            return names::id_of(first.as_os_str().to_str()?);
        }
        let models = self.list().ok()?;
        let linked = |kept: &KeptModel| matches!(&kept.origin, Origin::Linked { folder: linked } if Path::new(linked) == folder);
        models.into_iter().find(linked).map(|kept| kept.id)
    }

    /// Keeps how long a document of 10,000 words takes on this machine, in seconds.
    ///
    /// # Errors
    /// [`StoreError::Unknown`] if the model is not here; [`StoreError::Busy`] if it is being changed.
    pub fn record_seconds(&self, id: &ModelId, seconds: f32) -> Result<(), StoreError> {
        let home = self.home(id)?;
        let _held = home.hold()?;
        let mut manifest = home.known()?;
        manifest.seconds = Some(seconds).filter(|seconds| seconds.is_finite());
        home.write(&manifest)
    }

    pub(super) fn home(&self, id: &ModelId) -> Result<Home, StoreError> {
        Home::of(&self.root, id)
    }
}

fn kept(home: &Home, manifest: Manifest) -> KeptModel {
    let state = condition::state(home, &manifest);
    let folder = condition::folder(home, &manifest);
    let done = manifest.fast.as_ref().is_some_and(|fast| fast.done);
    let original_bytes = condition::bytes_of(&home.original());
    KeptModel {
        id: home.id.clone(),
        role: manifest.role,
        folder: (state == ModelState::Ready).then_some(folder),
        state,
        revision: manifest.revision,
        requested: manifest.requested,
        disk_bytes: condition::bytes_of(&home.folder),
        original_bytes,
        fast_bytes: done.then(|| condition::bytes_of(&home.fast())),
        origin: manifest.origin,
        figures: manifest.figures,
        seconds: manifest.seconds,
    }
}

/// A model whose manifest cannot be used.
fn unusable(home: &Home, state: ModelState) -> KeptModel {
    KeptModel {
        id: home.id.clone(),
        role: None,
        origin: Origin::Named,
        state,
        revision: None,
        requested: None,
        disk_bytes: condition::bytes_of(&home.folder),
        original_bytes: condition::bytes_of(&home.original()),
        fast_bytes: None,
        figures: None,
        seconds: None,
        folder: None,
    }
}
