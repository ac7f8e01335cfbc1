//! The child process that opens the file. It may crash, hang or use up memory: that costs a page, never the
//! app. It may even be taken over: it sits in a cage then. `docs/extraction.md` lists the attacks and the limits that
//! stop them, `docs/security.md` what the cage keeps out.
//!
//! The parent writes one request to the child's standard input and keeps the pipe open; the child
//! writes frames to its standard output and ends when the pipe closes, so that it never outlives
//! its parent.

pub mod cage;
mod child;
mod flow;
mod folder;
mod frame;
#[cfg(target_os = "linux")]
mod kernel;
mod limits;
mod messages;
mod parent;
mod pictures;
mod which;

pub use child::FolderReader;
pub(in crate::document) use child::{Readers, run};
pub(crate) use flow::found;
pub use folder::{Look, look_through};
pub use limits::CountingAllocator;
pub use messages::WORKER_ARGUMENT;
pub(crate) use parent::{Extracted, PageOutcome, extract};
pub(crate) use pictures::pictures;
pub use which::program;
pub(in crate::document) use which::{READERS, READERS_ARGUMENT};
