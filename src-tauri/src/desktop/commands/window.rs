//! The window itself: what it receives, the settings, and the addresses that lead out of it.

use tauri::ipc::Channel;
use tauri::{AppHandle, State};

use crate::desktop::address;
use crate::desktop::desk::{Answer, Desk, waiting};
use crate::desktop::window;
use crate::jobs::{AppEvent, Jobs, StartupRemark};
use crate::settings::{Language, Settings};
use crate::text;
use crate::weights::download::History;

#[tauri::command]
pub(super) async fn subscribe(desk: State<'_, Desk>, channel: Channel<AppEvent>) -> Answer<()> {
    desk.connect(channel);
    Ok(())
}

/// Hands a web or mail address to the program that the system has for it. The page shows the address, and a person has
/// clicked.
#[tauri::command]
pub(super) async fn open_address(address: String) -> Answer<()> {
    waiting(move || address::open(&address)).await?
}

/// The connections that Pagewing made, the newest first.
#[tauri::command]
pub(super) async fn network(desk: State<'_, Desk>) -> Answer<History> {
    desk.ask(Jobs::network).await
}

/// What a person should know about how the program started; a page that is reloaded asks again.
#[tauri::command]
pub(super) async fn startup_remarks(desk: State<'_, Desk>) -> Answer<Vec<StartupRemark>> {
    desk.ask(|jobs| Ok(jobs.startup_remarks().to_vec())).await
}

#[tauri::command]
pub(super) async fn settings(desk: State<'_, Desk>) -> Answer<Settings> {
    desk.ask(|jobs| Ok(jobs.settings())).await
}

/// The settings of a person who has changed none.
#[tauri::command]
pub(super) async fn usual_settings() -> Answer<Settings> {
    Ok(Settings::default())
}

/// Keeps the settings, as far as they are others than `before`, when the page read them. They take effect at once.
#[tauri::command]
pub(super) async fn set_settings(
    app: AppHandle,
    desk: State<'_, Desk>,
    settings: Settings,
    before: Settings,
) -> Answer<()> {
    let size = settings.text_size;
    desk.ask(move |jobs| jobs.change_settings(&before, &settings))
        .await?;
    window::show_at(&app, size);
    Ok(())
}

/// The page speaks this language, and what is written into files and dialogs from now on does too.
#[tauri::command]
pub(super) async fn speak(language: Language) -> Answer<()> {
    text::speak(language);
    Ok(())
}
