//! How to read a file, and how far reading has come.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use serde::{Deserialize, Serialize};

/// How to read a file.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// The password, if the PDF is encrypted.
    pub password: Option<String>,
    /// Another thread sets this to stop the reading within a second, with [`ReadError::Cancelled`].
    pub stop: Arc<AtomicBool>,
    /// What the worker may use and the document may hold.
    pub limits: Limits,
    /// The program to start with [`crate::document::worker::WORKER_ARGUMENT`]; `None` means the one beside this
    /// program, or this program.
    pub worker: Option<PathBuf>,
    /// Character recognition; by default there is none.
    pub recognition: Recognition,
    /// Whether a document of pictures alone is a document; otherwise it is [`super::ReadError::Scanned`].
    pub allow_pictures: bool,
    /// Whether nobody waits for this file alone: the rest of the machine, and the window, goes before its worker.
    pub in_background: bool,
}

/// Character recognition of pages whose text cannot be read otherwise.
#[derive(Debug, Clone, Default)]
pub struct Recognition {
    /// The pages to recognize.
    pub pages: RecognizePages,
    /// The program that recognizes text; `None` leaves only what [`Recognition::kept`] has.
    pub program: Option<Tesseract>,
    /// The folder that keeps recognized pages, each as soon as it is there, so that nothing is recognized twice.
    pub kept: Option<PathBuf>,
}

/// The pages to recognize.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RecognizePages {
    /// None.
    #[default]
    None,
    /// Those that are pictures, and those whose letters nobody knows.
    WithoutText,
    /// Also those on which another program has recognized text before.
    WithLayers,
}

/// An installed Tesseract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tesseract {
    /// The program.
    pub program: PathBuf,
    /// The codes of its languages, as it lists them: `eng`, `chi_sim`, `osd`.
    pub languages: Vec<String>,
}

/// How far reading has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadProgress {
    /// Number of pages read so far.
    pub pages_done: u32,
    /// Number of pages to read; 0 until it is known.
    pub pages: u32,
    /// What is being done with them.
    pub step: ReadStep,
}

/// The steps of reading that take time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadStep {
    /// Pages are opened.
    Reading,
    /// The text of pictures is recognized.
    Recognizing,
}

/// What a worker may use, and what a document may hold. The product uses the defaults; tests use tighter
/// limits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Largest file, in bytes.
    pub file_bytes: u64,
    /// Pages to read; the document notes that the rest is left out.
    pub pages: u32,
    /// Glyphs to read on one page.
    pub glyphs_per_page: u32,
    /// Glyphs to read in one document.
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
