//! What is worth knowing: how the program started, how a document was read, what a summary is about.

use super::language::said;
use crate::assistant::summary::Remark;
use crate::document::Note;
use crate::jobs::StartupRemark;

/// A remark about how the program started.
pub(crate) fn at_start(remark: &StartupRemark) -> String {
    said!(notes::at_start(remark))
}

/// A remark about a summary.
pub(crate) fn remark(remark: &Remark) -> String {
    said!(notes::remark(remark))
}

/// A remark after the word that introduces it.
pub(crate) fn labelled(remark: &str) -> String {
    said!(notes::labelled(remark))
}

/// A note about how a document was read.
pub(crate) fn note(note: &Note) -> String {
    said!(notes::note(note))
}
