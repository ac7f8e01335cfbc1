//! The papers of a bibliography become imports, one for each file.

use std::path::Path;

use super::Jobs;
use super::input::Input;
use super::intake::name_of;
use super::types::{AppEvent, JobView};
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
            let described = Some(described);
            self.add_import(
                Input::Import {
                    path: path.clone(),
                    copy: None,
                    described,
                },
                &path,
                None,
            )?;
        }
        self.shared.board().send(AppEvent::Bibliography {
            report: report.clone(),
        });
        Ok(report)
    }

    /// Adds the import of a file.
    pub(super) fn add_import(
        &self,
        input: Input,
        path: &Path,
        password: Option<String>,
    ) -> Result<JobView, Fault> {
        let name = name_of(path);
        let view = self
            .shared
            .board()
            .add(&self.shared.library, name, input, password)?;
        self.shared.wake.notify_all();
        Ok(view)
    }
}
