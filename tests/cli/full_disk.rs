//! A disk that is full while the library is open, as in a window: whatever is written is there as a whole or is refused, and
//! works when there is room. So do a move of the library to such a disk, and a change of its format.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use pagewing::document::DocumentId;
use pagewing::export;
use pagewing::fault::Fault;
use pagewing::jobs::Jobs;
use pagewing::library::{
    AskedScope, KeptQuestion, Library, LibraryError, NewAnnotation, NewTarget, QuestionOutcome,
};
use pagewing::paths::Paths;
use pagewing::settings::{self, Settings};
use pagewing_tests::{SmallDisk, little_document};

/// Room for a library.
const SIZE: &str = "24m";

/// More than the rests of a disk below, in bytes.
const LONG: usize = 400_000;

/// A library of one document.
fn filled(paths: &Paths) -> DocumentId {
    let library = Library::open(paths).expect("a library");
    let document = little_document("aa", "Boats rest in the harbour.");
    library
        .put(&document, "boats.txt", "aa.txt")
        .expect("it is kept");
    document.id
}

/// Settings with which no job runs, so that nothing else writes.
fn rests() -> Settings {
    Settings {
        paused: true,
        ..Settings::default()
    }
}

/// Writes something of each kind, with a number that tells it from what was written before, and looks whether it is there.
/// Returns how many were refused.
fn writes(jobs: &Jobs, paths: &Paths, id: &DocumentId, number: u32) -> usize {
    let before = rests();
    let words = format!("{number} {}", "boats ".repeat(LONG / 6));
    let note = NewAnnotation {
        target: NewTarget::Document,
        colour: None,
        note: words.chars().take(9000).collect(),
    };
    let question = KeptQuestion {
        question: format!("How many boats, {number}?"),
        scope: AskedScope::Documents,
        documents: vec![(id.clone(), "Boats".to_owned())],
        outcome: QuestionOutcome::NotFound,
        words: String::new(),
        page: None,
        answer: "{}".to_owned(),
        text: words.clone(),
    };
    let changed = Settings {
        unload_after: Some(number),
        // a file of settings is small, and a disk that is full may have room for it
        watched: vec![words.clone()],
        ..before.clone()
    };
    let file = paths.data().join(format!("{number}.md"));
    let results = [
        jobs.annotate(id, &note).map(|made| {
            let notes = jobs.annotations(id).expect("the notes");
            assert!(notes.contains(&made), "{number}");
        }),
        jobs.library()
            .keep_question(&question)
            .map_err(Fault::from)
            .map(|made| {
                let (kept, _) = jobs.library().question(made).expect("the question");
                assert_eq!(kept.question, question.question);
            }),
        settings::save(&paths.settings(), &changed)
            .map_err(Fault::from)
            .map(|()| {
                let loaded = settings::load(&paths.settings()).expect("the settings");
                assert_eq!(loaded.settings, changed);
                settings::save(&paths.settings(), &before).expect("fewer settings");
            }),
        export::write(&file, words.as_bytes()).map(|()| {
            assert_eq!(fs::read(&file).expect("the file"), words.as_bytes());
            fs::remove_file(&file).expect("the file");
        }),
    ];
    for refused in results.iter().filter_map(|result| result.as_ref().err()) {
        let said = matches!(
            refused,
            Fault::DiskFull { .. }
                | Fault::SettingsUnwritable { .. }
                | Fault::ExportUnwritable { .. }
        );
        assert!(said, "{refused:?}");
    }
    assert!(!file.exists());
    results.iter().filter(|result| result.is_err()).count()
}

#[test]
fn what_is_written_to_a_full_disk_is_there_as_a_whole_or_refused() {
    let home = tempfile::tempdir().expect("a folder for temporary files");
    let Some(disk) = SmallDisk::mount(&home.path().join("home"), SIZE) else {
        return;
    };
    let paths = Paths::under(&home.path().join("home"));
    let id = filled(&paths);
    settings::save(&paths.settings(), &rests()).expect("there is room");
    let jobs = Jobs::open(&paths).expect("the library opens");
    let mut refused = 0;
    for (number, left) in [0, 50, 150, 350, 600].into_iter().enumerate() {
        let number = number as u32 * 2;
        let filler = disk.fill(left * 1000).expect("the disk takes a file");
        refused += writes(&jobs, &paths, &id, number);
        fs::remove_file(filler).expect("the filler goes");
        jobs.library().check().expect("the library is in order");
        let loaded = settings::load(&paths.settings()).expect("the settings");
        assert_eq!((loaded.settings, loaded.damaged), (rests(), None));
        // the same program goes on when there is room
        assert_eq!(writes(&jobs, &paths, &id, number + 1), 0);
    }
    assert!(refused > 0, "the disk was never full");
    drop(jobs);
    let library = Library::open(&paths).expect("the library opens");
    library.check().expect("the library is in order");
    assert!(library.annotations(&id).expect("the notes").len() >= 5);
}

