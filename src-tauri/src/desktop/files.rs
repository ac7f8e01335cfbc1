//! Files that come from outside the page: from the command line, from a second start of the program, or from the
//! system.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use tauri::async_runtime::spawn_blocking;
use tauri::{AppHandle, Manager};

use super::desk::Desk;
use super::window;

/// Files that were handed over before the library was open: a large one takes a while, and one that is damaged waits for a
/// person. They are read when it is open.
pub(super) struct HandedOver(Mutex<Option<Vec<PathBuf>>>);

impl HandedOver {
    /// The library is not open yet.
    pub(super) fn waiting() -> Self {
        Self(Mutex::new(Some(Vec::new())))
    }

    /// The library is open now. Returns what waited for it.
    pub(super) fn take(&self) -> Vec<PathBuf> {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.take().unwrap_or_default()
    }

    /// Receives files, and returns them if they can be read now.
    fn receive(&self, files: Vec<PathBuf>) -> Option<Vec<PathBuf>> {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match waiting.as_mut() {
            Some(waiting) => {
                waiting.extend(files);
                None
            }
            None => Some(files),
        }
    }
}

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
    hand_over(app, files);
}

/// macOS passes files to open as URLs.
#[cfg(target_os = "macos")]
pub(super) fn opened(app: &AppHandle, urls: &[tauri::Url]) {
    let files = urls.iter().filter_map(|url| url.to_file_path().ok());
    hand_over(app, files.collect());
}

fn hand_over(app: &AppHandle, files: Vec<PathBuf>) {
    // a window that opens later comes to the front by itself
    if let Some(files) = app.state::<HandedOver>().receive(files) {
        import(app, files);
        window::show(app);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_come_too_early_wait_until_the_library_is_open() {
        let files = |names: &[&str]| names.iter().map(PathBuf::from).collect::<Vec<_>>();
        let handed_over = HandedOver::waiting();
        assert_eq!(handed_over.receive(files(&["a.pdf"])), None);
        assert_eq!(handed_over.receive(files(&["b.pdf", "c.pdf"])), None);
        assert_eq!(handed_over.take(), files(&["a.pdf", "b.pdf", "c.pdf"]));
        assert_eq!(
            handed_over.receive(files(&["d.pdf"])),
            Some(files(&["d.pdf"]))
        );
        assert!(handed_over.take().is_empty());
    }
}
