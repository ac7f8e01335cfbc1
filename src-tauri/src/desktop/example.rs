//! The example paper, which is part of the program, so that there is something to read from the start.
//! `assets/example/LICENSE.md` names its source.

use std::fs;
use std::path::{Path, PathBuf};

use crate::fault::Fault;
use crate::jobs::PAPER;

const NAME: &str = "shelf-life-of-small-fruits.pdf";

/// Writes the paper into `folder`, as a file that the library can import like any other.
///
/// # Errors
/// [`Fault::ExampleUnwritable`] if the folder cannot be written to.
pub(super) fn unpack(folder: &Path) -> Result<PathBuf, Fault> {
    let path = folder.join(NAME);
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(&path, PAPER))
        .map_err(|error| Fault::ExampleUnwritable {
            detail: error.to_string(),
        })?;
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fault::ErrorCode;

    #[test]
    fn the_example_is_unpacked_and_again() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let inner = folder.path().join("example");
        for _ in 0..2 {
            let path = unpack(&inner)?;
            assert!(fs::read(path)?.starts_with(b"%PDF-"));
        }
        Ok(())
    }

    #[test]
    fn a_folder_that_cannot_be_written_to_is_said() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let taken = folder.path().join("taken");
        fs::write(&taken, b"a file, not a folder")?;
        let error = unpack(&taken).err().ok_or("it was written somewhere")?;
        assert_eq!(error.code(), ErrorCode::ExampleUnwritable);
        Ok(())
    }
}
