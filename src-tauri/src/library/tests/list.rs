//! In which order the list stands, and which documents are in it.

use super::*;

/// A library of four documents: by whom, from which year.
fn filled(home: &Path) -> Library {
    let library = Library::open(&Paths::under(home)).unwrap();
    for (id, title, author, year) in [
        ("aa", "Part 10", "Zoe Adams", Some(2001)),
        ("bb", "part 9", "Adams, Ada", Some(2019)),
        ("cc", "Äpfel", "Ben Brown Jr.", None),
        ("dd", "Zinc", "", Some(1987)),
    ] {
        let mut put = document(id, title, "Birds in flight.");
        put.authors = Some(author.to_owned())
            .filter(|author| !author.is_empty())
            .into_iter()
            .collect();
        library.put(&put, id, id).unwrap();
        library.keep_year(&put, year).unwrap();
    }
    library
}

fn listed(library: &Library, arrangement: &Arrangement) -> Vec<String> {
    let cards = library.arranged(arrangement).unwrap();
    cards.into_iter().map(|card| card.id.0).collect()
}

fn by(order: DocumentOrder, backwards: bool) -> Arrangement {
    Arrangement {
        order,
        backwards,
        ..Arrangement::default()
    }
}

fn only(filter: DocumentFilter) -> Arrangement {
    Arrangement {
        only: vec![filter],
        ..Arrangement::default()
    }
}

#[test]
fn the_list_is_sorted_and_what_is_not_known_stands_last_either_way() {
    let home = tempfile::tempdir().unwrap();
    let library = filled(home.path());
    for (order, forth, back) in [
        (DocumentOrder::Added, "dd cc bb aa", "aa bb cc dd"),
        (DocumentOrder::Title, "cc bb aa dd", "dd aa bb cc"),
        (DocumentOrder::Author, "bb aa cc dd", "cc aa bb dd"),
        (DocumentOrder::Year, "bb aa dd cc", "dd aa bb cc"),
    ] {
        for (backwards, expected) in [(false, forth), (true, back)] {
            let found = listed(&library, &by(order, backwards)).join(" ");
            assert_eq!(found, expected, "{order:?}, backwards: {backwards}");
        }
    }
}

#[test]
fn a_document_that_a_person_opened_last_stands_first_and_is_not_unread() {
    let home = tempfile::tempdir().unwrap();
    let library = filled(home.path());
    let set = |id: &str, at: i64| {
        library.opened(&DocumentId(id.into())).unwrap();
        library
            .write()
            .execute(
                "UPDATE entries SET opened_at = ?2 WHERE document = ?1",
                (id, at),
            )
            .unwrap();
    };
    set("bb", 5);
    set("cc", 9);
    let opened = listed(&library, &by(DocumentOrder::Opened, false));
    assert_eq!(opened, ["cc", "bb", "dd", "aa"]);
    assert_eq!(
        listed(&library, &only(DocumentFilter::Unread)),
        ["dd", "aa"]
    );

    let all: Vec<DocumentId> = ["bb", "dd"].map(|id| DocumentId(id.into())).into();
    // an undo concerns those that changed
    let changed = library.mark_unread(&all, true).unwrap();
    assert_eq!(changed, [DocumentId("bb".into())]);
    let unread = listed(&library, &only(DocumentFilter::Unread));
    assert_eq!(unread, ["dd", "bb", "aa"]);
    let card = library.card(&all[0]).unwrap().unwrap();
    assert_eq!((card.opened_at, card.unread), (Some(5), true));
}

#[test]
fn filters_let_pass_what_they_name() {
    let home = tempfile::tempdir().unwrap();
    let library = filled(home.path());
    let id = |id: &str| DocumentId(id.into());
    library
        .put_summary(&id("aa"), "recipe", &summary())
        .unwrap();
    let note = NewAnnotation {
        target: NewTarget::Document,
        colour: None,
        note: "Read again.".into(),
    };
    let noted = library.annotate(&id("bb"), &note).unwrap();
    let mut scan = document("ee", "A scan", "Scanned words.");
    scan.pages[0].verdict = PageVerdict::Recognized;
    library.put(&scan, "e", "e").unwrap();
    let mut torn = document("ff", "Torn", "Half a page.");
    torn.pages[0].verdict = PageVerdict::Failed {
        cause: crate::document::PageFailure::Damaged,
    };
    library.put(&torn, "f", "f").unwrap();
    let job = |document: &str, state: KeptJobState| KeptJob {
        id: 0,
        kind: KeptJobKind::Summarize,
        name: "On Wings".into(),
        input: "{}".into(),
        document: Some(DocumentId(document.into())),
        state,
        done: 0.0,
        starts: 0,
    };
    let reason = serde_json::json!({ "code": "no_text" });
    library
        .add_job(&job("cc", KeptJobState::Refused { reason }))
        .unwrap();
    library.add_job(&job("dd", KeptJobState::Queued)).unwrap();
    // a job of another version does not disturb the list
    library
        .write()
        .execute("INSERT INTO jobs (kind, name, input, document, state, done, starts) VALUES ('', '', '', 'dd', 'x', 0, 0)", [])
        .unwrap();

    let passed = |filter| listed(&library, &only(filter)).join(" ");
    assert_eq!(passed(DocumentFilter::Summarized), "aa");
    assert_eq!(passed(DocumentFilter::Noted), "bb");
    assert_eq!(passed(DocumentFilter::Scanned), "ee");
    assert_eq!(passed(DocumentFilter::Failed), "ff cc");
    let both = Arrangement {
        only: vec![DocumentFilter::Noted, DocumentFilter::Summarized],
        ..Arrangement::default()
    };
    assert!(listed(&library, &both).is_empty());

    library.delete_annotation(noted.id).unwrap();
    assert_eq!(passed(DocumentFilter::Noted), "");
    let card = library.card(&id("ff")).unwrap().unwrap();
    assert!(card.failed && !card.scanned && !card.noted);
}

