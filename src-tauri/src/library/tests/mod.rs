mod clock;
mod edited;
mod elsewhere;
mod found;
mod groups;
mod list;
mod migrations;
mod names;
mod place;
mod repair;
mod space;

use std::fs;
use std::sync::atomic::AtomicBool;

use super::*;
use crate::document::{
    Block, BlockId, BlockKind, Document, DocumentId, Format, Page, PageVerdict, Place, Rect,
    Sentence, SentenceId,
};

fn document(id: &str, title: &str, text: &str) -> Document {
    let rect = Rect {
        x0: 72.0,
        y0: 700.0,
        x1: 200.0,
        y1: 712.0,
    };
    let places = vec![Place::Page { page: 1, rect }];
    Document {
        id: DocumentId(id.into()),
        format: Format::Pdf,
        title: Some(title.into()),
        authors: vec!["Ada Müller".into()],
        language: Some("eng".into()),
        pages: vec![Page {
            number: 1,
            crop: rect,
            rotate: 0,
            verdict: PageVerdict::Good,
        }],
        sections: vec![],
        blocks: vec![Block {
            id: BlockId(0),
            kind: BlockKind::Paragraph,
            section: None,
            text: text.into(),
            places: places.clone(),
            ocr: false,
        }],
        sentences: vec![Sentence {
            id: SentenceId(0),
            block: BlockId(0),
            start: 0,
            end: text.chars().count() as u32,
            text: text.into(),
            places,
        }],
        notes: vec![],
        links: vec![],
    }
}

fn summary() -> KeptSummary {
    KeptSummary {
        origin: KeptOrigin::KeySentences,
        sentences: vec![],
        remarks: Some(vec![]),
        coverage: vec![],
    }
}

/// What a search in the whole library finds.
fn find(library: &Library, query: &str) -> Vec<FoundDocument> {
    library.find(query, &Arrangement::default()).unwrap()
}

fn titles(found: Vec<FoundDocument>) -> Vec<String> {
    found.into_iter().map(|found| found.card.title).collect()
}

#[test]
fn a_document_comes_back_as_it_was_put_after_a_restart() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::under(home.path());
    let put = document("aa", "On Wings", "Feathers carry the bird.");
    Library::open(&paths)
        .unwrap()
        .put(&put, "wings.pdf", "aa/aa.pdf")
        .unwrap();

    let library = Library::open(&paths).unwrap();
    assert_eq!(library.document(&put.id).unwrap(), put);
    let card = library.card(&put.id).unwrap().unwrap();
    assert_eq!(
        (card.pages, card.words, card.file_name.as_str()),
        (1, 4, "wings.pdf")
    );
    assert!(!card.summarized);
}

#[test]
fn a_document_keeps_where_it_was_left_also_when_it_is_read_again() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::under(home.path());
    let library = Library::open(&paths).unwrap();
    let id = DocumentId("aa".into());
    let at = |page| LeftAt {
        page,
        share: 0.25,
        zoom: PageZoom::Factor { factor: 1.5 },
        turn: 90,
        facing: true,
    };
    library.leave(&id, &at(1)).unwrap();
    assert_eq!(library.left_at(&id).unwrap(), None);
    let put = |text| library.put(&document("aa", "On Wings", text), "a.pdf", "a");
    put("Wings carry birds.").unwrap();
    library.leave(&id, &at(1)).unwrap();
    library.leave(&id, &at(7)).unwrap();
    put("Wings carry bats.").unwrap();
    drop(library);

    let library = Library::open(&paths).unwrap();
    assert_eq!(library.left_at(&id).unwrap(), Some(at(7)));
    // a form that this version does not know
    library
        .write()
        .execute("UPDATE left_at SET view = '{\"page\":1}'", [])
        .unwrap();
    assert_eq!(library.left_at(&id).unwrap(), None);

    library.leave(&id, &at(3)).unwrap();
    library.remove(&id).unwrap();
    assert_eq!(library.left_at(&id).unwrap(), Some(at(3)));
    library.purge(i64::MAX).unwrap();
    assert_eq!(library.left_at(&id).unwrap(), None);
}

#[test]
fn a_document_opened_again_is_the_one_that_is_stored_now() {
    let home = tempfile::tempdir().unwrap();
    let library = Library::open(&Paths::under(home.path())).unwrap();
    let id = DocumentId("aa".into());
    let put = |text| library.put(&document("aa", "On Wings", text), "a.pdf", "a");
    put("Wings carry birds.").unwrap();
    let first = library.shared_document(&id).unwrap();
    let again = library.shared_document(&id).unwrap();
    assert!(std::sync::Arc::ptr_eq(&first, &again));
    put("Wings carry bats.").unwrap();
    let now = library.shared_document(&id).unwrap();
    assert_eq!(now.sentences[0].text, "Wings carry bats.");
    library.remove(&id).unwrap();
    assert!(matches!(
        library.shared_document(&id),
        Err(LibraryError::NotFound)
    ));
}

