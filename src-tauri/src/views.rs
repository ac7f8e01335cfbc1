//! What crosses the bridge to the window: the only types the UI knows. Generated TypeScript stands in
//! `ui/src/bridge/generated/` and is compared with these by a test.
//!
//! They name no Tauri type, so the command line prints the same values with `--json`.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::document::{
    DocumentId, Format, Note, Page, Place, ReadError, Section, SectionId, SentenceId,
};

/// An error as a person sees it. Codes are stable; messages may be reworded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, thiserror::Error)]
#[error("{message}")]
pub struct ApiError {
    /// A stable word in snake_case, such as `not_a_pdf` or `model_incomplete`.
    pub code: String,
    /// What happened, in one sentence.
    pub message: String,
    /// What can be done about it, where something can.
    pub hint: Option<String>,
}

impl From<ReadError> for ApiError {
    fn from(error: ReadError) -> Self {
        Self {
            code: error.code().into(),
            message: error.to_string(),
            hint: error.hint().map(Into::into),
        }
    }
}

/// A document in the library's list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct DocumentCard {
    /// Its identity.
    pub id: DocumentId,
    /// Its title, or the file's name where it has none.
    pub title: String,
    /// Authors, in order.
    pub authors: Vec<String>,
    /// Name of the file as it was dropped.
    pub file_name: String,
    /// What kind of file it is.
    pub format: Format,
    /// Number of pages; 0 where there are none.
    pub pages: u32,
    /// Number of words of prose.
    pub words: u32,
    /// When it was added: seconds since 1970-01-01 UTC.
    #[ts(type = "number")]
    pub added_at: i64,
    /// Whether a finished summary is kept.
    pub summarized: bool,
}

/// A document that a search over the library found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct FoundDocument {
    /// Its entry in the list.
    pub card: DocumentCard,
    /// A few words around the best match, as plain text; empty where only the title or an author matched.
    pub snippet: String,
}

/// A sentence as the window needs it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct SentenceView {
    /// Its id.
    pub id: SentenceId,
    /// The section it stands in.
    pub section: Option<SectionId>,
    /// Its text.
    pub text: String,
    /// Its places, one per line.
    pub places: Vec<Place>,
}

/// A document, opened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct DocumentView {
    /// Its entry in the list.
    pub card: DocumentCard,
    /// Its pages.
    pub pages: Vec<Page>,
    /// Its section tree.
    pub sections: Vec<Section>,
    /// Its sentences.
    pub sentences: Vec<SentenceView>,
    /// What is worth saying about how it was read.
    pub notes: Vec<Note>,
}

/// Where a written sentence comes from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Evidence {
    /// The source sentence.
    pub sentence: SentenceId,
    /// 1-based page on which it begins; `None` in a document without pages.
    pub page: Option<u32>,
    /// Its share among the sources of this written sentence, 0 to 1.
    pub weight: f32,
}

/// A sentence of a summary.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct SummarySentence {
    /// What it says.
    pub text: String,
    /// Its sources, best first. A quotation has exactly one: itself.
    pub evidence: Vec<Evidence>,
    /// How well the sources carry it, 0 to 1; `None` for a quotation.
    pub support: Option<f32>,
    /// The outermost section it is about: where a quotation stands, and in a summary made section by
    /// section what was read.
    #[serde(default)]
    pub section: Option<SectionId>,
}

/// How much of a page a summary drew on.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
pub struct PageCoverage {
    /// 1-based.
    pub page: u32,
    /// Share of the page's running text, in characters, that is a source of the summary: 0 to 1.
    pub share: f32,
}

/// Who made a summary.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum SummaryOrigin {
    /// Sentences of the document itself, chosen and not rewritten.
    KeySentences,
    /// Written by a model.
    Model {
        /// The model's name: that of its folder.
        name: String,
    },
}

/// A summary, finished or being written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct SummaryView {
    /// Of which document.
    pub document: DocumentId,
    /// Who made it.
    pub origin: SummaryOrigin,
    /// Finished sentences.
    pub sentences: Vec<SummarySentence>,
    /// The words of the sentence being written; empty when finished.
    pub draft: String,
    /// Whether it is finished.
    pub complete: bool,
    /// Anything the reader should know ("Pages 3-5 are pictures and were not read.").
    pub remarks: Vec<String>,
    /// The pages that have running text, in order, with what the summary drew on; empty until it is
    /// finished, and where there are no pages.
    #[serde(default)]
    pub coverage: Vec<PageCoverage>,
}

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

/// What kind of question it was, where passages alone cannot answer it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AnswerRoute {
    /// Asks for a summary: the summarizer reads the whole document.
    Summary,
    /// Asks how many documents: what can be counted is in the message.
    Count,
    /// Asks for a complete list: passages of every document are shown, completeness is not promised.
    List,
}

/// How a question ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum AnswerStatus {
    /// There is at least one answer.
    Found,
    /// The documents were read and do not seem to answer it; `passages` are the nearest. A normal result.
    NotFound,
    /// No reader is installed: `passages` mention it, and nothing was judged to be an answer.
    PassagesOnly,
    /// It is a question of another kind.
    Routed {
        /// Which.
        to: AnswerRoute,
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
    /// That in a sentence for people ("Not found in this document.").
    pub message: String,
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
    /// Anything the reader should know ("The question seems to be in German, the document in English.").
    pub remarks: Vec<String>,
}

