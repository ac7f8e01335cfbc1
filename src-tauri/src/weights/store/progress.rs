//! What the operations of the store report while they run.

use crate::stage::Stage;

/// The progress of an operation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Progress {
    /// What is being done.
    pub stage: Stage,
    /// The share of the operation that is done, 0 to 1.
    pub done: f32,
    /// Bytes, while files arrive.
    pub transfer: Option<Moved>,
}

/// How far a download or a copy is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Moved {
    /// Bytes that are here, of all files.
    pub bytes: u64,
    /// Bytes of all files, if they are known.
    pub total: Option<u64>,
    /// Bytes per second, over the last seconds.
    pub per_second: f32,
    /// Seconds until the next attempt, while the download waits for one.
    pub retry_in: Option<f32>,
}

/// Receives the progress.
pub type Report<'a> = dyn FnMut(Progress) + 'a;

impl Progress {
    /// Progress without bytes.
    pub(super) fn of(stage: Stage, done: f32) -> Self {
        Self {
            stage,
            done: done.clamp(0.0, 1.0),
            transfer: None,
        }
    }
}

/// `done` of `of`, 0 to 1.
pub(super) fn share(done: u64, of: u64) -> f32 {
    (done as f64 / of.max(1) as f64).min(1.0) as f32
}
