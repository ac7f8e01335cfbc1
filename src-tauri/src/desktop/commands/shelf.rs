//! The list of the library, what a person changes about its documents, and the trash.

use tauri::State;

use crate::desktop::address;
use crate::desktop::desk::{Answer, Desk};
use crate::document::DocumentId;
use crate::library::{
    Arrangement, DocumentCard, DocumentDetails, Excerpt, FoundDocument, LibrarySize, OwnWords,
    TrashedDocument,
};

#[tauri::command]
pub(super) async fn library(
    desk: State<'_, Desk>,
    arrangement: Arrangement,
) -> Answer<Vec<DocumentCard>> {
    desk.ask(move |jobs| jobs.beginning(&arrangement)).await
}

/// What is behind the beginning, by its identity alone.
#[tauri::command]
pub(super) async fn library_order(
    desk: State<'_, Desk>,
    arrangement: Arrangement,
) -> Answer<Vec<DocumentId>> {
    desk.ask(move |jobs| jobs.order(&arrangement)).await
}

#[tauri::command]
pub(super) async fn cards(
    desk: State<'_, Desk>,
    ids: Vec<DocumentId>,
) -> Answer<Vec<DocumentCard>> {
    desk.ask(move |jobs| jobs.cards(&ids)).await
}

#[tauri::command]
pub(super) async fn excerpts(
    desk: State<'_, Desk>,
    query: String,
    ids: Vec<DocumentId>,
) -> Answer<Vec<Excerpt>> {
    desk.ask(move |jobs| jobs.excerpts(&query, &ids)).await
}

#[tauri::command]
pub(super) async fn find(
    desk: State<'_, Desk>,
    query: String,
    among: Arrangement,
) -> Answer<Vec<FoundDocument>> {
    desk.ask(move |jobs| jobs.find(&query, &among)).await
}

#[tauri::command]
pub(super) async fn document_details(
    desk: State<'_, Desk>,
    id: DocumentId,
) -> Answer<DocumentDetails> {
    desk.ask(move |jobs| jobs.details(&id)).await
}

#[tauri::command]
pub(super) async fn edit_document(
    desk: State<'_, Desk>,
    id: DocumentId,
    own: OwnWords,
) -> Answer<DocumentCard> {
    desk.ask(move |jobs| jobs.edit(&id, &own)).await
}

#[tauri::command]
pub(super) async fn mark_unread(
    desk: State<'_, Desk>,
    ids: Vec<DocumentId>,
    unread: bool,
) -> Answer<Vec<DocumentId>> {
    desk.ask(move |jobs| jobs.mark_unread(&ids, unread)).await
}

#[tauri::command]
pub(super) async fn remove_documents(desk: State<'_, Desk>, ids: Vec<DocumentId>) -> Answer<()> {
    desk.ask(move |jobs| jobs.remove(&ids)).await
}

#[tauri::command]
pub(super) async fn restore_documents(desk: State<'_, Desk>, ids: Vec<DocumentId>) -> Answer<()> {
    desk.ask(move |jobs| jobs.restore(&ids)).await
}

#[tauri::command]
pub(super) async fn trash(desk: State<'_, Desk>) -> Answer<Vec<TrashedDocument>> {
    desk.ask(|jobs| jobs.trash()).await
}

#[tauri::command]
pub(super) async fn delete_documents(desk: State<'_, Desk>, ids: Vec<DocumentId>) -> Answer<()> {
    desk.ask(move |jobs| jobs.delete(&ids)).await
}

#[tauri::command]
pub(super) async fn library_size(desk: State<'_, Desk>) -> Answer<LibrarySize> {
    desk.ask(|jobs| jobs.library_size()).await
}

/// Opens the folder of a document's file in the system's program for that. If there is none, returns the folder's path.
#[tauri::command]
pub(super) async fn show_document_in_folder(
    desk: State<'_, Desk>,
    id: DocumentId,
) -> Answer<Option<String>> {
    desk.ask(move |jobs| address::open_folder_of(&jobs.library().place_of(&id)?))
        .await
}
