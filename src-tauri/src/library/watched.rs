//! Which files of watched folders came in once, so that a document which a person removes does not come back by itself.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::{Library, LibraryError};

impl Library {
    /// Those of some files that never came in from a watched folder.
    ///
    /// # Errors
    /// Database errors.
    pub fn new_among(&self, files: Vec<PathBuf>) -> Result<Vec<PathBuf>, LibraryError> {
        let connection = self.read();
        let mut known = connection.prepare_cached("SELECT 1 FROM watched_files WHERE path = ?1")?;
        let mut new = Vec::new();
        for file in files {
            if !known.exists([key(&file)])? {
                new.push(file);
            }
        }
        Ok(new)
    }

    /// Files of a watched folder came in, or a person does not want them.
    ///
    /// # Errors
    /// Database errors.
    pub fn note_watched(&self, files: &[PathBuf]) -> Result<(), LibraryError> {
        let mut connection = self.write();
        let transaction = connection.transaction()?;
        {
            let mut note = transaction.prepare_cached(
                "INSERT INTO watched_files (path) VALUES (?1) ON CONFLICT DO NOTHING",
            )?;
            for file in files {
                note.execute([key(file)])?;
            }
        }
        transaction.commit()?;
        Ok(())
    }
}

fn key(path: &Path) -> String {
    let hash = Sha256::digest(path.as_os_str().as_encoded_bytes());
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paths::Paths;

    #[test]
    fn a_file_is_new_once_and_its_name_is_not_kept() {
        let home = tempfile::tempdir().unwrap();
        let paths = Paths::under(home.path());
        let [one, other] = ["/papers/quokka.pdf", "/papers/b.pdf"].map(PathBuf::from);
        let both = || vec![one.clone(), other.clone()];
        {
            let library = Library::open(&paths).unwrap();
            assert_eq!(library.new_among(both()).unwrap(), both());
            for _ in 0..2 {
                library.note_watched(&both()[..1]).unwrap();
            }
        }
        let library = Library::open(&paths).unwrap();
        assert_eq!(library.new_among(both()).unwrap(), [other]);
        let kept: String = library
            .read()
            .query_row("SELECT path FROM watched_files", [], |row| row.get(0))
            .unwrap();
        assert!(!kept.contains("quokka"), "{kept}");
    }
}
