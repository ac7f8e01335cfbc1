//! The messages between parent and child.

use std::ffi::OsString;
use std::io;

use serde::{Deserialize, Serialize};

use crate::document::error::ReadError;
use crate::document::options::Limits;
use crate::document::pdf::glyphs::{FileFacts, PageGlyphs};
use crate::document::pdf::picture::Picture;
use crate::document::piece::{Asked, Found, Piece};
use crate::document::types::PageFailure;

/// The hidden argument that starts the program as a worker.
pub const WORKER_ARGUMENT: &str = "extract-worker";

/// What the parent asks for. Paths are the system's own strings: as a path, serde writes only those that are text.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Request {
    pub(super) path: OsString,
    pub(super) password: Option<String>,
    /// 0-based; a worker that follows a dead one continues here.
    pub(super) first_page: u32,
    /// Whether the worker may use the second engine; not after it killed a worker.
    pub(super) second_engine: bool,
    /// 0-based pages to draw; `None` asks for the glyphs of all pages.
    pub(super) pictures: Option<Vec<u32>>,
    /// The file has no pages, and this is to be read in it; `None` for a PDF.
    pub(super) flow: Option<Asked>,
    /// The path is a folder, and the reader of folders is to look through it.
    pub(super) folder: Option<Folder>,
    pub(super) limits: Limits,
}

/// What a worker may still open that looks through a folder.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Folder {
    /// Files, and folders with everything in them.
    pub(super) readable: Vec<OsString>,
    /// Bytes of address space for files that are mapped into memory.
    pub(super) mapped_bytes: u64,
}

/// What the child sends, in this order: `Opened`, pages or pictures, `Done`; for a file without pages `Pieces`, `Found`; for a
/// folder `Said`; or `Refused` at once.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(super) enum Frame {
    Opened(FileFacts),
    /// The glyphs of a page. A second frame of the same number replaces the first.
    Page(PageGlyphs),
    /// A page that was asked for as a picture.
    Picture(Picture),
    /// An engine gave up on a page.
    PageFailed {
        index: u32,
        cause: PageFailure,
    },
    /// The second engine is about to read a page: if the child dies now, the first engine is not to blame.
    SecondEngine {
        index: u32,
    },
    /// The next pieces of a file without pages.
    Pieces(Vec<Piece>),
    /// Everything else of it, after all pieces.
    Found(Found),
    /// The whole answer of the reader of folders.
    Said(Vec<u8>),
    Refused(Refusal),
    Done,
}

/// Why a file cannot be opened at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Refusal {
    /// Encrypted, and the password is missing or wrong.
    Password,
    /// Encrypted in a way that no engine knows.
    UnknownEncryption,
    /// No engine finds a page in it.
    Damaged,
    /// The child could not read the file.
    Unreadable,
    /// It is an archive without a document that Pagewing can read.
    NotADocument,
    /// Its archive unpacks to more than it may.
    TooLarge { bytes: u64, limit: u64 },
    /// It is left to the program that it was made for.
    RightsManaged,
    /// The file alone is more than the child may hold.
    TooMuchMemory,
}

impl From<ReadError> for Refusal {
    /// What a reader complains of, or the system.
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::UnknownEncryption => Self::UnknownEncryption,
            ReadError::RightsManaged => Self::RightsManaged,
            ReadError::TooLarge { bytes, limit } => Self::TooLarge { bytes, limit },
            ReadError::Io(error) if error.kind() == io::ErrorKind::OutOfMemory => {
                Self::TooMuchMemory
            }
            ReadError::Io(_) => Self::Unreadable,
            _ => Self::Damaged,
        }
    }
}
