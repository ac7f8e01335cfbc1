//! An answer as data: quotations with their places, and how the question ended.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::document::{DocumentId, Place, SentenceId};

/// A passage of a document, quoted word for word, with its place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Quotation {
    /// The document's identity.
    pub document: DocumentId,
    /// Its title; its file's name, or an empty text, if it has no title.
    pub title: String,
    /// Whole sentences of the document, or a whole block that has no sentences, such as the title. Of a very long
    /// sentence, such as a list that was read as one, only the part around the answering words. Empty for what was
    /// counted and is nowhere said: then only the page and the places hold.
    pub text: String,
    /// The first answering character, as an index into the characters of `text`. Equal to `end` if no words are
    /// marked.
    pub start: u32,
    /// One past the last answering character.
    pub end: u32,
    /// The ids of the sentences, in order; empty if `text` is a block without sentences.
    pub sentences: Vec<SentenceId>,
    /// 1-based page on which it begins; `None` in a document without pages.
    pub page: Option<u32>,
    /// The places of the sentences or of the block, one per line of text.
    pub places: Vec<Place>,
    /// The heading above it.
    pub section: Option<String>,
    /// Whether the text comes from character recognition, so that letters may be wrong.
    #[serde(default)]
    pub recognized: bool,
}

/// An answer that a reader found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct FoundAnswer {
    /// The answering words.
    pub text: String,
    /// The probability that they are right, 0 to 1, as measured on questions with known answers.
    pub probability: f32,
    /// The sentences around the words.
    pub quotation: Quotation,
    /// Other places with the same answer, the likeliest first.
    pub also: Vec<Quotation>,
    /// If the question has several parts, or its answer several values: each with its own place, in order, `text`
    /// contains all of them, and `quotation` is that of the first. Otherwise empty.
    pub pieces: Vec<AnswerPiece>,
}

/// A part of an answer, with its own place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct AnswerPiece {
    /// The part of the question that it answers; empty if it is one of several values for the whole question.
    pub asked: String,
    /// The answering words.
    pub text: String,
    /// The probability that they are right, 0 to 1.
    pub probability: f32,
    /// The sentences around the words.
    pub quotation: Quotation,
}

/// What a question asks for, which decides how its answer is looked up and shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum QuestionKind {
    /// Words of the text.
    #[default]
    Words,
    /// A fact about the document itself: its pages, title, authors, year, sections, figures.
    About,
    /// What something is, or what an abbreviation stands for.
    Definition,
    /// Yes or no: the answers are sentences that decide, and nothing says yes or no.
    Deciding,
    /// Two or more things side by side: `pieces` has a value for each.
    Comparison,
    /// What papers have a section for: the answer is the section's beginning, or a sentence with its words.
    Section,
    /// Everything of a kind: `pieces` has all that was found, and completeness is not promised.
    List,
    /// Several questions in one: `pieces` has an answer for each.
    Several,
}

/// What a question for a summary is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SummaryScope {
    /// One document, which is read whole.
    Document,
    /// Several files, each of which is summarized by itself.
    Files,
    /// Several documents of the library: the person has to name one first.
    Library,
}

/// The count for a question that asks for a number of documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Counted {
    /// The words of the question, all of which a passage has to contain.
    pub words: Vec<String>,
    /// Number of documents with such a passage.
    pub documents: u32,
}

/// The kind of a question that passages alone cannot answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "to", rename_all = "snake_case")]
pub enum AnswerRoute {
    /// It asks for a summary: the summarizer reads whole documents.
    Summary {
        /// What it asks to be summarized.
        scope: SummaryScope,
    },
    /// It asks for a number of documents.
    Count {
        /// The count; `None` if the question names nothing but the documents themselves, whose number is `asked`.
        counted: Option<Counted>,
    },
    /// It asks for a complete list: passages of every document are shown, but completeness is not promised.
    List,
    /// It is a wish that no quotation can fulfil.
    Beyond {
        /// What it wishes for.
        wish: Wish,
    },
}

/// What people type into the field for questions although no document answers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Wish {
    /// A greeting or thanks.
    Greeting,
    /// Who answers here, and what it can do.
    Pagewing,
    /// A text that someone would have to write, or a translation.
    Writing,
    /// Something to be done with a file or the computer.
    Command,
    /// A judgment about the document.
    Opinion,
}

/// Why passages are shown that a reader did not judge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PassagesOnly {
    /// No reader is installed.
    NoReader,
    /// The reader does not know the language of the question or of the documents.
    OtherLanguage,
}

