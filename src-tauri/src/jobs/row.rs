//! Conversions between a job as it runs and as the library keeps it.

use super::types::{JobId, JobKind, JobState};
use crate::document::DocumentId;
use crate::fault;
use crate::library::{KeptJob, KeptJobKind, KeptJobState, LibraryError};

/// A running job with everything that the library keeps of it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    pub(super) id: JobId,
    pub(super) kind: JobKind,
    /// The file's name or the document's title.
    pub(super) name: String,
    /// Its input and options, as JSON.
    pub(super) input: String,
    /// The document, once it is known.
    pub(super) document: Option<DocumentId>,
    pub(super) state: JobState,
    /// The share done, 0 to 1.
    pub(super) done: f32,
    /// How many times it began without finishing.
    pub(super) starts: u32,
}

impl Row {
    /// The kept form.
    ///
    /// # Errors
    /// If a reason cannot be written as JSON.
    pub(super) fn kept(&self) -> Result<KeptJob, LibraryError> {
        let reason = |fault| {
            serde_json::to_value(fault).map_err(|error| LibraryError::Content(error.to_string()))
        };
        Ok(KeptJob {
            id: self.id.0,
            kind: match self.kind {
                JobKind::Import => KeptJobKind::Import,
                JobKind::Recognize => KeptJobKind::Recognize,
                JobKind::Summarize => KeptJobKind::Summarize,
                JobKind::FillTable => KeptJobKind::FillTable,
                JobKind::Classify => KeptJobKind::Classify,
                JobKind::Download => KeptJobKind::Download,
                JobKind::Convert => KeptJobKind::Convert,
                JobKind::Verify => KeptJobKind::Verify,
                JobKind::AddModel => KeptJobKind::AddModel,
                JobKind::Measure => KeptJobKind::Measure,
            },
            name: self.name.clone(),
            input: self.input.clone(),
            document: self.document.clone(),
            state: match &self.state {
                JobState::Queued => KeptJobState::Queued,
                JobState::Running => KeptJobState::Running,
                JobState::NeedsPassword { wrong } => KeptJobState::NeedsPassword { wrong: *wrong },
                JobState::Done => KeptJobState::Done,
                JobState::Refused { reason: fault } => KeptJobState::Refused {
                    reason: reason(fault)?,
                },
                JobState::Failed { reason: fault } => KeptJobState::Failed {
                    reason: reason(fault)?,
                },
                JobState::Cancelled => KeptJobState::Cancelled,
            },
            done: self.done,
            starts: self.starts,
        })
    }

    /// A job from its kept form.
    ///
    /// # Errors
    /// If its reason is not in the form of any version.
    pub(super) fn opened(kept: KeptJob) -> Result<Self, serde_json::Error> {
        Ok(Self {
            id: JobId(kept.id),
            kind: match kept.kind {
                KeptJobKind::Import => JobKind::Import,
                KeptJobKind::Recognize => JobKind::Recognize,
                KeptJobKind::Summarize => JobKind::Summarize,
                KeptJobKind::FillTable => JobKind::FillTable,
                KeptJobKind::Classify => JobKind::Classify,
                KeptJobKind::Download => JobKind::Download,
                KeptJobKind::Convert => JobKind::Convert,
                KeptJobKind::Verify => JobKind::Verify,
                KeptJobKind::AddModel => JobKind::AddModel,
                KeptJobKind::Measure => JobKind::Measure,
            },
            name: kept.name,
            input: kept.input,
            document: kept.document,
            state: match kept.state {
                KeptJobState::Queued => JobState::Queued,
                KeptJobState::Running => JobState::Running,
                KeptJobState::NeedsPassword { wrong } => JobState::NeedsPassword { wrong },
                KeptJobState::Done => JobState::Done,
                KeptJobState::Refused { reason } => JobState::Refused {
                    reason: fault::deserialize_kept(reason)?,
                },
                KeptJobState::Failed { reason } => JobState::Failed {
                    reason: fault::deserialize_kept(reason)?,
                },
                KeptJobState::Cancelled => JobState::Cancelled,
            },
            done: kept.done,
            starts: kept.starts,
        })
    }
}
