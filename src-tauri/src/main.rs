//! The one binary.

use std::process::ExitCode;

use pagewing::document::worker;

// counts, and refuses, memory in the extract worker only
#[global_allocator]
static ALLOCATOR: worker::CountingAllocator = worker::CountingAllocator;

fn main() -> ExitCode {
    if std::env::args_os()
        .nth(1)
        .is_some_and(|argument| argument == worker::WORKER_ARGUMENT)
    {
        return worker::run();
    }
    ExitCode::SUCCESS
}
