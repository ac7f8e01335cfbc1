//! The extract worker as a separate program, so that tests need not build the whole application.

use std::process::ExitCode;

use pagewing::document::worker;

#[global_allocator]
static ALLOCATOR: worker::CountingAllocator = worker::CountingAllocator;

fn main() -> ExitCode {
    worker::run()
}
