//! The names under which a document came in. Files with the same content are one document, whatever they are called and
//! wherever they lie.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Library, LibraryError, now};
use crate::document::DocumentId;

/// A name of a document's file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DocumentName {
    /// The file's name.
    pub name: String,
    /// Where the file was when it came in last under this name, as text; `None` if an older version read it.
    pub path: Option<String>,
    /// When it came in first under this name: seconds since 1970-01-01 UTC.
    #[ts(type = "number")]
    pub added_at: i64,
}

/// Keeps a name. A place that is known is not forgotten. Does nothing if the document was deleted.
pub(super) fn add(
    connection: &Connection,
    id: &DocumentId,
    name: &str,
    path: Option<&Path>,
) -> rusqlite::Result<()> {
    let path = path.map(|path| path.display().to_string());
    connection.execute(
        "INSERT INTO document_names (document, name, path, added_at)
         SELECT id, ?2, ?3, ?4 FROM documents WHERE id = ?1
         ON CONFLICT (document, name) DO UPDATE SET path = coalesce(excluded.path, path)",
        params![id.0, name, path, now()],
    )?;
    Ok(())
}

impl Library {
    /// Where the file of a document is: where it came from last, if it is still there, or else the library's copy.
    ///
    /// # Errors
    /// [`LibraryError::NotFound`] if the library does not have the document; database errors.
    pub fn place_of(&self, id: &DocumentId) -> Result<PathBuf, LibraryError> {
        let (_, copy) = self.file_of(id)?;
        let names = of(&self.read(), id)?;
        let originals = names.into_iter().rev().filter_map(|name| name.path);
        let original = originals.map(PathBuf::from).find(|path| path.is_file());
        Ok(original.unwrap_or_else(|| self.file_path(&copy)))
    }
}

/// The names of a document, in the order in which they came in.
pub(super) fn of(connection: &Connection, id: &DocumentId) -> rusqlite::Result<Vec<DocumentName>> {
    let mut statement = connection.prepare_cached(
        "SELECT name, path, added_at FROM document_names WHERE document = ?1 ORDER BY number",
    )?;
    let names = statement.query_map([&id.0], |row| {
        Ok(DocumentName {
            name: row.get(0)?,
            path: row.get(1)?,
            added_at: row.get(2)?,
        })
    })?;
    names.collect()
}

/// Deletes the names of a document that is deleted for good.
pub(super) fn delete_with(connection: &Connection, id: &DocumentId) -> rusqlite::Result<()> {
    connection.execute("DELETE FROM document_names WHERE document = ?1", [&id.0])?;
    Ok(())
}

impl Library {
    /// A file with a document's content came in from this place.
    ///
    /// # Errors
    /// Database errors.
    pub fn came_as(&self, id: &DocumentId, name: &str, path: &Path) -> Result<(), LibraryError> {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        add(&self.write(), id, name, Some(&path))?;
        Ok(())
    }

    /// Documents of which a file has this name, whatever its case.
    ///
    /// # Errors
    /// Database errors.
    pub fn named(&self, name: &str) -> Result<Vec<DocumentId>, LibraryError> {
        let wanted = name.to_lowercase();
        let connection = self.read();
        let mut statement = connection.prepare_cached(
            "SELECT n.document, n.name FROM document_names AS n
             JOIN documents AS d ON d.id = n.document WHERE d.removed_at IS NULL",
        )?;
        let names = statement.query_map([], |row| {
            Ok((DocumentId(row.get(0)?), row.get::<_, String>(1)?))
        })?;
        let mut found = Vec::new();
        for row in names {
            let (id, name) = row?;
            if name.to_lowercase() == wanted {
                found.push(id);
            }
        }
        Ok(found)
    }
}
