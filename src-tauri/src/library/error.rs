//! The errors of the library.

use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use crate::paths::DATABASE;

/// The errors of the library. None of them loses data.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LibraryError {
    /// The database is damaged.
    #[error("the database {path} is damaged")]
    Damaged {
        /// The database file.
        path: PathBuf,
    },
    /// A newer version of Pagewing wrote the library.
    #[error("the library has format {found}, and the newest known is {known}")]
    TooNew {
        /// The format that the library has.
        found: i64,
        /// The newest format that this version knows.
        known: i64,
    },
    /// The folder to which the library was moved is not there.
    #[error("the library's folder {path} is not there")]
    Away {
        /// The folder.
        path: PathBuf,
    },
    /// Another program has the library open, and it has to be alone.
    #[error("another program has the library {path} open")]
    InUse {
        /// The database file.
        path: PathBuf,
    },
    /// The disk is full.
    #[error("the disk is full, writing {path}")]
    DiskFull {
        /// What could not be written.
        path: PathBuf,
    },
    /// The folder cannot be written.
    #[error("{path} cannot be written: {source}")]
    Unwritable {
        /// The folder or file.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// The file to import does not exist.
    #[error("file not found: {path}")]
    Missing {
        /// The file's path.
        path: PathBuf,
    },
    /// The file to import is a folder, a device or the like.
    #[error("{path} is not a file")]
    NotAFile {
        /// The path.
        path: PathBuf,
    },
    /// The file to import cannot be read.
    #[error("{path} cannot be read: {source}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// The library does not have this document.
    #[error("document not in the library")]
    NotFound,
    /// The library does not keep this question, annotation, collection or tag any more.
    #[error("deleted")]
    NotKept,
    /// What a person marks is not in the document, or has no letter or digit.
    #[error("nothing to mark")]
    NothingMarked,
    /// A note is too long.
    #[error("a note of {characters} characters; the limit is {limit}")]
    LongNote {
        /// Its length in characters.
        characters: u32,
        /// The longest length in characters.
        limit: u32,
    },
    /// A collection or a tag has no name.
    #[error("no name")]
    NoName,
    /// Another collection or tag has this name.
    #[error("the name {name} is taken")]
    NameTaken {
        /// The name.
        name: String,
    },
    /// Stored data cannot be read back.
    #[error("kept content cannot be read back: {0}")]
    Content(String),
    /// The work was cancelled.
    #[error("cancelled")]
    Cancelled,
    /// Any other database error.
    #[error("database: {0}")]
    Database(#[source] rusqlite::Error),
}

impl From<rusqlite::Error> for LibraryError {
    fn from(error: rusqlite::Error) -> Self {
        let path = PathBuf::from(DATABASE);
        // SQLite takes room for the index of its log before anything else, and says nothing of a full disk then
        if error.sqlite_extended_error_code() == Some(rusqlite::ffi::SQLITE_IOERR_SHMSIZE) {
            return Self::DiskFull { path };
        }
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => Self::Damaged { path },
            Some(ErrorCode::DiskFull) => Self::DiskFull { path },
            Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => {
                Self::Unwritable {
                    path,
                    source: io::Error::new(io::ErrorKind::PermissionDenied, error.to_string()),
                }
            }
            _ => Self::Database(error),
        }
    }
}

impl LibraryError {
    /// The same error with the database's whole path.
    pub(super) fn at(self, database: &Path) -> Self {
        let path = database.to_owned();
        match self {
            Self::Damaged { .. } => Self::Damaged { path },
            Self::DiskFull { .. } => Self::DiskFull { path },
            Self::Unwritable { source, .. } => Self::Unwritable { path, source },
            error => error,
        }
    }

    /// A person's text of this many characters is too long.
    pub(super) fn long(characters: usize, limit: usize) -> Self {
        let counted = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Self::LongNote {
            characters: counted(characters),
            limit: counted(limit),
        }
    }

    /// An error while writing a file of the library.
    pub(super) fn writing(path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull { path },
            _ => Self::Unwritable { path, source },
        }
    }
}
