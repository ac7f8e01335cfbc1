//! The versions of a summary: as Pagewing made it, and as a person changed it.
//!
//! A change never overwrites: it makes a version from another one, which stays. So the last change can be undone, and
//! what Pagewing made can be looked at and brought back. A person sees the versions as they were made and the last step
//! of each row of changes; the steps between serve to undo, and go after an hour.
//!
//! When the document is read again, versions as they were made go like all results, and those that a person changed find
//! their sources in the new sentences.

mod settle;

use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::kept::KeptSummary;
use super::{Library, LibraryError, now};
use crate::document::DocumentId;
pub(in crate::library) use settle::settle;

/// Most versions of one document that are listed.
const MOST: usize = 50;
/// Most changed versions of one document that are kept.
const MOST_CHANGED: i64 = 200;

/// A version of a summary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct VersionId(#[ts(type = "number")] pub i64);

/// What is known of a version besides its sentences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SummaryVersion {
    /// Its identity.
    pub id: VersionId,
    /// When it was made or changed: seconds since 1970-01-01 UTC.
    #[ts(type = "number")]
    pub made_at: i64,
    /// Whether a person changed it.
    pub changed: bool,
    /// Whether the change that made it can be undone.
    pub undo: bool,
    /// Whether it is the one that is shown.
    pub shown: bool,
    /// Number of the other versions, as they are listed.
    pub others: u32,
}

/// A version with its contents.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptVersion {
    /// What is known of it.
    pub version: SummaryVersion,
    /// The recipe of the summary that it was made as, or from.
    pub recipe: String,
    /// Whether the document was read again since: the recipe's numbers of sections and sentences mean nothing any more.
    pub read_again: bool,
    /// Its contents.
    pub summary: KeptSummary,
}

const VERSION: &str = "SELECT v.number, v.made_at, v.changed, v.recipe, v.read_again, v.summary,
    v.undone_at IS NULL AND EXISTS (SELECT 1 FROM summary_versions WHERE number = v.before),
    v.shown = (SELECT max(shown) FROM summary_versions WHERE document = v.document AND undone_at IS NULL),
    (SELECT count(*) FROM listed_versions WHERE document = v.document AND number <> v.number)
    FROM summary_versions AS v";

const NEXT: &str = "(SELECT coalesce(max(shown), 0) + 1 FROM summary_versions WHERE document = ?1)";

impl Library {
    /// The version of a document's summary that is shown.
    ///
    /// # Errors
    /// Database errors.
    pub fn shown_version(&self, of: &DocumentId) -> Result<Option<KeptVersion>, LibraryError> {
        let found = self
            .read()
            .query_row(
                &format!(
                    "{VERSION} WHERE v.document = ?1 AND v.undone_at IS NULL ORDER BY v.shown DESC LIMIT 1"
                ),
                [&of.0],
                version,
            )
            .optional()?;
        Ok(found)
    }

    /// The versions of a document's summary, that on show first and then the one that was shown last: at most 50.
    ///
    /// # Errors
    /// Database errors.
    pub fn versions(&self, of: &DocumentId) -> Result<Vec<KeptVersion>, LibraryError> {
        let connection = self.read();
        let mut statement = connection.prepare_cached(&format!(
            "{VERSION} WHERE v.document = ?1 AND v.number IN (SELECT number FROM listed_versions WHERE document = ?1)
             ORDER BY v.shown DESC LIMIT {MOST}"
        ))?;
        let versions = statement
            .query_map([&of.0], version)?
            .collect::<Result<_, _>>()?;
        Ok(versions)
    }

    /// One version of a document's summary.
    ///
    /// # Errors
    /// [`LibraryError::NotKept`] if it is not there any more, or database errors.
    pub fn version(&self, of: &DocumentId, id: VersionId) -> Result<KeptVersion, LibraryError> {
        let found = self
            .read()
            .query_row(
                &format!(
                    "{VERSION} WHERE v.document = ?1 AND v.number = ?2 AND v.undone_at IS NULL"
                ),
                params![of.0, id.0],
                version,
            )
            .optional()?;
        found.ok_or(LibraryError::NotKept)
    }

    /// Keeps what a person made of a version as the version that is shown.
    ///
    /// # Errors
    /// [`LibraryError::NotKept`] if the version is not there any more, or database errors.
    pub fn change_version(
        &self,
        of: &DocumentId,
        from: VersionId,
        summary: &KeptSummary,
    ) -> Result<VersionId, LibraryError> {
        let text = summary.text()?;
        let mut connection = self.write();
        let transaction = connection.transaction()?;
        let made = transaction.execute(
            &format!(
                "INSERT INTO summary_versions (document, recipe, made_at, changed, before, shown, read_again, summary)
                 SELECT document, recipe, ?3, 1, number, {NEXT}, read_again, ?4
                 FROM summary_versions WHERE document = ?1 AND number = ?2 AND undone_at IS NULL"
            ),
            params![of.0, from.0, now(), text],
        )?;
        if made == 0 {
            return Err(LibraryError::NotKept);
        }
        let id = VersionId(transaction.last_insert_rowid());
        transaction.execute(
            "DELETE FROM summary_versions WHERE document = ?1 AND changed = 1 AND number <=
             (SELECT number FROM summary_versions WHERE document = ?1 AND changed = 1
              ORDER BY number DESC LIMIT 1 OFFSET ?2)",
            params![of.0, MOST_CHANGED],
        )?;
        transaction.commit()?;
        Ok(id)
    }

