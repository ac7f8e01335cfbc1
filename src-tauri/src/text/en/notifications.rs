//! The words of the system's notifications.

pub(crate) const DOCUMENT: &str = "A document has been read";
pub(crate) const RECOGNIZED: &str = "The text of scanned pages has been recognized";
pub(crate) const SUMMARY: &str = "A summary is ready";
pub(crate) const TABLE: &str = "A table is filled in";
pub(crate) const TRACK: &str = "Sequences have been classified";
pub(crate) const MODEL: &str = "A model is ready";
pub(crate) const CHECKED: &str = "A model has been checked";
pub(crate) const UNFINISHED: &str = "Something could not be finished";
pub(crate) const ALL_DONE: &str = "All work has ended";

pub(crate) fn summaries(count: usize) -> String {
    format!("{count} summaries are ready")
}
