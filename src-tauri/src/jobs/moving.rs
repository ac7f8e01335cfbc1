//! The library and the models move to another folder, where all programs look for them from then on. It is done while no
//! [`super::Jobs`] are open for them in this program.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use crate::fault::Fault;
use crate::library::{HeldLibrary, Library};
use crate::paths::Paths;
use crate::settings::{self, SettingsError};

/// The name of the folder that is made in the one that a person chooses. A disk that is not there leaves an empty folder on
/// some systems, in which this one is missing.
const NAME: &str = "Pagewing";

/// A folder for the library and the models within the one that a person chose; it does not exist.
pub fn place_in(chosen: &Path) -> PathBuf {
    let others = (2u32..).map(|n| format!("{NAME} {n}"));
    let mut places = std::iter::once(NAME.to_owned())
        .chain(others)
        .map(|name| chosen.join(name));
    places
        .find(|place| !place.exists())
        .unwrap_or_else(|| chosen.join(NAME))
}

/// A library and models that are in another folder.
#[derive(Debug)]
pub struct Moved {
    /// The paths that count from now on.
    pub paths: Paths,
    /// What is still where they were. Until it is deleted or dropped, no program changes it.
    pub original: HeldLibrary,
}

/// Copies the library and the models to this folder, where they count from then on. The original stays where it is.
/// `progress` receives the number of bytes that are copied and that of all bytes.
///
/// # Errors
/// [`Fault::Cancelled`] once `stop` is set; why they cannot be there. Everything is as before then.
pub fn move_data(
    from: &Paths,
    to: &Path,
    stop: &Arc<AtomicBool>,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Moved, Fault> {
    let moved = from.with_data(to);
    let original = Library::copy_to(from, &moved, stop, progress)?;
    match follow_models(from, &moved).and_then(|()| name_place(&moved)) {
        Ok(()) => Ok(Moved {
            paths: moved,
            original,
        }),
        Err(error) => {
            if let Err(error) = follow_models(&moved, from) {
                tracing::warn!(%error, "the settings could not be put back");
            }
            Library::delete_at(&moved);
            Err(error.into())
        }
    }
}

/// The settings name the folders of the chosen models, of which some move too.
fn follow_models(from: &Paths, to: &Paths) -> Result<(), SettingsError> {
    let file = from.settings();
    if !file.exists() {
        return Ok(());
    }
    let mut settings = settings::load(&file)?.settings;
    let chosen = [
        &mut settings.model,
        &mut settings.reader,
        &mut settings.finder,
        &mut settings.sequence_model,
    ];
    for folder in chosen.into_iter().flatten() {
        let kept = Path::new(folder.as_str()).strip_prefix(from.models());
        let there = kept.map(|rest| to.models().join(rest).display().to_string());
        if let Ok(there) = there {
            *folder = there;
        }
    }
    settings::save(&file, &settings)
}

/// Has all programs look for the library and the models at these paths.
fn name_place(paths: &Paths) -> Result<(), SettingsError> {
    let file = paths.moved_to();
    let write = || -> io::Result<()> {
        if !paths.is_moved() {
            return match fs::remove_file(&file) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
                removed => removed,
            };
        }
        let place = paths.data().to_str();
        let place = place.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        let folder = file.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        let mut written = tempfile::NamedTempFile::new_in(folder)?;
        writeln!(written, "{place}")?;
        written.as_file().sync_all()?;
        written.persist(&file)?;
        Ok(())
    };
    write().map_err(|source| SettingsError::Write {
        path: file.clone(),
        source,
    })
}
