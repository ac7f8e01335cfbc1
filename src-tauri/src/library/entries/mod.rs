//! What the list knows of a document besides its text: the year, whether pages are pictures, when it was opened, a
//! person's own words, and what it is sorted by. It stays when the document is read again.

mod keys;

use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::columns::{from_json, json};
use super::{Library, LibraryError, now};
use crate::document::{Document, DocumentId, PageVerdict};
pub(in crate::library) use keys::of_group;

/// The rules by which the year and the pages that are pictures are found. They rise when what is found changes.
const RULES: i64 = 2;

/// The title and the authors that a document has in the list.
pub(in crate::library) struct Called {
    pub(in crate::library) title: String,
    pub(in crate::library) authors: Vec<String>,
}

/// What a person wrote, or a bibliography says, in the place of what was read. `None` is a field that nobody changed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OwnWords {
    /// The title.
    pub title: Option<String>,
    /// The authors, in order; none of them if the document has none.
    pub authors: Option<Vec<String>>,
    /// The year of publication; 0 if the document has none.
    pub year: Option<u16>,
}

/// What was read of a document and what a person wrote instead.
pub(in crate::library) struct Entry {
    pub(in crate::library) number: i64,
    pub(in crate::library) title: String,
    pub(in crate::library) authors: Vec<String>,
    pub(in crate::library) year: Option<u16>,
    pub(in crate::library) own: OwnWords,
    /// Whether these are those of a bibliography alone.
    pub(in crate::library) imported: bool,
}

impl Entry {
    /// The entry of a document that may have been removed; `None` if the library does not have it.
    pub(in crate::library) fn of(
        connection: &Connection,
        id: &DocumentId,
    ) -> Result<Option<Self>, LibraryError> {
        let found = connection
            .query_row(
                "SELECT d.number, d.title, d.authors, e.year, e.own_title, e.own_authors, e.own_year,
                     coalesce(e.imported, 0)
                 FROM documents AS d LEFT JOIN entries AS e ON e.document = d.id WHERE d.id = ?1",
                [&id.0],
                |row| {
                    let own: Option<String> = row.get(5)?;
                    Ok(Self {
                        number: row.get(0)?,
                        title: row.get(1)?,
                        authors: from_json(row, 2)?,
                        year: row.get(3)?,
                        own: OwnWords {
                            title: row.get(4)?,
                            authors: own.map(|_| from_json(row, 5)).transpose()?,
                            year: row.get(6)?,
                        },
                        imported: row.get(7)?,
                    })
                },
            )
            .optional()?;
        Ok(found)
    }

    /// What the document is called: the person's own words win.
    pub(in crate::library) fn called(&self) -> Called {
        let own = self.own.clone();
        Called {
            title: own.title.unwrap_or_else(|| self.title.clone()),
            authors: own.authors.unwrap_or_else(|| self.authors.clone()),
        }
    }
}

/// Keeps what the list shows of a reading, and returns what the document is called. The year is not known until
/// [`Library::keep_year`] says it.
pub(in crate::library) fn put(
    connection: &Connection,
    document: &Document,
) -> Result<Called, LibraryError> {
    connection.execute(
        "INSERT INTO entries (document, scanned, failed, rules) VALUES (?1, ?2, ?3, 0)
         ON CONFLICT (document) DO UPDATE SET scanned = excluded.scanned, failed = excluded.failed, rules = 0",
        params![document.id.0, is_scanned(document), has_failed(document)],
    )?;
    let entry = Entry::of(connection, &document.id)?.ok_or(LibraryError::NotFound)?;
    let called = entry.called();
    sort(connection, &document.id, &called)?;
    Ok(called)
}

/// Keeps what a document is sorted by.
pub(in crate::library) fn sort(
    connection: &Connection,
    id: &DocumentId,
    called: &Called,
) -> rusqlite::Result<()> {
    connection.execute(
        "UPDATE entries SET title_key = ?2, author_key = ?3 WHERE document = ?1",
        params![
            id.0,
            keys::of_title(&called.title),
            keys::of_authors(&called.authors)
        ],
    )?;
    Ok(())
}