#[test]
fn a_removed_document_is_out_of_sight_until_restored_and_gone_once_purged() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::under(home.path());
    let library = Library::open(&paths).unwrap();
    let put = document("aa", "On Wings", "Birds in flight.");
    fs::write(library.file_path("a.pdf"), "bytes").unwrap();
    library.put(&put, "a.pdf", "a.pdf").unwrap();
    library
        .put_summary(&DocumentId("aa".into()), "recipe", &summary())
        .unwrap();

    library.remove(&put.id).unwrap();
    assert!(library.cards().unwrap().is_empty());
    assert!(find(&library, "wings").is_empty());
    assert!(matches!(
        library.document(&put.id),
        Err(LibraryError::NotFound)
    ));
    assert!(matches!(
        library.remove(&put.id),
        Err(LibraryError::NotFound)
    ));

    library.restore(&put.id).unwrap();
    assert_eq!(find(&library, "wings").len(), 1);
    assert!(library.card(&put.id).unwrap().unwrap().summarized);

    library.remove(&put.id).unwrap();
    library.purge(now() + 1).unwrap();
    assert!(!library.is_known(&put.id).unwrap());
    assert!(!library.file_path("a.pdf").exists());
    assert!(library.summary(&put.id).unwrap().is_none());
}

#[test]
fn a_document_that_is_removed_while_it_is_read_again_stays_removed() {
    let home = tempfile::tempdir().unwrap();
    let library = Library::open(&Paths::under(home.path())).unwrap();
    let put = |text| library.put(&document("aa", "On Wings", text), "a.pdf", "a");
    let id = DocumentId("aa".into());
    put("Birds in flight.").unwrap();
    library.remove(&id).unwrap();
    for text in ["Birds in flight.", "Bats in flight."] {
        put(text).unwrap();
        assert!(library.cards().unwrap().is_empty(), "{text}");
    }
    library.restore(&id).unwrap();
    assert_eq!(find(&library, "bats").len(), 1);
}

#[test]
fn a_copy_that_is_lost_or_cut_is_mended_by_the_same_file() {
    let home = tempfile::tempdir().unwrap();
    let library = Library::open(&Paths::under(home.path())).unwrap();
    let source = home.path().join("a.txt");
    fs::write(&source, "abc").unwrap();
    let going = AtomicBool::new(false);
    let incoming = || library.copy_in(&source, &going, &mut |_| {}).unwrap();
    let id = incoming().id;
    let name = library.keep(incoming()).unwrap();
    library
        .put(&document(&id.0, "Letters", "abc"), "a.txt", &name)
        .unwrap();
    let path = library.file_path(&name);
    for damage in [None, Some("a")] {
        match damage {
            None => fs::remove_file(&path).unwrap(),
            Some(part) => fs::write(&path, part).unwrap(),
        }
        library.mend(incoming()).unwrap();
        assert_eq!(library.bytes(&id).unwrap(), b"abc");
    }
}

#[test]
fn a_copy_is_named_by_its_content_and_a_copy_that_is_not_kept_leaves_nothing() {
    let home = tempfile::tempdir().unwrap();
    let library = Library::open(&Paths::under(home.path())).unwrap();
    let source = home.path().join("A Paper.PDF");
    fs::write(&source, "abc").unwrap();
    let going = AtomicBool::new(false);

    let incoming = library.copy_in(&source, &going, &mut |_| {}).unwrap();
    // FIPS 180-2, appendix B.1
    let sha = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(incoming.id.0, sha);
    drop(incoming);
    assert_eq!(fs::read_dir(&library.files).unwrap().count(), 0);

    let incoming = library.copy_in(&source, &going, &mut |_| {}).unwrap();
    let name = library.keep(incoming).unwrap();
    assert_eq!(name, format!("ba/{sha}.pdf"));
    assert_eq!(fs::read(library.file_path(&name)).unwrap(), b"abc");

    library.drop_file(&name).unwrap();
    assert!(!library.file_path(&name).exists());
}

