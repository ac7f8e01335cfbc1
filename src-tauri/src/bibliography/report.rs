//! What came of a bibliography, in numbers and names.

use std::path::Path;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::entry::Bibliography;

/// Most missing files that are named.
const MOST_NAMED: usize = 20;

/// What a bibliography has for the library.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BibliographyReport {
    /// The bibliography's file.
    pub name: String,
    /// Number of papers of which there are files.
    pub papers: u32,
    /// Number of these files.
    pub files: u32,
    /// Number of entries without a file that Pagewing can read.
    pub without_file: u32,
    /// Number of files that are named and not there.
    pub missing: u32,
    /// The first of them, as the bibliography names them.
    pub missing_names: Vec<String>,
    /// Number of entries that could not be read.
    pub unreadable: u32,
}

impl BibliographyReport {
    /// The numbers of a bibliography.
    pub fn of(path: &Path, bibliography: &Bibliography) -> Self {
        let entries = &bibliography.entries;
        let with_files = entries.iter().filter(|entry| !entry.files.is_empty());
        let without = entries
            .iter()
            .filter(|entry| entry.files.is_empty() && entry.missing.is_empty());
        let missing = || entries.iter().flat_map(|entry| &entry.missing);
        Self {
            name: path.file_name().map_or_else(
                || path.display().to_string(),
                |name| name.to_string_lossy().into_owned(),
            ),
            papers: counted(with_files.count()),
            files: counted(entries.iter().map(|entry| entry.files.len()).sum()),
            without_file: counted(without.count()),
            missing: counted(missing().count()),
            missing_names: missing().take(MOST_NAMED).cloned().collect(),
            unreadable: bibliography.unreadable,
        }
    }
}

fn counted(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bibliography::entry::BibliographyEntry;

    #[test]
    fn files_that_are_missing_are_counted_and_the_first_are_named() {
        let entry = |files: usize, missing: usize| BibliographyEntry {
            files: vec!["wings.pdf".into(); files],
            missing: vec!["gone.pdf".to_owned(); missing],
            ..BibliographyEntry::default()
        };
        let bibliography = Bibliography {
            entries: vec![entry(2, 0), entry(0, 30), entry(0, 0), entry(1, 1)],
            unreadable: 3,
        };
        let report = BibliographyReport::of(Path::new("papers/all.bib"), &bibliography);
        assert_eq!(report.missing_names.len(), MOST_NAMED);
        assert_eq!(
            (
                report.papers,
                report.files,
                report.without_file,
                report.missing,
                report.unreadable
            ),
            (2, 3, 1, 31, 3)
        );
        assert_eq!(report.name, "all.bib");
    }
}
