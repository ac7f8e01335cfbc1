//! A library with models that moves from folder to folder, for kills while it does.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use pagewing::jobs::{Moved, move_data, place_in, settings_at};
use pagewing::library::Library;
use pagewing::paths::Paths;
use pagewing::settings::{self, Settings};

use crate::Outcome;

/// Bytes of the model that moves too, so that there is something to copy.
const WEIGHTS: usize = 16 << 20;

/// The library that moves, wherever it is.
fn paths(home: &Path) -> Paths {
    Paths::under(&home.join("moving")).followed()
}

/// The disk to which it moves.
fn disk(home: &Path) -> PathBuf {
    home.join("disk")
}

/// The number of its documents.
fn count(home: &Path) -> PathBuf {
    home.join("moving/documents")
}

/// Makes it once, as a copy of the library of today.
pub(crate) fn make(home: &Path) -> Outcome {
    if count(home).exists() {
        return Ok(());
    }
    let (today, here) = (Paths::under(home), paths(home));
    let copy = today.with_data(here.data());
    drop(Library::copy_to(
        &today,
        &copy,
        &Arc::default(),
        &mut |_, _| (),
    )?);
    let model = here.models().join("a");
    fs::create_dir_all(&model)?;
    fs::write(model.join("weights"), vec![7; WEIGHTS])?;
    let chosen = Settings {
        model: Some(model.display().to_string()),
        ..Settings::default()
    };
    settings::save(&here.settings(), &chosen)?;
    let documents = Library::open(&here)?.cards()?.len();
    fs::write(count(home), documents.to_string())?;
    Ok(())
}

/// Moves it as the window does: the original goes when the copy is open.
pub(crate) fn run(home: &Path) -> Outcome {
    let place = place_in(&disk(home));
    let Moved { paths, original } =
        move_data(&paths(home), &place, &Arc::default(), &mut |_, _| ())?;
    drop(Library::open(&paths)?);
    original.delete();
    Ok(())
}

/// It is whole where it counts, with its model, however far a move had come. What a killed move left elsewhere is deleted, as a
/// person may do it.
pub(crate) fn check(home: &Path) -> Outcome {
    if !count(home).exists() {
        return Ok(());
    }
    let paths = paths(home);
    let library = Library::open(&paths)?;
    library.check()?;
    let expected: usize = fs::read_to_string(count(home))?.parse()?;
    let found = library.cards()?.len();
    if found != expected {
        return Err(format!("{found} of {expected} documents are where the library counts").into());
    }
    let model = settings_at(&paths)?.settings.model;
    let model = PathBuf::from(model.ok_or("no model is chosen any more")?);
    if !model.starts_with(paths.models()) {
        return Err(format!("the model is named elsewhere, in {}", model.display()).into());
    }
    let weights = fs::metadata(model.join("weights"))?.len();
    if weights != WEIGHTS as u64 {
        return Err(format!("{weights} bytes of weights in {}", model.display()).into());
    }
    drop(library);
    let mut others = vec![Paths::under(&home.join("moving")).data().to_owned()];
    for entry in fs::read_dir(disk(home)).into_iter().flatten() {
        others.push(entry?.path());
    }
    others.retain(|other| other != paths.data() && other.exists());
    for other in others {
        fs::remove_dir_all(other)?;
    }
    Ok(())
}
