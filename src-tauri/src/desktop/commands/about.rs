//! This installation: its version, its licences, and what helps to find a fault in it.

use tauri::State;

use crate::desktop::desk::{Answer, Desk, waiting};
use crate::desktop::{diagnostics, licences};
use crate::diagnosis::{About, Licences};
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
