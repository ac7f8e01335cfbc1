//! What is deleted leaves the disk.

use std::sync::Arc;

use super::*;

/// Words that stand nowhere else, so that a search through the bytes of the files is certain.
const SECRET: &str = "Quokkadrom";

fn going() -> Arc<AtomicBool> {
    Arc::default()
}

/// Whether a word stands in a file of the library.
fn is_on_the_disk(paths: &Paths, word: &str) -> bool {
    let mut folders = vec![paths.database().parent().unwrap().to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let bytes = fs::read(&path).unwrap().to_ascii_lowercase();
                let word = word.to_lowercase();
                if bytes
                    .windows(word.len())
                    .any(|part| part == word.as_bytes())
                {
                    return true;
                }
            }
        }
    }
    false
}

#[test]
fn what_is_deleted_now_leaves_the_disk_and_the_database() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::under(home.path());
    let library = Library::open(&paths).unwrap();
    let other = document("bb", "On Fins", "Fish in water.");
    library.put(&other, "fins.pdf", "b.pdf").unwrap();
    let put = document("aa", SECRET, &format!("The {SECRET} flew."));
    let id = put.id.clone();
    fs::write(library.file_path("a.pdf"), SECRET).unwrap();
    fs::create_dir_all(library.recognized(&id)).unwrap();
    fs::write(library.recognized(&id).join("1.json"), SECRET).unwrap();
    library
        .put(&put, &format!("{SECRET}.pdf"), "a.pdf")
        .unwrap();
    library.put_summary(&id, "recipe", &summary()).unwrap();
    let own = OwnWords {
        title: Some(format!("My {SECRET}")),
        ..OwnWords::default()
    };
    library.edit(&id, &own).unwrap();
    assert!(is_on_the_disk(&paths, SECRET));

    // only what was removed can be deleted
    assert!(
        library
            .delete(std::slice::from_ref(&id))
            .unwrap()
            .is_empty()
    );
    library.remove(&id).unwrap();
    assert_eq!(
        library.trash().unwrap()[0].card.title,
        format!("My {SECRET}")
    );
    assert_eq!(
        library.delete(&[id.clone(), id.clone()]).unwrap(),
        std::slice::from_ref(&id)
    );
    assert!(library.trash().unwrap().is_empty());
    assert!(!library.is_known(&id).unwrap());
    assert!(!library.recognized(&id).exists());
    assert!(library.has_to_reclaim().unwrap());

    library.reclaim(&going()).unwrap();
    assert!(!library.has_to_reclaim().unwrap());
    assert!(!is_on_the_disk(&paths, SECRET));
    // everything else is there
    assert_eq!(library.document(&other.id).unwrap(), other);
    assert_eq!(titles(find(&library, "water")), ["On Fins"]);
    assert_eq!(titles(find(&library, "")), ["On Fins"]);
    drop(library);
    let library = Library::open(&paths).unwrap();
    assert_eq!(library.document(&other.id).unwrap(), other);
}

#[test]
fn a_deletion_that_was_not_finished_is_finished_later() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::under(home.path());
    let library = Library::open(&paths).unwrap();
    let put = document("aa", "On Wings", &format!("The {SECRET} flew."));
    library.put(&put, "a", "a").unwrap();
    library.remove(&put.id).unwrap();
    library.delete(std::slice::from_ref(&put.id)).unwrap();
    let stopped = Arc::new(AtomicBool::new(true));
    // a small library may be done before anybody looks at the flag
    match library.reclaim(&stopped) {
        Ok(()) | Err(LibraryError::Cancelled) => {}
        Err(error) => panic!("{error}"),
    }
    drop(library);
    let library = Library::open(&paths).unwrap();
    library.reclaim(&going()).unwrap();
    assert!(!library.has_to_reclaim().unwrap());
    assert!(!is_on_the_disk(&paths, SECRET));
    // a stop does not outlast the work that it stopped
    library.put(&put, "a", "a").unwrap();
    library.reclaim(&going()).unwrap();
}

#[test]
fn a_copy_stays_that_another_program_makes_a_document_of_meanwhile() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::under(home.path());
    let library = Library::open(&paths).unwrap();
    let source = home.path().join("wings.txt");
    fs::write(&source, "The wings of birds.").unwrap();
    let going = AtomicBool::new(false);
    let incoming = library.copy_in(&source, &going, &mut |_| {}).unwrap();
    let name = library.keep(incoming).unwrap();
    let other = Connection::open(paths.database()).unwrap();
    other
        .execute_batch(&format!(
            "BEGIN IMMEDIATE;
             INSERT INTO documents (id, title, authors, file_name, file, format, pages, words, added_at, content)
             VALUES ('aa', '', '[]', '', '{name}', '', 0, 0, 0, x'')"
        ))
        .unwrap();
    std::thread::scope(|scope| {
        let (done, ended) = std::sync::mpsc::channel();
        let (library, name) = (&library, &name);
        scope.spawn(move || {
            library.drop_file(name).unwrap();
            let _ = done.send(());
        });
        // it waits for the other program; one that does not would be done by now
        let _ = ended.recv_timeout(Duration::from_millis(200));
        other.execute_batch("COMMIT").unwrap();
    });
    assert!(library.file_path(&name).exists());
}

