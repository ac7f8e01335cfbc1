//! What tables of evidence consist of.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::document::DocumentId;
use crate::library::GroupId;

/// A table of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct TableId(#[ts(type = "number")] pub i64);

/// A column of a table: a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct ColumnId(#[ts(type = "number")] pub i64);

/// A list of questions that a person keeps for further tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct TemplateId(#[ts(type = "number")] pub i64);

/// Which papers get a row by themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Follows {
    /// None: the person adds each.
    Nothing,
    /// All that come into the library.
    Library,
    /// All that come into a collection, or get a tag. One that leaves it keeps its row.
    Group {
        /// The collection or tag.
        group: GroupId,
    },
}

/// A table to make.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NewTable {
    /// What it is called.
    pub title: String,
    /// Its questions, in order.
    pub questions: Vec<String>,
    /// Its papers, in order. Those that the library does not have get no row.
    pub documents: Vec<DocumentId>,
    /// Which papers get a row by themselves.
    pub follows: Follows,
}

/// A table in the list of tables.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TableCard {
    /// Its identity.
    pub id: TableId,
    /// What it is called.
    pub title: String,
    /// Number of its papers that the library has.
    pub rows: u32,
    /// Number of its questions.
    pub columns: u32,
    /// Number of cells whose question was put.
    pub filled: u32,
    /// When it was made: seconds since 1970-01-01 UTC.
    #[ts(type = "number")]
    pub made_at: i64,
    /// When a person changed it last: seconds since 1970-01-01 UTC.
    #[ts(type = "number")]
    pub changed_at: i64,
}

/// A table with all that it shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct EvidenceTable {
    /// Its identity.
    pub id: TableId,
    /// What it is called.
    pub title: String,
    /// Which papers get a row by themselves.
    pub follows: Follows,
    /// Whether a person stopped the filling.
    pub paused: bool,
    /// When it was made: seconds since 1970-01-01 UTC.
    #[ts(type = "number")]
    pub made_at: i64,
    /// When a person changed it last: seconds since 1970-01-01 UTC.
    #[ts(type = "number")]
    pub changed_at: i64,
    /// The questions, in order.
    pub columns: Vec<EvidenceColumn>,
    /// The papers, in order.
    pub rows: Vec<EvidenceRow>,
}

/// A question of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EvidenceColumn {
    /// Its identity.
    pub id: ColumnId,
    /// The question, trimmed.
    pub question: String,
}

/// A paper of a table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct EvidenceRow {
    /// The document's identity.
    pub document: DocumentId,
    /// Its title, or its file's name if it has no title.
    pub title: String,
    /// One cell for each question, in their order.
    pub cells: Vec<EvidenceCell>,
}

/// What a paper says to a question.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct EvidenceCell {
    /// How the question ended; `None` if it was not put to the paper yet.
    pub outcome: Option<CellOutcome>,
    /// What was found.
    pub found: Option<CellFound>,
    /// What a person wrote instead; may be empty.
    pub yours: Option<String>,
}

/// How a question to one paper ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CellOutcome {
    /// There is at least one answer.
    Found,
    /// The paper was read, and nothing in it seems to answer.
    NotFound,
    /// Nothing judged whether the passage that comes nearest answers.
    PassagesOnly,
    /// The question is of a kind that passages cannot answer, such as one for a summary.
    Routed,
    /// The paper has no text, or it cannot be read back.
    NoText,
}

/// What was found for a cell, as the table shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct CellFound {
    /// The words that answer; empty if nothing judged the passage.
    pub words: String,
    /// The sentences that they stand in, word for word.
    pub quoted: String,
    /// 1-based page on which these begin; `None` in a document without pages.
    pub page: Option<u32>,
    /// The probability that the words are right, 0 to 1; `None` if nothing judged the passage.
    pub probability: Option<f32>,
    /// Number of further answers.
    pub others: u32,
}

/// A cell to keep.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptCell {
    /// How the question ended.
    pub outcome: CellOutcome,
    /// What was found.
    pub found: Option<CellFound>,
    /// The whole answer, as JSON that `assistant/answer` defines.
    pub answer: Option<String>,
}

impl KeptCell {
    /// The cell of a paper without text.
    pub fn without_text() -> Self {
        Self {
            outcome: CellOutcome::NoText,
            found: None,
            answer: None,
        }
    }
}

impl From<KeptCell> for EvidenceCell {
    fn from(kept: KeptCell) -> Self {
        Self {
            outcome: Some(kept.outcome),
            found: kept.found,
            yours: None,
        }
    }
}

/// A cell that was not filled yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LackingCell {
    /// Its question.
    pub column: ColumnId,
    /// The question's words.
    pub question: String,
    /// Its paper.
    pub document: DocumentId,
}

/// A list of questions that a person keeps for further tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptTemplate {
    /// Its identity.
    pub id: TemplateId,
    /// The name of the one of Pagewing's that it stands for.
    pub built_in: Option<String>,
    /// What it is called; may be empty if it stands for one of Pagewing's.
    pub name: String,
    /// Its questions, in order.
    pub questions: Vec<String>,
}
