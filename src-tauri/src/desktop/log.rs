//! What the window writes down for whoever looks for a fault: a file a day, a week of them.
//!
//! Texts of documents, file names and passwords are never logged.

use std::path::Path;

use tracing_appender::non_blocking::WorkerGuard;
use tracing_appender::rolling::{Builder, Rotation};
use tracing_subscriber::EnvFilter;

const DAYS_KEPT: usize = 7;

/// Begins to write; what is still in memory is written when the guard goes. `RUST_LOG` chooses how much.
///
/// A log that cannot be written is no reason to show no window: there is none then.
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
