//! The words of the system's notifications, which the page cannot write. None of them is of a document.

use super::language::said;
use crate::jobs::JobKind;

/// A job of this kind is done.
pub(crate) fn done(kind: JobKind) -> &'static str {
    match kind {
        JobKind::Import => said!(notifications::DOCUMENT),
        JobKind::Recognize => said!(notifications::RECOGNIZED),
        JobKind::Summarize => said!(notifications::SUMMARY),
        JobKind::FillTable => said!(notifications::TABLE),
        JobKind::Classify => said!(notifications::TRACK),
        JobKind::Download | JobKind::Convert | JobKind::AddModel => said!(notifications::MODEL),
        JobKind::Verify | JobKind::Measure => said!(notifications::CHECKED),
    }
}

/// Something came to no end.
pub(crate) fn unfinished() -> &'static str {
    said!(notifications::UNFINISHED)
}

/// This number of summaries is done, at least two.
pub(crate) fn summaries(count: usize) -> String {
    said!(notifications::summaries(count))
}

/// Nothing is under way any more.
pub(crate) fn all_done() -> &'static str {
    said!(notifications::ALL_DONE)
}
