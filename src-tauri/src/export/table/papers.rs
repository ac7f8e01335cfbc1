//! What the papers of a table show of themselves.

use crate::document::DocumentId;
use crate::export::reference::{Reference, author, listed};
use crate::library::EvidenceTable;

/// What a paper shows of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::export) struct Paper {
    /// Its title, or its file's name.
    pub(super) title: String,
    /// `Okafor, Ada; Lee, Bo`; may be empty.
    pub(super) authors: String,
    pub(super) year: Option<u16>,
    /// May be empty.
    pub(super) doi: String,
    /// Its entry in the list of references.
    pub(super) listed: String,
}

/// The papers of a table, in its order. `shown` returns what a document shows of itself, if it can be opened.
pub(in crate::export) fn papers(
    table: &EvidenceTable,
    shown: &dyn Fn(&DocumentId) -> Option<Reference>,
) -> Vec<Paper> {
    let papers = table.rows.iter().map(|row| {
        let title = row.title.clone();
        let Some(reference) = shown(&row.document) else {
            return Paper {
                listed: title.clone(),
                title,
                ..Paper::default()
            };
        };
        let authors: Vec<String> = reference.authors.iter().map(author).collect();
        Paper {
            listed: listed(&reference, &title),
            title,
            authors: authors.join("; "),
            year: reference.year,
            doi: reference.doi.unwrap_or_default(),
        }
    });
    papers.collect()
}
