//! The library and the models move to another folder, where all programs look for them from then on. It is done while no
//! [`super::Jobs`] are open for them in this program.
//!
//! Two files say where things are: one names the folder, the settings name the chosen models. A kill may come between the two. So
//! the settings name the models where they are if nothing is moved, while the folder changes: [`settings_at`] finds models
//! with such names wherever the library is.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use crate::fault::Fault;
use crate::library::{HeldLibrary, Library};
use crate::paths::Paths;
use crate::settings::{self, Loaded, Settings, SettingsError};

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
    match name_all(from, &moved, &mut || ()) {
        Ok(()) => Ok(Moved {
            paths: moved,
            original,
        }),
        Err(error) => {
            settle(from);
            Library::delete_at(&moved);
            Err(error.into())
        }
    }
}

/// The settings, with the chosen models in the folder of the library that counts, however far a move had come that was killed.
///
/// # Errors
/// Those of [`settings::load`].
pub fn settings_at(paths: &Paths) -> Result<Loaded, SettingsError> {
    let mut loaded = settings::load(&paths.settings())?;
    follow_models(&mut loaded.settings, &paths.unmoved(), paths);
    Ok(loaded)
}

/// Writes the names that [`settings_at`] finds for the chosen models. What cannot be written is found the next time too.
pub(super) fn settle(paths: &Paths) {
    if let Err(error) = name_models(&paths.unmoved(), paths) {
        tracing::warn!(%error, "the settings could not name the models where they are");
    }
}

/// Names the new place and the models in it. `between` is called after each file that is written: a kill may come there.
fn name_all(from: &Paths, to: &Paths, between: &mut dyn FnMut()) -> Result<(), SettingsError> {
    name_models(from, &from.unmoved())?;
    between();
    name_place(to)?;
    between();
    settle(to);
    Ok(())
}

/// Writes the settings with the models that were chosen from one folder named in the other.
fn name_models(from: &Paths, to: &Paths) -> Result<(), SettingsError> {
    let file = from.settings();
    let Some(known) = settings::current(&file) else {
        return Ok(());
    };
    if follow_models(&mut known.clone(), from, to) {
        settings::change(&file, &known, |settings| {
            follow_models(settings, from, to);
        })?;
    }
    Ok(())
}

/// Names the chosen models, of which some move too, in another folder. Returns whether there are such.
fn follow_models(settings: &mut Settings, from: &Paths, to: &Paths) -> bool {
    let mut moved = false;
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
            moved |= there != *folder;
            *folder = there;
        }
    }
    moved
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kill_between_the_two_files_leaves_the_models_where_the_library_is() {
        let home = tempfile::tempdir().unwrap();
        let start = Paths::under(home.path());
        let place = |name: &str| start.with_data(&home.path().join(name));
        // away, on to a second disk, and back
        let places = [
            start.clone(),
            place("disk"),
            place("second"),
            start.unmoved(),
        ];
        let elsewhere = "/elsewhere/reader".to_owned();
        let chosen = Settings {
            model: Some(start.models().join("a/fast").display().to_string()),
            reader: Some(elsewhere.clone()),
            ..Settings::default()
        };
        settings::save(&start.settings(), &chosen).unwrap();
        for way in places.windows(2) {
            let [from, to] = way else { unreachable!() };
            let mut found = Vec::new();
            name_all(from, to, &mut || {
                let counts = start.clone().followed();
                let settings = settings_at(&counts).unwrap().settings;
                assert_eq!(settings.reader.as_ref(), Some(&elsewhere));
                let model = PathBuf::from(settings.model.unwrap());
                assert_eq!(model, counts.models().join("a/fast"));
                found.push(counts);
            })
            .unwrap();
            assert_eq!(found, [from.clone(), to.clone()]);
            // and the file itself has the names of the new place in the end
            let written = settings::current(&start.settings()).unwrap().model.unwrap();
            assert_eq!(Path::new(&written), to.models().join("a/fast"));
        }
    }
}
