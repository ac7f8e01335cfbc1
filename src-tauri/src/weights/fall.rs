//! How the process can end that looks through a model's files before this one opens them.

use std::fmt;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Why there is no answer of the process that looks through a model's files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Fall {
    /// The files crashed it, or it said something that it cannot have meant.
    Crashed,
    /// It was not done within its time.
    TookTooLong,
    /// It needed more memory than it may have.
    TooMuchMemory,
    /// It could not be started, which says nothing about the files.
    NotStarted,
}

impl fmt::Display for Fall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Crashed => "crashed",
            Self::TookTooLong => "took too long",
            Self::TooMuchMemory => "needed too much memory",
            Self::NotStarted => "could not be started",
        })
    }
}
