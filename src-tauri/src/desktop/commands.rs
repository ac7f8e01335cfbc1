//! The commands of the page, one per method of `Bridge` in `ui/src/bridge/api.ts`. Each calls the jobs on a thread
//! of its own and returns the answer, so the window never waits. `tests/bridge` reads the signatures and generates
//! `ui/src/bridge/generated/Commands.ts` from them, which type-checks the page's calls.

// a command that is not registered below is dead code and does not compile
#![deny(dead_code)]

use std::path::PathBuf;

use tauri::ipc::{Channel, Invoke, Response};
use tauri::{AppHandle, State};

use super::desk::{Desk, waiting};
use super::{example, picker};
use crate::assistant::answer::AnswerView;
use crate::assistant::summary::{SummaryChange, SummaryOptions, SummaryView};
use crate::document::DocumentId;
use crate::export::{self, ExportFormat, ExportOptions};
use crate::fault::Fault;
use crate::jobs::{
    AppEvent, DocumentView, GivenAnswer, JobId, JobView, Jobs, QuestionScope, StartupRemark,
};
use crate::library::{
    Annotation, AnnotationId, DocumentCard, FoundDocument, LeftAt, MarkColour, NewAnnotation,
    PastQuestions, QuestionId, VersionId,
};
use crate::paths::Paths;
use crate::settings::Settings;
use crate::weights::download::History;
use crate::weights::store::{ModelId, ModelRole};
use crate::weights::{ModelOffer, ModelShelf};

type Answer<T> = Result<T, Fault>;

/// Responds to the page.
pub(super) fn handler() -> impl Fn(Invoke) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        subscribe,
        library,
        find,
        jobs,
        import_files,
        choose_files,
        import_example,
        cancel_job,
        dismiss_job,
        unlock,
        document,
        document_bytes,
        left_at,
        leave,
        remove_document,
        restore_document,
        recognize,
        summarize,
        summary,
        summary_versions,
        change_summary,
        undo_summary,
        show_summary,
        ask,
        stop_asking,
        in_short,
        questions,
        past_answer,
        delete_question,
        delete_questions,
        restore_questions,
        annotations,
        annotate,
        change_annotation,
        delete_annotation,
        restore_annotation,
        export_document,
        exported_page,
        models,
        download_model,
        download_named,
        verify_model,
        make_fast_copy,
        measure_model,
        choose_model_folder,
        offer_model,
        add_model,
        use_model,
        remove_model,
        free_memory,
        network,
        startup_remarks,
        settings,
        set_settings,
    ]
}

#[tauri::command]
async fn subscribe(desk: State<'_, Desk>, channel: Channel<AppEvent>) -> Answer<()> {
    desk.connect(channel);
    Ok(())
}

#[tauri::command]
async fn library(desk: State<'_, Desk>) -> Answer<Vec<DocumentCard>> {
    desk.ask(|jobs| Ok(jobs.library().cards()?)).await
}

#[tauri::command]
async fn find(desk: State<'_, Desk>, query: String) -> Answer<Vec<FoundDocument>> {
    desk.ask(move |jobs| jobs.find(&query)).await
}

#[tauri::command]
async fn jobs(desk: State<'_, Desk>) -> Answer<Vec<JobView>> {
    desk.ask(|jobs| Ok(jobs.list())).await
}

#[tauri::command]
async fn import_files(desk: State<'_, Desk>, paths: Vec<PathBuf>) -> Answer<Vec<JobView>> {
    desk.ask(move |jobs| import(jobs, paths)).await
}

#[tauri::command]
async fn choose_files(app: AppHandle, desk: State<'_, Desk>) -> Answer<Vec<JobView>> {
    let paths = waiting(move || picker::files(&app)).await?;
    desk.ask(move |jobs| import(jobs, paths)).await
}