/// A piece of long work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct JobId(#[ts(type = "number")] pub i64);

/// What a job does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum JobKind {
    /// Reads a file into the library.
    Import,
    /// Summarizes a document of the library.
    Summarize,
}

/// What a running job is doing now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Not begun.
    Waiting,
    /// Keeping a copy of the file.
    Copying,
    /// Extracting pages.
    ReadingPages,
    /// Finding lines, sections and sentences.
    LayingOut,
    /// Loading the model's weights.
    LoadingModel,
    /// The encoder reads the text.
    Encoding,
    /// The decoder writes.
    Writing,
    /// Choosing key sentences.
    Choosing,
    /// Storing the result.
    Saving,
}

/// How a job stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum JobState {
    /// Waits for its turn.
    Queued,
    /// At work.
    Running,
    /// The file is encrypted; `unlock` goes on.
    NeedsPassword {
        /// Whether a password was tried and was wrong.
        wrong: bool,
    },
    /// Finished.
    Done,
    /// An expected no: a scan without text, a file that is no document. A note, not a red error.
    Refused {
        /// Why.
        reason: ApiError,
    },
    /// Something that should not have happened.
    Failed {
        /// What.
        reason: ApiError,
    },
    /// Stopped by the person.
    Cancelled,
}

/// A job as the window sees it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct JobView {
    /// Its identity; unique over restarts.
    pub id: JobId,
    /// What it does.
    pub kind: JobKind,
    /// The file's name or the document's title.
    pub name: String,
    /// The document, once it is known.
    pub document: Option<DocumentId>,
    /// How it stands.
    pub state: JobState,
    /// What it is doing.
    pub stage: Stage,
    /// Share of the whole work done, 0 to 1.
    pub done: f32,
    /// Seconds left, once that can be told.
    pub eta_s: Option<f32>,
}

/// The chosen model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ModelView {
    /// Name: that of its folder.
    pub name: String,
    /// The folder, as text.
    pub path: String,
    /// Number of parameters.
    #[ts(type = "number")]
    pub parameters: u64,
    /// Longest input in tokens.
    pub max_tokens: u32,
    /// Memory it will need when loaded, in bytes (an estimate).
    #[ts(type = "number")]
    pub memory: u64,
}

/// What happens while the window is open, in order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum AppEvent {
    /// A job began, moved or ended.
    Job {
        /// The job.
        job: JobView,
    },
    /// Documents were added, removed or renamed: ask for the list again.
    Library,
    /// A summary grew.
    Summary {
        /// As it stands now.
        summary: SummaryView,
    },
    /// A question is being answered.
    Asking {
        /// The document that was asked.
        document: DocumentId,
        /// What is being done.
        stage: Stage,
        /// Share of the work done, 0 to 1.
        done: f32,
    },
}

/// How long a summary shall be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SummaryLength {
    /// The whole in at most three sentences.
    Short,
    /// The whole, at the model's own measure.
    #[default]
    Medium,
    /// Section by section.
    Long,
}

/// What of a document a summary is about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Focus {
    /// All of it.
    #[default]
    Whole,
    /// One section, with the sections in it.
    Section {
        /// The section.
        section: SectionId,
    },
    /// What begins on these pages.
    Pages {
        /// 1-based.
        first: u32,
        /// The last of them.
        last: u32,
    },
}

/// The dialect that a checkpoint reads and writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TextProfile {
    /// Text as people write it: BigPatent and all others.
    Plain,
    /// Lower-cased and tokenized, formulas and citations as placeholders: the arXiv data.
    Arxiv,
    /// The same, with numbers and statistics as text: the PubMed data.
    Pubmed,
}

/// What can be chosen about a summary.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct SummaryOptions {
    /// How long it shall be.
    pub length: SummaryLength,
    /// Whether each section is summarized by itself, whatever the length; a long summary always is.
    pub sections: bool,
    /// What it is about.
    pub focus: Focus,
    /// The model's dialect; `None` for the one that its name tells.
    pub text_profile: Option<TextProfile>,
    /// Beams of the search; `None` for the model's own number.
    pub beams: Option<u32>,
    /// Most new tokens per window; `None` for the model's own number.
    pub max_tokens: Option<u32>,
}

/// Light, dark, or as the system says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// The numbers that a model's weights are held in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PrecisionChoice {
    /// int8 where the folder was converted to it, else f32.
    #[default]
    Automatic,
    /// Exactly as the reference computes.
    F32,
    /// A quarter of the memory and several times the speed, on processors; a folder that was not converted
    /// is quantized while it loads.
    Int8,
    /// Half the memory, on graphics cards.
    F16,
    /// Half the memory and the range of f32, on graphics cards.
    Bf16,
}

/// What a person set.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Settings {
    /// Light or dark.
    pub theme: Theme,
    /// The model folder, if one was chosen.
    pub model: Option<String>,
    /// Threads for the model; `None` for one per core.
    pub threads: Option<u32>,
    /// The precision of the chosen model.
    pub precision: PrecisionChoice,
}
