//! The types of what the library's rows hold. They are separate from what the program shows, so that the program
//! can change without changing what an older library holds. The rooms above convert at their edge.

mod document;
mod job;
mod summary;

pub(super) use document::{Keeping, opened};
pub use job::{KeptJob, KeptJobKind, KeptJobState};
pub use summary::{KeptCoverage, KeptOrigin, KeptRemark, KeptSentence, KeptSource, KeptSummary};