#[test]
fn a_start_deletes_copies_that_were_left_and_none_that_is_being_written() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::under(home.path());
    let library = Library::open(&paths).unwrap();
    let source = home.path().join("paper.txt");
    fs::write(&source, "abc").unwrap();
    let going = AtomicBool::new(false);
    let left = library.files.join(".incoming-left");
    fs::write(&left, "ab").unwrap();
    let mut other = None;

    // another program starts in the middle of the copy, and once more when it is complete
    let incoming = library
        .copy_in(&source, &going, &mut |_| {
            other = Some(Library::open(&paths).unwrap());
        })
        .unwrap();
    let third = Library::open(&paths).unwrap();
    assert!(other.is_some() && !left.exists());
    let name = library.keep(incoming).unwrap();
    assert_eq!(fs::read(third.file_path(&name)).unwrap(), b"abc");
}

#[test]
fn what_cannot_be_copied_is_told_apart() {
    let home = tempfile::tempdir().unwrap();
    let library = Library::open(&Paths::under(home.path())).unwrap();
    let file = home.path().join("file");
    fs::write(&file, "x").unwrap();
    let error = |path: &Path, stop: bool| {
        library
            .copy_in(path, &AtomicBool::new(stop), &mut |_| {})
            .unwrap_err()
    };
    let nothing = error(&home.path().join("nothing"), false);
    assert!(matches!(nothing, LibraryError::Missing { .. }), "{nothing}");
    let folder = error(home.path(), false);
    assert!(matches!(folder, LibraryError::NotAFile { .. }), "{folder}");
    assert!(matches!(error(&file, true), LibraryError::Cancelled));
    assert_eq!(fs::read_dir(&library.files).unwrap().count(), 0);
}

#[test]
fn a_damaged_or_newer_database_is_left_alone() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::under(home.path());
    fs::create_dir_all(paths.database().parent().unwrap()).unwrap();
    let garbage = vec![b'x'; 8192];
    fs::write(paths.database(), &garbage).unwrap();
    assert!(matches!(
        Library::open(&paths),
        Err(LibraryError::Damaged { .. })
    ));
    assert_eq!(fs::read(paths.database()).unwrap(), garbage);

    fs::remove_file(paths.database()).unwrap();
    let library = Library::open(&paths).unwrap();
    library
        .write()
        .pragma_update(None, "user_version", 99)
        .unwrap();
    drop(library);
    assert!(matches!(
        Library::open(&paths),
        Err(LibraryError::TooNew { found: 99, .. })
    ));
}

#[test]
fn the_summary_asked_for_last_is_the_one_shown_and_its_parts_are_forgotten() {
    let home = tempfile::tempdir().unwrap();
    let library = Library::open(&Paths::under(home.path())).unwrap();
    let put = document("aa", "On Wings", "Birds in flight.");
    library.put(&put, "a", "a").unwrap();
    let part = [KeptSentence {
        text: "Birds fly.".into(),
        sources: vec![],
        support: None,
        section: None,
        yours: false,
        pinned: false,
        instead_of: None,
    }];
    library.put_part(&put.id, "one", "w0", &part).unwrap();
    assert_eq!(
        library.part(&put.id, "one", "w0").unwrap().as_deref(),
        Some(&part[..])
    );
    let mut one = summary();
    one.remarks = Some(vec![KeptRemark::AboutPages { first: 1, last: 1 }]);
    library.put_summary(&put.id, "one", &one).unwrap();
    library
        .put_summary(&DocumentId("aa".into()), "two", &summary())
        .unwrap();
    assert_eq!(
        library.summary(&put.id).unwrap(),
        Some(("two".into(), summary()))
    );
    library.put_summary(&put.id, "one", &one).unwrap();
    assert_eq!(
        library.summary(&put.id).unwrap(),
        Some(("one".into(), one.clone()))
    );
    assert_eq!(library.summary_by(&put.id, "one").unwrap(), Some(one));
    assert_eq!(library.part(&put.id, "one", "w0").unwrap(), None);
    assert!(matches!(
        library.put_summary(&DocumentId("zz".into()), "one", &summary()),
        Err(LibraryError::NotFound)
    ));
}

#[test]
fn a_job_comes_back_as_it_was_stored() {
    let home = tempfile::tempdir().unwrap();
    let library = Library::open(&Paths::under(home.path())).unwrap();
    let mut row = KeptJob {
        id: 0,
        kind: KeptJobKind::Import,
        name: "paper.pdf".into(),
        input: "{}".into(),
        document: None,
        state: KeptJobState::Queued,
        done: 0.25,
        starts: 1,
    };
    row.id = library.add_job(&row).unwrap();
    row.state = KeptJobState::NeedsPassword { wrong: true };
    row.document = Some(DocumentId("aa".into()));
    library.update_job(&row).unwrap();
    assert_eq!(library.jobs().unwrap(), [row.clone()]);
    library.delete_job(row.id).unwrap();
    // identities are never used twice
    assert!(library.add_job(&row).unwrap() > row.id);
}

