//! The versions of a summary: what a person makes of it, and what the library keeps of it.

use super::{Jobs, Shared, lock};
use crate::assistant::summary::{self, SummaryChange, SummaryOptions, SummaryView, edit, kept};
use crate::document::DocumentId;
use crate::fault::Fault;
use crate::library::{LibraryError, VersionId};
use crate::settings::AfterReading;

impl Jobs {
    /// The versions of a document's summary, that on show first and then the one that was shown last.
    ///
    /// # Errors
    /// Errors of the library.
    pub fn summary_versions(&self, of: &DocumentId) -> Result<Vec<SummaryView>, Fault> {
        let library = &self.shared.library;
        let versions = library.versions(of)?.into_iter();
        let opened = versions.map(|version| kept::opened_version(library, of, version));
        Ok(opened.collect::<Result<_, _>>()?)
    }

    /// Changes a version of a document's summary and returns what is shown now: a new version, or the same one if the
    /// change changes nothing.
    ///
    /// # Errors
    /// [`Fault::NotKept`] if the version is not there any more, [`Fault::LongNote`]; errors of the library.
    pub fn change_summary(
        &self,
        of: &DocumentId,
        version: VersionId,
        change: &SummaryChange,
    ) -> Result<SummaryView, Fault> {
        let library = &self.shared.library;
        let document = library.shared_document(of)?;
        let from = library.version(of, version)?;
        if let Some(changed) = edit::changed(&from, &document, change)? {
            library.change_version(of, version, &changed)?;
        }
        self.shared.shown_summary(of)
    }

    /// Takes back the change that made a version, and returns what is shown now.
    ///
    /// # Errors
    /// [`Fault::NotKept`] if there is nothing to take back; errors of the library.
    pub fn undo_summary(&self, of: &DocumentId, version: VersionId) -> Result<SummaryView, Fault> {
        self.shared.library.undo_version(of, version)?;
        self.shared.shown_summary(of)
    }

    /// Shows a version of a document's summary again, and returns it.
    ///
    /// # Errors
    /// [`Fault::NotKept`] if the version is not there any more; errors of the library.
    pub fn show_summary(&self, of: &DocumentId, version: VersionId) -> Result<SummaryView, Fault> {
        self.shared.library.show_version(of, version)?;
        self.shared.shown_summary(of)
    }
}

impl Shared {
    fn shown_summary(&self, of: &DocumentId) -> Result<SummaryView, Fault> {
        let shown = self.library.shown_version(of)?;
        let shown = shown.ok_or(LibraryError::NotKept)?;
        let view = kept::opened_version(&self.library, of, shown)?;
        Ok(view)
    }

    /// The recipe of the summary on show.
    ///
    /// # Errors
    /// Errors of the library.
    pub(super) fn shown_recipe(&self, of: &DocumentId) -> Result<Option<String>, LibraryError> {
        let shown = self.library.shown_version(of)?;
        Ok(shown.map(|shown| shown.recipe))
    }

    /// Has a document summarized that was read again: as the summary was that was on show before, or in the usual way.
    ///
    /// # Errors
    /// Errors of the library.
    pub(super) fn summarize_again(
        &self,
        of: &DocumentId,
        before: Option<&str>,
    ) -> Result<(), LibraryError> {
        let options = before.map_or_else(SummaryOptions::default, |recipe| {
            summary::asked_again(recipe, self.model().ok().flatten().as_ref())
        });
        let wanted = lock(&self.settings).after_reading;
        let quoted = wanted == AfterReading::KeySentences && before.is_some_and(summary::is_quoted);
        self.summarize_as(of, options, quoted)?;
        Ok(())
    }

    /// Keeps a summary that was made now, with what a person wrote and pinned in the one before, and returns what is
    /// shown.
    ///
    /// # Errors
    /// Errors of the library.
    pub(super) fn keep_summary(
        &self,
        of: &DocumentId,
        recipe: &str,
        summary: &SummaryView,
    ) -> Result<SummaryView, LibraryError> {
        let library = &self.library;
        let made = kept::kept(summary);
        let versions = library.versions(of)?;
        let version = library.put_summary(of, recipe, &made)?;
        if let Some(before) = edit::predecessor(&versions, recipe) {
            let document = library.shared_document(of)?;
            if let Some(carried) = edit::carried(&made, recipe, before, &document) {
                library.change_version(of, version, &carried)?;
            }
        }
        let shown = library.shown_version(of)?.ok_or(LibraryError::NotKept)?;
        kept::opened_version(library, of, shown)
    }
}
