//! Documents in the library: stored compressed, indexed for full text, and restorable after removal.

use std::fs;
use std::io::{Read, Write};
use std::sync::Arc;

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use rusqlite::{Connection, OptionalExtension, Row, params};
use unicode_segmentation::UnicodeSegmentation;

use super::cards::{DocumentCard, FoundDocument};
use super::columns::{from_json, json};
use super::fulltext::{self, Indexed, plain_snippet};
use super::kept::{Keeping, opened};
use super::passages::{PassageTables, Prepared};
use super::recent::Stored;
use super::{Library, LibraryError, annotations, now, questions, versions};
use crate::document::{Document, DocumentId, EXTRACTION};

/// Pagewing does not write a stored document larger than this, in bytes.
const MAX_CONTENT: u64 = 2 << 30;

/// Most documents that a search returns: nobody reads a longer list.
const MOST_FOUND: u32 = 500;

const CARD: &str = "d.id, d.title, d.authors, d.file_name, d.format, d.pages, d.words, d.added_at,
    EXISTS (SELECT 1 FROM summaries WHERE document = d.number)";

impl Library {
    /// Stores a document read from the kept copy `file`, with its indexes, in one transaction. A document that
    /// exists already is replaced and keeps its place in the list, and a removed one stays removed; unless its sentences
    /// are the same, its results are deleted, and its annotations and what a person changed in its summary find their
    /// new sentences. Returns whether anything was deleted.
    ///
    /// # Errors
    /// Database errors.
    pub fn put(
        &self,
        document: &Document,
        file_name: &str,
        file: &str,
    ) -> Result<bool, LibraryError> {
        let content = compress(document)?;
        let title = document.title.as_deref().unwrap_or(file_name);
        let (indexed, prepared) = (Indexed::of(document, title), Prepared::of(document));
        // nobody else can write during the transaction, so passages, indexes and the comparison are made before it
        let known = before(&self.read(), &document.id)?;
        let known = known.map(|known| (known.has(document), known.content));
        let mut connection = self.write();
        let transaction = connection.transaction()?;
        let before = before(&transaction, &document.id)?;
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
        indexed.put(&transaction, number)?;
        PassageTables(&transaction).add(number, &prepared)?;
        if let Some(before) = before.as_ref().filter(|_| !same) {
            annotations::settle(&transaction, document)?;
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

    /// All documents, the newest first.
    ///
    /// # Errors
    /// Database errors.
    pub fn cards(&self) -> Result<Vec<DocumentCard>, LibraryError> {
        let connection = self.read();
        let mut statement = connection.prepare_cached(&format!(
            "SELECT {CARD} FROM documents AS d WHERE removed_at IS NULL ORDER BY added_at DESC, number DESC"
        ))?;
        let cards = statement.query_map([], card)?.collect::<Result<_, _>>()?;
        Ok(cards)
    }

    /// One document's entry; `None` if the library does not have it or it was removed.
    ///
    /// # Errors
    /// Database errors.
    pub fn card(&self, id: &DocumentId) -> Result<Option<DocumentCard>, LibraryError> {
        let connection = self.read();
        let found = connection
            .query_row(
                &format!(
                    "SELECT {CARD} FROM documents AS d WHERE d.id = ?1 AND removed_at IS NULL"
                ),
                [&id.0],
                card,
            )
            .optional()?;
        Ok(found)
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

    /// Documents whose title, authors or text contain every word of the query, the best first; the last word may
    /// be the beginning of a word. An empty query matches every document.
    ///
    /// # Errors
    /// Database errors.
    pub fn find(&self, query: &str) -> Result<Vec<FoundDocument>, LibraryError> {
        let Some(query) = fulltext::query(query) else {
            let all = self.cards()?.into_iter();
            return Ok(all
                .map(|card| FoundDocument {
                    card,
                    snippet: String::new(),
                })
                .collect());
        };
        let connection = self.read();
        let mut statement = connection.prepare_cached(&format!(
            "SELECT {CARD}, snippet(fulltext, 2, char(2), char(3), '…', 16)
             FROM documents AS d JOIN fulltext ON fulltext.rowid = d.number
             WHERE fulltext MATCH ?1 AND d.removed_at IS NULL
             ORDER BY bm25(fulltext, 10.0, 5.0, 1.0) LIMIT {MOST_FOUND}"
        ))?;
        let found = statement
            .query_map([query], |row| {
                Ok(FoundDocument {
                    card: card(row)?,
                    snippet: plain_snippet(&row.get::<_, String>(9)?),
                })
            })?
            .collect::<Result<_, _>>()?;
        Ok(found)
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

    /// Removes a document from the list; [`Library::restore`] brings it back within thirty days.
    ///
    /// # Errors
    /// [`LibraryError::NotFound`], or database errors.
    pub fn remove(&self, id: &DocumentId) -> Result<(), LibraryError> {
        let changed = self.write().execute(
            "UPDATE documents SET removed_at = ?2 WHERE id = ?1 AND removed_at IS NULL",
            params![id.0, now()],
        )?;
        found(changed)
    }

    /// Brings a removed document back with all its results. A document that was not removed stays as it is.
    ///
    /// # Errors
    /// [`LibraryError::NotFound`], or database errors.
    pub fn restore(&self, id: &DocumentId) -> Result<(), LibraryError> {
        let changed = self.write().execute(
            "UPDATE documents SET removed_at = NULL WHERE id = ?1",
            [&id.0],
        )?;
        found(changed)
    }

    /// Deletes for good, with the copies of their files, documents removed before a moment (seconds since
    /// 1970-01-01 UTC).
    ///
    /// # Errors
    /// Database errors.
    pub fn purge(&self, before: i64) -> Result<(), LibraryError> {
        let mut connection = self.write();
        let transaction = connection.transaction()?;
        let gone: Vec<(i64, DocumentId, String)> = transaction
            .prepare("SELECT number, id, file FROM documents WHERE removed_at < ?1")?
            .query_map([before], |row| {
                Ok((row.get(0)?, DocumentId(row.get(1)?), row.get(2)?))
            })?
            .collect::<Result<_, _>>()?;
        for (number, id, _) in &gone {
            transaction.execute("DELETE FROM fulltext WHERE rowid = ?1", [number])?;
            transaction.execute("DELETE FROM left_at WHERE document = ?1", [&id.0])?;
            transaction.execute("DELETE FROM documents WHERE number = ?1", [number])?;
        }
        for (_, id, _) in &gone {
            questions::delete_with(&transaction, id)?;
            annotations::delete_with(&transaction, id)?;
            versions::delete_with(&transaction, id)?;
        }
        transaction.commit()?;
        for (_, id, file) in gone {
            // an orphaned copy on the disk does no harm
            let _ = fs::remove_dir_all(self.recognized(&id));
            let _ = fs::remove_file(self.file_path(&file));
        }
        Ok(())
    }

    /// Deletes for good the questions and annotations that were deleted before a moment (seconds since 1970-01-01 UTC), and
    /// the steps of changes to summaries from before it.
    pub(super) fn purge_deleted(&self, before: i64) -> Result<(), LibraryError> {
        let connection = self.write();
        questions::purge(&connection, before)?;
        annotations::purge(&connection, before)?;
        versions::purge(&connection, before)?;
        Ok(())
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

fn found(changed: usize) -> Result<(), LibraryError> {
    if changed == 0 {
        return Err(LibraryError::NotFound);
    }
    Ok(())
}

fn card(row: &Row<'_>) -> rusqlite::Result<DocumentCard> {
    Ok(DocumentCard {
        id: DocumentId(row.get(0)?),
        title: row.get(1)?,
        authors: from_json(row, 2)?,
        file_name: row.get(3)?,
        format: from_json(row, 4)?,
        pages: row.get(5)?,
        words: row.get(6)?,
        added_at: row.get(7)?,
        summarized: row.get(8)?,
    })
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
