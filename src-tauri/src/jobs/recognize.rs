//! The scanned pages of a document of the library get their text. Each page is kept as soon as it is recognized, so
//! work that was stopped goes on there.

use super::Shared;
use super::entry::{Progress, Task};
use super::types::JobState;
use super::upkeep::find_year;
use crate::document::{
    self, Document, DocumentId, PageVerdict, ReadError, ReadOptions, ReadProgress, ReadStep,
    Recognition, RecognizePages,
};
use crate::fault::Fault;
use crate::library::LibraryError;
use crate::stage::Stage;

/// Shares of the progress bar at which the stages begin.
const RECOGNIZING: f32 = 0.02;
const SAVING: f32 = 0.98;

/// Recognizes the text of a document's pages, stores it, and adds a job for its summary.
pub(super) fn run(shared: &Shared, task: &Task, id: &DocumentId) -> JobState {
    let before = match shared.shown_recipe(id) {
        Ok(before) => before,
        Err(error) => return failed(error),
    };
    match recognize(shared, task, id) {
        Ok(document) => {
            shared.was_read_again(id);
            shared.rest.want();
            let again = || match before.as_deref() {
                Some(before) => shared.summarize_again(id, Some(before)),
                None => shared.summarize_new(id),
            };
            if !document.sentences.is_empty()
                && let Err(error) = again()
            {
                tracing::warn!(%error, "the summary could not be asked for");
            }
            JobState::Done
        }
        Err(state) => state,
    }
}

fn recognize(shared: &Shared, task: &Task, id: &DocumentId) -> Result<Document, JobState> {
    let library = &shared.library;
    let (file_name, file) = library.file_of(id).map_err(failed)?;
    let program = document::find_tesseract().ok_or(JobState::Refused {
        reason: Fault::NoTesseract,
    })?;
    let own = task.password.as_deref();
    let (read, _) = shared.passwords.read(own, &mut |password| {
        let options = ReadOptions {
            password,
            stop: task.stop.clone(),
            recognition: Recognition {
                pages: RecognizePages::WithoutText,
                program: Some(program.clone()),
                kept: Some(library.recognized(id)),
            },
            ..ReadOptions::default()
        };
        document::read(&library.file_path(&file), &options, &mut |read| {
            report(shared, task, read);
        })
    });
    let document = read.map_err(|error| ended(error, task.password.is_some()))?;
    let recognized = |verdict: &PageVerdict| *verdict == PageVerdict::Recognized;
    if document.id != *id || !document.pages.iter().any(|page| recognized(&page.verdict)) {
        return Err(JobState::Refused {
            reason: Fault::NotRecognized {
                pages: document.pages.len() as u32,
            },
        });
    }
    shared.board().advance(task.id, Stage::Saving, SAVING);
    library
        .put_again(&document, &file_name, &file)
        .map_err(failed)?;
    find_year(library, &document).map_err(failed)?;
    Ok(document)
}

fn report(shared: &Shared, task: &Task, read: ReadProgress) {
    let share = read.pages_done as f32 / read.pages.max(1) as f32;
    let (stage, done) = match read.step {
        ReadStep::Reading => (Stage::ReadingPages, share * RECOGNIZING),
        ReadStep::Recognizing => {
            let part = share * (SAVING - RECOGNIZING);
            (Stage::Recognizing, RECOGNIZING + part)
        }
    };
    let of_stage = (read.step == ReadStep::Recognizing).then_some(share);
    let mut board = shared.board();
    board.progress(
        task.id,
        Progress {
            stage,
            done,
            of_stage,
            transfer: None,
        },
    );
    if read.step == ReadStep::Recognizing && read.pages_done > 0 {
        board.keep(&shared.library, task.id);
    }
}

fn ended(error: ReadError, password_tried: bool) -> JobState {
    match error {
        ReadError::Cancelled => JobState::Cancelled,
        ReadError::PasswordNeeded | ReadError::PasswordWrong => JobState::NeedsPassword {
            wrong: password_tried,
        },
        error @ (ReadError::Scanned { .. }
        | ReadError::NotRecognized { .. }
        | ReadError::NoText
        | ReadError::UnreadableFonts) => JobState::Refused {
            reason: error.into(),
        },
        error => JobState::Failed {
            reason: error.into(),
        },
    }
}

fn failed(error: LibraryError) -> JobState {
    JobState::Failed {
        reason: error.into(),
    }
}
