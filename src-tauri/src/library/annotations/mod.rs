//! What a person marks in a document and writes to it.
//!
//! A mark is kept by its sentences, by its places and by its words with their neighbourhood. When the document is read
//! again, the words are found in the new sentences, in the same transaction; a mark whose words are not there any more
//! keeps its words and its places on pages. Annotations go with their document: out of sight while it is removed, and
//! away when it is deleted for good.

mod passage;
mod target;

use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::anchor::Anchors;
use super::columns::{from_json, json};
use super::{Library, LibraryError, now};
use crate::document::{Document, DocumentId};
pub use passage::MarkedPassage;
use target::Row as TargetRow;
pub use target::{AnnotationTarget, NewTarget};

/// The longest note, in characters.
const LONGEST: usize = 100_000;

/// An annotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct AnnotationId(#[ts(type = "number")] pub i64);

/// The colour of a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum MarkColour {
    Yellow,
    Green,
    Blue,
    Pink,
}

/// A mark in a document, with or without a note, or a note to a sentence of a summary or to the document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Annotation {
    /// Its identity.
    pub id: AnnotationId,
    /// The document's identity.
    pub document: DocumentId,
    /// What it is about.
    pub target: AnnotationTarget,
    /// The colour of the mark; `None` for a note without a mark.
    pub colour: Option<MarkColour>,
    /// What the person wrote; may be empty.
    pub note: String,
    /// When it was made: seconds since 1970-01-01 UTC.
    #[ts(type = "number")]
    pub made_at: i64,
    /// When its note or colour was changed last: seconds since 1970-01-01 UTC.
    #[ts(type = "number")]
    pub changed_at: i64,
}

/// An annotation to make.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct NewAnnotation {
    /// What it is about.
    pub target: NewTarget,
    /// The colour of the mark; `None` for a note without a mark.
    pub colour: Option<MarkColour>,
    /// What the person wrote; may be empty.
    pub note: String,
}

const COLUMNS: &str = "number, document, target, colour, note, made_at, changed_at";

impl Library {
    /// Keeps a new annotation of a document and returns it.
    ///
    /// # Errors
    /// [`LibraryError::NothingMarked`], [`LibraryError::LongNote`], those of [`Library::document`].
    pub fn annotate(
        &self,
        id: &DocumentId,
        new: &NewAnnotation,
    ) -> Result<Annotation, LibraryError> {
        check(&new.note)?;
        let document = self.shared_document(id)?;
        let target = AnnotationTarget::of(&new.target, &document)?;
        let made_at = now();
        let connection = self.write();
        connection.execute(
            "INSERT INTO annotations (document, target, colour, note, made_at, changed_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?5)",
            params![
                id.0,
                json(&TargetRow::of(&target))?,
                new.colour.map(|colour| json(&colour)).transpose()?,
                new.note,
                made_at
            ],
        )?;
        Ok(Annotation {
            id: AnnotationId(connection.last_insert_rowid()),
            document: id.clone(),
            target,
            colour: new.colour,
            note: new.note.clone(),
            made_at,
            changed_at: made_at,
        })
    }

