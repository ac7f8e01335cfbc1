//! The door to the worker for the programs that are one: `pagewing-worker`, `pagewing` when it is started with
//! [`WORKER_ARGUMENT`], and those of the tests. It hands the readers of files without pages to the process that the room of PDFs
//! keeps, and the reader of folders, which those programs bring along: this room knows nothing of models.

use std::process::ExitCode;

pub use super::pdf::worker::{
    CountingAllocator, FolderReader, Look, WORKER_ARGUMENT, cage, look_through, program,
};
use super::pdf::worker::{READERS, READERS_ARGUMENT, Readers};

/// The whole of a program that is a worker and nothing else: it reads a file, or says of which build its readers are.
pub fn main(folder: FolderReader) -> ExitCode {
    let argument = std::env::args_os().nth(1);
    if argument.is_some_and(|argument| argument == READERS_ARGUMENT) {
        println!("{READERS}");
        return ExitCode::SUCCESS;
    }
    run(folder)
}

/// Reads the file or the folder that the parent names, in a cage. It communicates with its parent through standard input and output, and
/// people have no use for it.
pub fn run(folder: FolderReader) -> ExitCode {
    super::pdf::worker::run(Readers {
        flow: super::reflow::found,
        folder,
    })
}
