//! Collections and tags. Both are names under which documents stand; a collection is a place to look for documents, a
//! tag a word about them. A document may have any number of both, and keeps them while it is removed.

use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::columns::{from_json, json};
use super::entries::of_group;
use super::{Library, LibraryError, now};
use crate::document::DocumentId;

/// The longest name, in characters.
const LONGEST: usize = 200;

/// A collection or a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct GroupId(#[ts(type = "number")] pub i64);

/// Whether it is a collection or a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum GroupKind {
    Collection,
    Tag,
}

/// A collection or a tag, with the number of its documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Group {
    /// Its identity.
    pub id: GroupId,
    /// What it is.
    pub kind: GroupKind,
    /// Its name.
    pub name: String,
    /// Number of its documents, without those that were removed.
    pub documents: u32,
}

const GROUP: &str = "SELECT g.number, g.kind, g.name,
    (SELECT count(*) FROM group_members AS m JOIN documents AS d ON d.id = m.document
     WHERE m.group_number = g.number AND d.removed_at IS NULL)
    FROM document_groups AS g";

impl Library {
    /// The collections, then the tags, each in the order of their names.
    ///
    /// # Errors
    /// Database errors.
    pub fn groups(&self) -> Result<Vec<Group>, LibraryError> {
        let connection = self.read();
        let mut statement = connection.prepare_cached(&format!(
            "{GROUP} WHERE g.deleted_at IS NULL ORDER BY g.kind, g.name_key"
        ))?;
        let groups = statement.query_map([], group)?.collect::<Result<_, _>>()?;
        Ok(groups)
    }

    /// The collection or tag of a name, whatever its case; `None` if there is none.
    ///
    /// # Errors
    /// Database errors.
    pub fn group_named(
        &self,
        kind: GroupKind,
        name: &str,
    ) -> Result<Option<GroupId>, LibraryError> {
        called(&self.read(), kind, name)
    }

    /// The collection or tag of a name; one is made if there is none.
    ///
    /// # Errors
    /// [`LibraryError::NoName`], [`LibraryError::LongNote`], or database errors.
    pub fn make_group(&self, kind: GroupKind, name: &str) -> Result<Group, LibraryError> {
        let name = checked(name)?;
        let mut connection = self.write();
        let transaction = connection.transaction()?;
        let id = match called(&transaction, kind, &name)? {
            Some(id) => id,
            None => {
                transaction.execute(
                    "INSERT INTO document_groups (kind, name, name_key) VALUES (?1, ?2, ?3)",
                    params![json(&kind)?, name, of_group(&name)],
                )?;
                GroupId(transaction.last_insert_rowid())
            }
        };
        let made = one(&transaction, id)?;
        transaction.commit()?;
        Ok(made)
    }

    /// Gives a collection or a tag another name.
    ///
    /// # Errors
    /// [`LibraryError::NameTaken`] if another one of its kind has the name, [`LibraryError::NotKept`] if it was deleted,
    /// the errors of [`Library::make_group`].
    pub fn rename_group(&self, id: GroupId, name: &str) -> Result<Group, LibraryError> {
        let name = checked(name)?;
        let mut connection = self.write();
        let transaction = connection.transaction()?;
        let before = one(&transaction, id)?;
        if called(&transaction, before.kind, &name)?.is_some_and(|other| other != id) {
            return Err(LibraryError::NameTaken { name });
        }
        transaction.execute(
            "UPDATE document_groups SET name = ?2, name_key = ?3 WHERE number = ?1",
            params![id.0, name, of_group(&name)],
        )?;
        let renamed = one(&transaction, id)?;
        transaction.commit()?;
        Ok(renamed)
    }

    /// Deletes a collection or a tag, and none of its documents; [`Library::restore_group`] brings it back for some time.
    /// One that was deleted already is not an error.
    ///
    /// # Errors
    /// Database errors.
    pub fn delete_group(&self, id: GroupId) -> Result<(), LibraryError> {
        self.write().execute(
            "UPDATE document_groups SET deleted_at = ?2 WHERE number = ?1 AND deleted_at IS NULL",
            [id.0, now()],
        )?;
        Ok(())
    }

