//! Adds the jobs that make something of a document: a summary, or the text of its scanned pages.

use super::input::Input;
use super::types::JobView;
use super::{Shared, lock};
use crate::assistant::summary::SummaryOptions;
use crate::document::{self, DocumentId, Format};
use crate::fault::Fault;
use crate::library::{DocumentCard, LibraryError};
use crate::settings::AfterReading;

impl Shared {
    /// The card of a document of which something can be made that needs text.
    ///
    /// # Errors
    /// [`Fault::NoText`] for sequences; errors of the library.
    pub(super) fn card_of_text(&self, id: &DocumentId) -> Result<DocumentCard, Fault> {
        let card = self.library.card(id)?.ok_or(LibraryError::NotFound)?;
        if card.format == Format::Fasta {
            return Err(Fault::NoText);
        }
        Ok(card)
    }

    /// A document of sequences.
    ///
    /// # Errors
    /// [`Fault::NoSequences`] for one with text; errors of the library.
    pub(super) fn card_of_sequences(&self, id: &DocumentId) -> Result<DocumentCard, Fault> {
        let card = self.library.card(id)?.ok_or(LibraryError::NotFound)?;
        if card.format != Format::Fasta {
            return Err(Fault::NoSequences);
        }
        Ok(card)
    }

    /// Has a document summarized by the chosen model, or without one.
    ///
    /// # Errors
    /// Errors of the library.
    pub(super) fn summarize(
        &self,
        id: &DocumentId,
        options: SummaryOptions,
    ) -> Result<JobView, LibraryError> {
        self.summarize_as(id, options, false)
    }

    /// Has a document summarized. A `quoted` summary consists of key sentences, whatever model is chosen.
    ///
    /// # Errors
    /// Errors of the library.
    pub(super) fn summarize_as(
        &self,
        id: &DocumentId,
        options: SummaryOptions,
        quoted: bool,
    ) -> Result<JobView, LibraryError> {
        let card = self.library.card(id)?.ok_or(LibraryError::NotFound)?;
        let input = Input::Summarize {
            document: id.clone(),
            options,
            quoted,
        };
        let view = self.board().add(&self.library, card.title, input, None)?;
        self.first_if_open(id);
        Ok(view)
    }

    /// Makes of a document that was just read what the person wants.
    ///
    /// # Errors
    /// Errors of the library.
    pub(super) fn summarize_new(&self, id: &DocumentId) -> Result<(), LibraryError> {
        let wanted = lock(&self.settings).after_reading;
        match wanted {
            AfterReading::ReadOnly => return Ok(()),
            AfterReading::KeySentences => self.summarize_as(id, SummaryOptions::default(), true)?,
            AfterReading::Summary => self.summarize(id, SummaryOptions::default())?,
        };
        Ok(())
    }

    /// Has the pages of a document recognized that have no text.
    ///
    /// # Errors
    /// Errors of the library.
    pub(super) fn recognize(
        &self,
        id: &DocumentId,
        title: String,
    ) -> Result<JobView, LibraryError> {
        let input = Input::Recognize {
            document: id.clone(),
        };
        let view = self.board().add(&self.library, title, input, None)?;
        self.first_if_open(id);
        Ok(view)
    }

    /// Does so with a document that was just read, if the person wants it and the program for it is here.
    ///
    /// # Errors
    /// Errors of the library.
    pub(super) fn recognize_new(&self, id: &DocumentId) -> Result<(), LibraryError> {
        let wanted = lock(&self.settings).recognize_scans;
        if wanted && document::find_tesseract().is_some() {
            let card = self.library.card(id)?.ok_or(LibraryError::NotFound)?;
            self.recognize(id, card.title)?;
        }
        Ok(())
    }
}
