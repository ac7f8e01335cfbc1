//! What can go wrong with kept models, as facts.

use std::io;
use std::path::{Path, PathBuf};

use super::state::{Damage, ModelState};
use crate::weights::ModelError;
use crate::weights::download::DownloadError;
use crate::weights::identity::ModelId;

/// Why an operation on a kept model failed. The state of the model on the disk is true after each of them.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The text is neither a repository nor the address of one.
    #[error("not a repository: {text:?}")]
    NotAReference {
        /// The text.
        text: String,
    },
    /// The address is on another server than the one that models are downloaded from.
    #[error("{host} is not {server}, from which models are downloaded")]
    OtherServer {
        /// The host of the address.
        host: String,
        /// The host that models are downloaded from.
        server: String,
    },
    /// The store does not have this model.
    #[error("the model {} is not kept here", .id.0)]
    Unknown {
        /// The model.
        id: ModelId,
    },
    /// Another program, or another job of this one, changes this model now.
    #[error("another program is at work on {}", .id.0)]
    Busy {
        /// The model.
        id: ModelId,
    },
    /// A newer version of Pagewing wrote the model's manifest.
    #[error("{} was written by a newer version (form {version})", .id.0)]
    Newer {
        /// The model.
        id: ModelId,
        /// The version of the manifest's form.
        version: u64,
    },
    /// The operation needs a model in another state.
    #[error("{} is not ready: {state:?}", .id.0)]
    NotReady {
        /// The model.
        id: ModelId,
        /// Its state.
        state: ModelState,
    },
    /// The model's files are damaged. The state says so too.
    #[error("{} is damaged: {damage:?}", .id.0)]
    Damaged {
        /// The model.
        id: ModelId,
        /// What is wrong.
        damage: Damage,
        /// The commit with which a published or recorded hash belongs, if a hash is wrong.
        revision: Option<String>,
    },
    /// The repository holds a model that Pagewing does not run.
    #[error("{} is a {architecture}", .id.0)]
    OtherArchitecture {
        /// The model.
        id: ModelId,
        /// The architecture that its configuration names.
        architecture: String,
    },
    /// The repository does not have a file that every model needs.
    #[error("{} has no {part:?}", .id.0)]
    Incomplete {
        /// The model.
        id: ModelId,
        /// What is missing.
        part: crate::weights::ModelPart,
    },
    /// The model is in int8 already, so it cannot be converted.
    #[error("{} is in int8 already", .id.0)]
    Converted {
        /// The model.
        id: ModelId,
    },
    /// The download failed.
    #[error(transparent)]
    Download(#[from] DownloadError),
    /// The folder is not a model that Pagewing runs, or the conversion failed.
    #[error(transparent)]
    Model(#[from] ModelError),
    /// The disk is full.
    #[error("the disk of {folder} is full: {needed:?} bytes needed, {free:?} free")]
    DiskFull {
        /// The folder.
        folder: PathBuf,
        /// Bytes needed, if they are known.
        needed: Option<u64>,
        /// Bytes that are free, if the system reports them.
        free: Option<u64>,
    },
    /// A file or a folder cannot be written or removed.
    #[error("{path} cannot be written: {source}")]
    Unwritable {
        /// The path.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// A file or a folder cannot be read.
    #[error("{path} cannot be read: {source}")]
    Unreadable {
        /// The path.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// The path of a folder is not Unicode. Manifests and settings hold text, so they could not name it.
    #[error("{folder} is not Unicode")]
    NotUnicode {
        /// The folder.
        folder: PathBuf,
    },
    /// A folder disappeared while the work went on.
    #[error("{folder} is gone")]
    FolderGone {
        /// The folder.
        folder: PathBuf,
    },
    /// A person stopped the work. The same call goes on with it.
    #[error("cancelled")]
    Cancelled,
}

impl StoreError {
    /// The error of a write: a full disk and a folder that is gone are told apart from the rest.
    pub(super) fn writing(path: &Path, source: io::Error) -> Self {
        let folder = path.parent().unwrap_or(path);
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull {
                folder: folder.to_owned(),
                needed: None,
                free: None,
            },
            io::ErrorKind::NotFound if !folder.exists() => Self::FolderGone {
                folder: folder.to_owned(),
            },
            _ => Self::Unwritable {
                path: path.to_owned(),
                source,
            },
        }
    }

    /// The error of a read.
    pub(super) fn reading(path: &Path, source: io::Error) -> Self {
        let folder = path.parent().unwrap_or(path);
        if source.kind() == io::ErrorKind::NotFound && !folder.exists() {
            return Self::FolderGone {
                folder: folder.to_owned(),
            };
        }
        Self::Unreadable {
            path: path.to_owned(),
            source,
        }
    }
}
