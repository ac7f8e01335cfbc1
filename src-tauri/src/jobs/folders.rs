//! Folders that a person gives: the documents in them are read, and everything else stays where it is.

use std::fs::{self, DirEntry};
use std::path::{Path, PathBuf};

use crate::bibliography;
use crate::document::{EXTENSIONS, Limits, is_sequences};

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

/// The documents in a folder.
pub(super) fn documents_in(folder: &Path) -> Vec<PathBuf> {
    let mut documents = Vec::new();
    add(folder, DEPTH, &mut documents);
    documents
}

fn add(folder: &Path, depth: usize, documents: &mut Vec<PathBuf>) {
    // a folder that may not be looked into has nothing to offer
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    let mut entries: Vec<_> = entries.flatten().collect();
    entries.sort_by_key(DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        // a link may lead back to a folder around it
        match entry.file_type() {
            _ if is_hidden(&entry) => {}
            Ok(kind) if kind.is_dir() && depth > 0 => add(&path, depth - 1, documents),
            Ok(kind) if !kind.is_dir() && is_document(&path) => documents.push(path),
            _ => {}
        }
    }
}

/// Whether it is hidden, or the mark that an office program leaves beside a document that is open in it.
fn is_hidden(entry: &DirEntry) -> bool {
    let name = entry.file_name();
    let name = name.to_string_lossy();
    name.starts_with('.') || name.starts_with("~$")
}

/// Whether it is a file, or a link to one, with a document's name and of a size that is read.
fn is_document(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default();
    let known = |known: &&str| extension.eq_ignore_ascii_case(known);
    let most = match (is_sequences(path), EXTENSIONS.iter().any(known)) {
        // sequences are read piece by piece
        (true, _) => u64::MAX,
        (false, true) => Limits::default().file_bytes,
        (false, false) => return false,
    };
    fs::metadata(path).is_ok_and(|it| it.is_file() && (1..=most).contains(&it.len()))
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
            "papers/old/genome.fa.gz",
            "papers/.trash/d.pdf",
            "papers/.hidden.pdf",
            "papers/~$open.docx",
            "pictures/e.png",
            "single.log",
            "zotero/zotero.sqlite",
            "zotero/storage/f.pdf",
        ] {
            fs::write(at(file), "x").unwrap();
        }
        fs::write(at("papers/empty.pdf"), "").unwrap();
        let large = fs::File::create(at("papers/large.pdf")).unwrap();
        large.set_len(Limits::default().file_bytes + 1).unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::symlink;
            symlink(at("papers"), at("papers/again")).unwrap();
            symlink(at("papers"), at("papers/folder.pdf")).unwrap();
            symlink(at("gone.pdf"), at("papers/gone.pdf")).unwrap();
        }
        let given = ["single.log", "papers", "pictures", "zotero", "gone"].map(at);
        assert_eq!(
            documents(given.into()),
            [
                at("single.log"),
                at("papers/a.PDF"),
                at("papers/b.pdf"),
                at("papers/old/c.epub"),
                at("papers/old/genome.fa.gz"),
                at("pictures"),
                at("zotero"),
                at("gone"),
            ]
        );
        assert!(documents_in(&at("pictures")).is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_a_document_is_one() {
        let place = tempfile::tempdir().unwrap();
        let at = |name: &str| place.path().join(name);
        fs::create_dir_all(at("papers")).unwrap();
        fs::write(at("far.pdf"), "x").unwrap();
        std::os::unix::fs::symlink(at("far.pdf"), at("papers/near.pdf")).unwrap();
        assert_eq!(documents_in(&at("papers")), [at("papers/near.pdf")]);
    }
}
