//! What can be asked: the library, or documents straight from the disk.

use std::sync::{Arc, MutexGuard};

use rusqlite::Connection;

use super::passages::{IndexedPassage, PassageTables, Within};
use super::{Library, LibraryError, LooseDocuments};
use crate::document::{Document, DocumentId};

/// Where questions are looked up.
#[derive(Clone, Copy)]
pub enum Shelf<'a> {
    /// The library.
    Library(&'a Library),
    /// Documents straight from the disk.
    Loose(&'a LooseDocuments),
}

/// A document by its name for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShelvedDocument {
    /// Its identity.
    pub id: DocumentId,
    /// Its title, or its file's name where it has none.
    pub title: String,
}

impl Shelf<'_> {
    fn reading(&self) -> MutexGuard<'_, Connection> {
        match self {
            Self::Library(library) => library.read(),
            Self::Loose(loose) => loose.index(),
        }
    }

    /// All documents.
    ///
    /// # Errors
    /// Of the database.
    pub fn documents(&self) -> Result<Vec<ShelvedDocument>, LibraryError> {
        let cards = match self {
            Self::Library(library) => library.cards()?,
            Self::Loose(loose) => {
                let name = |(id, name): &(DocumentId, String)| ShelvedDocument {
                    id: id.clone(),
                    title: name.clone(),
                };
                return Ok(loose.names().iter().map(name).collect());
            }
        };
        let named = |card: crate::library::DocumentCard| ShelvedDocument {
            id: card.id,
            title: card.title,
        };
        Ok(cards.into_iter().map(named).collect())
    }

    /// One document, whole.
    ///
    /// # Errors
    /// [`LibraryError::NotFound`], or as [`Library::document`].
    pub fn document(&self, id: &DocumentId) -> Result<Arc<Document>, LibraryError> {
        match self {
            Self::Library(library) => library.document(id).map(Arc::new),
            Self::Loose(loose) => loose.document(id).ok_or(LibraryError::NotFound),
        }
    }

    /// Passages that match a query of FTS5, best first: their numbers and their BM25 scores, which are
    /// higher the better and above 0.
    ///
    /// # Errors
    /// Of the database; a query that FTS5 does not understand is one.
    pub fn passages_by_words(
        &self,
        query: &str,
        within: Within<'_>,
        most: usize,
    ) -> Result<Vec<(i64, f64)>, LibraryError> {
        PassageTables(&self.reading()).by_words(query, within, most)
    }

    /// The highest number of a passage; about as many there are.
    ///
    /// # Errors
    /// Of the database.
    pub fn passage_numbers(&self) -> Result<i64, LibraryError> {
        PassageTables(&self.reading()).numbers()
    }

    /// The passage of a number; `None` where its document was removed.
    ///
    /// # Errors
    /// Of the database.
    pub fn passage(&self, number: i64) -> Result<Option<IndexedPassage>, LibraryError> {
        PassageTables(&self.reading()).passage(number)
    }

    /// Hears the number and the vector of every passage that a model has embedded, in no order.
    ///
    /// # Errors
    /// Of the database.
    pub fn passage_vectors(
        &self,
        model: &str,
        within: Within<'_>,
        hear: &mut dyn FnMut(i64, &[u8]),
    ) -> Result<(), LibraryError> {
        PassageTables(&self.reading()).vectors(model, within, hear)
    }

    /// The numbers of a document's passages that a model has not embedded yet, in order.
    ///
    /// # Errors
    /// Of the database.
    pub fn passages_without_vector(
        &self,
        model: &str,
        document: &DocumentId,
    ) -> Result<Vec<i64>, LibraryError> {
        PassageTables(&self.reading()).without_vector(model, document)
    }

    /// Keeps embeddings of passages, all or none.
    ///
    /// # Errors
    /// Of the database.
    pub fn put_passage_vectors(
        &self,
        model: &str,
        vectors: &[(i64, Vec<u8>)],
    ) -> Result<(), LibraryError> {
        let mut writing = match self {
            Self::Library(library) => library.write(),
            Self::Loose(loose) => loose.index(),
        };
        let transaction = writing.transaction()?;
        PassageTables(&transaction).put_vectors(model, vectors)?;
        transaction.commit()?;
        Ok(())
    }
}
