//! Jobs as the window and the command line see them, and the events that listeners receive.

use std::path::Path;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::assistant::answer::{AnswerView, FollowUp};
use crate::assistant::summary::SummaryView;
use crate::bibliography::BibliographyReport;
use crate::crashes;
use crate::document::DocumentId;
use crate::fault::{self, Fault};
use crate::library::{ColumnId, EvidenceCell, QuestionId, TableId};
use crate::search::Scope;
use crate::settings;
use crate::stage::Stage;
use crate::weights::store::{ModelId, ModelRole};

/// A piece of long work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct JobId(#[ts(type = "number")] pub i64);

/// The kind of a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum JobKind {
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

impl JobKind {
    /// Whether it is work on a model, which one job at a time does.
    pub(super) fn is_about_a_model(self) -> bool {
        match self {
            Self::Import | Self::Recognize | Self::Summarize | Self::FillTable | Self::Classify => {
                false
            }
            Self::Download | Self::Convert | Self::Verify | Self::AddModel | Self::Measure => true,
        }
    }
}

/// The state of a job.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum JobState {
    /// It waits for its turn.
    Queued,
    /// In progress.
    Running,
    /// The file is encrypted; `unlock` continues.
    NeedsPassword {
        /// Whether a wrong password was tried.
        wrong: bool,
    },
    /// The job ended well.
    Done,
    /// An expected refusal, such as a scan without text or a file of another format. The window shows a note, not
    /// a red error.
    Refused {
        /// The reason for the refusal.
        #[serde(deserialize_with = "fault::deserialize_kept")]
        reason: Fault,
    },
    /// The job failed unexpectedly.
    Failed {
        /// The fault that ended it.
        #[serde(deserialize_with = "fault::deserialize_kept")]
        reason: Fault,
    },
    /// The person stopped the job.
    Cancelled,
}

/// A job as the window shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct JobView {
    /// Its identity, unique across restarts.
    pub id: JobId,
    /// The kind of work.
    pub kind: JobKind,
    /// The file's name or the document's title.
    pub name: String,
    /// The document, once it is known.
    pub document: Option<DocumentId>,
    /// Its place in the queue: of the jobs that wait, the one with the lowest number is next.
    #[ts(type = "number")]
    pub turn: i64,
    /// Whether it reads what appeared in a watched folder, so that nobody waits for it.
    pub by_itself: bool,
    /// Whether it reads a file that a person gave alone, and so wants to see. Of several, none takes the place of what is open.
    pub to_show: bool,
    /// The current state.
    pub state: JobState,
    /// The current stage.
    pub stage: Stage,
    /// The share of the whole work that is done, 0 to 1.
    pub done: f32,
    /// Seconds left; `None` until the pace is known.
    pub eta_s: Option<f32>,
    /// The model that the work is about.
    pub model: Option<ModelId>,
    /// The table that the work fills.
    pub table: Option<TableId>,
    /// The progress of a download.
    pub transfer: Option<Transfer>,
}

/// The progress of a download.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
pub struct Transfer {
    /// Bytes that are here.
    #[ts(type = "number")]
    pub bytes: u64,
    /// Bytes of the whole, if they are known.
    #[ts(type = "number | null")]
    pub total: Option<u64>,
    /// Bytes per second, over the last seconds.
    pub per_second: f32,
    /// Seconds until the next attempt, while the work waits for one.
    pub retry_in: Option<f32>,
}

/// What a look through folders has found so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LookedThrough {
    /// Number of files and folders that were looked at.
    pub entries: u32,
    /// Number of documents among them.
    pub documents: u32,
}

/// What a question is put to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "to", rename_all = "snake_case")]
pub enum QuestionScope {
    /// Some documents of the library.
    Documents {
        /// Their identities. Those that the library does not have any more are not asked.
        ids: Vec<DocumentId>,
    },
    /// Everything that the library has.
    Library,
}

impl From<&QuestionScope> for Scope {
    fn from(scope: &QuestionScope) -> Self {
        match scope {
            QuestionScope::Documents { ids } => Self::Documents(ids.clone()),
            QuestionScope::Library => Self::Everything,
        }
    }
}

