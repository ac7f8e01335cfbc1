//! The way of a file into the library: copied, read, stored, and called what a bibliography says of it. The window's jobs
//! and the command line go it alike.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::passwords::Passwords;
use super::renewals::{Renewal, Renewals};
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
pub(super) enum Obstacle<'a> {
    /// The library cannot take it.
    Library(LibraryError),
    /// It cannot be read. The library's copy has this name.
    Reading {
        /// The reason.
        error: ReadError,
        /// The copy's name.
        copy: String,
        /// Until this is dropped, no other file with its content arrives.
        arrival: Option<Renewal<'a>>,
    },
    /// Its sequences cannot be read. The library's copy has this name.
    Sequences {
        /// The reason.
        error: GenomeError,
        /// The copy's name.
        copy: String,
        /// Until this is dropped, no other file with its content arrives.
        arrival: Option<Renewal<'a>>,
    },
}

impl From<LibraryError> for Obstacle<'_> {
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
    /// Whether a person waits for this file alone.
    pub(super) to_show: bool,
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

impl<'a> Intake<'a> {
    pub(super) fn run(&self, follow: &mut dyn Follow) -> Result<Taken, Obstacle<'a>> {
        let library = self.library;
        let (copy, arrival) = match self.kept()? {
            Some(kept) => kept,
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
                Err(error) => {
                    return Err(Obstacle::Sequences {
                        error,
                        copy,
                        arrival,
                    });
                }
            },
            false => match self.read(&copy, follow) {
                Ok(document) => document,
                Err(error) => {
                    return Err(Obstacle::Reading {
                        error,
                        copy,
                        arrival,
                    });
                }
            },
        };
        follow.advance(Stage::Saving, SAVING);
        let file_name = name_of(self.path);
        library.put(&document, &file_name, &copy)?;
        self.find_copy(&document.id, &copy)?;
        library.came_as(&document.id, &file_name, self.path)?;
        find_year(library, &document)?;
        self.describe(&document.id)?;
        drop(arrival);
        Ok(Taken::of(&document, false))
    }

    /// The copy of an earlier run, if it is still there once no other file with its content arrives.
    fn kept(&self) -> Result<Option<(String, Option<Renewal<'a>>)>, LibraryError> {
        let Some(copy) = self.copy else {
            return Ok(None);
        };
        let arrival = self.arriving.begin(&id_of(copy), self.stop)?;
        let is_there = self.library.file_path(copy).is_file();
        Ok(is_there.then(|| (copy.to_owned(), arrival)))
    }

    /// Copies the file again if another program, which could not read the same content, has dropped the copy. It drops none
    /// that a document has. A file that is gone or has another content by now is no reason to give up the document, which was
    /// read from the copy: whoever drops the file again mends it.
    fn find_copy(&self, id: &DocumentId, copy: &str) -> Result<(), LibraryError> {
        let library = self.library;
        if library.file_path(copy).is_file() {
            return Ok(());
        }
        match library.copy_in(self.path, self.stop, &mut |_| ()) {
            Ok(again) if again.id == *id => library.mend(again),
            Ok(_)
            | Err(
                LibraryError::Missing { .. }
                | LibraryError::NotAFile { .. }
                | LibraryError::Unreadable { .. },
            ) => Ok(()),
            Err(error) => Err(error),
        }
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
                in_background: !self.to_show,
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
    fn known(&self, incoming: Incoming, follow: &mut dyn Follow) -> Result<Taken, Obstacle<'a>> {
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

    /// Calls a document what a bibliography says of it, where a person has not said something else, puts it into its
    /// collections and gives it its tags.
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
        let collections = described.collections.iter();
        let tags = described.tags.iter();
        let groups = collections.map(|name| (GroupKind::Collection, name));
        for (kind, name) in groups.chain(tags.map(|name| (GroupKind::Tag, name))) {
            // one that differs by its case alone is the same
            let group = library.make_group(kind, name)?;
            library.add_to_group(group.id, std::slice::from_ref(id))?;
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

/// The identity of the document that a copy, which has its name from it, becomes.
fn id_of(copy: &str) -> DocumentId {
    let name = Path::new(copy).file_stem().unwrap_or_default();
    DocumentId(name.to_string_lossy().into_owned())
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
        // at the command line, somebody waits for each
        to_show: true,
        passwords: &Passwords::default(),
        arriving: &Renewals::default(),
    };
    let mut watching = Watching {
        progress,
        copy: None,
    };
    let fault: Fault = match intake.run(&mut watching) {
        Ok(taken) => return Ok(taken.id),
        Err(Obstacle::Library(error)) => error.into(),
        Err(Obstacle::Reading { error, .. }) => error.into(),
        Err(Obstacle::Sequences { error, .. }) => error.into(),
    };
    // if the document came as far as into the library, it keeps its copy
    if let Some(copy) = watching.copy
        && let Err(error) = library.drop_file(&copy)
    {
        tracing::warn!(%error, "a copy that is not needed could not be deleted");
    }
    Err(fault)
}

/// Follows a file that no job takes in.
struct Watching<'a> {
    progress: &'a mut dyn FnMut(Stage, f32),
    /// The library's copy.
    copy: Option<String>,
}

impl Follow for Watching<'_> {
    fn advance(&mut self, stage: Stage, done: f32) {
        (self.progress)(stage, done);
    }

    fn learn(&mut self, _: &DocumentId, copy: Option<&str>) -> Result<(), LibraryError> {
        self.copy = copy.map(str::to_owned);
        Ok(())
    }

    fn unlocked(&mut self) {}
}
