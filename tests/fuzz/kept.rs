//! What Pagewing keeps, and what the page sends: settings, the database, the arguments of commands.

use std::path::Path;

use pagewing::bridge::{
    Arrangement, ExportOptions, LeftAt, NewAnnotation, OwnWords, QuestionScope, SummaryChange,
    SummaryOptions,
};
use pagewing::document::{
    Block, BlockId, BlockKind, Document, DocumentId, Format, Place, Sentence, SentenceId,
};
use pagewing::library::{GroupKind, Library, LibraryError};
use pagewing::paths::Paths;
use pagewing::settings::{self, Settings};
use serde::de::DeserializeOwned;

use crate::fuzz;

const TEXT: &str = "Boats rest in the harbour.";

fn id() -> DocumentId {
    DocumentId("aa".to_owned())
}

/// A library of one document of one sentence.
fn filled(home: &Path) -> Library {
    let library = Library::open(&Paths::under(home)).expect("a library");
    let place = Place::Flow {
        block: BlockId(0),
        start: 0,
        end: TEXT.len() as u32,
    };
    let document = Document {
        id: id(),
        format: Format::Text,
        title: Some("Boats".to_owned()),
        authors: vec!["Ada Quist".to_owned()],
        language: Some("eng".to_owned()),
        pages: vec![],
        sections: vec![],
        blocks: vec![Block {
            id: BlockId(0),
            kind: BlockKind::Paragraph,
            section: None,
            text: TEXT.to_owned(),
            places: vec![place.clone()],
            ocr: false,
        }],
        sentences: vec![Sentence {
            id: SentenceId(0),
            block: BlockId(0),
            start: 0,
            end: TEXT.len() as u32,
            text: TEXT.to_owned(),
            places: vec![place],
        }],
        notes: vec![],
        links: vec![],
    };
    library
        .put(&document, "boats.txt", "aa.txt")
        .expect("it is kept");
    let tag = library.make_group(GroupKind::Tag, "sea").expect("a tag");
    library.add_to_group(tag.id, &[id()]).expect("it is tagged");
    library
}

#[test]
fn settings_files() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("settings.json");
    settings::save(&file, &Settings::default()).expect("it is saved");
    let saved = std::fs::read(&file).expect("it is there");
    fuzz("settings", &[saved], 400, &|changed| {
        std::fs::write(&file, changed).map_err(|error| error.to_string())?;
        let loaded = settings::load(&file).map_err(|error| error.to_string())?;
        settings::save(&file, &loaded.settings).map_err(|error| error.to_string())?;
        let again = settings::load(&file).map_err(|error| error.to_string())?;
        if let Some(aside) = loaded.damaged {
            std::fs::remove_file(aside).map_err(|error| error.to_string())?;
        }
        match again.settings == loaded.settings {
            true => Ok(()),
            false => Err("settings are not loaded as they were saved".to_owned()),
        }
    });
}

#[test]
fn databases() {
    let home = tempfile::tempdir().expect("a folder");
    let paths = Paths::under(home.path());
    drop(filled(home.path()));
    let whole = std::fs::read(paths.database()).expect("the database");
    fuzz("database", &[whole], 25, &|changed| {
        let home = tempfile::tempdir().map_err(|error| error.to_string())?;
        let paths = Paths::under(home.path());
        let database = paths.database();
        let folder = database.parent().unwrap_or(Path::new("."));
        std::fs::create_dir_all(folder).map_err(|error| error.to_string())?;
        std::fs::write(&database, changed).map_err(|error| error.to_string())?;
        if let Ok(library) = Library::open(&paths) {
            let _ = library.cards();
            let _ = library.document(&id());
            let _ = library.groups();
        }
        match Library::repair(&paths) {
            Ok(None) => Ok(()),
            // the header has another number of the format, forbids writing, or lies about tables
            Err(
                LibraryError::TooNew { .. }
                | LibraryError::Unwritable { .. }
                | LibraryError::Database(_),
            ) => Ok(()),
            Err(error) => Err(format!("it cannot be repaired: {error}")),
            Ok(Some(_)) => Library::open(&paths)
                .and_then(|library| library.check())
                .map_err(|error| format!("it is not repaired: {error}")),
        }
    });
}

/// Reads changed JSON as an argument, and hands it to `used` if it is one.
fn argument<T: DeserializeOwned>(name: &str, example: &str, used: &dyn Fn(T)) {
    let read = serde_json::from_str::<T>(example);
    assert!(read.is_ok(), "the example of {name} is none");
    let example = example.as_bytes().to_vec();
    fuzz(name, &[example], 150, &|changed| {
        if let Ok(value) = serde_json::from_slice(changed) {
            used(value);
        }
        Ok(())
    });
}

#[test]
fn arguments_of_commands() {
    let home = tempfile::tempdir().expect("a folder");
    let library = filled(home.path());
    let (library, id) = (&library, id());
    argument(
        "arrangement",
        r#"{"order": "title", "backwards": true, "only": ["unread"], "groups": [1]}"#,
        &|given: Arrangement| {
            let _ = library.arranged(&given);
            let _ = library.find("boats", &given);
        },
    );
    let selection = r#"{"target": {"kind": "selection", "text": "Boats rest", "places":
        [{"kind": "flow", "block": 0, "start": 0, "end": 10}]}, "colour": null, "note": "yes"}"#;
    argument("annotation", selection, &|given: NewAnnotation| {
        let _ = library.annotate(&id, &given);
    });
    let sentences =
        r#"{"target": {"kind": "sentences", "sentences": [0]}, "colour": null, "note": "yes"}"#;
    argument("sentences", sentences, &|given: NewAnnotation| {
        let _ = library.annotate(&id, &given);
    });
    argument(
        "words",
        r#"{"title": "Boats", "authors": ["Ada"], "year": 1999}"#,
        &|given: OwnWords| {
            let _ = library.edit(&id, &given);
        },
    );
    argument(
        "place",
        r#"{"page": 1, "share": 0.5, "zoom": {"kind": "factor", "factor": 1.5}, "turn": 90, "facing": true}"#,
        &|given: LeftAt| {
            let _ = library.leave(&id, &given);
        },
    );
    argument(
        "options",
        r#"{"length": "short", "sections": true, "beams": 4}"#,
        &|_: SummaryOptions| (),
    );
    argument(
        "export",
        r#"{"format": "docx", "summary": true, "answers": true, "notes": true}"#,
        &|given: ExportOptions| {
            let _ = pagewing::export::export(library, &id, given);
        },
    );
    argument(
        "scope",
        r#"{"to": "documents", "ids": ["aa"]}"#,
        &|_: QuestionScope| (),
    );
    argument(
        "change",
        r#"{"kind": "remove", "sentence": 0}"#,
        &|_: SummaryChange| (),
    );
}
