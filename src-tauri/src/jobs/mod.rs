//! Long work as data: what the window and the command line ask for, and its progress.
//!
//! Jobs are rows of the database, so a start after a kill continues them. Some threads read files, one recognizes scanned pages,
//! one writes summaries, one fills tables, one finds classes along sequences, one downloads models, one does the other work on models, one embeds passages and
//! keeps the library in order while nothing else happens, one watches for what another program changes, one looks through the
//! watched folders, and one passes events to listeners, in order.
//! All methods return at once except [`Jobs::ask`] and [`Jobs::related`], which wait for an answer.

mod annotations;
mod answering;
mod ask;
mod asking;
mod bibliography;
mod board;
mod caged;
mod chosen;
mod classify;
mod courtesy;
mod embedding;
mod entry;
mod fill;
mod folders;
mod import;
mod in_short;
mod incoming;
mod input;
mod intake;
mod lock;
mod looking;
mod making;
mod models;
mod moving;
mod opened;
mod pace;
mod passwords;
mod questions;
mod queue;
mod readers;
mod recognize;
mod related;
mod renew;
mod renewals;
mod rest;
mod row;
mod sequence_file;
mod sequences;
mod shelf;
mod summarize;
mod tables;
mod types;
mod upkeep;
mod versions;
mod watched_folders;
mod watching;
mod workers;
mod writing;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::channel;
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread::JoinHandle;

pub use caged::{Inspection, caged_store};
pub use intake::take_in;
pub use models::{PAPER, ShortRun};
pub use moving::{Moved, move_data, place_in, settings_at};
pub use opened::{BlockView, DocumentView, SentenceView};
pub use pace::Pace;
pub use renew::{Reread, read_again};
pub use sequences::{RecordView, SequenceModel, SequenceTrack, SequenceView, TrackView};
pub use tables::{TableChange, TableTemplate};
pub use types::{
    AppEvent, GivenAnswer, JobId, JobKind, JobState, JobView, LookedThrough, QuestionScope,
    StartupRemark,
};

use asking::Asking;
use board::Board;
use courtesy::Courtesy;
use lock::lock;
use looking::Looking;
use passwords::Passwords;
use renewals::Renewals;
use rest::Rest;
use writing::Writing;

use crate::assistant::answer;
use crate::assistant::summary::{SummaryOptions, SummaryView, kept};
use crate::document::{self, DocumentId};
use crate::fault::Fault;
use crate::library::{Library, LibraryError};
use crate::paths::Paths;
use crate::settings::Settings;
use crate::weights::download::Ledger;
use crate::weights::store::{ModelRole, Store};
use crate::weights::{Held, ModelFolder, Writer};

/// The kinds of jobs that each thread runs.
const THREADS: [&[JobKind]; 7] = [
    &[JobKind::Import],
    &[JobKind::Recognize],
    &[JobKind::Summarize],
    &[JobKind::FillTable],
    &[JobKind::Classify],
    &[JobKind::Download],
    &[
        JobKind::Convert,
        JobKind::Verify,
        JobKind::AddModel,
        JobKind::Measure,
    ],
];

type Listener = Box<dyn FnMut(AppEvent) + Send>;

/// Everything that the window or the command line can ask for. An `Arc` shares it cheaply. Dropping it stops the
/// running work; the next start takes it up.
pub struct Jobs {
    shared: Arc<Shared>,
    listeners: Arc<Mutex<Vec<Listener>>>,
    threads: Vec<JoinHandle<()>>,
    startup_remarks: Vec<StartupRemark>,
}

