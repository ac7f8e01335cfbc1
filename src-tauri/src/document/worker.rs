//! The door to the worker for the programs that are one: `main` when it is started with [`WORKER_ARGUMENT`], and those of the
//! tests. It hands the readers of files without pages to the process that the room of PDFs keeps.

use std::process::ExitCode;

pub use super::pdf::worker::{CountingAllocator, WORKER_ARGUMENT, cage};

/// Reads the file that the parent names, in a cage. It communicates with its parent through standard input and output, and
/// people have no use for it.
pub fn run() -> ExitCode {
    super::pdf::worker::run(super::reflow::found)
}
