//! Rows of the database that hold what no schema checks: documents, summaries, answers and lists, as another version or another
//! program may have left them. The window asks for all of it, and exports it.

use std::io::{Read, Write};
use std::path::Path;

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use pagewing::bridge::{
    Arrangement, ColumnId, ExportOptions, LeftAt, NewAnnotation, NewTable, OwnWords, QuestionId,
    TableFormat, TableId,
};
use pagewing::document::SentenceId;
use pagewing::export::{self, ExportFormat};
use pagewing::library::{
    AskedScope, CellFound, CellOutcome, KeptCell, KeptCoverage, KeptJob, KeptJobKind, KeptJobState,
    KeptOrigin, KeptQuestion, KeptRemark, KeptSentence, KeptSource, KeptSummary, Library,
    QuestionOutcome, Shelf, Within,
};
use pagewing::paths::Paths;
use rusqlite::Connection;

use crate::kept::{filled, id};
use crate::{fuzz_by, mutate};

/// Tables with the columns that are changed. The first is compressed.
const COLUMNS: [(&str, &str); 19] = [
    ("documents", "content"),
    ("documents", "authors"),
    ("documents", "format"),
    ("passages", "sentences"),
    ("left_at", "view"),
    ("questions", "scope"),
    ("questions", "outcome"),
    ("questions", "answer"),
    ("annotations", "target"),
    ("annotations", "colour"),
    ("summary_versions", "summary"),
    ("entries", "own_authors"),
    ("document_groups", "kind"),
    ("evidence_tables", "follows"),
    ("evidence_cells", "outcome"),
    ("evidence_cells", "answer"),
    ("evidence_templates", "questions"),
    ("jobs", "kind"),
    ("jobs", "state"),
];

const ANSWER: &str = r#"{"version": 1, "answer": {"question": "Where?", "asks_for": "words", "status": {"kind": "found"},
    "provisional": false, "reader": "starter", "asked": 1, "answers": [{"text": "the harbour", "probability": 0.5, "quotation":
    {"document": "aa", "title": "Boats", "text": "Boats rest in the harbour.", "start": 14, "end": 25, "sentences": [0],
    "page": null, "places": [{"kind": "flow", "block": 0, "start": 0, "end": 26}], "section": null, "recognized": false},
    "also": [], "pieces": []}], "passages": [], "without": [], "without_count": 0, "gist": null,
    "remarks": [{"kind": "part_not_found", "asked": "how many"}]}}"#;

/// Something in each of the columns.
fn fill(home: &Path) {
    let (library, id) = (filled(home), id());
    library.index_document(&id).expect("passages");
    let at = r#"{"page": 1, "share": 0.5, "zoom": {"kind": "factor", "factor": 1.5}, "turn": 90, "facing": true}"#;
    let at: LeftAt = serde_json::from_str(at).expect("a place");
    library.leave(&id, &at).expect("it is kept");
    let own = r#"{"title": null, "authors": ["Ada"], "year": 1999}"#;
    let own: OwnWords = serde_json::from_str(own).expect("words");
    library.edit(&id, &own).expect("they are kept");
    let note = r#"{"target": {"kind": "selection", "text": "Boats rest", "places":
        [{"kind": "flow", "block": 0, "start": 0, "end": 10}]}, "colour": "yellow", "note": "yes"}"#;
    let note: NewAnnotation = serde_json::from_str(note).expect("a note");
    library.annotate(&id, &note).expect("it is kept");
    library
        .put_summary(&id, "recipe", &summary())
        .expect("it is kept");
    library
        .keep_question(&KeptQuestion {
            question: "Where?".to_owned(),
            scope: AskedScope::Documents,
            documents: vec![(id.clone(), "Boats".to_owned())],
            outcome: QuestionOutcome::Found,
            words: "the harbour".to_owned(),
            page: None,
            answer: ANSWER.to_owned(),
            text: "the harbour".to_owned(),
        })
        .expect("it is kept");
    let table = r#"{"title": "Sea", "questions": ["Where?"], "documents": ["aa"], "follows": {"kind": "library"}}"#;
    let table: NewTable = serde_json::from_str(table).expect("a table");
    let table = library.make_table(&table).expect("it is kept");
    let lacking = library.lacking_cell(table).expect("it is kept");
    let found = CellFound {
        words: "the harbour".to_owned(),
        quoted: "Boats rest in the harbour.".to_owned(),
        page: None,
        probability: Some(0.5),
        others: 0,
    };
    let cell = KeptCell {
        outcome: CellOutcome::Found,
        found: Some(found),
        answer: Some(ANSWER.to_owned()),
    };
    library
        .fill_cell(&lacking.expect("a cell"), &cell)
        .expect("it is kept");
    library
        .keep_template(None, "Mine", &["Where?".to_owned()])
        .expect("it is kept");
    library
        .add_job(&KeptJob {
            id: 0,
            kind: KeptJobKind::Import,
            name: "boats.txt".to_owned(),
            input: "{}".to_owned(),
            document: Some(id),
            state: KeptJobState::NeedsPassword { wrong: true },
            done: 0.5,
            starts: 1,
        })
        .expect("it is kept");
}

