//! Documents: how they come into the library, and what the window shows of them.

use std::path::PathBuf;

use tauri::ipc::Response;
use tauri::{AppHandle, State};

use crate::desktop::desk::{Answer, Desk, waiting};
use crate::desktop::{example, files, folders, picker};
use crate::document::DocumentId;
use crate::jobs::{DocumentView, JobId, JobView};
use crate::library::LeftAt;
use crate::paths::Paths;

#[tauri::command]
pub(super) async fn import_files(
    desk: State<'_, Desk>,
    paths: Vec<PathBuf>,
) -> Answer<Vec<JobView>> {
    desk.ask(move |jobs| files::take(jobs, folders::documents(paths)))
        .await
}

#[tauri::command]
pub(super) async fn choose_files(app: AppHandle, desk: State<'_, Desk>) -> Answer<Vec<JobView>> {
    let paths = waiting(move || picker::files(&app)).await?;
    desk.ask(move |jobs| files::take(jobs, paths)).await
}

/// What came of it is an event.
#[tauri::command]
pub(super) async fn choose_bibliography(app: AppHandle, desk: State<'_, Desk>) -> Answer<()> {
    let Some(path) = waiting(move || picker::bibliography(&app)).await? else {
        return Ok(());
    };
    desk.ask(move |jobs| jobs.import_bibliography(&path).map(|_| ()))
        .await
}

#[tauri::command]
pub(super) async fn import_example(desk: State<'_, Desk>) -> Answer<Vec<JobView>> {
    desk.ask(|jobs| files::take(jobs, vec![example::unpack(&Paths::of_user()?.example())?]))
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

#[tauri::command]
pub(super) async fn document(desk: State<'_, Desk>, id: DocumentId) -> Answer<DocumentView> {
    desk.ask(move |jobs| jobs.open_document(&id)).await
}

/// The file as raw bytes: an `ArrayBuffer` on the page, without a detour through JSON.
#[tauri::command]
pub(super) async fn document_bytes(desk: State<'_, Desk>, id: DocumentId) -> Answer<Response> {
    desk.ask(move |jobs| jobs.document_bytes(&id).map(Response::new))
        .await
}

#[tauri::command]
pub(super) async fn left_at(desk: State<'_, Desk>, id: DocumentId) -> Answer<Option<LeftAt>> {
    desk.ask(move |jobs| Ok(jobs.library().left_at(&id)?)).await
}

#[tauri::command]
pub(super) async fn leave(desk: State<'_, Desk>, id: DocumentId, at: LeftAt) -> Answer<()> {
    desk.ask(move |jobs| Ok(jobs.library().leave(&id, &at)?))
        .await
}

#[tauri::command]
pub(super) async fn recognize(desk: State<'_, Desk>, id: DocumentId) -> Answer<JobView> {
    desk.ask(move |jobs| jobs.recognize(&id)).await
}
