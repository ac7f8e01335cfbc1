//! The stages of work: one vocabulary for everything that reports progress.
//!
//! Models, summaries, answers and imports use it, so it uses none of them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The current stage of a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// The job has not begun.
    Waiting,
    /// Copying the file into the library.
    Copying,
    /// Extracting the pages.
    ReadingPages,
    /// Recognizing the text of scanned pages.
    Recognizing,
    /// Finding lines, sections and sentences.
    LayingOut,
    /// Loading the model's weights.
    LoadingModel,
    /// Reading the text with the encoder.
    Encoding,
    /// Writing with the decoder.
    Writing,
    /// Choosing key sentences.
    Choosing,
    /// Putting questions to documents.
    Answering,
    /// Saving the result.
    Saving,
    /// Connecting to a server.
    Connecting,
    /// Receiving a model's files.
    Downloading,
    /// Waiting before the next attempt, because the server or the network failed.
    Retrying,
    /// Comparing files with their hashes.
    Verifying,
    /// Measuring how far a fast copy is from its original.
    Comparing,
    /// Writing a fast copy.
    Converting,
    /// Measuring how fast a model is on this machine.
    Measuring,
}
