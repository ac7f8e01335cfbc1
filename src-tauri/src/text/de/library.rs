//! The words of the library's list.

use super::{export, numbers};
use crate::bibliography::BibliographyReport;
use crate::library::{DocumentCard, DocumentDetails, Group, GroupKind, Repaired, TrashedDocument};

/// A document in the list: its title, and what is known of it in a line below.
pub(crate) fn entry(card: &DocumentCard) -> String {
    let byline = export::byline(&card.authors, card.year, None, card.pages);
    let states = [
        (card.unread, "ungelesen"),
        (card.summarized, "Zusammenfassung"),
        (card.noted, "Notizen"),
        (card.scanned, "eingescannt"),
        (card.failed, "mit Problemen"),
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
    format!("  „{words}“\n")
}

/// A removed document with what deleting it frees.
pub(crate) fn trashed(document: &TrashedDocument) -> String {
    let moment = |at: i64| numbers::moment(u64::try_from(at).unwrap_or(0));
    format!(
        "{}\n  entfernt {} · nach {} endgültig gelöscht · etwa {}\n",
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
        (true, true) => " (von Ihnen)",
        (true, false) => " (importiert)",
        (false, _) => "",
    };
    let mut lines = vec![format!(
        "{}{}",
        card.title,
        yours(details.own.title.is_some())
    )];
    if !card.authors.is_empty() || details.own.authors.is_some() {
        let authors = match card.authors.is_empty() {
            true => "keine".to_owned(),
            false => card.authors.join(", "),
        };
        let own = yours(details.own.authors.is_some());
        lines.push(format!("Autoren: {authors}{own}"));
    }
    if card.year.is_some() || details.own.year.is_some() {
        let year = card
            .year
            .map_or("keines".to_owned(), |year| year.to_string());
        lines.push(format!("Jahr: {year}{}", yours(details.own.year.is_some())));
    }
    for name in &details.names {
        lines.push(match &name.path {
            Some(path) => format!("Datei: {path}"),
            None => format!("Datei: {}", name.name),
        });
    }
    for group in groups {
        let kind = match group.kind {
            GroupKind::Collection => "Sammlung",
            GroupKind::Tag => "Schlagwort",
        };
        lines.push(format!("{kind}: {}", group.name));
    }
    lines.push(format!("Größe: etwa {}", numbers::file_size(details.bytes)));
    lines.push(format!("SHA-256: {}", card.id.0));
    lines.join("\n") + "\n"
}

/// The collections and tags, each with the number of its documents.
pub(crate) fn groups(groups: &[Group]) -> String {
    let mut listed = String::new();
    for (kind, heading) in [
        (GroupKind::Collection, "Sammlungen"),
        (GroupKind::Tag, "Schlagwörter"),
    ] {
        let mut of_kind = groups.iter().filter(|group| group.kind == kind).peekable();
        if of_kind.peek().is_some() {
            listed.push_str(&format!("{heading}\n"));
        }
        for group in of_kind {
            let documents = numbers::counted(group.documents, "Dokument", "Dokumente");
            listed.push_str(&format!("  {} · {documents}\n", group.name));
        }
    }
    match listed.is_empty() {
        true => "Es gibt keine Sammlungen und keine Schlagwörter.\n".to_owned(),
        false => listed,
    }
}

fn documents(number: usize) -> String {
    numbers::counted(
        u32::try_from(number).unwrap_or(u32::MAX),
        "Dokument",
        "Dokumente",
    )
}

/// Documents came into a collection or got a tag.
pub(crate) fn added(number: usize, name: &str) -> String {
    format!("{} zu „{name}“ hinzugefügt.", documents(number))
}

/// Documents left a collection or lost a tag.
pub(crate) fn taken(number: usize, name: &str) -> String {
    format!("{} aus „{name}“ genommen.", documents(number))
}

/// Documents were removed.
pub(crate) fn removed(number: usize) -> String {
    let them = if number == 1 { "es" } else { "sie" };
    format!(
        "{} entfernt. Dreißig Tage lang holt „pagewing library restore“ {them} zurück.",
        documents(number)
    )
}

/// Documents are back.
pub(crate) fn restored(number: usize) -> String {
    format!("{} zurückgeholt.", documents(number))
}

/// A library that was repaired, or was in order.
pub(crate) fn repaired(repaired: Option<&Repaired>) -> String {
    let Some(repaired) = repaired else {
        return "Die Bibliothek ist in Ordnung. Nichts wurde geändert.".to_owned();
    };
    let found = match repaired.found {
        0 => String::new(),
        1 => " Davon stammt 1 allein aus der Kopie seiner Datei.".to_owned(),
        found => format!(" Davon stammen {found} allein aus den Kopien ihrer Dateien."),
    };
    format!(
        "Die Bibliothek ist neu angelegt, mit {}.{found} Pagewing liest jedes noch einmal, sobald es geöffnet wird. Die beschädigte Datenbank liegt in {}.",
        numbers::counted(
            u32::try_from(repaired.documents).unwrap_or(u32::MAX),
            "Dokument",
            "Dokumenten",
        ),
        repaired.aside.display()
    )
}

/// Documents are gone.
pub(crate) fn deleted(number: usize) -> String {
    format!("{} endgültig gelöscht.", documents(number))
}

/// A file that a bibliography names is not there.
pub(crate) fn missing(name: &str) -> String {
    format!("{name}: Diese Datei fehlt.")
}

/// What came of a bibliography.
pub(crate) fn imported(report: &BibliographyReport) -> String {
    let papers = numbers::counted(report.papers, "Dokument", "Dokumente");
    let mut lines = vec![format!("{papers} in {}.", report.name)];
    if report.without_file > 0 {
        let entries = numbers::counted(report.without_file, "Eintrag", "Einträge");
        lines.push(format!("{entries} ohne Datei."));
    }
    if report.missing > 0 {
        let files = numbers::counted(report.missing, "Datei fehlt", "Dateien fehlen");
        lines.push(format!("{files}."));
    }
    if report.unreadable > 0 {
        let entries = numbers::counted(report.unreadable, "Eintrag", "Einträge");
        lines.push(format!("{entries} nicht lesbar."));
    }
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_repaired_library_of_one_document_and_of_several_has_its_own_forms() {
        let said = |documents, found| {
            repaired(Some(&Repaired {
                documents,
                found,
                aside: "damaged-1".into(),
            }))
        };
        let one = "mit 1 Dokument. Davon stammt 1 allein aus der Kopie seiner Datei. Pagewing";
        assert!(said(1, 1).contains(one), "{}", said(1, 1));
        let several =
            "mit 12 Dokumenten. Davon stammen 2 allein aus den Kopien ihrer Dateien. Pagewing";
        assert!(said(12, 2).contains(several), "{}", said(12, 2));
        assert!(said(12, 0).contains("mit 12 Dokumenten. Pagewing"));
        assert!(repaired(None).contains("in Ordnung"));
    }
}
