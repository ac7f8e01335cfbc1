use super::*;
use crate::document::{Document, Format};
use crate::paths::Paths;

fn document(id: &str, title: &str) -> Document {
    Document {
        id: DocumentId(id.into()),
        format: Format::Text,
        title: Some(title.into()),
        authors: vec![],
        language: None,
        pages: vec![],
        sections: vec![],
        blocks: vec![],
        sentences: vec![],
        notes: vec![],
        links: vec![],
    }
}

/// A library of two documents in a folder that lives as long.
fn library() -> (tempfile::TempDir, Library) {
    let home = tempfile::tempdir().unwrap();
    let library = Library::open(&Paths::under(home.path())).unwrap();
    for (id, title) in [("aa", "On Wings"), ("bb", "On Fins")] {
        library.put(&document(id, title), title, id).unwrap();
    }
    (home, library)
}

fn id(id: &str) -> DocumentId {
    DocumentId(id.into())
}

fn asked(question: &str, documents: &[&str], text: &str) -> KeptQuestion {
    KeptQuestion {
        question: question.into(),
        scope: match documents {
            [] => AskedScope::Library,
            _ => AskedScope::Documents,
        },
        documents: documents
            .iter()
            .map(|of| (id(of), format!("{of} as it was called")))
            .collect(),
        outcome: QuestionOutcome::Found,
        words: "30 grams".into(),
        page: Some(3),
        answer: format!("the answer to {question}"),
        text: text.into(),
    }
}

fn texts(past: PastQuestions) -> Vec<String> {
    past.questions
        .into_iter()
        .map(|entry| entry.question)
        .collect()
}

#[test]
fn questions_are_listed_newest_first_for_a_document_and_for_the_library() {
    let (home, library) = library();
    let one = asked("How heavy?", &["aa"], "");
    let first = library.keep_question(&one).unwrap();
    library
        .keep_question(&asked("How deep?", &["bb"], ""))
        .unwrap();
    library
        .keep_question(&asked("How far?", &["bb", "aa"], ""))
        .unwrap();
    library
        .keep_question(&asked("How many papers?", &[], ""))
        .unwrap();
    drop(library);

    // all of it is there after a restart
    let library = Library::open(&Paths::under(home.path())).unwrap();
    let all = library.questions(None, "", None).unwrap();
    assert!(!all.more);
    assert_eq!(
        texts(all),
        ["How many papers?", "How far?", "How deep?", "How heavy?"]
    );
    let of = |of: &str| texts(library.questions(Some(&id(of)), "", None).unwrap());
    assert_eq!(of("aa"), ["How far?", "How heavy?"]);
    assert_eq!(of("bb"), ["How far?", "How deep?"]);
    assert_eq!(of("cc"), [""; 0]);

    let (entry, answer) = library.question(first).unwrap();
    assert_eq!(answer, "the answer to How heavy?");
    assert_eq!(entry.question, one.question);
    assert_eq!(
        (entry.scope, entry.outcome, entry.words.as_str(), entry.page),
        (one.scope, one.outcome, "30 grams", Some(3))
    );
    assert!((entry.asked_at - now()).abs() < 600);
    let named = AskedDocument {
        id: id("aa"),
        title: "aa as it was called".into(),
        here: true,
    };
    assert_eq!(entry.documents, [named]);
}

#[test]
fn a_question_to_the_library_stands_below_no_document_that_its_answer_quotes() {
    let (_home, library) = library();
    let mut quoting = asked("Which papers mention krill?", &[], "");
    quoting.documents = vec![(id("bb"), "On Fins".into())];
    let several = asked("How far?", &["aa", "bb"], "");
    let to_all = library.keep_question(&quoting).unwrap();
    library.keep_question(&several).unwrap();
    let of = |of: Option<&str>| {
        let of = of.map(id);
        texts(library.questions(of.as_ref(), "", None).unwrap())
    };
    assert_eq!(of(Some("aa")), ["How far?"]);
    assert_eq!(of(Some("bb")), ["How far?"]);
    assert_eq!(of(None), ["How far?", "Which papers mention krill?"]);
    // what a document's list does not show, its "Delete all" leaves
    library.delete_questions(Some(&id("bb"))).unwrap();
    assert_eq!(of(None), ["Which papers mention krill?"]);
    assert_eq!(library.delete_questions(None).unwrap(), [to_all]);
}

