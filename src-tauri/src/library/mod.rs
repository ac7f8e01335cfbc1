//! What Pagewing keeps: documents, the files they were read from, results and jobs.
//!
//! One SQLite database in WAL mode and one folder of content-addressed files. One connection writes and another
//! reads, so a list never waits for an import.

mod anchor;
mod annotations;
mod arranged;
mod backup;
mod cards;
mod columns;
mod deletions;
mod details;
mod documents;
mod elsewhere;
mod entries;
mod error;
mod evidence;
mod excerpt;
mod files;
mod fulltext;
mod groups;
mod jobs;
mod kept;
mod left_at;
mod leftovers;
mod local_time;
mod loose;
mod names;
mod passages;
mod place;
mod presence;
mod questions;
mod recent;
mod repair;
mod results;
mod rows;
mod schema;
mod shelf;
mod space;
mod trash;
mod vectors;
mod versions;
mod watched;
mod words;

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior, ffi};

pub use anchor::{Anchor, Anchors, Quote};
pub use annotations::{
    Annotation, AnnotationId, AnnotationTarget, MarkColour, MarkedPassage, NewAnnotation, NewTarget,
};
pub use arranged::{Arrangement, DocumentFilter, DocumentOrder};
pub use cards::{DocumentCard, FoundDocument};
pub use details::DocumentDetails;
pub use entries::OwnWords;
pub use error::LibraryError;
pub use evidence::{
    CellFound, CellOutcome, ColumnId, EvidenceCell, EvidenceColumn, EvidenceRow, EvidenceTable,
    Follows, KeptCell, KeptTemplate, LackingCell, NewTable, TableCard, TableId, TemplateId,
};
pub use excerpt::Excerpt;
pub use files::Incoming;
pub use groups::{Group, GroupId, GroupKind};
pub use kept::{
    KeptCoverage, KeptJob, KeptJobKind, KeptJobState, KeptOrigin, KeptRemark, KeptSentence,
    KeptSource, KeptSummary,
};
pub use left_at::{LeftAt, PageZoom};
pub(crate) use local_time::local_seconds;
pub use loose::LooseDocuments;
pub use names::DocumentName;
pub use passages::{IndexedPassage, Within};
pub use place::HeldLibrary;
pub use questions::{
    AskedDocument, AskedScope, KeptQuestion, PastQuestion, PastQuestions, QuestionId,
    QuestionOutcome,
};
pub use repair::Repaired;
#[cfg(test)]
pub(crate) use schema::BEFORE_DESK;
pub use shelf::{Shelf, ShelvedDocument};
pub use space::LibrarySize;
pub use trash::TrashedDocument;
pub use vectors::Embedded;
pub use versions::{KeptVersion, SummaryVersion, VersionId};
pub use words::{Analyzer, Term, is_hiragana};

use crate::paths::{Paths, create_private};

/// How long a deleted question, annotation, table, collection or tag can be restored, and steps of changes be undone.
const KEEP_DELETED: Duration = Duration::from_secs(3600);
/// How long a removed document can be restored.
const KEEP_REMOVED: Duration = Duration::from_secs(30 * 24 * 3600);

/// The library. Threads share it by reference.
pub struct Library {
    writer: Mutex<Connection>,
    /// Number of threads that wait for the writer.
    waiting: Arc<AtomicUsize>,
    reader: Mutex<Connection>,
    database: PathBuf,
    files: PathBuf,
    recognized: PathBuf,
    sequences: PathBuf,
    recent: recent::Recent,
    seen: elsewhere::Seen,
    /// The lock that says that this program has the library open.
    _open: Option<File>,
}

impl Library {
    /// Opens the library, creating it if it does not exist, and deletes for good what was removed long ago.
    ///
    /// # Errors
    /// [`LibraryError::Damaged`] and [`LibraryError::TooNew`] leave the files unchanged. [`LibraryError::Away`] if the folder
    /// to which a person has moved the library is not there: an empty one must not take its place. [`LibraryError::InUse`] if
    /// another program makes it anew, and goes on with that for long.
    pub fn open(paths: &Paths) -> Result<Self, LibraryError> {
        Self::open_holding(paths, presence::with_others)
    }

