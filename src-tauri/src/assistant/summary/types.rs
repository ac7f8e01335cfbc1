//! A summary as data: what was asked for, and the sentences with their sources.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::assistant::dialect::TextProfile;
use crate::document::{DocumentId, Note, SectionId, SentenceId};
use crate::library::SummaryVersion;

/// A source of a written sentence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Evidence {
    /// The document's sentence.
    pub sentence: SentenceId,
    /// 1-based page on which it begins; `None` in a document without pages.
    pub page: Option<u32>,
    /// Its share among the sources of this written sentence, 0 to 1.
    pub weight: f32,
}

/// A sentence of a summary.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct SummarySentence {
    /// The sentence as people read it.
    pub text: String,
    /// Its sources, best first. A quotation has exactly one source, itself.
    pub evidence: Vec<Evidence>,
    /// How well the sources support it, 0 to 1; `None` for a quotation and for what a person wrote.
    pub support: Option<f32>,
    /// The outermost section that it is about: for a quotation, the section where it stands; in a summary section
    /// by section, the section that was read.
    #[serde(default)]
    pub section: Option<SectionId>,
    /// Whether a person wrote the text. The sources are then those of the sentence that was there before.
    #[serde(default)]
    pub yours: bool,
    /// Whether a person keeps it in every summary of the same part of the document.
    #[serde(default)]
    pub pinned: bool,
}

impl SummarySentence {
    /// Whether it is a sentence of the document.
    pub(crate) fn is_quotation(&self) -> bool {
        !self.yours && self.support.is_none() && !self.evidence.is_empty()
    }
}

/// How much of a page a summary drew on.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
pub struct PageCoverage {
    /// 1-based page number.
    pub page: u32,
    /// The share of the page's running text, in characters, that is a source of the summary: 0 to 1.
    pub share: f32,
}

/// The author of a summary.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum SummaryOrigin {
    /// Sentences of the document, chosen and not rewritten.
    KeySentences,
    /// Written by a model.
    Model {
        /// The model's name, which is the name of its folder.
        name: String,
    },
}

/// A remark for the reader of a summary.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Remark {
    /// The summary covers one section only.
    AboutSection {
        /// The section's heading.
        title: String,
    },
    /// The summary covers some pages only.
    AboutPages {
        /// 1-based.
        first: u32,
        /// 1-based and inclusive.
        last: u32,
    },
    /// The summary covers a selection of sentences only.
    AboutSelection,
    /// The document has no running text: its sentences are lines that show what it holds.
    NoRunningText,
    /// A note on how the document was read.
    Note {
        /// The note, as the document has it.
        note: Note,
    },
}

/// A summary, finished or being written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct SummaryView {
    /// The identity of the document.
    pub document: DocumentId,
    /// The author: a model, or the document itself.
    pub origin: SummaryOrigin,
    /// What was asked for, with the model's dialect in place of `None`. A summary from before this was kept has
    /// what its recipe says.
    #[serde(default)]
    pub options: SummaryOptions,
    /// Finished sentences.
    pub sentences: Vec<SummarySentence>,
    /// The words of the sentence that the model is writing; empty when the summary is finished.
    pub draft: String,
    /// Whether the summary is finished.
    pub complete: bool,
    /// Remarks for the reader.
    pub remarks: Vec<Remark>,
    /// The pages that have running text, in order, with their share in the summary. Empty until the summary is
    /// finished, and if the document has no pages.
    #[serde(default)]
    pub coverage: Vec<PageCoverage>,
    /// Which version of the document's summary it is; `None` if the library does not keep it.
    #[serde(default)]
    pub version: Option<SummaryVersion>,
}

/// How long a summary should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SummaryLength {
    /// The whole in at most three sentences.
    Short,
    /// The whole, at the model's own length.
    #[default]
    Medium,
    /// Section by section.
    Long,
}

/// What part of a document a summary covers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Focus {
    /// The whole document.
    #[default]
    Whole,
    /// One section with its subsections.
    Section {
        /// The section's number in the document.
        section: SectionId,
    },
    /// The sentences that begin on these pages.
    Pages {
        /// 1-based.
        first: u32,
        /// 1-based and inclusive.
        last: u32,
    },
    /// Neighbouring sentences, such as a selection.
    Sentences {
        /// The first.
        first: SentenceId,
        /// The last, inclusive.
        last: SentenceId,
    },
}

/// The options of a summary.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct SummaryOptions {
    /// The length to aim for.
    pub length: SummaryLength,
    /// Whether each section is summarized by itself at any length; a long summary always is.
    pub sections: bool,
    /// The part of the document to cover.
    pub focus: Focus,
    /// The model's dialect; `None` for the one that follows from the model's name.
    pub text_profile: Option<TextProfile>,
    /// Beams of the search; `None` for the model's own number.
    pub beams: Option<u32>,
    /// Most new tokens per window; `None` for the model's own number.
    pub max_tokens: Option<u32>,
}

impl SummaryOptions {
    /// Whether each section is summarized by itself.
    pub(crate) fn by_section(&self) -> bool {
        self.sections || self.length == SummaryLength::Long
    }

    /// The same wish in the one form that a summary carries: every default that is known is named.
    pub(super) fn settled(&self, profile: Option<TextProfile>) -> Self {
        Self {
            sections: self.by_section(),
            text_profile: profile,
            ..self.clone()
        }
    }
}

#[cfg(test)]
impl SummarySentence {
    /// A written sentence with its sources; the sources' weights add up to 1.
    pub(crate) fn sample(text: &str, sources: &[u32]) -> Self {
        let weight = 1.0 / sources.len().max(1) as f32;
        Self {
            text: text.into(),
            evidence: sources
                .iter()
                .map(|source| Evidence {
                    sentence: SentenceId(*source),
                    page: None,
                    weight,
                })
                .collect(),
            support: Some(1.0),
            section: None,
            yours: false,
            pinned: false,
        }
    }
}
