//! The archive around DOCX and EPUB, read with limits: a few kilobytes of ZIP can unpack to gigabytes.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek};
use std::sync::Arc;

use zip::ZipArchive;
use zip::result::ZipError;

use super::encoding;
use crate::document::error::ReadError;

/// Where the bytes of an archive are: in a file, or in another archive.
trait Source: Read + Seek {}

impl<S: Read + Seek> Source for S {}

/// A ZIP file that unpacks at most a given number of bytes in all.
pub(super) struct Archive {
    zip: ZipArchive<Box<dyn Source>>,
    /// Positions of the entries by their names in small letters, for names that are not written as they are asked for.
    names: Option<HashMap<String, usize>>,
    left: u64,
    limit: u64,
}

impl Archive {
    /// Opens the archive's directory and unpacks nothing yet.
    pub(super) fn open(file: &Arc<File>, limit: u64) -> Result<Self, ReadError> {
        Self::of(Box::new(BufReader::new(Arc::clone(file))), limit)
    }

    /// Opens an archive that was a file of another one.
    pub(super) fn inside(bytes: Vec<u8>, limit: u64) -> Result<Self, ReadError> {
        Self::of(Box::new(Cursor::new(bytes)), limit)
    }

    fn of(source: Box<dyn Source>, limit: u64) -> Result<Self, ReadError> {
        let zip = ZipArchive::new(source).map_err(damaged)?;
        Ok(Self {
            zip,
            names: None,
            left: limit,
            limit,
        })
    }

    /// The number of bytes that it may still unpack.
    pub(super) fn left(&self) -> u64 {
        self.left
    }

    /// Counts bytes that an archive inside it has unpacked.
    pub(super) fn spend(&mut self, bytes: u64) {
        self.left = self.left.saturating_sub(bytes);
    }

    /// Whether the archive has a file of this name.
    pub(super) fn has(&mut self, name: &str) -> bool {
        self.position(name).is_some()
    }

    /// Returns a file of the archive; `None` if the archive has none of this name.
    pub(super) fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        let Some(position) = self.position(name) else {
            return Ok(None);
        };
        let file = self.zip.by_index(position).map_err(damaged)?;
        let mut bytes = Vec::new();
        // one more than is left: reading it shows that the limit is passed
        file.take(self.left.saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(|_| ReadError::Damaged)?;
        let length = bytes.len() as u64;
        let left = self.left.checked_sub(length);
        self.left = left.ok_or_else(|| self.too_large())?;
        Ok(Some(bytes))
    }

    /// The error of an archive that unpacks to more than it may.
    pub(super) fn too_large(&self) -> ReadError {
        ReadError::TooLarge {
            bytes: self.limit.saturating_add(1),
            limit: self.limit,
        }
    }

    /// Returns a file of XML as text; `None` if the archive has none of this name.
    pub(super) fn xml(&mut self, name: &str) -> Result<Option<String>, ReadError> {
        Ok(self.bytes(name)?.map(|bytes| encoding::xml(&bytes)))
    }

    /// The position of a file. The names of parts are equal in any case (ECMA-376, part 2, 6.2.2.3), and some
    /// programs separate folders by backslashes.
    fn position(&mut self, name: &str) -> Option<usize> {
        if let Some(position) = self.zip.index_for_name(name) {
            return Some(position);
        }
        let zip = &self.zip;
        let names = self.names.get_or_insert_with(|| {
            let mut names = HashMap::new();
            for (position, name) in zip.file_names().enumerate() {
                if let Ok(name) = name {
                    names.entry(folded(&name)).or_insert(position);
                }
            }
            names
        });
        names.get(&folded(name)).copied()
    }
}

fn folded(name: &str) -> String {
    name.replace('\\', "/")
        .trim_start_matches('/')
        .to_lowercase()
}

fn damaged(error: ZipError) -> ReadError {
    match error {
        ZipError::Io(error) => ReadError::Io(error),
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => ReadError::UnknownEncryption,
        _ => ReadError::Damaged,
    }
}

/// The path of a file that another one names: relative to the other one's folder, percent-decoded, without its
/// fragment. It only names an entry of the archive, never a file on disk.
pub(super) fn joined(folder: &str, href: &str) -> String {
    let href = href.split(['#', '?']).next().unwrap_or_default();
    let href = percent_encoding::percent_decode_str(href).decode_utf8_lossy();
    let folder = if href.starts_with('/') { "" } else { folder };
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in href.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// The folder of a file in an archive; empty for the outermost.
pub(super) fn folder(name: &str) -> &str {
    name.rsplit_once('/').map_or("", |(folder, _)| folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_relative_to_a_folder() {
        assert_eq!(
            joined("OEBPS", "text/one%20two.xhtml#p3"),
            "OEBPS/text/one two.xhtml"
        );
        assert_eq!(joined("OEBPS/x", "../../../etc/passwd"), "etc/passwd");
        assert_eq!(joined("", "one.xhtml"), "one.xhtml");
        assert_eq!(joined("word", "/word/document2.xml"), "word/document2.xml");
        assert_eq!(folder("word/document.xml"), "word");
        assert_eq!(folder("document.xml"), "");
    }
}