#[test]
fn a_name_that_leads_elsewhere_deletes_nothing() {
    let home = tempfile::tempdir().unwrap();
    let library = Library::open(&Paths::under(home.path())).unwrap();
    let mine = library.file_path("../mine.txt");
    fs::write(&mine, "mine").unwrap();
    for name in ["../mine.txt", ""] {
        library.drop_file(name).unwrap();
    }
    library.drop_file(&mine.to_string_lossy()).unwrap();
    assert!(mine.exists());
}

#[test]
fn a_note_that_leads_elsewhere_deletes_nothing() {
    let home = tempfile::tempdir().unwrap();
    let library = Library::open(&Paths::under(home.path())).unwrap();
    let other = DocumentId("aa".to_owned());
    let mine = home.path().join("mine");
    let folders = [
        mine.clone(),
        library.recognized(&other),
        library.sequences(&other),
    ];
    for folder in &folders {
        fs::create_dir_all(folder).unwrap();
    }
    let absolute = mine.to_string_lossy();
    for kind in ["copy", "recognized", "sequences"] {
        for name in ["", ".", "..", "../..", &*absolute] {
            let note = format!("delete {kind} {name}");
            let noted = "INSERT INTO upkeep (task) VALUES (?1)";
            library.write().execute(noted, [note]).unwrap();
        }
    }
    library.delete_leftovers().unwrap();
    for folder in &folders {
        assert!(folder.is_dir(), "{folder:?}");
    }
}

#[test]
fn what_is_kept_of_sequences_leaves_the_disk_if_no_document_has_it_and_it_is_old() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::under(home.path());
    let library = Library::open(&paths).unwrap();
    let [shown, trashed] = ["aa", "bb"].map(|id| document(id, "On Wings", "Birds in flight."));
    for put in [&shown, &trashed] {
        library.put(put, "wings.fa", &put.id.0).unwrap();
    }
    library.remove(&trashed.id).unwrap();
    let orphan = library.sequences(&DocumentId("cc".to_owned()));
    let kept = [&shown, &trashed].map(|put| library.sequences(&put.id));
    let make = |folder: &Path| {
        fs::create_dir_all(folder).unwrap();
        fs::write(folder.join("records.json"), "[]").unwrap();
    };
    kept.iter().chain([&orphan]).for_each(|folder| make(folder));
    let (now, hour) = (SystemTime::now(), Duration::from_secs(3600));
    // another program may be about to make a document of it
    library.sweep_sequences_before(now - hour).unwrap();
    assert!(orphan.is_dir());
    library.sweep_sequences_before(now + hour).unwrap();
    assert!(!orphan.exists());
    assert!(kept.iter().all(|folder| folder.is_dir()));
    // and so it does at the next start
    #[cfg(unix)]
    {
        make(&orphan);
        let two_days_ago = now - 48 * hour;
        let folder = fs::File::open(&orphan).unwrap();
        folder.set_modified(two_days_ago).unwrap();
        drop(library);
        Library::open(&paths).unwrap();
        assert!(!orphan.exists());
        assert!(kept.iter().all(|folder| folder.is_dir()));
    }
}

/// A library whose only document was deleted while its copy could not be: a folder with something in it stands in its place.
fn with_a_leftover(paths: &Paths, name: &str) -> Library {
    let library = Library::open(paths).unwrap();
    let put = document("aa", "On Wings", "Birds in flight.");
    fs::create_dir_all(library.file_path(name).join("held")).unwrap();
    library.put(&put, "wings.txt", name).unwrap();
    library.remove(&put.id).unwrap();
    library.delete(std::slice::from_ref(&put.id)).unwrap();
    assert!(!library.is_known(&put.id).unwrap());
    // now it can be deleted
    let copy = library.file_path(name);
    fs::remove_dir_all(&copy).unwrap();
    fs::write(&copy, SECRET).unwrap();
    library
}

#[test]
fn a_copy_that_could_not_be_deleted_is_deleted_with_the_next_one_or_at_the_next_start() {
    for at_the_next_start in [false, true] {
        let home = tempfile::tempdir().unwrap();
        let paths = Paths::under(home.path());
        let library = with_a_leftover(&paths, "a.txt");
        let copy = library.file_path("a.txt");
        if at_the_next_start {
            drop(library);
            Library::open(&paths).unwrap();
        } else {
            library.delete(&[]).unwrap();
        }
        assert!(!copy.exists());
    }
}

#[test]
fn a_copy_that_could_not_be_deleted_stays_if_the_same_file_was_dropped_again() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::under(home.path());
    let source = home.path().join("wings.txt");
    fs::write(&source, SECRET).unwrap();
    let incoming = |library: &Library| {
        let going = AtomicBool::new(false);
        library.copy_in(&source, &going, &mut |_| {}).unwrap()
    };
    let id = incoming(&Library::open(&paths).unwrap()).id.0;
    let name = format!("{}/{id}.txt", id.get(..2).unwrap());
    let library = with_a_leftover(&paths, &name);
    // it waits to be read, and no document has it yet
    let kept = library.keep(incoming(&library)).unwrap();
    assert_eq!(kept, name);
    library.delete(&[]).unwrap();
    assert!(library.file_path(&name).exists());

    // and one that a document has again stays too
    let again = with_a_leftover(&paths, "b.txt");
    again
        .put(&document("cc", "On Fins", "Fish in water."), "b", "b.txt")
        .unwrap();
    again.delete(&[]).unwrap();
    assert!(again.file_path("b.txt").exists());
}

