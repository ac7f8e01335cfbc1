//! All jobs, in memory and in the database at once: which wait, which run, and their progress.
//!
//! Every change goes through [`Board`] under one lock, which also puts the event into the channel, so listeners
//! receive changes in the order in which they happen.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::pace::Pace;
use super::row::Row;
use super::types::{AppEvent, JobId, JobKind, JobState, JobView};
use crate::assistant::summary::SummaryOptions;
use crate::document::DocumentId;
use crate::fault::Fault;
use crate::library::{Library, LibraryError};
use crate::stage::Stage;

/// A job that began this often without an end, and without keeping progress, does not begin again.
const MOST_STARTS: u32 = 2;
/// Shortest interval between two progress events of one job.
const EVENT_EVERY: Duration = Duration::from_millis(80);

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
    },
    /// A document to summarize.
    Summarize {
        /// The document's identity.
        document: DocumentId,
        /// The options of the summary.
        options: SummaryOptions,
    },
}

/// A job that a worker takes.
pub(super) struct Task {
    pub(super) id: JobId,
    pub(super) input: Input,
    pub(super) password: Option<String>,
    pub(super) stop: Arc<AtomicBool>,
}

struct Entry {
    row: Row,
    input: Input,
    stage: Stage,
    eta_s: Option<f32>,
    password: Option<String>,
    stop: Arc<AtomicBool>,
    pace: Pace,
    told: Option<Instant>,
}

impl Entry {
    fn new(row: Row, input: Input, password: Option<String>) -> Self {
        Self {
            row,
            input,
            stage: Stage::Waiting,
            eta_s: None,
            password,
            stop: Arc::default(),
            pace: Pace::default(),
            told: None,
        }
    }

    /// The library's copy of the file, after an import has made it.
    fn copy(&self) -> Option<String> {
        match &self.input {
            Input::Import { copy, .. } => copy.clone(),
            Input::Summarize { .. } => None,
        }
    }

    fn view(&self) -> JobView {
        JobView {
            id: self.row.id,
            kind: self.row.kind,
            name: self.row.name.clone(),
            document: self.row.document.clone(),
            state: self.row.state.clone(),
            stage: self.stage,
            done: self.row.done,
            eta_s: self.eta_s,
            model: None,
            transfer: None,
        }
    }
}

/// All jobs, oldest first.
pub(super) struct Board {
    entries: BTreeMap<JobId, Entry>,
    events: Sender<AppEvent>,
    closing: bool,
}

impl Board {
    /// The jobs of the last run, taken up again: running jobs wait again, jobs during which the program stopped
    /// twice are set aside, and finished jobs are deleted.
    pub(super) fn resume(
        library: &Library,
        events: Sender<AppEvent>,
    ) -> Result<Self, LibraryError> {
        let mut entries = BTreeMap::new();
        for kept in library.jobs()? {
            let Ok(input) = serde_json::from_str(&kept.input) else {
                library.delete_job(kept.id)?;
                continue;
            };
            // a job that this version cannot parse stays for a version that can
            let Ok(mut row) = Row::opened(kept) else {
                continue;
            };
            match row.state {
                JobState::Done | JobState::Cancelled => {
                    library.delete_job(row.id.0)?;
                    continue;
                }
                JobState::Running if row.starts >= MOST_STARTS => {
                    row.state = JobState::Failed {
                        reason: Fault::Quarantined {
                            name: row.name.clone(),
                        },
                    };
                    library.update_job(&row.kept()?)?;
                }
                JobState::Running => {
                    row.state = JobState::Queued;
                    library.update_job(&row.kept()?)?;
                }
                _ => {}
            }
            entries.insert(row.id, Entry::new(row, input, None));
        }
        Ok(Self {
            entries,
            events,
            closing: false,
        })
    }

    /// Adds a job. If a waiting or running job makes the same summary, returns that job.
    pub(super) fn add(
        &mut self,
        library: &Library,
        name: String,
        input: Input,
        password: Option<String>,
    ) -> Result<JobView, LibraryError> {
        let (kind, document) = match &input {
            Input::Import { .. } => (JobKind::Import, None),
            Input::Summarize { document, .. } => (JobKind::Summarize, Some(document.clone())),
        };
        let alike = self.entries.values().find(|entry| {
            kind == JobKind::Summarize
                && entry.input == input
                && matches!(entry.row.state, JobState::Queued | JobState::Running)
                && !entry.stop.load(Ordering::Relaxed)
        });
        if let Some(entry) = alike {
            return Ok(entry.view());
        }
        let mut row = Row {
            id: JobId(0),
            kind,
            name,
            input: text_of(&input)?,
            document,
            state: JobState::Queued,
            done: 0.0,
            starts: 0,
        };
        row.id = JobId(library.add_job(&row.kept()?)?);
        let entry = Entry::new(row, input, password);
        let view = entry.view();
        self.tell(view.clone());
        self.entries.insert(view.id, entry);
        Ok(view)
    }

    /// Starts the oldest waiting job of a kind.
    pub(super) fn begin(&mut self, library: &Library, kind: JobKind) -> Option<Task> {
        let entry = self
            .entries
            .values_mut()
            .find(|entry| entry.row.kind == kind && entry.row.state == JobState::Queued)?;
        entry.row.state = JobState::Running;
        entry.row.starts += 1;
        entry.stop = Arc::default();
        entry.pace = Pace::default();
        let task = Task {
            id: entry.row.id,
            input: entry.input.clone(),
            password: entry.password.clone(),
            stop: entry.stop.clone(),
        };
        note(store(library, &entry.row));
        let view = entry.view();
        self.tell(view);
        Some(task)
    }

