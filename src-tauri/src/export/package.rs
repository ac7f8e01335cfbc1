//! A package in Office Open XML (ECMA-376): an archive of parts, most of which are XML. The archive and the XML are written
//! by the libraries that read documents of this kind here; one that makes whole documents would bring both of them in other
//! versions.

use std::io::{self, Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The whole file with these parts, each a name with its contents.
///
/// # Errors
/// If the archive cannot be written, which for one in memory does not happen.
pub(super) fn package(parts: &[(&str, &[u8])]) -> io::Result<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, contents) in parts {
        archive.start_file(*name, SimpleFileOptions::default())?;
        archive.write_all(contents)?;
    }
    Ok(archive.finish()?.into_inner())
}

/// The text without characters that XML 1.0 does not allow.
pub(super) fn allowed(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            c if c.is_control() => ' ',
            '\u{fffe}' | '\u{ffff}' => ' ',
            c => c,
        })
        .collect()
}
