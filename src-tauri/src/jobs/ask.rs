//! Questions to a document of the library. A question is not a job: a person waits for it, a new question replaces
//! the old one, and its history keeps what was answered.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use super::asking::{Folders, Unusable};
use super::types::AppEvent;
use super::{Jobs, Shared, lock};
use crate::assistant::answer::AnswerView;
use crate::assistant::answer::{self, AskError, Budget, Request, WithReader};
use crate::document::DocumentId;
use crate::fault::Fault;
use crate::library::Shelf;
use crate::search::{Scope, WithEmbedder};
use crate::settings::Settings;
use crate::stage::Stage;
use crate::weights::store::ModelRole;

/// Most answers, or most passages if there is no reader, as on the command line.
const TOP: usize = 3;
/// The share of the work that finding passages takes.
const CHOOSING: f32 = 0.5;
/// Shortest interval between two reports of progress.
const TELL_EVERY: Duration = Duration::from_millis(80);

impl Jobs {
    /// Asks one document of the library and waits for the answer; listeners receive the progress. A question that
    /// is still running is stopped, because the person has asked another.
    ///
    /// # Errors
    /// [`AskError`]; its code is `cancelled` if the question was stopped. "Not found" is a result.
    pub fn ask(&self, id: &DocumentId, question: &str) -> Result<AnswerView, Fault> {
        let shared = &self.shared;
        let stop = shared.asking.next();
        // a question that comes after the program began to close is not stopped by it
        if shared.board().closing() {
            return Err(AskError::Cancelled.into());
        }
        // refuse a question that cannot be asked before reading anything again
        let question = answer::checked(question)?;
        let _held = shared.rest.hold();
        self.renewed(id, &stop).map_err(AskError::from)?;
        shared.library.index_document(id).map_err(AskError::from)?;
        let first = Mutex::new(None);
        let asked = shared.ask(id, question, &stop, &first);
        // a first answer that no better one replaced is what was given
        match (&asked, lock(&first).as_ref()) {
            (Ok(answer), _) | (Err(_), Some(answer)) => shared.keep_question(id, answer),
            (Err(_), None) => {}
        }
        asked
    }

    /// Stops the running question, which ends within a second.
    pub fn stop_asking(&self) {
        self.shared.asking.stop();
    }
}

impl Shared {
    /// The models for a question, and the chosen ones that cannot be used.
    fn folders(&self) -> Result<(Folders, Vec<Unusable>), Fault> {
        let Settings { reader, finder, .. } = lock(&self.settings).clone();
        self.asking.folders(reader.as_deref(), finder.as_deref())
    }

    /// Asks with the chosen models. If one of them cannot be used, the window receives why, and the starter model
    /// takes its place. `first` holds a first answer as soon as the window has it.
    fn ask(
        &self,
        id: &DocumentId,
        question: &str,
        stop: &Arc<AtomicBool>,
        first: &Mutex<Option<AnswerView>>,
    ) -> Result<AnswerView, Fault> {
        let (folders, unusable) = self.folders()?;
        for (role, error) in unusable {
            self.report_unusable(role, error.into());
        }
        match self.ask_with(&folders, id, question, stop, first) {
            // the headers were in order, and the weights are not
            Err(AskError::Model(error)) if folders.are_chosen && error.is_about_the_folder() => {
                self.report_unusable(ModelRole::Reads, error.into());
            }
            Err(AskError::Finder(error)) if folders.are_chosen && error.is_about_the_folder() => {
                self.report_unusable(ModelRole::Finds, error.into());
            }
            answer => return Ok(answer?),
        }
        let (starter, _) = self.asking.folders(None, None)?;
        Ok(self.ask_with(&starter, id, question, stop, first)?)
    }

    fn ask_with(
        &self,
        folders: &Folders,
        id: &DocumentId,
        question: &str,
        stop: &Arc<AtomicBool>,
        first: &Mutex<Option<AnswerView>>,
    ) -> Result<AnswerView, AskError> {
        let threads = lock(&self.settings).threads.map(|n| n as usize);
        let early = |answer: AnswerView| {
            if !stop.load(Ordering::Relaxed) {
                *lock(first) = Some(answer.clone());
                self.board().send(AppEvent::FirstAnswer {
                    document: id.clone(),
                    answer: Box::new(answer),
                });
            }
        };
        let request = Request {
            shelf: Shelf::Library(&self.library),
            scope: &Scope::Documents(vec![id.clone()]),
            question,
            reader: folders.reader.as_ref().map(|folder| WithReader {
                folder,
                reader: &self.asking.reader,
            }),
            embedder: folders.embedder.as_ref().map(|folder| WithEmbedder {
                folder,
                embedder: &self.asking.embedder,
                threads,
            }),
            gist: None,
            renew: None,
            top: TOP,
            budget: Budget::patient(),
            early: Some(&early),
            threads,
            stop,
        };
        let mut told: Option<(Stage, Instant)> = None;
        let answer = answer::answer(&request, &mut |stage, done| {
            let now = Instant::now();
            let due = told
                .is_none_or(|(before, at)| before != stage || now.duration_since(at) >= TELL_EVERY);
            if due && !stop.load(Ordering::Relaxed) {
                told = Some((stage, now));
                self.board().send(AppEvent::Asking {
                    document: id.clone(),
                    stage,
                    done: match stage {
                        Stage::Choosing => done * CHOOSING,
                        _ => CHOOSING + done * (1.0 - CHOOSING),
                    },
                });
            }
        });
        // nobody wants the answer to a question that was stopped
        if stop.load(Ordering::Relaxed) {
            return Err(AskError::Cancelled);
        }
        // the window does not ask for a gist here
        Ok(answer?.view)
    }
}
