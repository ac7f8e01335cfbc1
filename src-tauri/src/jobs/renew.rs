//! Reads a document again from the kept copy if an older Pagewing read it, before anything uses or shows it, so
//! that nobody ever has sentences of two readings. If that fails, the document stays unchanged.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::Shared;
use super::sequence_file;
use super::types::AppEvent;
use super::upkeep::find_year;
use crate::document::{self, DocumentId, Format, ReadOptions, Recognition, RecognizePages};
use crate::genome::GenomeError;
use crate::library::{Library, LibraryError};

/// The result of reading a document again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reread {
    /// This version has read it already.
    NotNeeded,
    /// It was read again.
    Done {
        /// Whether its sentences changed, so that its results were deleted.
        forgotten: bool,
    },
    /// It could not be read again and stays unchanged.
    Failed,
}

/// Updates a document of the library to the current version's reading.
///
/// # Errors
/// Errors of the library. A copy that cannot be read again is not an error: the old reading stays.
pub fn read_again(
    library: &Library,
    id: &DocumentId,
    stop: &Arc<AtomicBool>,
) -> Result<Reread, LibraryError> {
    let Some((file_name, file)) = library.outdated(id)? else {
        return Ok(Reread::NotNeeded);
    };
    let before = library.document(id)?;
    if before.format == Format::Fasta {
        return sequences_again(library, id, &file_name, &file, stop);
    }
    let options = ReadOptions {
        stop: stop.clone(),
        // what was recognized is not recognized again
        recognition: Recognition {
            pages: RecognizePages::WithoutText,
            program: None,
            kept: Some(library.recognized(id)),
        },
        // a document that had text does not lose it
        allow_pictures: before.sentences.is_empty(),
        ..ReadOptions::default()
    };
    let read = document::read(&library.file_path(&file), &options, &mut |_| ());
    match read {
        Ok(document) if document.id == *id => {
            let forgotten = library.put_again(&document, &file_name, &file)?;
            find_year(library, &document)?;
            Ok(Reread::Done { forgotten })
        }
        Err(document::ReadError::Cancelled) => Err(LibraryError::Cancelled),
        // the copy is encrypted and nobody kept the password, was deleted by hand, or fails newer checks
        read => {
            let reason = read.err().map(|error| error.to_string());
            tracing::warn!(id = %id.0, ?reason, "a document could not be read again");
            Ok(Reread::Failed)
        }
    }
}

/// Sequences have no sentences that another version could read differently: their records are counted again.
fn sequences_again(
    library: &Library,
    id: &DocumentId,
    file_name: &str,
    file: &str,
    stop: &Arc<AtomicBool>,
) -> Result<Reread, LibraryError> {
    match sequence_file::read(library, file, stop, &mut |_| ()) {
        Ok(document) if document.id == *id => {
            let forgotten = library.put_again(&document, file_name, file)?;
            Ok(Reread::Done { forgotten })
        }
        Err(GenomeError::Cancelled) => Err(LibraryError::Cancelled),
        read => {
            let reason = read.err().map(|error| error.to_string());
            tracing::warn!(id = %id.0, ?reason, "sequences could not be read again");
            Ok(Reread::Failed)
        }
    }
}

impl Shared {
    /// Passes on that a document has other sentences now.
    pub(super) fn was_read_again(&self, id: &DocumentId) {
        let board = self.board();
        board.send(AppEvent::Library);
        board.send(AppEvent::ReadAgain {
            document: id.clone(),
        });
        drop(board);
        self.fill_row(id);
    }

    /// Reads a document again if an older version read it, and has it summarized again as it was if its summary is gone by that.
    /// Returns whether it did.
    pub(super) fn read_anew(
        &self,
        id: &DocumentId,
        stop: &Arc<AtomicBool>,
    ) -> Result<bool, LibraryError> {
        if self.library.outdated(id)?.is_none() {
            return Ok(false);
        }
        let before = self.shown_recipe(id)?;
        if self.renew(id, stop)? {
            self.summarize_again(id, before.as_deref())?;
        }
        Ok(self.library.outdated(id)?.is_none())
    }

    /// Updates a document to the current version's reading. Returns whether its summary was deleted because its
    /// sentences changed. A document that could not be read again is not tried again in this run.
    ///
    /// # Errors
    /// Errors of the library.
    pub(super) fn renew(
        &self,
        id: &DocumentId,
        stop: &Arc<AtomicBool>,
    ) -> Result<bool, LibraryError> {
        if self.library.outdated(id)?.is_none() {
            return Ok(false);
        }
        let Some(_begun) = self.renewals.begin(id, stop)? else {
            return Ok(false);
        };
        // passages that are read again must not get the vectors of the old ones
        let _held = self.rest.hold();
        let summarized = self.library.summary(id)?.is_some();
        match read_again(&self.library, id, stop)? {
            Reread::NotNeeded => Ok(false),
            Reread::Done { forgotten } => {
                self.was_read_again(id);
                self.rest.want();
                Ok(forgotten && summarized)
            }
            Reread::Failed => {
                self.renewals.failed(id);
                Ok(false)
            }
        }
    }
}
