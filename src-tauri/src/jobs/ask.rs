//! Questions to documents of the library. A question is not a job: a person waits for it, a new question replaces
//! the old one, and its history keeps what was answered.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use super::answering::Put;
use super::types::{AppEvent, GivenAnswer, QuestionScope};
use super::{Jobs, Shared, lock};
use crate::assistant::answer::AnswerView;
use crate::assistant::answer::{self, AskError, Budget};
use crate::document::{DocumentId, Format};
use crate::fault::Fault;
use crate::library::LibraryError;
use crate::search::Scope;
use crate::stage::Stage;

/// Most answers of one document, or most passages if there is no reader, as on the command line.
const TOP: usize = 3;
/// Most answers of several documents, so that more than one of them is quoted.
const TOP_OF_SEVERAL: usize = 6;
/// The share of the work that finding passages takes.
const CHOOSING: f32 = 0.5;
/// Who waits for an answer looks this often whether the question was stopped.
const LOOK_UP: Duration = Duration::from_millis(50);
/// Shortest interval between two reports of progress.
const TELL_EVERY: Duration = Duration::from_millis(80);

/// A question in progress.
#[derive(Clone, Copy)]
struct Asked<'a> {
    scope: &'a QuestionScope,
    question: &'a str,
    stop: &'a Arc<AtomicBool>,
    /// Holds a first answer as soon as the window has it.
    first: &'a Mutex<Option<AnswerView>>,
}

impl Jobs {
    /// Asks documents of the library and waits for the answer; listeners receive the progress. A question that is still
    /// running is stopped, because the person has asked another.
    ///
    /// # Errors
    /// [`AskError`]; its code is `cancelled` if the question was stopped. "Not found" is a result.
    pub fn ask(&self, scope: &QuestionScope, question: &str) -> Result<GivenAnswer, Fault> {
        let shared = &self.shared;
        let stop = shared.asking.next();
        // a question that comes after the program began to close is not stopped by it
        if shared.board().closing() {
            return Err(AskError::Cancelled.into());
        }
        // refuse a question that cannot be asked before reading anything again
        let question = answer::checked(question)?;
        shared.refuse_sequences(scope)?;
        let first = Arc::default();
        match shared.ask_apart(scope, question, &stop, &first) {
            Ok(answer) => {
                // what was asked before does not contain this question yet
                let follow_ups = shared.follow_ups(scope, &answer);
                let id = shared.keep_question(scope, &answer);
                Ok(GivenAnswer {
                    id,
                    answer,
                    follow_ups,
                })
            }
            Err(fault) => {
                // a first answer that no better one replaced is what was given
                if let Some(answer) = lock(&first).as_ref() {
                    shared.keep_question(scope, answer);
                }
                Err(fault)
            }
        }
    }

    /// Stops the running question, which ends within a second.
    pub fn stop_asking(&self) {
        self.shared.asking.stop();
    }
}

impl Shared {
    /// Refuses a question to nothing but sequences, which have no text. Among other documents it passes over them, since nothing
    /// is found in them.
    fn refuse_sequences(&self, scope: &QuestionScope) -> Result<(), Fault> {
        let QuestionScope::Documents { ids } = scope else {
            return Ok(());
        };
        let cards = self.library.cards_of(ids)?;
        let mut formats = cards.iter().map(|card| card.format);
        if !cards.is_empty() && formats.all(|format| format == Format::Fasta) {
            return Err(AskError::NoText.into());
        }
        Ok(())
    }

    /// Asks on a thread of its own and waits for it no longer than until the question is stopped: opening a model or
    /// reading a document from the disk looks at no flag, and a busy machine makes it slow.
    fn ask_apart(
        self: &Arc<Self>,
        scope: &QuestionScope,
        question: &str,
        stop: &Arc<AtomicBool>,
        first: &Arc<Mutex<Option<AnswerView>>>,
    ) -> Result<AnswerView, Fault> {
        let (sender, answered) = channel();
        let (shared, scope, question) = (self.clone(), scope.clone(), question.to_owned());
        let (stopped, early) = (stop.clone(), first.clone());
        std::thread::spawn(move || {
            let _first = shared.courtesy.first();
            let _held = shared.rest.hold();
            let ready = shared.make_ready(&scope, &stopped).map_err(AskError::from);
            let answer = ready.map_err(Fault::from).and_then(|()| {
                shared.ask(Asked {
                    scope: &scope,
                    question: &question,
                    stop: &stopped,
                    first: &early,
                })
            });
            // nobody waits for a question that was stopped
            let _ = sender.send(answer);
        });
        loop {
            match answered.recv_timeout(LOOK_UP) {
                Ok(answer) => return answer,
                Err(RecvTimeoutError::Timeout) if stop.load(Ordering::Relaxed) => {
                    return Err(AskError::Cancelled.into());
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return Err(Fault::Defect),
            }
        }
    }

    /// Has what a question is put to read by this version, and indexed. Of the whole library, only what the answer
    /// comes from is read again, and while it is looked for.
    fn make_ready(
        &self,
        scope: &QuestionScope,
        stop: &Arc<AtomicBool>,
    ) -> Result<(), LibraryError> {
        match scope {
            QuestionScope::Documents { ids } => {
                for id in ids {
                    self.read_anew(id, stop)?;
                    self.library.index_document(id)?;
                }
                Ok(())
            }
            QuestionScope::Library => self.library.index_missing(stop, &mut |_| ()),
        }
    }

    /// Asks with the chosen models. If one of them cannot be used, the window receives why, and the starter model
    /// takes its place.
    fn ask(&self, asked: Asked<'_>) -> Result<AnswerView, Fault> {
        let Asked {
            scope,
            question,
            stop,
            first,
        } = asked;
        let early = |answer: AnswerView| {
            if !stop.load(Ordering::Relaxed) {
                *lock(first) = Some(answer.clone());
                self.board().send(AppEvent::FirstAnswer {
                    scope: scope.clone(),
                    answer: Box::new(answer),
                });
            }
        };
        let renew = |id: &DocumentId| self.read_anew(id, stop);
        let one = matches!(scope, QuestionScope::Documents { ids } if ids.len() == 1);
        let put = Put {
            question,
            scope: &Scope::from(scope),
            top: if one { TOP } else { TOP_OF_SEVERAL },
            budget: Budget::patient(),
            // named documents are read anew already
            renew: (*scope == QuestionScope::Library).then_some(&renew as &answer::Renew<'_>),
            early: Some(&early),
            unusable: &|role, reason| self.report_unusable(role, reason),
            stop,
        };
        let mut told: Option<(Stage, Instant)> = None;
        self.answered(&put, &mut |stage, done| {
            let now = Instant::now();
            let due = told
                .is_none_or(|(before, at)| before != stage || now.duration_since(at) >= TELL_EVERY);
            if due && !stop.load(Ordering::Relaxed) {
                told = Some((stage, now));
                self.board().send(AppEvent::Asking {
                    scope: scope.clone(),
                    stage,
                    done: match stage {
                        Stage::Choosing => done * CHOOSING,
                        _ => CHOOSING + done * (1.0 - CHOOSING),
                    },
                });
            }
        })
    }
}
