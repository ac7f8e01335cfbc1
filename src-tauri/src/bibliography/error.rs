//! Why a bibliography could not be read.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Why a bibliography could not be read. One entry that is wrong is no error.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BibliographyError {
    /// The file does not exist.
    #[error("{path} does not exist")]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// It is a folder without a Zotero library, a device or the like.
    #[error("{path} is not a file")]
    NotAFile {
        /// The path.
        path: PathBuf,
    },
    /// The system refuses to read the file.
    #[error("{path} cannot be read: {source}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// The file, or what stands in it, is larger than Pagewing reads.
    #[error("{path} is larger than {limit} bytes")]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Its size in bytes.
        bytes: u64,
        /// The largest size in bytes.
        limit: u64,
    },
    /// It has no entry of BibTeX or RIS, and is not a Zotero library.
    #[error("{path} has no entries")]
    NoEntries {
        /// The file.
        path: PathBuf,
    },
    /// The database cannot be read as a Zotero library.
    #[error("{path} is damaged: {detail}")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// The database's words.
        detail: String,
    },
    /// The work was cancelled.
    #[error("cancelled")]
    Cancelled,
}

impl BibliographyError {
    pub(super) fn unreadable(path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::NotFound => Self::Missing { path },
            _ => Self::Unreadable { path, source },
        }
    }

    pub(super) fn too_large(path: &Path, limit: u64) -> Self {
        let bytes = fs::metadata(path).map_or(0, |about| about.len());
        Self::TooLarge {
            path: path.to_owned(),
            bytes: bytes.max(limit + 1),
            limit,
        }
    }
}
