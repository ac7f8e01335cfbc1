//! The progress bar of a job on a model. The job goes through several operations of the store, and the bar goes through
//! all of them, from 0 to 1.

use std::ops::Range;
use std::time::{Duration, Instant};

use super::super::Shared;
use super::super::entry::{Progress, Task};
use super::super::types::{AppEvent, Transfer};
use crate::stage::Stage;
use crate::weights::store;

/// Shortest interval between two notes that the work has come further.
const KEEP_EVERY: Duration = Duration::from_secs(5);

/// The bar of one job, and the part of it that the current operation fills.
pub(super) struct Bar<'a> {
    shared: &'a Shared,
    task: &'a Task,
    part: Range<f32>,
    stage: Option<Stage>,
    kept: Option<Instant>,
}

impl<'a> Bar<'a> {
    pub(super) fn new(shared: &'a Shared, task: &'a Task) -> Self {
        Self {
            shared,
            task,
            part: 0.0..1.0,
            stage: None,
            kept: None,
        }
    }

    /// The next operation fills this part of the bar.
    pub(super) fn next(&mut self, part: Range<f32>) {
        self.part = part;
        self.kept = None;
    }

    /// Shows a stage at the beginning of the current part.
    pub(super) fn enter(&mut self, stage: Stage) {
        self.show(store::Progress {
            stage,
            done: 0.0,
            transfer: None,
        });
    }

    /// Shows the progress of the current operation.
    pub(super) fn show(&mut self, progress: store::Progress) {
        let new = self.stage.replace(progress.stage) != Some(progress.stage);
        let Range { start, end } = self.part;
        let mut board = self.shared.board();
        board.progress(
            self.task.id,
            Progress {
                stage: progress.stage,
                done: start + (end - start) * progress.done,
                of_stage: Some(progress.done),
                transfer: progress.transfer.map(|moved| Transfer {
                    bytes: moved.bytes,
                    total: moved.total,
                    per_second: moved.per_second,
                    retry_in: moved.retry_in,
                }),
            },
        );
        if new && progress.stage != Stage::Retrying {
            // the state on the disk may be another one now
            board.send(AppEvent::Models);
        }
        // Bytes that are on the disk are not fetched again, so a kill costs little and says nothing against the job.
        // A comparison begins anew and holds much memory: one that ends the program twice is not tried again.
        let stays = progress.stage != Stage::Comparing && progress.stage != Stage::Measuring;
        let due = self.kept.is_none_or(|kept| kept.elapsed() >= KEEP_EVERY);
        if stays && due {
            self.kept = Some(Instant::now());
            board.keep(&self.shared.library, self.task.id);
        }
    }
}
