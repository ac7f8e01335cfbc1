//! Summaries: how they are made, changed and shown.

use tauri::State;

use crate::assistant::summary::{SummaryChange, SummaryOptions, SummaryView};
use crate::desktop::desk::{Answer, Desk};
use crate::document::DocumentId;
use crate::jobs::JobView;
use crate::library::VersionId;

#[tauri::command]
pub(super) async fn summarize(
    desk: State<'_, Desk>,
    id: DocumentId,
    options: SummaryOptions,
) -> Answer<JobView> {
    desk.ask(move |jobs| jobs.summarize(&id, options)).await
}

#[tauri::command]
pub(super) async fn summary(desk: State<'_, Desk>, id: DocumentId) -> Answer<Option<SummaryView>> {
    desk.ask(move |jobs| jobs.summary(&id)).await
}

/// At most 50 versions, that on show first and then the one that was shown last.
#[tauri::command]
pub(super) async fn summary_versions(
    desk: State<'_, Desk>,
    id: DocumentId,
) -> Answer<Vec<SummaryView>> {
    desk.ask(move |jobs| jobs.summary_versions(&id)).await
}

#[tauri::command]
pub(super) async fn change_summary(
    desk: State<'_, Desk>,
    id: DocumentId,
    version: VersionId,
    change: SummaryChange,
) -> Answer<SummaryView> {
    desk.ask(move |jobs| jobs.change_summary(&id, version, &change))
        .await
}

#[tauri::command]
pub(super) async fn undo_summary(
    desk: State<'_, Desk>,
    id: DocumentId,
    version: VersionId,
) -> Answer<SummaryView> {
    desk.ask(move |jobs| jobs.undo_summary(&id, version)).await
}

#[tauri::command]
pub(super) async fn show_summary(
    desk: State<'_, Desk>,
    id: DocumentId,
    version: VersionId,
) -> Answer<SummaryView> {
    desk.ask(move |jobs| jobs.show_summary(&id, version)).await
}
