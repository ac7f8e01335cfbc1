//! What a model is called and what it does: the words that the catalogue, the store and the shelf share.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The identity of a model: the repository that it comes from (`google/bigbird-pegasus-large-arxiv`), `starter` for
/// the model that comes with Pagewing, or `imported/` and the name of an imported folder.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct ModelId(pub String);

/// What a model does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ModelRole {
    /// It writes summaries.
    Writes,
    /// It answers questions.
    Reads,
    /// It finds passages.
    Finds,
    /// It finds classes of documents, or classes along sequences, or scores sequences or makes vectors of them. No work
    /// on papers takes it.
    Classifies,
}

impl ModelRole {
    /// All roles, in the order of lists.
    pub const ALL: [Self; 4] = [Self::Writes, Self::Reads, Self::Finds, Self::Classifies];
}
