//! What a piece of work is doing now: one vocabulary for everything that reports progress.
//!
//! Models, summaries, answers and imports report through it, so it stands beside them and uses none of them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

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
