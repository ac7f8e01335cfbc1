//! The input of a measurement of answers: files, models and limits.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use crate::assistant::answer::WithReader;
use crate::assistant::answer::profile::ReaderProfile;
use crate::eval::questions::Half;
use crate::search::WithEmbedder;

/// A measurement to make.
pub struct Plan<'a> {
    /// The file of questions.
    pub file: &'a Path,
    /// The file of documents; required if questions name documents.
    pub documents: Option<&'a Path>,
    /// The reader; `None` measures only the search.
    pub reader: Option<WithReader<'a>>,
    /// The embedding model; `None` finds passages by their words alone.
    pub embedder: Option<WithEmbedder<'a>>,
    /// Most questions per source, spread evenly over it.
    pub limit: Option<usize>,
    /// Use only questions of this source.
    pub source: Option<&'a str>,
    /// Use only documents of this half.
    pub half: Option<Half>,
    /// Join the contexts of each article to a document, which is searched.
    pub whole: bool,
    /// How the reader is used; `None` for the profile of its folder.
    pub profile: Option<ReaderProfile>,
    /// Number of threads for the model; `None` for one per core.
    pub threads: Option<usize>,
    /// Also ask every question of another document of its source, which is assumed not to answer it.
    pub strangers: bool,
    /// Read a context as one window and cut the rest off.
    pub cut: bool,
    /// Set it to stop after the current question.
    pub stop: &'a Arc<AtomicBool>,
}

impl Plan<'_> {
    pub(super) fn profile_of(&self, with: WithReader<'_>) -> ReaderProfile {
        self.profile
            .unwrap_or_else(|| ReaderProfile::of(with.folder))
    }
}
