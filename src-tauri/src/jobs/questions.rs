//! The history of questions: what was asked in the window, with each answer as it was given.

use std::collections::HashSet;
use std::sync::Arc;

use super::types::{AppEvent, QuestionScope};
use super::{Jobs, Shared};
use crate::assistant::answer::{AnswerStatus, AnswerView, FollowUp, follow_ups, kept};
use crate::document::{Document, DocumentId, Format};
use crate::fault::Fault;
use crate::library::{AskedScope, LibraryError, PastQuestion, PastQuestions, QuestionId};

/// Most quoted documents in which follow-up questions are looked for.
const DOCUMENTS_LOOKED_AT: usize = 3;

impl Jobs {
    /// The questions of one document, or all questions, the newest first; with words, only those that contain each of
    /// them; with `before`, only those that are older.
    ///
    /// # Errors
    /// Errors of the library.
    pub fn questions(
        &self,
        of: Option<&DocumentId>,
        words: &str,
        before: Option<QuestionId>,
    ) -> Result<PastQuestions, Fault> {
        Ok(self.shared.library.questions(of, words, before)?)
    }

    /// The answer to a question of the history, as it was given. Its quotations name the sentences that have their
    /// words now, if their document was read again since.
    ///
    /// # Errors
    /// [`Fault::NotKept`] if the question was deleted; errors of the library.
    pub fn past_answer(&self, id: QuestionId) -> Result<AnswerView, Fault> {
        let library = &self.shared.library;
        let (question, text) = library.question(id)?;
        let mut view = kept::opened(&text)?;
        let here = question.documents.into_iter().filter(|of| of.here);
        let here: HashSet<DocumentId> = here.map(|of| of.id).collect();
        for document in here {
            match library.shared_document(&document) {
                Ok(document) => kept::settle(&mut view, &document),
                // the answer is worth showing without the document
                Err(error @ (LibraryError::Content(_) | LibraryError::NotFound)) => {
                    tracing::warn!(id = %document.0, %error, "a quoted document could not be opened");
                }
                Err(error) => return Err(error.into()),
            }
        }
        Ok(view)
    }

    /// Deletes a question of the history; [`Jobs::restore_questions`] brings it back for some time. One that was deleted already is not an error.
    ///
    /// # Errors
    /// Errors of the library.
    pub fn delete_question(&self, id: QuestionId) -> Result<(), Fault> {
        self.shared.library.delete_question(id)?;
        self.shared.board().send(AppEvent::Questions);
        Ok(())
    }

    /// Deletes all questions of one document, or of the library, and returns them.
    ///
    /// # Errors
    /// Errors of the library.
    pub fn delete_questions(&self, of: Option<&DocumentId>) -> Result<Vec<QuestionId>, Fault> {
        let deleted = self.shared.library.delete_questions(of)?;
        self.shared.board().send(AppEvent::Questions);
        Ok(deleted)
    }

    /// Brings deleted questions back.
    ///
    /// # Errors
    /// Errors of the library.
    pub fn restore_questions(&self, ids: &[QuestionId]) -> Result<(), Fault> {
        self.shared.library.restore_questions(ids)?;
        self.shared.board().send(AppEvent::Questions);
        Ok(())
    }
}

impl Shared {
    /// Keeps a question, and returns its identity. An answer that cannot be kept is still an answer.
    pub(super) fn keep_question(
        &self,
        scope: &QuestionScope,
        answer: &AnswerView,
    ) -> Option<QuestionId> {
        match self.kept_question(scope, answer) {
            Ok(id) => {
                self.board().send(AppEvent::Questions);
                Some(id)
            }
            Err(error) => {
                tracing::warn!(%error, "a question could not be kept");
                None
            }
        }
    }

    fn kept_question(
        &self,
        scope: &QuestionScope,
        answer: &AnswerView,
    ) -> Result<QuestionId, LibraryError> {
        let asked = match scope {
            QuestionScope::Documents { ids } => {
                let mut asked = Vec::new();
                for id in ids {
                    asked.extend(self.library.card(id)?.map(|card| (card.id, card.title)));
                }
                Some(asked)
            }
            QuestionScope::Library => None,
        };
        self.library.keep_question(&kept::kept(answer, asked)?)
    }

    /// What can be asked after an answer. Without the documents there is nothing to suggest, and the answer stands.
    pub(super) fn follow_ups(&self, scope: &QuestionScope, answer: &AnswerView) -> Vec<FollowUp> {
        self.suggested(scope, answer).unwrap_or_else(|error| {
            tracing::warn!(%error, "no question could be suggested");
            Vec::new()
        })
    }

    fn suggested(
        &self,
        scope: &QuestionScope,
        answer: &AnswerView,
    ) -> Result<Vec<FollowUp>, LibraryError> {
        let mut quoted = kept::quoted(answer);
        quoted.truncate(DOCUMENTS_LOOKED_AT);
        let only = match scope {
            QuestionScope::Documents { ids } if ids.len() == 1 => ids.first(),
            _ => None,
        };
        // greetings quote nothing, and a person who begins with one may want to know what can be asked
        let routed = matches!(answer.status, AnswerStatus::Routed(_));
        let ids = match (quoted.is_empty() && routed, only) {
            (true, Some(only)) => vec![only.clone()],
            _ => quoted.into_iter().map(|(id, _)| id).collect(),
        };
        let mut documents: Vec<Arc<Document>> = Vec::new();
        for id in &ids {
            documents.push(self.library.shared_document(id)?);
        }
        let elsewhere = match scope {
            QuestionScope::Library => false,
            QuestionScope::Documents { ids } => self
                .library
                .cards()?
                .iter()
                .any(|card| card.format != Format::Fasta && !ids.contains(&card.id)),
        };
        let past = self.library.questions(None, "", None)?.questions;
        let concerns = |past: &&PastQuestion| past.documents.iter().any(|of| ids.contains(&of.id));
        let before = past
            .iter()
            .filter(concerns)
            .map(|past| past.question.as_str());
        let before: Vec<&str> = before.chain([answer.question.as_str()]).collect();
        let asked_everywhere = past
            .iter()
            .any(|past| past.scope == AskedScope::Library && past.question == answer.question);
        Ok(follow_ups(
            answer,
            &documents,
            &before,
            elsewhere && !asked_everywhere,
        ))
    }
}
