//! The way of a file into the library: copied, read, stored, and called what a bibliography says of it. The window's jobs
//! and the command line go it alike.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::passwords::Passwords;
use super::renewals::Renewals;
use super::sequence_file;
use super::upkeep::find_year;
use crate::bibliography::Described;
use crate::document::{
    self, Document, DocumentId, Page, PageVerdict, ReadError, ReadOptions, is_sequences,
};
use crate::fault::Fault;
use crate::genome::GenomeError;
use crate::library::{GroupKind, Incoming, Library, LibraryError, OwnWords};
use crate::stage::Stage;

/// Shares of the progress bar at which the stages begin.
const READING: f32 = 0.05;
const SAVING: f32 = 0.97;

/// What stands in the way of a file.
pub(super) enum Obstacle {
    /// The library cannot take it.
    Library(LibraryError),
    /// It cannot be read. The library's copy has this name.
    Reading {
        /// The reason.
        error: ReadError,
        /// The copy's name.
        copy: String,
    },
    /// Its sequences cannot be read. The library's copy has this name.
    Sequences {
        /// The reason.
        error: GenomeError,
        /// The copy's name.
        copy: String,
    },
}

impl From<LibraryError> for Obstacle {
    fn from(error: LibraryError) -> Self {
        Self::Library(error)
    }
}

/// Who follows a file on its way.
pub(super) trait Follow {
    /// It has come so far, 0 to 1.
    fn advance(&mut self, stage: Stage, done: f32);

    /// It became this document, or is about to, and the library's copy has this name.
    ///
    /// # Errors
    /// If that cannot be kept.
    fn learn(&mut self, id: &DocumentId, copy: Option<&str>) -> Result<(), LibraryError>;

    /// A password has opened it that had opened no file before.
    fn unlocked(&mut self);
}

/// A file on its way.
pub(super) struct Intake<'a> {
    pub(super) library: &'a Library,
    pub(super) path: &'a Path,
    /// The library's copy, if an earlier run has made it.
    pub(super) copy: Option<&'a str>,
    /// The password that a person gave for it.
    pub(super) password: Option<&'a str>,
    pub(super) stop: &'a Arc<AtomicBool>,
    /// What a bibliography says of it.
    pub(super) described: Option<&'a Described>,
    /// Whether nobody waits for it.
    pub(super) by_itself: bool,
    /// Those that opened other files.
    pub(super) passwords: &'a Passwords,
    /// The documents that other files are becoming now.
    pub(super) arriving: &'a Renewals,
}

/// A file that is in the library.
pub(super) struct Taken {
    pub(super) id: DocumentId,
    /// Whether it has text and no summary.
    pub(super) to_summarize: bool,
    /// Whether it has pages in which recognition may find text.
    pub(super) has_pictures: bool,
}

impl Taken {
    fn of(document: &Document, has_summary: bool) -> Self {
        let is_picture = |page: &Page| {
            matches!(
                page.verdict,
                PageVerdict::Scanned | PageVerdict::PartlyUnreadable
            )
        };
        Self {
            id: document.id.clone(),
            to_summarize: !has_summary && !document.sentences.is_empty(),
            has_pictures: document.pages.iter().any(is_picture),
        }
    }
}

