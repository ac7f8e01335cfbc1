//! What can go wrong with the library, in words for people.

use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use crate::views::ApiError;

/// Why the library could not do what was asked. Nothing is lost by any of these.
#[derive(Debug, thiserror::Error)]
pub enum LibraryError {
    /// The database is no database any more.
    #[error("The library's database {path} is damaged and was left as it is.")]
    Damaged {
        /// The database.
        path: PathBuf,
    },
    /// A newer version of the program has written it.
    #[error(
        "The library was written by a newer Pagewing (format {found}; this one knows {known})."
    )]
    TooNew {
        /// Its format.
        found: i64,
        /// The newest format this program knows.
        known: i64,
    },
    /// The disk is full.
    #[error("The disk is full; {path} could not be written.")]
    DiskFull {
        /// What could not be written.
        path: PathBuf,
    },
    /// The folder cannot be written.
    #[error("The library's folder {path} cannot be written: {source}.")]
    Unwritable {
        /// The folder or file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file to import is not there.
    #[error("There is no file {path}.")]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// The file to import is a folder, a device or the like.
    #[error("{path} is a folder, not a file.")]
    NotAFile {
        /// The path.
        path: PathBuf,
    },
    /// The file to import cannot be read.
    #[error("{path} cannot be read: {source}.")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// No such document.
    #[error("This document is not in the library.")]
    NotFound,
    /// What was stored cannot be read back.
    #[error("What the library keeps of this document cannot be read back: {0}.")]
    Content(String),
    /// The work was cancelled.
    #[error("Cancelled.")]
    Cancelled,
    /// Anything else the database says.
    #[error("The library's database answered: {0}.")]
    Database(#[from] rusqlite::Error),
}

impl LibraryError {
    /// A stable word for it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Damaged { .. } => "library_damaged",
            Self::TooNew { .. } => "library_too_new",
            Self::DiskFull { .. } => "disk_full",
            Self::Unwritable { .. } => "library_unwritable",
            Self::Missing { .. } => "not_found",
            Self::NotAFile { .. } => "is_folder",
            Self::Unreadable { .. } => "io",
            Self::NotFound => "not_in_library",
            Self::Content(_) => "content_damaged",
            Self::Cancelled => "cancelled",
            Self::Database(_) => "library_failed",
        }
    }

    /// What can be done about it.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Damaged { path } => Some(format!(
                "Move it away to begin with an empty library; the copies of your files are in {}.",
                path.with_file_name("files").display()
            )),
            Self::TooNew { .. } => Some("Install the newest version of Pagewing.".into()),
            Self::DiskFull { .. } => Some("Free some space and try again.".into()),
            Self::Unwritable { .. } => {
                Some("Check that the folder belongs to you and is not read-only.".into())
            }
            Self::Missing { .. } => Some("It may have been moved or renamed.".into()),
            Self::NotAFile { .. } => Some("Choose the files inside it.".into()),
            Self::Unreadable { .. } => Some("Check that you may open the file.".into()),
            Self::Content(_) => Some("Remove the document and add its file again.".into()),
            Self::NotFound | Self::Cancelled | Self::Database(_) => None,
        }
    }

    /// The same error, with the database's path where that is what is broken.
    pub(super) fn at(self, database: &Path) -> Self {
        let Self::Database(error) = self else {
            return self;
        };
        let path = database.to_owned();
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

    /// An error of writing a file of the library.
    pub(super) fn writing(path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull { path },
            _ => Self::Unwritable { path, source },
        }
    }
}

impl From<LibraryError> for ApiError {
    fn from(error: LibraryError) -> Self {
        ApiError {
            code: error.code().into(),
            message: error.to_string(),
            hint: error.hint(),
        }
    }
}
