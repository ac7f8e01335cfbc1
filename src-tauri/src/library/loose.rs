//! Documents that are asked straight from the disk: indexed as in the library, but in memory only.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::Connection;

use super::passages::{PassageTables, Prepared};
use super::{LibraryError, schema};
use crate::document::{Document, DocumentId};

/// A few documents and their index.
pub struct LooseDocuments {
    index: Mutex<Connection>,
    documents: BTreeMap<DocumentId, Arc<Document>>,
    /// The documents with their names, in the order in which they were added.
    order: Vec<(DocumentId, String)>,
}

impl LooseDocuments {
    /// An empty collection.
    ///
    /// # Errors
    /// Database errors.
    pub fn new() -> Result<Self, LibraryError> {
        let mut index = Connection::open_in_memory()?;
        index.pragma_update(None, "foreign_keys", true)?;
        schema::migrate(&mut index, |_| Ok(()))?;
        Ok(Self {
            index: Mutex::new(index),
            documents: BTreeMap::new(),
            order: Vec::new(),
        })
    }

    /// Adds a document under its title, or under its file's name if it has no title. A document that was added
    /// before stays unchanged.
    ///
    /// # Errors
    /// Database errors.
    pub fn add(&mut self, document: Document, file_name: &str) -> Result<(), LibraryError> {
        if self.documents.contains_key(&document.id) {
            return Ok(());
        }
        let prepared = Prepared::of(&document);
        let index = self.index.get_mut().unwrap_or_else(PoisonError::into_inner);
        let transaction = index.transaction()?;
        transaction.execute(
            "INSERT INTO documents (id, title, authors, file_name, file, format, pages, words, added_at, content)
             VALUES (?1, '', '[]', '', '', '', 0, 0, 0, x'')",
            [&document.id.0],
        )?;
        PassageTables(&transaction).add(transaction.last_insert_rowid(), &prepared)?;
        transaction.commit()?;
        let name = document.title.as_deref().unwrap_or(file_name);
        self.order.push((document.id.clone(), name.to_owned()));
        self.documents
            .insert(document.id.clone(), Arc::new(document));
        Ok(())
    }

    /// The documents, in the order in which they were added.
    pub fn documents(&self) -> impl Iterator<Item = &Arc<Document>> {
        self.order
            .iter()
            .filter_map(|(id, _)| self.documents.get(id))
    }

    /// Identities and names, in the order in which the documents were added.
    pub(super) fn names(&self) -> &[(DocumentId, String)] {
        &self.order
    }

    /// One document.
    pub fn document(&self, id: &DocumentId) -> Option<Arc<Document>> {
        self.documents.get(id).cloned()
    }

    pub(super) fn index(&self) -> MutexGuard<'_, Connection> {
        self.index.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
