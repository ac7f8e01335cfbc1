//! Reading a tokenizer's files.

use super::error::TokenizerError;

/// The largest size in bytes; vocabularies take a few megabytes.
const MAX_BYTES: u64 = 256 << 20;

pub(super) fn read(folder: &std::path::Path, file: &str) -> Result<Vec<u8>, TokenizerError> {
    let path = folder.join(file);
    let unreadable = |source| TokenizerError::Unreadable {
        file: file.to_owned(),
        source,
    };
    let bytes = std::fs::metadata(&path).map_err(unreadable)?.len();
    if bytes > MAX_BYTES {
        let file = file.to_owned();
        return Err(TokenizerError::TooLarge { file, bytes });
    }
    std::fs::read(&path).map_err(unreadable)
}
