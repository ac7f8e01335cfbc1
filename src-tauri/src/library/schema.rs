//! The database's schema: numbered SQL files, run in order, in one transaction.
//!
//! `PRAGMA user_version` counts the files that have run. A database of a newer version is left unchanged.

use rusqlite::{Connection, TransactionBehavior};

use super::LibraryError;

pub(super) const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001_library.sql"),
    include_str!("migrations/0002_extraction.sql"),
    include_str!("migrations/0003_passages.sql"),
    include_str!("migrations/0004_words.sql"),
    include_str!("migrations/0005_left_at.sql"),
    include_str!("migrations/0006_questions.sql"),
    include_str!("migrations/0007_annotations.sql"),
    include_str!("migrations/0008_versions.sql"),
    include_str!("migrations/0009_question_index.sql"),
    include_str!("migrations/0010_desk.sql"),
    include_str!("migrations/0011_evidence_tables.sql"),
    include_str!("migrations/0012_watched_files.sql"),
    include_str!("migrations/0013_imported_words.sql"),
];

/// The number of migrations that have run on the database.
pub(super) fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}

/// Brings the database to this version's schema. `before` is called with the number of an older schema that has something in
/// it, before anything changes. Other programs that start now wait: they find either nothing done or everything.
///
/// # Errors
/// [`LibraryError::TooNew`] if a newer Pagewing wrote it; database errors; errors of `before`.
pub(super) fn migrate(
    connection: &mut Connection,
    before: impl FnOnce(i64) -> Result<(), LibraryError>,
) -> Result<(), LibraryError> {
    let known = MIGRATIONS.len() as i64;
    let ran = version(connection)?;
    if ran > known {
        return Err(LibraryError::TooNew { found: ran, known });
    }
    if ran == known {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // another program may have done it meanwhile
    let ran = version(&transaction)?;
    if (1..known).contains(&ran) {
        before(ran)?;
    }
    run(&transaction, known)?;
    transaction.commit()?;
    Ok(())
}

/// Runs the migrations up to this number that have not run.
///
/// # Errors
/// Database errors.
pub(super) fn migrate_to(connection: &mut Connection, number: i64) -> Result<(), LibraryError> {
    let transaction = connection.transaction()?;
    run(&transaction, number)?;
    transaction.commit()?;
    Ok(())
}

fn run(transaction: &Connection, number: i64) -> rusqlite::Result<()> {
    let ran = version(transaction)?.max(0) as usize;
    let wanted = MIGRATIONS.iter().take(number.max(0) as usize);
    for migration in wanted.skip(ran) {
        transaction.execute_batch(migration)?;
    }
    if version(transaction)? < number {
        transaction.pragma_update(None, "user_version", number)?;
    }
    Ok(())
}

/// Takes the tenth and later migrations back, for tests that make an older library out of one of today.
#[cfg(test)]
pub(crate) const BEFORE_DESK: &str = "
    DROP TABLE watched_files; DROP VIEW evidence_grid; DROP TABLE evidence_cells; DROP TABLE evidence_rows; DROP TABLE evidence_columns;
    DROP TABLE evidence_tables; DROP TABLE evidence_templates;
    DROP TRIGGER list_document_added; DROP TRIGGER list_document_changed; DROP TRIGGER list_document_deleted;
    DROP TRIGGER list_summary_added; DROP TRIGGER list_annotation_added; DROP TRIGGER list_annotation_changed;
    DROP TRIGGER list_question_added; DROP TRIGGER list_question_changed; DROP TABLE entries; DROP TABLE document_names;
    DROP TABLE group_members; DROP TABLE document_groups; DROP TABLE upkeep; DROP TABLE list_changes;";