/// What the threads share.
struct Shared {
    library: Library,
    settings_file: PathBuf,
    int8_plans: PathBuf,
    settings: Mutex<Settings>,
    board: Mutex<Board>,
    /// Notified when a job may have become ready, and when the program closes.
    wake: Condvar,
    /// The summary that is being written.
    draft: Mutex<Option<SummaryView>>,
    writer: Writer,
    writing: Writing,
    asking: Asking,
    /// When the background work may run.
    rest: Rest,
    /// When the filling of a table may go on.
    courtesy: Courtesy,
    /// The models that are in memory.
    held: Mutex<BTreeMap<ModelRole, Held>>,
    /// The model's folder, as the last check found it.
    model: Mutex<Option<ModelFolder>>,
    /// The models that Pagewing keeps.
    store: Store,
    /// The connections that Pagewing made.
    ledger: Ledger,
    /// Held by heavy work on models.
    at_work: Mutex<()>,
    renewals: Renewals,
    /// The documents that are being read into the library: two files with one content are not read at the same time.
    arriving: Renewals,
    passwords: Passwords,
    /// A large drop, which waits until the person says whether to read it.
    many: Mutex<Vec<PathBuf>>,
    /// The folders of a drop that are being looked through.
    looking: Looking,
    /// The folder of work on sequences that goes on.
    genomes: PathBuf,
    /// The document of sequences that was looked at last, with its records.
    sequence: sequence_file::Recent,
    /// The document that a person opened last: the work on it goes first.
    looked_at: Mutex<Option<DocumentId>>,
    /// Set when the program closes.
    closing: Arc<AtomicBool>,
}

impl Jobs {
    /// Opens the library and the settings and continues the work of the last run.
    ///
    /// # Errors
    /// If the library cannot be opened or the settings cannot be read.
    pub fn open(paths: &Paths) -> Result<Self, Fault> {
        let loaded = settings_at(paths)?;
        let mut startup_remarks = StartupRemark::about(&loaded);
        startup_remarks.extend(StartupRemark::about_crashes(&paths.logs()));
        let library = Library::open(paths)?;
        moving::settle(paths);
        library.index_old_questions(&answer::kept::searched_in)?;
        let (events, told) = channel();
        let board = Board::resume(&library, events)?;
        let shared = Arc::new(Shared {
            library,
            settings_file: paths.settings(),
            int8_plans: paths.int8_plans(),
            settings: Mutex::new(loaded.settings),
            board: Mutex::new(board),
            wake: Condvar::new(),
            draft: Mutex::new(None),
            writer: Writer::start(),
            writing: Writing::default(),
            asking: Asking::start(),
            rest: Rest::default(),
            courtesy: Courtesy::default(),
            held: Mutex::default(),
            model: Mutex::new(None),
            store: caged_store(paths.models()),
            ledger: Ledger::at(paths.network_ledger()),
            at_work: Mutex::default(),
            renewals: Renewals::default(),
            arriving: Renewals::default(),
            passwords: Passwords::default(),
            many: Mutex::default(),
            looking: Looking::default(),
            genomes: paths.genomes(),
            sequence: sequence_file::Recent::default(),
            looked_at: Mutex::default(),
            closing: Arc::default(),
        });
        let listeners: Arc<Mutex<Vec<Listener>>> = Arc::default();
        let heard = listeners.clone();
        // the loop ends when the last sender, which the board holds, is dropped
        std::thread::spawn(move || {
            for event in told {
                for listener in lock(&heard).iter_mut() {
                    listener(event.clone());
                }
            }
        });
        shared.watch_models();
        shared.apply_settings();
        let more_readers = std::iter::repeat_n(THREADS[0], readers::readers() - 1);
        let mut threads: Vec<_> = THREADS
            .into_iter()
            .chain(more_readers)
            .map(|kinds| {
                let shared = shared.clone();
                std::thread::spawn(move || shared.work(kinds))
            })
            .collect();
        let embedding = shared.clone();
        threads.push(std::thread::spawn(move || embedding.embed_in_background()));
        let watching = shared.clone();
        threads.push(std::thread::spawn(move || watching.watch_library()));
        let watched = shared.clone();
        threads.push(std::thread::spawn(move || watched.watch_folders()));
        shared.rest.want();
        Ok(Self {
            shared,
            listeners,
            threads,
            startup_remarks,
        })
    }

