//! The program: a window, a command line, and the worker that reads files for both where `pagewing-worker` is missing.

// otherwise each start from a menu of Windows would open a console; the build without a window is a program of the console
#![cfg_attr(
    all(feature = "desktop", not(debug_assertions)),
    windows_subsystem = "windows"
)]

use std::process::ExitCode;

use pagewing::document::worker;
use pagewing::weights;

// counts and limits memory in the extract worker only
#[global_allocator]
static ALLOCATOR: worker::CountingAllocator = worker::CountingAllocator;

fn main() -> ExitCode {
    // the worker must not depend on anything that the rest of the program does when it starts
    if std::env::args_os()
        .nth(1)
        .is_some_and(|argument| argument == worker::WORKER_ARGUMENT)
    {
        return worker::run(weights::looked_through);
    }
    #[cfg(feature = "desktop")]
    pagewing::desktop::join_console();
    pagewing::cli::main()
}
