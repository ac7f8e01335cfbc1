//! The files of a model folder come from other people and other systems: a download may have saved something else
//! under a file's name, and an editor may have changed the encoding of a text.

use std::io::{self, Read};
use std::path::Path;

/// What a file is instead of what its name says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Misplaced {
    /// The pointer that Git LFS leaves where it did not fetch a file.
    GitLfsPointer,
    /// A page in HTML or XML.
    WebPage,
    /// The answer of a server that did not send the file.
    ServerError,
    /// A file in a gzip archive.
    GzipArchive,
    /// Zeros, which a download reserved and did not fill.
    Zeros,
    /// A file of no bytes.
    EmptyFile,
    /// A folder.
    Folder,
}

impl std::fmt::Display for Misplaced {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::GitLfsPointer => {
                "a Git LFS pointer: the file itself was not downloaded (git lfs pull)"
            }
            Self::WebPage => "a web page: the download led to a page instead of the file",
            Self::ServerError => "a server's error message: the download failed",
            Self::GzipArchive => "a gzip archive: unpack it first",
            Self::Zeros => "filled with zeros: the download broke off",
            Self::EmptyFile => "an empty file",
            Self::Folder => "a folder",
        })
    }
}

/// Recognizes by a file's first bytes what people often have in place of a model's file.
pub(crate) fn misplaced(bytes: &[u8]) -> Option<Misplaced> {
    let head = bytes.get(..512).unwrap_or(bytes);
    if head.is_empty() {
        return Some(Misplaced::EmptyFile);
    }
    if head.iter().all(|byte| *byte == 0) {
        return Some(Misplaced::Zeros);
    }
    if head.starts_with(&[0x1f, 0x8b]) {
        return Some(Misplaced::GzipArchive);
    }
    let text = String::from_utf8_lossy(head)
        .trim_start_matches('\u{feff}')
        .trim_start()
        .to_ascii_lowercase();
    let begins = |starts: &[&str]| starts.iter().any(|start| text.starts_with(start));
    if begins(&["version https://git-lfs.github.com"]) {
        return Some(Misplaced::GitLfsPointer);
    }
    if begins(&["<!doctype html", "<html", "<?xml"]) {
        return Some(Misplaced::WebPage);
    }
    begins(&["{\"error", "entry not found", "invalid username"]).then_some(Misplaced::ServerError)
}

/// Why a file could not be read whole.
pub(crate) enum Unread {
    /// The system cannot read it.
    Io(io::Error),
    /// It has this many bytes, more than any such file.
    TooLarge(u64),
    /// It is something else.
    Misplaced(Misplaced),
}

impl From<io::Error> for Unread {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Reads a file of at most `most` bytes.
pub(crate) fn read(path: &Path, most: u64) -> Result<Vec<u8>, Unread> {
    let file = open(path)?;
    let length = file.metadata()?.len();
    if length > most {
        return Err(Unread::TooLarge(length));
    }
    let mut bytes = Vec::new();
    file.take(most).read_to_end(&mut bytes)?;
    match misplaced(&bytes) {
        Some(found) => Err(Unread::Misplaced(found)),
        None => Ok(bytes),
    }
}

/// Opens a file for reading. Nothing else is opened: opening a pipe waits for its other end.
pub(crate) fn open(path: &Path) -> Result<std::fs::File, Unread> {
    let metadata = std::fs::metadata(path)?;
    if metadata.is_dir() {
        return Err(Unread::Misplaced(Misplaced::Folder));
    }
    if !metadata.is_file() {
        let reason = "it is neither a file nor a folder";
        return Err(io::Error::new(io::ErrorKind::InvalidInput, reason).into());
    }
    Ok(std::fs::File::open(path)?)
}

/// A text as UTF-8 without a byte order mark. Editors of Windows write such marks, and some write UTF-16.
pub(crate) fn utf8(bytes: Vec<u8>) -> Vec<u8> {
    let wide = |bytes: &[u8], number: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes
            .as_chunks()
            .0
            .iter()
            .map(|pair| number(*pair))
            .collect();
        String::from_utf16_lossy(&units).into_bytes()
    };
    match bytes.as_slice() {
        [0xef, 0xbb, 0xbf, rest @ ..] => rest.to_vec(),
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        [b'{', 0, ..] => wide(&bytes, u16::from_le_bytes),
        [0, b'{', ..] => wide(&bytes, u16::from_be_bytes),
        _ => bytes,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_other_editors_are_utf8() {
        let text = "{\"é\": \"\u{1f41f}\"}";
        let wide = |mark: &[u8], number: fn(u16) -> [u8; 2]| {
            let units = text.encode_utf16().flat_map(number);
            mark.iter().copied().chain(units).collect::<Vec<u8>>()
        };
        for bytes in [
            text.as_bytes().to_vec(),
            [b"\xef\xbb\xbf", text.as_bytes()].concat(),
            wide(b"\xff\xfe", u16::to_le_bytes),
            wide(b"\xfe\xff", u16::to_be_bytes),
            wide(b"", u16::to_le_bytes),
            wide(b"", u16::to_be_bytes),
        ] {
            assert_eq!(utf8(bytes), text.as_bytes());
        }
    }

    #[test]
    fn weights_and_texts_are_what_they_are() {
        for good in [
            &b"PK\x03\x04"[..],
            b"{\"a\": 1}",
            b"\x80\x02",
            b"\n\x05<pad>",
        ] {
            assert_eq!(misplaced(good), None);
        }
        let page = b"\xef\xbb\xbf \n<!DOCTYPE html>";
        assert_eq!(misplaced(page), Some(Misplaced::WebPage));
    }
}
