//! Reading a tokenizer's files.

use super::error::TokenizerError;
use crate::foreign::{self, Unread};

/// The largest size in bytes; vocabularies take a few megabytes.
const MAX_BYTES: u64 = 256 << 20;

/// The bytes of a vocabulary; those of a JSON file are UTF-8 without a byte order mark.
pub(super) fn read(folder: &std::path::Path, file: &str) -> Result<Vec<u8>, TokenizerError> {
    let bytes = foreign::read(&folder.join(file), MAX_BYTES).map_err(|error| {
        let file = file.to_owned();
        match error {
            Unread::Io(source) => TokenizerError::Unreadable { file, source },
            Unread::TooLarge(bytes) => TokenizerError::TooLarge { file, bytes },
            Unread::Misplaced(found) => TokenizerError::Misplaced { file, found },
        }
    })?;
    match file.ends_with(".json") {
        true => Ok(foreign::utf8(bytes)),
        false => Ok(bytes),
    }
}
