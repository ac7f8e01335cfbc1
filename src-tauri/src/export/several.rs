//! Exports of several documents at once: a file for each of them in one folder, or all their entries in one list of references.
//! One that cannot be exported is named, and the others are exported all the same.

use std::path::Path;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::file::write_beside;
use super::format::{ExportFormat, ExportOptions};
use super::reference::{self, Reference};
use super::{export, own_front_matter};
use crate::document::DocumentId;
use crate::fault::Fault;
use crate::library::{Library, LibraryError};

/// What came of an export of several documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExportReport {
    /// The folder with the files, or the file with the entries.
    pub path: String,
    /// Number of documents that were exported.
    pub exported: u32,
    /// Those that were not, in their order.
    pub failed: Vec<FailedExport>,
}

/// A document that could not be exported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FailedExport {
    /// Its title.
    pub name: String,
    /// The reason.
    pub reason: Fault,
}

/// Writes a file for each document into a folder, named by its title. No file is replaced: one whose name is taken gets a
/// number.
pub fn export_each(
    library: &Library,
    ids: &[DocumentId],
    options: ExportOptions,
    folder: &Path,
) -> ExportReport {
    let mut report = ExportReport {
        path: folder.display().to_string(),
        exported: 0,
        failed: Vec::new(),
    };
    for id in ids {
        let name = title(library, id);
        let written = export(library, id, options)
            .and_then(|contents| write_beside(folder, &name, options.format, &contents));
        match written {
            Ok(_) => report.exported += 1,
            Err(reason) => report.failed.push(FailedExport { name, reason }),
        }
    }
    report
}

/// The contents of a file with the entries of several documents in a list of references, in their order, and what came of them,
/// without a path.
///
/// # Errors
/// [`Fault::NothingToExport`] if no document has an entry, or the format is none of such a list.
pub fn export_references(
    library: &Library,
    ids: &[DocumentId],
    format: ExportFormat,
) -> Result<(Vec<u8>, ExportReport), Fault> {
    let (write, between): (fn(&Reference) -> String, _) = match format {
        ExportFormat::Bibtex => (reference::bibtex, "\n"),
        ExportFormat::Ris => (reference::ris, "\r\n"),
        _ => return Err(Fault::NothingToExport),
    };
    let mut references = Vec::new();
    let mut failed = Vec::new();
    for id in ids {
        match shown(library, id) {
            Ok(reference) => references.push(reference),
            Err(error) => failed.push(FailedExport {
                name: title(library, id),
                reason: error.into(),
            }),
        }
    }
    if references.is_empty() {
        return Err(Fault::NothingToExport);
    }
    reference::tell_apart(&mut references);
    let entries: Vec<String> = references.iter().map(write).collect();
    let report = ExportReport {
        path: String::new(),
        exported: u32::try_from(entries.len()).unwrap_or(u32::MAX),
        failed,
    };
    Ok((entries.join(between).into_bytes(), report))
}

fn shown(library: &Library, id: &DocumentId) -> Result<Reference, LibraryError> {
    let document = library.shared_document(id)?;
    let front = own_front_matter(library, &document)?;
    Ok(Reference::of(&document, front))
}

/// What a document is called; the beginning of its identity if the library does not know.
fn title(library: &Library, id: &DocumentId) -> String {
    let card = library.card(id).ok().flatten();
    card.map_or_else(|| id.0.chars().take(8).collect(), |card| card.title)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::assistant::sample::sectioned;
    use crate::library::{NewAnnotation, NewTarget};
    use crate::paths::Paths;

    const MARKDOWN: ExportOptions = ExportOptions {
        format: ExportFormat::Markdown,
        summary: true,
        answers: true,
        notes: true,
    };

    /// A library with documents of these titles, each with a note, and one with nothing to export.
    fn library(home: &Path, titles: &[&str]) -> (Library, Vec<DocumentId>) {
        let library = Library::open(&Paths::under(home)).unwrap();
        let mut ids = Vec::new();
        for (at, title) in titles.iter().chain(&["Nothing kept"]).enumerate() {
            let sentences: &[&str] = &["Wings carry the birds."];
            let mut document = sectioned(&[("Wings", 1, sentences)]);
            document.id = DocumentId(format!("{at:064x}"));
            document.title = Some((*title).to_owned());
            library.put(&document, "a.pdf", "a.pdf").unwrap();
            if at < titles.len() {
                let note = NewAnnotation {
                    target: NewTarget::Document,
                    colour: None,
                    note: format!("Note {at}"),
                };
                library.annotate(&document.id, &note).unwrap();
            }
            ids.push(document.id);
        }
        (library, ids)
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
        let mut names: Vec<String> = names.collect();
        names.sort();
        names
    }

    #[test]
    fn each_has_a_file_none_is_written_over_and_what_fails_is_named() {
        let home = tempfile::tempdir().unwrap();
        let out = tempfile::tempdir().unwrap();
        let (library, mut ids) = library(home.path(), &["On Wings", "Keels: a/b", "On Wings"]);
        ids.insert(1, DocumentId("ff".repeat(32)));
        fs::write(out.path().join("On Wings.md"), "mine").unwrap();
        let report = export_each(&library, &ids, MARKDOWN, out.path());
        assert_eq!(
            names(out.path()),
            [
                "Keels a b.md",
                "On Wings (2).md",
                "On Wings (3).md",
                "On Wings.md"
            ]
        );
        let read = |name: &str| fs::read_to_string(out.path().join(name)).unwrap();
        assert_eq!(read("On Wings.md"), "mine");
        assert!(read("On Wings (2).md").contains("Note 0"));
        assert!(read("On Wings (3).md").contains("Note 2"));
        assert_eq!(report.exported, 3);
        let failed: Vec<_> = report
            .failed
            .iter()
            .map(|failed| (failed.name.as_str(), &failed.reason))
            .collect();
        assert_eq!(
            failed,
            [
                ("ffffffff", &Fault::NotInLibrary),
                ("Nothing kept", &Fault::NothingToExport)
            ]
        );
    }

    #[test]
    fn a_folder_that_cannot_be_written_fails_each_file() {
        let home = tempfile::tempdir().unwrap();
        let (library, ids) = library(home.path(), &["On Wings"]);
        let nowhere = home.path().join("nothing");
        let report = export_each(&library, &ids, MARKDOWN, &nowhere);
        assert_eq!(report.exported, 0);
        assert!(matches!(
            report.failed[0].reason,
            Fault::ExportUnwritable { .. }
        ));
    }

    #[test]
    fn the_entries_of_all_stand_in_one_list_under_names_that_differ() {
        let home = tempfile::tempdir().unwrap();
        let (library, ids) = library(home.path(), &["On Wings", "On Wings"]);
        let (bibtex, report) = export_references(&library, &ids, ExportFormat::Bibtex).unwrap();
        let bibtex = String::from_utf8(bibtex).unwrap();
        assert_eq!((report.exported, report.failed.len()), (3, 0));
        let keys: std::collections::HashSet<&str> = bibtex
            .lines()
            .filter_map(|line| line.strip_prefix("@misc{"))
            .collect();
        assert_eq!(keys.len(), 3, "{bibtex}");
        let (ris, _) = export_references(&library, &ids, ExportFormat::Ris).unwrap();
        let ris = String::from_utf8(ris).unwrap();
        assert_eq!(ris.matches("ER  - \r\n").count(), 3);

        let gone = [DocumentId("ff".repeat(32))];
        let none = export_references(&library, &gone, ExportFormat::Ris);
        assert_eq!(none.unwrap_err(), Fault::NothingToExport);
    }
}