#[tauri::command]
async fn import_example(desk: State<'_, Desk>) -> Answer<Vec<JobView>> {
    desk.ask(|jobs| import(jobs, vec![example::unpack(&Paths::of_user()?.example())?]))
        .await
}

fn import(jobs: &Jobs, paths: Vec<PathBuf>) -> Answer<Vec<JobView>> {
    paths
        .into_iter()
        .map(|path| jobs.import(path, None))
        .collect()
}

#[tauri::command]
async fn cancel_job(desk: State<'_, Desk>, id: JobId) -> Answer<()> {
    desk.ask(move |jobs| {
        jobs.cancel(id);
        Ok(())
    })
    .await
}

#[tauri::command]
async fn dismiss_job(desk: State<'_, Desk>, id: JobId) -> Answer<()> {
    desk.ask(move |jobs| {
        jobs.dismiss(id);
        Ok(())
    })
    .await
}

#[tauri::command]
async fn unlock(desk: State<'_, Desk>, id: JobId, password: String) -> Answer<()> {
    desk.ask(move |jobs| {
        jobs.unlock(id, password);
        Ok(())
    })
    .await
}

#[tauri::command]
async fn document(desk: State<'_, Desk>, id: DocumentId) -> Answer<DocumentView> {
    desk.ask(move |jobs| jobs.document_view(&id)).await
}

/// The file as raw bytes: an `ArrayBuffer` on the page, without a detour through JSON.
#[tauri::command]
async fn document_bytes(desk: State<'_, Desk>, id: DocumentId) -> Answer<Response> {
    desk.ask(move |jobs| jobs.document_bytes(&id).map(Response::new))
        .await
}

#[tauri::command]
async fn left_at(desk: State<'_, Desk>, id: DocumentId) -> Answer<Option<LeftAt>> {
    desk.ask(move |jobs| Ok(jobs.library().left_at(&id)?)).await
}

#[tauri::command]
async fn leave(desk: State<'_, Desk>, id: DocumentId, at: LeftAt) -> Answer<()> {
    desk.ask(move |jobs| Ok(jobs.library().leave(&id, &at)?))
        .await
}

#[tauri::command]
async fn remove_document(desk: State<'_, Desk>, id: DocumentId) -> Answer<()> {
    desk.ask(move |jobs| jobs.remove(&id)).await
}

#[tauri::command]
async fn restore_document(desk: State<'_, Desk>, id: DocumentId) -> Answer<()> {
    desk.ask(move |jobs| jobs.restore(&id)).await
}

#[tauri::command]
async fn recognize(desk: State<'_, Desk>, id: DocumentId) -> Answer<JobView> {
    desk.ask(move |jobs| jobs.recognize(&id)).await
}

#[tauri::command]
async fn summarize(
    desk: State<'_, Desk>,
    id: DocumentId,
    options: SummaryOptions,
) -> Answer<JobView> {
    desk.ask(move |jobs| jobs.summarize(&id, options)).await
}

#[tauri::command]
async fn summary(desk: State<'_, Desk>, id: DocumentId) -> Answer<Option<SummaryView>> {
    desk.ask(move |jobs| jobs.summary(&id)).await
}

/// At most 50 versions, that on show first and then the one that was shown last.
#[tauri::command]
async fn summary_versions(desk: State<'_, Desk>, id: DocumentId) -> Answer<Vec<SummaryView>> {
    desk.ask(move |jobs| jobs.summary_versions(&id)).await
}

#[tauri::command]
async fn change_summary(
    desk: State<'_, Desk>,
    id: DocumentId,
    version: VersionId,
    change: SummaryChange,
) -> Answer<SummaryView> {
    desk.ask(move |jobs| jobs.change_summary(&id, version, &change))
        .await
}

#[tauri::command]
async fn undo_summary(
    desk: State<'_, Desk>,
    id: DocumentId,
    version: VersionId,
) -> Answer<SummaryView> {
    desk.ask(move |jobs| jobs.undo_summary(&id, version)).await
}

