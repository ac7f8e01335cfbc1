//! The repositories in a folder: `OWNER/NAME/FILE`, with the hashes that a hub publishes.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use sha2::{Digest, Sha256};

/// Endings of files that lie on the storage server, as `.gitattributes` of real repositories list them.
const LARGE: &[&str] = &["bin", "safetensors", "model", "h5", "msgpack", "onnx"];

/// A file of a repository.
#[derive(Debug, Clone)]
pub(super) struct Published {
    /// Its path inside the repository.
    pub(super) name: String,
    pub(super) path: PathBuf,
    /// Bytes.
    pub(super) size: u64,
    pub(super) sha256: String,
    /// Whether it lies on the storage server.
    pub(super) large: bool,
}

impl Published {
    /// The identity of a small file: 40 hexadecimal digits, as git has them. Nobody can check them without git.
    pub(super) fn blob(&self) -> &str {
        &self.sha256[..40]
    }

    /// The value of `ETag` that the hub gives.
    pub(super) fn etag(&self) -> String {
        let value = if self.large {
            &self.sha256
        } else {
            self.blob()
        };
        format!("\"{value}\"")
    }
}

/// The folder with all repositories.
pub(super) struct Repositories {
    folder: PathBuf,
    /// Hashes by path, size and time, because hashing a model takes seconds.
    hashes: Mutex<HashMap<(PathBuf, u64, SystemTime), String>>,
}

impl Repositories {
    /// Hashes what is there, so that no client has to wait for it.
    pub(super) fn new(folder: &Path) -> io::Result<Self> {
        let repositories = Self {
            folder: folder.to_owned(),
            hashes: Mutex::default(),
        };
        repositories.collect(folder, "", &mut Vec::new())?;
        Ok(repositories)
    }

    /// The files of a repository by name; `None` if it does not exist.
    pub(super) fn files(&self, repository: &str) -> io::Result<Option<Vec<Published>>> {
        let folder = self.folder.join(repository);
        if repository.contains("..") || !folder.is_dir() {
            return Ok(None);
        }
        let mut files = Vec::new();
        self.collect(&folder, "", &mut files)?;
        files.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(Some(files))
    }

    fn collect(&self, folder: &Path, prefix: &str, files: &mut Vec<Published>) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            // a repository may consist of links to a model elsewhere
            let about = fs::metadata(entry.path())?;
            if about.is_dir() {
                self.collect(&entry.path(), &format!("{name}/"), files)?;
                continue;
            }
            let ending = name.rsplit('.').next().unwrap_or_default();
            files.push(Published {
                large: LARGE.contains(&ending),
                sha256: self.sha256(entry.path(), about.len(), about.modified()?)?,
                size: about.len(),
                path: entry.path(),
                name,
            });
        }
        Ok(())
    }

    fn sha256(&self, path: PathBuf, size: u64, modified: SystemTime) -> io::Result<String> {
        let mut hashes = self.hashes.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (path, size, modified);
        if let Some(known) = hashes.get(&key) {
            return Ok(known.clone());
        }
        let mut hasher = Sha256::new();
        let mut file = File::open(&key.0)?;
        let mut piece = vec![0; 1 << 20];
        loop {
            let read = file.read(&mut piece)?;
            if read == 0 {
                break;
            }
            hasher.update(&piece[..read]);
        }
        let hash = hex(&hasher.finalize());
        hashes.insert(key, hash.clone());
        Ok(hash)
    }
}

/// The commit of a repository in this state: other files, another commit.
pub(super) fn commit(files: &[Published]) -> String {
    let mut hasher = Sha256::new();
    for file in files {
        hasher.update(format!("{} {}\n", file.name, file.sha256));
    }
    hex(&hasher.finalize())[..40].to_owned()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
