//! Files that come from outside the page: from the command line, from a second start of the program, or from the
//! system.

use std::path::{Path, PathBuf};

use tauri::async_runtime::spawn_blocking;
use tauri::{AppHandle, Manager};

use super::desk::Desk;
use super::window;

/// Reads files into the library. The page shows the result, job by job.
pub(super) fn import(app: &AppHandle, files: Vec<PathBuf>) {
    let app = app.clone();
    // the caller is the window's thread, and a job is a row of the database
    spawn_blocking(move || {
        let desk = app.state::<Desk>();
        if let Err(fault) = desk.ask_now(|jobs| jobs.take(files)) {
            // the facts of a fault may name the file
            tracing::error!(code = %fault.code(), "files could not be queued");
        }
    });
}

/// Handles a second start of the program: its files come here, and the window comes to the front.
pub(super) fn take_over(app: &AppHandle, arguments: Vec<String>, folder: String) {
    let folder = Path::new(&folder);
    let files = arguments
        .iter()
        .skip(1)
        .filter(|argument| !argument.starts_with('-'))
        .map(|argument| folder.join(argument))
        .collect();
    // if the library is still opening, the second start is too early to matter
    if app.try_state::<Desk>().is_some() {
        import(app, files);
        window::show(app);
    }
}

/// macOS passes files to open as URLs.
#[cfg(target_os = "macos")]
pub(super) fn opened(app: &AppHandle, urls: &[tauri::Url]) {
    let files = urls.iter().filter_map(|url| url.to_file_path().ok());
    if app.try_state::<Desk>().is_some() {
        import(app, files.collect());
        window::show(app);
    }
}
