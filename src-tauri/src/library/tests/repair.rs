//! A damaged library is made anew, with what can be read of it and from the copies of the files.

use std::io::{Seek, SeekFrom, Write};

use super::migrations::{fill, written};
use super::*;

/// A filled library, with the copy of a file that the database does not name.
fn filled() -> (tempfile::TempDir, Paths, DocumentId) {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::under(home.path());
    let library = Library::open(&paths).unwrap();
    fill(&library);
    let unnamed = DocumentId("0f".repeat(32));
    let folder = paths.files().join("0f");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(format!("{}.md", unnamed.0)), "# On Fins\n").unwrap();
    (home, paths, unnamed)
}

/// Overwrites the first page of a table.
fn damage(paths: &Paths, table: &str) {
    let connection = Connection::open(paths.database()).unwrap();
    let (page, size): (i64, i64) = connection
        .query_row(
            "SELECT rootpage, (SELECT page_size FROM pragma_page_size()) FROM sqlite_master WHERE name = ?1",
            [table],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .unwrap();
    connection
        .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
        .unwrap();
    drop(connection);
    let mut file = fs::OpenOptions::new()
        .write(true)
        .open(paths.database())
        .unwrap();
    let begin = u64::try_from((page - 1) * size).unwrap();
    file.seek(SeekFrom::Start(begin)).unwrap();
    file.write_all(&vec![b'x'; usize::try_from(size).unwrap()])
        .unwrap();
}

fn ids(library: &Library) -> Vec<String> {
    let cards = library.cards().unwrap().into_iter();
    let mut ids: Vec<String> = cards.map(|card| card.id.0).collect();
    ids.sort();
    ids
}

#[test]
fn what_is_left_of_a_damaged_database_comes_into_a_new_one() {
    let (_home, paths, unnamed) = filled();
    damage(&paths, "passages");
    let before = Library::open(&paths).and_then(|library| library.check());
    assert!(matches!(before, Err(LibraryError::Damaged { .. })));

    let repaired = Library::repair(&paths).unwrap().unwrap();
    assert_eq!((repaired.documents, repaired.found), (2, 1));
    assert!(repaired.aside.join("library.sqlite").exists());
    let library = Library::open(&paths).unwrap();
    library.check().unwrap();
    assert_eq!(ids(&library), [unnamed.0.as_str(), "aa"]);
    let wings = DocumentId("aa".into());
    assert!(library.summary(&wings).unwrap().is_some());
    assert_eq!(library.annotations(&wings).unwrap().len(), 1);
    assert_eq!(library.groups().unwrap()[0].documents, 1);
    assert_eq!(written(&library), [Some("a gram".to_owned())]);
    assert_eq!(
        library.questions(None, "", None).unwrap().questions.len(),
        1
    );
    // both are read again, and what was made of a reading that is the same stays
    for id in [&wings, &unnamed] {
        assert!(library.outdated(id).unwrap().is_some());
    }
    let again = document("aa", "On Wings", "Feathers carry the bird.");
    library.put_again(&again, "wings.pdf", "aa.pdf").unwrap();
    assert!(library.summary(&wings).unwrap().is_some());
    assert_eq!(titles(find(&library, "feathers")), ["On Wings"]);
    drop(library);
    assert_eq!(Library::repair(&paths).unwrap(), None, "it is in order");
}

#[test]
fn what_was_deleted_for_good_does_not_come_back() {
    let (_home, paths, _) = filled();
    let gone = DocumentId("1e".repeat(32));
    let copy = format!("1e/{}.pdf", gone.0);
    {
        let library = Library::open(&paths).unwrap();
        let keels = document(&gone.0, "On Keels", "Keels carry the boat.");
        library.put(&keels, "keels.pdf", &copy).unwrap();
        // a folder with something in it cannot be deleted as a file
        fs::create_dir_all(library.file_path(&copy).join("open elsewhere")).unwrap();
        library.remove(&gone).unwrap();
        library.delete(std::slice::from_ref(&gone)).unwrap();
        assert!(library.file_path(&copy).exists());
    }
    damage(&paths, "passages");
    let repaired = Library::repair(&paths).unwrap().unwrap();
    assert_eq!(repaired.found, 1, "the unnamed one alone");
    let library = Library::open(&paths).unwrap();
    assert!(!library.is_known(&gone).unwrap());
    // its copy leaves the disk as soon as it can
    fs::remove_dir_all(library.file_path(&copy)).unwrap();
    fs::write(library.file_path(&copy), "keels").unwrap();
    drop(library);
    drop(Library::open(&paths).unwrap());
    assert!(!paths.files().join(&copy).exists());
}

#[test]
fn a_library_that_another_program_has_open_is_not_repaired() {
    let (_home, paths, _) = filled();
    let other = Library::open(&paths).unwrap();
    damage(&paths, "passages");
    assert!(matches!(
        Library::repair(&paths),
        Err(LibraryError::InUse { path }) if path == paths.database()
    ));
    let aside = |entry: &fs::DirEntry| entry.file_name().to_string_lossy().starts_with("damaged-");
    let made = fs::read_dir(paths.data()).unwrap().flatten().find(aside);
    assert!(made.is_none(), "nothing was changed");
    drop(other);
    assert!(Library::repair(&paths).unwrap().is_some());
    // several programs have it open together
    let both = (
        Library::open(&paths).unwrap(),
        Library::open(&paths).unwrap(),
    );
    drop(both);
}

#[test]
fn a_database_that_is_none_any_more_is_made_of_the_copies_alone() {
    let (_home, paths, unnamed) = filled();
    fs::write(paths.database(), vec![b'x'; 8192]).unwrap();
    let _ = fs::remove_file(paths.database().with_file_name("library.sqlite-wal"));
    let repaired = Library::repair(&paths).unwrap().unwrap();
    assert_eq!((repaired.documents, repaired.found), (1, 1));
    let library = Library::open(&paths).unwrap();
    let (name, copy) = library.outdated(&unnamed).unwrap().unwrap();
    assert_eq!(name, "0f0f0f0f.md");
    assert!(library.file_path(&copy).exists());
}

#[test]
fn a_library_of_a_newer_version_is_not_repaired() {
    let (_home, paths, _) = filled();
    Connection::open(paths.database())
        .unwrap()
        .pragma_update(None, "user_version", 99)
        .unwrap();
    assert!(matches!(
        Library::repair(&paths),
        Err(LibraryError::TooNew { found: 99, .. })
    ));
}
