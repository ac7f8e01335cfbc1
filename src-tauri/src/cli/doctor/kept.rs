//! What Pagewing keeps on this machine: the library.

use serde::Serialize;

use crate::diagnosis::Found;
use crate::fault::Fault;
use crate::library::Library;
use crate::paths::Paths;
use crate::text::doctor;

#[derive(Serialize)]
struct Kept {
    database: String,
    /// Null if there is no library yet.
    documents: Option<usize>,
}

pub(super) fn library(paths: &Paths) -> Result<Found, Fault> {
    let documents = match paths.database().exists() {
        true => {
            let library = Library::open(paths)?;
            library.check()?;
            Some(library.cards()?.len())
        }
        false => None,
    };
    let facts = Kept {
        database: paths.database().display().to_string(),
        documents,
    };
    Ok(Found::said(doctor::library(&paths.database(), documents)).with(&facts))
}
