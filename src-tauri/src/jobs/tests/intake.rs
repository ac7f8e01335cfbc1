//! The way of a file into the library when something stands in it.

use std::sync::Arc;

use super::*;
use crate::document::DocumentId;
use crate::jobs::intake::{Follow, Intake};
use crate::jobs::passwords::Passwords;
use crate::jobs::renewals::Renewals;
use crate::library::{Library, LibraryError};

/// The copies that the library keeps.
fn copies(paths: &Paths) -> Vec<PathBuf> {
    let entries = |folder: &Path| std::fs::read_dir(folder).into_iter().flatten().flatten();
    let folders = entries(&paths.files()).filter(|entry| entry.path().is_dir());
    let files = folders.flat_map(|folder| entries(&folder.path()).collect::<Vec<_>>());
    files.map(|file| file.path()).collect()
}

fn papers(home: &Path) -> (Paths, PathBuf) {
    let file = home.join("wings.txt");
    std::fs::write(&file, WINGS.join(" ")).unwrap();
    (Paths::under(&home.join("home")), file)
}

#[test]
fn a_file_that_cannot_become_a_document_leaves_no_copy() {
    let home = tempfile::tempdir().unwrap();
    let (paths, file) = papers(home.path());
    let library = Library::open(&paths).unwrap();
    let database = rusqlite::Connection::open(paths.database()).unwrap();
    database
        .execute_batch(
            "CREATE TRIGGER refuse BEFORE INSERT ON documents BEGIN SELECT RAISE(ABORT, 'full'); END",
        )
        .unwrap();
    let taken = take_in(&library, &file, None, &Arc::default(), &mut |_, _| ());
    assert!(taken.is_err());
    assert_eq!(copies(&paths), Vec::<PathBuf>::new());
    database.execute_batch("DROP TRIGGER refuse").unwrap();
    take_in(&library, &file, None, &Arc::default(), &mut |_, _| ()).unwrap();
    assert_eq!(copies(&paths).len(), 1);
}

/// Follows a file whose copy another program drops before it is stored.
struct Dropping<'a> {
    library: &'a Library,
    /// What happens to the file itself at the same time.
    then: &'a dyn Fn(),
    copy: Option<String>,
}

impl Follow for Dropping<'_> {
    fn advance(&mut self, stage: Stage, _: f32) {
        if stage == Stage::Saving
            && let Some(copy) = &self.copy
        {
            self.library.drop_file(copy).unwrap();
            (self.then)();
        }
    }

    fn learn(&mut self, _: &DocumentId, copy: Option<&str>) -> Result<(), LibraryError> {
        self.copy = copy.map(str::to_owned);
        Ok(())
    }

    fn unlocked(&mut self) {}
}

/// The document that a file becomes whose copy is dropped meanwhile.
fn taken_while_dropping(library: &Library, file: &Path, then: &dyn Fn()) -> DocumentId {
    let intake = Intake {
        library,
        path: file,
        copy: None,
        password: None,
        stop: &Arc::default(),
        described: None,
        by_itself: false,
        to_show: true,
        passwords: &Passwords::default(),
        arriving: &Renewals::default(),
    };
    let mut dropping = Dropping {
        library,
        then,
        copy: None,
    };
    let taken = intake.run(&mut dropping);
    taken.ok().map(|taken| taken.id).unwrap()
}

#[test]
fn a_document_has_its_copy_although_another_program_dropped_it() {
    let home = tempfile::tempdir().unwrap();
    let (paths, file) = papers(home.path());
    let library = Library::open(&paths).unwrap();
    let id = taken_while_dropping(&library, &file, &|| ());
    assert_eq!(library.bytes(&id).unwrap(), std::fs::read(&file).unwrap());
}

#[test]
fn a_file_that_changed_or_went_meanwhile_is_not_taken_for_the_copy_that_was_dropped() {
    for is_gone in [false, true] {
        let home = tempfile::tempdir().unwrap();
        let (paths, file) = papers(home.path());
        let library = Library::open(&paths).unwrap();
        let first = std::fs::read(&file).unwrap();
        let id = taken_while_dropping(&library, &file, &|| match is_gone {
            true => std::fs::remove_file(&file).unwrap(),
            false => std::fs::write(&file, "Fins of fish. They steer.").unwrap(),
        });
        // the text is that of the copy, and nothing else has its place
        let read = library.document(&id).unwrap();
        let mut sentences = read.sentences.iter();
        assert!(sentences.any(|sentence| sentence.text.contains("approved")));
        assert_eq!(copies(&paths), Vec::<PathBuf>::new());
        // the file with the first content mends it
        std::fs::write(&file, &first).unwrap();
        let again = take_in(&library, &file, None, &Arc::default(), &mut |_, _| ()).unwrap();
        assert_eq!(again, id);
        assert_eq!(library.bytes(&id).unwrap(), first);
    }
}
