//! The part of a file that has arrived: `NAME.part` beside the final file, with a note on where it comes from
//! (`NAME.part.json`) and a lock against a second download of the same file (`NAME.part.lock`).

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::error::DownloadError;
use super::hash::{FileHash, hash_into};
use super::headers::Validators;
use super::wait::TICK;

/// Where a part comes from, without secrets.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Note {
    /// The address that was asked first.
    pub(super) url: String,
    /// The whole file's SHA-256 as the server announces it.
    pub(super) sha256: Option<FileHash>,
    /// The whole file's size in bytes.
    pub(super) total: Option<u64>,
    /// The version that the server named.
    pub(super) validators: Validators,
}

/// A part that this process alone writes.
#[derive(Debug)]
pub(super) struct Part {
    to: PathBuf,
    path: PathBuf,
    file: File,
    have: u64,
    hash: Sha256,
    note: Option<Note>,
    _lock: Lock,
}

impl Part {
    /// Opens the part of the file `to`, or begins one; creates the folder, and so finds out whether it can be written.
    pub(super) fn open(to: &Path) -> Result<Self, DownloadError> {
        let folder = folder_of(to);
        let refused = |source: io::Error| match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                DownloadError::file(to, source)
            }
            _ => DownloadError::NotWritable {
                folder: folder.to_owned(),
                source,
            },
        };
        fs::create_dir_all(folder).map_err(refused)?;
        let lock = Lock::take(to, refused)?;
        let path = beside(to, ".part");
        let open = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path);
        let file = open.map_err(refused)?;
        let have = file.metadata().map_err(refused)?.len();
        let note = fs::read(beside(to, ".part.json")).ok();
        Ok(Self {
            to: to.to_owned(),
            path,
            file,
            have,
            hash: Sha256::new(),
            note: note.and_then(|note| serde_json::from_slice(&note).ok()),
            _lock: lock,
        })
    }

    /// Bytes that have arrived.
    pub(super) fn have(&self) -> u64 {
        self.have
    }

    pub(super) fn folder(&self) -> &Path {
        folder_of(&self.to)
    }

    pub(super) fn note(&self) -> Option<&Note> {
        self.note.as_ref()
    }

    /// The SHA-256 of what has arrived.
    pub(super) fn hash(&self) -> FileHash {
        FileHash::so_far(&self.hash)
    }

    /// Hashes what an earlier run left.
    pub(super) fn check(
        &mut self,
        stop: &AtomicBool,
        progress: &mut dyn FnMut(u64),
    ) -> Result<(), DownloadError> {
        let failed = |source| DownloadError::file(&self.path, source);
        self.hash = Sha256::new();
        self.file.rewind().map_err(failed)?;
        let read = hash_into(&mut self.hash, &mut self.file, stop, progress).map_err(failed)?;
        self.have = read.ok_or(DownloadError::Stopped)?;
        Ok(())
    }

    /// Empties the part.
    pub(super) fn start_over(&mut self) -> Result<(), DownloadError> {
        let failed = |source| DownloadError::file(&self.path, source);
        self.file.set_len(0).map_err(failed)?;
        self.file.rewind().map_err(failed)?;
        self.hash = Sha256::new();
        self.have = 0;
        self.note = None;
        Ok(())
    }

    /// Keeps where the part comes from, for the next run.
    pub(super) fn keep_note(&mut self, note: Note) -> Result<(), DownloadError> {
        if self.note.as_ref() != Some(&note) {
            let path = beside(&self.to, ".part.json");
            let text = serde_json::to_vec(&note)
                .map_err(|error| DownloadError::file(&path, error.into()))?;
            fs::write(&path, text).map_err(|source| DownloadError::file(&path, source))?;
            self.note = Some(note);
        }
        Ok(())
    }

    /// Adds the bytes that follow.
    pub(super) fn append(&mut self, bytes: &[u8]) -> Result<(), DownloadError> {
        self.file
            .seek(SeekFrom::Start(self.have))
            .and_then(|_| self.file.write_all(bytes))
            .map_err(|source| DownloadError::file(&self.path, source))?;
        self.hash.update(bytes);
        self.have += bytes.len() as u64;
        Ok(())
    }

    /// Makes the part the final file: everything goes to the disk before the name changes.
    pub(super) fn finish(self, stop: &AtomicBool) -> Result<(), DownloadError> {
        let failed = |source| DownloadError::file(&self.path, source);
        let file = self.file.try_clone().map_err(failed)?;
        synced(file, stop)
            .ok_or(DownloadError::Stopped)?
            .map_err(failed)?;
        fs::rename(&self.path, &self.to).map_err(failed)?;
        // a folder cannot be synced everywhere, and the file is whole without it
        let _ = File::open(self.folder()).and_then(|folder| folder.sync_all());
        let _ = fs::remove_file(beside(&self.to, ".part.json"));
        Ok(())
    }

    /// Removes the part and its note.
    pub(super) fn discard(self) {
        let _ = fs::remove_file(&self.path);
        let _ = fs::remove_file(beside(&self.to, ".part.json"));
    }
}

