//! Removed documents: out of sight, restorable for thirty days, and then deleted for good. A person can delete them at
//! once.
//!
//! What is deleted leaves the disk: the copy of the file and the recognized pages at once, and the text in the database
//! when [`Library::reclaim`] has run, which may take a while in a large library. A file that another program holds open stays
//! for now: the next deletion and the next start try again (`deletions.rs`).

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, Transaction, params};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::cards::{self, COLUMNS, DocumentCard, FROM, card};
use super::{
    KEEP_REMOVED, Library, LibraryError, annotations, deletions, entries, evidence, groups, names,
    now, questions, space, versions,
};
use crate::document::DocumentId;

/// A removed document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct TrashedDocument {
    /// Its entry in the list.
    pub card: DocumentCard,
    /// When it was removed: seconds since 1970-01-01 UTC.
    #[ts(type = "number")]
    pub removed_at: i64,
    /// When it is deleted for good, or at the first start after it: seconds since 1970-01-01 UTC.
    #[ts(type = "number")]
    pub deleted_from: i64,
    /// About how many bytes it takes on the disk.
    #[ts(type = "number")]
    pub bytes: u64,
}

impl Library {
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

    /// The removed documents, the one that was removed last first.
    ///
    /// # Errors
    /// Database errors.
    pub fn trash(&self) -> Result<Vec<TrashedDocument>, LibraryError> {
        let removed: Vec<(DocumentCard, i64)> = {
            let connection = self.read();
            let mut statement = connection.prepare_cached(&format!(
                "SELECT {}, d.removed_at FROM {FROM} WHERE d.removed_at IS NOT NULL
                 ORDER BY d.removed_at DESC, d.number DESC",
                cards::columns()
            ))?;
            let rows = statement.query_map([], |row| Ok((card(row)?, row.get(COLUMNS)?)))?;
            rows.collect::<Result<_, _>>()?
        };
        let trashed = removed.into_iter().map(|(card, removed_at)| {
            Ok(TrashedDocument {
                bytes: self.bytes_on_disk(&card.id)?,
                card,
                removed_at,
                deleted_from: removed_at + KEEP_REMOVED.as_secs() as i64,
            })
        });
        trashed.collect()
    }

    /// Deletes removed documents for good, with everything that the library keeps of them. A document that was not
    /// removed stays as it is. Returns those that were deleted.
    ///
    /// # Errors
    /// Database errors; then nothing is deleted.
    pub fn delete(&self, ids: &[DocumentId]) -> Result<Vec<DocumentId>, LibraryError> {
        let mut connection = self.write();
        let transaction = connection.transaction()?;
        let mut gone = Vec::new();
        let distinct: BTreeSet<&DocumentId> = ids.iter().collect();
        for id in distinct {
            gone.extend(
                transaction
                    .query_row(
                        "SELECT number, id, file FROM documents WHERE id = ?1 AND removed_at IS NOT NULL",
                        [&id.0],
                        gone_row,
                    )
                    .optional()?,
            );
        }
        delete_rows(&transaction, &gone)?;
        transaction.commit()?;
        drop(connection);
        self.delete_files(&gone);
        Ok(gone.into_iter().map(|(_, id, _)| id).collect())
    }

    /// Deletes for good documents removed before a moment (seconds since 1970-01-01 UTC).
    ///
    /// # Errors
    /// Database errors.
    pub fn purge(&self, before: i64) -> Result<(), LibraryError> {
        let mut connection = self.write();
        let transaction = connection.transaction()?;
        let gone: Vec<Gone> = transaction
            .prepare("SELECT number, id, file FROM documents WHERE removed_at < ?1")?
            .query_map([before], gone_row)?
            .collect::<Result<_, _>>()?;
        delete_rows(&transaction, &gone)?;
        transaction.commit()?;
        drop(connection);
        self.delete_files(&gone);
        Ok(())
    }

    /// Deletes for good the questions, annotations, tables, collections and tags that were deleted before a moment (seconds
    /// since 1970-01-01 UTC), and the steps of changes to summaries from before it.
    pub(super) fn purge_deleted(&self, before: i64) -> Result<(), LibraryError> {
        let connection = self.write();
        let texts = questions::purge(&connection, before)?
            + annotations::purge(&connection, before)?
            + evidence::purge(&connection, before)?;
        if texts > 0 {
            space::want(&connection)?;
        }
        versions::purge(&connection, before)?;
        groups::purge(&connection, before)?;
        Ok(())
    }

    fn delete_files(&self, gone: &[Gone]) {
        // the documents are deleted by now, and their files are tried again
        if let Err(error) = self.delete_leftovers() {
            tracing::warn!(%error, "deleted documents left files");
        }
        if !gone.is_empty() {
            self.forget_document();
        }
    }
}

/// Number of the row, identity, and name of the copy.
type Gone = (i64, DocumentId, String);

fn gone_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Gone> {
    Ok((row.get(0)?, DocumentId(row.get(1)?), row.get(2)?))
}

fn delete_rows(transaction: &Transaction<'_>, gone: &[Gone]) -> Result<(), LibraryError> {
    for (number, id, file) in gone {
        deletions::want(transaction, id, file)?;
        transaction.execute("DELETE FROM fulltext WHERE rowid = ?1", [number])?;
        transaction.execute("DELETE FROM left_at WHERE document = ?1", [&id.0])?;
        transaction.execute("DELETE FROM documents WHERE number = ?1", [number])?;
        delete_jobs(transaction, id)?;
        entries::delete_with(transaction, id)?;
        names::delete_with(transaction, id)?;
        groups::delete_with(transaction, id)?;
    }
    // a question stays as long as one of its documents is there, so all of them are gone before it is looked at
    for (_, id, _) in gone {
        questions::delete_with(transaction, id)?;
        annotations::delete_with(transaction, id)?;
        evidence::delete_with(transaction, id)?;
        versions::delete_with(transaction, id)?;
    }
    if !gone.is_empty() {
        space::want(transaction)?;
    }
    Ok(())
}

/// Jobs name their document by its title.
fn delete_jobs(connection: &Connection, id: &DocumentId) -> rusqlite::Result<()> {
    connection.execute("DELETE FROM jobs WHERE document = ?1", [&id.0])?;
    Ok(())
}

fn found(changed: usize) -> Result<(), LibraryError> {
    match changed {
        0 => Err(LibraryError::NotFound),
        _ => Ok(()),
    }
}
