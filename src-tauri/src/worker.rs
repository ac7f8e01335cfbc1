//! The worker as a program of its own: it reads the files for the window and the command line, and loads nothing of either.

use std::process::ExitCode;

use pagewing::document::worker;

#[global_allocator]
static ALLOCATOR: worker::CountingAllocator = worker::CountingAllocator;

fn main() -> ExitCode {
    worker::main()
}
