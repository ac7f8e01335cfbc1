//! Folders that a person drops: the documents in them are read, and everything else stays where it is.

use std::fs;
use std::path::{Path, PathBuf};

use crate::bibliography;
use crate::document::EXTENSIONS;

/// How deeply folders are looked through: nobody keeps documents deeper.
const DEPTH: usize = 16;

/// The paths, with the documents in a folder in its place, in the order of their names. A folder without any stays, so that
/// its job can say that it is none, and so does the folder of a bibliography.
pub(super) fn documents(paths: Vec<PathBuf>) -> Vec<PathBuf> {
    let mut documents = Vec::new();
    for path in paths {
        let before = documents.len();
        if path.is_dir() && !bibliography::is_one(&path) {
            add(&path, DEPTH, &mut documents);
        }
        if documents.len() == before {
            documents.push(path);
        }
    }
    documents
}

fn add(folder: &Path, depth: usize, documents: &mut Vec<PathBuf>) {
    // a folder that may not be looked into has nothing to offer
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    let mut entries: Vec<_> = entries.flatten().collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        // a link may lead back to a folder around it
        match entry.file_type() {
            _ if hidden => {}
            Ok(kind) if kind.is_dir() && depth > 0 => add(&path, depth - 1, documents),
            Ok(kind) if kind.is_file() && is_document(&path) => documents.push(path),
            _ => {}
        }
    }
}

fn is_document(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default();
    EXTENSIONS
        .iter()
        .any(|known| extension.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_stands_for_the_documents_in_it() {
        let place = tempfile::tempdir().unwrap();
        let at = |name: &str| place.path().join(name);
        for folder in ["papers/old", "papers/.trash", "pictures", "zotero/storage"] {
            fs::create_dir_all(at(folder)).unwrap();
        }
        for file in [
            "papers/b.pdf",
            "papers/a.PDF",
            "papers/notes.bin",
            "papers/old/c.epub",
            "papers/.trash/d.pdf",
            "papers/.hidden.pdf",
            "pictures/e.png",
            "single.log",
            "zotero/zotero.sqlite",
            "zotero/storage/f.pdf",
        ] {
            fs::write(at(file), "x").unwrap();
        }
        #[cfg(unix)]
        std::os::unix::fs::symlink(at("papers"), at("papers/again")).unwrap();
        let given = ["single.log", "papers", "pictures", "zotero", "gone"].map(at);
        assert_eq!(
            documents(given.into()),
            [
                at("single.log"),
                at("papers/a.PDF"),
                at("papers/b.pdf"),
                at("papers/old/c.epub"),
                at("pictures"),
                at("zotero"),
                at("gone"),
            ]
        );
    }
}
