//! The system's dialogs for choosing files and folders.
//!
//! Tests cannot operate these dialogs. In debug builds `PAGEWING_PICK_FILES` and `PAGEWING_PICK_FOLDER` replace
//! them (paths as in `PATH`), and `PAGEWING_SAVE_AS` the one for a name; a release ignores these variables.

use std::path::PathBuf;

use tauri::{AppHandle, Manager};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath};

use super::window;
use crate::bibliography;
use crate::document::{COMPRESSED, EXTENSIONS, SEQUENCES};
use crate::text::dialogs;

/// Documents to read; empty if the person cancels. This blocks, so it must not run on the main thread.
pub(super) fn files(app: &AppHandle) -> Vec<PathBuf> {
    if let Some(answer) = answer_of_test("PAGEWING_PICK_FILES") {
        return answer;
    }
    let known = [EXTENSIONS, SEQUENCES, &[COMPRESSED]].concat();
    dialog(app)
        .set_title(dialogs::choose_documents())
        .add_filter(dialogs::documents(), &known)
        .blocking_pick_files()
        .unwrap_or_default()
        .into_iter()
        .filter_map(local)
        .collect()
}

/// A Zotero library, BibTeX or RIS; `None` if the person cancels. This blocks, so it must not run on the main thread.
pub(super) fn bibliography(app: &AppHandle) -> Option<PathBuf> {
    if let Some(answer) = answer_of_test("PAGEWING_PICK_FILES") {
        return answer.into_iter().next();
    }
    dialog(app)
        .set_title(dialogs::choose_bibliography())
        .add_filter(dialogs::bibliographies(), bibliography::EXTENSIONS)
        .blocking_pick_file()
        .and_then(local)
}

/// A model's folder. This blocks, so it must not run on the main thread.
pub(super) fn folder(app: &AppHandle) -> Option<PathBuf> {
    titled_folder(app, dialogs::choose_model())
}

/// A folder with documents to read. This blocks, so it must not run on the main thread.
pub(super) fn documents_folder(app: &AppHandle) -> Option<PathBuf> {
    titled_folder(app, dialogs::choose_folder())
}

/// A folder to watch. This blocks, so it must not run on the main thread.
pub(super) fn watched_folder(app: &AppHandle) -> Option<PathBuf> {
    titled_folder(app, dialogs::choose_watched())
}

/// The folder for exported files. This blocks, so it must not run on the main thread.
pub(super) fn export_folder(app: &AppHandle) -> Option<PathBuf> {
    titled_folder(app, dialogs::choose_export_folder())
}

/// The folder to which the library and the models move. This blocks, so it must not run on the main thread.
pub(super) fn data_folder(app: &AppHandle) -> Option<PathBuf> {
    titled_folder(app, dialogs::choose_data_folder())
}

fn titled_folder(app: &AppHandle, title: &str) -> Option<PathBuf> {
    if let Some(answer) = answer_of_test("PAGEWING_PICK_FOLDER") {
        return answer.into_iter().next();
    }
    dialog(app)
        .set_title(title)
        .blocking_pick_folder()
        .and_then(local)
}

/// Where to write a file; `None` if the person cancels. This blocks, so it must not run on the main thread.
pub(super) fn save(app: &AppHandle, name: &str, extension: &str) -> Option<PathBuf> {
    if let Some(answer) = answer_of_test("PAGEWING_SAVE_AS") {
        return answer.into_iter().next();
    }
    dialog(app)
        .set_title(dialogs::export())
        .set_file_name(name)
        .add_filter(extension.to_uppercase(), &[extension])
        .blocking_save_file()
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
