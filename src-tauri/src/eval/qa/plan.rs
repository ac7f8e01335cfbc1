//! What a measurement of answers reads, and with which models.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use crate::assistant::answer::WithReader;
use crate::assistant::answer::profile::ReaderProfile;
use crate::search::WithEmbedder;

/// What to measure, and how.
pub struct Plan<'a> {
    /// The file of questions.
    pub file: &'a Path,
    /// The file of documents; needed where questions name documents.
    pub documents: Option<&'a Path>,
    /// The reader; without it only the search is measured.
    pub reader: Option<WithReader<'a>>,
    /// The embedding model; without it passages are found by their words alone.
    pub embedder: Option<WithEmbedder<'a>>,
    /// At most so many questions of each source, spread evenly over it.
    pub limit: Option<usize>,
    /// Only this source.
    pub source: Option<&'a str>,
    /// How the reader is used.
    pub profile: Option<ReaderProfile>,
    /// Threads for the model; `None` for one per core.
    pub threads: Option<usize>,
    /// Ask every question of another document of its source too, which is taken not to answer it.
    pub strangers: bool,
    /// Read a single context as one window, cut where it is longer.
    pub cut: bool,
    /// Set to stop after the question at hand.
    pub stop: &'a Arc<AtomicBool>,
}

impl Plan<'_> {
    pub(super) fn profile_of(&self, with: WithReader<'_>) -> ReaderProfile {
        self.profile
            .unwrap_or_else(|| ReaderProfile::of(with.folder))
    }
}
