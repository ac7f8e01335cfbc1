//! The library's own copies of the files, named by the hash of their content.
//!
//! A copy is written under a temporary name and renamed when it is complete, so a file whose name is a hash is
//! always complete.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;

use super::{Library, LibraryError, leftovers};
use crate::document::DocumentId;

const CHUNK: usize = 1 << 20;

/// A complete copy that the library does not keep yet; dropping this value deletes it.
#[derive(Debug)]
pub struct Incoming {
    /// The SHA-256 of the content.
    pub id: DocumentId,
    /// The original file's name.
    pub file_name: String,
    extension: String,
    copy: NamedTempFile,
}

impl Library {
    /// Copies and hashes a file; `progress` receives the share done, 0 to 1, and `stop` ends the work within a
    /// chunk.
    ///
    /// # Errors
    /// Errors of reading the file or of writing the copy, or [`LibraryError::Cancelled`].
    pub fn copy_in(
        &self,
        path: &Path,
        stop: &AtomicBool,
        progress: &mut dyn FnMut(f32),
    ) -> Result<Incoming, LibraryError> {
        let unreadable = |source: io::Error| match source.kind() {
            io::ErrorKind::NotFound => LibraryError::Missing {
                path: path.to_owned(),
            },
            _ => LibraryError::Unreadable {
                path: path.to_owned(),
                source,
            },
        };
        let about = fs::metadata(path).map_err(unreadable)?;
        // opening a pipe or a device could block for ever
        if !about.is_file() {
            return Err(LibraryError::NotAFile {
                path: path.to_owned(),
            });
        }
        let mut source = File::open(path).map_err(unreadable)?;
        let unwritable = |source| LibraryError::writing(&self.files, source);
        let mut copy = leftovers::begin(&self.files).map_err(unwritable)?;
        let mut hash = Sha256::new();
        let mut chunk = vec![0; CHUNK];
        let mut copied = 0u64;
        loop {
            if stop.load(Ordering::Relaxed) {
                return Err(LibraryError::Cancelled);
            }
            let read = source.read(&mut chunk).map_err(unreadable)?;
            let Some(bytes) = chunk.get(..read).filter(|bytes| !bytes.is_empty()) else {
                break;
            };
            hash.update(bytes);
            copy.write_all(bytes).map_err(unwritable)?;
            copied += read as u64;
            progress((copied as f64 / about.len().max(1) as f64).min(1.0) as f32);
        }
        copy.as_file().sync_all().map_err(unwritable)?;
        Ok(Incoming {
            id: DocumentId(hash.finalize().iter().map(|b| format!("{b:02x}")).collect()),
            file_name: path
                .file_name()
                .map_or_else(String::new, |name| name.to_string_lossy().into_owned()),
            extension: extension(path),
            copy,
        })
    }

    /// Keeps a copy under its hash and returns its name, relative to the folder of files.
    ///
    /// # Errors
    /// Errors of writing, or database errors.
    pub fn keep(&self, incoming: Incoming) -> Result<String, LibraryError> {
        let id = &incoming.id.0;
        let folder = id.get(..2).unwrap_or("__");
        let name = format!("{folder}/{id}{}", incoming.extension);
        let path = self.files.join(&name);
        let unwritable = |source| LibraryError::writing(&path, source);
        fs::create_dir_all(self.files.join(folder)).map_err(unwritable)?;
        self.keep_copy(&name, || {
            let kept = incoming.copy.persist(&path);
            kept.map(drop).map_err(|error| unwritable(error.error))
        })?;
        Ok(name)
    }

    /// Puts a copy in the place of one that the library has lost, or of which a part is lost.
    ///
    /// # Errors
    /// Database errors, or errors of writing. The library may have no document with this content: then nothing is done.
    pub fn mend(&self, incoming: Incoming) -> Result<(), LibraryError> {
        let name = match self.file_of(&incoming.id) {
            Ok((_, name)) => name,
            Err(LibraryError::NotFound) => return Ok(()),
            Err(error) => return Err(error),
        };
        let path = self.files.join(name);
        let length = |file: io::Result<fs::Metadata>| file.ok().map(|file| file.len());
        if length(fs::metadata(&path)) == length(incoming.copy.as_file().metadata()) {
            return Ok(());
        }
        let unwritable = |source| LibraryError::writing(&path, source);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(unwritable)?;
        }
        incoming
            .copy
            .persist(&path)
            .map_err(|error| unwritable(error.error))?;
        Ok(())
    }

    /// The path of a kept copy.
    pub fn file_path(&self, name: &str) -> PathBuf {
        self.files.join(name)
    }

    /// The folder that keeps a document's recognized pages; it may not exist.
    pub fn recognized(&self, id: &DocumentId) -> PathBuf {
        self.recognized.join(&id.0)
    }

    /// The folder that keeps what is known of a document of sequences besides its file: its records, and what a model says along
    /// them. It may not exist.
    pub fn sequences(&self, id: &DocumentId) -> PathBuf {
        self.sequences.join(&id.0)
    }
}

/// The extension with its dot, in lower case (`.pdf`); empty if the name has no plain extension. Formats without a
/// signature (text, Markdown) are recognized by it.
fn extension(path: &Path) -> String {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some(extension)
            if (1..=8).contains(&extension.len())
                && extension.bytes().all(|b| b.is_ascii_alphanumeric()) =>
        {
            format!(".{}", extension.to_ascii_lowercase())
        }
        _ => String::new(),
    }
}
