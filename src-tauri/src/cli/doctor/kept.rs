//! What Pagewing keeps on this machine: the library and the settings.

use serde::Serialize;

use super::finding::Found;
use crate::fault::Fault;
use crate::jobs::StartupRemark;
use crate::library::Library;
use crate::paths::Paths;
use crate::settings::{self, Settings};
use crate::text::{doctor, notes};

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

#[derive(Serialize)]
struct InForce {
    file: String,
    exists: bool,
    settings: Settings,
}

/// The settings in force, or why they are the defaults.
pub(super) fn settings(paths: &Paths, loaded: &settings::Loaded) -> Found {
    let file = paths.settings();
    let remarks = StartupRemark::about(loaded);
    let said = if !remarks.is_empty() {
        let remarks: Vec<String> = remarks.iter().map(notes::at_start).collect();
        remarks.join(" ")
    } else if file.exists() {
        file.display().to_string()
    } else {
        doctor::default_settings().into()
    };
    Found::said(said)
        .and(doctor::changed_settings(&loaded.settings))
        .with(&InForce {
            file: file.display().to_string(),
            exists: file.exists(),
            settings: Settings {
                mirror: loaded.settings.mirror.as_deref().map(without_password),
                ..loaded.settings.clone()
            },
        })
}

/// An address without what stands before the host: it may be a name and a password.
fn without_password(address: &str) -> String {
    address.rsplit('@').next().unwrap_or_default().to_owned()
}
