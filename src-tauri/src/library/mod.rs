//! What Pagewing keeps: documents, the files they were read from, results and jobs.
//!
//! One SQLite database in WAL mode and one folder of content-addressed files. One connection writes and another
//! reads, so a list never waits for an import.

mod anchor;
mod annotations;
mod cards;
mod columns;
mod documents;
mod error;
mod files;
mod fulltext;
mod jobs;
mod kept;
mod left_at;
mod leftovers;
mod loose;
mod passages;
mod questions;
mod recent;
mod results;
mod schema;
mod shelf;
mod vectors;
mod versions;
mod words;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rusqlite::{Connection, OpenFlags, TransactionBehavior};

pub use anchor::{Anchor, Anchors, Quote};
pub use annotations::{
    Annotation, AnnotationId, AnnotationTarget, MarkColour, MarkedPassage, NewAnnotation, NewTarget,
};
pub use cards::{DocumentCard, FoundDocument};
pub use error::LibraryError;
pub use files::Incoming;
pub use kept::{
    KeptCoverage, KeptJob, KeptJobKind, KeptJobState, KeptOrigin, KeptRemark, KeptSentence,
    KeptSource, KeptSummary,
};
pub use left_at::{LeftAt, PageZoom};
pub use loose::LooseDocuments;
pub use passages::{IndexedPassage, Within};
pub use questions::{
    AskedDocument, AskedScope, KeptQuestion, PastQuestion, PastQuestions, QuestionId,
    QuestionOutcome,
};
pub use shelf::{Shelf, ShelvedDocument};
pub use vectors::Embedded;
pub use versions::{KeptVersion, SummaryVersion, VersionId};
pub use words::{Analyzer, Term, is_hiragana};

use crate::paths::Paths;

/// How long a deleted question or annotation can be restored, and steps of changes be undone.
const KEEP_DELETED: Duration = Duration::from_secs(3600);
/// How long a removed document can be restored.
const KEEP_REMOVED: Duration = Duration::from_secs(30 * 24 * 3600);

/// The library. Threads share it by reference.
pub struct Library {
    writer: Mutex<Connection>,
    reader: Mutex<Connection>,
    files: PathBuf,
    recognized: PathBuf,
    recent: recent::Recent,
}

impl Library {
    /// Opens the library, creating it if it does not exist, and deletes for good what was removed long ago.
    ///
    /// # Errors
    /// [`LibraryError::Damaged`] and [`LibraryError::TooNew`] leave the files unchanged.
    pub fn open(paths: &Paths) -> Result<Self, LibraryError> {
        let path = paths.database();
        for folder in [path.parent().unwrap_or(Path::new(".")), &paths.files()] {
            fs::create_dir_all(folder).map_err(|source| LibraryError::Unwritable {
                path: folder.to_owned(),
                source,
            })?;
        }
        let (writer, reader) = connect(&path).map_err(|error| error.at(&path))?;
        let library = Self {
            writer: Mutex::new(writer),
            reader: Mutex::new(reader),
            files: paths.files(),
            recognized: paths.recognized(),
            recent: recent::Recent::default(),
        };
        leftovers::sweep(&library.files);
        library
            .purge(now() - KEEP_REMOVED.as_secs() as i64)
            .and_then(|()| library.purge_deleted(now() - KEEP_DELETED.as_secs() as i64))
            .map_err(|error| error.at(&path))?;
        Ok(library)
    }

    fn write(&self) -> MutexGuard<'_, Connection> {
        // a transaction that a panic left open was rolled back when it was dropped
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn read(&self) -> MutexGuard<'_, Connection> {
        self.reader.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn connect(path: &Path) -> Result<(Connection, Connection), LibraryError> {
    let mut writer = Connection::open(path)?;
    writer.busy_timeout(Duration::from_secs(5))?;
    writer.pragma_update(None, "journal_mode", "wal")?;
    writer.pragma_update(None, "synchronous", "normal")?;
    writer.pragma_update(None, "foreign_keys", true)?;
    // another process may write, and a transaction that reads first could not wait for it
    writer.set_transaction_behavior(TransactionBehavior::Immediate);
    schema::migrate(&mut writer)?;
    let reader = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    reader.busy_timeout(Duration::from_secs(5))?;
    Ok((writer, reader))
}

/// Seconds since 1970-01-01 UTC.
fn now() -> i64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |elapsed| elapsed.as_secs() as i64)
}

#[cfg(test)]
mod tests;
