//! The worker of the tests: what `pagewing-worker` is, built with them.

use std::process::ExitCode;

use pagewing::document::worker;
use pagewing::weights;

#[global_allocator]
static ALLOCATOR: worker::CountingAllocator = worker::CountingAllocator;

fn main() -> ExitCode {
    worker::main(weights::looked_through)
}
