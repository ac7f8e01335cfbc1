//! What a person arranges, edits and deletes, with the work in the background.

use super::*;
use crate::library::{Arrangement, GroupKind, Library, OwnWords};

/// Waits until something in the background has come true.
fn until(what: &str, is_so: impl Fn() -> bool) {
    let limit = Instant::now() + Duration::from_secs(60);
    while !is_so() {
        assert!(Instant::now() < limit, "{what}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn years_of_an_older_librarys_documents_are_found_in_the_background() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::under(home.path());
    let dated = ["Published 12 March 2019.", WINGS[0]];
    let library = Library::open(&paths).unwrap();
    library
        .put(&document("aa", &dated), "wings.pdf", "a")
        .unwrap();
    library
        .put(&document("bb", &WINGS), "fins.pdf", "b")
        .unwrap();
    // one that cannot be read back does not stop the others
    library
        .put(&document("cc", &WINGS), "keels.pdf", "c")
        .unwrap();
    drop(library);
    let connection = rusqlite::Connection::open(paths.database()).unwrap();
    connection
        .execute("UPDATE documents SET content = x'00' WHERE id = 'cc'", [])
        .unwrap();
    drop(connection);

    let jobs = Jobs::open(&paths).unwrap();
    let left = || jobs.library().without_year().unwrap();
    until("years", || left() == [DocumentId("cc".into())]);
    let year = |id: &str| {
        jobs.library()
            .card(&DocumentId(id.into()))
            .unwrap()
            .unwrap()
            .year
    };
    assert_eq!(
        (year("aa"), year("bb"), year("cc")),
        (Some(2019), None, None)
    );
}

#[test]
fn what_a_person_deletes_is_gone_with_its_jobs_and_its_text() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("wings.txt");
    std::fs::write(&file, WINGS.join(" ")).unwrap();
    let jobs = Jobs::open(&Paths::under(home.path())).unwrap();
    let imported = ended(&jobs, jobs.import(file, None).unwrap().id);
    let id = imported.document.unwrap();
    let under_way = |job: &JobView| matches!(job.state, JobState::Queued | JobState::Running);
    until("the summary", || !jobs.list().iter().any(under_way));
    assert!(jobs.summary(&id).unwrap().is_some());
    let events = heard(&jobs);
    jobs.remove(std::slice::from_ref(&id)).unwrap();
    let trash = jobs.trash().unwrap();
    assert_eq!(trash.len(), 1);
    assert!(trash[0].bytes > 0);
    jobs.delete(std::slice::from_ref(&id)).unwrap();
    assert!(jobs.trash().unwrap().is_empty());
    let about = |job: &JobView| job.document.as_ref() == Some(&id);
    assert!(!jobs.list().iter().any(about));
    until("the text", || !jobs.library().has_to_reclaim().unwrap());
    let size = jobs.library_size().unwrap();
    assert_eq!((size.documents, size.removed, size.files), (0, 0, 0));
    drop(jobs);
    assert!(events.iter().any(|event| event == AppEvent::Groups));
}

#[test]
fn the_same_file_under_another_name_is_the_same_document() {
    let home = tempfile::tempdir().unwrap();
    let jobs = Jobs::open(&Paths::under(home.path())).unwrap();
    let mut ids = Vec::new();
    for name in ["wings.txt", "copy of wings.txt", "wings.txt"] {
        let file = home.path().join(name);
        std::fs::write(&file, WINGS.join(" ")).unwrap();
        ids.extend(ended(&jobs, jobs.import(file, None).unwrap().id).document);
    }
    assert_eq!(ids.len(), 3);
    ids.dedup();
    assert_eq!(ids.len(), 1);
    let names = jobs.details(&ids[0]).unwrap().names;
    let found: Vec<_> = names.iter().map(|name| name.name.as_str()).collect();
    assert_eq!(found, ["wings.txt", "copy of wings.txt"]);
    let path = names[1].path.clone().unwrap();
    assert_eq!(Path::new(&path), home.path().join("copy of wings.txt"));
    assert_eq!(jobs.arranged(&Arrangement::default()).unwrap().len(), 1);
}

#[test]
fn what_another_program_changes_is_passed_on() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::under(home.path());
    let jobs = Jobs::open(&paths).unwrap();
    let events = heard(&jobs);
    let other = Library::open(&paths).unwrap();
    other
        .put(&document("aa", &WINGS), "wings.pdf", "a")
        .unwrap();
    let limit = Duration::from_secs(60);
    while events.recv_timeout(limit).unwrap() != AppEvent::Library {}
    other.make_group(GroupKind::Tag, "birds").unwrap();
    while events.recv_timeout(limit).unwrap() != AppEvent::Groups {}
    assert_eq!(jobs.groups().unwrap()[0].name, "birds");
}

#[test]
fn what_changes_the_list_is_passed_on() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::under(home.path());
    {
        // its year was looked for, so nothing is found in the background meanwhile
        let library = Library::open(&paths).unwrap();
        let put = document("aa", &WINGS);
        library.put(&put, "wings.pdf", "a").unwrap();
        library.keep_year(&put, None).unwrap();
    }
    let jobs = Jobs::open(&paths).unwrap();
    let id = DocumentId("aa".into());
    assert!(jobs.library().card(&id).unwrap().unwrap().unread);
    assert!(!jobs.open_document(&id).unwrap().card.unread);
    let events = heard(&jobs);
    let own = OwnWords {
        title: Some("On Keels".into()),
        ..OwnWords::default()
    };
    assert_eq!(jobs.edit(&id, &own).unwrap().title, "On Keels");
    let group = jobs.make_group(GroupKind::Tag, "birds").unwrap();
    assert_eq!(
        jobs.add_to_group(group.id, std::slice::from_ref(&id))
            .unwrap()
            .len(),
        1
    );
    assert_eq!(jobs.groups().unwrap()[0].documents, 1);
    drop(jobs);
    let heard: Vec<AppEvent> = events
        .iter()
        .filter(|event| matches!(event, AppEvent::Library | AppEvent::Groups))
        .collect();
    let expected = [AppEvent::Library, AppEvent::Groups, AppEvent::Groups];
    assert!(heard.ends_with(&expected), "{heard:?}");
}
