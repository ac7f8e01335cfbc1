//! A file becomes a document of the library.

use std::path::Path;
use std::sync::atomic::Ordering;

use super::Shared;
use super::entry::Task;
use super::intake::{Follow, Intake, Obstacle, Taken};
use super::types::{AppEvent, JobState};
use crate::bibliography::Described;
use crate::document::{DocumentId, ReadError};
use crate::genome::GenomeError;
use crate::library::LibraryError;
use crate::stage::Stage;

/// Copies, reads and stores one file, and adds jobs for what the person wants to be made of it.
pub(super) fn run(
    shared: &Shared,
    task: &Task,
    path: &Path,
    copy: Option<&str>,
    described: Option<&Described>,
    by_itself: bool,
    to_show: bool,
) -> JobState {
    let intake = Intake {
        library: &shared.library,
        path,
        copy,
        password: task.password.as_deref(),
        stop: &task.stop,
        described,
        by_itself,
        to_show,
        passwords: &shared.passwords,
        arriving: &shared.arriving,
    };
    match intake.run(&mut OfJob { shared, task }) {
        Ok(Taken {
            id,
            to_summarize,
            has_pictures,
        }) => {
            shared.board().send(AppEvent::Library);
            let in_groups = |described: &Described| {
                !(described.collections.is_empty() && described.tags.is_empty())
            };
            if described.is_some_and(in_groups) {
                shared.board().send(AppEvent::Groups);
            }
            shared.rest.want();
            shared.give_rows();
            shared.fill_row(&id);
            // a document of pictures waits for recognition
            if to_summarize && let Err(error) = shared.summarize_new(&id) {
                tracing::warn!(%error, "the summary could not be asked for");
            }
            if has_pictures && let Err(error) = shared.recognize_new(&id) {
                tracing::warn!(%error, "the recognition could not be asked for");
            }
            JobState::Done
        }
        Err(Obstacle::Library(error)) => ended(error),
        Err(Obstacle::Reading {
            error,
            copy,
            arrival,
        }) => {
            let refused = refusal(error, task.password.is_some());
            let state = unread(shared, task, refused, &copy);
            // another file with this content comes to its copy only now
            drop(arrival);
            state
        }
        Err(Obstacle::Sequences {
            error,
            copy,
            arrival,
        }) => {
            let state = unread(shared, task, refused_sequences(error), &copy);
            drop(arrival);
            state
        }
    }
}

/// Keeps the progress of a file in its job.
struct OfJob<'a> {
    shared: &'a Shared,
    task: &'a Task,
}

impl Follow for OfJob<'_> {
    fn advance(&mut self, stage: Stage, done: f32) {
        self.shared.board().advance(self.task.id, stage, done);
    }

    fn learn(&mut self, id: &DocumentId, copy: Option<&str>) -> Result<(), LibraryError> {
        let (id, copy) = (id.clone(), copy.map(str::to_owned));
        self.shared
            .board()
            .learn(&self.shared.library, self.task.id, id, copy)
    }

    fn unlocked(&mut self) {
        self.shared.board().try_locked(&self.shared.library);
        self.shared.wake.notify_all();
    }
}

/// The state of a job whose file cannot be read. The copy of the file stays if the job goes on.
fn unread(shared: &Shared, task: &Task, refused: JobState, copy: &str) -> JobState {
    let state = match task.stop.load(Ordering::Relaxed) {
        true => JobState::Cancelled,
        false => refused,
    };
    let will_go_on = matches!(state, JobState::NeedsPassword { .. })
        || (state == JobState::Cancelled && shared.board().goes_on_later(task.id));
    if !will_go_on {
        shared.drop_copy(&shared.board(), task.id, copy);
    }
    state
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

/// The same for sequences.
fn refused_sequences(error: GenomeError) -> JobState {
    match error {
        GenomeError::Cancelled => JobState::Cancelled,
        GenomeError::Unreadable(_) | GenomeError::Journal { .. } => JobState::Failed {
            reason: error.into(),
        },
        error => JobState::Refused {
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
        | LibraryError::Away { .. }
        | LibraryError::InUse { .. }
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
