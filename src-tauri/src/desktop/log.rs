//! The window's log, for finding faults: one file a day, kept for a week.
//!
//! The log is meant to have no text, names or passwords of documents. A fault of the library or of the system can carry a path.

use std::path::Path;

use tracing_appender::non_blocking::WorkerGuard;
use tracing_appender::rolling::{Builder, Rotation};
use tracing_subscriber::EnvFilter;

const DAYS_KEPT: usize = 7;

/// Starts the log. When the guard is dropped, it writes what is still in memory. `RUST_LOG` sets the level.
///
/// If the log cannot be written, the window opens without one.
pub(super) fn start(folder: &Path) -> Option<WorkerGuard> {
    std::fs::create_dir_all(folder).ok()?;
    let files = Builder::new()
        .rotation(Rotation::DAILY)
        .filename_prefix("pagewing")
        .filename_suffix("log")
        .max_log_files(DAYS_KEPT)
        .build(folder)
        .ok()?;
    let (writer, guard) = tracing_appender::non_blocking(files);
    tracing_subscriber::fmt()
        .with_ansi(false)
        .with_writer(writer)
        .with_env_filter(
            EnvFilter::try_from_default_env().unwrap_or_else(|_| "warn,pagewing=info".into()),
        )
        .try_init()
        .ok()?;
    Some(guard)
}
