//! A document of the library becomes a summary that is kept.

use super::Shared;
use super::board::Task;
use crate::assistant::{SummaryError, key_sentences};
use crate::document::DocumentId;
use crate::library::LibraryError;
use crate::views::{AppEvent, JobState, Stage, SummaryOptions, SummaryView};

/// Writes the summary of one document, unless it was written before.
pub(super) fn run(
    shared: &Shared,
    task: &Task,
    id: &DocumentId,
    options: &SummaryOptions,
) -> JobState {
    match summarize(shared, task, id, options) {
        Ok(summary) => {
            let board = shared.board();
            board.send(AppEvent::Summary { summary });
            // its card says now that there is one
            board.send(AppEvent::Library);
            JobState::Done
        }
        Err(state) => state,
    }
}

fn summarize(
    shared: &Shared,
    task: &Task,
    id: &DocumentId,
    options: &SummaryOptions,
) -> Result<SummaryView, JobState> {
    let library = &shared.library;
    let recipe = key_sentences::recipe(options);
    let summary = match library.summary_by(id, &recipe).map_err(failed)? {
        Some(kept) => kept,
        None => {
            let document = library.document(id).map_err(failed)?;
            shared.board().advance(task.id, Stage::Choosing, 0.0);
            key_sentences::summarize(&document, options, &task.stop, &mut |done| {
                shared.board().advance(task.id, Stage::Choosing, done);
            })
            .map_err(ended)?
        }
    };
    shared.board().advance(task.id, Stage::Saving, 1.0);
    // a kept one is put again: it is now the one that was asked for last
    library.put_summary(&recipe, &summary).map_err(failed)?;
    Ok(summary)
}

fn failed(error: LibraryError) -> JobState {
    JobState::Failed {
        reason: error.into(),
    }
}

fn ended(error: SummaryError) -> JobState {
    match error {
        SummaryError::Cancelled => JobState::Cancelled,
        SummaryError::Scanned | SummaryError::NoText => JobState::Refused {
            reason: error.into(),
        },
    }
}
