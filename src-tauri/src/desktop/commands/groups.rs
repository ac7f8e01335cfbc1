//! Collections and tags.

use tauri::State;

use crate::desktop::desk::{Answer, Desk};
use crate::document::DocumentId;
use crate::library::{Group, GroupId, GroupKind};

#[tauri::command]
pub(super) async fn groups(desk: State<'_, Desk>) -> Answer<Vec<Group>> {
    desk.ask(|jobs| jobs.groups()).await
}

#[tauri::command]
pub(super) async fn make_group(
    desk: State<'_, Desk>,
    kind: GroupKind,
    name: String,
) -> Answer<Group> {
    desk.ask(move |jobs| jobs.make_group(kind, &name)).await
}

#[tauri::command]
pub(super) async fn rename_group(
    desk: State<'_, Desk>,
    id: GroupId,
    name: String,
) -> Answer<Group> {
    desk.ask(move |jobs| jobs.rename_group(id, &name)).await
}

#[tauri::command]
pub(super) async fn delete_group(desk: State<'_, Desk>, id: GroupId) -> Answer<()> {
    desk.ask(move |jobs| jobs.delete_group(id)).await
}

#[tauri::command]
pub(super) async fn restore_group(desk: State<'_, Desk>, id: GroupId) -> Answer<Group> {
    desk.ask(move |jobs| jobs.restore_group(id)).await
}

#[tauri::command]
pub(super) async fn add_to_group(
    desk: State<'_, Desk>,
    id: GroupId,
    documents: Vec<DocumentId>,
) -> Answer<Vec<DocumentId>> {
    desk.ask(move |jobs| jobs.add_to_group(id, &documents))
        .await
}

#[tauri::command]
pub(super) async fn take_from_group(
    desk: State<'_, Desk>,
    id: GroupId,
    documents: Vec<DocumentId>,
) -> Answer<Vec<DocumentId>> {
    desk.ask(move |jobs| jobs.take_from_group(id, &documents))
        .await
}
