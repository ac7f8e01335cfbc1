//! Files that come from outside the page: from the command line, from a second start of the program, or from the
//! system.

use std::path::{Path, PathBuf};

use tauri::async_runtime::spawn_blocking;
use tauri::{AppHandle, Manager};

use super::desk::{Answer, Desk};
use super::folders;
use super::window;
use crate::bibliography;
use crate::jobs::{JobView, Jobs};

/// Reads files into the library. The page shows the result, job by job.
pub(super) fn import(app: &AppHandle, files: Vec<PathBuf>) {
    let app = app.clone();
    // the caller is the window's thread, and a job is a row of the database
    spawn_blocking(move || {
        let desk = app.state::<Desk>();
        let files = folders::documents(files);
        for file in files {
            let outcome = desk.ask_now(|jobs| take(jobs, vec![absolute(&file)]));
            if let Err(fault) = outcome {
                // the facts of a fault may name the file
                tracing::error!(code = %fault.code(), "a file could not be queued");
            }
        }
    });
}

/// Imports files, and of a bibliography its papers. The jobs of the papers come as events: there may be thousands.
pub(super) fn take(jobs: &Jobs, paths: Vec<PathBuf>) -> Answer<Vec<JobView>> {
    let mut views = Vec::new();
    for path in paths {
        if bibliography::is_one(&path) {
            jobs.import_bibliography(&path)?;
        } else {
            views.push(jobs.import(path, None)?);
        }
    }
    Ok(views)
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

/// Makes paths absolute, because a job may outlive the folder in which the program started.
fn absolute(file: &Path) -> PathBuf {
    std::path::absolute(file).unwrap_or_else(|_| file.to_owned())
}
