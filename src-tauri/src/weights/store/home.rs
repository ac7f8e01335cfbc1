//! The folder of one model in the store, and the lock that whoever changes it holds.
//!
//! ```text
//! models/
//!   google--bigbird-pegasus-large-arxiv/
//!     manifest.json     what is known
//!     original/         as downloaded or copied; a linked model has none
//!     int8/             the fast copy
//!   recorded.json       hashes that were recorded at a first download
//!   .locks/             one file for each model, locked while something changes it
//!   .removed-*/         on the way out
//! ```

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use super::error::StoreError;
use super::manifest::{Manifest, Unusable};
use super::names;
use super::state::Damage;
use crate::weights::identity::ModelId;

/// The folder of one model.
#[derive(Debug, Clone)]
pub(super) struct Home {
    pub(super) id: ModelId,
    root: PathBuf,
    pub(super) folder: PathBuf,
}

/// The right to change a model, until it is dropped or the process ends.
pub(super) struct Held {
    pub(super) lock: File,
}

impl Drop for Held {
    fn drop(&mut self) {
        // Closing the file would not be enough: a process that is being started at this moment has it open too.
        let _ = self.lock.unlock();
    }
}

impl Home {
    /// The folder of a model in the store's folder `root`.
    pub(super) fn of(root: &Path, id: &ModelId) -> Result<Self, StoreError> {
        let unknown = || StoreError::Unknown { id: id.clone() };
        let name = names::folder_name(id).ok_or_else(unknown)?;
        Ok(Self {
            id: id.clone(),
            root: root.to_owned(),
            folder: root.join(name),
        })
    }

    pub(super) fn manifest(&self) -> PathBuf {
        self.folder.join("manifest.json")
    }

    /// The files as downloaded or copied.
    pub(super) fn original(&self) -> PathBuf {
        self.folder.join("original")
    }

    /// The fast copy.
    pub(super) fn fast(&self) -> PathBuf {
        self.folder.join("int8")
    }

    /// The folder that holds the original's files: the person's own for a linked model.
    pub(super) fn source(&self, manifest: &Manifest) -> PathBuf {
        manifest
            .linked()
            .map_or_else(|| self.original(), Path::to_owned)
    }

    /// Takes the right to change this model.
    ///
    /// # Errors
    /// [`StoreError::Busy`] if another program or another thread has it.
    pub(super) fn hold(&self) -> Result<Held, StoreError> {
        let locks = self.root.join(".locks");
        fs::create_dir_all(&locks).map_err(|error| StoreError::writing(&locks, error))?;
        // The lock lies outside of the folder, which a removal renames.
        let name = self.folder.file_name().unwrap_or_default();
        let path = locks.join(name);
        let file = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(|error| StoreError::writing(&path, error))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(StoreError::Busy {
                    id: self.id.clone(),
                });
            }
            // A network disk without locks: one program at a time works there too.
            Err(TryLockError::Error(error)) if error.kind() == std::io::ErrorKind::Unsupported => {}
            Err(TryLockError::Error(error)) => return Err(StoreError::writing(&path, error)),
        }
        self.clean();
        Ok(Held { lock: file })
    }

    /// Reads the manifest; `None` if nothing of the model is here.
    pub(super) fn read(&self) -> Result<Option<Manifest>, StoreError> {
        match Manifest::read(&self.manifest()) {
            Ok(manifest) if manifest.id == self.id => Ok(Some(manifest)),
            Ok(_) => Err(self.damaged("the manifest belongs to another model".to_owned())),
            Err(Unusable::Missing) => Ok(None),
            Err(Unusable::Newer(version)) => Err(StoreError::Newer {
                id: self.id.clone(),
                version,
            }),
            Err(Unusable::Wrong(detail)) => Err(self.damaged(detail)),
            Err(Unusable::Unreadable(error)) => Err(StoreError::reading(&self.manifest(), error)),
        }
    }

    /// Reads the manifest of a model that must be here.
    pub(super) fn known(&self) -> Result<Manifest, StoreError> {
        self.read()?.ok_or_else(|| StoreError::Unknown {
            id: self.id.clone(),
        })
    }

    /// Writes the manifest. The folder must not have been removed meanwhile.
    pub(super) fn write(&self, manifest: &Manifest) -> Result<(), StoreError> {
        let path = self.manifest();
        manifest
            .write(&path)
            .map_err(|error| StoreError::writing(&path, error))
    }

    fn damaged(&self, detail: String) -> StoreError {
        StoreError::Damaged {
            id: self.id.clone(),
            damage: Damage::NotUsable { detail },
            revision: None,
        }
    }

    /// Removes the whole model: it gets another name at once, and then its files go.
    pub(super) fn remove(&self) -> Result<(), StoreError> {
        let aside = tempfile::Builder::new()
            .prefix(REMOVED)
            .tempdir_in(&self.root)
            .map_err(|error| StoreError::writing(&self.root, error))?;
        match fs::rename(&self.folder, aside.path().join("model")) {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(StoreError::writing(&self.folder, error)),
        }
        // What cannot be deleted now goes before the next change of a model.
        let _ = aside.close();
        Ok(())
    }

    /// Deletes what earlier operations left behind when they were killed.
    fn clean(&self) {
        for entry in fs::read_dir(&self.root).into_iter().flatten().flatten() {
            if entry.file_name().to_string_lossy().starts_with(REMOVED) {
                let _ = fs::remove_dir_all(entry.path());
            }
        }
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            if entry.file_name().to_string_lossy().starts_with(".writing-") {
                let _ = fs::remove_file(entry.path());
            }
        }
        let Ok(Some(manifest)) = self.read() else {
            return;
        };
        if manifest.original_removed {
            let _ = fs::remove_dir_all(self.original());
        }
        if manifest.fast.is_none() {
            let _ = fs::remove_dir_all(self.fast());
        }
        let wanted: Vec<&str> = manifest
            .files
            .iter()
            .map(|file| file.name.as_str())
            .collect();
        if manifest.step != super::manifest::Step::Listing {
            remove_others(&self.original(), "", &wanted);
        }
    }
}

/// The beginning of the names of folders on the way out.
const REMOVED: &str = ".removed-";

/// Removes the files of a folder that are neither wanted nor parts of wanted ones.
fn remove_others(folder: &Path, within: &str, wanted: &[&str]) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let Ok(kind) = entry.file_type() else {
            continue;
        };
        let name = format!("{within}{}", entry.file_name().to_string_lossy());
        if kind.is_dir()
            && wanted
                .iter()
                .any(|file| file.starts_with(&format!("{name}/")))
        {
            remove_others(&entry.path(), &format!("{name}/"), wanted);
        } else if kind.is_dir() {
            let _ = fs::remove_dir_all(entry.path());
        } else if !wanted.iter().any(|file| belongs(&name, file)) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Whether a name is that of a wanted file, or of a part of it (`config.json.part`).
fn belongs(name: &str, file: &str) -> bool {
    name.strip_prefix(file)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(".part"))
}