impl Intake<'_> {
    pub(super) fn run(&self, follow: &mut dyn Follow) -> Result<Taken, Obstacle> {
        let library = self.library;
        let kept = self.copy.filter(|copy| library.file_path(copy).is_file());
        let (copy, arrival) = match kept {
            Some(copy) => (copy.to_owned(), None),
            None => {
                let incoming = self.copied(follow)?;
                let id = incoming.id.clone();
                // of two files with one content, the second finds the document of the first
                let arrival = self.arriving.begin(&id, self.stop)?;
                if library.is_known(&id)? {
                    return self.known(incoming, follow);
                }
                let kept = library.keep(incoming)?;
                follow.learn(&id, Some(&kept))?;
                (kept, arrival)
            }
        };
        follow.advance(Stage::ReadingPages, READING);
        let document = match is_sequences(self.path) {
            true => match self.sequences(&copy, follow) {
                Ok(document) => document,
                Err(error) => return Err(Obstacle::Sequences { error, copy }),
            },
            false => match self.read(&copy, follow) {
                Ok(document) => document,
                Err(error) => return Err(Obstacle::Reading { error, copy }),
            },
        };
        follow.advance(Stage::Saving, SAVING);
        let file_name = name_of(self.path);
        library.put(&document, &file_name, &copy)?;
        library.came_as(&document.id, &file_name, self.path)?;
        find_year(library, &document)?;
        self.describe(&document.id)?;
        drop(arrival);
        Ok(Taken::of(&document, false))
    }

    fn copied(&self, follow: &mut dyn Follow) -> Result<Incoming, LibraryError> {
        follow.advance(Stage::Copying, 0.0);
        self.library.copy_in(self.path, self.stop, &mut |done| {
            follow.advance(Stage::Copying, done * READING);
        })
    }

    /// Reads the records of the library's copy, and nothing of the sequences into memory.
    fn sequences(&self, copy: &str, follow: &mut dyn Follow) -> Result<Document, GenomeError> {
        sequence_file::read(self.library, copy, self.stop, &mut |done| {
            follow.advance(Stage::ReadingPages, READING + done * (SAVING - READING));
        })
    }

    /// Reads the library's copy, with a password if it is locked and one is known.
    fn read(&self, copy: &str, follow: &mut dyn Follow) -> Result<Document, ReadError> {
        let path = self.library.file_path(copy);
        let (read, new) = self.passwords.read(self.password, &mut |password| {
            let options = ReadOptions {
                password,
                stop: self.stop.clone(),
                allow_pictures: true,
                ..ReadOptions::default()
            };
            document::read(&path, &options, &mut |progress| {
                let share = progress.pages_done as f32 / progress.pages.max(1) as f32;
                let stage = if progress.pages == 0 || progress.pages_done < progress.pages {
                    Stage::ReadingPages
                } else {
                    Stage::LayingOut
                };
                follow.advance(stage, READING + share * (SAVING - READING));
            })
        });
        if new {
            follow.unlocked();
        }
        read
    }

    /// A file whose content the library has: the document gets another name, is there again if it was removed, and has its
    /// copy again if that was lost.
    fn known(&self, incoming: Incoming, follow: &mut dyn Follow) -> Result<Taken, Obstacle> {
        let library = self.library;
        let id = incoming.id.clone();
        // what appears in a watched folder does not bring back what a person removed
        if self.by_itself && library.card(&id)?.is_none() {
            return Ok(Taken {
                id,
                to_summarize: false,
                has_pictures: false,
            });
        }
        library.restore(&id)?;
        library.came_as(&id, &incoming.file_name, self.path)?;
        library.mend(incoming)?;
        follow.learn(&id, None)?;
        self.describe(&id)?;
        // a summary that a person has chosen, or changed, stays
        let has_summary = library.summary(&id)?.is_some();
        Ok(Taken::of(&library.document(&id)?, has_summary))
    }

    /// Calls a document what a bibliography says of it, where a person has not said something else, and puts it into its
    /// collections.
    fn describe(&self, id: &DocumentId) -> Result<(), LibraryError> {
        let Some(described) = self.described else {
            return Ok(());
        };
        let library = self.library;
        let own = library.own_words(id)?;
        let authors = Some(described.authors.clone()).filter(|authors| !authors.is_empty());
        let called = OwnWords {
            title: own.title.clone().or_else(|| described.title.clone()),
            authors: own.authors.clone().or(authors),
            year: own.year.or(described.year),
        };
        if called != own {
            library.describe(id, &called)?;
        }
        for name in &described.collections {
            let collection = library.make_group(GroupKind::Collection, name)?;
            library.add_to_group(collection.id, std::slice::from_ref(id))?;
        }
        Ok(())
    }
}

/// The name of a file, without its folder.
pub(super) fn name_of(path: &Path) -> String {
    path.file_name().map_or_else(
        || path.to_string_lossy().into_owned(),
        |name| name.to_string_lossy().into_owned(),
    )
}

/// Takes a file into the library at once, without a job. `progress` receives the stage and the share done, 0 to 1.
///
/// # Errors
/// Why it could not be read or kept. Nothing of it stays then.
pub fn take_in(
    library: &Library,
    path: &Path,
    described: Option<&Described>,
    stop: &Arc<AtomicBool>,
    progress: &mut dyn FnMut(Stage, f32),
) -> Result<DocumentId, Fault> {
    let intake = Intake {
        library,
        path,
        copy: None,
        password: None,
        stop,
        described,
        by_itself: false,
        passwords: &Passwords::default(),
        arriving: &Renewals::default(),
    };
    match intake.run(&mut Watching(progress)) {
        Ok(taken) => Ok(taken.id),
        Err(Obstacle::Library(error)) => Err(error.into()),
        Err(Obstacle::Reading { error, copy }) => {
            library.drop_file(&copy)?;
            Err(error.into())
        }
        Err(Obstacle::Sequences { error, copy }) => {
            library.drop_file(&copy)?;
            Err(error.into())
        }
    }
}

/// Follows a file and keeps nothing.
struct Watching<'a>(&'a mut dyn FnMut(Stage, f32));

impl Follow for Watching<'_> {
    fn advance(&mut self, stage: Stage, done: f32) {
        (self.0)(stage, done);
    }

    fn learn(&mut self, _: &DocumentId, _: Option<&str>) -> Result<(), LibraryError> {
        Ok(())
    }

    fn unlocked(&mut self) {}
}
