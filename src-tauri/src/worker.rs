//! The worker as a program of its own: it reads the files for the window and the command line, and loads nothing of either.

// it says everything through its pipes, and no console of Windows may open for it
#![windows_subsystem = "windows"]

use std::process::ExitCode;

use pagewing::document::worker;
use pagewing::weights;

#[global_allocator]
static ALLOCATOR: worker::CountingAllocator = worker::CountingAllocator;

fn main() -> ExitCode {
    worker::main(weights::looked_through)
}