#[test]
fn a_library_that_moves_to_a_full_disk_is_where_it_was() {
    let home = tempfile::tempdir().expect("a folder for temporary files");
    let from = Paths::under(&home.path().join("home"));
    let id = filled(&from);
    let weights = from.models().join("a/weights");
    fs::create_dir_all(from.models().join("a")).expect("the home can be written");
    fs::write(&weights, vec![0; 3 << 20]).expect("the home can be written");
    // one disk has no room for the database, and the other none for the files beside it
    for size in ["64k", "2m"] {
        let there = home.path().join(size);
        let Some(_disk) = SmallDisk::mount(&there, size) else {
            return;
        };
        let to = from.with_data(&there.join("Pagewing"));
        let refused = Library::copy_to(&from, &to, &Arc::default(), &mut |_, _| ()).err();
        assert!(
            matches!(refused, Some(LibraryError::DiskFull { .. })),
            "{size}: {refused:?}"
        );
        assert_eq!(names(&there), Vec::<String>::new(), "{size}");
        let library = Library::open(&from).expect("the library opens");
        library.check().expect("the library is in order");
        assert!(library.document(&id).is_ok());
        assert!(weights.is_file());
    }
}

/// The names in a folder.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder").flatten();
    entries
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect()
}

/// A library of the second format, with the document of a library of today.
#[cfg(feature = "window")]
fn older(today: &Paths, paths: &Paths) -> rusqlite::Result<()> {
    let database = rusqlite::Connection::open(paths.database())?;
    for migration in [
        include_str!("../../src-tauri/src/library/migrations/0001_library.sql"),
        include_str!("../../src-tauri/src/library/migrations/0002_extraction.sql"),
    ] {
        database.execute_batch(migration)?;
    }
    database.execute(
        "ATTACH ?1 AS today",
        [today.database().display().to_string()],
    )?;
    database.execute_batch(
        "INSERT INTO documents (id, title, authors, file_name, file, format, pages, words, added_at, content, extraction)
         SELECT id, title, authors, file_name, file, format, pages, words, added_at, content, 1 FROM today.documents;
         DETACH today; PRAGMA user_version = 2;",
    )
}

#[cfg(feature = "window")]
#[test]
fn a_library_whose_format_cannot_change_on_a_full_disk_stays_as_it_is() {
    let home = tempfile::tempdir().expect("a folder for temporary files");
    let today = Paths::under(&home.path().join("today"));
    let id = filled(&today);
    let Some(disk) = SmallDisk::mount(&home.path().join("home"), SIZE) else {
        return;
    };
    let paths = Paths::under(&home.path().join("home"));
    let format = |paths: &Paths| -> i64 {
        rusqlite::Connection::open(paths.database())
            .and_then(|it| it.query_row("PRAGMA user_version", [], |row| row.get(0)))
            .expect("a database")
    };
    let mut refused = 0;
    // from a disk without room for anything to one with room for the copy of the old library, and for the new one too
    for left in [0, 40, 80, 120, 160, 240, 400, 800] {
        fs::create_dir_all(paths.data()).expect("the home can be written");
        older(&today, &paths).expect("an older library");
        let filler = disk.fill(left * 1000).expect("the disk takes a file");
        let opened = Library::open(&paths).map(drop);
        fs::remove_file(filler).expect("the filler goes");
        if let Err(error) = opened {
            assert!(
                matches!(error, LibraryError::DiskFull { .. }),
                "{left}: {error:?}"
            );
            assert_eq!(format(&paths), 2, "{left}");
            refused += 1;
        }
        let library = Library::open(&paths).expect("there is room");
        library.check().expect("the library is in order");
        assert!(library.document(&id).is_ok());
        drop(library);
        let database = paths.database();
        let copy = database.with_file_name("library.sqlite.format-2");
        assert!(copy.is_file(), "{left}: {:?}", names(paths.data()));
        fs::remove_dir_all(paths.data()).expect("the home can be written");
    }
    assert!(refused > 0, "the disk was never full");
}
