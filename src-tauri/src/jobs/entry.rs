//! One job in memory: its row, its progress, and the flag that stops it.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::input::Input;
use super::pace::Pace;
use super::row::Row;
use super::types::{JobId, JobState, JobView, Transfer};
use crate::stage::Stage;
use crate::weights::store::ModelId;

/// Shortest interval between two progress events of one job.
const EVENT_EVERY: Duration = Duration::from_millis(80);

/// A job that a worker takes.
pub(super) struct Task {
    pub(super) id: JobId,
    pub(super) input: Input,
    pub(super) password: Option<String>,
    pub(super) stop: Arc<AtomicBool>,
}

/// Progress of a running job.
#[derive(Debug, Clone, Copy)]
pub(super) struct Progress {
    pub(super) stage: Stage,
    /// The share of the whole work that is done, 0 to 1.
    pub(super) done: f32,
    /// The share of what is being done now, 0 to 1, if the time left is about that alone, because the pace of the
    /// stage before says nothing about this one.
    pub(super) of_stage: Option<f32>,
    /// The progress of a download.
    pub(super) transfer: Option<Transfer>,
}

pub(super) struct Entry {
    pub(super) row: Row,
    pub(super) input: Input,
    /// Its place in the queue, if it was moved; `None` for the order in which jobs came.
    pub(super) turn: Option<i64>,
    stage: Stage,
    eta_s: Option<f32>,
    transfer: Option<Transfer>,
    pub(super) password: Option<String>,
    pub(super) stop: Arc<AtomicBool>,
    /// Whether a person stopped it, and not the end of the program.
    pub(super) given_up: bool,
    /// Whether a later wish for the same work makes a job of its own: another model was chosen since it began to write, or
    /// it has found nothing more to do.
    pub(super) sealed: bool,
    /// Whether it was stopped to go on later: the queue rests, or something else goes first.
    interrupted: bool,
    pace: Pace,
    told: Option<Instant>,
}

impl Entry {
    pub(super) fn new(row: Row, input: Input, turn: Option<i64>, password: Option<String>) -> Self {
        Self {
            row,
            input,
            turn,
            stage: Stage::Waiting,
            eta_s: None,
            transfer: None,
            password,
            stop: Arc::default(),
            given_up: false,
            sealed: false,
            interrupted: false,
            pace: Pace::default(),
            told: None,
        }
    }

    pub(super) fn is_at(&self, state: &JobState) -> bool {
        self.row.state == *state
    }

    /// Whether it waits or runs, and nobody has stopped it for good.
    pub(super) fn goes_on(&self) -> bool {
        let stopped = self.stop.load(Ordering::Relaxed) && !self.interrupted;
        matches!(self.row.state, JobState::Queued | JobState::Running) && !stopped && !self.given_up
    }

    /// Whether it waits for its turn in the queue, in which work on models does not stand.
    pub(super) fn waits(&self) -> bool {
        self.is_at(&JobState::Queued) && !self.row.kind.is_about_a_model()
    }

    /// Its place in the queue.
    pub(super) fn turn(&self) -> i64 {
        self.turn.unwrap_or(self.row.id.0)
    }

    /// Whether it goes before another job.
    pub(super) fn is_before(&self, other: &Self) -> bool {
        (self.turn(), self.row.id) < (other.turn(), other.row.id)
    }

    /// Stops it at once, to go on later.
    pub(super) fn interrupt(&mut self) {
        self.interrupted = true;
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Whether work that stops now goes on later.
    pub(super) fn goes_on_later(&self, closing: bool) -> bool {
        (closing || self.interrupted) && !self.given_up
    }

    /// Puts stopped work back into the queue.
    pub(super) fn put_back(&mut self) {
        self.row.state = JobState::Queued;
        self.row.starts = self.row.starts.saturating_sub(1);
        self.stage = Stage::Waiting;
    }

    /// Whether it has ended.
    pub(super) fn has_ended(&self) -> bool {
        !matches!(
            self.row.state,
            JobState::Queued | JobState::Running | JobState::NeedsPassword { .. }
        )
    }

    /// Whether it works on this model now.
    pub(super) fn is_at_work_on(&self, model: &ModelId) -> bool {
        self.is_at(&JobState::Running) && self.input.model() == Some(model)
    }

    /// The folder of the model that it finds classes with now.
    pub(super) fn classifier(&self) -> Option<&Path> {
        match &self.input {
            Input::Classify { folder, .. } if self.is_at(&JobState::Running) => Some(folder),
            _ => None,
        }
    }

    /// Begins the work.
    pub(super) fn begin(&mut self) -> Task {
        self.row.state = JobState::Running;
        self.row.starts += 1;
        self.stop = Arc::default();
        self.sealed = false;
        self.interrupted = false;
        self.pace = Pace::default();
        Task {
            id: self.row.id,
            input: self.input.clone(),
            password: self.password.clone(),
            stop: self.stop.clone(),
        }
    }

    /// Puts an ended job back into the queue, behind the turn that was the last, as if it were new.
    pub(super) fn renew(&mut self, last: i64) {
        if self.turn() < last {
            self.turn = Some(last.saturating_add(1));
        }
        self.row.state = JobState::Queued;
        self.row.starts = 0;
        self.row.done = 0.0;
        self.stage = Stage::Waiting;
        self.stop = Arc::default();
        self.given_up = false;
        self.interrupted = false;
    }

    /// Tries a locked file again: with a password, or with those that opened others.
    pub(super) fn try_again(&mut self, password: Option<String>) {
        self.password = password;
        self.row.starts = 0;
        self.row.state = JobState::Queued;
    }

    /// Takes progress over, and returns whether listeners should receive it.
    pub(super) fn advance(&mut self, progress: Progress) -> bool {
        let now = Instant::now();
        let new_stage = self.stage != progress.stage;
        if new_stage && progress.of_stage.is_some() {
            self.pace = Pace::default();
        }
        // a stage that counts from 0 again never moves the bar back
        self.row.done = progress.done.clamp(self.row.done, 1.0);
        let share = progress.of_stage.unwrap_or(self.row.done);
        self.eta_s = match progress.transfer {
            Some(transfer) => seconds_left(&transfer),
            None => self.pace.eta(now, share),
        };
        self.stage = progress.stage;
        self.transfer = progress.transfer;
        let due = self
            .told
            .is_none_or(|told| now.duration_since(told) >= EVENT_EVERY);
        if new_stage || due {
            self.told = Some(now);
        }
        new_stage || due
    }

    /// Forgets what is only true of running work.
    pub(super) fn rest(&mut self) {
        self.eta_s = None;
        self.transfer = None;
    }

    pub(super) fn view(&self) -> JobView {
        let (by_itself, to_show) = match &self.input {
            Input::Import {
                by_itself, to_show, ..
            } => (*by_itself, *to_show),
            _ => (false, false),
        };
        JobView {
            id: self.row.id,
            kind: self.row.kind,
            name: self.row.name.clone(),
            document: self.row.document.clone(),
            turn: self.turn(),
            by_itself,
            to_show,
            state: self.row.state.clone(),
            stage: self.stage,
            done: self.row.done,
            eta_s: self.eta_s,
            model: self.input.model().cloned(),
            table: self.input.table(),
            transfer: self.transfer,
        }
    }
}

/// The time that the rest of a download takes at its speed.
fn seconds_left(transfer: &Transfer) -> Option<f32> {
    let missing = transfer.total?.saturating_sub(transfer.bytes);
    let moves = transfer.per_second > 0.0 && transfer.retry_in.is_none();
    moves.then(|| missing as f32 / transfer.per_second)
}
