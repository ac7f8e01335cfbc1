//! The SHA-256 of a file.

use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::str::FromStr;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use ts_rs::TS;

/// Bytes that are hashed between two looks at the flag that stops the work.
const PIECE: usize = 1 << 20;

/// The SHA-256 of a file; as text and in JSON, 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(into = "String", try_from = "String")]
#[ts(type = "string")]
pub struct FileHash([u8; 32]);

/// A text that is not 64 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not 64 hexadecimal digits")]
pub struct NotAHash;

impl FileHash {
    /// The hash of bytes in memory.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The hash that a stream of bytes has had so far.
    pub(in crate::weights) fn so_far(hash: &Sha256) -> Self {
        Self(hash.clone().finalize().into())
    }
}

impl fmt::Display for FileHash {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(to, "{byte:02x}"))
    }
}

impl fmt::Debug for FileHash {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, to)
    }
}

impl FromStr for FileHash {
    type Err = NotAHash;

    fn from_str(text: &str) -> Result<Self, NotAHash> {
        let digit = |digit: u8| (digit as char).to_digit(16);
        let mut bytes = [0_u8; 32];
        if text.len() != 2 * bytes.len() {
            return Err(NotAHash);
        }
        for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks(2)) {
            let [Some(high), Some(low)] =
                [pair.first(), pair.get(1)].map(|at| at.copied().and_then(digit))
            else {
                return Err(NotAHash);
            };
            *byte = (high * 16 + low) as u8;
        }
        Ok(Self(bytes))
    }
}

impl From<FileHash> for String {
    fn from(hash: FileHash) -> Self {
        hash.to_string()
    }
}

impl TryFrom<String> for FileHash {
    type Error = NotAHash;

    fn try_from(text: String) -> Result<Self, NotAHash> {
        text.parse()
    }
}

/// The SHA-256 of a file, or `None` if `stop` was set. `progress` receives the bytes hashed so far.
///
/// # Errors
/// The system's error if the file cannot be read.
pub fn hash_file(
    path: &Path,
    stop: &AtomicBool,
    progress: &mut dyn FnMut(u64),
) -> io::Result<Option<FileHash>> {
    let mut hash = Sha256::new();
    let read = hash_into(&mut hash, &mut File::open(path)?, stop, progress)?;
    Ok(read.map(|_| FileHash::so_far(&hash)))
}

/// Adds the rest of a file to a hash, and returns the number of bytes, or `None` if `stop` was set.
pub(super) fn hash_into(
    hash: &mut Sha256,
    file: &mut File,
    stop: &AtomicBool,
    progress: &mut dyn FnMut(u64),
) -> io::Result<Option<u64>> {
    let mut piece = vec![0; PIECE];
    let mut bytes = 0;
    loop {
        if stop.load(Ordering::Relaxed) {
            return Ok(None);
        }
        let read = match file.read(&mut piece) {
            Ok(0) => return Ok(Some(bytes)),
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        hash.update(piece.get(..read).unwrap_or_default());
        bytes += read as u64;
        progress(bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// FIPS 180-4's example of one block.
    const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    #[test]
    fn the_text_of_a_hash_is_read_and_written() {
        assert_eq!(FileHash::of(b"abc").to_string(), ABC);
        assert_eq!(ABC.to_uppercase().parse(), Ok(FileHash::of(b"abc")));
        for wrong in [
            "",
            &ABC[1..],
            &format!("{ABC}0"),
            &ABC.replace('b', "g"),
            &"é".repeat(32),
        ] {
            assert_eq!(wrong.parse::<FileHash>(), Err(NotAHash), "{wrong}");
        }
    }

    #[test]
    fn hashing_stops_when_asked() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        std::fs::write(&path, b"abc").unwrap();
        let hash = |stop| hash_file(&path, &AtomicBool::new(stop), &mut |_| ()).unwrap();
        assert_eq!(
            hash(false).map(|hash| hash.to_string()).as_deref(),
            Some(ABC)
        );
        assert_eq!(hash(true), None);
    }
}
