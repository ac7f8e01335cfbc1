//! What a summary is made from, and what receives its progress.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::types::{SummaryOptions, SummarySentence, SummaryView};
use crate::document::Document;
use crate::stage::Stage;
use crate::weights::{ModelFolder, Writer};

/// What to summarize, and with what.
pub struct Request<'a> {
    /// The document to summarize.
    pub document: &'a Document,
    /// Length, focus and generation settings.
    pub options: &'a SummaryOptions,
    /// The model's folder, as it was checked.
    pub model: &'a ModelFolder,
    /// The thread that owns the model.
    pub writer: &'a Writer,
    /// Threads for the model; `None` for one per core.
    pub threads: Option<usize>,
    /// A flag: when it is set, the work stops within a second.
    pub stop: &'a Arc<AtomicBool>,
}

/// Receives progress and text, and keeps finished parts so that they are not computed again.
pub trait Notebook {
    /// Receives the current stage and the share of the whole that is done, 0 to 1.
    fn progress(&mut self, stage: Stage, done: f32);
    /// Receives the summary so far: finished sentences and the words of the next one.
    fn shown(&mut self, summary: &SummaryView);
    /// Returns what this run or an earlier one kept under a name.
    fn recall(&mut self, part: &str) -> Option<Vec<SummarySentence>>;
    /// Keeps a finished part under a name.
    fn keep(&mut self, part: &str, sentences: &[SummarySentence]);
}