    /// What a person should know about how the program started; every call returns the same.
    pub fn startup_remarks(&self) -> &[StartupRemark] {
        &self.startup_remarks
    }

    /// Summarizes a document of the library with the chosen model, or without one.
    ///
    /// # Errors
    /// [`Fault::NoText`] for sequences; if the document is not in the library or the job cannot be stored.
    pub fn summarize(&self, id: &DocumentId, options: SummaryOptions) -> Result<JobView, Fault> {
        self.shared.card_of_text(id)?;
        Ok(self.shared.summarize(id, options)?)
    }

    /// Recognizes the text of the pages of a document that have none, and then summarizes it. Pages that were
    /// recognized before a stop are not recognized again.
    ///
    /// # Errors
    /// [`Fault::NoText`] for sequences, [`Fault::NoTesseract`], or if the document is not in the library or the job cannot be stored.
    pub fn recognize(&self, id: &DocumentId) -> Result<JobView, Fault> {
        let shared = &self.shared;
        let card = shared.card_of_text(id)?;
        if document::find_tesseract().is_none() {
            return Err(Fault::NoTesseract);
        }
        Ok(shared.recognize(id, card.title)?)
    }

    /// All jobs, oldest first.
    pub fn list(&self) -> Vec<JobView> {
        self.shared.board().views()
    }

    /// One job.
    pub fn job(&self, id: JobId) -> Option<JobView> {
        self.shared.board().view(id)
    }

    /// Passes every event from now on to a listener, on a thread of its own. The listener may call anything here
    /// except `subscribe`.
    pub fn subscribe(&self, listener: impl FnMut(AppEvent) + Send + 'static) {
        lock(&self.listeners).push(Box::new(listener));
    }

    /// The library.
    pub fn library(&self) -> &Library {
        &self.shared.library
    }

    /// A document with its sentences, for the window. A document that an older version read is read again first,
    /// and summarized again if it had a summary.
    ///
    /// # Errors
    /// Errors of the library.
    pub fn document_view(&self, id: &DocumentId) -> Result<DocumentView, Fault> {
        self.shared.read_anew(id, &self.shared.closing)?;
        let library = &self.shared.library;
        let card = library.card(id)?.ok_or(LibraryError::NotFound)?;
        Ok(DocumentView::of(card, library.document(id)?))
    }

    /// The bytes of a document's file.
    ///
    /// # Errors
    /// Errors of the library.
    pub fn document_bytes(&self, id: &DocumentId) -> Result<Vec<u8>, Fault> {
        Ok(self.shared.library.bytes(id)?)
    }

    /// A document's summary: the one that is being written, or the version that is shown.
    ///
    /// # Errors
    /// Errors of the library.
    pub fn summary(&self, id: &DocumentId) -> Result<Option<SummaryView>, Fault> {
        self.shared.read_anew(id, &self.shared.closing)?;
        let draft = lock(&self.shared.draft)
            .clone()
            .filter(|draft| draft.document == *id);
        Ok(match draft {
            Some(draft) => Some(draft),
            None => match self.shared.library.shown_version(id)? {
                Some(shown) => Some(kept::opened_version(&self.shared.library, id, shown)?),
                None => None,
            },
        })
    }
}

impl Jobs {
    /// Stops all work; the next start continues it. Jobs that are added from now on do not begin.
    pub fn close(&self) {
        self.shared.closing.store(true, Ordering::Relaxed);
        self.shared.board().close();
        self.shared.wake.notify_all();
        self.shared.asking.stop();
        self.shared.rest.close();
    }
}

impl Drop for Jobs {
    fn drop(&mut self) {
        self.close();
        for thread in self.threads.drain(..) {
            // a panic of a worker was caught and logged when it happened
            let _ = thread.join();
        }
    }
}

impl Shared {
    fn board(&self) -> MutexGuard<'_, Board> {
        lock(&self.board)
    }
}

#[cfg(test)]
mod tests;
