//! Rows of one database taken over into another, as far as both can hold them.

use rusqlite::types::Value;
use rusqlite::{Connection, ErrorCode, params_from_iter};

use super::LibraryError;

/// Tables that the library fills again from the others.
const DERIVED: [&str; 4] = [
    "passages",
    "passage_vectors",
    "passage_languages",
    "list_changes",
];

/// Takes all rows over that can be read: from the first of each table to the damage, and from the last back to it. A column
/// that one of the two does not have is left out.
///
/// # Errors
/// Errors of the database that receives them. What cannot be read is no error.
pub(super) fn take_over(from: &Connection, into: &Connection) -> Result<(), LibraryError> {
    for table in tables(into)? {
        let there = columns(from, &table).unwrap_or_default();
        let mut shared = columns(into, &table)?;
        shared.retain(|column| there.contains(column));
        if !shared.is_empty() {
            copy(from, into, &table, &shared)?;
        }
    }
    Ok(())
}

/// The tables that keep what nothing else knows; those of the indexes are not among them.
pub(super) fn tables(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut select = connection.prepare(
        "SELECT name FROM pragma_table_list
         WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'",
    )?;
    let names = select.query_map([], |row| row.get::<_, String>(0))?;
    names
        .filter(|name| !matches!(name, Ok(name) if DERIVED.contains(&name.as_str())))
        .collect()
}

fn columns(connection: &Connection, table: &str) -> rusqlite::Result<Vec<String>> {
    let mut select = connection.prepare("SELECT name FROM pragma_table_info(?1)")?;
    let names = select.query_map([table], |row| row.get(0))?;
    names.collect()
}

fn copy(
    from: &Connection,
    into: &Connection,
    table: &str,
    columns: &[String],
) -> Result<(), LibraryError> {
    let names: Vec<String> = columns.iter().map(|name| format!("\"{name}\"")).collect();
    let (names, marks) = (names.join(", "), vec!["?"; columns.len()].join(", "));
    let mut insert = into.prepare(&format!(
        "INSERT OR IGNORE INTO \"{table}\" ({names}) VALUES ({marks})"
    ))?;
    for order in ["ASC", "DESC"] {
        let select = format!("SELECT {names} FROM \"{table}\" ORDER BY 1 {order}");
        let Ok(mut select) = from.prepare(&select) else {
            return Ok(());
        };
        let Ok(mut rows) = select.query([]) else {
            continue;
        };
        loop {
            let row = match rows.next() {
                Ok(Some(row)) => row,
                Ok(None) => return Ok(()),
                // the rest is reached from the other end, if at all
                Err(_) => break,
            };
            let values = (0..columns.len()).map(|column| row.get::<_, Value>(column));
            let Ok(values) = values.collect::<rusqlite::Result<Vec<Value>>>() else {
                continue;
            };
            match insert.execute(params_from_iter(values)) {
                Err(error) if !is_about_the_row(&error) => return Err(error.into()),
                _ => {}
            }
        }
    }
    Ok(())
}

/// Whether a row is refused for what it holds.
fn is_about_the_row(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::ConstraintViolation | ErrorCode::TypeMismatch | ErrorCode::TooBig)
    )
}
