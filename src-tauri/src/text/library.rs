//! The words of the library's list.

use super::language::said;
use crate::bibliography::BibliographyReport;
use crate::library::{DocumentCard, DocumentDetails, Group, Repaired, TrashedDocument};

/// A document in the list: its title, and what is known of it in a line below.
pub(crate) fn entry(card: &DocumentCard) -> String {
    said!(library::entry(card))
}

/// The words around a match.
pub(crate) fn snippet(words: &str) -> String {
    said!(library::snippet(words))
}

/// A removed document with what deleting it frees.
pub(crate) fn trashed(document: &TrashedDocument) -> String {
    said!(library::trashed(document))
}

/// The last line of a list.
pub(crate) fn counted(number: usize) -> String {
    said!(library::counted(number))
}

/// Everything about a document, a line for each fact.
pub(crate) fn details(details: &DocumentDetails, groups: &[&Group]) -> String {
    said!(library::details(details, groups))
}

/// The collections and tags, each with the number of its documents.
pub(crate) fn groups(groups: &[Group]) -> String {
    said!(library::groups(groups))
}

/// Documents came into a collection or got a tag.
pub(crate) fn added(number: usize, name: &str) -> String {
    said!(library::added(number, name))
}

/// Documents left a collection or lost a tag.
pub(crate) fn taken(number: usize, name: &str) -> String {
    said!(library::taken(number, name))
}

/// Documents were removed.
pub(crate) fn removed(number: usize) -> String {
    said!(library::removed(number))
}

/// Documents are back.
pub(crate) fn restored(number: usize) -> String {
    said!(library::restored(number))
}

/// A library that was repaired, or was in order.
pub(crate) fn repaired(repaired: Option<&Repaired>) -> String {
    said!(library::repaired(repaired))
}

/// Documents are gone.
pub(crate) fn deleted(number: usize) -> String {
    said!(library::deleted(number))
}

/// A file that a bibliography names is not there.
pub(crate) fn missing(name: &str) -> String {
    said!(library::missing(name))
}

/// What came of a bibliography.
pub(crate) fn imported(report: &BibliographyReport) -> String {
    said!(library::imported(report))
}
