//! What `pagewing eval` says beside its numbers.

use std::path::Path;

/// The folder has no paper to measure.
pub(crate) fn no_papers(folder: &Path) -> String {
    format!(
        "{}: no paper to measure. Each needs its ground truth beside it: NAME.pdf and NAME.jats.xml.",
        folder.display()
    )
}
