//! Tables of evidence, and what other documents say about the subject of a sentence.

use tauri::{AppHandle, State};

use crate::assistant::answer::{AnswerView, RelatedPassages};
use crate::desktop::desk::{Answer, Desk, waiting};
use crate::desktop::picker;
use crate::document::DocumentId;
use crate::export::{self, TableFormat};
use crate::jobs::{JobView, TableChange, TableTemplate};
use crate::library::{
    ColumnId, EvidenceCell, EvidenceTable, NewTable, Shelf, TableCard, TableId, TemplateId,
};

/// All tables, the one that was changed last first.
#[tauri::command]
pub(super) async fn tables(desk: State<'_, Desk>) -> Answer<Vec<TableCard>> {
    desk.ask(|jobs| jobs.tables()).await
}

#[tauri::command]
pub(super) async fn table(desk: State<'_, Desk>, id: TableId) -> Answer<EvidenceTable> {
    desk.ask(move |jobs| jobs.table(id)).await
}

/// Makes a table, which is filled in the background.
#[tauri::command]
pub(super) async fn make_table(desk: State<'_, Desk>, table: NewTable) -> Answer<EvidenceTable> {
    desk.ask(move |jobs| jobs.make_table(table)).await
}

#[tauri::command]
pub(super) async fn change_table(
    desk: State<'_, Desk>,
    id: TableId,
    change: TableChange,
) -> Answer<EvidenceTable> {
    desk.ask(move |jobs| jobs.change_table(id, &change)).await
}

#[tauri::command]
pub(super) async fn delete_table(desk: State<'_, Desk>, id: TableId) -> Answer<()> {
    desk.ask(move |jobs| jobs.delete_table(id)).await
}

#[tauri::command]
pub(super) async fn restore_table(desk: State<'_, Desk>, id: TableId) -> Answer<EvidenceTable> {
    desk.ask(move |jobs| jobs.restore_table(id)).await
}

/// Goes on with the filling that a person stopped. Returns `None` if nothing is lacking.
#[tauri::command]
pub(super) async fn fill_table(desk: State<'_, Desk>, id: TableId) -> Answer<Option<JobView>> {
    desk.ask(move |jobs| jobs.fill_table(id)).await
}

/// Puts questions again: all of a table, or one question, or those to one paper.
#[tauri::command]
pub(super) async fn ask_again(
    desk: State<'_, Desk>,
    id: TableId,
    column: Option<ColumnId>,
    document: Option<DocumentId>,
) -> Answer<EvidenceTable> {
    desk.ask(move |jobs| jobs.ask_again(id, column, document.as_ref()))
        .await
}

/// Keeps what a person writes into a cell; `None` shows again what was found.
#[tauri::command]
pub(super) async fn write_cell(
    desk: State<'_, Desk>,
    id: TableId,
    column: ColumnId,
    document: DocumentId,
    yours: Option<String>,
) -> Answer<EvidenceCell> {
    desk.ask(move |jobs| jobs.write_cell(id, column, &document, yours.as_deref()))
        .await
}

/// The whole answer of a cell, with the places of its quotations.
#[tauri::command]
pub(super) async fn cell_answer(
    desk: State<'_, Desk>,
    column: ColumnId,
    document: DocumentId,
) -> Answer<AnswerView> {
    desk.ask(move |jobs| jobs.cell_answer(column, &document))
        .await
}

/// Pagewing's lists of questions, as they came or as a person changed them, and the person's own.
#[tauri::command]
pub(super) async fn table_templates(desk: State<'_, Desk>) -> Answer<Vec<TableTemplate>> {
    desk.ask(|jobs| jobs.table_templates()).await
}

#[tauri::command]
pub(super) async fn keep_template(
    desk: State<'_, Desk>,
    template: TableTemplate,
) -> Answer<Vec<TableTemplate>> {
    desk.ask(move |jobs| jobs.keep_template(&template)).await
}

#[tauri::command]
pub(super) async fn delete_template(
    desk: State<'_, Desk>,
    id: TemplateId,
) -> Answer<Vec<TableTemplate>> {
    desk.ask(move |jobs| jobs.delete_template(id)).await
}

#[tauri::command]
pub(super) async fn restore_template(
    desk: State<'_, Desk>,
    id: TemplateId,
) -> Answer<Vec<TableTemplate>> {
    desk.ask(move |jobs| jobs.restore_template(id)).await
}

/// Returns the path of the written file, or `None` if the person closes the dialog.
#[tauri::command]
pub(super) async fn export_table(
    app: AppHandle,
    desk: State<'_, Desk>,
    id: TableId,
    format: TableFormat,
) -> Answer<Option<String>> {
    // exported first, so that nobody chooses a name for a file that there will not be
    let (name, contents) = desk
        .ask(move |jobs| {
            let table = jobs.table(id)?;
            let contents = export::table(&table, Shelf::Library(jobs.library()), format)?;
            Ok((export::table_name(&table.title, format), contents))
        })
        .await?;
    match waiting(move || picker::save(&app, &name, format.extension())).await? {
        Some(path) => {
            waiting(move || {
                export::write(&path, &contents)?;
                Ok(Some(path.to_string_lossy().into_owned()))
            })
            .await?
        }
        None => Ok(None),
    }
}

/// The passages of other documents that are nearest to words of a document or of its summary.
#[tauri::command]
pub(super) async fn related_passages(
    desk: State<'_, Desk>,
    document: DocumentId,
    text: String,
) -> Answer<RelatedPassages> {
    desk.ask(move |jobs| jobs.related(&document, &text)).await
}
