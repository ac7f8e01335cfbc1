//! Which models a command reads with: the named ones, else the starter model.

use std::path::{Path, PathBuf};

use super::output;
use crate::fault::Fault;
use crate::jobs::StartupRemark;
use crate::paths::Paths;
use crate::settings::{self, Settings};
use crate::text::notes;
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

/// The settings of the window. Prints to stderr if they were damaged, because this call moved the file aside and a
/// later one finds nothing to report.
pub(super) fn settings() -> Result<Settings, Fault> {
    let loaded = settings::load(&Paths::of_user()?.settings())?;
    for remark in StartupRemark::about(&loaded) {
        eprintln!("{}", notes::at_start(&remark));
    }
    Ok(loaded.settings)
}

/// The reader, or `None` if none is named and there is no starter model.
pub(super) fn reader(named: Option<&Path>) -> Result<Option<ReaderFolder>, Unusable> {
    open(named, |path| {
        ReaderFolder::open(path).inspect(|folder| output::remark_on_model(path, &folder.unused))
    })
}

/// The sentence encoder, or `None` if none is named and there is no starter model.
pub(super) fn embedder(named: Option<&Path>) -> Result<Option<EmbedderFolder>, Unusable> {
    open(named, |path| {
        EmbedderFolder::open(path).inspect(|folder| output::remark_on_model(path, &folder.unused))
    })
}

fn open<T>(
    named: Option<&Path>,
    open: impl Fn(&Path) -> Result<T, ModelError>,
) -> Result<Option<T>, Unusable> {
    let Some(folder) = named.map(Path::to_owned).or_else(starter::folder) else {
        return Ok(None);
    };
    open(&folder).map(Some).map_err(|error| {
        let error = match named {
            Some(_) => error.into(),
            None => StarterError::from(error).into(),
        };
        Unusable { folder, error }
    })
}
