//! Remarks for the reader of a summary.

use super::types::{Focus, Remark};
use crate::document::Document;

/// The part that the summary covers, unless it is the whole document, and how the document was read.
pub(crate) fn remarks(document: &Document, focus: Focus) -> Vec<Remark> {
    let about = match focus {
        Focus::Whole => None,
        Focus::Section { section } => {
            let section = document.sections.get(section.0 as usize);
            section.map(|section| Remark::AboutSection {
                title: section.title.clone(),
            })
        }
        Focus::Pages { first, last } => Some(Remark::AboutPages { first, last }),
        Focus::Sentences { .. } => Some(Remark::AboutSelection),
    };
    let notes = document.notes.iter().cloned();
    about
        .into_iter()
        .chain(notes.map(|note| Remark::Note { note }))
        .collect()
}
