//! What Pagewing keeps: the settings, and the database as bytes.

use std::path::Path;

use pagewing::document::DocumentId;
use pagewing::library::{GroupKind, Library, LibraryError};
use pagewing::paths::Paths;
use pagewing::settings::{self, Settings};
use pagewing_tests::little_document;

use crate::fuzz;

const TEXT: &str = "Boats rest in the harbour.";

/// The document of [`filled`].
pub(crate) fn id() -> DocumentId {
    DocumentId("aa".to_owned())
}

/// A library of one document of one sentence, with a tag.
pub(crate) fn filled(home: &Path) -> Library {
    let library = Library::open(&Paths::under(home)).expect("a library");
    library
        .put(&little_document(&id().0, TEXT), "boats.txt", "aa.txt")
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
