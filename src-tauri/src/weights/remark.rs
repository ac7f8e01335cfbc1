//! What a person should know about a model folder that can be used.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The number of names that a remark gives.
const NAMED: usize = 3;

/// A fact about a usable model folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ModelRemark {
    /// The weights hold tensors that the model does not use, as transformers warns on loading.
    UnusedTensors {
        /// Number of these tensors.
        count: u32,
        /// The names of the first ones.
        first: Vec<String>,
    },
}

impl ModelRemark {
    /// The remarks about a folder whose weights hold these tensors without a use.
    pub fn about(unused: &[String]) -> Vec<Self> {
        if unused.is_empty() {
            return Vec::new();
        }
        vec![Self::UnusedTensors {
            count: u32::try_from(unused.len()).unwrap_or(u32::MAX),
            first: unused.iter().take(NAMED).cloned().collect(),
        }]
    }
}
