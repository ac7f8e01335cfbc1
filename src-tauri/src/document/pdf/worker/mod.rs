//! The child process that opens the file. It may crash, hang or use up memory: that costs a page, never the
//! app. `docs/extraction.md` lists the attacks and the limits that stop them.
//!
//! The parent writes one request to the child's standard input and keeps the pipe open; the child
//! writes frames to its standard output and ends when the pipe closes, so that it never outlives
//! its parent.

mod child;
mod frame;
mod limits;
mod messages;
mod parent;
mod pictures;

pub use child::run;
pub use limits::CountingAllocator;
pub use messages::WORKER_ARGUMENT;
pub(crate) use parent::{Extracted, PageOutcome, extract};
pub(crate) use pictures::pictures;
