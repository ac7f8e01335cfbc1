//! An answer as data: quotations with their places, and how the question ended.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::document::{DocumentId, Place, SentenceId};

/// A piece of a document as it stands there, with its place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Quotation {
    /// The document.
    pub document: DocumentId,
    /// Its title; its file's name, or nothing, where it has none.
    pub title: String,
    /// Whole sentences of it.
    pub text: String,
    /// The words that answer, as a range of characters of `text`: the first. Equal to `end` where no words
    /// are pointed out.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// The sentences, in order.
    pub sentences: Vec<SentenceId>,
    /// 1-based page on which it begins; `None` in a document without pages.
    pub page: Option<u32>,
    /// The sentences' places, one per line.
    pub places: Vec<Place>,
    /// The heading above it.
    pub section: Option<String>,
}

/// An answer that a reader found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct FoundAnswer {
    /// The answering words.
    pub text: String,
    /// How likely they are right, 0 to 1, as measured on questions with known answers.
    pub probability: f32,
    /// Where they stand.
    pub quotation: Quotation,
    /// Other places that say the same, likelier ones first.
    pub also: Vec<Quotation>,
}

/// What a question for a summary was asked of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SummaryScope {
    /// One document, which is read whole.
    Document,
    /// Several files: each is summarized by itself.
    Files,
    /// Several documents of the library: none is summarized before one is named.
    Library,
}

/// What was counted for a question about how many documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Counted {
    /// The words of the question that a passage had to hold, all of them.
    pub words: Vec<String>,
    /// The number of documents that have such a passage.
    pub documents: u32,
}

/// What kind of question it was, if passages alone cannot answer it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "to", rename_all = "snake_case")]
pub enum AnswerRoute {
    /// Asks for a summary: the summarizer reads whole documents.
    Summary {
        /// What was asked.
        scope: SummaryScope,
    },
    /// Asks how many documents.
    Count {
        /// What was counted; `None` if the question names nothing but the documents themselves, of which
        /// `asked` is the number.
        counted: Option<Counted>,
    },
    /// Asks for a complete list: passages of every document are shown, completeness is not promised.
    List,
}

/// How a question ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum AnswerStatus {
    /// There is at least one answer.
    Found,
    /// The documents were read and do not seem to answer it; `passages` are the nearest. A normal result.
    NotFound,
    /// No reader is installed: `passages` mention it, and nothing was judged to be an answer.
    PassagesOnly,
    /// It is a question of another kind.
    Routed(AnswerRoute),
}

/// Something that a reader of an answer should know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum AnswerRemark {
    /// The question seems to be in another language than what it was asked of. It was looked up as it is.
    OtherLanguage {
        /// The question's language, as an ISO 639-3 code.
        question: String,
        /// The documents' languages, as ISO 639-3 codes.
        documents: Vec<String>,
    },
}

/// A document by its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NamedDocument {
    /// Its identity.
    pub id: DocumentId,
    /// Its title, or its file's name where it has none.
    pub title: String,
}

/// A sentence of any document as a source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct CitedSentence {
    /// The document.
    pub document: DocumentId,
    /// The sentence.
    pub sentence: SentenceId,
    /// 1-based page on which it begins; `None` in a document without pages.
    pub page: Option<u32>,
    /// Its share among the sources, 0 to 1.
    pub weight: f32,
}

/// A sentence that a model wrote about the cited passages.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct GistSentence {
    /// What it says.
    pub text: String,
    /// Its sources, best first.
    pub evidence: Vec<CitedSentence>,
    /// How well they carry it, 0 to 1.
    pub support: f32,
}

/// "In short": written by a model from the cited passages and nothing else. Never without this label.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Gist {
    /// The model's name: that of its folder.
    pub model: String,
    /// What it wrote.
    pub sentences: Vec<GistSentence>,
}

/// What came of a question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct AnswerView {
    /// The question.
    pub question: String,
    /// How it ended.
    pub status: AnswerStatus,
    /// Name of the reader, if there is one.
    pub reader: Option<String>,
    /// How many documents were asked.
    pub asked: u32,
    /// Answers, the likeliest first.
    pub answers: Vec<FoundAnswer>,
    /// Passages, the nearest first; never to be shown as answers.
    pub passages: Vec<Quotation>,
    /// Documents that were asked and have nothing to say to this; at most 50 are named.
    pub without: Vec<NamedDocument>,
    /// How many documents that are in all.
    pub without_count: u32,
    /// The passages in short, where a model that writes is installed and was asked.
    pub gist: Option<Gist>,
    /// What a reader should know.
    pub remarks: Vec<AnswerRemark>,
}
