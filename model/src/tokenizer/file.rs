//! Reading a tokenizer's files.

use super::error::TokenizerError;

/// Vocabularies are a few megabytes; a larger file is something else.
const MAX_BYTES: u64 = 256 << 20;

pub(super) fn read(folder: &std::path::Path, file: &str) -> Result<Vec<u8>, TokenizerError> {
    let path = folder.join(file);
    let unreadable = |reason: String| TokenizerError::Unreadable {
        file: file.to_owned(),
        reason,
    };
    let size = std::fs::metadata(&path)
        .map_err(|e| unreadable(e.to_string()))?
        .len();
    if size > MAX_BYTES {
        return Err(unreadable(format!("it is {size} bytes large")));
    }
    std::fs::read(&path).map_err(|e| unreadable(e.to_string()))
}
