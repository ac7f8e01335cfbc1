//! What can be found without a library and without settings. `pagewing doctor` and the text that the window copies begin with
//! the same findings.

use serde::Serialize;

use super::found::Found;
use super::machine::{machine, processor, version};
use super::reading::{cage, reading};
use super::variables::variables;
use crate::fault::Fault;
use crate::text::doctor;
use crate::weights::starter::{self, StarterError};
use crate::weights::{EmbedderFolder, ReaderFolder};

/// The findings about the program and this machine, each with its name.
pub(crate) fn program() -> Vec<(&'static str, Result<Found, Fault>)> {
    vec![
        ("version", Ok(version())),
        ("machine", Ok(machine())),
        ("processor", Ok(processor())),
        ("reading", reading()),
        ("cage", Ok(cage())),
        ("starter", starter_model()),
        ("variables", Ok(variables())),
    ]
}

#[derive(Serialize)]
struct Starter {
    /// Null if there is none.
    name: Option<&'static str>,
    folder: Option<String>,
}

/// The starter model: where it is, and that both of its models can be opened.
fn starter_model() -> Result<Found, Fault> {
    let folder = starter::folder();
    if let Some(folder) = &folder {
        ReaderFolder::open(folder).map_err(StarterError::from)?;
        EmbedderFolder::open(folder).map_err(StarterError::from)?;
    }
    let facts = Starter {
        name: folder.as_ref().map(|_| starter::NAME),
        folder: folder.as_ref().map(|folder| folder.display().to_string()),
    };
    Ok(Found::said(doctor::starter(folder.as_deref())).with(&facts))
}