    /// Brings a deleted collection or tag back with its documents. If another one has its name by now, that one gets the
    /// documents.
    ///
    /// # Errors
    /// [`LibraryError::NotKept`] if it is not there any more, or database errors.
    pub fn restore_group(&self, id: GroupId) -> Result<Group, LibraryError> {
        let mut connection = self.write();
        let transaction = connection.transaction()?;
        let other: Option<i64> = transaction
            .query_row(
                "SELECT other.number FROM document_groups AS g JOIN document_groups AS other
                 ON other.kind = g.kind AND other.name_key = g.name_key AND other.number <> g.number
                 WHERE g.number = ?1 AND g.deleted_at IS NOT NULL AND other.deleted_at IS NULL",
                [id.0],
                |row| row.get(0),
            )
            .optional()?;
        let back = match other {
            Some(other) => {
                transaction.execute(
                    "INSERT OR IGNORE INTO group_members (group_number, document)
                     SELECT ?2, document FROM group_members WHERE group_number = ?1",
                    [id.0, other],
                )?;
                transaction.execute("DELETE FROM document_groups WHERE number = ?1", [id.0])?;
                GroupId(other)
            }
            None => {
                transaction.execute(
                    "UPDATE document_groups SET deleted_at = NULL WHERE number = ?1",
                    [id.0],
                )?;
                id
            }
        };
        let restored = one(&transaction, back)?;
        transaction.commit()?;
        Ok(restored)
    }

    /// Puts documents into a collection, or gives them a tag. Returns those for which that is new.
    ///
    /// # Errors
    /// [`LibraryError::NotKept`] if it was deleted, or database errors.
    pub fn add_to_group(
        &self,
        id: GroupId,
        documents: &[DocumentId],
    ) -> Result<Vec<DocumentId>, LibraryError> {
        self.change_members(
            id,
            documents,
            "INSERT OR IGNORE INTO group_members (group_number, document)
             SELECT ?1, id FROM documents WHERE id = ?2",
        )
    }

    /// Takes documents out of a collection, or a tag from them. Returns those that were in it.
    ///
    /// # Errors
    /// [`LibraryError::NotKept`] if it was deleted, or database errors.
    pub fn take_from_group(
        &self,
        id: GroupId,
        documents: &[DocumentId],
    ) -> Result<Vec<DocumentId>, LibraryError> {
        self.change_members(
            id,
            documents,
            "DELETE FROM group_members WHERE group_number = ?1 AND document = ?2",
        )
    }

    fn change_members(
        &self,
        id: GroupId,
        documents: &[DocumentId],
        change: &str,
    ) -> Result<Vec<DocumentId>, LibraryError> {
        let mut connection = self.write();
        let transaction = connection.transaction()?;
        one(&transaction, id)?;
        let mut changed = Vec::new();
        for document in documents {
            if transaction.execute(change, params![id.0, document.0])? > 0 {
                changed.push(document.clone());
            }
        }
        transaction.commit()?;
        Ok(changed)
    }
}

/// The collections and tags of a document, in the order of [`Library::groups`].
pub(super) fn of(connection: &Connection, id: &DocumentId) -> rusqlite::Result<Vec<GroupId>> {
    let mut statement = connection.prepare_cached(
        "SELECT g.number FROM group_members AS m JOIN document_groups AS g ON g.number = m.group_number
         WHERE m.document = ?1 AND g.deleted_at IS NULL ORDER BY g.kind, g.name_key",
    )?;
    statement
        .query_map([&id.0], |row| row.get(0).map(GroupId))?
        .collect()
}

/// Takes a document that is deleted for good out of everything.
pub(super) fn delete_with(connection: &Connection, id: &DocumentId) -> rusqlite::Result<()> {
    connection.execute("DELETE FROM group_members WHERE document = ?1", [&id.0])?;
    Ok(())
}

/// Deletes for good what a person deleted before a moment (seconds since 1970-01-01 UTC).
pub(super) fn purge(connection: &Connection, before: i64) -> rusqlite::Result<()> {
    connection.execute(
        "DELETE FROM document_groups WHERE deleted_at < ?1",
        [before],
    )?;
    Ok(())
}

/// The collection or tag that has a name.
fn called(
    connection: &Connection,
    kind: GroupKind,
    name: &str,
) -> Result<Option<GroupId>, LibraryError> {
    let found = connection
        .query_row(
            "SELECT number FROM document_groups WHERE kind = ?1 AND name_key = ?2 AND deleted_at IS NULL",
            params![json(&kind)?, of_group(name)],
            |row| row.get(0).map(GroupId),
        )
        .optional()?;
    Ok(found)
}

fn one(connection: &Connection, id: GroupId) -> Result<Group, LibraryError> {
    let found = connection
        .query_row(
            &format!("{GROUP} WHERE g.number = ?1 AND g.deleted_at IS NULL"),
            [id.0],
            group,
        )
        .optional()?;
    found.ok_or(LibraryError::NotKept)
}

fn group(row: &Row<'_>) -> rusqlite::Result<Group> {
    Ok(Group {
        id: GroupId(row.get(0)?),
        kind: from_json(row, 1)?,
        name: row.get(2)?,
        documents: row.get(3)?,
    })
}

/// A name as it is kept: on one line, and neither empty nor too long.
fn checked(name: &str) -> Result<String, LibraryError> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    match name.chars().count() {
        0 => Err(LibraryError::NoName),
        characters if characters > LONGEST => Err(LibraryError::long(characters, LONGEST)),
        _ => Ok(name),
    }
}