    /// Takes back the change that made a version: the version before it is shown again.
    ///
    /// # Errors
    /// [`LibraryError::NotKept`] if there is nothing to take back, or database errors.
    pub fn undo_version(&self, of: &DocumentId, id: VersionId) -> Result<(), LibraryError> {
        let mut connection = self.write();
        let transaction = connection.transaction()?;
        let before: Option<i64> = transaction
            .query_row(
                "UPDATE summary_versions AS v SET undone_at = ?3
                 WHERE v.document = ?1 AND v.number = ?2 AND v.undone_at IS NULL
                 AND EXISTS (SELECT 1 FROM summary_versions WHERE number = v.before)
                 RETURNING before",
                params![of.0, id.0, now()],
                |row| row.get(0),
            )
            .optional()?;
        let before = before.ok_or(LibraryError::NotKept)?;
        show(&transaction, of, VersionId(before))?;
        transaction.commit()?;
        Ok(())
    }

    /// Shows a version again.
    ///
    /// # Errors
    /// [`LibraryError::NotKept`] if it is not there any more, or database errors.
    pub fn show_version(&self, of: &DocumentId, id: VersionId) -> Result<(), LibraryError> {
        match show(&self.write(), of, id)? {
            0 => Err(LibraryError::NotKept),
            _ => Ok(()),
        }
    }
}

/// Keeps a summary as it was made as the version that is shown. The same summary is kept once.
pub(in crate::library) fn add(
    transaction: &Transaction<'_>,
    of: &DocumentId,
    recipe: &str,
    summary: &str,
) -> rusqlite::Result<VersionId> {
    let same: Option<i64> = transaction
        .query_row(
            "SELECT number FROM summary_versions
             WHERE document = ?1 AND recipe = ?2 AND changed = 0 AND summary = ?3",
            params![of.0, recipe, summary],
            |row| row.get(0),
        )
        .optional()?;
    if let Some(same) = same {
        show(transaction, of, VersionId(same))?;
        return Ok(VersionId(same));
    }
    transaction.execute(
        &format!(
            "INSERT INTO summary_versions (document, recipe, made_at, changed, shown, summary)
             VALUES (?1, ?2, ?3, 0, {NEXT}, ?4)"
        ),
        params![of.0, recipe, now(), summary],
    )?;
    Ok(VersionId(transaction.last_insert_rowid()))
}

/// Deletes for good what was undone before a moment (seconds since 1970-01-01 UTC), and the steps from before it.
pub(in crate::library) fn purge(connection: &Connection, before: i64) -> rusqlite::Result<()> {
    connection.execute(
        "DELETE FROM summary_versions WHERE undone_at < ?1",
        [before],
    )?;
    connection.execute(
        "DELETE FROM summary_versions AS v WHERE v.made_at < ?1
         AND v.number NOT IN (SELECT number FROM listed_versions)
         AND v.shown < (SELECT max(shown) FROM summary_versions WHERE document = v.document)",
        [before],
    )?;
    Ok(())
}

/// Deletes the versions of a document that is deleted for good.
pub(in crate::library) fn delete_with(
    transaction: &Transaction<'_>,
    document: &DocumentId,
) -> rusqlite::Result<()> {
    transaction.execute(
        "DELETE FROM summary_versions WHERE document = ?1",
        [&document.0],
    )?;
    Ok(())
}

/// Shows a version. Returns 1, or 0 if the version is not there any more.
fn show(connection: &Connection, of: &DocumentId, id: VersionId) -> rusqlite::Result<usize> {
    connection.execute(
        &format!(
            "UPDATE summary_versions SET shown = {NEXT}
             WHERE document = ?1 AND number = ?2 AND undone_at IS NULL"
        ),
        params![of.0, id.0],
    )
}

fn version(row: &Row<'_>) -> rusqlite::Result<KeptVersion> {
    Ok(KeptVersion {
        version: SummaryVersion {
            id: VersionId(row.get(0)?),
            made_at: row.get(1)?,
            changed: row.get(2)?,
            undo: row.get(6)?,
            shown: row.get(7)?,
            others: row.get(8)?,
        },
        recipe: row.get(3)?,
        read_again: row.get(4)?,
        summary: KeptSummary::in_column(row, 5)?,
    })
}

#[cfg(test)]
mod tests;
