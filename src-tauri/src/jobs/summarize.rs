//! Summarizes a document of the library and keeps the summary.

use std::path::Path;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use super::entry::Task;
use super::types::{AppEvent, JobId, JobState};
use super::{Shared, lock};
use crate::assistant::summary::{self, SummaryError, kept, key_sentences};
use crate::assistant::summary::{Notebook, Request};
use crate::assistant::summary::{SummaryOptions, SummarySentence, SummaryView};
use crate::document::DocumentId;
use crate::library::LibraryError;
use crate::stage::Stage;
use crate::weights::store::ModelRole;
use crate::weights::{ModelError, ModelFolder};

/// Shortest interval between two updates of the words that the model is writing.
const SHOW_EVERY: Duration = Duration::from_millis(80);

/// How often a summary whose model is being moved looks where it is.
const LOOK_UP: Duration = Duration::from_millis(100);

/// Writes the summary of one document, unless the library has it. A `quoted` one consists of key sentences, whatever model
/// is chosen.
pub(super) fn run(
    shared: &Shared,
    task: &Task,
    id: &DocumentId,
    options: &SummaryOptions,
    quoted: bool,
) -> JobState {
    match make(shared, task, id, options, quoted) {
        Ok(summary) => {
            // from here on the window shows the kept summary
            *lock(&shared.draft) = None;
            let board = shared.board();
            board.send(AppEvent::Summary { summary });
            // the document's card now shows that it has a summary
            board.send(AppEvent::Library);
            JobState::Done
        }
        Err(state) => state,
    }
}

fn make(
    shared: &Shared,
    task: &Task,
    id: &DocumentId,
    options: &SummaryOptions,
    quoted: bool,
) -> Result<SummaryView, JobState> {
    shared.renew(id, &task.stop).map_err(|error| match error {
        LibraryError::Cancelled => JobState::Cancelled,
        error => failed(error).state(),
    })?;
    let chosen = if quoted { Ok(None) } else { shared.model() };
    let model = match chosen {
        Ok(model) => model,
        Err(error) if error.is_about_the_folder() => without_model(shared, error),
        Err(error) => {
            let reason = error.into();
            return Err(JobState::Failed { reason });
        }
    };
    let tried = model.as_ref().map(|model| model.path.clone());
    match summarized(shared, task, id, options, model) {
        // the headers were in order, and the weights are not, or not there any more
        Err(Ended::Model(error)) if error.is_about_the_folder() => {
            let moved = tried.and_then(|tried| moved(shared, task, &tried));
            let model = moved.or_else(|| without_model(shared, error));
            summarized(shared, task, id, options, model)
        }
        ended => ended,
    }
    .map_err(Ended::state)
}

/// The chosen model, if it moved to another folder while a summary was written: its fast copy may have taken the place
/// of the original.
fn moved(shared: &Shared, task: &Task, from: &Path) -> Option<ModelFolder> {
    let waits = || {
        let model = shared.store.model_of(from);
        !task.stop.load(Ordering::Relaxed)
            && model.is_some_and(|model| shared.board().is_at_work_on(&model))
    };
    loop {
        match shared.model() {
            Ok(Some(folder)) if folder.path != from => return Some(folder),
            // the work on the model has not yet written down where it is now
            _ if waits() => std::thread::sleep(LOOK_UP),
            _ => return None,
        }
    }
}

/// How a summary ended without a result.
enum Ended {
    Model(ModelError),
    Otherwise(JobState),
}

impl Ended {
    fn state(self) -> JobState {
        match self {
            Self::Model(error) => JobState::Failed {
                reason: error.into(),
            },
            Self::Otherwise(state) => state,
        }
    }
}

/// Reports that the chosen model cannot be used; the summary then consists of key sentences.
fn without_model(shared: &Shared, error: ModelError) -> Option<ModelFolder> {
    shared.report_unusable(ModelRole::Writes, error.into());
    None
}

