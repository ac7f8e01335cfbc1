//! Hashes that were recorded when a model arrived for the first time. They outlive the model: when it is downloaded
//! again, the same commit has to have the same files, whatever the server says then.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::error::StoreError;
use super::manifest::write_atomically;
use crate::weights::download::FileHash;
use crate::weights::identity::ModelId;

/// The largest list that is read, in bytes.
const LARGEST: u64 = 16 << 20;

/// The recorded hashes of all models.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Recorded {
    models: BTreeMap<ModelId, Record>,
}

/// What was recorded of a model.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
pub(super) struct Record {
    /// The commit that arrived last. It is the one to download again.
    pub(super) revision: String,
    /// Hashes of files, by commit and name.
    pub(super) hashes: BTreeMap<String, BTreeMap<String, FileHash>>,
}

impl Recorded {
    /// The list of a store. One that cannot be read counts as empty: it protects, and must not forbid.
    pub(super) fn read(root: &Path) -> Self {
        let path = path(root);
        match fs::metadata(&path) {
            Ok(found) if found.len() <= LARGEST => {}
            _ => return Self::default(),
        }
        let text = fs::read(&path).unwrap_or_default();
        serde_json::from_slice(&text).unwrap_or_default()
    }

    /// What was recorded of a model.
    pub(super) fn of(&self, id: &ModelId) -> Option<&Record> {
        self.models.get(id)
    }

    /// Adds the hashes of a model's commit. Those that are there stay.
    pub(super) fn add(
        root: &Path,
        id: &ModelId,
        revision: &str,
        hashes: impl Iterator<Item = (String, FileHash)>,
    ) -> Result<(), StoreError> {
        let path = path(root);
        let failed = |error| StoreError::writing(&path, error);
        let lock = root.join(".locks/recorded");
        let lock = File::create(lock).map_err(failed)?;
        // Whoever holds it writes one small file.
        let _ = lock.lock();
        let mut all = Self::read(root);
        let record = all.models.entry(id.clone()).or_default();
        revision.clone_into(&mut record.revision);
        let known = record.hashes.entry(revision.to_owned()).or_default();
        for (name, hash) in hashes {
            known.entry(name).or_insert(hash);
        }
        write_atomically(&path, &all).map_err(failed)
    }
}

fn path(root: &Path) -> PathBuf {
    root.join("recorded.json")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_hash_of_a_file_stays() {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir(home.path().join(".locks")).unwrap();
        let id = ModelId("a/b".into());
        let add = |revision: &str, content: &[u8]| {
            let hashes = [("f".to_owned(), FileHash::of(content))];
            Recorded::add(home.path(), &id, revision, hashes.into_iter()).unwrap();
        };
        assert!(Recorded::read(home.path()).of(&id).is_none());
        add("one", b"1");
        add("two", b"2");
        add("one", b"other");
        let all = Recorded::read(home.path());
        let record = all.of(&id).unwrap();
        assert_eq!(record.revision, "one");
        assert_eq!(record.hashes["one"]["f"], FileHash::of(b"1"));
        assert_eq!(record.hashes["two"]["f"], FileHash::of(b"2"));

        fs::write(path(home.path()), "not JSON").unwrap();
        assert!(Recorded::read(home.path()).of(&id).is_none());
    }
}
