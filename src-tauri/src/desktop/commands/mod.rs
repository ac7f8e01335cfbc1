//! The commands of the page, one per method of `Bridge` in `ui/src/bridge/api.ts`, in a file for each thing. Each calls
//! the jobs on a thread of its own and returns the answer, so the window never waits. `tests/bridge` reads the signatures
//! in this folder and generates `ui/src/bridge/generated/Commands.ts` from them, which type-checks the page's calls.

// a command that is not registered below is dead code and does not compile
#![deny(dead_code)]

mod about;
mod annotations;
mod documents;
mod exports;
mod groups;
mod models;
mod questions;
mod queue;
mod sequences;
mod shelf;
mod summaries;
mod tables;
mod window;

use tauri::ipc::Invoke;

/// Responds to the page.
#[expect(clippy::too_many_lines, reason = "a list: one line for each command")]
pub(super) fn handler() -> impl Fn(Invoke) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        about::about,
        about::licences,
        about::diagnostics,
        about::choose_data_folder,
        about::move_data_back,
        about::stop_moving,
        documents::import_files,
        documents::choose_files,
        documents::choose_folder,
        documents::choose_bibliography,
        documents::import_example,
        documents::watch_folder,
        documents::stop_looking,
        documents::many_files,
        documents::take_many,
        documents::document,
        documents::document_again,
        documents::document_bytes,
        documents::left_at,
        documents::leave,
        documents::recognize,
        shelf::library,
        shelf::library_order,
        shelf::cards,
        shelf::excerpts,
        shelf::find,
        shelf::document_details,
        shelf::edit_document,
        shelf::mark_unread,
        shelf::remove_documents,
        shelf::restore_documents,
        shelf::trash,
        shelf::delete_documents,
        shelf::library_size,
        shelf::show_document_in_folder,
        groups::groups,
        groups::make_group,
        groups::rename_group,
        groups::delete_group,
        groups::restore_group,
        groups::add_to_group,
        groups::take_from_group,
        summaries::summarize,
        summaries::summary,
        summaries::summary_versions,
        summaries::change_summary,
        summaries::undo_summary,
        summaries::show_summary,
        queue::jobs,
        queue::cancel_job,
        queue::dismiss_job,
        queue::bring_back_job,
        queue::retry_job,
        queue::move_job,
        queue::unlock,
        queue::show_in_folder,
        questions::ask,
        questions::stop_asking,
        questions::in_short,
        questions::questions,
        questions::past_answer,
        questions::delete_question,
        questions::delete_questions,
        questions::restore_questions,
        annotations::annotations,
        annotations::annotate,
        annotations::change_annotation,
        annotations::delete_annotation,
        annotations::restore_annotation,
        tables::tables,
        tables::table,
        tables::make_table,
        tables::change_table,
        tables::delete_table,
        tables::restore_table,
        tables::fill_table,
        tables::ask_again,
        tables::write_cell,
        tables::cell_answer,
        tables::table_templates,
        tables::keep_template,
        tables::delete_template,
        tables::restore_template,
        tables::export_table,
        tables::related_passages,
        exports::export_document,
        exports::export_documents,
        exports::export_questions,
        exports::exported_page,
        sequences::sequence,
        sequences::sequence_records,
        sequences::sequence_track,
        sequences::classify_sequence,
        sequences::choose_sequence_model,
        sequences::export_track,
        sequences::export_drawing,
        models::models,
        models::download_model,
        models::download_named,
        models::verify_model,
        models::make_fast_copy,
        models::measure_model,
        models::choose_model_folder,
        models::offer_model,
        models::add_model,
        models::use_model,
        models::remove_model,
        models::free_memory,
        window::subscribe,
        window::network,
        window::open_address,
        window::startup_remarks,
        window::settings,
        window::usual_settings,
        window::set_settings,
        window::speak,
    ]
}
