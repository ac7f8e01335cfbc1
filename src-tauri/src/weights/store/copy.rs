//! Copying files, and listing a folder's.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use sha2::{Digest, Sha256};

use super::error::StoreError;
use super::manifest::sync;
use crate::weights::download::FileHash;

/// Bytes that are copied between two looks at the flag that stops the work.
const PIECE: usize = 1 << 20;
/// The most files of a folder that are looked at.
const MOST: usize = 10_000;

/// Copies a file: it gets its name when all bytes are on the disk. Returns the SHA-256 of what was copied; `progress`
/// receives the bytes so far.
pub(super) fn copy_file(
    from: &Path,
    to: &Path,
    stop: &AtomicBool,
    progress: &mut dyn FnMut(u64),
) -> Result<FileHash, StoreError> {
    let folder = to.parent().unwrap_or(to);
    let mut part = to.as_os_str().to_owned();
    part.push(".part");
    let part = Path::new(&part);
    let writing = |error| StoreError::writing(to, error);
    fs::create_dir_all(folder).map_err(writing)?;
    let mut source = File::open(from).map_err(|error| StoreError::reading(from, error))?;
    let mut copy = File::create(part).map_err(writing)?;
    let mut hash = Sha256::new();
    let mut piece = vec![0; PIECE];
    let mut bytes = 0;
    loop {
        if stop.load(Ordering::Relaxed) {
            let _ = fs::remove_file(part);
            return Err(StoreError::Cancelled);
        }
        let read = match source.read(&mut piece) {
            Ok(0) => break,
            Ok(read) => piece.get(..read).unwrap_or_default(),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => {
                let _ = fs::remove_file(part);
                return Err(StoreError::reading(from, error));
            }
        };
        if let Err(error) = copy.write_all(read) {
            // On a full disk, half a file is in the way.
            let _ = fs::remove_file(part);
            return Err(writing(error));
        }
        hash.update(read);
        bytes += read.len() as u64;
        progress(bytes);
    }
    copy.sync_all().map_err(writing)?;
    fs::rename(part, to).map_err(writing)?;
    sync(folder);
    Ok(FileHash::so_far(&hash))
}

/// The files of a folder and of the folders in it, with `/`, in alphabetical order. Links to files count as files;
/// links to folders are not followed.
pub(super) fn listing(folder: &Path) -> Result<Vec<String>, StoreError> {
    let mut found = Vec::new();
    let entries = fs::read_dir(folder).map_err(|error| StoreError::reading(folder, error))?;
    for entry in entries.flatten().take(MOST) {
        let Ok(name) = entry.file_name().into_string() else {
            continue;
        };
        let Ok(kind) = entry.file_type() else {
            continue;
        };
        if kind.is_dir() {
            let inner = fs::read_dir(entry.path()).into_iter().flatten().flatten();
            let files = inner.take(MOST).filter(|entry| entry.path().is_file());
            let names = files.filter_map(|entry| entry.file_name().into_string().ok());
            found.extend(names.map(|inner| format!("{name}/{inner}")));
        } else if entry.path().is_file() {
            found.push(name);
        }
    }
    found.sort();
    Ok(found)
}
