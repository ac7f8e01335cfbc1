//! What the page sends: the arguments of the window's commands, as JSON that is changed at random.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use pagewing::bridge::{
    AnnotationId, Arrangement, ColumnId, ExportOptions, GroupId, GroupKind, JobId, LeftAt, ModelId,
    NewAnnotation, NewTable, OwnWords, QuestionId, QuestionScope, Settings, SummaryChange,
    SummaryOptions, TableChange, TableFormat, TableId, TableTemplate, TemplateId, VersionId,
};
use pagewing::document::{DocumentId, SentenceId};
use pagewing::export::{self, ExportFormat};
use pagewing::jobs::Jobs;
use pagewing::library::{
    KeptOrigin, KeptSentence, KeptSource, KeptSummary, Library, MarkColour, Shelf,
};
use pagewing::paths::Paths;
use pagewing::settings::{self, Language};
use pagewing::weights::store::{ModelRole, Store, parse_reference};
use pagewing_tests::root;
use serde::de::DeserializeOwned;

use crate::fuzz;
use crate::kept::{filled, id};

/// The types of all arguments, without `Option` and `Vec` around them. Those about sequences are changed in `sequences`.
const TYPES: [&str; 34] = [
    "AnnotationId",
    "Arrangement",
    "ColumnId",
    "DocumentId",
    "ExportFormat",
    "ExportOptions",
    "GroupId",
    "GroupKind",
    "JobId",
    "Language",
    "LeftAt",
    "MarkColour",
    "ModelId",
    "ModelRole",
    "NewAnnotation",
    "NewTable",
    "OwnWords",
    "PathBuf",
    "QuestionId",
    "QuestionScope",
    "Settings",
    "String",
    "SummaryChange",
    "SummaryOptions",
    "TableChange",
    "TableFormat",
    "TableId",
    "TableTemplate",
    "TemplateId",
    "TrackFormat",
    "VersionId",
    "bool",
    "u32",
    "u64",
];

/// The types of the arguments that a source text of commands declares. What Tauri itself hands over is no argument of the page.
fn types(source: &str) -> BTreeSet<String> {
    let mut types = BTreeSet::new();
    for command in source.split("#[tauri::command]").skip(1) {
        let arguments = command.split_once('(').and_then(|(name, rest)| {
            let rest = if name.contains("pub") {
                // `pub(super) async fn name(`
                rest.split_once('(')?.1
            } else {
                rest
            };
            Some(rest.split_once(") -> ")?.0)
        });
        let arguments = arguments.expect("a command");
        for part in arguments.split(": ").skip(1) {
            let given = part.split_once(", ").map_or(part, |(given, _)| given);
            let given = given.split(",\n").next().unwrap_or(given).trim();
            let inner = given.trim_end_matches([',', '>']);
            let inner = inner
                .trim_start_matches("Option<")
                .trim_start_matches("Vec<");
            if !["State<'_", "AppHandle"].contains(&inner) && !inner.starts_with("Channel<") {
                types.insert(inner.to_owned());
            }
        }
    }
    types
}

#[test]
fn every_type_of_an_argument_is_among_them() {
    let folder = root().join("src-tauri/src/desktop/commands");
    let files = std::fs::read_dir(folder).expect("the commands").flatten();
    let found: BTreeSet<String> = files
        .flat_map(|file| types(&std::fs::read_to_string(file.path()).expect("a source")))
        .collect();
    let known: BTreeSet<String> = TYPES.map(str::to_owned).into();
    assert_eq!(found, known);
}

/// Reads changed JSON as an argument, and hands it to `used` if it is one.
fn argument<T: DeserializeOwned>(name: &str, examples: &[&str], used: &dyn Fn(T)) {
    for example in examples {
        let read = serde_json::from_str::<T>(example);
        assert!(
            read.is_ok(),
            "an example of {name} is none: {:?}",
            read.err()
        );
    }
    let examples: Vec<Vec<u8>> = examples.iter().map(|it| it.as_bytes().to_vec()).collect();
    fuzz(name, &examples, 150, &|changed| {
        if let Ok(value) = serde_json::from_slice(changed) {
            used(value);
        }
        Ok(())
    });
}

