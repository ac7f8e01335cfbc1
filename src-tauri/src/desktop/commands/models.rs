//! The models, and the work on them.

use std::path::PathBuf;

use tauri::{AppHandle, State};

use crate::desktop::desk::{Answer, Desk, waiting};
use crate::desktop::picker;
use crate::document::DocumentId;
use crate::jobs::{JobView, Jobs};
use crate::weights::store::{ModelId, ModelRole};
use crate::weights::{ModelOffer, ModelShelf};

#[tauri::command]
pub(super) async fn models(desk: State<'_, Desk>) -> Answer<ModelShelf> {
    desk.ask(Jobs::models).await
}

/// Downloads a model and makes it ready. With `then`, the model is chosen and the document summarized with it.
#[tauri::command]
pub(super) async fn download_model(
    desk: State<'_, Desk>,
    id: ModelId,
    then: Option<DocumentId>,
) -> Answer<JobView> {
    desk.ask(move |jobs| jobs.download_model(&id, then)).await
}

/// Downloads a model by its repository or URL.
#[tauri::command]
pub(super) async fn download_named(desk: State<'_, Desk>, reference: String) -> Answer<JobView> {
    desk.ask(move |jobs| jobs.download_named(&reference)).await
}

#[tauri::command]
pub(super) async fn verify_model(desk: State<'_, Desk>, id: ModelId) -> Answer<JobView> {
    desk.ask(move |jobs| jobs.verify_model(&id)).await
}

#[tauri::command]
pub(super) async fn make_fast_copy(desk: State<'_, Desk>, id: ModelId) -> Answer<JobView> {
    desk.ask(move |jobs| jobs.make_fast_copy(&id)).await
}

#[tauri::command]
pub(super) async fn measure_model(desk: State<'_, Desk>, id: ModelId) -> Answer<JobView> {
    desk.ask(move |jobs| jobs.measure_model(&id)).await
}

/// Returns `None` if the person closes the dialog. A folder that is not a model is an error.
#[tauri::command]
pub(super) async fn choose_model_folder(
    app: AppHandle,
    desk: State<'_, Desk>,
) -> Answer<Option<ModelOffer>> {
    match waiting(move || picker::folder(&app)).await? {
        Some(folder) => desk.ask(move |jobs| jobs.model_in(&folder).map(Some)).await,
        None => Ok(None),
    }
}

/// What a dropped folder holds; `None` if it is not the folder of a model at all.
#[tauri::command]
pub(super) async fn offer_model(
    desk: State<'_, Desk>,
    path: PathBuf,
) -> Answer<Option<ModelOffer>> {
    desk.ask(move |jobs| jobs.offered_model(&path)).await
}

#[tauri::command]
pub(super) async fn add_model(
    desk: State<'_, Desk>,
    folder: PathBuf,
    copy: bool,
    fast_copy: bool,
) -> Answer<JobView> {
    desk.ask(move |jobs| jobs.add_model(&folder, copy, fast_copy))
        .await
}

/// `None` goes back to key sentences, or to the starter model.
#[tauri::command]
pub(super) async fn use_model(
    desk: State<'_, Desk>,
    role: ModelRole,
    id: Option<ModelId>,
) -> Answer<ModelShelf> {
    desk.ask(move |jobs| jobs.use_model(role, id.as_ref()))
        .await
}

#[tauri::command]
pub(super) async fn remove_model(desk: State<'_, Desk>, id: ModelId) -> Answer<ModelShelf> {
    desk.ask(move |jobs| jobs.remove_model(&id)).await
}

/// Takes every loaded model out of the memory; the next work loads it again.
#[tauri::command]
pub(super) async fn free_memory(desk: State<'_, Desk>) -> Answer<()> {
    desk.ask(|jobs| {
        jobs.free_memory();
        Ok(())
    })
    .await
}
