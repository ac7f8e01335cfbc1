//! The window: the only module that names Tauri. It opens the library once, shows the page, and passes the page's
//! requests to [`Jobs`], which do the work.

mod address;
mod commands;
mod console;
mod desk;
mod diagnostics;
mod environment;
mod example;
mod files;
mod freed;
mod licences;
mod log;
mod moving;
mod notifications;
mod picker;
mod taskbar;
mod unopened;
mod window;

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

use tauri::{AppHandle, Manager, RunEvent};
use tauri_plugin_window_state::StateFlags;

pub use self::console::join as join_console;

use self::desk::Desk;
use self::files::HandedOver;
use self::notifications::Presence;
use self::unopened::Waiting;
use crate::crashes;
use crate::fault::Fault;
use crate::jobs::Jobs;
use crate::paths::Paths;
use crate::text;

/// Opens the window, reads `files` into the library and returns when the window closes. The exit code is 1 if no
/// window can open.
///
/// If a window is open already, it receives the files and this program ends.
pub fn run(files: Vec<PathBuf>) -> ExitCode {
    environment::choose();
    let opened = Paths::of_user()
        .map_err(Fault::from)
        .and_then(|paths| open(paths, files));
    match opened {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            // there is no window that could show the error
            eprintln!("{}", text::message(&fault));
            if let Some(hint) = text::hint(&fault) {
                eprintln!("{hint}");
            }
            ExitCode::FAILURE
        }
    }
}

fn open(paths: Paths, files: Vec<PathBuf>) -> Result<(), Fault> {
    let _log = log::start(&paths.logs());
    crashes::report_to(paths.logs());
    let state_file = paths.window_state().to_string_lossy().into_owned();
    let app = tauri::Builder::default()
        // this comes first: a second start must end here, before it touches the library
        .plugin(tauri_plugin_single_instance::init(files::take_over))
        .plugin(tauri_plugin_dialog::init())
        .plugin(
            tauri_plugin_window_state::Builder::new()
                .with_filename(state_file)
                // do not restore visibility, because the window must always be shown
                .with_state_flags(StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED)
                .build(),
        )
        .manage(HandedOver::waiting())
        .manage(Presence::default())
        .on_window_event(|window, event| window.state::<Presence>().note(event))
        .invoke_handler(commands::handler())
        .setup(move |app| set_up(app.handle(), &paths, files))
        .build(tauri::generate_context!())
        .map_err(no_window)?;
    app.run(|app, event| match event {
        #[cfg(target_os = "macos")]
        RunEvent::Opened { urls } => files::opened(app, &urls),
        // Tauri leaves through `exit`, which drops nothing, so put running work back into its queue here
        RunEvent::Exit => {
            if let Some(desk) = app.try_state::<Desk>() {
                desk.close();
            }
        }
        _ => {}
    });
    Ok(())
}

fn set_up(app: &AppHandle, paths: &Paths, mut files: Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    match Jobs::open(paths) {
        Ok(jobs) => {
            text::speak(jobs.settings().language);
            taskbar::follow(app, &jobs);
            notifications::follow(app, &jobs);
            window::follow_size(app, &jobs);
            let size = jobs.settings().text_size;
            app.manage(Desk::new(jobs));
            window::create(app, paths)?;
            window::show_at(app, size);
            files.extend(app.state::<HandedOver>().take());
            files::import(app, files);
        }
        Err(fault) => {
            let waiting = Waiting {
                paths: paths.clone(),
                files,
                set_up,
            };
            unopened::say(app, waiting, &fault);
        }
    }
    Ok(())
}

fn no_window(error: tauri::Error) -> Fault {
    Fault::NoWindow {
        detail: error.to_string(),
    }
}
