//! A library of every version that there was becomes one of today, with everything in it, and is kept as it was.

use super::*;
use crate::library::{backup, rows, schema};

fn id() -> DocumentId {
    DocumentId("aa".into())
}

/// Fills a library with something of everything that every version may have.
pub(super) fn fill(library: &Library) {
    let put = document("aa", "On Wings", "Feathers carry the bird.");
    library.put(&put, "wings.pdf", "aa.pdf").unwrap();
    library.put_summary(&id(), "recipe", &summary()).unwrap();
    library
        .keep_question(&KeptQuestion {
            question: "How heavy?".into(),
            scope: AskedScope::Documents,
            documents: vec![(id(), "On Wings".into())],
            outcome: QuestionOutcome::NotFound,
            words: String::new(),
            page: None,
            answer: "{}".into(),
            text: String::new(),
        })
        .unwrap();
    let note = NewAnnotation {
        target: NewTarget::Document,
        colour: None,
        note: "Ask the ringers.".into(),
    };
    library.annotate(&id(), &note).unwrap();
    let group = library.make_group(GroupKind::Tag, "sea").unwrap();
    library.add_to_group(group.id, &[id()]).unwrap();
    let table = NewTable {
        title: "Birds".into(),
        questions: vec!["How heavy?".into()],
        documents: vec![id()],
        follows: Follows::Nothing,
    };
    let table = library.make_table(&table).unwrap();
    let cell = library.lacking_cell(table).unwrap().unwrap();
    library
        .write_cell(table, cell.column, &id(), Some("a gram"))
        .unwrap();
}

/// What a person wrote into the cells of all tables.
pub(super) fn written(library: &Library) -> Vec<Option<String>> {
    let tables = library.tables().unwrap().into_iter();
    let rows = tables.flat_map(|card| library.table(card.id).unwrap().rows);
    rows.flat_map(|row| row.cells)
        .map(|cell| cell.yours)
        .collect()
}

/// A database of this format, with the rows of a library of today as far as it has places for them.
fn older(format: i64, paths: &Paths) {
    let today = tempfile::tempdir().unwrap();
    let filled = Paths::under(today.path());
    fill(&Library::open(&filled).unwrap());
    let from = Connection::open(filled.database()).unwrap();
    fs::create_dir_all(paths.database().parent().unwrap()).unwrap();
    let mut old = Connection::open(paths.database()).unwrap();
    schema::migrate_to(&mut old, format).unwrap();
    // the tables come in no order
    old.pragma_update(None, "foreign_keys", false).unwrap();
    rows::take_over(&from, &old).unwrap();
    assert_eq!(schema::version(&old).unwrap(), format);
}

/// Every table, index, view and trigger, as it was made.
fn schema_of(paths: &Paths) -> Vec<(String, Option<String>)> {
    let connection = Connection::open(paths.database()).unwrap();
    let mut select = connection
        .prepare("SELECT name, sql FROM sqlite_master ORDER BY name")
        .unwrap();
    let parts = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
    parts.unwrap().collect::<Result<_, _>>().unwrap()
}

fn copies(paths: &Paths) -> Vec<PathBuf> {
    backup::copies(&paths.database()).collect()
}

#[test]
fn a_library_of_every_version_keeps_everything_and_gets_the_schema_of_today() {
    let fresh = tempfile::tempdir().unwrap();
    let fresh = Paths::under(fresh.path());
    drop(Library::open(&fresh).unwrap());
    let known = schema::MIGRATIONS.len() as i64;
    for format in 1..=known {
        let home = tempfile::tempdir().unwrap();
        let paths = Paths::under(home.path());
        older(format, &paths);

        let library = Library::open(&paths).unwrap();
        library.check().unwrap();
        let cards = library.cards().unwrap();
        assert_eq!(cards.len(), 1, "format {format}");
        assert!(cards[0].summarized, "format {format}");
        let read = library.document(&id()).unwrap();
        assert_eq!(read.title.as_deref(), Some("On Wings"), "format {format}");
        assert_eq!(library.versions(&id()).unwrap().len(), 1, "format {format}");
        // a version has what its tables could hold
        let questions = library.questions(None, "", None).unwrap().questions;
        assert_eq!(questions.len(), usize::from(format >= 6), "format {format}");
        let notes = library.annotations(&id()).unwrap();
        assert_eq!(notes.len(), usize::from(format >= 7), "format {format}");
        let groups = library.groups().unwrap();
        assert_eq!(groups.len(), usize::from(format >= 10), "format {format}");
        let cells = vec![Some("a gram".to_owned()); usize::from(format >= 11)];
        assert_eq!(written(&library), cells, "format {format}");
        drop(library);
        assert_eq!(schema_of(&paths), schema_of(&fresh), "format {format}");

        // what it was is still there, unless nothing changed
        let copies = copies(&paths);
        assert_eq!(copies.len(), usize::from(format < known), "{copies:?}");
        for copy in copies {
            let old = Connection::open(copy).unwrap();
            assert_eq!(schema::version(&old).unwrap(), format);
            let titles: String = old
                .query_row("SELECT title FROM documents", [], |row| row.get(0))
                .unwrap();
            assert_eq!(titles, "On Wings");
        }
    }
}

#[test]
fn a_copy_goes_with_deleted_text_and_after_a_week_and_half_a_copy_stops_nothing() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::under(home.path());
    older(5, &paths);
    let half = paths
        .database()
        .with_file_name("library.sqlite.format-incomplete");
    fs::write(&half, "half a copy").unwrap();
    let library = Library::open(&paths).unwrap();
    assert!(!half.exists());
    assert_eq!(copies(&paths).len(), 1);
    assert!(library.size().unwrap().database > fs::metadata(paths.database()).unwrap().len());

    library.remove(&id()).unwrap();
    library.purge(now() + 1).unwrap();
    library.reclaim(&Arc::default()).unwrap();
    assert_eq!(copies(&paths).len(), 0);
    drop(library);

    let database = paths.database();
    let copy = database.with_file_name("library.sqlite.format-5");
    let made = fs::File::create(&copy).unwrap();
    backup::sweep(&database);
    assert!(copy.exists());
    let long_ago = SystemTime::now() - Duration::from_secs(8 * 24 * 3600);
    made.set_modified(long_ago).unwrap();
    backup::sweep(&database);
    assert!(!copy.exists());
}
