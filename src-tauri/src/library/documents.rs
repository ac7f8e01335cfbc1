//! Documents in the library: stored compressed, indexed for full text, and replaced when they are read again.

use std::fs;
use std::io::{Read, Write};
use std::sync::Arc;

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use rusqlite::{Connection, OptionalExtension, params};
use unicode_segmentation::UnicodeSegmentation;

use super::columns::json;
use super::fulltext::Indexed;
use super::kept::{Keeping, opened};
use super::passages::{PassageTables, Prepared};
use super::recent::Stored;
use super::{Library, LibraryError, annotations, entries, evidence, names, now, versions};
use crate::document::{Document, DocumentId, EXTRACTION};

/// Pagewing does not write a stored document larger than this, in bytes.
const MAX_CONTENT: u64 = 2 << 30;

impl Library {
    /// Stores a document read from the kept copy `file`, with its indexes, in one transaction. A document that
    /// exists already is replaced and keeps its place in the list with the person's own title, authors and year, and a
    /// removed one stays removed; unless its sentences are the same, its results are deleted, and its annotations and
    /// what a person changed in its summary find their new sentences. Returns whether anything was deleted.
    ///
    /// # Errors
    /// Database errors.
    pub fn put(
        &self,
        document: &Document,
        file_name: &str,
        file: &str,
    ) -> Result<bool, LibraryError> {
        self.store(document, file_name, file, false)
    }

    /// [`Library::put`] for a document that was read again: one that was deleted meanwhile does not come back.
    ///
    /// # Errors
    /// [`LibraryError::NotFound`] if it was deleted, or database errors.
    pub fn put_again(
        &self,
        document: &Document,
        file_name: &str,
        file: &str,
    ) -> Result<bool, LibraryError> {
        self.store(document, file_name, file, true)
    }

    fn store(
        &self,
        document: &Document,
        file_name: &str,
        file: &str,
        again: bool,
    ) -> Result<bool, LibraryError> {
        let content = compress(document)?;
        let title = document.title.as_deref().unwrap_or(file_name);
        let (mut indexed, prepared) = (Indexed::of(document), Prepared::of(document));
        // nobody else can write during the transaction, so passages, indexes and the comparison are made before it
        let known = before(&self.read(), &document.id)?;
        let known = known.map(|known| (known.has(document), known.content));
        let mut connection = self.write();
        let transaction = connection.transaction()?;
        let before = before(&transaction, &document.id)?;
        if again && before.is_none() {
            return Err(LibraryError::NotFound);
        }
        let same = before.as_ref().is_some_and(|before| match &known {
            Some((same, content)) if *content == before.content => *same,
            _ => before.has(document),
        });
        if let Some(before) = before.as_ref().filter(|_| !same) {
            transaction.execute("DELETE FROM fulltext WHERE rowid = ?1", [before.number])?;
            transaction.execute("DELETE FROM documents WHERE number = ?1", [before.number])?;
        }
        let number: i64 = transaction.query_row(
            "INSERT INTO documents (number, id, title, authors, file_name, file, format, pages, words,
                                    added_at, content, extraction, removed_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
             ON CONFLICT (number) DO UPDATE SET
                 title = excluded.title, authors = excluded.authors, file_name = excluded.file_name,
                 file = excluded.file, pages = excluded.pages, words = excluded.words,
                 content = excluded.content, extraction = excluded.extraction
             RETURNING number",
            params![
                before.as_ref().map(|before| before.number),
                document.id.0,
                title,
                json(&document.authors)?,
                file_name,
                file,
                json(&document.format)?,
                document.pages.len() as i64,
                words(document),
                before.as_ref().map_or_else(now, |before| before.added_at),
                content,
                EXTRACTION,
                before.as_ref().and_then(|before| before.removed_at),
            ],
            |row| row.get(0),
        )?;
        names::add(&transaction, &document.id, file_name, None)?;
        let called = entries::put(&transaction, document)?;
        indexed.call(&called.title, &called.authors);
        indexed.put(&transaction, number)?;
        PassageTables(&transaction).add(number, &prepared)?;
        if let Some(before) = before.as_ref().filter(|_| !same) {
            annotations::settle(&transaction, document)?;
            evidence::read_again(&transaction, &document.id)?;
            let reading = || unpack(&before.content).ok();
            versions::settle(&transaction, reading, document)?;
        }
        transaction.commit()?;
        drop(connection);
        self.forget_document();
        Ok(before.is_some() && !same)
    }