#[test]
fn arguments_about_documents() {
    let home = tempfile::tempdir().expect("a folder");
    let library = filled(home.path());
    let (library, id) = (&library, id());
    argument(
        "arrangement",
        &[r#"{"order": "title", "backwards": true, "only": ["unread"], "groups": [1]}"#],
        &|given: Arrangement| {
            let _ = library.arranged(&given);
            let _ = library.find("boats", &given);
        },
    );
    let selection = r#"{"target": {"kind": "selection", "text": "Boats rest", "places":
        [{"kind": "flow", "block": 0, "start": 0, "end": 10}]}, "colour": null, "note": "yes"}"#;
    let sentences =
        r#"{"target": {"kind": "sentences", "sentences": [0]}, "colour": "yellow", "note": "yes"}"#;
    let whole = r#"{"target": {"kind": "document"}, "colour": null, "note": "yes"}"#;
    argument(
        "annotation",
        &[selection, sentences, whole],
        &|given: NewAnnotation| {
            let _ = library.annotate(&id, &given);
        },
    );
    argument(
        "words",
        &[r#"{"title": "Boats", "authors": ["Ada"], "year": 1999}"#],
        &|given: OwnWords| {
            let _ = library.edit(&id, &given);
        },
    );
    let zoomed = r#"{"page": 1, "share": 0.5, "zoom": {"kind": "factor", "factor": 1.5}, "turn": 90, "facing": true}"#;
    argument("place", &[zoomed], &|given: LeftAt| {
        let _ = library.leave(&id, &given);
        let _ = library.left_at(&id);
    });
    argument(
        "options",
        &[r#"{"length": "short", "sections": true, "beams": 4}"#],
        &|_: SummaryOptions| (),
    );
    argument(
        "export",
        &[r#"{"format": "docx", "summary": true, "answers": true, "notes": true}"#],
        &|given: ExportOptions| {
            let _ = export::export(library, &id, given);
        },
    );
    argument(
        "scope",
        &[
            r#"{"to": "documents", "ids": ["aa"]}"#,
            r#"{"to": "library"}"#,
        ],
        &|_: QuestionScope| (),
    );
    argument(
        "settings",
        &[
            r#"{"theme": "dark", "text_size": 110, "threads": 4, "precision": "int8", "device": "processor",
            "mirror": "https://hub.example", "proxy": null, "unload_after": 5, "paused": true, "watched": ["/papers"]}"#,
        ],
        &|given: Settings| {
            let before = Settings::default();
            let _ = before.with_changes(&before, &given);
        },
    );
}

/// Work of which nothing runs: what is wished is written down.
fn resting(home: &Path) -> Jobs {
    let paths = Paths::under(home);
    let rests = Settings {
        paused: true,
        ..Settings::default()
    };
    settings::save(&paths.settings(), &rests).expect("they are saved");
    Jobs::open(&paths).expect("a library")
}

#[test]
fn changes_of_summaries() {
    let home = tempfile::tempdir().expect("a folder");
    let (library, id) = (filled(home.path()), id());
    let sentence = KeptSentence {
        text: "Boats rest.".to_owned(),
        sources: vec![KeptSource {
            sentence: SentenceId(0),
            page: None,
            weight: 1.0,
        }],
        support: None,
        section: None,
        yours: false,
        pinned: false,
        instead_of: None,
    };
    let summary = KeptSummary {
        origin: KeptOrigin::KeySentences,
        sentences: vec![sentence.clone(), sentence],
        remarks: Some(vec![]),
        coverage: vec![],
    };
    let version = library
        .put_summary(&id, "recipe", &summary)
        .expect("it is kept");
    drop(library);
    let jobs = resting(home.path());
    argument(
        "change",
        &[
            r#"{"kind": "remove", "sentence": 0}"#,
            r#"{"kind": "rewrite", "sentence": 1, "text": "Boats wait."}"#,
            r#"{"kind": "move", "sentence": 0, "down": true}"#,
            r#"{"kind": "pin", "sentence": 0, "pinned": true}"#,
        ],
        &|given: SummaryChange| {
            let _ = jobs.change_summary(&id, version, &given);
        },
    );
    jobs.library().check().expect("the library is in order");
}

#[test]
fn arguments_about_tables() {
    let home = tempfile::tempdir().expect("a folder");
    drop(filled(home.path()));
    let jobs = resting(home.path());
    let example = r#"{"title": "Sea", "questions": ["Where?"], "documents": ["aa"], "follows": {"kind": "group", "group": 1}}"#;
    let table = jobs
        .make_table(serde_json::from_str(example).expect("a table"))
        .expect("it is kept");
    argument("table", &[example], &|given: NewTable| {
        let Ok(made) = jobs.make_table(given) else {
            return;
        };
        for format in [TableFormat::Csv, TableFormat::Docx] {
            let _ = export::table(&made, Shelf::Library(jobs.library()), format);
        }
        let _ = jobs.delete_table(made.id);
    });
    argument(
        "table-change",
        &[
            r#"{"kind": "rename", "title": "Harbours"}"#,
            r#"{"kind": "follow", "follows": {"kind": "library"}}"#,
            r#"{"kind": "add_rows", "documents": ["aa"]}"#,
            r#"{"kind": "take_out_row", "document": "aa"}"#,
            r#"{"kind": "add_column", "question": "How many?"}"#,
            r#"{"kind": "change_column", "column": 1, "question": "Since when?"}"#,
            r#"{"kind": "order_columns", "columns": [1]}"#,
            r#"{"kind": "delete_column", "column": 1}"#,
            r#"{"kind": "restore_column", "column": 1}"#,
        ],
        &|given: TableChange| {
            let _ = jobs.change_table(table.id, &given);
        },
    );
    argument(
        "template",
        &[
            r#"{"id": null, "built_in": "trial", "name": "", "questions": ["How many took part?"]}"#,
            r#"{"id": 1, "built_in": null, "name": "Mine", "questions": []}"#,
        ],
        &|given: TableTemplate| {
            let _ = jobs.keep_template(&given);
        },
    );
    jobs.library().check().expect("the library is in order");
}

/// Hands what is read to `used`, if it can be read.
fn given<T: DeserializeOwned>(json: &[u8], used: impl FnOnce(T)) {
    if let Ok(value) = serde_json::from_slice(json) {
        used(value);
    }
}

/// Uses JSON as each of the arguments that are one word or one number, or some of them.
fn simple(library: &Library, store: &Store, json: &[u8]) {
    given(json, |it: AnnotationId| {
        let _ = library.change_annotation(it, Some(MarkColour::Green), "note");
        let _ = library.restore_annotation(it);
    });
    given(json, |_: MarkColour| ());
    given(json, |it: ColumnId| {
        let _ = library.write_cell(TableId(it.0), it, &id(), Some("words"));
        let _ = library.cell_answer(it, &id());
    });
    given(json, |it: TableId| {
        let _ = library.table(it);
        let _ = library.restore_table(it);
    });
    given(json, |it: TemplateId| drop(library.restore_template(it)));
    given(json, |it: DocumentId| {
        let _ = library.document(&it);
        let _ = library.place_of(&it);
        let _ = library.recognized(&it);
    });
    given(json, |ids: Vec<DocumentId>| {
        let _ = library.cards_of(&ids);
        let _ = library.excerpts("boats", &ids);
    });
    given(json, |it: GroupId| drop(library.rename_group(it, "lake")));
    given(json, |it: QuestionId| {
        let _ = library.question(it);
        let _ = library.questions(None, "boats", Some(it));
    });
    given(json, |ids: Vec<QuestionId>| {
        let _ = library.restore_questions(&ids);
    });
    given(json, |it: VersionId| drop(library.show_version(&id(), it)));
    given(json, |_: Option<JobId>| ());
    given(json, |_: bool| ());
    given(json, |it: GroupKind| {
        let _ = library.group_named(it, "sea");
    });
    given(json, |_: Language| ());
    given(json, |_: ModelRole| ());
    given(json, |it: ExportFormat| {
        let _ = export::file_name("Boats", it);
        let _ = export::export_questions(library, None, it);
    });
    given(json, |it: TableFormat| drop(export::table_name("Sea", it)));
    given(json, |_: Vec<PathBuf>| ());
    given(json, |it: ModelId| {
        let _ = store.state(&it);
        let _ = store.folder(&it);
        assert!(store.remove(&it).is_err(), "{it:?}");
    });
    given(json, |it: String| words(library, &it));
}

/// A search, a question, a name, an address.
fn words(library: &Library, words: &str) {
    let _ = library.find(words, &Arrangement::default());
    let _ = library.excerpts(words, &[id()]);
    let _ = library.questions(None, words, None);
    let _ = library.make_group(GroupKind::Collection, words);
    let _ = export::file_name(words, ExportFormat::Markdown);
    if let Ok(reference) = parse_reference(words) {
        assert!(!reference.id.0.contains(".."), "{words:?}");
    }
}

#[test]
fn words_and_numbers() {
    let home = tempfile::tempdir().expect("a folder");
    let library = filled(home.path());
    let store = Store::new(home.path().join("models"));
    let examples = [
        "1",
        "null",
        "true",
        r#""aa""#,
        r#"["aa", "bb"]"#,
        "[1, 2, -9223372036854775808]",
        r#""collection""#,
        r#""yellow""#,
        r#""german""#,
        r#""writes""#,
        r#""markdown""#,
        r#""csv""#,
        r#"["/papers/boats.pdf", "file:///papers/%C3%BC.pdf"]"#,
        r#""owner/name@main""#,
        r#""https://hub.example/owner/name/resolve/main/config.json""#,
        r#""boats* OR \"rest\" NEAR(harbour) - \u0000 \ud83d\ude00""#,
    ];
    let examples: Vec<Vec<u8>> = examples.iter().map(|it| it.as_bytes().to_vec()).collect();
    fuzz("simple", &examples, 400, &|changed| {
        simple(&library, &store, changed);
        Ok(())
    });
    library.check().expect("the library is in order");
}
