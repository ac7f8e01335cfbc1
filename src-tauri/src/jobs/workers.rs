//! The threads that run the jobs: one reads files, one writes summaries.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::PoisonError;

use super::board::{Input, Task};
use super::types::{JobKind, JobState};
use super::{Shared, import, lock, summarize};
use crate::fault::Fault;

impl Shared {
    /// A worker's life: it runs one job of its kind after another.
    pub(super) fn work(&self, kind: JobKind) {
        while let Some(task) = self.next(kind) {
            let outcome = catch_unwind(AssertUnwindSafe(|| match &task.input {
                Input::Import { path, copy } => import::run(self, &task, path, copy.as_deref()),
                Input::Summarize { document, options } => {
                    summarize::run(self, &task, document, options)
                }
            }));
            let state = outcome.unwrap_or_else(|panic| JobState::Failed {
                reason: defect(panic.as_ref()),
            });
            if kind == JobKind::Summarize {
                *lock(&self.draft) = None;
            }
            self.board().end(&self.library, task.id, state);
        }
    }

    /// Waits for a job; `None` when the program closes.
    fn next(&self, kind: JobKind) -> Option<Task> {
        let mut board = self.board();
        loop {
            if board.closing() {
                return None;
            }
            if let Some(task) = board.begin(&self.library, kind) {
                return Some(task);
            }
            board = self
                .wake
                .wait(board)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// A panic is a defect; the log records its message.
fn defect(panic: &(dyn Any + Send)) -> Fault {
    let said = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("no message");
    tracing::error!(said, "a job panicked");
    Fault::Defect
}
