//! The child process that opens the file. It may crash, hang or eat memory: that costs a page, never
//! the app. `docs/extraction.md` tells which attack is stopped by which limit.
//!
//! The parent writes one [`Request`] to the child's standard input and keeps the pipe open; the child
//! writes frames to its standard output and ends when the pipe closes, so that it never outlives
//! its parent.

mod child;
mod frame;
mod limits;
mod parent;

pub use child::run;
pub use limits::CountingAllocator;
pub(crate) use parent::{Extracted, PageOutcome, extract};

use std::path::PathBuf;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::glyphs::{FileFacts, PageGlyphs};

/// The hidden argument that makes the binary a worker.
pub const WORKER_ARGUMENT: &str = "extract-worker";

/// What a worker may use, and what a document may hold. The defaults are the product's; tests
/// use tighter ones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Largest file, in bytes.
    pub file_bytes: u64,
    /// Pages read; the rest is left out with a note.
    pub pages: u32,
    /// Glyphs read on a page.
    pub glyphs_per_page: u32,
    /// Glyphs read in a document.
    pub glyphs: u32,
    /// Memory of the worker, in bytes.
    pub memory_bytes: u64,
    /// Time for one page, and for opening the file.
    pub page_time: Duration,
    /// Time for the document, to which [`Limits::extra_time`] is added for every page.
    pub document_time: Duration,
    /// Additional time for each page of the document.
    pub extra_time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 256 << 20,
            pages: 5_000,
            glyphs_per_page: 300_000,
            glyphs: 20_000_000,
            memory_bytes: 1 << 30,
            page_time: Duration::from_secs(10),
            document_time: Duration::from_secs(60),
            extra_time: Duration::from_millis(50),
        }
    }
}

/// What the parent asks for.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Request {
    path: PathBuf,
    password: Option<String>,
    /// 0-based: a worker that follows a dead one goes on here.
    first_page: u32,
    /// Whether the second engine may be tried; off after it killed a worker.
    second_engine: bool,
    limits: Limits,
}

/// What the child answers, in this order: `Opened`, pages, `Done`; or `Refused` at once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
enum Frame {
    Opened(FileFacts),
    /// The glyphs of a page. A second frame of the same number replaces the first.
    Page(PageGlyphs),
    /// An engine gave up on a page, with the reason in words for people.
    PageFailed {
        index: u32,
        reason: String,
    },
    /// The second engine is being tried on a page: should the child die now, it was not the first.
    SecondEngine {
        index: u32,
    },
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
}
