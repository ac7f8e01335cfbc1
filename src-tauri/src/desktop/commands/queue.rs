//! The queue: the work that the window lists, and what a person does about it.

use tauri::State;

use crate::desktop::address;
use crate::desktop::desk::{Answer, Desk};
use crate::jobs::{JobId, JobView};

#[tauri::command]
pub(super) async fn jobs(desk: State<'_, Desk>) -> Answer<Vec<JobView>> {
    desk.ask(|jobs| Ok(jobs.list())).await
}

#[tauri::command]
pub(super) async fn cancel_job(desk: State<'_, Desk>, id: JobId) -> Answer<()> {
    desk.ask(move |jobs| {
        jobs.cancel(id);
        Ok(())
    })
    .await
}

#[tauri::command]
pub(super) async fn dismiss_job(desk: State<'_, Desk>, id: JobId) -> Answer<()> {
    desk.ask(move |jobs| {
        jobs.dismiss(id);
        Ok(())
    })
    .await
}

/// Brings back a job that was dismissed, with another identity; null if it is not known any more.
#[tauri::command]
pub(super) async fn bring_back_job(desk: State<'_, Desk>, id: JobId) -> Answer<Option<JobView>> {
    desk.ask(move |jobs| jobs.bring_back(id)).await
}

#[tauri::command]
pub(super) async fn retry_job(desk: State<'_, Desk>, id: JobId) -> Answer<()> {
    desk.ask(move |jobs| jobs.retry(id)).await
}

/// Moves a waiting job before another one, or behind all others.
#[tauri::command]
pub(super) async fn move_job(
    desk: State<'_, Desk>,
    id: JobId,
    before: Option<JobId>,
) -> Answer<()> {
    desk.ask(move |jobs| {
        jobs.move_before(id, before);
        Ok(())
    })
    .await
}

#[tauri::command]
pub(super) async fn unlock(desk: State<'_, Desk>, id: JobId, password: String) -> Answer<()> {
    desk.ask(move |jobs| {
        jobs.unlock(id, password);
        Ok(())
    })
    .await
}

/// Opens the folder of a job's file in the system's program for that. If there is none, returns the folder's path.
#[tauri::command]
pub(super) async fn show_in_folder(desk: State<'_, Desk>, id: JobId) -> Answer<Option<String>> {
    desk.ask(move |jobs| match jobs.file_of(id) {
        Some(file) => address::open_folder_of(&file),
        None => Ok(None),
    })
    .await
}
