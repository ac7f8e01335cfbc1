//! Everything that an export is made from, as the library keeps it.

use super::format::ExportOptions;
use crate::assistant::answer::{AnswerView, FrontMatter, kept as kept_answer};
use crate::assistant::summary::{SummaryView, kept as kept_summary};
use crate::document::{Document, DocumentId};
use crate::library::{Annotation, Library, LibraryError, PastQuestion, QuestionId};

/// A question of the history with its answer.
pub(super) type Past = (PastQuestion, AnswerView);

/// What the library keeps of a document, as far as it is wanted.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    /// The document's title, or its file's name if it has no title.
    pub(super) title: String,
    /// What identifies it, with the person's own words.
    pub(super) front: FrontMatter,
    pub(super) summary: Option<SummaryView>,
    /// The oldest first.
    pub(super) questions: Vec<Past>,
    pub(super) annotations: Vec<Annotation>,
}

impl Gathered {
    pub(super) fn of(
        library: &Library,
        document: &Document,
        front: FrontMatter,
        options: ExportOptions,
    ) -> Result<Self, LibraryError> {
        let id = &document.id;
        let card = library.card(id)?.ok_or(LibraryError::NotFound)?;
        let mut gathered = Self {
            title: card.title,
            front,
            ..Self::default()
        };
        if options.summary
            && let Some(shown) = library.shown_version(id)?
        {
            gathered.summary = Some(kept_summary::opened_version(library, id, shown)?);
        }
        if options.answers {
            gathered.questions = questions(library, Some(id))?;
        }
        if options.notes {
            gathered.annotations = library.annotations(id)?;
        }
        Ok(gathered)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.summary.is_none() && self.questions.is_empty() && self.annotations.is_empty()
    }
}

/// The questions that name a document, or all of them, the oldest first.
pub(super) fn questions(
    library: &Library,
    of: Option<&DocumentId>,
) -> Result<Vec<Past>, LibraryError> {
    let mut questions = Vec::new();
    let mut before = None;
    loop {
        let past = library.questions(of, "", before)?;
        before = past.questions.last().map(|question| question.id);
        for question in past.questions {
            questions.push(self::question(library, question.id)?);
        }
        if !past.more {
            break;
        }
    }
    questions.reverse();
    Ok(questions)
}

/// One question.
pub(super) fn question(library: &Library, id: QuestionId) -> Result<Past, LibraryError> {
    let (question, answer) = library.question(id)?;
    Ok((question, kept_answer::opened(&answer)?))
}
