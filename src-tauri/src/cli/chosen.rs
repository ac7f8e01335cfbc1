//! Which models a command uses: the named ones, the chosen ones, or the starter model.

use std::path::{Path, PathBuf};

use super::kept::{self, Kept};
use super::output;
use crate::fault::Fault;
use crate::paths::Paths;
use crate::settings::Settings;
use crate::weights::store::parse_reference;
use crate::weights::{
    EmbedderFolder, ModelError, ModelFolder, ReaderFolder,
    starter::{self, StarterError},
};

/// A folder that Pagewing cannot use, and why.
pub(super) struct Unusable {
    pub(super) folder: PathBuf,
    pub(super) error: Fault,
}

/// A folder that remembers in the data folder which of its matrices int8 may round.
pub(super) fn with_plans(folder: ModelFolder) -> ModelFolder {
    match Paths::of_user() {
        Ok(paths) => folder.with_plans_in(paths.int8_plans()),
        Err(_) => folder,
    }
}

/// What a command reads with if it names no model.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Otherwise {
    /// The model in the settings, else the starter model.
    Chosen,
    /// The starter model: numbers that are compared across machines must not depend on the settings.
    Starter,
}

/// The folder that an option names: a folder, or the id of a model that is ready, also with its revision. A folder takes
/// precedence. A name that is neither stays a path, so that whoever opens it reports a missing folder; one with a revision
/// is a model that is not here.
pub(super) fn folder(named: &Path) -> Result<PathBuf, Fault> {
    if named.exists() {
        return Ok(named.to_owned());
    }
    // a home that cannot be used keeps no models
    let model = Kept::open().ok().and_then(|kept| {
        let id = kept.named(named.to_str()?)?;
        Some(kept.folder(&id))
    });
    model.unwrap_or_else(|| {
        let name = named.to_str().unwrap_or_default();
        match parse_reference(name) {
            Ok(wanted) if wanted.revision.is_some() => Err(Fault::ModelUnknown {
                model: name.to_owned(),
            }),
            _ => Ok(named.to_owned()),
        }
    })
}

/// The reader, or `None` if there is none.
pub(super) fn reader(
    named: Option<&Path>,
    otherwise: Otherwise,
) -> Result<Option<ReaderFolder>, Unusable> {
    let in_settings = |settings: Settings| settings.reader;
    open(named, otherwise, in_settings, |path| {
        ReaderFolder::open(path).inspect(|folder| output::remark_on_model(path, &folder.unused))
    })
}

/// The sentence encoder, or `None` if there is none.
pub(super) fn embedder(
    named: Option<&Path>,
    otherwise: Otherwise,
) -> Result<Option<EmbedderFolder>, Unusable> {
    let in_settings = |settings: Settings| settings.finder;
    open(named, otherwise, in_settings, |path| {
        EmbedderFolder::open(path).inspect(|folder| output::remark_on_model(path, &folder.unused))
    })
}

fn open<T>(
    named: Option<&Path>,
    otherwise: Otherwise,
    in_settings: impl Fn(Settings) -> Option<String>,
    open: impl Fn(&Path) -> Result<T, ModelError>,
) -> Result<Option<T>, Unusable> {
    let unusable = |folder: &Path, error: Fault| Unusable {
        folder: folder.to_owned(),
        error,
    };
    let wished = match (named, otherwise) {
        (Some(named), _) => Some(folder(named).map_err(|error| unusable(named, error))?),
        // settings that cannot be read choose nothing; `pagewing doctor` reports them
        (None, Otherwise::Chosen) => kept::settings()
            .ok()
            .and_then(in_settings)
            .map(PathBuf::from),
        (None, Otherwise::Starter) => None,
    };
    if let Some(folder) = wished {
        return match open(&folder) {
            Ok(model) => Ok(Some(model)),
            Err(error) => Err(unusable(&folder, error.into())),
        };
    }
    let Some(folder) = starter::folder() else {
        return Ok(None);
    };
    match open(&folder) {
        Ok(model) => Ok(Some(model)),
        Err(error) => Err(unusable(&folder, StarterError::from(error).into())),
    }
}
