//! The app's reason to be: a document becomes a summary in which every sentence has its source, and a
//! question becomes quotations.
//!
//! Three rooms, each with one door: `dialect` (what a checkpoint reads and writes), `summary`, which uses it,
//! and `answer`, which uses both. Nothing here knows how jobs are run or kept; progress goes to a callback,
//! and a flag stops the work.

pub mod answer;
pub mod dialect;
#[cfg(test)]
pub(crate) mod sample;
pub mod summary;
pub(crate) mod terms;