#[test]
fn questions_are_found_by_their_words_and_by_those_of_their_answers() {
    let (_home, library) = library();
    let quoted = "The tags weighed 30 grams.";
    library
        .keep_question(&asked("How heavy were they?", &["aa"], quoted))
        .unwrap();
    library
        .keep_question(&asked("Who tagged the birds?", &["bb"], "Zoë Müller"))
        .unwrap();
    let find = |words: &str| texts(library.questions(None, words, None).unwrap());
    assert_eq!(find("weigh"), ["How heavy were they?"]);
    assert_eq!(
        find("tag"),
        ["Who tagged the birds?", "How heavy were they?"]
    );
    assert_eq!(find("muller bird"), ["Who tagged the birds?"]);
    assert_eq!(find("zebra"), [""; 0]);
    let of = library.questions(Some(&id("aa")), "tag", None).unwrap();
    assert_eq!(texts(of), ["How heavy were they?"]);
    for words in ["\"", "tag AND", "NEAR(x)", "*"] {
        library.questions(None, words, None).unwrap();
    }
}

#[test]
fn a_long_history_comes_in_parts() {
    let (_home, library) = library();
    for n in 0..150 {
        library
            .keep_question(&asked(&format!("Question {n}?"), &["aa"], ""))
            .unwrap();
    }
    let newest = library.questions(None, "", None).unwrap();
    assert!(newest.more);
    assert_eq!(newest.questions.len(), 100);
    assert_eq!(newest.questions[0].question, "Question 149?");
    let before = newest.questions.last().map(|entry| entry.id);
    let older = library.questions(None, "", before).unwrap();
    assert!(!older.more);
    assert_eq!(older.questions.len(), 50);
    assert_eq!(older.questions[0].question, "Question 49?");
}

#[test]
fn questions_are_deleted_one_by_one_and_all_and_are_not_found_any_more() {
    let (_home, library) = library();
    let keep = |question: &str, of: &[&str]| {
        library
            .keep_question(&asked(question, of, "albatross"))
            .unwrap()
    };
    let first = keep("First?", &["aa"]);
    keep("Second?", &["aa"]);
    keep("Third?", &["bb"]);
    library.delete_question(first).unwrap();
    library.delete_question(first).unwrap();
    assert!(matches!(
        library.question(first),
        Err(LibraryError::NotKept)
    ));
    let find = |words: &str| texts(library.questions(None, words, None).unwrap());
    assert_eq!(find("albatross"), ["Third?", "Second?"]);
    let deleted = library.delete_questions(Some(&id("aa"))).unwrap();
    assert_eq!(find(""), ["Third?"]);
    // what was deleted can come back for a while
    assert_eq!(deleted.len(), 1);
    library.restore_questions(&deleted).unwrap();
    assert_eq!(find("albatross"), ["Third?", "Second?"]);
    library.delete_questions(Some(&id("aa"))).unwrap();
    library.purge_deleted(now() + 1).unwrap();
    library.restore_questions(&deleted).unwrap();
    assert_eq!(find(""), ["Third?"]);
    library.delete_questions(None).unwrap();
    assert_eq!(find(""), [""; 0]);
    // an identity is never used twice
    assert!(keep("Fourth?", &["aa"]) > first);
    assert_eq!(find("albatross"), ["Fourth?"]);
}

#[test]
fn questions_go_with_their_document_and_those_to_several_stay() {
    let (_home, library) = library();
    let mut quoting = asked("Which papers mention krill?", &[], "");
    quoting.documents = vec![(id("aa"), "On Wings".into())];
    for question in [
        asked("How heavy?", &["aa"], ""),
        asked("How far?", &["aa", "bb"], ""),
        asked("How many papers?", &[], ""),
        quoting,
    ] {
        library.keep_question(&question).unwrap();
    }
    let all = || texts(library.questions(None, "", None).unwrap());
    let left = ["How many papers?", "How far?"];

    // a removed document can come back, and its questions with it
    library.remove(&id("aa")).unwrap();
    assert_eq!(all(), left);
    library.delete_questions(Some(&id("cc"))).unwrap();
    library.restore(&id("aa")).unwrap();
    assert_eq!(all().len(), 4);

    library.remove(&id("aa")).unwrap();
    library.purge(now() + 1).unwrap();
    assert_eq!(all(), left);
    let number: i64 = library
        .read()
        .query_row("SELECT count(*) FROM questions", [], |row| row.get(0))
        .unwrap();
    assert_eq!(number, 2);
    let (_, far) = {
        let entries = library.questions(None, "far", None).unwrap().questions;
        let here: Vec<_> = entries[0].documents.iter().map(|of| of.here).collect();
        (entries, here)
    };
    assert_eq!(far, [false, true]);
}

