//! A job in the form that the library keeps.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::document::DocumentId;

/// A job to store. It never contains a password.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptJob {
    /// Its identity, unique across restarts.
    pub id: i64,
    /// What it does.
    pub kind: KeptJobKind,
    /// The file's name or the document's title.
    pub name: String,
    /// Its input and options, as JSON that `jobs` defines.
    pub input: String,
    /// The document, once it is known.
    pub document: Option<DocumentId>,
    /// Its state.
    pub state: KeptJobState,
    /// The share done, 0 to 1.
    pub done: f32,
    /// How many times it began without finishing.
    pub starts: u32,
}

/// The kind of a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeptJobKind {
    /// It reads a file into the library.
    Import,
    /// It recognizes the text of a document's scanned pages.
    Recognize,
    /// It summarizes a document of the library.
    Summarize,
    /// It puts the questions of a table to its papers.
    FillTable,
    /// It finds the classes along a document of sequences.
    Classify,
    /// It downloads a model and makes it ready.
    Download,
    /// It makes the fast copy of a model.
    Convert,
    /// It compares a model's files with their hashes.
    Verify,
    /// It copies or links a model's folder and makes it ready.
    AddModel,
    /// It measures how fast a model is on this machine.
    Measure,
}

/// The state of a job. Reasons are JSON that `jobs` defines, in the form of the version that wrote them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum KeptJobState {
    /// It waits for its turn.
    Queued,
    /// A worker was running it.
    Running,
    /// It waits for a password.
    NeedsPassword {
        /// Whether a wrong password was tried.
        wrong: bool,
    },
    /// It finished.
    Done,
    /// The file or the document was refused.
    Refused {
        /// The reason, as JSON.
        reason: Value,
    },
    /// It failed.
    Failed {
        /// The fault, as JSON.
        reason: Value,
    },
    /// The person stopped it.
    Cancelled,
}