#[tauri::command]
async fn show_summary(
    desk: State<'_, Desk>,
    id: DocumentId,
    version: VersionId,
) -> Answer<SummaryView> {
    desk.ask(move |jobs| jobs.show_summary(&id, version)).await
}

/// Fails with the code `cancelled` if another question replaced this one, or if nobody waits for it any more.
#[tauri::command]
async fn ask(desk: State<'_, Desk>, scope: QuestionScope, question: String) -> Answer<GivenAnswer> {
    desk.ask(move |jobs| jobs.ask(&scope, &question)).await
}

#[tauri::command]
async fn stop_asking(desk: State<'_, Desk>) -> Answer<()> {
    desk.ask(|jobs| {
        jobs.stop_asking();
        Ok(())
    })
    .await
}

/// Has the chosen model write an answer of the history in short; a question or `stop_asking` stops it.
#[tauri::command]
async fn in_short(desk: State<'_, Desk>, id: QuestionId) -> Answer<AnswerView> {
    desk.ask(move |jobs| jobs.in_short(id)).await
}

/// The history of one document, or of the library, the newest question first.
#[tauri::command]
async fn questions(
    desk: State<'_, Desk>,
    document: Option<DocumentId>,
    words: String,
    before: Option<QuestionId>,
) -> Answer<PastQuestions> {
    desk.ask(move |jobs| jobs.questions(document.as_ref(), &words, before))
        .await
}

#[tauri::command]
async fn past_answer(desk: State<'_, Desk>, id: QuestionId) -> Answer<AnswerView> {
    desk.ask(move |jobs| jobs.past_answer(id)).await
}

#[tauri::command]
async fn delete_question(desk: State<'_, Desk>, id: QuestionId) -> Answer<()> {
    desk.ask(move |jobs| jobs.delete_question(id)).await
}

#[tauri::command]
async fn delete_questions(
    desk: State<'_, Desk>,
    document: Option<DocumentId>,
) -> Answer<Vec<QuestionId>> {
    desk.ask(move |jobs| jobs.delete_questions(document.as_ref()))
        .await
}

#[tauri::command]
async fn restore_questions(desk: State<'_, Desk>, ids: Vec<QuestionId>) -> Answer<()> {
    desk.ask(move |jobs| jobs.restore_questions(&ids)).await
}

/// What a person marked in a document and wrote to it, in the document's order.
#[tauri::command]
async fn annotations(desk: State<'_, Desk>, document: DocumentId) -> Answer<Vec<Annotation>> {
    desk.ask(move |jobs| jobs.annotations(&document)).await
}

#[tauri::command]
async fn annotate(
    desk: State<'_, Desk>,
    document: DocumentId,
    annotation: NewAnnotation,
) -> Answer<Annotation> {
    desk.ask(move |jobs| jobs.annotate(&document, &annotation))
        .await
}

#[tauri::command]
async fn change_annotation(
    desk: State<'_, Desk>,
    id: AnnotationId,
    colour: Option<MarkColour>,
    note: String,
) -> Answer<Annotation> {
    desk.ask(move |jobs| jobs.change_annotation(id, colour, &note))
        .await
}

#[tauri::command]
async fn delete_annotation(desk: State<'_, Desk>, id: AnnotationId) -> Answer<()> {
    desk.ask(move |jobs| jobs.delete_annotation(id)).await
}

#[tauri::command]
async fn restore_annotation(desk: State<'_, Desk>, id: AnnotationId) -> Answer<Annotation> {
    desk.ask(move |jobs| jobs.restore_annotation(id)).await
}

