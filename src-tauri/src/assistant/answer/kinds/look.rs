//! What a kind of question needs looked up, and how it ends.

use super::super::conclude::Conclusion;
use super::super::error::AskError;
use super::super::types::{AnswerRemark, QuestionKind};

/// A question to look up in the ordinary way.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Look<'a> {
    /// What the reader is asked.
    pub(crate) question: &'a str,
    /// What passages are searched with: the question, or more words around it.
    pub(crate) search: &'a str,
    /// Most answers.
    pub(crate) top: usize,
    /// Whether it asks for a complete list, so that the reader is skipped.
    pub(crate) list: bool,
    /// Whether a first answer may be shown as the reader finds it, before all is read.
    pub(crate) early: bool,
    /// The position of this question among the parts of the one that was asked.
    pub(crate) part: usize,
    /// Number of parts.
    pub(crate) parts: usize,
}

impl<'a> Look<'a> {
    /// A question that is asked alone.
    pub(crate) fn alone(question: &'a str, search: &'a str, top: usize) -> Self {
        Self {
            question,
            search,
            top,
            list: false,
            early: true,
            part: 0,
            parts: 1,
        }
    }

    /// The share of all parts that is done, if this share of the part is, 0 to 1.
    pub(crate) fn done(&self, share: f32) -> f32 {
        (self.part as f32 + share) / self.parts.max(1) as f32
    }
}

/// Looks a question up.
pub(crate) type Looking<'a> = dyn FnMut(Look<'_>) -> Result<Conclusion, AskError> + 'a;

/// How a question of any kind ended.
pub(crate) struct Answered {
    pub(crate) asks_for: QuestionKind,
    pub(crate) conclusion: Conclusion,
    pub(crate) remarks: Vec<AnswerRemark>,
}

impl Answered {
    /// The end of a question, without remarks.
    pub(crate) fn of(asks_for: QuestionKind, conclusion: Conclusion) -> Self {
        Self {
            asks_for,
            conclusion,
            remarks: Vec::new(),
        }
    }
}