fn summary() -> KeptSummary {
    KeptSummary {
        origin: KeptOrigin::Model {
            name: "tiny".to_owned(),
        },
        sentences: vec![KeptSentence {
            text: "Boats rest.".to_owned(),
            sources: vec![KeptSource {
                sentence: SentenceId(0),
                page: Some(1),
                weight: 1.0,
            }],
            support: Some(0.5),
            section: None,
            yours: false,
            pinned: true,
            instead_of: None,
        }],
        remarks: Some(vec![KeptRemark::AboutPages { first: 1, last: 2 }]),
        coverage: vec![KeptCoverage {
            page: 1,
            share: 0.5,
        }],
    }
}

/// What is in a column of the only row.
fn value(database: &Connection, number: usize, (table, column): (&str, &str)) -> Vec<u8> {
    let select = format!("SELECT CAST({column} AS BLOB) FROM {table} WHERE {column} IS NOT NULL");
    let value: Vec<u8> = database
        .query_row(&select, [], |row| row.get(0))
        .unwrap_or_else(|error| panic!("{table}.{column}: {error}"));
    if number > 0 {
        return value;
    }
    let mut content = Vec::new();
    ZlibDecoder::new(value.as_slice())
        .read_to_end(&mut content)
        .expect("it is compressed");
    content
}

/// Puts a value into a column. One that the schema does not allow stays out.
fn put(database: &Path, number: usize, value: &[u8]) -> rusqlite::Result<()> {
    let (table, column) = COLUMNS[number % COLUMNS.len()];
    let database = Connection::open(database)?;
    if number == 0 {
        let mut packer = ZlibEncoder::new(Vec::new(), Compression::fast());
        packer.write_all(value).expect("memory");
        let packed = packer.finish().expect("memory");
        database.execute(&format!("UPDATE {table} SET {column} = ?1"), [packed])?;
    } else {
        let update = format!("UPDATE {table} SET {column} = CAST(?1 AS TEXT)");
        database.execute(&update, [value])?;
    }
    Ok(())
}

/// Asks for everything that the window shows. What is wrong with a row is an error of that row.
fn show(library: &Library) {
    let id = id();
    let arrangement = Arrangement::default();
    let _ = library.cards();
    let _ = library.find("boats harb", &arrangement);
    let _ = library.excerpts("boats", std::slice::from_ref(&id));
    let _ = library.details(&id);
    let _ = library.own_words(&id);
    let _ = library.groups();
    let _ = library.left_at(&id);
    let _ = library.annotations(&id);
    let _ = library.versions(&id);
    let _ = library.summary(&id);
    let _ = library.questions(None, "", None);
    let _ = library.questions(Some(&id), "harb", None);
    let _ = library.question(QuestionId(1));
    let _ = library.templates();
    let _ = library.jobs();
    let _ = library.tables();
    let _ = library.cell(ColumnId(1), &id);
    let shelf = Shelf::Library(library);
    let _ = shelf.documents();
    let _ = shelf.analyzers(Within::Everything);
    for number in 0..=shelf.passage_numbers().unwrap_or(0).min(3) {
        let _ = shelf.passage(number);
    }
    if let Ok(table) = library.table(TableId(1)) {
        for format in [TableFormat::Markdown, TableFormat::Xlsx] {
            let _ = export::table(&table, Shelf::Library(library), format);
        }
    }
    for format in [
        ExportFormat::Markdown,
        ExportFormat::Html,
        ExportFormat::Docx,
        ExportFormat::Json,
        ExportFormat::Bibtex,
        ExportFormat::Ris,
    ] {
        let options = ExportOptions {
            format,
            summary: true,
            answers: true,
            notes: true,
        };
        let _ = export::export(library, &id, options);
        let _ = export::export_questions(library, None, format);
    }
}

#[test]
fn rows_of_the_database() {
    let home = tempfile::tempdir().expect("a folder");
    fill(home.path());
    let file = Paths::under(home.path()).database();
    let database = Connection::open(&file).expect("the database");
    let values: Vec<Vec<u8>> = COLUMNS
        .into_iter()
        .enumerate()
        .map(|(number, column)| value(&database, number, column))
        .collect();
    database
        .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
        .expect("the database");
    drop(database);
    let whole = std::fs::read(&file).expect("the database");
    let make = |chance: &mut mutate::Chance| {
        let number = chance.below(COLUMNS.len());
        let changed = mutate::changed(values[number].clone(), &values, chance);
        [vec![number as u8], changed].concat()
    };
    fuzz_by("rows", 60, &make, &|input| {
        let home = tempfile::tempdir().map_err(|error| error.to_string())?;
        let paths = Paths::under(home.path());
        std::fs::create_dir_all(paths.data()).map_err(|error| error.to_string())?;
        std::fs::write(paths.database(), &whole).map_err(|error| error.to_string())?;
        let Some((&number, value)) = input.split_first() else {
            return Ok(());
        };
        if put(&paths.database(), number.into(), value).is_err() {
            return Ok(());
        }
        // a row that cannot be read is no reason not to open the library
        let library = Library::open(&paths).map_err(|error| error.to_string())?;
        show(&library);
        library.check().map_err(|error| error.to_string())
    });
}
