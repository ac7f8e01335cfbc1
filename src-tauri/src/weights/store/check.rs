//! Checking files: their hashes, and whether the folder is a model that Pagewing runs.

use std::fs;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use super::condition;
use super::error::StoreError;
use super::home::Home;
use super::kept::Store;
use super::manifest::{Figures, Manifest, Origin, Step};
use super::progress::{Progress, Report, share};
use super::recorded::Recorded;
use super::state::Damage;
use crate::stage::Stage;
use crate::weights::download::{FileHash, hash_file};
use crate::weights::identity::ModelRole;
use crate::weights::{Convertible, ModelError, PrecisionChoice, folder};
use bigbird_pegasus::Precision;

/// The most names of unused tensors that are kept.
const MOST_UNUSED: usize = 5;
/// The least number of bytes of the values that a model computes: a sentence encoder's, for its longest text.
const LEAST_VALUES: u64 = 16 << 20;

/// The SHA-256 of a file. `progress` receives the bytes hashed so far.
pub(super) fn hash(
    path: &Path,
    stop: &AtomicBool,
    progress: &mut dyn FnMut(u64),
) -> Result<FileHash, StoreError> {
    hash_file(path, stop, progress)
        .map_err(|error| StoreError::reading(path, error))?
        .ok_or(StoreError::Cancelled)
}

/// Hashes the files of a folder that the manifest does not know as checked, and compares them with what they should
/// be. A hash that is not known yet is recorded.
///
/// # Errors
/// [`StoreError::Damaged`] for the first file that is missing or wrong. A wrong hash is in the manifest then.
pub(super) fn hash_rest(
    home: &Home,
    manifest: &mut Manifest,
    stop: &AtomicBool,
    report: &mut Report,
) -> Result<(), StoreError> {
    let source = home.source(manifest);
    let size = |name: &str| condition::size(&source.join(name)).unwrap_or(0);
    let of: u64 = manifest.files.iter().map(|file| size(&file.name)).sum();
    let mut done = 0;
    for at in 0..manifest.files.len() {
        let Some(file) = manifest.files.get_mut(at) else {
            break;
        };
        let bytes = size(&file.name);
        if !file.checked {
            let path = source.join(&file.name);
            let found = hash(&path, stop, &mut |read| {
                report(Progress::of(Stage::Verifying, share(done + read, of)));
            })?;
            let expected = file.size.unwrap_or(bytes);
            let wrong = if bytes != expected {
                let (file, found) = (file.name.clone(), bytes);
                Some(Damage::OtherSize {
                    file,
                    expected,
                    found,
                })
            } else if file.sha256.is_some_and(|sha256| sha256 != found) {
                let file = file.name.clone();
                Some(Damage::OtherHash { file })
            } else {
                None
            };
            if let Some(damage) = wrong {
                return Err(damaged(home, manifest, damage));
            }
            (file.sha256, file.size, file.checked) = (Some(found), Some(bytes), true);
            home.write(manifest)?;
        }
        done += bytes;
    }
    Ok(())
}

/// Keeps in the manifest what is wrong, and returns it as an error.
pub(super) fn damaged(home: &Home, manifest: &mut Manifest, damage: Damage) -> StoreError {
    manifest.damage = Some(damage.clone());
    let revision = match damage {
        Damage::OtherHash { .. } => manifest.revision.clone(),
        _ => None,
    };
    // The error says what is wrong even where the disk does not take it any more.
    let _ = home.write(manifest);
    StoreError::Damaged {
        id: home.id.clone(),
        damage,
        revision,
    }
}

/// Opens the checked files as a model, and keeps what they say. Another process has looked through them before. After this the
/// original is whole, and its hashes are recorded for later downloads.
pub(super) fn finish(
    store: &Store,
    home: &Home,
    manifest: &mut Manifest,
    stop: &AtomicBool,
) -> Result<(), StoreError> {
    let source = home.source(manifest);
    let inspected = match store.inspect(&source, stop) {
        Ok(()) => Ok(()),
        Err(StoreError::Model(error)) if error.is_about_the_folder() => Err(error),
        // nobody knows yet what is in the files
        Err(error) => return Err(error),
    };
    let model = inspected.and_then(|()| Convertible::open_to_keep(&source));
    match model.and_then(|model| figures(&model)) {
        Ok((role, figures)) => {
            manifest.role = Some(role);
            let name = name(home, manifest);
            manifest.figures = Some(Figures { name, ..figures });
        }
        Err(ModelError::Unread(how)) => {
            return Err(damaged(home, manifest, Damage::Unread { how }));
        }
        Err(error) => {
            let detail = error.to_string();
            return Err(damaged(home, manifest, Damage::NotUsable { detail }));
        }
    }
    if let Some(revision) = &manifest.revision {
        let hashes = manifest
            .files
            .iter()
            .filter_map(|file| Some((file.name.clone(), file.sha256?)));
        Recorded::add(&store.root, &home.id, revision, hashes)?;
    }
    manifest.damage = None;
    manifest.step = Step::Whole;
    home.write(manifest)
}

