//! The words of the library's list.

use super::{export, numbers};
use crate::bibliography::BibliographyReport;
use crate::library::{DocumentCard, DocumentDetails, Group, GroupKind, Repaired, TrashedDocument};

/// A document in the list: its title, and what is known of it in a line below.
pub(crate) fn entry(card: &DocumentCard) -> String {
    let byline = export::byline(&card.authors, card.year, None, card.pages);
    let states = [
        (card.unread, "unread"),
        (card.summarized, "summary"),
        (card.noted, "notes"),
        (card.scanned, "scanned"),
        (card.failed, "failed"),
    ];
    let states = states.into_iter().filter(|(is_so, _)| *is_so);
    let mut facts: Vec<String> = states.map(|(_, state)| state.to_owned()).collect();
    if !byline.is_empty() {
        facts.insert(0, byline);
    }
    match facts.is_empty() {
        true => format!("{}\n", card.title),
        false => format!("{}\n  {}\n", card.title, facts.join(" · ")),
    }
}

/// The words around a match.
pub(crate) fn snippet(words: &str) -> String {
    format!("  “{words}”\n")
}

/// A removed document with what deleting it frees.
pub(crate) fn trashed(document: &TrashedDocument) -> String {
    let moment = |at: i64| numbers::moment(u64::try_from(at).unwrap_or(0));
    format!(
        "{}\n  removed {} · deleted for good after {} · about {}\n",
        document.card.title,
        moment(document.removed_at),
        moment(document.deleted_from),
        numbers::file_size(document.bytes)
    )
}

/// The last line of a list.
pub(crate) fn counted(number: usize) -> String {
    format!("{}\n", documents(number))
}

/// Everything about a document, a line for each fact.
pub(crate) fn details(details: &DocumentDetails, groups: &[&Group]) -> String {
    let card = &details.card;
    let yours = |own: bool| match (own, card.yours) {
        (true, true) => " (yours)",
        (true, false) => " (imported)",
        (false, _) => "",
    };
    let mut lines = vec![format!(
        "{}{}",
        card.title,
        yours(details.own.title.is_some())
    )];
    if !card.authors.is_empty() || details.own.authors.is_some() {
        let authors = match card.authors.is_empty() {
            true => "none".to_owned(),
            false => card.authors.join(", "),
        };
        let own = yours(details.own.authors.is_some());
        lines.push(format!("Authors: {authors}{own}"));
    }
    if card.year.is_some() || details.own.year.is_some() {
        let year = card.year.map_or("none".to_owned(), |year| year.to_string());
        lines.push(format!("Year: {year}{}", yours(details.own.year.is_some())));
    }
    for name in &details.names {
        lines.push(match &name.path {
            Some(path) => format!("File: {path}"),
            None => format!("File: {}", name.name),
        });
    }
    for group in groups {
        let kind = match group.kind {
            GroupKind::Collection => "Collection",
            GroupKind::Tag => "Tag",
        };
        lines.push(format!("{kind}: {}", group.name));
    }
    lines.push(format!("Size: about {}", numbers::file_size(details.bytes)));
    lines.push(format!("SHA-256: {}", card.id.0));
    lines.join("\n") + "\n"
}

/// The collections and tags, each with the number of its documents.
pub(crate) fn groups(groups: &[Group]) -> String {
    let mut listed = String::new();
    for (kind, heading) in [
        (GroupKind::Collection, "Collections"),
        (GroupKind::Tag, "Tags"),
    ] {
        let mut of_kind = groups.iter().filter(|group| group.kind == kind).peekable();
        if of_kind.peek().is_some() {
            listed.push_str(&format!("{heading}\n"));
        }
        for group in of_kind {
            let documents = numbers::counted(group.documents, "document", "documents");
            listed.push_str(&format!("  {} · {documents}\n", group.name));
        }
    }
    match listed.is_empty() {
        true => "There are no collections and no tags.\n".to_owned(),
        false => listed,
    }
}

fn documents(number: usize) -> String {
    numbers::counted(
        u32::try_from(number).unwrap_or(u32::MAX),
        "document",
        "documents",
    )
}

/// Documents came into a collection or got a tag.
pub(crate) fn added(number: usize, name: &str) -> String {
    format!("{} added to “{name}”.", documents(number))
}

/// Documents left a collection or lost a tag.
pub(crate) fn taken(number: usize, name: &str) -> String {
    format!("{} taken from “{name}”.", documents(number))
}

/// Documents were removed.
pub(crate) fn removed(number: usize) -> String {
    let them = if number == 1 { "it" } else { "them" };
    format!(
        "{} removed. For thirty days, “pagewing library restore” brings {them} back.",
        documents(number)
    )
}

/// Documents are back.
pub(crate) fn restored(number: usize) -> String {
    format!("{} restored.", documents(number))
}

/// A library that was repaired, or was in order.
pub(crate) fn repaired(repaired: Option<&Repaired>) -> String {
    let Some(repaired) = repaired else {
        return "The library is in order. Nothing was changed.".to_owned();
    };
    let found = match repaired.found {
        0 => String::new(),
        found => format!(" {} came from the copies of files alone.", documents(found)),
    };
    format!(
        "The library is made anew, with {}.{found} Pagewing reads each again when you open it. The damaged database is in {}.",
        documents(repaired.documents),
        repaired.aside.display()
    )
}

/// Documents are gone.
pub(crate) fn deleted(number: usize) -> String {
    format!("{} deleted for good.", documents(number))
}

/// A file that a bibliography names is not there.
pub(crate) fn missing(name: &str) -> String {
    format!("{name}: this file is missing.")
}

/// What came of a bibliography.
pub(crate) fn imported(report: &BibliographyReport) -> String {
    let papers = numbers::counted(report.papers, "document", "documents");
    let mut lines = vec![format!("{papers} in {}.", report.name)];
    if report.without_file > 0 {
        let entries = numbers::counted(report.without_file, "entry", "entries");
        lines.push(format!("{entries} without a file."));
    }
    if report.missing > 0 {
        let files = numbers::counted(report.missing, "file", "files");
        lines.push(format!("{files} missing."));
    }
    if report.unreadable > 0 {
        let entries = numbers::counted(report.unreadable, "entry", "entries");
        lines.push(format!("{entries} that can't be read."));
    }
    lines.join("\n") + "\n"
}
