//! The system's dialogs for choosing files and folders.
//!
//! Tests cannot operate them. In debug builds `PAGEWING_PICK_FILES` and `PAGEWING_PICK_FOLDER` answer in
//! their place (paths as in `PATH`); a release does not look at these variables.

use std::path::PathBuf;

use tauri::{AppHandle, Manager};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath};

use super::window;

/// Extensions of the documents that are read.
const DOCUMENTS: &[&str] = &[
    "pdf", "txt", "md", "markdown", "html", "htm", "xhtml", "docx", "epub",
];

/// Documents to read; none where the person thinks better of it. Waits: not for the main thread.
pub(super) fn files(app: &AppHandle) -> Vec<PathBuf> {
    if let Some(answer) = answer_of_test("PAGEWING_PICK_FILES") {
        return answer;
    }
    dialog(app)
        .set_title("Choose documents to read")
        .add_filter("Documents", DOCUMENTS)
        .blocking_pick_files()
        .unwrap_or_default()
        .into_iter()
        .filter_map(local)
        .collect()
}

/// A model's folder. Waits: not for the main thread.
pub(super) fn folder(app: &AppHandle) -> Option<PathBuf> {
    if let Some(answer) = answer_of_test("PAGEWING_PICK_FOLDER") {
        return answer.into_iter().next();
    }
    dialog(app)
        .set_title("Choose the folder of a model")
        .blocking_pick_folder()
        .and_then(local)
}

fn dialog(app: &AppHandle) -> FileDialogBuilder<tauri::Wry> {
    let dialog = app.dialog().file();
    match app.get_webview_window(window::LABEL) {
        Some(window) => dialog.set_parent(&window),
        None => dialog,
    }
}

fn local(path: FilePath) -> Option<PathBuf> {
    path.into_path().ok()
}

fn answer_of_test(variable: &str) -> Option<Vec<PathBuf>> {
    if !cfg!(debug_assertions) {
        return None;
    }
    std::env::var_os(variable).map(|paths| std::env::split_paths(&paths).collect())
}
