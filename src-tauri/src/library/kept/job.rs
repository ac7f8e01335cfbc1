//! A job as it is kept.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::document::DocumentId;

/// A job. Passwords are never part of it.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptJob {
    /// Its identity, unique over restarts.
    pub id: i64,
    /// What it does.
    pub kind: KeptJobKind,
    /// The file's name or the document's title.
    pub name: String,
    /// What it works on and its options, as JSON of whoever runs jobs.
    pub input: String,
    /// The document, once known.
    pub document: Option<DocumentId>,
    /// How it stands.
    pub state: KeptJobState,
    /// Share done, 0 to 1.
    pub done: f32,
    /// The number of times it was begun without coming to an end.
    pub starts: u32,
}

/// What a job does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeptJobKind {
    /// Reads a file into the library.
    Import,
    /// Summarizes a document of the library.
    Summarize,
}

/// How a job stands. A reason is JSON of whoever runs jobs, which has changed its form before.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum KeptJobState {
    /// Waits for its turn.
    Queued,
    /// Was being worked on.
    Running,
    /// Waits for a password.
    NeedsPassword {
        /// Whether a password was tried and was wrong.
        wrong: bool,
    },
    /// Finished.
    Done,
    /// The file or the document was refused.
    Refused {
        /// Why.
        reason: Value,
    },
    /// Something went wrong.
    Failed {
        /// What.
        reason: Value,
    },
    /// Stopped by the person.
    Cancelled,
}
