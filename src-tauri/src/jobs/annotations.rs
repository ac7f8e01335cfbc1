//! What a person marks in a document and writes to it.

use super::Jobs;
use crate::document::DocumentId;
use crate::fault::Fault;
use crate::library::{Annotation, AnnotationId, LibraryError, MarkColour, NewAnnotation};

impl Jobs {
    /// The annotations of a document, in its order.
    ///
    /// # Errors
    /// Errors of the library.
    pub fn annotations(&self, of: &DocumentId) -> Result<Vec<Annotation>, Fault> {
        Ok(self.shared.library.annotations(of)?)
    }

    /// Keeps a new annotation of a document and returns it.
    ///
    /// # Errors
    /// [`Fault::NothingMarked`], [`Fault::LongNote`]; errors of the library.
    pub fn annotate(&self, of: &DocumentId, new: &NewAnnotation) -> Result<Annotation, Fault> {
        Ok(self.shared.library.annotate(of, new)?)
    }

    /// Changes the colour and the note of an annotation and returns it.
    ///
    /// # Errors
    /// [`Fault::NotKept`] if it was deleted, [`Fault::LongNote`]; errors of the library.
    pub fn change_annotation(
        &self,
        id: AnnotationId,
        colour: Option<MarkColour>,
        note: &str,
    ) -> Result<Annotation, Fault> {
        Ok(self.shared.library.change_annotation(id, colour, note)?)
    }

    /// Deletes an annotation; [`Jobs::restore_annotation`] brings it back for some time. One that was deleted already is not an error.
    ///
    /// # Errors
    /// Errors of the library.
    pub fn delete_annotation(&self, id: AnnotationId) -> Result<(), Fault> {
        Ok(self.shared.library.delete_annotation(id)?)
    }

    /// Brings a deleted annotation back and returns it.
    ///
    /// # Errors
    /// [`Fault::NotKept`] if it is not there any more; errors of the library.
    pub fn restore_annotation(&self, id: AnnotationId) -> Result<Annotation, Fault> {
        Ok(self.shared.library.restore_annotation(id)?)
    }

    /// A document's title, or its file's name if it has no title.
    ///
    /// # Errors
    /// [`Fault::NotInLibrary`]; errors of the library.
    pub fn document_title(&self, id: &DocumentId) -> Result<String, Fault> {
        let card = self.shared.library.card(id)?;
        Ok(card.ok_or(LibraryError::NotFound)?.title)
    }
}