/// Writes a file's bytes to the disk, or returns `None` if `stop` was set before the disk had them.
fn synced(file: File, stop: &AtomicBool) -> Option<io::Result<()>> {
    let (done, waiting) = channel();
    // a slow disk takes longer than a person waits for a stop; the thread ends by itself
    std::thread::spawn(move || done.send(file.sync_all()));
    loop {
        if stop.load(Ordering::Relaxed) {
            return None;
        }
        match waiting.recv_timeout(TICK) {
            Ok(result) => return Some(result),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => {
                return Some(Err(io::ErrorKind::BrokenPipe.into()));
            }
        }
    }
}

/// What an unfinished download has left beside the final file `to`: bytes, and the whole size if that is known. `None`
/// if there is not a part.
pub fn received(to: &Path) -> Option<(u64, Option<u64>)> {
    let bytes = fs::metadata(beside(to, ".part")).ok()?.len();
    let note = fs::read(beside(to, ".part.json")).ok();
    let note: Option<Note> = note.and_then(|note| serde_json::from_slice(&note).ok());
    Some((bytes, note.and_then(|note| note.total)))
}

/// Removes what an unfinished download has left beside the final file `to`.
///
/// # Errors
/// [`DownloadError::Busy`] if the download runs; [`DownloadError::NotWritable`] if the folder cannot be written.
pub fn discard(to: &Path) -> Result<(), DownloadError> {
    if received(to).is_some() {
        Part::open(to)?.discard();
    }
    Ok(())
}

/// The lock of one final file. It is a file of its own, because the part changes its name.
#[derive(Debug)]
struct Lock {
    path: PathBuf,
    file: File,
}

impl Lock {
    fn take(
        to: &Path,
        refused: impl Fn(io::Error) -> DownloadError,
    ) -> Result<Self, DownloadError> {
        let path = beside(to, ".part.lock");
        loop {
            let open = OpenOptions::new()
                .write(true)
                .create(true)
                .truncate(false)
                .open(&path);
            let file = open.map_err(&refused)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    return Err(DownloadError::Busy {
                        file: to.to_owned(),
                    });
                }
                // some network drives have no locks; a download there is alone or checked by its hash
                Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
                Err(TryLockError::Error(error)) => return Err(refused(error)),
            }
            // whoever held the lock before may have removed the file between the two steps
            if is_still(&file, &path) {
                return Ok(Self { path, file });
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if cfg!(unix) {
            let _ = fs::remove_file(&self.path);
        }
        // Closing the file would not be enough: a process that is being started at this moment has it open too.
        let _ = self.file.unlock();
    }
}

/// Whether the path still leads to this file.
#[cfg(unix)]
fn is_still(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::metadata(path)) {
        (Ok(held), Ok(there)) => (held.dev(), held.ino()) == (there.dev(), there.ino()),
        _ => false,
    }
}

/// Elsewhere the lock file stays, so the path always leads to it.
#[cfg(not(unix))]
fn is_still(_: &File, _: &Path) -> bool {
    true
}

fn beside(to: &Path, suffix: &str) -> PathBuf {
    let mut name = to.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

fn folder_of(to: &Path) -> &Path {
    to.parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}
