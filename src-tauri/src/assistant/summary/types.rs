//! A summary as data: what was asked for, and the sentences with their sources.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::assistant::dialect::TextProfile;
use crate::document::{DocumentId, Note, SectionId, SentenceId};

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

/// Something that a reader of a summary should know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Remark {
    /// It is about one section only.
    AboutSection {
        /// The section's heading.
        title: String,
    },
    /// It is about some pages only.
    AboutPages {
        /// 1-based.
        first: u32,
        /// The last of them.
        last: u32,
    },
    /// How the document was read.
    Note {
        /// The document's note.
        note: Note,
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
    /// What a reader should know about it.
    pub remarks: Vec<Remark>,
    /// The pages that have running text, in order, with what the summary drew on; empty until it is
    /// finished, and where there are no pages.
    #[serde(default)]
    pub coverage: Vec<PageCoverage>,
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

impl SummaryOptions {
    /// Whether each section is summarized by itself.
    pub(crate) fn by_section(&self) -> bool {
        self.sections || self.length == SummaryLength::Long
    }
}

#[cfg(test)]
impl SummarySentence {
    /// A written sentence with its sources, which share their weight.
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
        }
    }
}
