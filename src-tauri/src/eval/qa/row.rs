//! The result of one question, with the spans that it might be answered with.

use serde::Serialize;

use crate::assistant::answer::Features;
use crate::assistant::answer::profile::Logits;

/// Lowest F1 of an answer that counts as right.
pub(super) const RIGHT: f64 = 0.5;

/// The result of one question.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// The question's name in the data set.
    pub id: String,
    /// The part of the data set that it is from.
    pub source: String,
    /// What the question belongs to: its document or article.
    pub document: String,
    /// Whether the text has an answer.
    pub answerable: bool,
    /// Whether the question was asked of another document.
    pub stranger: bool,
    /// Rank of the first passage with an answer, from 1; `None` if the first 20 have none.
    pub rank: Option<usize>,
    /// The best span, whatever its score.
    pub prediction: String,
    /// The span's score minus the score of "no answer".
    pub score: Option<f32>,
    /// The probability that the application shows for it.
    pub probability: Option<f32>,
    /// The best spans with what speaks for them, the best first.
    pub candidates: Vec<Candidate>,
    /// The span's F1, 0 to 1; 0 for a question without an answer.
    pub f1: f64,
    /// 1 if the span equals an answer, else 0.
    pub exact: f64,
    /// Time of the search in milliseconds.
    pub search_ms: f64,
    /// Time of reading in milliseconds.
    pub read_ms: f64,
}

/// A span that a question might be answered with.
#[derive(Debug, Clone, Serialize)]
pub struct Candidate {
    /// Its words.
    pub text: String,
    /// Whether they are right.
    pub right: bool,
    /// Whether its sentences contain a whole answer.
    pub holds: bool,
    /// The reader's scores.
    pub logits: Logits,
    /// What else speaks for it.
    pub features: Features,
}

impl Candidate {
    pub(super) fn has_right_words(&self) -> bool {
        self.right
    }

    pub(super) fn has_right_sentence(&self) -> bool {
        self.holds
    }
}