    /// Updates the progress of a running job.
    pub(super) fn advance(&mut self, id: JobId, stage: Stage, done: f32) {
        let Some(entry) = self.entries.get_mut(&id) else {
            return;
        };
        let now = Instant::now();
        // a stage that counts from 0 again never moves the bar back
        entry.row.done = done.clamp(entry.row.done, 1.0);
        entry.eta_s = entry.pace.eta(now, entry.row.done);
        let new_stage = entry.stage != stage;
        entry.stage = stage;
        let due = entry
            .told
            .is_none_or(|told| now.duration_since(told) >= EVENT_EVERY);
        if new_stage || due {
            entry.told = Some(now);
            let view = entry.view();
            self.tell(view);
        }
    }

    /// Records that a part of the work is stored: a kill after this loses only what follows.
    pub(super) fn keep(&mut self, library: &Library, id: JobId) {
        if let Some(entry) = self.entries.get_mut(&id) {
            entry.row.starts = 1;
            note(store(library, &entry.row));
        }
    }

    /// Records what an import has found out: the library's copy, the document.
    pub(super) fn learn(
        &mut self,
        library: &Library,
        id: JobId,
        document: DocumentId,
        copied_as: Option<String>,
    ) -> Result<(), LibraryError> {
        let Some(entry) = self.entries.get_mut(&id) else {
            return Ok(());
        };
        entry.row.document = Some(document);
        if let Input::Import { copy, .. } = &mut entry.input {
            *copy = copied_as;
        }
        entry.row.input = text_of(&entry.input)?;
        store(library, &entry.row)
    }

    /// Records the end of a job's work. Work that stopped because the program closes waits for the next start.
    pub(super) fn end(&mut self, library: &Library, id: JobId, state: JobState) {
        let Some(entry) = self.entries.get_mut(&id) else {
            return;
        };
        entry.eta_s = None;
        if self.closing && state == JobState::Cancelled {
            entry.row.state = JobState::Queued;
            entry.row.starts = entry.row.starts.saturating_sub(1);
            note(store(library, &entry.row));
            return;
        }
        if state == JobState::Done {
            entry.row.done = 1.0;
        }
        if !matches!(state, JobState::NeedsPassword { .. }) {
            entry.password = None;
        }
        entry.row.state = state;
        note(store(library, &entry.row));
        let view = entry.view();
        self.tell(view);
    }

    /// Stops a job: a waiting job at once, a running one when it next checks its flag. Returns the copy that a
    /// waiting import had made.
    pub(super) fn cancel(&mut self, library: &Library, id: JobId) -> Option<String> {
        let entry = self.entries.get_mut(&id)?;
        match entry.row.state {
            JobState::Running => entry.stop.store(true, Ordering::Relaxed),
            JobState::Queued | JobState::NeedsPassword { .. } => {
                let copy = entry.copy();
                self.end(library, id, JobState::Cancelled);
                return copy;
            }
            _ => {}
        }
        None
    }

    /// Tries a locked file again, with a password.
    pub(super) fn unlock(&mut self, library: &Library, id: JobId, password: String) {
        let Some(entry) = self.entries.get_mut(&id) else {
            return;
        };
        if matches!(entry.row.state, JobState::NeedsPassword { .. }) {
            entry.password = Some(password);
            entry.row.starts = 0;
            entry.row.state = JobState::Queued;
            note(store(library, &entry.row));
            let view = entry.view();
            self.tell(view);
        }
    }

    /// Deletes a job that is not running, and returns the copy that an import had made.
    pub(super) fn dismiss(&mut self, library: &Library, id: JobId) -> Option<String> {
        let ended = self
            .entries
            .get(&id)
            .is_some_and(|entry| !matches!(entry.row.state, JobState::Queued | JobState::Running));
        let entry = ended.then(|| self.entries.remove(&id))??;
        note(library.delete_job(id.0));
        entry.copy()
    }

    /// Stops everything that is running; the next start takes it up.
    pub(super) fn close(&mut self) {
        self.closing = true;
        for entry in self.entries.values() {
            entry.stop.store(true, Ordering::Relaxed);
        }
    }

    pub(super) fn closing(&self) -> bool {
        self.closing
    }

    pub(super) fn views(&self) -> Vec<JobView> {
        self.entries.values().map(Entry::view).collect()
    }

    pub(super) fn view(&self, id: JobId) -> Option<JobView> {
        self.entries.get(&id).map(Entry::view)
    }

    pub(super) fn send(&self, event: AppEvent) {
        // nobody listens once the program closes
        let _ = self.events.send(event);
    }

    fn tell(&self, job: JobView) {
        self.send(AppEvent::Job { job });
    }
}

fn store(library: &Library, row: &Row) -> Result<(), LibraryError> {
    library.update_job(&row.kept()?)
}

fn text_of(input: &Input) -> Result<String, LibraryError> {
    serde_json::to_string(input).map_err(|error| LibraryError::Content(error.to_string()))
}

/// If a job's row cannot be written, the job still runs; only a kill would lose its progress.
fn note(result: Result<(), LibraryError>) {
    if let Err(error) = result {
        tracing::warn!(%error, "a job's state could not be stored");
    }
}

/// A path as text. A path that is not Unicode loses something, which matters only if the program stops before the
/// copy exists.
mod lossy_path {
    use std::path::{Path, PathBuf};

    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(path: &Path, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&path.to_string_lossy())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<PathBuf, D::Error> {
        String::deserialize(from).map(PathBuf::from)
    }
}