/// How a question ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum AnswerStatus {
    /// There is at least one answer.
    Found,
    /// The documents were read, and none seems to answer; `passages` are the nearest. This is a normal result.
    NotFound,
    /// Nothing judged whether the `passages`, which mention the topic, answer.
    PassagesOnly {
        /// Why a reader did not judge them.
        because: PassagesOnly,
    },
    /// The question is of another kind.
    Routed(AnswerRoute),
}

/// A remark for the reader of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum AnswerRemark {
    /// The question seems to be in a different language from the documents. It was looked up unchanged.
    OtherLanguage {
        /// The question's language, as an ISO 639-3 code.
        question: String,
        /// The documents' languages, as ISO 639-3 codes.
        documents: Vec<String>,
    },
    /// The question asks for pages, and the document has none.
    WithoutPages,
    /// The question asks for a page that the document does not have.
    NoSuchPage {
        /// The page that it asks for.
        page: u32,
        /// Number of the document's pages.
        pages: u32,
    },
    /// The page that the question asks for has no text.
    NothingOnPage {
        /// 1-based page number.
        page: u32,
    },
    /// One of several questions was not answered.
    PartNotFound {
        /// That part of the question.
        asked: String,
    },
    /// The question asks for a fact about the document that the document does not show.
    NotShown {
        /// That fact.
        fact: DocumentFact,
    },
    /// The question asks for a figure that the document does not seem to have.
    NoSuchFigure {
        /// The number of the figure.
        number: u32,
    },
    /// The question asks for a table that the document does not seem to have.
    NoSuchTable {
        /// The number of the table.
        number: u32,
    },
}

/// A fact about a document that people ask for and that many documents do not show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DocumentFact {
    /// What it is called.
    Title,
    /// Who wrote it.
    Authors,
    /// The author to whom readers write.
    CorrespondingAuthor,
    /// Where the authors work.
    Affiliations,
    /// Who edited it.
    Editors,
    /// When it was published.
    Published,
    /// When it was received or submitted.
    Received,
    /// When it was accepted.
    Accepted,
    /// The journal, the proceedings or the publisher's series.
    Venue,
    /// Its DOI.
    Doi,
    /// Its number on the arXiv.
    Arxiv,
    /// Its ISBN.
    Isbn,
    /// The ISSN of its journal.
    Issn,
    /// Any of the identifiers.
    Identifier,
    /// The licence under which it may be used.
    Licence,
    /// The language of its text.
    Language,
    /// Its keywords.
    Keywords,
    /// Its abstract.
    Abstract,
    /// Its sections.
    Sections,
    /// Its figures.
    Figures,
    /// Its tables.
    Tables,
    /// The works that it cites.
    References,
    /// Its text, of which words are counted.
    Text,
}

/// A document and its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NamedDocument {
    /// The document's identity.
    pub id: DocumentId,
    /// Its title, or its file's name if it has no title.
    pub title: String,
}

/// A sentence of any document, as a source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct CitedSentence {
    /// The document's identity.
    pub document: DocumentId,
    /// The sentence's id.
    pub sentence: SentenceId,
    /// 1-based page on which it begins; `None` in a document without pages.
    pub page: Option<u32>,
    /// Its share among the sources, 0 to 1.
    pub weight: f32,
    /// Its text, by which it is found in another reading of the document; empty in answers of older versions.
    #[serde(default)]
    pub text: String,
}

/// A sentence that a model wrote about the cited passages.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct GistSentence {
    /// The sentence as people read it.
    pub text: String,
    /// Its sources, best first.
    pub evidence: Vec<CitedSentence>,
    /// How well the sources support it, 0 to 1.
    pub support: f32,
}

/// "In short": a text that a model writes from the cited passages and nothing else. The label must accompany it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Gist {
    /// The model's name, which is the name of its folder.
    pub model: String,
    /// The written sentences, in order.
    pub sentences: Vec<GistSentence>,
}

/// The result of a question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct AnswerView {
    /// The question, trimmed.
    pub question: String,
    /// What it asks for.
    pub asks_for: QuestionKind,
    /// How it ended.
    pub status: AnswerStatus,
    /// Whether this is a first result that a better one may replace: some passages were not looked at yet.
    pub provisional: bool,
    /// The reader's name; `None` without a reader, or if what was found needed none.
    pub reader: Option<String>,
    /// Number of documents that were asked.
    pub asked: u32,
    /// Answers, the likeliest first.
    pub answers: Vec<FoundAnswer>,
    /// Passages, the nearest first. They must never be shown as answers.
    pub passages: Vec<Quotation>,
    /// Documents that were asked and have nothing on the question; the list names at most 50.
    pub without: Vec<NamedDocument>,
    /// Number of all such documents.
    pub without_count: u32,
    /// The gist, if it was wanted and a model that writes is installed.
    pub gist: Option<Gist>,
    /// Remarks for the reader.
    pub remarks: Vec<AnswerRemark>,
}
