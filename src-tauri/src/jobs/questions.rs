//! The history of questions: what was asked in the window, with each answer as it was given.

use std::collections::HashSet;

use super::types::AppEvent;
use super::{Jobs, Shared};
use crate::assistant::answer::{AnswerView, kept};
use crate::document::DocumentId;
use crate::fault::Fault;
use crate::library::{LibraryError, PastQuestions, QuestionId};

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
    /// Keeps a question to one document. An answer that cannot be kept is still an answer.
    pub(super) fn keep_question(&self, document: &DocumentId, answer: &AnswerView) {
        match self.kept_question(document, answer) {
            Ok(()) => self.board().send(AppEvent::Questions),
            Err(error) => tracing::warn!(%error, "a question could not be kept"),
        }
    }

    fn kept_question(
        &self,
        document: &DocumentId,
        answer: &AnswerView,
    ) -> Result<(), LibraryError> {
        let card = self.library.card(document)?.ok_or(LibraryError::NotFound)?;
        let asked = vec![(card.id, card.title)];
        self.library
            .keep_question(&kept::kept(answer, Some(asked))?)?;
        Ok(())
    }
}
