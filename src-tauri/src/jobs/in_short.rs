//! Has a model write an answer of the history in short, when a person asks for it: writing takes much longer than
//! answering.

use std::time::{Duration, Instant};

use super::types::AppEvent;
use super::{Jobs, lock};
use crate::assistant::answer::{self, AnswerView, AskError, Budget, Request, WithWriter, kept};
use crate::fault::Fault;
use crate::library::{QuestionId, Shelf};
use crate::search::Scope;

/// Shortest interval between two reports of progress.
const TELL_EVERY: Duration = Duration::from_millis(200);

impl Jobs {
    /// Has the chosen model write the gist of an answer, keeps it with the answer, and returns the answer. Without such
    /// a model, or if the answer quotes nothing, it stays as it is. A question or [`Jobs::stop_asking`] stops it.
    ///
    /// # Errors
    /// [`Fault::NotKept`] if the question was deleted; its code is `cancelled` if it was stopped; errors of the model
    /// and of the library.
    pub fn in_short(&self, id: QuestionId) -> Result<AnswerView, Fault> {
        let shared = &self.shared;
        let mut view = self.past_answer(id)?;
        let Some(model) = shared.model()? else {
            return Ok(view);
        };
        let stop = shared.asking.next();
        if shared.board().closing() {
            return Err(AskError::Cancelled.into());
        }
        let _first = shared.courtesy.first();
        let _held = shared.rest.hold();
        let _writing = shared.writing.with(&model.path);
        let quoted = kept::quoted(&view).into_iter().map(|(id, _)| id).collect();
        let threads = lock(&shared.settings).threads.map(|n| n as usize);
        let request = Request {
            shelf: Shelf::Library(&shared.library),
            scope: &Scope::Documents(quoted),
            question: &view.question,
            reader: None,
            embedder: None,
            gist: Some(WithWriter {
                folder: &model,
                writer: &shared.writer,
            }),
            renew: None,
            top: view.answers.len().max(1),
            budget: Budget::patient(),
            early: None,
            threads,
            stop: &stop,
        };
        let mut told: Option<Instant> = None;
        let gist = answer::in_short(&request, &view, &mut |stage, done| {
            if told.is_none_or(|at| at.elapsed() >= TELL_EVERY) {
                told = Some(Instant::now());
                shared.board().send(AppEvent::InShort {
                    question: id,
                    stage,
                    done,
                });
            }
        })?;
        if gist.is_some() {
            view.gist = gist;
            shared.library.change_answer(id, &kept::written(&view)?)?;
        }
        Ok(view)
    }
}