#[test]
fn a_document_that_is_read_again_keeps_its_questions() {
    let (_home, library) = library();
    library
        .keep_question(&asked("How heavy?", &["aa"], ""))
        .unwrap();
    let mut again = document("aa", "On Wings");
    again.sentences = vec![crate::document::Sentence {
        id: crate::document::SentenceId(0),
        block: crate::document::BlockId(0),
        start: 0,
        end: 4,
        text: "Wide".into(),
        places: vec![],
    }];
    assert!(library.put(&again, "wings", "aa").unwrap());
    let past = library.questions(Some(&id("aa")), "", None).unwrap();
    assert_eq!(texts(past), ["How heavy?"]);
}

#[test]
fn a_row_that_makes_no_sense_is_an_error() {
    let (_home, library) = library();
    library
        .keep_question(&asked("How heavy?", &["aa"], ""))
        .unwrap();
    library
        .write()
        .execute("UPDATE questions SET outcome = '\"burnt\"'", [])
        .unwrap();
    assert!(matches!(
        library.questions(None, "", None),
        Err(LibraryError::Database(_))
    ));
}

/// A library of the version before the index had rules, with a question in Chinese and one in English, indexed as that
/// version did: a run of ideographs was one word.
fn older_library() -> (tempfile::TempDir, Paths) {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::under(home.path());
    std::fs::create_dir_all(paths.database().parent().unwrap()).unwrap();
    let connection = rusqlite::Connection::open(paths.database()).unwrap();
    for migration in [
        include_str!("../migrations/0001_library.sql"),
        include_str!("../migrations/0002_extraction.sql"),
        include_str!("../migrations/0003_passages.sql"),
        include_str!("../migrations/0004_words.sql"),
        include_str!("../migrations/0005_left_at.sql"),
        include_str!("../migrations/0006_questions.sql"),
        include_str!("../migrations/0007_annotations.sql"),
        include_str!("../migrations/0008_versions.sql"),
        "INSERT INTO questions VALUES
             (1, '机器学习的准确率是多少？', 5, '\"library\"', '\"found\"', '', NULL, '随机森林最高', NULL),
             (2, 'How heavy?', 6, '\"library\"', '\"found\"', '', NULL, 'burnt', NULL);
         INSERT INTO question_text (rowid, question, answer) VALUES
             (1, '机器学习的准确率是多少？', '随机森林最高'), (2, 'How heavy?', 'The tags weighed 30 grams.');
         PRAGMA user_version = 8;",
    ] {
        connection.execute_batch(migration).unwrap();
    }
    (home, paths)
}

#[test]
fn questions_that_an_older_version_indexed_are_indexed_again_once() {
    let (_home, paths) = older_library();
    let library = Library::open(&paths).unwrap();
    let find = |words: &str| texts(library.questions(None, words, None).unwrap());
    assert_eq!(find("准确率"), [""; 0], "as the older version indexed it");

    let taken = std::cell::RefCell::new(Vec::new());
    let text = |answer: &str| {
        taken.borrow_mut().push(answer.to_owned());
        (answer != "burnt").then(|| answer.to_owned())
    };
    library.index_old_questions(&text).unwrap();
    assert_eq!(find("准确率"), ["机器学习的准确率是多少？"]);
    assert_eq!(find("森林"), ["机器学习的准确率是多少？"]);
    // an answer that nobody can read any more leaves the question
    assert_eq!(find("heavy"), ["How heavy?"]);
    assert_eq!(taken.borrow().len(), 2);
    library.index_old_questions(&text).unwrap();
    assert_eq!(taken.borrow().len(), 2, "no question is indexed twice");
    // a deleted question leaves the index
    library.delete_questions(None).unwrap();
    library.purge_deleted(now() + 1).unwrap();
    assert_eq!(find("准确率"), [""; 0]);
}
