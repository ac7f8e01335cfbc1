//! Jobs as a face of the program sees them, and what happens while it listens.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::assistant::summary::SummaryView;
use crate::document::DocumentId;
use crate::fault::{self, Fault};
use crate::settings;
use crate::stage::Stage;

/// A piece of long work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct JobId(#[ts(type = "number")] pub i64);

/// What a job does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum JobKind {
    /// Reads a file into the library.
    Import,
    /// Summarizes a document of the library.
    Summarize,
}

/// How a job stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum JobState {
    /// Waits for its turn.
    Queued,
    /// At work.
    Running,
    /// The file is encrypted; `unlock` goes on.
    NeedsPassword {
        /// Whether a password was tried and was wrong.
        wrong: bool,
    },
    /// Finished.
    Done,
    /// An expected no: a scan without text, a file that is no document. A note, not a red error.
    Refused {
        /// Why.
        #[serde(deserialize_with = "fault::deserialize_kept")]
        reason: Fault,
    },
    /// Something that should not have happened.
    Failed {
        /// What.
        #[serde(deserialize_with = "fault::deserialize_kept")]
        reason: Fault,
    },
    /// Stopped by the person.
    Cancelled,
}

/// A job as the window sees it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct JobView {
    /// Its identity; unique over restarts.
    pub id: JobId,
    /// What it does.
    pub kind: JobKind,
    /// The file's name or the document's title.
    pub name: String,
    /// The document, once it is known.
    pub document: Option<DocumentId>,
    /// How it stands.
    pub state: JobState,
    /// What it is doing.
    pub stage: Stage,
    /// Share of the whole work done, 0 to 1.
    pub done: f32,
    /// Seconds left, once that can be told.
    pub eta_s: Option<f32>,
}

/// Something that a person should know about how the program started.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum StartupRemark {
    /// The settings file was damaged: it is kept under another name, and the defaults are used.
    SettingsReplaced {
        /// The damaged file's new place, as text.
        kept_as: String,
    },
}

impl StartupRemark {
    /// The remarks about settings as they were loaded.
    pub fn about(settings: &settings::Loaded) -> Vec<Self> {
        let replaced = settings.damaged.iter().map(|path| Self::SettingsReplaced {
            kept_as: path.display().to_string(),
        });
        replaced.collect()
    }
}

/// What happens while the window is open, in order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum AppEvent {
    /// A job began, moved or ended.
    Job {
        /// The job.
        job: JobView,
    },
    /// Documents were added, removed or renamed: ask for the list again.
    Library,
    /// A summary grew.
    Summary {
        /// As it stands now.
        summary: SummaryView,
    },
    /// A question is being answered.
    Asking {
        /// The document that was asked.
        document: DocumentId,
        /// What is being done.
        stage: Stage,
        /// Share of the work done, 0 to 1.
        done: f32,
    },
}
