//! Why Pagewing could not make a document of a file.

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
    /// It is an Office document that is encrypted with a password; Pagewing does not open these.
    #[error("an Office document with a password")]
    OfficePassword,
    /// It is an XFA form, whose pages only ask for a program that shows it.
    #[error("an XFA form")]
    XfaForm,
    /// Digital rights management leaves the document to the program that it was made for.
    #[error("digital rights management")]
    RightsManaged,
    /// Every page is a picture.
    #[error("{pages} scanned pages, and no text")]
    Scanned {
        /// Number of pages that are pictures.
        pages: u32,
    },
    /// Every page is a picture, and recognition found no text on them.
    #[error("recognition found nothing on {pages} pages")]
    NotRecognized {
        /// Number of pages on which text was looked for.
        pages: u32,
    },
    /// There are pages, but no text on them.
    #[error("no text")]
    NoText,
    /// There is text, but the fonts do not map its glyphs to letters.
    #[error("fonts without characters")]
    UnreadableFonts,
    /// No engine finds a page in the file.
    #[error("damaged: no readable page")]
    Damaged,
    /// The file is larger than Pagewing reads.
    #[error("{bytes} bytes, more than {limit}")]
    TooLarge {
        /// Size of the file, in bytes.
        bytes: u64,
        /// The limit, in bytes.
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
    /// The caller stopped the reading.
    #[error("cancelled")]
    Cancelled,
    /// The system refuses to read the file.
    #[error("the file cannot be read: {0}")]
    Io(#[from] io::Error),
}

impl From<PageFailure> for ReadError {
    /// The failure of a page as the error of a document in which no other page could be read.
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

/// What a file that Pagewing cannot read seems to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    /// A ZIP archive, which may hold an Office document.
    Archive,
    /// A picture: PNG, JPEG, GIF or TIFF.
    Picture,
    /// A PostScript program.
    PostScript,
    /// A file in Rich Text Format.
    RichText,
    /// A file in one of the Office formats before 2007.
    OldOffice,
    /// A program for Linux or Windows.
    Program,
    /// XML other than a web page.
    Xml,
    /// Text with an extension that Pagewing does not read.
    Text,
    /// A device or a pipe.
    Device,
    /// Anything else.
    Unknown,
}
