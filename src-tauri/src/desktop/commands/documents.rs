//! Documents: how they come into the library, and what the window shows of them.

use std::path::PathBuf;

use tauri::ipc::Response;
use tauri::{AppHandle, State};

use crate::desktop::desk::{Answer, Desk, waiting};
use crate::desktop::{example, freed, picker};
use crate::document::DocumentId;
use crate::jobs::{DocumentView, JobView};
use crate::library::LeftAt;
use crate::paths::Paths;

#[tauri::command]
pub(super) async fn import_files(
    desk: State<'_, Desk>,
    paths: Vec<PathBuf>,
) -> Answer<Vec<JobView>> {
    desk.ask(move |jobs| jobs.take(paths)).await
}

/// Asks for a folder, and watches it from now on.
#[tauri::command]
pub(super) async fn watch_folder(app: AppHandle, desk: State<'_, Desk>) -> Answer<Vec<JobView>> {
    let folder = waiting(move || picker::watched_folder(&app)).await?;
    desk.ask(move |jobs| folder.map_or_else(|| Ok(Vec::new()), |it| jobs.watch_folder(&it)))
        .await
}

/// Ends the looks through folders that take a while: nothing of what they found is read.
#[tauri::command]
pub(super) async fn stop_looking(desk: State<'_, Desk>) -> Answer<()> {
    desk.ask(|jobs| {
        jobs.stop_looking();
        Ok(())
    })
    .await
}

/// How many files wait until the person says whether to read them; `None` if none do.
#[tauri::command]
pub(super) async fn many_files(desk: State<'_, Desk>) -> Answer<Option<u32>> {
    desk.ask(|jobs| Ok(jobs.many_files())).await
}

#[tauri::command]
pub(super) async fn take_many(desk: State<'_, Desk>, read: bool) -> Answer<Vec<JobView>> {
    desk.ask(move |jobs| jobs.take_many(read)).await
}

#[tauri::command]
pub(super) async fn choose_files(app: AppHandle, desk: State<'_, Desk>) -> Answer<Vec<JobView>> {
    let paths = waiting(move || picker::files(&app)).await?;
    desk.ask(move |jobs| jobs.take(paths)).await
}

/// Asks for a folder and returns its path, so that it is taken as a dropped one is: it may be that of a model. `None` if the
/// person closes the dialog.
#[tauri::command]
pub(super) async fn choose_folder(app: AppHandle) -> Answer<Option<PathBuf>> {
    waiting(move || picker::documents_folder(&app)).await
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
    desk.ask(|jobs| jobs.take(vec![example::unpack(&Paths::of_user()?.example())?]))
        .await
}

#[tauri::command]
pub(super) async fn document(desk: State<'_, Desk>, id: DocumentId) -> Answer<DocumentView> {
    let opened = desk.ask(move |jobs| jobs.open_document(&id)).await;
    // what the document before took is free soon
    freed::give_back();
    opened
}

/// The same of a document that the person has open, once it was read again: that does not count as opening it.
#[tauri::command]
pub(super) async fn document_again(desk: State<'_, Desk>, id: DocumentId) -> Answer<DocumentView> {
    desk.ask(move |jobs| jobs.document_view(&id)).await
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