fn summarized(
    shared: &Shared,
    task: &Task,
    id: &DocumentId,
    options: &SummaryOptions,
    model: Option<ModelFolder>,
) -> Result<SummaryView, Ended> {
    let library = &shared.library;
    let recipe = match &model {
        Some(model) => summary::recipe(model, options),
        None => key_sentences::recipe(options),
    };
    let summary = match library.summary_by(id, &recipe).map_err(failed)? {
        Some(found) => kept::opened(library, id, &recipe, found).map_err(failed)?,
        None => match &model {
            Some(model) => written(shared, task, id, options, model, &recipe)?,
            None => chosen(shared, task, id, options)?,
        },
    };
    shared.board().advance(task.id, Stage::Saving, 1.0);
    // a kept summary is kept again, which makes it the one that is shown
    shared.keep_summary(id, &recipe, &summary).map_err(failed)
}

fn chosen(
    shared: &Shared,
    task: &Task,
    id: &DocumentId,
    options: &SummaryOptions,
) -> Result<SummaryView, Ended> {
    let document = shared.library.document(id).map_err(failed)?;
    key_sentences::summarize(&document, options, &task.stop, &mut |done| {
        shared.board().advance(task.id, Stage::Choosing, done);
    })
    .map_err(ended)
}

fn written(
    shared: &Shared,
    task: &Task,
    id: &DocumentId,
    options: &SummaryOptions,
    model: &ModelFolder,
    recipe: &str,
) -> Result<SummaryView, Ended> {
    let document = shared.library.document(id).map_err(failed)?;
    let request = Request {
        document: &document,
        options,
        model,
        writer: &shared.writer,
        threads: lock(&shared.settings).threads.map(|n| n as usize),
        stop: &task.stop,
    };
    let _writing = shared.writing.with(&model.path);
    let mut pages = Pages {
        shared,
        job: task.id,
        document: id,
        recipe,
        shown: None,
    };
    summary::summarize(&request, &mut pages).map_err(ended)
}

/// A notebook that keeps finished windows in the library and shows words in the window.
struct Pages<'a> {
    shared: &'a Shared,
    job: JobId,
    document: &'a DocumentId,
    recipe: &'a str,
    shown: Option<Instant>,
}

impl Notebook for Pages<'_> {
    fn progress(&mut self, stage: Stage, done: f32) {
        self.shared.board().advance(self.job, stage, done);
    }

    fn shown(&mut self, summary: &SummaryView) {
        let now = Instant::now();
        let due = self
            .shown
            .is_none_or(|shown| now.duration_since(shown) >= SHOW_EVERY);
        *lock(&self.shared.draft) = Some(summary.clone());
        if due {
            self.shown = Some(now);
            self.shared.board().send(AppEvent::Summary {
                summary: summary.clone(),
            });
        }
    }

    fn recall(&mut self, part: &str) -> Option<Vec<SummarySentence>> {
        let kept = self
            .shared
            .library
            .part(self.document, self.recipe, part)
            .ok()??;
        Some(kept::opened_sentences(kept))
    }

    fn keep(&mut self, part: &str, sentences: &[SummarySentence]) {
        let library = &self.shared.library;
        let sentences = kept::kept_sentences(sentences);
        match library.put_part(self.document, self.recipe, part, &sentences) {
            Ok(()) => self.shared.board().keep(library, self.job),
            // the summary goes on; only a kill would lose this part
            Err(error) => tracing::warn!(%error, "a finished part could not be kept"),
        }
    }
}

fn failed(error: LibraryError) -> Ended {
    Ended::Otherwise(JobState::Failed {
        reason: error.into(),
    })
}

fn ended(error: SummaryError) -> Ended {
    Ended::Otherwise(match error {
        SummaryError::Model(error) => return Ended::Model(error),
        SummaryError::Cancelled => JobState::Cancelled,
        SummaryError::Scanned { .. }
        | SummaryError::NoText
        | SummaryError::NoSection { .. }
        | SummaryError::NoPages
        | SummaryError::PagesNotThere { .. }
        | SummaryError::NothingThere(_) => JobState::Refused {
            reason: error.into(),
        },
    })
}
