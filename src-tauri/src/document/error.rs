//! Why a file gave no document.

use std::io;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::types::PageFailure;

/// Why a file could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The file does not exist.
    #[error("file not found")]
    NotFound,
    /// The path is a folder.
    #[error("is a folder")]
    IsFolder,
    /// The file has no bytes.
    #[error("empty file")]
    Empty,
    /// Pagewing does not read files of this kind.
    #[error("unsupported format: {0:?}")]
    UnsupportedFormat(FileKind),
    /// The document is encrypted, and nobody gave a password.
    #[error("password needed")]
    PasswordNeeded,
    /// The document is encrypted, and the password does not open it.
    #[error("wrong password")]
    PasswordWrong,
    /// Neither engine knows this encryption.
    #[error("unknown encryption")]
    UnknownEncryption,
    /// Every page is a picture.
    #[error("{pages} scanned pages, and no text")]
    Scanned {
        /// Number of pages that are pictures.
        pages: u32,
    },
    /// There are pages, but no text on them.
    #[error("no text")]
    NoText,
    /// There is text, but the file does not say which letters its glyphs are.
    #[error("fonts without characters")]
    UnreadableFonts,
    /// No page can be found in the file.
    #[error("damaged: no readable page")]
    Damaged,
    /// The file is larger than Pagewing reads.
    #[error("{bytes} bytes, more than {limit}")]
    TooLarge {
        /// Size in bytes.
        bytes: u64,
        /// The largest size in bytes.
        limit: u64,
    },
    /// Reading needs more memory than the worker may have.
    #[error("memory limit exceeded")]
    TooMuchMemory,
    /// Reading took longer than the limit.
    #[error("time limit exceeded")]
    TimedOut,
    /// The worker process ended without an answer.
    #[error("the worker ended without an answer")]
    WorkerDied,
    /// The caller stopped it.
    #[error("cancelled")]
    Cancelled,
    /// The system refuses to read the file.
    #[error("the file cannot be read: {0}")]
    Io(#[from] io::Error),
}

impl From<PageFailure> for ReadError {
    /// What the failure of a page means for a document of which no other page could be read.
    fn from(cause: PageFailure) -> Self {
        match cause {
            PageFailure::TimedOut | PageFailure::NotReached => Self::TimedOut,
            PageFailure::TooMuchMemory => Self::TooMuchMemory,
            PageFailure::Damaged | PageFailure::TooDeep | PageFailure::WorkerDied => {
                Self::WorkerDied
            }
        }
    }
}

/// What a file that Pagewing does not read looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    /// A ZIP archive, or an Office document in one.
    Archive,
    /// A picture: PNG, JPEG, GIF or TIFF.
    Picture,
    /// PostScript.
    PostScript,
    /// Rich Text Format.
    RichText,
    /// The Office formats before 2007.
    OldOffice,
    /// A program for Linux or Windows.
    Program,
    /// XML other than a web page.
    Xml,
    /// Text whose extension names no kind of text that Pagewing reads.
    Text,
    /// A device or a pipe.
    Device,
    /// Anything else.
    Unknown,
}
