//! What a command is doing, and how long it still takes.

use super::language::said;
use crate::stage::Stage;
use crate::weights::store::Moved;

/// What the command is doing, and the time left if it is known.
pub(crate) fn doing(stage: Stage, seconds_left: Option<f32>) -> String {
    said!(progress::doing(stage, seconds_left))
}

/// The name of the work while a question is asked.
pub(crate) fn asking() -> &'static str {
    said!(progress::ASKING)
}

/// `birds.pdf: 42%, reading pages`: a line of progress, with the share that is done.
pub(crate) fn progress_line(name: &str, done: f32, doing: &str) -> String {
    format!("{name}: {}, {doing}", said!(numbers::percent(done)))
}

/// `downloading, 1.20 of 2.31 GB, 12.3 MB/s, 3 min left`; while the work waits for the next attempt, how long that
/// still takes.
pub(crate) fn transferring(stage: Stage, moved: &Moved) -> String {
    said!(progress::transferring(stage, moved))
}
