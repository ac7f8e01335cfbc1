//! A library of the second format, for kills while it is migrated.

use std::fs;
use std::path::Path;

use pagewing::library::Library;
use pagewing::paths::Paths;
use rusqlite::Connection;

use crate::{Outcome, work};

/// The migrations that make the second format.
const SECOND: [&str; 2] = [
    include_str!("../../../src-tauri/src/library/migrations/0001_library.sql"),
    include_str!("../../../src-tauri/src/library/migrations/0002_extraction.sql"),
];

/// Copies of each document, so that the migration has something to do.
const COPIES: i64 = 40;

/// Makes the older library anew, with the documents of the library of today.
pub(crate) fn make(home: &Path) -> Outcome {
    let today = Paths::under(home).database();
    let folder = work::migrated(home);
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let database = Paths::under(&folder).database();
    fs::create_dir_all(database.parent().unwrap_or(&folder))?;
    let connection = Connection::open(&database)?;
    for migration in SECOND {
        connection.execute_batch(migration)?;
    }
    connection.execute("ATTACH ?1 AS today", [today.display().to_string()])?;
    connection.execute(
        "WITH RECURSIVE copy (number) AS (SELECT 0 UNION ALL SELECT number + 1 FROM copy WHERE number + 1 < ?1)
         INSERT INTO documents (id, title, authors, file_name, file, format, pages, words, added_at, content, extraction)
         SELECT d.id || '-' || copy.number, d.title, d.authors, d.file_name, d.file, d.format, d.pages, d.words, d.added_at,
                d.content, 1
         FROM (SELECT * FROM today.documents ORDER BY number LIMIT 8) AS d, copy",
        [COPIES],
    )?;
    connection.execute_batch("DETACH today; PRAGMA user_version = 2;")?;
    Ok(())
}

/// The library opens and has all its documents, however far a migration had come.
pub(crate) fn check(folder: &Path) -> Outcome {
    if !folder.exists() {
        return Ok(());
    }
    let paths = Paths::under(folder);
    let library = Library::open(&paths)?;
    library.check()?;
    let found = library.cards()?.len();
    match found as i64 % COPIES {
        0 if found > 0 => Ok(()),
        _ => Err(format!("{found} documents are left of the older library").into()),
    }
}
