//! The models on the disk.

use std::path::Path;

use serde::Serialize;

use super::found::Found;
use crate::text::doctor;
use crate::weights::store::{ModelId, ModelState};
use crate::weights::{ModelOrigin, ModelShelf};

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
pub(crate) fn disk(shelf: &ModelShelf) -> Found {
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