    /// The name and the kept copy of a document that an older version read; `None` if this version read it, or if
    /// the library does not have it.
    ///
    /// # Errors
    /// Database errors.
    pub fn outdated(&self, id: &DocumentId) -> Result<Option<(String, String)>, LibraryError> {
        let found = self
            .read()
            .query_row(
                "SELECT file_name, file FROM documents
                 WHERE id = ?1 AND removed_at IS NULL AND extraction < ?2",
                params![id.0, EXTRACTION],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .optional()?;
        Ok(found)
    }

    /// The name and the kept copy of a document's file.
    ///
    /// # Errors
    /// [`LibraryError::NotFound`], or database errors.
    pub fn file_of(&self, id: &DocumentId) -> Result<(String, String), LibraryError> {
        let found = self
            .read()
            .query_row(
                "SELECT file_name, file FROM documents WHERE id = ?1 AND removed_at IS NULL",
                [&id.0],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .optional()?;
        found.ok_or(LibraryError::NotFound)
    }

    /// Whether the library holds a document, including removed ones.
    ///
    /// # Errors
    /// Database errors.
    pub fn is_known(&self, id: &DocumentId) -> Result<bool, LibraryError> {
        let known = self.read().query_row(
            "SELECT EXISTS (SELECT 1 FROM documents WHERE id = ?1)",
            [&id.0],
            |row| row.get(0),
        )?;
        Ok(known)
    }

    /// A document with all its contents.
    ///
    /// # Errors
    /// [`LibraryError::NotFound`], [`LibraryError::Content`], or database errors.
    pub fn document(&self, id: &DocumentId) -> Result<Document, LibraryError> {
        let content: Option<Vec<u8>> = self
            .read()
            .query_row(
                "SELECT content FROM documents WHERE id = ?1 AND removed_at IS NULL",
                [&id.0],
                |row| row.get(0),
            )
            .optional()?;
        unpack(&content.ok_or(LibraryError::NotFound)?)
    }

    /// A document with all its contents, shared with whoever opened it last.
    ///
    /// # Errors
    /// As [`Library::document`].
    pub fn shared_document(&self, id: &DocumentId) -> Result<Arc<Document>, LibraryError> {
        let stored = || {
            self.read()
                .query_row(
                    "SELECT number, extraction, length(content) FROM documents
                     WHERE id = ?1 AND removed_at IS NULL",
                    [&id.0],
                    |row| {
                        Ok(Stored {
                            number: row.get(0)?,
                            extraction: row.get(1)?,
                            bytes: row.get(2)?,
                        })
                    },
                )
                .optional()?
                .ok_or(LibraryError::NotFound)
        };
        self.recent.or_open(stored, || self.document(id))
    }

    /// Frees the memory of the document that was opened last.
    pub fn forget_document(&self) {
        self.recent.forget();
    }

    /// The bytes of the file that a document was read from.
    ///
    /// # Errors
    /// [`LibraryError::NotFound`], or errors of reading the copy.
    pub fn bytes(&self, id: &DocumentId) -> Result<Vec<u8>, LibraryError> {
        let file: Option<String> = self
            .read()
            .query_row(
                "SELECT file FROM documents WHERE id = ?1 AND removed_at IS NULL",
                [&id.0],
                |row| row.get(0),
            )
            .optional()?;
        let path = self.file_path(&file.ok_or(LibraryError::NotFound)?);
        fs::read(&path).map_err(|source| LibraryError::Unreadable { path, source })
    }
}

/// The row of a document that is stored again.
struct Before {
    number: i64,
    added_at: i64,
    removed_at: Option<i64>,
    content: Vec<u8>,
}

impl Before {
    /// Whether it has the sentences of this reading.
    fn has(&self, document: &Document) -> bool {
        unpack(&self.content).is_ok_and(|before| before.sentences == document.sentences)
    }
}

fn before(connection: &Connection, id: &DocumentId) -> Result<Option<Before>, LibraryError> {
    let found = connection
        .query_row(
            "SELECT number, added_at, removed_at, content FROM documents WHERE id = ?1",
            [&id.0],
            |row| {
                Ok(Before {
                    number: row.get(0)?,
                    added_at: row.get(1)?,
                    removed_at: row.get(2)?,
                    content: row.get(3)?,
                })
            },
        )
        .optional()?;
    Ok(found)
}

fn compress(document: &Document) -> Result<Vec<u8>, LibraryError> {
    let content = |error: std::io::Error| LibraryError::Content(error.to_string());
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    serde_json::to_writer(&mut encoder, &Keeping::new(document))
        .map_err(|error| content(error.into()))?;
    encoder.flush().map_err(content)?;
    encoder.finish().map_err(content)
}

fn unpack(content: &[u8]) -> Result<Document, LibraryError> {
    let mut text = Vec::new();
    ZlibDecoder::new(content)
        .take(MAX_CONTENT)
        .read_to_end(&mut text)
        .map_err(|error| LibraryError::Content(error.to_string()))?;
    opened(&text).map_err(|error| LibraryError::Content(error.to_string()))
}

/// Words of the running text; a Chinese character counts as one, because no spaces show the words.
fn words(document: &Document) -> i64 {
    let counts = document.prose().map(|sentence| {
        let words = sentence.text.unicode_words();
        i64::try_from(words.count()).unwrap_or(i64::MAX)
    });
    counts.sum()
}
