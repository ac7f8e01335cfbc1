//! The archive around DOCX and EPUB, read with limits: a few kilobytes of ZIP can unpack to gigabytes.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use zip::ZipArchive;
use zip::result::ZipError;

use crate::document::error::ReadError;
use crate::document::types::Format;

/// A ZIP file that unpacks at most a given number of bytes in all.
pub(super) struct Archive {
    zip: ZipArchive<BufReader<File>>,
    left: u64,
    limit: u64,
}

impl Archive {
    /// Opens the archive's directory and unpacks nothing yet.
    pub(super) fn open(path: &Path, limit: u64) -> Result<Self, ReadError> {
        let zip = ZipArchive::new(BufReader::new(File::open(path)?)).map_err(damaged)?;
        Ok(Self {
            zip,
            left: limit,
            limit,
        })
    }

    /// Returns a file of the archive as text; `None` if the archive has none of this name.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, ReadError> {
        let file = match self.zip.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(damaged(error)),
        };
        let mut bytes = Vec::new();
        // one more than is left: reading it shows that the limit is passed
        file.take(self.left.saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(|_| ReadError::Damaged)?;
        let length = bytes.len() as u64;
        self.left = self.left.checked_sub(length).ok_or(ReadError::TooLarge {
            bytes: self.limit.saturating_add(1),
            limit: self.limit,
        })?;
        Ok(Some(super::text::decode(&bytes)))
    }
}

fn damaged(error: ZipError) -> ReadError {
    match error {
        ZipError::Io(error) => ReadError::Io(error),
        _ => ReadError::Damaged,
    }
}

/// The format of an archive's document, judged by the files in it.
pub(super) fn format(path: &Path) -> Option<Format> {
    let archive = Archive::open(path, 0).ok()?;
    let has = |name: &str| archive.zip.index_for_name(name).is_some();
    if has("word/document.xml") {
        Some(Format::Docx)
    } else if has("META-INF/container.xml") {
        Some(Format::Epub)
    } else {
        None
    }
}
