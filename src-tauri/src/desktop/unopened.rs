//! A library that cannot be opened. Without it there is nothing to show but the reason; one that is damaged can be repaired,
//! and the window opens then.

use std::error::Error;
use std::path::PathBuf;

use tauri::AppHandle;
use tauri_plugin_dialog::{DialogExt, MessageDialogButtons, MessageDialogKind};

use crate::fault::Fault;
use crate::library::Library;
use crate::paths::Paths;
use crate::text::{self, dialogs};

/// Opens the library and the window.
type SetUp = fn(&AppHandle, &Paths, Vec<PathBuf>) -> Result<(), Box<dyn Error>>;

/// What waits for the library.
pub(super) struct Waiting {
    pub(super) paths: Paths,
    /// What was to be opened.
    pub(super) files: Vec<PathBuf>,
    pub(super) set_up: SetUp,
}

/// Says why, and offers to repair a damaged library.
pub(super) fn say(app: &AppHandle, waiting: Waiting, fault: &Fault) {
    tracing::error!(
        code = fault.code().name(),
        "the library could not be opened"
    );
    match fault {
        Fault::LibraryDamaged { .. } => offer(app, waiting, fault),
        _ => leave(app, fault),
    }
}

fn leave(app: &AppHandle, fault: &Fault) {
    let hint = text::hint(fault).unwrap_or_default();
    let leaving = app.clone();
    app.dialog()
        .message(format!("{}\n\n{hint}", text::message(fault)))
        .title(dialogs::cannot_start())
        .kind(MessageDialogKind::Error)
        .show(move |_| leaving.exit(1));
}

fn offer(app: &AppHandle, waiting: Waiting, fault: &Fault) {
    let handle = app.clone();
    app.dialog()
        .message(format!(
            "{}\n\n{}",
            text::message(fault),
            dialogs::repairable()
        ))
        .title(dialogs::cannot_start())
        .kind(MessageDialogKind::Error)
        .buttons(MessageDialogButtons::OkCancelCustom(
            dialogs::repair().to_owned(),
            dialogs::quit().to_owned(),
        ))
        .show(move |wanted| match wanted {
            // reading a large library takes a while, and this thread draws
            true => drop(std::thread::spawn(move || repair(&handle, waiting))),
            false => handle.exit(1),
        });
}

fn repair(app: &AppHandle, waiting: Waiting) {
    match Library::repair(&waiting.paths) {
        Ok(_) => {
            let handle = app.clone();
            let opened = app.run_on_main_thread(move || {
                let set_up = waiting.set_up;
                if let Err(error) = set_up(&handle, &waiting.paths, waiting.files) {
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