    /// [`Library::open`] with the lock that `hold` takes, given the database.
    fn open_holding(
        paths: &Paths,
        hold: impl FnOnce(&Path) -> Result<Option<File>, LibraryError>,
    ) -> Result<Self, LibraryError> {
        let path = paths.database();
        let (data, files) = (paths.data(), paths.files());
        if paths.is_moved() && !data.is_dir() {
            return Err(LibraryError::Away {
                path: data.to_owned(),
            });
        }
        create_private(data)
            .map_err(|source| (data, source))
            .and_then(|()| fs::create_dir_all(&files).map_err(|source| (files.as_path(), source)))
            .map_err(|(folder, source)| LibraryError::writing(folder, source))?;
        let open = hold(&path)?;
        let (writer, reader) = connect(&path).map_err(|error| error.at(&path))?;
        let library = Self {
            writer: Mutex::new(writer),
            waiting: Arc::default(),
            reader: Mutex::new(reader),
            database: path.clone(),
            files,
            recognized: paths.recognized(),
            sequences: paths.sequences(),
            recent: recent::Recent::default(),
            seen: elsewhere::Seen::default(),
            _open: open,
        };
        leftovers::sweep(&library.files);
        backup::sweep(&path);
        library
            .purge(now() - KEEP_REMOVED.as_secs() as i64)
            .and_then(|()| library.purge_deleted(now() - KEEP_DELETED.as_secs() as i64))
            .and_then(|()| library.sweep_sequences())
            // from here on, what changes is another program's
            .and_then(|()| library.changed_elsewhere().map(|_| ()))
            .map_err(|error| error.at(&path))?;
        Ok(library)
    }

    /// Whether another program has changed what the lists show, since the last call. While this program writes, nothing
    /// is looked at, and the next call knows.
    ///
    /// # Errors
    /// Database errors.
    pub fn changed_elsewhere(&self) -> Result<bool, LibraryError> {
        let writer = match self.writer.try_lock() {
            Ok(writer) => writer,
            Err(TryLockError::Poisoned(writer)) => writer.into_inner(),
            Err(TryLockError::WouldBlock) => return Ok(false),
        };
        Ok(self.seen.has_changed(&writer)?)
    }

    fn write(&self) -> MutexGuard<'_, Connection> {
        self.waiting.fetch_add(1, Ordering::Relaxed);
        // a transaction that a panic left open was rolled back when it was dropped
        let writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        self.waiting.fetch_sub(1, Ordering::Relaxed);
        writer
    }

    fn read(&self) -> MutexGuard<'_, Connection> {
        self.reader.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Opens the database. Two programs that make the library at the same time get in each other's way here, and SQLite does not
/// wait for the other one by itself.
fn connect(path: &Path) -> Result<(Connection, Connection), LibraryError> {
    let began = Instant::now();
    loop {
        match connect_once(path) {
            Err(LibraryError::Database(error))
                if is_in_the_way(&error) && began.elapsed() < presence::WAIT_FOR_OTHERS =>
            {
                std::thread::sleep(presence::LOOK_AGAIN);
            }
            connected => return connected,
        }
    }
}

/// Whether another program did at the same moment what was tried: it holds the database, or deleted the journal first.
fn is_in_the_way(error: &rusqlite::Error) -> bool {
    error.sqlite_error().is_some_and(|error| {
        error.code == ErrorCode::DatabaseBusy
            || error.extended_code == ffi::SQLITE_IOERR_DELETE_NOENT
    })
}

fn connect_once(path: &Path) -> Result<(Connection, Connection), LibraryError> {
    let mut writer = Connection::open(path)?;
    writer.busy_timeout(presence::WAIT_FOR_OTHERS)?;
    writer.pragma_update(None, "journal_mode", "wal")?;
    writer.pragma_update(None, "synchronous", "normal")?;
    writer.pragma_update(None, "foreign_keys", true)?;
    // another process may write, and a transaction that reads first could not wait for it
    writer.set_transaction_behavior(TransactionBehavior::Immediate);
    schema::migrate(&mut writer, |format| backup::make(path, format))?;
    let reader = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    reader.busy_timeout(presence::WAIT_FOR_OTHERS)?;
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
