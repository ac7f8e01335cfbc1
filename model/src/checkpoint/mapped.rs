//! A weight file in memory, page by page as it is needed.

use std::path::Path;

use memmap2::Mmap;

use super::error::CheckpointError;
use crate::cause::Cause;
use crate::foreign::{self, Misplaced, Unread};

/// A read-only memory map with the name that errors give the file.
#[derive(Debug)]
pub(super) struct MappedFile {
    pub(super) name: String,
    map: Mmap,
}

impl AsRef<[u8]> for MappedFile {
    fn as_ref(&self) -> &[u8] {
        &self.map
    }
}

impl MappedFile {
    /// Maps a file that is not empty and looks like weights.
    pub(super) fn open(path: &Path, name: &str) -> Result<Self, CheckpointError> {
        let unreadable = |e: std::io::Error| CheckpointError::Unreadable {
            file: name.to_owned(),
            source: e,
        };
        let not_weights = |found| CheckpointError::NotWeights {
            file: name.to_owned(),
            found,
        };
        let file = foreign::open(path).map_err(|error| match error {
            Unread::Misplaced(found) => not_weights(found),
            Unread::Io(source) => unreadable(source),
            Unread::TooLarge(_) => unreadable(std::io::ErrorKind::FileTooLarge.into()),
        })?;
        if file.metadata().map_err(unreadable)?.len() == 0 {
            return Err(not_weights(Misplaced::EmptyFile));
        }
        // SAFETY: the map is read-only, and whatever the bytes are or become, they are valid numbers. If
        // another process shortens the file meanwhile, reading it ends this process, as with every
        // memory-mapped library; nothing writes to the map.
        let map = unsafe { Mmap::map(&file) }.map_err(unreadable)?;
        let mapped = Self {
            name: name.to_owned(),
            map,
        };
        match foreign::misplaced(mapped.bytes()) {
            Some(found) => Err(not_weights(found)),
            None => Ok(mapped),
        }
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.map
    }

    /// Advises the system that a range is not needed soon, so that the range stops counting as memory of this
    /// process.
    pub(super) fn release(&self, start: usize, end: usize) {
        #[cfg(unix)]
        {
            const PAGE: usize = 4096;
            let start = start.next_multiple_of(PAGE);
            let end = end / PAGE * PAGE;
            if start < end {
                // SAFETY: dropping clean pages of a read-only file map loses nothing; the system reads them
                // from the file again on access. If the call fails, they only stay.
                let _ = unsafe {
                    self.map.unchecked_advise_range(
                        memmap2::UncheckedAdvice::DontNeed,
                        start,
                        end - start,
                    )
                };
            }
        }
        #[cfg(not(unix))]
        let _ = (start, end);
    }

    pub(super) fn truncated(&self, reason: impl Into<String>) -> CheckpointError {
        CheckpointError::Truncated {
            file: self.name.clone(),
            reason: reason.into(),
        }
    }

    pub(super) fn damaged(&self, cause: impl Into<Cause>) -> CheckpointError {
        CheckpointError::Damaged {
            file: self.name.clone(),
            source: cause.into(),
        }
    }
}
