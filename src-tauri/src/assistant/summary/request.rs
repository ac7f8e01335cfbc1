//! What a summary is made from, and whom it reports to while it is written.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::types::{SummaryOptions, SummarySentence, SummaryView};
use crate::document::Document;
use crate::stage::Stage;
use crate::weights::{ModelFolder, Writer};

/// What to summarize, and with what.
pub struct Request<'a> {
    /// The document.
    pub document: &'a Document,
    /// How.
    pub options: &'a SummaryOptions,
    /// The model's folder.
    pub model: &'a ModelFolder,
    /// The thread that owns the model.
    pub writer: &'a Writer,
    /// Threads for the model; `None` for one per core.
    pub threads: Option<usize>,
    /// Set to stop within a second.
    pub stop: &'a Arc<AtomicBool>,
}

/// What the scribe tells while it works, and where it keeps what it need not do again.
pub trait Notebook {
    /// What is being done and which share of the whole is done.
    fn progress(&mut self, stage: Stage, done: f32);
    /// The summary as it stands: finished sentences and the words being written.
    fn shown(&mut self, summary: &SummaryView);
    /// What was kept under a name, by this run or one before.
    fn recall(&mut self, part: &str) -> Option<Vec<SummarySentence>>;
    /// Keeps a finished part under a name.
    fn keep(&mut self, part: &str, sentences: &[SummarySentence]);
}