#[test]
fn what_was_removed_thirty_days_ago_leaves_the_database_too() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::under(home.path());
    let library = Library::open(&paths).unwrap();
    let put = document("aa", "On Wings", &format!("The {SECRET} flew."));
    library.put(&put, "a", "a").unwrap();
    library.remove(&put.id).unwrap();
    let trashed = library.trash().unwrap().remove(0);
    assert_eq!(trashed.deleted_from - trashed.removed_at, 30 * 24 * 3600);
    library
        .write()
        .execute("UPDATE documents SET removed_at = 5", [])
        .unwrap();
    drop(library);
    let library = Library::open(&paths).unwrap();
    assert!(!library.is_known(&put.id).unwrap());
    assert!(library.has_to_reclaim().unwrap());
    library.reclaim(&going()).unwrap();
    assert!(!is_on_the_disk(&paths, SECRET));
}

#[test]
fn a_deleted_note_leaves_the_database_too() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::under(home.path());
    let library = Library::open(&paths).unwrap();
    let put = document("aa", "On Wings", "Birds in flight.");
    library.put(&put, "a", "a").unwrap();
    let note = NewAnnotation {
        target: NewTarget::Document,
        colour: None,
        note: SECRET.into(),
    };
    let made = library.annotate(&put.id, &note).unwrap();
    library.delete_annotation(made.id).unwrap();
    library.purge_deleted(now() + 1).unwrap();
    assert!(library.has_to_reclaim().unwrap());
    library.reclaim(&going()).unwrap();
    assert!(!is_on_the_disk(&paths, SECRET));
    // nothing was deleted since
    library.purge_deleted(now() + 1).unwrap();
    assert!(!library.has_to_reclaim().unwrap());
}

#[test]
fn a_deleted_table_leaves_the_database_with_its_cells() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::under(home.path());
    let library = Library::open(&paths).unwrap();
    let put = document("aa", "On Wings", "Birds in flight.");
    library.put(&put, "a", "a").unwrap();
    let new = NewTable {
        title: "Birds".into(),
        questions: vec!["How many?".into()],
        documents: vec![put.id.clone()],
        follows: Follows::Nothing,
    };
    let table = library.make_table(&new).unwrap();
    let column = library.table(table).unwrap().columns[0].id;
    library
        .write_cell(table, column, &put.id, Some(SECRET))
        .unwrap();
    library.delete_table(table).unwrap();
    library.purge_deleted(now() + 1).unwrap();
    assert!(library.has_to_reclaim().unwrap());
    library.reclaim(&going()).unwrap();
    assert!(!is_on_the_disk(&paths, SECRET));
}

#[test]
fn a_document_that_is_read_again_while_it_is_deleted_does_not_come_back() {
    let home = tempfile::tempdir().unwrap();
    let library = Library::open(&Paths::under(home.path())).unwrap();
    let put = document("aa", "On Wings", "Birds in flight.");
    library.put(&put, "a", "a").unwrap();
    assert!(!library.put_again(&put, "a", "a").unwrap());
    library.remove(&put.id).unwrap();
    library.delete(std::slice::from_ref(&put.id)).unwrap();
    let again = library.put_again(&put, "a", "a");
    assert!(matches!(again, Err(LibraryError::NotFound)));
    assert!(!library.is_known(&put.id).unwrap());
    assert!(library.without_year().unwrap().is_empty());
}

#[test]
fn the_size_on_the_disk_is_that_of_the_files() {
    let home = tempfile::tempdir().unwrap();
    let library = Library::open(&Paths::under(home.path())).unwrap();
    for (id, bytes) in [("aa", 1_000), ("bb", 20_000)] {
        let put = document(id, "On Wings", "Birds in flight.");
        fs::write(library.file_path(id), vec![b'x'; bytes]).unwrap();
        library.put(&put, id, id).unwrap();
    }
    let id = DocumentId("aa".into());
    fs::create_dir_all(library.recognized(&id)).unwrap();
    fs::write(library.recognized(&id).join("1.json"), vec![b'x'; 300]).unwrap();
    let bytes = library.details(&id).unwrap().bytes;
    assert!((1_300..10_000).contains(&bytes), "{bytes}");
    library.remove(&id).unwrap();
    let size = library.size().unwrap();
    assert_eq!((size.files, size.recognized), (21_000, 300));
    assert_eq!(
        (size.documents, size.removed, size.of_removed),
        (1, 1, bytes)
    );
    assert!(size.database > 0);
    // a copy that is lost counts nothing
    fs::remove_file(library.file_path("aa")).unwrap();
    assert_eq!(library.size().unwrap().files, 20_000);
}
