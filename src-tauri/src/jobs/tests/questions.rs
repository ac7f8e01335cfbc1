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
    let view = ask(&jobs, &id, " Which budget was approved? ").unwrap();
    assert_eq!(view.question, "Which budget was approved?");
    assert!(matches!(view.status, AnswerStatus::PassagesOnly { .. }));
    assert_eq!((view.reader, view.asked), (None, 1));
    assert_eq!(view.passages[0].text, WINGS[3]);
    assert!(view.passages.iter().all(|passage| passage.document == id));
    drop(jobs);
    let asked = QuestionScope::Documents { ids: vec![id] };
    let told = events
        .iter()
        .any(|event| matches!(event, AppEvent::Asking { scope, .. } if scope == asked));
    assert!(told);
}

#[test]
fn what_cannot_be_asked_is_said() {
    let home = tempfile::tempdir().unwrap();
    let jobs = Jobs::open(&Paths::under(home.path())).unwrap();
    let code = |id: &str, question| {
        let asked = ask(&jobs, &DocumentId(id.into()), question);
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
    let given = ask(&jobs, &id, "Which budget was approved?").unwrap();
    // a question that was refused has no answer to keep
    ask(&jobs, &id, " ? ").unwrap_err();
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
    let given = ask(&jobs, &id, "Which budget was approved?").unwrap();
    assert_eq!(given.passages[0].sentences, [SentenceId(3)]);
    let [one, two, three, four] = WINGS;
    assert!(put(&["A heading.", one, two, three, four]));
    let past = jobs.questions(Some(&id), "", None).unwrap();
    let now = jobs.past_answer(past.questions[0].id).unwrap();
    assert_eq!(now.passages[0].sentences, [SentenceId(4)]);
    assert_eq!(now.passages[0].text, given.passages[0].text);
}

#[test]
fn several_documents_or_all_are_asked_and_those_without_a_passage_are_named() {
    let home = tempfile::tempdir().unwrap();
    let jobs = Jobs::open(&Paths::under(home.path())).unwrap();
    let put = |id: &str, text: &str| {
        let document = document(id, &[text]);
        jobs.library().put(&document, "a.pdf", id).unwrap();
    };
    put("aa", "The budget of the council was approved in spring.");
    put(
        "bb",
        "The budget of the other council was refused in autumn.",
    );
    put("cc", "Large birds rest on their wings over the sea.");
    put("dd", "The budget of the third council was never discussed.");
    let ids: Vec<DocumentId> = ["aa", "bb", "cc"].map(|id| DocumentId(id.into())).into();
    let question = "What became of the budget of the council?";
    let some = QuestionScope::Documents { ids: ids.clone() };
    let given = jobs.ask(&some, question).unwrap();
    let quoted: Vec<&str> = given
        .answer
        .passages
        .iter()
        .map(|passage| passage.document.0.as_str())
        .collect();
    assert_eq!(given.answer.asked, 3);
    assert!(
        quoted.contains(&"aa") && quoted.contains(&"bb"),
        "{quoted:?}"
    );
    assert!(!quoted.contains(&"dd"), "{quoted:?}");
    let without: Vec<&str> = given
        .answer
        .without
        .iter()
        .map(|document| document.id.0.as_str())
        .collect();
    assert_eq!(without, ["cc"]);
    // one document was not asked
    assert_eq!(given.follow_ups, [FollowUp::Library]);
    let kept = jobs.past_answer(given.id.unwrap()).unwrap();
    assert_eq!(kept, given.answer);

    let all = jobs.ask(&QuestionScope::Library, question).unwrap();
    assert_eq!((all.answer.asked, all.follow_ups), (4, vec![]));
    // nobody suggests what was asked already
    assert_eq!(jobs.ask(&some, question).unwrap().follow_ups, []);
    let past = jobs.questions(None, "", None).unwrap().questions;
    let scopes: Vec<AskedScope> = past.iter().map(|past| past.scope).collect();
    assert_eq!(
        scopes,
        [
            AskedScope::Documents,
            AskedScope::Library,
            AskedScope::Documents
        ]
    );
    let named: Vec<&DocumentId> = past[2].documents.iter().map(|of| &of.id).collect();
    assert_eq!(named, ids.iter().collect::<Vec<_>>());
}

#[test]
fn an_answer_is_written_in_short_by_the_chosen_model_and_kept_so() {
    let home = tempfile::tempdir().unwrap();
    let jobs = Jobs::open(&Paths::under(home.path())).unwrap();
    jobs.library()
        .put(&document("aa", &WINGS), "wings.pdf", "a")
        .unwrap();
    let ids = vec![DocumentId("aa".into())];
    let scope = QuestionScope::Documents { ids };
    let given = jobs.ask(&scope, "Which budget was approved?").unwrap();
    let id = given.id.unwrap();
    // nobody writes yet
    assert_eq!(jobs.in_short(id).unwrap(), given.answer);

    let settings = Settings {
        model: Some(tiny_model().to_string_lossy().into_owned()),
        ..jobs.settings()
    };
    jobs.set_settings(settings).unwrap();
    let view = jobs.in_short(id).unwrap();
    let gist = view.gist.clone().unwrap();
    assert!(!gist.sentences.is_empty());
    for said in &gist.sentences {
        assert!(said.evidence.iter().all(|source| source.document.0 == "aa"));
    }
    assert_eq!(jobs.past_answer(id).unwrap(), view);
    assert_eq!(view.passages, given.answer.passages);
    jobs.delete_question(id).unwrap();
    let code = jobs.in_short(id).map_err(|fault| fault.code());
    assert_eq!(code, Err(ErrorCode::NotKept));
}

#[test]
fn questions_that_an_older_version_indexed_are_found_once_the_library_opens() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::under(home.path());
    let jobs = Jobs::open(&paths).unwrap();
    let id = DocumentId("aa".into());
    let quoted = "\u{673a}\u{5668}\u{5b66}\u{4e60}\u{5f88}\u{597d}\u{3002}";
    jobs.library()
        .put(&document("aa", &[quoted]), "wings.pdf", "a")
        .unwrap();
    ask(&jobs, &id, "\u{673a}\u{5668}\u{5b66}\u{4e60}").unwrap();
    drop(jobs);
    // a run of ideographs was one word, and questions had no rules of their index
    let connection = rusqlite::Connection::open(paths.database()).unwrap();
    connection
        .execute_batch(
            "DELETE FROM question_text WHERE rowid = 1;
             INSERT INTO question_text (rowid, question, answer)
                 SELECT number, question, '' FROM questions;
             UPDATE questions SET index_rules = 0;",
        )
        .unwrap();
    drop(connection);
    let jobs = Jobs::open(&paths).unwrap();
    for words in ["\u{5b66}\u{4e60}", "\u{5f88}\u{597d}"] {
        let past = jobs.questions(None, words, None).unwrap();
        assert_eq!(past.questions.len(), 1, "{words}");
    }
}
