//! This installation: its version, its licences, where it keeps everything, and what helps to find a fault in it.

use std::path::PathBuf;

use tauri::{AppHandle, State};

use crate::desktop::desk::{Answer, Desk, waiting};
use crate::desktop::{diagnostics, licences, moving, picker};
use crate::diagnosis::{About, Licences};
use crate::jobs::place_in;
use crate::paths::Paths;

#[tauri::command]
pub(super) async fn about() -> Answer<About> {
    Ok(About::of(&Paths::of_user()?))
}

#[tauri::command]
pub(super) async fn licences() -> Answer<Licences> {
    waiting(licences::licences).await
}

/// A text without a word of any document, for whoever looks for a fault. The page shows it before a person copies it.
#[tauri::command]
pub(super) async fn diagnostics(desk: State<'_, Desk>) -> Answer<String> {
    let paths = Paths::of_user()?;
    desk.ask(move |jobs| diagnostics::text(jobs, &paths)).await
}

/// Asks for a folder, moves the library and the models to one of their own in it, and returns the folder in which they were.
/// `None` if the person closes the dialog.
#[tauri::command]
pub(super) async fn choose_data_folder(
    app: AppHandle,
    desk: State<'_, Desk>,
) -> Answer<Option<PathBuf>> {
    let desk = desk.inner().clone();
    waiting(move || match picker::data_folder(&app) {
        Some(chosen) => moving::move_to(&app, &desk, &place_in(&chosen)).map(Some),
        None => Ok(None),
    })
    .await?
}

/// Moves the library and the models to a folder in which they were, and returns the one in which they are now.
#[tauri::command]
pub(super) async fn move_data_back(
    app: AppHandle,
    desk: State<'_, Desk>,
    folder: PathBuf,
) -> Answer<PathBuf> {
    let desk = desk.inner().clone();
    waiting(move || moving::move_to(&app, &desk, &folder)).await?
}

/// Has the library and the models stay where they are, if they are being moved.
#[tauri::command]
pub(super) async fn stop_moving(desk: State<'_, Desk>) -> Answer<()> {
    desk.stay();
    Ok(())
}
