//! The state of a model, derived from its manifest and from what lies on the disk. It hashes nothing, so that it is
//! quick, and it never waits for a lock.

use std::fs;
use std::path::{Path, PathBuf};

use super::home::Home;
use super::manifest::{FileRecord, Manifest, Step};
use super::state::{Damage, ModelState};
use crate::weights::download::received;

/// The state of a model.
pub(super) fn state(home: &Home, manifest: &Manifest) -> ModelState {
    if let Some(damage) = manifest.damage.clone() {
        return ModelState::Damaged { damage };
    }
    if let Some(fast) = manifest.fast.as_ref().filter(|fast| fast.done) {
        return match damage(&home.fast(), &fast.files) {
            Some(damage) => ModelState::Damaged { damage },
            None => ModelState::Ready,
        };
    }
    let source = home.source(manifest);
    if let Some(folder) = manifest.linked().filter(|folder| !folder.is_dir()) {
        let folder = folder.display().to_string();
        return ModelState::Damaged {
            damage: Damage::FolderGone { folder },
        };
    }
    match manifest.step {
        Step::Listing => ModelState::Partial {
            bytes: 0,
            total: None,
        },
        Step::Receiving => {
            let here = |file: &FileRecord| size(&source.join(&file.name));
            if manifest.files.iter().all(|file| here(file).is_some()) {
                return ModelState::Verifying;
            }
            if manifest.linked().is_some() {
                return match damage(&source, &manifest.files) {
                    Some(damage) => ModelState::Damaged { damage },
                    None => ModelState::Verifying,
                };
            }
            partial(&source, &manifest.files)
        }
        Step::Whole => match damage(&source, &manifest.files) {
            Some(damage) => ModelState::Damaged { damage },
            None if manifest.fast.is_some() => ModelState::Converting,
            None => ModelState::Ready,
        },
    }
}

/// The folder that Pagewing loads from.
pub(super) fn folder(home: &Home, manifest: &Manifest) -> PathBuf {
    match &manifest.fast {
        Some(fast) if fast.done => home.fast(),
        _ => home.source(manifest),
    }
}

fn partial(source: &Path, files: &[FileRecord]) -> ModelState {
    let mut bytes = 0;
    let mut total = Some(0);
    for file in files {
        let path = source.join(&file.name);
        let part = received(&path);
        bytes += size(&path).or(part.map(|(bytes, _)| bytes)).unwrap_or(0);
        let whole = file.size.or(part.and_then(|(_, total)| total));
        total = total
            .zip(whole)
            .map(|(sum, size): (u64, u64)| sum.saturating_add(size));
    }
    ModelState::Partial { bytes, total }
}

/// What is wrong with files that were whole once: as far as names and sizes show it.
fn damage(folder: &Path, files: &[FileRecord]) -> Option<Damage> {
    files.iter().find_map(|file| {
        let name = || file.name.clone();
        match (size(&folder.join(&file.name)), file.size) {
            (None, _) => Some(Damage::FileMissing { file: name() }),
            (Some(found), Some(expected)) if found != expected => Some(Damage::OtherSize {
                file: name(),
                expected,
                found,
            }),
            _ => None,
        }
    })
}

/// The size of a file, if it is one.
pub(super) fn size(path: &Path) -> Option<u64> {
    fs::metadata(path)
        .ok()
        .filter(fs::Metadata::is_file)
        .map(|found| found.len())
}

/// Bytes of a folder's files, with those of its folders. It follows no links.
pub(super) fn bytes_of(folder: &Path) -> u64 {
    bytes_within(folder, 4)
}

fn bytes_within(folder: &Path, depth: usize) -> u64 {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let of = |entry: fs::DirEntry| match entry.metadata() {
        Ok(found) if found.is_dir() && depth > 0 => bytes_within(&entry.path(), depth - 1),
        Ok(found) if found.is_file() => found.len(),
        _ => 0,
    };
    entries.map(of).sum()
}
