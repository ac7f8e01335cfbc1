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

#[test]
fn questions_are_kept_with_their_answers_across_restarts() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::under(home.path());
    let jobs = Jobs::open(&paths).unwrap();
    let id = DocumentId("aa".into());
    jobs.library()
        .put(&document("aa", &WINGS), "wings.pdf", "a")
        .unwrap();
    let events = heard(&jobs);
    let given = jobs.ask(&id, "Which budget was approved?").unwrap();
    // a question that was refused has no answer to keep
    jobs.ask(&id, " ? ").unwrap_err();
    drop(jobs);
    assert!(events.iter().any(|event| event == AppEvent::Questions));

    let jobs = Jobs::open(&paths).unwrap();
    let past = jobs.questions(Some(&id), "budget", None).unwrap();
    let [entry] = past.questions.as_slice() else {
        panic!("{past:?}");
    };
    assert_eq!(entry.question, "Which budget was approved?");
    assert_eq!(entry.documents[0].title, "On Wings");
    assert_eq!(jobs.past_answer(entry.id).unwrap(), given);

    jobs.delete_question(entry.id).unwrap();
    let code = jobs.past_answer(entry.id).map_err(|fault| fault.code());
    assert_eq!(code, Err(ErrorCode::NotKept));
}

#[test]
fn a_kept_answer_names_the_sentences_of_the_present_reading() {
    let home = tempfile::tempdir().unwrap();
    let jobs = Jobs::open(&Paths::under(home.path())).unwrap();
    let id = DocumentId("aa".into());
    let put = |texts: &[&str]| {
        jobs.library()
            .put(&document("aa", texts), "wings.pdf", "a")
            .unwrap()
    };
    put(&WINGS);
    let given = jobs.ask(&id, "Which budget was approved?").unwrap();
    assert_eq!(given.passages[0].sentences, [SentenceId(3)]);
    let [one, two, three, four] = WINGS;
    assert!(put(&["A heading.", one, two, three, four]));
    let past = jobs.questions(Some(&id), "", None).unwrap();
    let now = jobs.past_answer(past.questions[0].id).unwrap();
    assert_eq!(now.passages[0].sentences, [SentenceId(4)]);
    assert_eq!(now.passages[0].text, given.passages[0].text);
}