/// An answer as the window receives it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct GivenAnswer {
    /// The question in the history; `None` if it could not be kept.
    pub id: Option<QuestionId>,
    /// The answer.
    pub answer: AnswerView,
    /// At most three questions that may follow.
    pub follow_ups: Vec<FollowUp>,
}

/// Something that a person should know about how the program started.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum StartupRemark {
    /// The settings file was damaged: it is kept under another name, and the defaults apply.
    SettingsReplaced {
        /// The new path of the damaged file, as text.
        kept_as: String,
    },
    /// The program made a mistake since the start before, and wrote a report.
    Crashed {
        /// The path of the last report, as text.
        report: String,
    },
}

impl StartupRemark {
    /// The remarks that follow from loading the settings.
    pub fn about(settings: &settings::Loaded) -> Vec<Self> {
        let replaced = settings.damaged.iter().map(|path| Self::SettingsReplaced {
            kept_as: path.display().to_string(),
        });
        replaced.collect()
    }

    /// The remark about crashes of which nobody was told yet, if there are any.
    pub(super) fn about_crashes(folder: &Path) -> Option<Self> {
        let report = crashes::untold(folder).pop()?;
        Some(Self::Crashed {
            report: report.display().to_string(),
        })
    }
}

/// Events while the window is open, in order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum AppEvent {
    /// A job began, progressed or ended.
    Job {
        /// The job's current state.
        job: JobView,
    },
    /// A person gave so many files that none is read before they say so.
    ManyFiles {
        /// The number of the files.
        files: u32,
    },
    /// Folders that a person gave are being looked through, which takes a while.
    Looking {
        /// What was found so far; `None` once nothing is looked through any more.
        found: Option<LookedThrough>,
    },
    /// The library and the models are being copied to another folder.
    Moving {
        /// The number of bytes that are there.
        #[ts(type = "number")]
        done: u64,
        /// The number of all bytes.
        #[ts(type = "number")]
        total: u64,
    },
    /// Documents were added, removed, deleted or changed: the list has to be loaded again.
    Library,
    /// A bibliography was read, and the papers that it has files of are imported.
    Bibliography {
        /// What came of it.
        report: BibliographyReport,
    },
    /// Collections or tags, or the documents in them, changed: they have to be loaded again.
    Groups,
    /// A document was read again: its sentences, its summary and its annotations have to be loaded again.
    ReadAgain {
        /// The document.
        document: DocumentId,
    },
    /// Another program changed the settings: they have to be loaded again.
    Settings,
    /// Models were added, removed or changed their state, or another one is in use: the shelf has to be loaded again.
    Models,
    /// A chosen model cannot be used, so the work goes on with key sentences or with the starter model.
    ModelUnusable {
        /// What it was chosen for.
        role: ModelRole,
        /// Why it cannot be used.
        #[serde(deserialize_with = "fault::deserialize_kept")]
        reason: Fault,
    },
    /// A summary has new text.
    Summary {
        /// The summary so far.
        summary: SummaryView,
    },
    /// A question is in progress.
    Asking {
        /// What it was put to.
        scope: QuestionScope,
        /// The current stage.
        stage: Stage,
        /// The share of the work that is done, 0 to 1.
        done: f32,
    },
    /// A question has a first answer, which the final one replaces; its `provisional` is true.
    FirstAnswer {
        /// What it was put to.
        scope: QuestionScope,
        /// The answer so far.
        answer: Box<AnswerView>,
    },
    /// An answer of the history is being written in short.
    InShort {
        /// Its question.
        question: QuestionId,
        /// The current stage.
        stage: Stage,
        /// The share of the work that is done, 0 to 1.
        done: f32,
    },
    /// A question was added to the history, or some were deleted: the list has to be loaded again.
    Questions,
    /// Tables were made, changed, deleted or restored: the list, and a table that is on show, have to be loaded again.
    Tables,
    /// A cell of a table was filled.
    CellFilled {
        /// The table.
        table: TableId,
        /// The question.
        column: ColumnId,
        /// The paper.
        document: DocumentId,
        /// What stands in the cell now.
        cell: EvidenceCell,
    },
    /// Passages are being embedded in the background, so that questions find them by their meaning. Nobody waits for
    /// it: the rest is found by words.
    Embedding {
        /// Number of passages that are embedded.
        embedded: u32,
        /// Number of all passages.
        passages: u32,
    },
}
