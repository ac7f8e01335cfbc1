//! Questions to a document.

use super::*;

#[test]
fn a_document_is_asked_alone_and_shows_passages_where_there_is_no_reader() {
    let home = tempfile::tempdir().unwrap();
    let jobs = Jobs::open(&Paths::under(home.path())).unwrap();
    let library = jobs.library();
    let other = "The budget of the other council was approved as well.";
    library
        .put(&document("aa", &WINGS), "wings.pdf", "a")
        .unwrap();
    library
        .put(&document("bb", &[other]), "budget.pdf", "b")
        .unwrap();
    let events = heard(&jobs);
    let id = DocumentId("aa".into());
    let view = jobs.ask(&id, " Which budget was approved? ").unwrap();
    assert_eq!(view.question, "Which budget was approved?");
    assert!(matches!(view.status, AnswerStatus::PassagesOnly { .. }));
    assert_eq!((view.reader, view.asked), (None, 1));
    assert_eq!(view.passages[0].text, WINGS[3]);
    assert!(view.passages.iter().all(|passage| passage.document == id));
    drop(jobs);
    let told = events
        .iter()
        .any(|event| matches!(event, AppEvent::Asking { document, .. } if document == id));
    assert!(told);
}

#[test]
fn what_cannot_be_asked_is_said() {
    let home = tempfile::tempdir().unwrap();
    let jobs = Jobs::open(&Paths::under(home.path())).unwrap();
    let code = |id: &str, question| {
        let asked = jobs.ask(&DocumentId(id.into()), question);
        asked.err().map(|fault| fault.code())
    };
    jobs.library()
        .put(&document("aa", &[]), "scan.pdf", "a")
        .unwrap();
    assert_eq!(code("aa", " ? "), Some(ErrorCode::NoWords));
    assert_eq!(code("aa", "Who flew?"), Some(ErrorCode::Scanned));
    assert_eq!(code("bb", "Who flew?"), Some(ErrorCode::NoDocuments));
    jobs.close();
    assert_eq!(code("aa", "Who flew?"), Some(ErrorCode::Cancelled));
}