    /// The annotations of a document: those of the document as a whole, then those of its text in its order, then those
    /// of its summary.
    ///
    /// # Errors
    /// Database errors, also if an annotation cannot be read back.
    pub fn annotations(&self, of: &DocumentId) -> Result<Vec<Annotation>, LibraryError> {
        let connection = self.read();
        let mut statement = connection.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM annotations
             WHERE document = ?1 AND deleted_at IS NULL ORDER BY number"
        ))?;
        let mut annotations = statement
            .query_map([&of.0], annotation)?
            .collect::<Result<Vec<_>, _>>()?;
        annotations.sort_by_key(|annotation| annotation.target.order());
        Ok(annotations)
    }

    /// Changes the colour and the note of an annotation and returns it.
    ///
    /// # Errors
    /// [`LibraryError::NotKept`] if it was deleted, [`LibraryError::LongNote`], or database errors.
    pub fn change_annotation(
        &self,
        id: AnnotationId,
        colour: Option<MarkColour>,
        note: &str,
    ) -> Result<Annotation, LibraryError> {
        check(note)?;
        let changed = self
            .write()
            .query_row(
                &format!(
                    "UPDATE annotations SET colour = ?2, note = ?3, changed_at = ?4
                     WHERE number = ?1 AND deleted_at IS NULL RETURNING {COLUMNS}"
                ),
                params![
                    id.0,
                    colour.map(|colour| json(&colour)).transpose()?,
                    note,
                    now()
                ],
                annotation,
            )
            .optional()?;
        changed.ok_or(LibraryError::NotKept)
    }

    /// Deletes an annotation; [`Library::restore_annotation`] brings it back for some time. One that was deleted already
    /// is not an error.
    ///
    /// # Errors
    /// Database errors.
    pub fn delete_annotation(&self, id: AnnotationId) -> Result<(), LibraryError> {
        self.write().execute(
            "UPDATE annotations SET deleted_at = ?2 WHERE number = ?1 AND deleted_at IS NULL",
            [id.0, now()],
        )?;
        Ok(())
    }

    /// Brings a deleted annotation back and returns it.
    ///
    /// # Errors
    /// [`LibraryError::NotKept`] if it is not there any more, or database errors.
    pub fn restore_annotation(&self, id: AnnotationId) -> Result<Annotation, LibraryError> {
        let restored = self
            .write()
            .query_row(
                &format!(
                    "UPDATE annotations SET deleted_at = NULL WHERE number = ?1 RETURNING {COLUMNS}"
                ),
                [id.0],
                annotation,
            )
            .optional()?;
        restored.ok_or(LibraryError::NotKept)
    }
}

/// Deletes for good what a person deleted before a moment (seconds since 1970-01-01 UTC); returns how many rows.
pub(in crate::library) fn purge(connection: &Connection, before: i64) -> rusqlite::Result<usize> {
    connection.execute("DELETE FROM annotations WHERE deleted_at < ?1", [before])
}

/// Sets the annotations of a document that was read again to its new sentences. An annotation that cannot be read back
/// stays as it is: reading goes on without it.
pub(in crate::library) fn settle(
    transaction: &Transaction<'_>,
    document: &Document,
) -> Result<(), LibraryError> {
    let mut statement =
        transaction.prepare("SELECT number, target FROM annotations WHERE document = ?1")?;
    let rows: Vec<(i64, String)> = statement
        .query_map([&document.id.0], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    if rows.is_empty() {
        return Ok(());
    }
    let anchors = Anchors::of(document);
    for (number, text) in rows {
        match serde_json::from_str::<TargetRow>(&text).map(TargetRow::opened) {
            Ok(Ok(mut target)) => {
                target.settle(document, &anchors);
                transaction.execute(
                    "UPDATE annotations SET target = ?2 WHERE number = ?1",
                    params![number, json(&TargetRow::of(&target))?],
                )?;
            }
            Ok(Err(error)) | Err(error) => {
                tracing::warn!(number, %error, "an annotation could not be read back");
            }
        }
    }
    Ok(())
}

/// Deletes the annotations of a document that is deleted for good.
pub(in crate::library) fn delete_with(
    transaction: &Transaction<'_>,
    document: &DocumentId,
) -> rusqlite::Result<()> {
    transaction.execute("DELETE FROM annotations WHERE document = ?1", [&document.0])?;
    Ok(())
}

fn check(note: &str) -> Result<(), LibraryError> {
    match note.chars().count() {
        characters if characters > LONGEST => Err(LibraryError::long(characters, LONGEST)),
        _ => Ok(()),
    }
}

fn annotation(row: &Row<'_>) -> rusqlite::Result<Annotation> {
    let target: TargetRow = from_json(row, 2)?;
    let target = target.opened().map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(2, rusqlite::types::Type::Text, error.into())
    })?;
    let colour: Option<String> = row.get(3)?;
    Ok(Annotation {
        id: AnnotationId(row.get(0)?),
        document: DocumentId(row.get(1)?),
        target,
        colour: colour.map(|_| from_json(row, 3)).transpose()?,
        note: row.get(4)?,
        made_at: row.get(5)?,
        changed_at: row.get(6)?,
    })
}

#[cfg(test)]
mod tests;
