//! What a person marks in a document and writes to it.

use tauri::State;

use crate::desktop::desk::{Answer, Desk};
use crate::document::DocumentId;
use crate::library::{Annotation, AnnotationId, MarkColour, NewAnnotation};

/// What a person marked in a document and wrote to it, in the document's order.
#[tauri::command]
pub(super) async fn annotations(
    desk: State<'_, Desk>,
    document: DocumentId,
) -> Answer<Vec<Annotation>> {
    desk.ask(move |jobs| jobs.annotations(&document)).await
}

#[tauri::command]
pub(super) async fn annotate(
    desk: State<'_, Desk>,
    document: DocumentId,
    annotation: NewAnnotation,
) -> Answer<Annotation> {
    desk.ask(move |jobs| jobs.annotate(&document, &annotation))
        .await
}

#[tauri::command]
pub(super) async fn change_annotation(
    desk: State<'_, Desk>,
    id: AnnotationId,
    colour: Option<MarkColour>,
    note: String,
) -> Answer<Annotation> {
    desk.ask(move |jobs| jobs.change_annotation(id, colour, &note))
        .await
}

#[tauri::command]
pub(super) async fn delete_annotation(desk: State<'_, Desk>, id: AnnotationId) -> Answer<()> {
    desk.ask(move |jobs| jobs.delete_annotation(id)).await
}

#[tauri::command]
pub(super) async fn restore_annotation(
    desk: State<'_, Desk>,
    id: AnnotationId,
) -> Answer<Annotation> {
    desk.ask(move |jobs| jobs.restore_annotation(id)).await
}
