//! The papers of a bibliography become imports, one for each file.

use std::path::Path;

use super::Jobs;
use super::incoming::Arrival;
use super::types::AppEvent;
use crate::bibliography::{self, BibliographyReport, Sources};
use crate::fault::Fault;

impl Jobs {
    /// Imports the papers of a Zotero library, of BibTeX or of RIS, as far as their files are there. What came of it is an
    /// event, because a bibliography may also come from outside the page.
    ///
    /// # Errors
    /// If the bibliography cannot be read or a job cannot be stored.
    pub fn import_bibliography(&self, path: &Path) -> Result<BibliographyReport, Fault> {
        let bibliography = bibliography::read(path, &Sources::default(), &self.shared.closing)?;
        let report = BibliographyReport::of(path, &bibliography);
        let entries = bibliography.entries.into_iter();
        for (path, described) in entries.flat_map(|entry| entry.described_files()) {
            let arrival = Arrival {
                described: Some(described),
                ..Arrival::default()
            };
            self.shared.import(path, arrival)?;
        }
        self.shared.board().send(AppEvent::Bibliography {
            report: report.clone(),
        });
        Ok(report)
    }
}
