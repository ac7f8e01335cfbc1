//! The models in use: where they are, and whether Pagewing can load them.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::finding::Found;
use crate::cli::chosen::{self, Otherwise, Unusable};
use crate::fault::Fault;
use crate::settings::Settings;
use crate::text::doctor;
use crate::weights::store::{ModelId, ModelState};
use crate::weights::{ModelFolder, ModelOrigin, ModelShelf, starter};

pub(super) fn starter_model() -> Result<Found, Fault> {
    let folder = starter::folder();
    if folder.is_some() {
        chosen::reader(None, Otherwise::Starter).map_err(fault)?;
        chosen::embedder(None, Otherwise::Starter).map_err(fault)?;
    }
    let facts = Other {
        name: folder.as_ref().map(|_| starter::NAME.to_owned()),
        folder: folder.as_ref().map(|folder| folder.display().to_string()),
    };
    Ok(Found::said(doctor::starter(folder.as_deref())).with(&facts))
}

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

#[derive(Serialize)]
struct Disk<'a> {
    folder: &'a str,
    /// Free bytes; null where the system does not say.
    free: Option<u64>,
    /// Bytes that models take there.
    taken: u64,
    /// The models of which something is on the disk.
    models: Vec<OnDisk<'a>>,
}

#[derive(Serialize)]
struct OnDisk<'a> {
    id: &'a ModelId,
    state: &'a ModelState,
    bytes: u64,
    folder: Option<&'a str>,
}

/// The models on the disk, their states, and the space that is left.
pub(super) fn disk(shelf: &ModelShelf) -> Found {
    let here = shelf
        .models
        .iter()
        .filter(|card| card.state != ModelState::Absent && card.origin != ModelOrigin::Included);
    let models: Vec<_> = here
        .map(|card| OnDisk {
            id: &card.id,
            state: &card.state,
            bytes: card.disk_bytes,
            folder: card.folder.as_deref(),
        })
        .collect();
    let facts = Disk {
        folder: &shelf.folder,
        free: shelf.free_bytes,
        taken: models.iter().map(|model| model.bytes).sum(),
        models,
    };
    let lines = facts
        .models
        .iter()
        .map(|model| doctor::on_disk(&model.id.0, model.state, model.bytes, model.folder));
    Found::said(doctor::disk(
        Path::new(facts.folder),
        facts.free,
        facts.taken,
    ))
    .and(lines.collect())
    .with(&facts)
}
