//! A summary in the form that the library keeps. Version 1 kept the summary's whole view, with remarks as English
//! sentences; version 2 keeps remarks as facts.

use rusqlite::types::Type;
use serde::{Deserialize, Serialize};

use crate::document::{Note, SectionId, SentenceId};
use crate::library::LibraryError;

/// The version that this program writes.
const VERSION: u32 = 2;

/// A finished summary.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptSummary {
    /// The author: a model, or the document itself.
    pub origin: KeptOrigin,
    /// Its sentences, in order.
    pub sentences: Vec<KeptSentence>,
    /// Remarks for the reader; `None` if version 1 kept them as sentences. They can be derived from the document
    /// and the recipe.
    pub remarks: Option<Vec<KeptRemark>>,
    /// The pages with running text, and the share of each that is a source.
    pub coverage: Vec<KeptCoverage>,
}

/// The author of a summary.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum KeptOrigin {
    /// Sentences of the document.
    KeySentences,
    /// Written by a model.
    Model {
        /// The model's name.
        name: String,
    },
}

/// A sentence of a summary or of a finished part.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KeptSentence {
    /// The sentence as people read it.
    pub text: String,
    /// Its sources, best first.
    #[serde(rename = "evidence")]
    pub sources: Vec<KeptSource>,
    /// How well the sources support it, 0 to 1; `None` for a quotation.
    pub support: Option<f32>,
    /// The outermost section it is about.
    #[serde(default)]
    pub section: Option<SectionId>,
    /// Whether a person wrote the text.
    #[serde(default)]
    pub yours: bool,
    /// Whether a person keeps it in every summary of the same part of the document.
    #[serde(default)]
    pub pinned: bool,
    /// The words in place of which a person wrote the text.
    #[serde(default)]
    pub instead_of: Option<String>,
}

/// A source of a sentence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KeptSource {
    /// The document's sentence.
    pub sentence: SentenceId,
    /// 1-based page on which it begins; `None` in a document without pages.
    pub page: Option<u32>,
    /// Its share among the sources, 0 to 1.
    pub weight: f32,
}

/// How much of a page a summary drew on.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct KeptCoverage {
    /// 1-based page number.
    pub page: u32,
    /// The share of the page that is a source, 0 to 1.
    pub share: f32,
}

/// A remark about a summary.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum KeptRemark {
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
    /// The document has no running text.
    NoRunningText,
    /// A note on how the document was read.
    Note {
        /// The note, as the document has it.
        note: Note,
    },
}

/// A row's JSON, of any version.
#[derive(Serialize, Deserialize)]
struct Row {
    #[serde(default = "first_version")]
    version: u32,
    origin: KeptOrigin,
    sentences: Vec<KeptSentence>,
    remarks: Remarks,
    #[serde(default)]
    coverage: Vec<KeptCoverage>,
}

fn first_version() -> u32 {
    1
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Remarks {
    Facts(Vec<KeptRemark>),
    Sentences(Vec<String>),
}

impl KeptSummary {
    /// Reads a row.
    ///
    /// # Errors
    /// If it is not a summary of this version or an earlier one.
    pub(in crate::library) fn parse(text: &str) -> Result<Self, serde_json::Error> {
        let row: Row = serde_json::from_str(text)?;
        if row.version > VERSION {
            let newer = format!("a summary of version {}", row.version);
            return Err(serde::de::Error::custom(newer));
        }
        Ok(Self {
            origin: row.origin,
            sentences: row.sentences,
            remarks: match row.remarks {
                // an empty list of version 1 may come from a time before it wrote notes
                Remarks::Facts(facts) => (row.version > 1).then_some(facts),
                Remarks::Sentences(_) => None,
            },
            coverage: row.coverage,
        })
    }

    /// The row to store.
    ///
    /// # Errors
    /// If it cannot be written as JSON.
    pub(in crate::library) fn text(&self) -> Result<String, LibraryError> {
        let row = serde_json::to_string(&Row {
            version: VERSION,
            origin: self.origin.clone(),
            sentences: self.sentences.clone(),
            remarks: Remarks::Facts(self.remarks.clone().unwrap_or_default()),
            coverage: self.coverage.clone(),
        });
        row.map_err(|error| LibraryError::Content(error.to_string()))
    }

    /// Reads a column of a database's row.
    ///
    /// # Errors
    /// As [`KeptSummary::parse`].
    pub(in crate::library) fn in_column(
        row: &rusqlite::Row<'_>,
        index: usize,
    ) -> rusqlite::Result<Self> {
        Self::parse(&row.get::<_, String>(index)?).map_err(|error| {
            rusqlite::Error::FromSqlConversionFailure(index, Type::Text, error.into())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A row in the form of version 1.
    const FIRST: &str = r#"{"document":"aa","origin":{"kind":"model","name":"bird-writer"},"sentences":[{"text":"Birds fly.","evidence":[{"sentence":4,"page":2,"weight":1.0}],"support":0.75,"section":1}],"draft":"","complete":true,"remarks":["About page 2 only.","Only a part of this document was read: the limit is 5000 pages."],"coverage":[{"page":2,"share":0.5}]}"#;

    #[test]
    fn a_summary_of_the_first_version_is_read_without_its_prose() {
        let kept = KeptSummary::parse(FIRST).unwrap();
        assert_eq!(kept.remarks, None);
        assert_eq!(kept.sentences[0].text, "Birds fly.");
        assert_eq!(kept.sentences[0].sources[0].sentence, SentenceId(4));
        assert_eq!(
            kept.coverage,
            [KeptCoverage {
                page: 2,
                share: 0.5
            }]
        );
        let older = FIRST.replace(r#","coverage":[{"page":2,"share":0.5}]"#, "");
        assert_eq!(KeptSummary::parse(&older).unwrap().coverage, []);
    }

    #[test]
    fn what_is_written_is_read_back() {
        let kept = KeptSummary {
            remarks: Some(vec![
                KeptRemark::AboutPages { first: 2, last: 2 },
                KeptRemark::Note {
                    note: Note::WorkerDied { page: 3 },
                },
            ]),
            ..KeptSummary::parse(FIRST).unwrap()
        };
        assert_eq!(KeptSummary::parse(&kept.text().unwrap()).unwrap(), kept);
        let newer = kept
            .text()
            .unwrap()
            .replace("\"version\":2", "\"version\":3");
        assert!(KeptSummary::parse(&newer).is_err());
    }
}
