//! A file becomes a document of the library.

use std::path::Path;
use std::sync::atomic::Ordering;

use super::Shared;
use super::entry::Task;
use super::input::Input;
use super::types::{AppEvent, JobState};
use super::upkeep::find_year;
use crate::assistant::summary::SummaryOptions;
use crate::document::{self, Document, DocumentId, ReadError, ReadOptions};
use crate::library::{Incoming, LibraryError};
use crate::stage::Stage;

/// Shares of the progress bar at which the stages begin.
const READING: f32 = 0.05;
const SAVING: f32 = 0.97;

/// Copies, reads and stores one file, and adds a job for its summary.
pub(super) fn run(shared: &Shared, task: &Task, path: &Path, copy: Option<&str>) -> JobState {
    match import(shared, task, path, copy) {
        Ok((id, text)) => {
            shared.board().send(AppEvent::Library);
            shared.rest.want();
            shared.give_rows();
            shared.fill_row(&id);
            // a document of pictures waits for recognition
            if text && let Err(error) = shared.summarize(&id, SummaryOptions::default()) {
                tracing::warn!(%error, "the summary could not be asked for");
            }
            JobState::Done
        }
        Err(state) => state,
    }
}

/// Copies, reads and stores one file. Returns its document, and whether that has text and no summary.
fn import(
    shared: &Shared,
    task: &Task,
    path: &Path,
    copy: Option<&str>,
) -> Result<(DocumentId, bool), JobState> {
    let library = &shared.library;
    let file_name = path.file_name().map_or_else(
        || path.to_string_lossy().into_owned(),
        |name| name.to_string_lossy().into_owned(),
    );
    let mut copy = copy.map(str::to_owned);
    let mut arrival = None;
    if copy
        .as_deref()
        .is_none_or(|copy| !library.file_path(copy).is_file())
    {
        shared.board().advance(task.id, Stage::Copying, 0.0);
        let incoming = library
            .copy_in(path, &task.stop, &mut |done| {
                shared
                    .board()
                    .advance(task.id, Stage::Copying, done * READING);
            })
            .map_err(ended)?;
        let id = incoming.id.clone();
        // of two files with one content, the second finds the document of the first
        arrival = shared.arriving.begin(&id, &task.stop).map_err(ended)?;
        if library.is_known(&id).map_err(ended)? {
            return known(shared, task, incoming, path);
        }
        let kept = library.keep(incoming).map_err(ended)?;
        shared
            .board()
            .learn(library, task.id, id, Some(kept.clone()))
            .map_err(ended)?;
        copy = Some(kept);
    }
    let copy = copy.unwrap_or_default();

    shared
        .board()
        .advance(task.id, Stage::ReadingPages, READING);
    let document = match read(shared, task, &copy) {
        Ok(document) => document,
        Err(error) => {
            let state = if task.stop.load(Ordering::Relaxed) {
                JobState::Cancelled
            } else {
                refusal(error, task.password.is_some())
            };
            let will_go_on = matches!(state, JobState::NeedsPassword { .. })
                || (state == JobState::Cancelled && shared.board().goes_on_later(task.id));
            if !will_go_on {
                shared.drop_copy(&copy);
            }
            return Err(state);
        }
    };
    shared.board().advance(task.id, Stage::Saving, SAVING);
    library.put(&document, &file_name, &copy).map_err(ended)?;
    library
        .came_as(&document.id, &file_name, path)
        .map_err(ended)?;
    find_year(library, &document).map_err(ended)?;
    drop(arrival);
    Ok((document.id, !document.sentences.is_empty()))
}

/// Reads the library's copy, with a password if it is locked and one is known.
fn read(shared: &Shared, task: &Task, copy: &str) -> Result<Document, ReadError> {
    let path = shared.library.file_path(copy);
    let own = task.password.as_deref();
    let (read, new) = shared.passwords.read(own, &mut |password| {
        let options = ReadOptions {
            password,
            stop: task.stop.clone(),
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
            let done = READING + share * (SAVING - READING);
            shared.board().advance(task.id, stage, done);
        })
    });
    if new {
        shared.board().try_locked(&shared.library);
        shared.wake.notify_all();
    }
    read
}

/// A file whose content the library has: the document gets another name, is there again if it was removed, and has its
/// copy again if that was lost. Returns as [`import`].
fn known(
    shared: &Shared,
    task: &Task,
    incoming: Incoming,
    path: &Path,
) -> Result<(DocumentId, bool), JobState> {
    let library = &shared.library;
    let id = incoming.id.clone();
    // what appears in a watched folder does not bring back what a person removed
    let by_itself = matches!(
        task.input,
        Input::Import {
            by_itself: true,
            ..
        }
    );
    if by_itself && library.card(&id).map_err(ended)?.is_none() {
        return Ok((id, false));
    }
    library.restore(&id).map_err(ended)?;
    library
        .came_as(&id, &incoming.file_name, path)
        .map_err(ended)?;
    library.mend(incoming).map_err(ended)?;
    shared
        .board()
        .learn(library, task.id, id.clone(), None)
        .map_err(ended)?;
    // a summary that a person has chosen, or changed, stays
    let text = library.summary(&id).map_err(ended)?.is_none()
        && !library.document(&id).map_err(ended)?.sentences.is_empty();
    Ok((id, text))
}

/// The consequence of a reading error for the job: a request for a password, an expected refusal, or a failure.
fn refusal(error: ReadError, password_tried: bool) -> JobState {
    match error {
        ReadError::PasswordNeeded | ReadError::PasswordWrong => JobState::NeedsPassword {
            wrong: password_tried,
        },
        // the system or Pagewing is at fault, not the file
        ReadError::Io(_) => JobState::Failed {
            reason: error.into(),
        },
        ReadError::NotFound
        | ReadError::IsFolder
        | ReadError::Empty
        | ReadError::UnsupportedFormat(_)
        | ReadError::UnknownEncryption
        | ReadError::OfficePassword
        | ReadError::XfaForm
        | ReadError::RightsManaged
        | ReadError::Scanned { .. }
        | ReadError::NotRecognized { .. }
        | ReadError::NoText
        | ReadError::UnreadableFonts
        | ReadError::Damaged
        | ReadError::TooLarge { .. }
        | ReadError::TooMuchMemory
        | ReadError::TimedOut
        | ReadError::WorkerDied
        | ReadError::Cancelled => JobState::Refused {
            reason: error.into(),
        },
    }
}

fn ended(error: LibraryError) -> JobState {
    match error {
        LibraryError::Cancelled => JobState::Cancelled,
        LibraryError::Missing { .. }
        | LibraryError::NotAFile { .. }
        | LibraryError::Unreadable { .. } => JobState::Refused {
            reason: error.into(),
        },
        LibraryError::Damaged { .. }
        | LibraryError::TooNew { .. }
        | LibraryError::DiskFull { .. }
        | LibraryError::Unwritable { .. }
        | LibraryError::NotFound
        | LibraryError::NotKept
        | LibraryError::NothingMarked
        | LibraryError::LongNote { .. }
        | LibraryError::NoName
        | LibraryError::NameTaken { .. }
        | LibraryError::Content(_)
        | LibraryError::Database(_) => JobState::Failed {
            reason: error.into(),
        },
    }
}
