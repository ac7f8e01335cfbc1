//! An error as it crosses the bridge.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::document::ReadError;

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