/// The name that people see: that of the person's own folder, or the repository. The store's folders are all called
/// `original`.
fn name(home: &Home, manifest: &Manifest) -> String {
    match &manifest.origin {
        Origin::Copied { from } => folder::name(Path::new(from)),
        Origin::Linked { folder } => folder::name(Path::new(folder)),
        Origin::Catalogue | Origin::Named => home.id.0.clone(),
    }
}

/// What the files of an opened folder say about a model.
pub(super) fn figures(model: &Convertible) -> Result<(ModelRole, Figures), ModelError> {
    let (role, path, parameters, values) = match model {
        Convertible::Writer(folder) => (ModelRole::Writes, &folder.path, folder.parameters, None),
        Convertible::Reader(folder) => (
            ModelRole::Reads,
            &folder.path,
            folder.parameters,
            Some(folder.memory()),
        ),
        Convertible::Embedder(folder) => {
            (ModelRole::Finds, &folder.path, folder.parameters, Some(0))
        }
        Convertible::Family(folder) => (
            ModelRole::Classifies,
            &folder.path,
            folder.parameters,
            Some(folder.memory()),
        ),
    };
    let converted = folder::checkpoint(path)?.conversion().is_some();
    let own = if converted {
        parameters
    } else {
        4 * parameters
    };
    let values = values.map(|memory| memory.saturating_sub(own).max(LEAST_VALUES));
    let in_precision = |precision: Precision, bytes: u64| match (model, values) {
        (Convertible::Writer(folder), _) => {
            let mut folder = folder.clone();
            folder.precision = precision;
            folder.memory()
        }
        (_, values) => bytes * parameters + values.unwrap_or(LEAST_VALUES),
    };
    let half = in_precision(Precision::Bf16, 2);
    let mut memory = vec![(PrecisionChoice::Int8, in_precision(Precision::Int8, 1))];
    if !converted {
        memory.insert(0, (PrecisionChoice::F32, in_precision(Precision::F32, 4)));
        memory.extend([(PrecisionChoice::Bf16, half), (PrecisionChoice::F16, half)]);
    }
    let figures = Figures {
        name: model.name().to_owned(),
        parameters,
        converted,
        convertible: model.is_convertible(),
        tasks: model.tasks().to_vec(),
        memory,
        unused: model.unused().iter().take(MOST_UNUSED).cloned().collect(),
    };
    Ok((role, figures))
}

/// Prepares a damaged model for files that arrive again: what is wrong goes, what is right stays.
pub(super) fn start_repair(home: &Home, manifest: &mut Manifest) -> Result<(), StoreError> {
    let damage = match condition::state(home, manifest) {
        super::state::ModelState::Damaged { damage } => damage,
        _ => return Ok(()),
    };
    if manifest.fast.as_ref().is_some_and(|fast| fast.done) {
        manifest.fast = None;
    }
    if manifest.original_removed {
        manifest.original_removed = false;
        manifest
            .files
            .iter_mut()
            .for_each(|file| file.checked = false);
    }
    manifest.damage = None;
    manifest.step = match manifest.step {
        Step::Listing => Step::Listing,
        Step::Receiving | Step::Whole => Step::Receiving,
    };
    if manifest.linked().is_none() {
        let original = home.original();
        let suspect = |name: &str| match &damage {
            Damage::OtherHash { file } | Damage::OtherSize { file, .. } => file == name,
            // Each file is what it was when it arrived, and together they are not a model: the list may be wrong.
            _ => false,
        };
        for file in manifest.files.iter_mut().filter(|file| suspect(&file.name)) {
            let _ = fs::remove_file(original.join(&file.name));
            file.checked = false;
        }
        uncheck(&original, manifest);
        // Before a model was whole once, the list may be what is wrong: a size or a hash that a server named.
        let is_whole = matches!(damage, Damage::NotUsable { .. } | Damage::Unread { .. });
        if is_whole || manifest.figures.is_none() {
            manifest.step = Step::Listing;
        }
    }
    home.write(manifest)?;
    if manifest.fast.is_none() {
        let _ = fs::remove_dir_all(home.fast());
    }
    Ok(())
}

/// Takes the mark off files that are gone, and removes those of a wrong size.
pub(super) fn uncheck(folder: &Path, manifest: &mut Manifest) {
    for file in &mut manifest.files {
        let path = folder.join(&file.name);
        match (condition::size(&path), file.size) {
            (Some(here), Some(size)) if here != size => {
                let _ = fs::remove_file(&path);
                file.checked = false;
            }
            (Some(_), _) => {}
            (None, _) => file.checked = false,
        }
    }
}
