//! Which kind of bibliography a file is: its content decides, as for documents.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::entry::Bibliography;
use super::error::BibliographyError;
use super::{bibtex, decoded, ris, zotero};

/// The extensions of bibliographies.
pub const EXTENSIONS: &[&str] = &["bib", "ris", "sqlite"];
/// How each SQLite database begins.
const SQLITE: &[u8] = b"SQLite format 3\0";

/// Where the files of a bibliography may be, besides where it says.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// The folder in which relative paths of linked files start; `None` for the one of Zotero's settings.
    pub base: Option<PathBuf>,
}

/// Whether a path looks like a bibliography, so that it is not read as a document: by its ending, or because it is the
/// folder of a Zotero library.
pub fn is_one(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default();
    let named = EXTENSIONS
        .iter()
        .any(|known| extension.eq_ignore_ascii_case(known));
    match path.is_dir() {
        true => zotero::database_in(path).is_some(),
        false => named,
    }
}

/// Reads a bibliography; of a folder, the Zotero library in it. Another thread sets `stop` to end the reading.
///
/// # Errors
/// [`BibliographyError`]; an entry that cannot be read is counted and is no error.
pub fn read(
    path: &Path,
    sources: &Sources,
    stop: &Arc<AtomicBool>,
) -> Result<Bibliography, BibliographyError> {
    let file = zotero::database_in(path).unwrap_or_else(|| path.to_owned());
    let unreadable = |source| BibliographyError::unreadable(&file, source);
    // opening a pipe or a device could block for ever
    if !fs::metadata(&file).map_err(unreadable)?.is_file() {
        return Err(BibliographyError::NotAFile { path: file });
    }
    let mut begins = Vec::new();
    let source = File::open(&file).map_err(unreadable)?;
    source
        .take(SQLITE.len() as u64)
        .read_to_end(&mut begins)
        .map_err(unreadable)?;
    if begins == SQLITE {
        return Ok(zotero::read(&file, sources.base.as_deref(), stop)?.limited());
    }
    let text = decoded::text_of(&file)?;
    let folder = file.parent().unwrap_or(Path::new("."));
    let folders: Vec<&Path> = [Some(folder), sources.base.as_deref()]
        .into_iter()
        .flatten()
        .collect();
    let bibliography = match ris::is_ris(&text) {
        true => ris::read(&text, &file, &folders),
        false => bibtex::read(&text, &folders),
    };
    match bibliography.entries.is_empty() {
        true => Err(BibliographyError::NoEntries { path: file }),
        false => Ok(bibliography.limited()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_and_the_folder_of_zotero_are_recognized() {
        let place = tempfile::tempdir().unwrap();
        assert!(is_one(Path::new("papers/all.BIB")));
        assert!(is_one(Path::new("all.ris")));
        assert!(is_one(Path::new("zotero.sqlite")));
        assert!(!is_one(Path::new("paper.pdf")));
        assert!(!is_one(place.path()));
        fs::write(place.path().join("zotero.sqlite"), "x").unwrap();
        assert!(is_one(place.path()));
    }

    #[test]
    fn what_is_no_bibliography_is_said_to_be_none() {
        let place = tempfile::tempdir().unwrap();
        let file = place.path().join("notes.bib");
        let read = || read(&file, &Sources::default(), &Arc::default());
        assert!(matches!(read(), Err(BibliographyError::Missing { .. })));
        fs::write(&file, "Write to ada@example.org { }").unwrap();
        assert!(matches!(read(), Err(BibliographyError::NoEntries { .. })));
        fs::remove_file(&file).unwrap();
        fs::create_dir(&file).unwrap();
        assert!(matches!(read(), Err(BibliographyError::NotAFile { .. })));
    }
}