#[test]
fn a_search_stays_within_the_arrangement() {
    let home = tempfile::tempdir().unwrap();
    let library = filled(home.path());
    library.opened(&DocumentId("aa".into())).unwrap();
    let unread = only(DocumentFilter::Unread);
    assert_eq!(library.find("flight", &unread).unwrap().len(), 3);
    assert_eq!(library.find("", &unread).unwrap().len(), 3);
    library.remove(&DocumentId("bb".into())).unwrap();
    assert_eq!(library.find("flight", &unread).unwrap().len(), 2);
}

#[test]
fn a_long_list_comes_in_parts() {
    let home = tempfile::tempdir().unwrap();
    let library = Library::open(&Paths::under(home.path())).unwrap();
    for nth in 0..305 {
        let id = format!("{nth:03}");
        let document = document(&id, &format!("On Wings {id}"), "Birds in flight.");
        library.put(&document, "a", &id).unwrap();
    }
    let by_title = Arrangement {
        order: DocumentOrder::Title,
        ..Arrangement::default()
    };
    let beginning = library.beginning(&by_title).unwrap();
    let order = library.order(&by_title).unwrap();
    assert_eq!((beginning.len(), order.len()), (300, 305));
    let all = library.arranged(&by_title).unwrap();
    assert!(all.iter().map(|card| &card.id).eq(&order));
    assert_eq!(all[..300], beginning);
    // those that are not there are left out
    let gone = DocumentId("zz".into());
    let wanted = [order[304].clone(), gone, order[2].clone()];
    let cards = library.cards_of(&wanted).unwrap();
    assert_eq!(cards, [all[304].clone(), all[2].clone()]);

    // of what a search finds, the first have the words around a match, and the others when they are asked for
    let found = library.find("flight", &by_title).unwrap();
    assert_eq!(found.len(), 305);
    assert_eq!(
        (found[0].snippet.as_str(), found[304].snippet.as_str()),
        ("Birds in flight.", "")
    );
    let excerpts = library
        .excerpts("flight", &[found[304].card.id.clone()])
        .unwrap();
    assert_eq!(excerpts[0].snippet, "Birds in flight.");
    assert_eq!(excerpts[0].hits, ["flight"]);
}

#[test]
fn a_year_is_looked_for_once_for_each_reading() {
    let home = tempfile::tempdir().unwrap();
    let library = filled(home.path());
    assert!(library.without_year().unwrap().is_empty());
    let again = document("aa", "Part 10", "Bats in flight.");
    library.put(&again, "aa", "aa").unwrap();
    assert_eq!(
        library.without_year().unwrap(),
        std::slice::from_ref(&again.id)
    );
    library.keep_year(&again, Some(2002)).unwrap();
    assert!(library.without_year().unwrap().is_empty());
    assert_eq!(library.card(&again.id).unwrap().unwrap().year, Some(2002));
}

#[test]
fn a_library_of_the_version_before_knows_what_was_opened_and_what_its_files_are_called() {
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
        include_str!("../migrations/0006_questions.sql"),
        include_str!("../migrations/0007_annotations.sql"),
        include_str!("../migrations/0008_versions.sql"),
        include_str!("../migrations/0009_question_index.sql"),
    ] {
        connection.execute_batch(migration).unwrap();
    }
    connection
        .execute_batch(
            "INSERT INTO documents VALUES
                 (1, 'aa', 'On Wings', '[\"Ada Müller\"]', 'wings.pdf', 'aa.pdf', '\"pdf\"', 1, 4, 5, NULL, x'00', 5, 0),
                 (2, 'bb', 'On Fins', '[]', 'fins.pdf', 'bb.pdf', '\"pdf\"', 1, 4, 6, NULL, x'00', 5, 0);
             INSERT INTO left_at VALUES ('aa', '{}');
             PRAGMA user_version = 9;",
        )
        .unwrap();
    drop(connection);

    let library = Library::open(&paths).unwrap();
    assert_eq!(listed(&library, &only(DocumentFilter::Unread)), ["bb"]);
    let id = DocumentId("aa".into());
    assert_eq!(library.card(&id).unwrap().unwrap().opened_at, Some(5));
    assert_eq!(library.details(&id).unwrap().names[0].name, "wings.pdf");
    assert_eq!(
        listed(&library, &by(DocumentOrder::Title, false)),
        ["bb", "aa"]
    );
    assert_eq!(library.without_year().unwrap().len(), 2);
}
