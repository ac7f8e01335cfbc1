//! All jobs, in memory and in the database at once: which wait, which run, and their progress.
//!
//! Every change goes through [`Board`] under one lock, which also puts the event into the channel, so listeners
//! receive changes in the order in which they happen.

use std::collections::{BTreeMap, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::sync::mpsc::Sender;

use super::entry::{Entry, Progress, Task};
use super::input::{Input, KeptInput};
use super::row::Row;
use super::types::{AppEvent, JobId, JobKind, JobState, JobView};
use crate::document::DocumentId;
use crate::fault::Fault;
use crate::library::{Library, LibraryError, TableId};
use crate::stage::Stage;
use crate::weights::store::ModelId;

/// A job that began this often without an end, and without keeping progress, does not begin again.
const MOST_STARTS: u32 = 2;

/// All jobs, oldest first.
pub(super) struct Board {
    pub(super) entries: BTreeMap<JobId, Entry>,
    /// Jobs that were deleted since the program began and can come back, the latest last.
    pub(super) dismissed: VecDeque<Entry>,
    events: Sender<AppEvent>,
    /// Whether the queue rests: nothing that stands in it begins.
    pub(super) paused: bool,
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
            // a job that this version cannot read stays for a version that can
            let Ok(KeptInput { input, turn }) = serde_json::from_str(&kept.input) else {
                continue;
            };
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
            entries.insert(row.id, Entry::new(row, input, turn, None));
        }
        Ok(Self {
            entries,
            dismissed: VecDeque::new(),
            events,
            paused: false,
            closing: false,
        })
    }

    /// Adds a job. If a waiting or running job does the same, that job takes the wish over; if the same work failed, or
    /// is work on a model and has ended, its job begins again.
    pub(super) fn add(
        &mut self,
        library: &Library,
        name: String,
        input: Input,
        password: Option<String>,
    ) -> Result<JobView, LibraryError> {
        let last = self.last_turn();
        let takes_over = |entry: &Entry| match entry.row.state {
            JobState::NeedsPassword { .. } | JobState::Refused { .. } | JobState::Failed { .. } => {
                true
            }
            JobState::Done | JobState::Cancelled => entry.row.kind.is_about_a_model(),
            JobState::Queued | JobState::Running => entry.goes_on(),
        };
        let alike = self
            .entries
            .values_mut()
            .find(|entry| entry.input.is_like(&input) && !entry.sealed && takes_over(entry));
        if let Some(entry) = alike {
            match entry.has_ended() {
                true => {
                    entry.input = input;
                    entry.renew(last);
                }
                false => entry.input.join(input),
            }
            entry.row.input = entry.input.text(entry.turn)?;
            store(library, &entry.row)?;
            let view = entry.view();
            self.tell(view.clone());
            return Ok(view);
        }
        let mut row = Row {
            id: JobId(0),
            kind: input.kind(),
            name,
            input: input.text(None)?,
            document: input.document().cloned(),
            state: JobState::Queued,
            done: 0.0,
            starts: 0,
        };
        row.id = JobId(library.add_job(&row.kept()?)?);
        let entry = Entry::new(row, input, None, password);
        let view = entry.view();
        self.tell(view.clone());
        self.entries.insert(view.id, entry);
        Ok(view)
    }

    /// The last place in the queue that a job has.
    pub(super) fn last_turn(&self) -> i64 {
        self.entries.values().map(Entry::turn).max().unwrap_or(0)
    }

    /// Starts the next waiting job of these kinds whose model no other job works on.
    pub(super) fn begin(&mut self, library: &Library, kinds: &[JobKind]) -> Option<Task> {
        let free = |entry: &Entry| {
            let model = entry.input.model();
            let mut others = self.entries.values();
            model.is_none_or(|model| !others.any(|other| other.is_at_work_on(model)))
        };
        let waiting = self.entries.values().filter(|entry| {
            kinds.contains(&entry.row.kind)
                && entry.is_at(&JobState::Queued)
                && !(self.paused && entry.waits())
                && free(entry)
        });
        let next = waiting.min_by_key(|entry| (entry.turn(), entry.row.id));
        let id = next.map(|entry| entry.row.id)?;
        let entry = self.entries.get_mut(&id)?;
        let task = entry.begin();
        note(store(library, &entry.row));
        let view = entry.view();
        self.tell(view);
        Some(task)
    }

    /// Updates the progress of a running job.
    pub(super) fn advance(&mut self, id: JobId, stage: Stage, done: f32) {
        let progress = Progress {
            stage,
            done,
            of_stage: None,
            transfer: None,
        };
        self.progress(id, progress);
    }

    /// Updates the progress of a running job, with what is known about its stage.
    pub(super) fn progress(&mut self, id: JobId, progress: Progress) {
        let Some(entry) = self.entries.get_mut(&id) else {
            return;
        };
        if entry.advance(progress) {
            let view = entry.view();
            self.tell(view);
        }
    }

    /// Records that a part of the work is stored: a kill after this loses only what follows. Work before which another of
    /// its kind goes stops here, to go on after that.
    pub(super) fn keep(&mut self, library: &Library, id: JobId) {
        let yields = self.entries.get(&id).is_some_and(|entry| {
            let mut others = self.entries.values();
            others.any(|other| {
                other.row.kind == entry.row.kind && other.waits() && other.is_before(entry)
            })
        });
        if let Some(entry) = self.entries.get_mut(&id) {
            entry.row.starts = 1;
            note(store(library, &entry.row));
            if yields {
                entry.interrupt();
            }
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
        entry.row.input = entry.input.text(entry.turn)?;
        store(library, &entry.row)
    }

    /// Records the model that a folder became.
    pub(super) fn learn_model(
        &mut self,
        library: &Library,
        id: JobId,
        added: ModelId,
    ) -> Result<(), LibraryError> {
        let Some(entry) = self.entries.get_mut(&id) else {
            return Ok(());
        };
        if let Input::AddModel { model, .. } = &mut entry.input {
            *model = Some(added);
        }
        entry.row.input = entry.input.text(entry.turn)?;
        store(library, &entry.row)
    }

    /// The input of a job as it is now: a later wish may have joined it while it was running.
    pub(super) fn input(&self, id: JobId) -> Option<Input> {
        self.entries.get(&id).map(|entry| entry.input.clone())
    }

    /// The folders of the models that find classes now.
    pub(super) fn classifying(&self) -> Vec<PathBuf> {
        let mut running = Vec::new();
        for entry in self.entries.values() {
            running.extend(entry.classifier().map(Path::to_owned));
        }
        running
    }

    /// Whether a job works on this model now.
    pub(super) fn is_at_work_on(&self, model: &ModelId) -> bool {
        self.entries
            .values()
            .any(|entry| entry.is_at_work_on(model))
    }

    /// Records the end of a job's work. Work that stopped because the program closes, or that was interrupted, waits
    /// again.
    pub(super) fn end(&mut self, library: &Library, id: JobId, state: JobState) {
        let Some(entry) = self.entries.get_mut(&id) else {
            return;
        };
        entry.rest();
        if state == JobState::Cancelled && entry.goes_on_later(self.closing) {
            entry.put_back();
            note(store(library, &entry.row));
            // nobody listens any more when the program closes
            if !self.closing {
                let view = entry.view();
                self.tell(view);
            }
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
            JobState::Running => {
                entry.given_up = true;
                entry.stop.store(true, Ordering::Relaxed);
            }
            JobState::Queued | JobState::NeedsPassword { .. } => {
                let copy = entry.input.copy().map(str::to_owned);
                self.end(library, id, JobState::Cancelled);
                return copy;
            }
            _ => {}
        }
        None
    }

    /// Another model writes summaries from now on: a later wish for one does not join a summary in progress.
    pub(super) fn model_changed(&mut self) {
        for entry in self.entries.values_mut() {
            entry.sealed |= entry.row.kind == JobKind::Summarize && entry.is_at(&JobState::Running);
        }
    }

    /// A job has found nothing more to do, so a later wish for the same work makes a job of its own.
    pub(super) fn seal(&mut self, id: JobId) {
        if let Some(entry) = self.entries.get_mut(&id) {
            entry.sealed = true;
        }
    }

    /// The table that a job fills, if it has not ended.
    pub(super) fn table_of(&self, id: JobId) -> Option<TableId> {
        let entry = self.entries.get(&id).filter(|entry| !entry.has_ended())?;
        entry.input.table()
    }

    /// The job that fills a table, if it has not ended.
    pub(super) fn filling(&self, table: TableId) -> Option<JobId> {
        let mut entries = self.entries.values();
        let filling = entries.find(|entry| {
            entry.input.table() == Some(table) && !entry.has_ended() && !entry.sealed
        });
        filling.map(|entry| entry.row.id)
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

    /// Whether a job that stops now goes on later.
    pub(super) fn goes_on_later(&self, id: JobId) -> bool {
        let entry = self.entries.get(&id);
        entry.is_some_and(|entry| entry.goes_on_later(self.closing))
    }

    /// The work on a document that has not ended.
    pub(super) fn unfinished_work_on(&self, document: &DocumentId) -> Vec<JobId> {
        let about = |entry: &&Entry| {
            matches!(
                entry.row.kind,
                JobKind::Recognize | JobKind::Summarize | JobKind::Classify
            ) && entry.input.document() == Some(document)
                && !entry.has_ended()
        };
        let entries = self.entries.values().filter(about);
        entries.map(|entry| entry.row.id).collect()
    }

    /// The work on a document that has ended, also the import that brought it.
    pub(super) fn ended_work_on(&self, document: &DocumentId) -> Vec<JobId> {
        let about =
            |entry: &&Entry| entry.row.document.as_ref() == Some(document) && entry.has_ended();
        let entries = self.entries.values().filter(about);
        entries.map(|entry| entry.row.id).collect()
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

    pub(super) fn tell(&self, job: JobView) {
        self.send(AppEvent::Job { job });
    }
}

pub(super) fn store(library: &Library, row: &Row) -> Result<(), LibraryError> {
    library.update_job(&row.kept()?)
}

/// If a job's row cannot be written, the job still runs; only a kill would lose its progress.
pub(super) fn note(result: Result<(), LibraryError>) {
    if let Err(error) = result {
        tracing::warn!(%error, "a job's state could not be stored");
    }
}
