//! Making the fast copy of a model, and removing the original once the copy is verified.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::check;
use super::condition;
use super::copy::{copy_file, listing};
use super::error::StoreError;
use super::home::Home;
use super::kept::Store;
use super::manifest::{Fast, FileRecord, Manifest};
use super::names;
use super::progress::{Progress, Report, share};
use super::state::{Damage, ModelState};
use crate::stage::Stage;
use crate::weights::download::free_space;
use crate::weights::identity::ModelId;
use crate::weights::{Convertible, ModelError, convert_to_int8};

/// The share of the work at which the copy is written; the rest is reading it again.
const WRITTEN: f32 = 0.95;

impl Store {
    /// Makes the fast copy of a model, in int8 and compared with the original. The copy is opened and hashed
    /// before it counts. Then the original is removed, unless `keep_original`; a linked folder always stays. If the
    /// copy exists already, only the original is removed.
    ///
    /// After [`StoreError::Cancelled`] or a kill the model is [`ModelState::Converting`], and the same call goes on.
    /// A model that computes numbers that are not finite is damaged. After any other error the model is what it was before.
    ///
    /// # Errors
    /// [`StoreError`]: also [`StoreError::Converted`] if the original is in int8 already.
    pub fn convert(
        &self,
        id: &ModelId,
        keep_original: bool,
        stop: &Arc<AtomicBool>,
        report: &mut Report,
    ) -> Result<(), StoreError> {
        let home = self.home(id)?;
        let _held = home.hold()?;
        let mut manifest = home.known()?;
        let state = condition::state(&home, &manifest);
        if !matches!(state, ModelState::Ready | ModelState::Converting) {
            let id = id.clone();
            return Err(StoreError::NotReady { id, state });
        }
        if manifest
            .figures
            .as_ref()
            .is_some_and(|figures| figures.converted)
        {
            return Err(StoreError::Converted { id: id.clone() });
        }
        if !manifest.fast.as_ref().is_some_and(|fast| fast.done) {
            has_room(&home, &manifest)?;
            manifest.fast = Some(Fast {
                done: false,
                keep_original,
                files: Vec::new(),
            });
            home.write(&manifest)?;
            match make(&home, &manifest, stop, report) {
                Ok(files) => {
                    manifest.fast = Some(Fast {
                        done: true,
                        keep_original,
                        files,
                    });
                }
                Err(StoreError::Cancelled) => return Err(StoreError::Cancelled),
                Err(StoreError::Model(ModelError::NotFinite(detail))) => {
                    give_up(&home, &mut manifest)?;
                    let damage = Damage::NotUsable { detail };
                    return Err(check::damaged(&home, &mut manifest, damage));
                }
                Err(error) => {
                    give_up(&home, &mut manifest)?;
                    return Err(error);
                }
            }
        }
        if !keep_original && manifest.linked().is_none() {
            manifest.original_removed = true;
        }
        home.write(&manifest)?;
        if manifest.original_removed {
            // What cannot be deleted now goes before the next change of this model.
            let _ = fs::remove_dir_all(home.original());
        }
        report(Progress::of(Stage::Saving, 1.0));
        Ok(())
    }

    /// Gives up a conversion that was begun, so that the original can be used again.
    ///
    /// # Errors
    /// [`StoreError::Unknown`] if the model is not here; [`StoreError::Busy`] if the conversion runs.
    pub fn give_up_conversion(&self, id: &ModelId) -> Result<(), StoreError> {
        let home = self.home(id)?;
        let _held = home.hold()?;
        let mut manifest = home.known()?;
        if manifest.fast.as_ref().is_some_and(|fast| !fast.done) {
            give_up(&home, &mut manifest)?;
        }
        Ok(())
    }
}

/// Checks that the copy fits on the disk, before the work begins.
fn has_room(home: &Home, manifest: &Manifest) -> Result<(), StoreError> {
    let figures = manifest.figures.as_ref();
    let bytes = figures.and_then(|figures| figures.fast_copy_bytes());
    let needed = bytes.map(|bytes| bytes.saturating_sub(condition::bytes_of(&home.fast())));
    match (needed, free_space(&home.folder)) {
        (Some(needed), Some(free)) if free < needed => Err(StoreError::DiskFull {
            folder: home.folder.clone(),
            needed: Some(needed),
            free: Some(free),
        }),
        _ => Ok(()),
    }
}

fn give_up(home: &Home, manifest: &mut Manifest) -> Result<(), StoreError> {
    // The copy goes first: on a full disk, the manifest may need its place.
    let _ = fs::remove_dir_all(home.fast());
    manifest.fast = None;
    home.write(manifest)
}

/// Writes the copy, or the rest of it, and returns its files with their hashes.
fn make(
    home: &Home,
    manifest: &Manifest,
    stop: &Arc<AtomicBool>,
    report: &mut Report,
) -> Result<Vec<FileRecord>, StoreError> {
    let (from, to) = (home.source(manifest), home.fast());
    let model = Convertible::open(&from)?;
    let converted = convert_to_int8(&model, &to, stop, &mut |stage, done| {
        report(Progress::of(named(stage), WRITTEN * done));
    });
    if let Err(error) = converted {
        return Err(match error {
            ModelError::Cancelled => StoreError::Cancelled,
            error => full_disk(&to).unwrap_or(StoreError::Model(error)),
        });
    }
    // The conversion copies the files beside the weights, and these lie deeper.
    for file in &manifest.files {
        if file.name.contains('/') && !to.join(&file.name).exists() {
            copy_file(
                &from.join(&file.name),
                &to.join(&file.name),
                stop,
                &mut |_| (),
            )?;
        }
    }
    Convertible::open_to_keep(&to)?;
    record(&to, stop, report)
}

/// The files of a finished copy, with their hashes.
fn record(
    folder: &Path,
    stop: &AtomicBool,
    report: &mut Report,
) -> Result<Vec<FileRecord>, StoreError> {
    let names: Vec<String> = listing(folder)?
        .into_iter()
        .filter(|name| names::is_file_name(name))
        .collect();
    let size = |name: &String| condition::size(&folder.join(name)).unwrap_or(0);
    let of: u64 = names.iter().map(size).sum();
    let mut done = 0;
    let mut files = Vec::new();
    for name in names {
        let bytes = size(&name);
        let sha256 = check::hash(&folder.join(&name), stop, &mut |read| {
            let left = (1.0 - WRITTEN) * share(done + read, of);
            report(Progress::of(Stage::Verifying, WRITTEN + left));
        })?;
        done += bytes;
        files.push(FileRecord {
            name,
            size: Some(bytes),
            sha256: Some(sha256),
            checked: true,
            optional: false,
        });
    }
    Ok(files)
}

/// What a person sees of the stages of a conversion.
fn named(stage: Stage) -> Stage {
    match stage {
        Stage::Encoding => Stage::Comparing,
        Stage::Saving => Stage::Converting,
        Stage::LoadingModel => Stage::Verifying,
        other => other,
    }
}

/// A full disk as the reason of a failed conversion, which reports the system's sentence alone.
fn full_disk(folder: &Path) -> Option<StoreError> {
    const LEFT: u64 = 1 << 20;
    let free = free_space(folder)?;
    (free < LEFT).then(|| StoreError::DiskFull {
        folder: folder.to_owned(),
        needed: None,
        free: Some(free),
    })
}
