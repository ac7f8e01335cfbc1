//! The models in use: where they are, and whether Pagewing can load them.

use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::cli::chosen::{self, Otherwise, Unusable};
use crate::diagnosis::Found;
use crate::fault::Fault;
use crate::settings::Settings;
use crate::text::doctor;
use crate::weights::ModelFolder;

fn fault(unusable: Unusable) -> Fault {
    unusable.error
}

#[derive(Serialize)]
struct Writer<'a> {
    name: &'a str,
    folder: String,
    precision: &'a str,
    /// Number of weights.
    parameters: u64,
    /// Bytes when it is loaded, an estimate.
    memory: u64,
}

/// The model that writes.
pub(super) fn writer(settings: &Settings) -> Result<Found, Fault> {
    let Some(path) = &settings.model else {
        return Ok(Found::said(doctor::no_writer()));
    };
    let folder = ModelFolder::open_in(Path::new(path), settings.precision)?;
    folder.fits()?;
    let facts = Writer {
        name: &folder.name,
        folder: folder.path.display().to_string(),
        precision: folder.precision_name(),
        parameters: folder.parameters,
        memory: folder.memory(),
    };
    let said = doctor::writer(
        facts.name,
        facts.parameters,
        facts.precision,
        facts.memory,
        &folder.path,
    );
    Ok(Found::said(said).with(&facts))
}

#[derive(Serialize)]
struct Other {
    /// Null if there is none.
    name: Option<String>,
    folder: Option<String>,
}

/// The model that answers questions.
pub(super) fn reader() -> Result<Found, Fault> {
    let found = chosen::reader(None, Otherwise::Chosen).map_err(fault)?;
    Ok(other(
        found.map(|folder| (folder.name.clone(), folder.path)),
    ))
}

/// The model that finds passages.
pub(super) fn finder() -> Result<Found, Fault> {
    let found = chosen::embedder(None, Otherwise::Chosen).map_err(fault)?;
    Ok(other(
        found.map(|folder| (folder.name.clone(), folder.path)),
    ))
}

fn other(found: Option<(String, PathBuf)>) -> Found {
    let (name, folder) = found.unzip();
    let said = doctor::other_model(name.as_deref(), folder.as_deref());
    Found::said(said).with(&Other {
        name,
        folder: folder.map(|folder| folder.display().to_string()),
    })
}
