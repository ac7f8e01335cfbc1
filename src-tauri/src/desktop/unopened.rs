//! A library that cannot be opened. Without it there is nothing to show but the reason; one that is damaged can be repaired,
//! and the window opens then.

use std::path::PathBuf;

use tauri::AppHandle;
use tauri_plugin_dialog::{DialogExt, MessageDialogButtons, MessageDialogKind};

use crate::fault::Fault;
use crate::library::Library;
use crate::paths::Paths;
use crate::text::{self, library};

/// Says why, and offers to repair a damaged library. The files wait for it.
pub(super) fn say(app: &AppHandle, paths: &Paths, files: Vec<PathBuf>, fault: &Fault) {
    tracing::error!(
        code = fault.code().name(),
        "the library could not be opened"
    );
    match fault {
        Fault::LibraryDamaged { .. } => offer(app, paths.clone(), files, fault),
        _ => leave(app, fault),
    }
}

fn leave(app: &AppHandle, fault: &Fault) {
    let hint = text::hint(fault).unwrap_or_default();
    let leaving = app.clone();
    app.dialog()
        .message(format!("{}\n\n{hint}", text::message(fault)))
        .title(library::NO_START)
        .kind(MessageDialogKind::Error)
        .show(move |_| leaving.exit(1));
}

fn offer(app: &AppHandle, paths: Paths, files: Vec<PathBuf>, fault: &Fault) {
    let handle = app.clone();
    app.dialog()
        .message(format!(
            "{}\n\n{}",
            text::message(fault),
            library::REPAIRABLE
        ))
        .title(library::NO_START)
        .kind(MessageDialogKind::Error)
        .buttons(MessageDialogButtons::OkCancelCustom(
            library::REPAIR.to_owned(),
            library::QUIT.to_owned(),
        ))
        .show(move |wanted| match wanted {
            // reading a large library takes a while, and this thread draws
            true => drop(std::thread::spawn(move || repair(&handle, paths, files))),
            false => handle.exit(1),
        });
}

fn repair(app: &AppHandle, paths: Paths, files: Vec<PathBuf>) {
    match Library::repair(&paths) {
        Ok(_) => {
            let handle = app.clone();
            let opened = app.run_on_main_thread(move || {
                if let Err(error) = super::set_up(&handle, &paths, files) {
                    tracing::error!(%error, "the window could not be opened");
                    handle.exit(1);
                }
            });
            if opened.is_err() {
                app.exit(1);
            }
        }
        Err(error) => leave(app, &error.into()),
    }
}
