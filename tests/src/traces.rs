//! Where words of a document are left on the disk.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The files below a folder that contain a word, in either case of its letters, as UTF-8 or as UTF-16; also those whose names
/// do. Links are not followed.
///
/// # Errors
/// If a folder or a file is there and cannot be read.
pub fn files_with(folder: &Path, word: &str) -> io::Result<Vec<PathBuf>> {
    let word = word.to_lowercase();
    let wide: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let forms = [word.clone().into_bytes(), wide];
    let mut folders = vec![folder.to_owned()];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        // whoever wrote something may delete it meanwhile
        for entry in there(fs::read_dir(folder))?.into_iter().flatten() {
            let entry = entry?;
            let (path, kind) = (entry.path(), entry.file_type()?);
            let name = entry.file_name().to_string_lossy().to_lowercase();
            let named = name.contains(&word);
            if kind.is_dir() {
                folders.push(path.clone());
            }
            if named || (kind.is_file() && contains(&path, &forms)?) {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

fn contains(file: &Path, forms: &[Vec<u8>]) -> io::Result<bool> {
    let bytes = there(fs::read(file))?
        .unwrap_or_default()
        .to_ascii_lowercase();
    Ok(forms
        .iter()
        .any(|form| bytes.windows(form.len()).any(|part| part == form)))
}

/// `None` if it is not there.
fn there<T>(read: io::Result<T>) -> io::Result<Option<T>> {
    match read {
        Ok(found) => Ok(Some(found)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_in_each_form_and_in_names() {
        let place = tempfile::tempdir().unwrap();
        let at = |name: &str| place.path().join(name);
        fs::create_dir(at("below")).unwrap();
        let wide: Vec<u8> = "a Keel".encode_utf16().flat_map(u16::to_le_bytes).collect();
        fs::write(at("below/plain"), "two KEELS").unwrap();
        fs::write(at("wide"), [&b"\0\0\0"[..], &wide].concat()).unwrap();
        fs::write(at("keel.txt"), "").unwrap();
        fs::write(at("other"), "k e e l").unwrap();
        let found = files_with(place.path(), "keel").unwrap();
        assert_eq!(found, [at("below/plain"), at("keel.txt"), at("wide")]);
    }
}
