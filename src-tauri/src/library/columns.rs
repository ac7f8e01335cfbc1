//! Database columns that hold JSON.

use rusqlite::Row;

use super::error::LibraryError;

/// Reads a column that holds JSON.
pub(super) fn from_json<T: serde::de::DeserializeOwned>(
    row: &Row<'_>,
    index: usize,
) -> rusqlite::Result<T> {
    let text: String = row.get(index)?;
    serde_json::from_str(&text).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(index, rusqlite::types::Type::Text, error.into())
    })
}

/// Writes a value as JSON, for a column.
pub(super) fn json(value: &impl serde::Serialize) -> Result<String, LibraryError> {
    serde_json::to_string(value).map_err(|error| LibraryError::Content(error.to_string()))
}