/// Keeps words in the place of what was read: those of a bibliography alone, or else a person's own.
pub(in crate::library) fn keep_own(
    connection: &Connection,
    id: &DocumentId,
    own: &OwnWords,
    imported: bool,
) -> Result<(), LibraryError> {
    connection.execute(
        "INSERT INTO entries (document, own_title, own_authors, own_year, imported) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (document) DO UPDATE SET own_title = excluded.own_title,
             own_authors = excluded.own_authors, own_year = excluded.own_year, imported = excluded.imported",
        params![
            id.0,
            own.title,
            own.authors.as_ref().map(json).transpose()?,
            own.year,
            imported
        ],
    )?;
    Ok(())
}

/// Deletes the entry of a document that is deleted for good.
pub(in crate::library) fn delete_with(
    connection: &Connection,
    id: &DocumentId,
) -> rusqlite::Result<()> {
    connection.execute("DELETE FROM entries WHERE document = ?1", [&id.0])?;
    Ok(())
}

impl Library {
    /// Keeps the year that a document shows, after [`Library::put`]: who finds it stands above the library.
    ///
    /// # Errors
    /// Database errors.
    pub fn keep_year(&self, document: &Document, year: Option<u16>) -> Result<(), LibraryError> {
        let mut connection = self.write();
        let transaction = connection.transaction()?;
        let Some(entry) = Entry::of(&transaction, &document.id)? else {
            return Ok(());
        };
        transaction.execute(
            "INSERT INTO entries (document, year, scanned, failed, rules) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (document) DO UPDATE SET year = excluded.year, scanned = excluded.scanned,
                 failed = excluded.failed, rules = excluded.rules",
            params![
                document.id.0,
                year,
                is_scanned(document),
                has_failed(document),
                RULES
            ],
        )?;
        sort(&transaction, &document.id, &entry.called())?;
        transaction.commit()?;
        Ok(())
    }

    /// Documents whose year was not looked for by the rules of this version, the newest first.
    ///
    /// # Errors
    /// Database errors.
    pub fn without_year(&self) -> Result<Vec<DocumentId>, LibraryError> {
        let connection = self.read();
        let mut statement = connection.prepare_cached(
            "SELECT d.id FROM documents AS d LEFT JOIN entries AS e ON e.document = d.id
             WHERE d.removed_at IS NULL AND coalesce(e.rules, 0) <> ?1
             ORDER BY d.added_at DESC, d.number DESC",
        )?;
        let documents = statement
            .query_map([RULES], |row| row.get(0).map(DocumentId))?
            .collect::<Result<_, _>>()?;
        Ok(documents)
    }

    /// A person opened a document: it is not unread any more.
    ///
    /// # Errors
    /// Database errors.
    pub fn opened(&self, id: &DocumentId) -> Result<(), LibraryError> {
        self.write().execute(
            "UPDATE entries SET opened_at = ?2, unread = 0 WHERE document = ?1",
            params![id.0, now()],
        )?;
        Ok(())
    }

    /// Marks documents as unread, or as read. Returns those for which that is new.
    ///
    /// # Errors
    /// Database errors.
    pub fn mark_unread(
        &self,
        ids: &[DocumentId],
        unread: bool,
    ) -> Result<Vec<DocumentId>, LibraryError> {
        let mut connection = self.write();
        let transaction = connection.transaction()?;
        let mut changed = Vec::new();
        for id in ids {
            let now_so = transaction.execute(
                "UPDATE entries SET unread = ?2 WHERE document = ?1 AND unread <> ?2",
                params![id.0, unread],
            )?;
            if now_so > 0 {
                changed.push(id.clone());
            }
        }
        transaction.commit()?;
        Ok(changed)
    }
}

/// Whether pages are pictures, also if they have text that was recognized.
fn is_scanned(document: &Document) -> bool {
    let mut verdicts = document.pages.iter().map(|page| &page.verdict);
    verdicts.any(|verdict| {
        matches!(
            verdict,
            PageVerdict::Scanned | PageVerdict::OcrLayer | PageVerdict::Recognized
        )
    })
}

/// Whether pages could not be read.
fn has_failed(document: &Document) -> bool {
    let mut verdicts = document.pages.iter().map(|page| &page.verdict);
    verdicts.any(|verdict| matches!(verdict, PageVerdict::Failed { .. }))
}
