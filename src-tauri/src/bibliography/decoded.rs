//! The bytes of a text file become text. Old programs export in the encoding of their country.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use encoding_rs::{UTF_8, WINDOWS_1252};

use super::error::BibliographyError;

/// The largest text file, in bytes.
const LARGEST: u64 = 64 << 20;

/// The whole text of a file.
pub(super) fn text_of(file: &Path) -> Result<String, BibliographyError> {
    let unreadable = |source| BibliographyError::unreadable(file, source);
    let mut bytes = Vec::new();
    let source = File::open(file).map_err(unreadable)?;
    // it may grow while it is read
    let read = source.take(LARGEST + 1).read_to_end(&mut bytes);
    if read.map_err(unreadable)? as u64 > LARGEST {
        return Err(BibliographyError::too_large(file, LARGEST));
    }
    Ok(decoded(&bytes))
}

fn decoded(bytes: &[u8]) -> String {
    // a mark at the beginning decides
    let (text, used, is_wrong) = UTF_8.decode(bytes);
    match is_wrong && used == UTF_8 {
        true => WINDOWS_1252.decode(bytes).0.into_owned(),
        false => text.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_encodings_decide_and_old_files_are_western() {
        assert_eq!(decoded("\u{feff}Pérez".as_bytes()), "Pérez");
        assert_eq!(decoded(b"P\xe9rez"), "Pérez");
        assert_eq!(decoded(b"\xff\xfeP\0\xe9\0"), "Pé");
    }
}
