//! The inputs of jobs, as the library keeps them: everything that a start after a kill needs to go on.
//!
//! A program leaves an input alone that it cannot read, because a newer one may have written it.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::types::JobKind;
use crate::assistant::summary::SummaryOptions;
use crate::bibliography::Described;
use crate::document::DocumentId;
use crate::library::{LibraryError, TableId};
use crate::weights::store::ModelId;

/// A job's row keeps this of its work.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct KeptInput<I> {
    /// The input.
    #[serde(flatten)]
    pub(super) input: I,
    /// Its place in the queue; `None` for the order in which jobs came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) turn: Option<i64>,
}

/// The input of a job.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(super) enum Input {
    /// A file to read.
    Import {
        /// The original file.
        #[serde(with = "lossy_path")]
        path: PathBuf,
        /// The library's copy, once it exists: from then on the original is not needed.
        copy: Option<String>,
        /// Whether it appeared in a watched folder, so that nobody waits for it.
        #[serde(default)]
        by_itself: bool,
        /// Whether a person gave this file alone, and so wants to see it. Nobody waits for it any more after a restart.
        #[serde(skip)]
        to_show: bool,
        /// What a bibliography says of it, if it came from one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        described: Option<Described>,
    },
    /// A document whose scanned pages are to be recognized.
    Recognize {
        /// The document's identity.
        document: DocumentId,
    },
    /// A document to summarize.
    Summarize {
        /// The document's identity.
        document: DocumentId,
        /// The options of the summary.
        options: SummaryOptions,
        /// Whether it quotes key sentences, also where a model that writes is chosen.
        #[serde(default)]
        quoted: bool,
    },
    /// A table to fill.
    FillTable {
        /// The table.
        table: TableId,
    },
    /// A document of sequences whose classes are to be found.
    Classify {
        /// The document's identity.
        document: DocumentId,
        /// The folder of the model.
        #[serde(with = "lossy_path")]
        folder: PathBuf,
    },
    /// A model to download and make ready.
    Download {
        /// The model.
        model: ModelId,
        /// The branch, tag or commit that a person named.
        revision: Option<String>,
        /// The host of the address that a person gave.
        host: Option<String>,
        /// The document to summarize with it.
        then: Option<DocumentId>,
    },
    /// A model to make a fast copy of.
    Convert {
        /// The model.
        model: ModelId,
    },
    /// A model to compare with its hashes.
    Verify {
        /// The model.
        model: ModelId,
    },
    /// A folder to copy or to link.
    AddModel {
        /// The folder.
        #[serde(with = "lossy_path")]
        folder: PathBuf,
        /// Whether it is copied.
        copy: bool,
        /// Whether a fast copy is made of it.
        fast_copy: bool,
        /// The model that it became, once that is known.
        model: Option<ModelId>,
    },
    /// A model to time.
    Measure {
        /// The model.
        model: ModelId,
    },
}

impl Input {
    /// The kind of the job.
    pub(super) fn kind(&self) -> JobKind {
        match self {
            Self::Import { .. } => JobKind::Import,
            Self::Recognize { .. } => JobKind::Recognize,
            Self::Summarize { .. } => JobKind::Summarize,
            Self::FillTable { .. } => JobKind::FillTable,
            Self::Classify { .. } => JobKind::Classify,
            Self::Download { .. } => JobKind::Download,
            Self::Convert { .. } => JobKind::Convert,
            Self::Verify { .. } => JobKind::Verify,
            Self::AddModel { .. } => JobKind::AddModel,
            Self::Measure { .. } => JobKind::Measure,
        }
    }

    /// The document that the job is about from the start.
    pub(super) fn document(&self) -> Option<&DocumentId> {
        match self {
            Self::Recognize { document }
            | Self::Summarize { document, .. }
            | Self::Classify { document, .. } => Some(document),
            _ => None,
        }
    }

    /// The model that the job is about.
    pub(super) fn model(&self) -> Option<&ModelId> {
        match self {
            Self::Download { model, .. }
            | Self::Convert { model }
            | Self::Verify { model }
            | Self::Measure { model } => Some(model),
            Self::AddModel { model, .. } => model.as_ref(),
            Self::Import { .. }
            | Self::Recognize { .. }
            | Self::Summarize { .. }
            | Self::FillTable { .. }
            | Self::Classify { .. } => None,
        }
    }

    /// The table that the job fills.
    pub(super) fn table(&self) -> Option<TableId> {
        match self {
            Self::FillTable { table } => Some(*table),
            _ => None,
        }
    }

    /// The library's copy of the file, after an import has made it.
    pub(super) fn copy(&self) -> Option<&str> {
        match self {
            Self::Import { copy, .. } => copy.as_deref(),
            _ => None,
        }
    }

    /// Whether one job serves both wishes.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Import { path: one, .. }, Self::Import { path: two, .. }) => one == two,
            (Self::AddModel { folder: one, .. }, Self::AddModel { folder: two, .. }) => one == two,
            (
                Self::Recognize { .. }
                | Self::Summarize { .. }
                | Self::FillTable { .. }
                | Self::Classify { .. },
                _,
            ) => self == other,
            _ => self.kind() == other.kind() && self.model() == other.model(),
        }
    }

    /// Takes over what a later wish for the same work adds.
    pub(super) fn join(&mut self, later: Self) {
        match (self, later) {
            (
                Self::Import {
                    by_itself,
                    to_show,
                    described,
                    ..
                },
                Self::Import {
                    by_itself: still,
                    to_show: now,
                    described: new,
                    ..
                },
            ) => {
                *by_itself &= still;
                *to_show |= now;
                if new.is_some() {
                    *described = new;
                }
            }
            (
                Self::Download { then, .. },
                Self::Download {
                    then: Some(new), ..
                },
            ) => {
                *then = Some(new);
            }
            (
                Self::AddModel { fast_copy, .. },
                Self::AddModel {
                    fast_copy: true, ..
                },
            ) => *fast_copy = true,
            _ => {}
        }
    }

    /// The kept form, with the job's place in the queue.
    pub(super) fn text(&self, turn: Option<i64>) -> Result<String, LibraryError> {
        serde_json::to_string(&KeptInput { input: self, turn })
            .map_err(|error| LibraryError::Content(error.to_string()))
    }
}

/// A path as text. A path that is not Unicode loses something, which matters only if the program stops before the
/// copy exists.
mod lossy_path {
    use super::{Path, PathBuf};

    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(path: &Path, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&path.to_string_lossy())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<PathBuf, D::Error> {
        String::deserialize(from).map(PathBuf::from)
    }
}
