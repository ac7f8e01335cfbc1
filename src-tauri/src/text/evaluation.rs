//! What `pagewing eval` says beside its numbers.

use std::fmt::Display;
use std::path::Path;

/// The folder has no paper to measure.
pub(crate) fn no_papers(folder: &Path) -> String {
    format!(
        "{}: no paper to measure. Each needs its ground truth beside it: NAME.pdf and NAME.jats.xml.",
        folder.display()
    )
}

/// The list has no title to measure.
pub(crate) fn no_titles(list: &Path) -> String {
    format!(
        "{}: no title to measure. Each line needs the path of a document, a tab and its title.",
        list.display()
    )
}

/// The folder has no scan to measure.
pub(crate) fn no_scans(folder: &Path) -> String {
    format!(
        "{}: no scan to measure. Each needs the document with its text beside it: NAME.scan.pdf and NAME.pdf.",
        folder.display()
    )
}

/// A file or folder cannot be measured.
pub(crate) fn failed(path: &Path, error: &dyn Display) -> String {
    format!("{}: {error}", path.display())
}

/// A profile cannot be fitted.
pub(crate) const NOTHING_TO_FIT: &str =
    "there are not both right and wrong answers to fit a profile to";

/// `200 of 1200`: the questions asked of all.
pub(crate) fn asked(done: usize, all: usize) -> String {
    format!("{done} of {all}")
}