/// Returns the path of the written file, or `None` if the person closes the dialog.
#[tauri::command]
async fn export_document(
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
    match waiting(move || picker::save(&app, &name, options.format.extension())).await? {
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
async fn exported_page(
    desk: State<'_, Desk>,
    id: DocumentId,
    options: ExportOptions,
) -> Answer<String> {
    let format = ExportFormat::Html;
    let options = ExportOptions { format, ..options };
    let page = desk.ask(move |jobs| export::export(jobs.library(), &id, options));
    Ok(String::from_utf8_lossy(&page.await?).into_owned())
}

#[tauri::command]
async fn models(desk: State<'_, Desk>) -> Answer<ModelShelf> {
    desk.ask(Jobs::models).await
}

/// Downloads a model and makes it ready. With `then`, the model is chosen and the document summarized with it.
#[tauri::command]
async fn download_model(
    desk: State<'_, Desk>,
    id: ModelId,
    then: Option<DocumentId>,
) -> Answer<JobView> {
    desk.ask(move |jobs| jobs.download_model(&id, then)).await
}

/// Downloads a model by its repository or URL.
#[tauri::command]
async fn download_named(desk: State<'_, Desk>, reference: String) -> Answer<JobView> {
    desk.ask(move |jobs| jobs.download_named(&reference)).await
}

#[tauri::command]
async fn verify_model(desk: State<'_, Desk>, id: ModelId) -> Answer<JobView> {
    desk.ask(move |jobs| jobs.verify_model(&id)).await
}

#[tauri::command]
async fn make_fast_copy(desk: State<'_, Desk>, id: ModelId) -> Answer<JobView> {
    desk.ask(move |jobs| jobs.make_fast_copy(&id)).await
}

#[tauri::command]
async fn measure_model(desk: State<'_, Desk>, id: ModelId) -> Answer<JobView> {
    desk.ask(move |jobs| jobs.measure_model(&id)).await
}

/// Returns `None` if the person closes the dialog. A folder that is not a model is an error.
#[tauri::command]
async fn choose_model_folder(app: AppHandle, desk: State<'_, Desk>) -> Answer<Option<ModelOffer>> {
    match waiting(move || picker::folder(&app)).await? {
        Some(folder) => desk.ask(move |jobs| jobs.model_in(&folder).map(Some)).await,
        None => Ok(None),
    }
}

/// What a dropped folder holds; `None` if it is not the folder of a model at all.
#[tauri::command]
async fn offer_model(desk: State<'_, Desk>, path: PathBuf) -> Answer<Option<ModelOffer>> {
    desk.ask(move |jobs| jobs.offered_model(&path)).await
}

#[tauri::command]
async fn add_model(
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
async fn use_model(
    desk: State<'_, Desk>,
    role: ModelRole,
    id: Option<ModelId>,
) -> Answer<ModelShelf> {
    desk.ask(move |jobs| jobs.use_model(role, id.as_ref()))
        .await
}

#[tauri::command]
async fn remove_model(desk: State<'_, Desk>, id: ModelId) -> Answer<ModelShelf> {
    desk.ask(move |jobs| jobs.remove_model(&id)).await
}

/// The connections that Pagewing made, the newest first.
#[tauri::command]
async fn network(desk: State<'_, Desk>) -> Answer<History> {
    desk.ask(Jobs::network).await
}

/// Takes every loaded model out of the memory; the next work loads it again.
#[tauri::command]
async fn free_memory(desk: State<'_, Desk>) -> Answer<()> {
    desk.ask(|jobs| {
        jobs.free_memory();
        Ok(())
    })
    .await
}

/// What a person should know about how the program started; a page that is reloaded asks again.
#[tauri::command]
async fn startup_remarks(desk: State<'_, Desk>) -> Answer<Vec<StartupRemark>> {
    desk.ask(|jobs| Ok(jobs.startup_remarks().to_vec())).await
}

#[tauri::command]
async fn settings(desk: State<'_, Desk>) -> Answer<Settings> {
    desk.ask(|jobs| Ok(jobs.settings())).await
}

#[tauri::command]
async fn set_settings(desk: State<'_, Desk>, settings: Settings) -> Answer<()> {
    desk.ask(move |jobs| jobs.set_settings(settings)).await
}
