//! Files that come from outside the page: named on the command line, by a second start of the program,
//! or opened by the system.

use std::path::{Path, PathBuf};

use tauri::{AppHandle, Manager};

use super::desk::Desk;
use super::window;

/// Reads files into the library. Whether that worked the page shows, job by job.
pub(super) fn import(app: &AppHandle, files: Vec<PathBuf>) {
    let desk = app.state::<Desk>();
    for file in files {
        let outcome = desk.ask_now(|jobs| jobs.import(absolute(&file), None));
        if let Err(fault) = outcome {
            tracing::error!(%fault, "a file could not be queued");
        }
    }
}

/// The program was started a second time: its files come here, and the window comes to the front.
pub(super) fn take_over(app: &AppHandle, arguments: Vec<String>, folder: String) {
    let folder = Path::new(&folder);
    let files = arguments
        .iter()
        .skip(1)
        .filter(|argument| !argument.starts_with('-'))
        .map(|argument| folder.join(argument))
        .collect();
    // the library may still be opening; then the second start has come too early to matter
    if app.try_state::<Desk>().is_some() {
        import(app, files);
        window::show(app);
    }
}

/// macOS hands over files to open as URLs.
#[cfg(target_os = "macos")]
pub(super) fn opened(app: &AppHandle, urls: &[tauri::Url]) {
    let files = urls.iter().filter_map(|url| url.to_file_path().ok());
    if app.try_state::<Desk>().is_some() {
        import(app, files.collect());
        window::show(app);
    }
}

/// A job outlives the folder in which the program was started.
fn absolute(file: &Path) -> PathBuf {
    std::path::absolute(file).unwrap_or_else(|_| file.to_owned())
}
