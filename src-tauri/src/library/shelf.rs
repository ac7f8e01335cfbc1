//! The documents that questions can be asked about: the library, or files straight from the disk.

use std::sync::{Arc, MutexGuard};

use rusqlite::Connection;

use super::passages::{IndexedPassage, PassageTables, Within};
use super::words::Analyzer;
use super::{Library, LibraryError, LooseDocuments};
use crate::document::{Document, DocumentId, Format};

/// The place where questions are looked up.
#[derive(Clone, Copy)]
pub enum Shelf<'a> {
    /// The user's library.
    Library(&'a Library),
    /// Documents straight from the disk.
    Loose(&'a LooseDocuments),
}

/// A document and its name for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShelvedDocument {
    /// The document's identity.
    pub id: DocumentId,
    /// Its title, or its file's name if it has no title.
    pub title: String,
}

impl Shelf<'_> {
    fn reading(&self) -> MutexGuard<'_, Connection> {
        match self {
            Self::Library(library) => library.read(),
            Self::Loose(loose) => loose.index(),
        }
    }

    /// All documents that have text: sequences say nothing to a question, and are not among what was asked.
    ///
    /// # Errors
    /// Database errors.
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
        let texts = cards
            .into_iter()
            .filter(|card| card.format != Format::Fasta);
        Ok(texts.map(named).collect())
    }

    /// One document with all its contents.
    ///
    /// # Errors
    /// [`LibraryError::NotFound`], or the errors of [`Library::document`].
    pub fn document(&self, id: &DocumentId) -> Result<Arc<Document>, LibraryError> {
        match self {
            Self::Library(library) => library.shared_document(id),
            Self::Loose(loose) => loose.document(id).ok_or(LibraryError::NotFound),
        }
    }

    /// Passages that match a query of FTS5, best first: their numbers and their BM25 scores, which are above 0 and
    /// higher for better matches.
    ///
    /// # Errors
    /// Database errors, one of which is a query that FTS5 does not understand.
    pub fn passages_by_words(
        &self,
        query: &str,
        within: Within<'_>,
        most: usize,
    ) -> Result<Vec<(i64, f64)>, LibraryError> {
        PassageTables(&self.reading()).by_words(query, within, most)
    }

    /// How the words of these passages were indexed: one analyzer for each kind of language among their documents.
    ///
    /// # Errors
    /// Database errors.
    pub fn analyzers(&self, within: Within<'_>) -> Result<Vec<Analyzer>, LibraryError> {
        PassageTables(&self.reading()).analyzers(within)
    }

    /// The highest number of a passage, which is about the number of passages.
    ///
    /// # Errors
    /// Database errors.
    pub fn passage_numbers(&self) -> Result<i64, LibraryError> {
        PassageTables(&self.reading()).numbers()
    }

    /// The passage with a number; `None` if its document was removed.
    ///
    /// # Errors
    /// Database errors.
    pub fn passage(&self, number: i64) -> Result<Option<IndexedPassage>, LibraryError> {
        PassageTables(&self.reading()).passage(number)
    }

    /// Passes the number and the vector of every passage that a model has embedded to a callback, in any order.
    ///
    /// # Errors
    /// Database errors.
    pub fn passage_vectors(
        &self,
        model: &str,
        within: Within<'_>,
        receive: &mut dyn FnMut(i64, &[u8]),
    ) -> Result<(), LibraryError> {
        PassageTables(&self.reading()).vectors(model, within, receive)
    }

    /// The numbers of a document's passages that a model has not embedded yet, in order.
    ///
    /// # Errors
    /// Database errors.
    pub fn passages_without_vector(
        &self,
        model: &str,
        document: &DocumentId,
    ) -> Result<Vec<i64>, LibraryError> {
        PassageTables(&self.reading()).without_vector(model, document)
    }

    /// Keeps embeddings of passages: all of them, or none if that fails.
    ///
    /// # Errors
    /// Database errors.
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