/// Changes a stored document into one that an older version read.
fn age(paths: &Paths) {
    let connection = rusqlite::Connection::open(paths.database()).unwrap();
    connection
        .execute("UPDATE documents SET extraction = 1, added_at = 5", [])
        .unwrap();
}

#[test]
fn a_document_read_again_keeps_its_place_and_its_summary_if_its_sentences_are_the_same() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::under(home.path());
    let library = Library::open(&paths).unwrap();
    let put = document("aa", "On Wings", "Feathers carry the bird.");
    library.put(&put, "wings.pdf", "aa.pdf").unwrap();
    library
        .put_summary(&DocumentId("aa".into()), "recipe", &summary())
        .unwrap();
    assert_eq!(library.outdated(&put.id).unwrap(), None);

    age(&paths);
    let kept = library.outdated(&put.id).unwrap();
    assert_eq!(kept, Some(("wings.pdf".into(), "aa.pdf".into())));
    let titled = Document {
        title: Some("On Wings and Fins".into()),
        ..put.clone()
    };
    assert!(!library.put(&titled, "wings.pdf", "aa.pdf").unwrap());
    assert!(library.summary(&put.id).unwrap().is_some());
    assert_eq!(library.outdated(&put.id).unwrap(), None);
    assert_eq!(titles(find(&library, "fins")), ["On Wings and Fins"]);

    age(&paths);
    let other = document("aa", "On Wings", "Feathers carry the heavy bird.");
    assert!(library.put(&other, "wings.pdf", "aa.pdf").unwrap());
    assert!(library.summary(&put.id).unwrap().is_none());
    assert_eq!(library.document(&put.id).unwrap(), other);
    assert_eq!(library.card(&put.id).unwrap().unwrap().added_at, 5);
    assert_eq!(titles(find(&library, "heavy")), ["On Wings"]);
}

#[test]
fn a_library_of_the_first_version_is_brought_up_to_date_with_everything_in_it() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::under(home.path());
    fs::create_dir_all(paths.database().parent().unwrap()).unwrap();
    let connection = rusqlite::Connection::open(paths.database()).unwrap();
    connection
        .execute_batch(include_str!("../migrations/0001_library.sql"))
        .unwrap();
    connection
        .execute_batch(
            "INSERT INTO documents VALUES
                 (1, 'aa', 'On Wings', '[]', 'wings.pdf', 'aa.pdf', '\"pdf\"', 1, 4, 5, NULL, x'00');
             INSERT INTO summaries VALUES (1, 'recipe', 5, '{}');
             PRAGMA user_version = 1;",
        )
        .unwrap();
    drop(connection);

    let library = Library::open(&paths).unwrap();
    let card = library.card(&DocumentId("aa".into())).unwrap().unwrap();
    assert!(card.summarized);
    assert!(library.outdated(&card.id).unwrap().is_some());
}

#[test]
fn a_library_of_the_version_before_gets_a_history_and_keeps_what_it_has() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::under(home.path());
    fs::create_dir_all(paths.database().parent().unwrap()).unwrap();
    let connection = rusqlite::Connection::open(paths.database()).unwrap();
    for migration in [
        include_str!("../migrations/0001_library.sql"),
        include_str!("../migrations/0002_extraction.sql"),
        include_str!("../migrations/0003_passages.sql"),
        include_str!("../migrations/0004_words.sql"),
        include_str!("../migrations/0005_left_at.sql"),
    ] {
        connection.execute_batch(migration).unwrap();
    }
    connection
        .execute_batch(
            "INSERT INTO documents VALUES
                 (1, 'aa', 'On Wings', '[]', 'wings.pdf', 'aa.pdf', '\"pdf\"', 1, 4, 5, NULL, x'00', 5, 0);
             PRAGMA user_version = 5;",
        )
        .unwrap();
    drop(connection);

    let library = Library::open(&paths).unwrap();
    assert_eq!(titles(find(&library, "")), ["On Wings"]);
    let kept = KeptQuestion {
        question: "How heavy?".into(),
        scope: AskedScope::Documents,
        documents: vec![(DocumentId("aa".into()), "On Wings".into())],
        outcome: QuestionOutcome::NotFound,
        words: String::new(),
        page: None,
        answer: "{}".into(),
        text: String::new(),
    };
    let id = library.keep_question(&kept).unwrap();
    assert_eq!(library.question(id).unwrap().1, "{}");
}
