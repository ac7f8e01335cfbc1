//! The threads that run the jobs: some read files, one recognizes text, one writes summaries, one fills tables, one finds classes
//! along sequences, one downloads models, and one does the other work on models.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::PoisonError;

use super::entry::Task;
use super::input::Input;
use super::types::{JobKind, JobState};
use super::{Shared, classify, fill, import, lock, models, recognize, summarize};
use crate::fault::Fault;

impl Shared {
    /// A worker's life: it runs one job of its kinds after another.
    pub(super) fn work(&self, kinds: &[JobKind]) {
        while let Some(task) = self.next(kinds) {
            let held = uses_the_processor(task.input.kind()).then(|| self.rest.hold());
            let outcome = catch_unwind(AssertUnwindSafe(|| self.run(&task)));
            drop(held);
            let state = outcome.unwrap_or_else(|_| JobState::Failed { reason: defect() });
            if task.input.kind() == JobKind::Summarize {
                *lock(&self.draft) = None;
            }
            self.board().end(&self.library, task.id, state);
            // a job of another thread may wait for the model of this one
            self.wake.notify_all();
        }
    }

    fn run(&self, task: &Task) -> JobState {
        match &task.input {
            Input::Import {
                path,
                copy,
                described,
                by_itself,
                to_show,
            } => {
                let (copy, described) = (copy.as_deref(), described.as_ref());
                import::run(self, task, path, copy, described, *by_itself, *to_show)
            }
            Input::Recognize { document } => recognize::run(self, task, document),
            Input::Summarize {
                document,
                options,
                quoted,
            } => summarize::run(self, task, document, options, *quoted),
            Input::FillTable { table } => fill::run(self, task, *table),
            Input::Classify { document, folder } => classify::run(self, task, document, folder),
            Input::Download { .. }
            | Input::Convert { .. }
            | Input::Verify { .. }
            | Input::AddModel { .. }
            | Input::Measure { .. } => models::run(self, task),
        }
    }

    /// Waits for a job; `None` when the program closes.
    fn next(&self, kinds: &[JobKind]) -> Option<Task> {
        let mut board = self.board();
        loop {
            if board.closing() {
                return None;
            }
            if let Some(task) = board.begin(&self.library, kinds) {
                return Some(task);
            }
            board = self
                .wake
                .wait(board)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// Whether passages are not embedded while such a job runs.
fn uses_the_processor(kind: JobKind) -> bool {
    match kind {
        // it waits for the network most of the time
        JobKind::Download => false,
        JobKind::Import
        | JobKind::Recognize
        | JobKind::Summarize
        | JobKind::FillTable
        | JobKind::Classify
        | JobKind::Convert
        | JobKind::Verify
        | JobKind::AddModel
        | JobKind::Measure => true,
    }
}

/// A panic is a defect. The log has no text of documents, and the message of a panic may quote some, so the log only
/// says that it happened; the message went to the standard error.
pub(super) fn defect() -> Fault {
    tracing::error!("a job panicked");
    Fault::Defect
}
