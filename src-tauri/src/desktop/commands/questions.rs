//! Questions, their answers and their history.

use tauri::State;

use crate::assistant::answer::AnswerView;
use crate::desktop::desk::{Answer, Desk};
use crate::document::DocumentId;
use crate::jobs::{GivenAnswer, QuestionScope};
use crate::library::{PastQuestions, QuestionId};

/// Fails with the code `cancelled` if another question replaced this one, or if nobody waits for it any more.
#[tauri::command]
pub(super) async fn ask(
    desk: State<'_, Desk>,
    scope: QuestionScope,
    question: String,
) -> Answer<GivenAnswer> {
    desk.ask(move |jobs| jobs.ask(&scope, &question)).await
}

#[tauri::command]
pub(super) async fn stop_asking(desk: State<'_, Desk>) -> Answer<()> {
    desk.ask(|jobs| {
        jobs.stop_asking();
        Ok(())
    })
    .await
}

/// Has the chosen model write an answer of the history in short; a question or `stop_asking` stops it.
#[tauri::command]
pub(super) async fn in_short(desk: State<'_, Desk>, id: QuestionId) -> Answer<AnswerView> {
    desk.ask(move |jobs| jobs.in_short(id)).await
}

/// The history of one document, or of the library, the newest question first.
#[tauri::command]
pub(super) async fn questions(
    desk: State<'_, Desk>,
    document: Option<DocumentId>,
    words: String,
    before: Option<QuestionId>,
) -> Answer<PastQuestions> {
    desk.ask(move |jobs| jobs.questions(document.as_ref(), &words, before))
        .await
}

#[tauri::command]
pub(super) async fn past_answer(desk: State<'_, Desk>, id: QuestionId) -> Answer<AnswerView> {
    desk.ask(move |jobs| jobs.past_answer(id)).await
}

#[tauri::command]
pub(super) async fn delete_question(desk: State<'_, Desk>, id: QuestionId) -> Answer<()> {
    desk.ask(move |jobs| jobs.delete_question(id)).await
}

#[tauri::command]
pub(super) async fn delete_questions(
    desk: State<'_, Desk>,
    document: Option<DocumentId>,
) -> Answer<Vec<QuestionId>> {
    desk.ask(move |jobs| jobs.delete_questions(document.as_ref()))
        .await
}

#[tauri::command]
pub(super) async fn restore_questions(desk: State<'_, Desk>, ids: Vec<QuestionId>) -> Answer<()> {
    desk.ask(move |jobs| jobs.restore_questions(&ids)).await
}
