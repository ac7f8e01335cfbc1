//! What the library keeps of a document and of the questions that were asked, as a file for other programs or to be printed.

use tauri::{AppHandle, State};

use crate::desktop::desk::{Answer, Desk, waiting};
use crate::desktop::picker;
use crate::document::DocumentId;
use crate::export::{self, ExportFormat, ExportOptions, ExportReport};
use crate::library::QuestionId;
use crate::text;

/// Returns the path of the written file, or `None` if the person closes the dialog.
#[tauri::command]
pub(super) async fn export_document(
    app: AppHandle,
    desk: State<'_, Desk>,
    id: DocumentId,
    options: ExportOptions,
) -> Answer<Option<String>> {
    // exported first, so that nobody chooses a name for a file that there will not be
    let (name, contents) = desk
        .ask(move |jobs| {
            let title = jobs.document_title(&id)?;
            let contents = export::export(jobs.library(), &id, options)?;
            Ok((export::file_name(&title, options.format), contents))
        })
        .await?;
    saved(app, name, contents, options.format).await
}

/// Exports several documents: a file for each into a folder, or all their entries into one list of references. Returns what came
/// of it, or `None` if the person closes the dialog.
#[tauri::command]
pub(super) async fn export_documents(
    app: AppHandle,
    desk: State<'_, Desk>,
    ids: Vec<DocumentId>,
    options: ExportOptions,
) -> Answer<Option<ExportReport>> {
    let format = options.format;
    if !matches!(format, ExportFormat::Bibtex | ExportFormat::Ris) {
        let Some(folder) = waiting(move || picker::export_folder(&app)).await? else {
            return Ok(None);
        };
        let each =
            desk.ask(move |jobs| Ok(export::export_each(jobs.library(), &ids, options, &folder)));
        return each.await.map(Some);
    }
    let (contents, report) = desk
        .ask(move |jobs| export::export_references(jobs.library(), &ids, format))
        .await?;
    let name = export::file_name(text::evidence::references(), format);
    let saved = saved(app, name, contents, format).await?;
    Ok(saved.map(|path| ExportReport { path, ..report }))
}

/// Exports a question of the history with its answer, or all questions. Returns the path of the written file, or `None` if
/// the person closes the dialog.
#[tauri::command]
pub(super) async fn export_questions(
    app: AppHandle,
    desk: State<'_, Desk>,
    question: Option<QuestionId>,
    format: ExportFormat,
) -> Answer<Option<String>> {
    let (name, contents) = desk
        .ask(move |jobs| {
            let (title, contents) = export::export_questions(jobs.library(), question, format)?;
            Ok((export::file_name(&title, format), contents))
        })
        .await?;
    saved(app, name, contents, format).await
}

/// Asks where to write a file, and writes it.
async fn saved(
    app: AppHandle,
    name: String,
    contents: Vec<u8>,
    format: ExportFormat,
) -> Answer<Option<String>> {
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

/// Returns what an export as a web page contains, whatever the format. The page prints it.
#[tauri::command]
pub(super) async fn exported_page(
    desk: State<'_, Desk>,
    id: DocumentId,
    options: ExportOptions,
) -> Answer<String> {
    let format = ExportFormat::Html;
    let options = ExportOptions { format, ..options };
    let page = desk.ask(move |jobs| export::export(jobs.library(), &id, options));
    Ok(String::from_utf8_lossy(&page.await?).into_owned())
}
