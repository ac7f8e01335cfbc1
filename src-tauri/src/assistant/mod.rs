//! What the app is for: it turns a document into a summary in which every sentence has its source, and it answers
//! a question with quotations.
//!
//! Three rooms, each with one door: `dialect` (what a checkpoint reads and writes), `summary`, which uses it, and
//! `answer`, which uses both. `classification` says what class a document has, and `templates` has lists of questions for
//! tables of evidence. Nothing here knows how jobs run or what is kept of them; callbacks receive the progress, and a flag stops the work.

pub mod answer;
pub mod classification;
pub mod dialect;
mod leave_one_out;
#[cfg(test)]
pub(crate) mod sample;
pub mod summary;
pub mod templates;
pub(crate) mod terms;
