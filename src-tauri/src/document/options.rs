//! How a file is to be read, and how far reading is.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use serde::{Deserialize, Serialize};

/// How a file is to be read.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// Password of an encrypted PDF.
    pub password: Option<String>,
    /// Set by another thread to stop within a second: [`ReadError::Cancelled`].
    pub stop: Arc<AtomicBool>,
    /// What the worker may use and the document may hold.
    pub limits: Limits,
    /// The program that is started with [`crate::document::worker::WORKER_ARGUMENT`]; `None` is this program.
    pub worker: Option<PathBuf>,
}

/// How far reading is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadProgress {
    /// Pages read.
    pub pages_done: u32,
    /// Pages to read; 0 while that is not known.
    pub pages: u32,
}

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
