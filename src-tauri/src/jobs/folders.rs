//! Folders that a person gives: the documents in them are read, and everything else stays where it is.

use std::collections::HashSet;
use std::fs::{self, DirEntry};
use std::path::{Path, PathBuf};

use super::types::LookedThrough;
use crate::bibliography;
use crate::document::{EXTENSIONS, Limits, is_sequences};

/// How deeply folders are looked through: nobody keeps documents deeper.
const DEPTH: usize = 16;

/// So many files and folders are looked at for one drop or one look: a whole disk, dropped by mistake, has an end.
const MOST_ENTRIES: usize = 200_000;

/// Receives what a look has found so far, after each file and folder, and returns whether it goes on.
pub(super) type Follow<'a> = &'a mut dyn FnMut(LookedThrough) -> bool;

/// The paths, with the documents in a folder in its place, in the order of their names, each once: a file may be given beside
/// the folder in which it is. A folder without any stays, so that its job can say that it is none, and so does the folder of a
/// bibliography. Of folders with very many entries, those that come first are looked at. `None` if it goes no further.
pub(super) fn documents(paths: Vec<PathBuf>, follow: Follow<'_>) -> Option<Vec<PathBuf>> {
    documents_among(paths, MOST_ENTRIES, follow)
}

fn documents_among(paths: Vec<PathBuf>, most: usize, follow: Follow<'_>) -> Option<Vec<PathBuf>> {
    let mut walk = Walk::of(most, follow);
    for path in paths {
        let before = walk.documents.len();
        if path.is_dir() && !bibliography::is_one(&path) {
            walk.add(&path, DEPTH)?;
        }
        if walk.documents.len() == before {
            walk.documents.push(path);
        }
    }
    let mut known = HashSet::new();
    walk.documents.retain(|path| known.insert(path.clone()));
    Some(walk.documents)
}

/// The documents in a folder, of the entries that come first if it has very many. `None` if it goes no further.
pub(super) fn documents_in(folder: &Path, follow: Follow<'_>) -> Option<Vec<PathBuf>> {
    let mut walk = Walk::of(MOST_ENTRIES, follow);
    walk.add(folder, DEPTH)?;
    Some(walk.documents)
}

/// A way through folders, which ends after a number of entries.
struct Walk<'a> {
    /// The entries that may still be looked at.
    left: usize,
    documents: Vec<PathBuf>,
    found: LookedThrough,
    follow: Follow<'a>,
}

impl<'a> Walk<'a> {
    fn of(most: usize, follow: Follow<'a>) -> Self {
        Self {
            left: most,
            documents: Vec::new(),
            found: LookedThrough::default(),
            follow,
        }
    }

    /// Says what was found so far; `None` if it goes no further.
    fn go_on(&mut self) -> Option<()> {
        (self.follow)(self.found).then_some(())
    }

    fn add(&mut self, folder: &Path, depth: usize) -> Option<()> {
        // a folder that may not be looked into has nothing to offer
        let Ok(all) = fs::read_dir(folder) else {
            return Some(());
        };
        let mut entries = Vec::new();
        for entry in all.take(self.left) {
            entries.extend(entry);
            self.found.entries += 1;
            self.go_on()?;
        }
        self.left -= entries.len();
        entries.sort_by_key(DirEntry::file_name);
        for entry in entries {
            self.go_on()?;
            let path = entry.path();
            // a link may lead back to a folder around it
            match entry.file_type() {
                _ if is_hidden(&entry) => {}
                Ok(kind) if kind.is_dir() && depth > 0 => self.add(&path, depth - 1)?,
                Ok(kind) if !kind.is_dir() && is_document(&path) => {
                    self.found.documents += 1;
                    self.documents.push(path);
                }
                _ => {}
            }
        }
        Some(())
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

    /// What is found by a look that nobody stops.
    fn documents(paths: Vec<PathBuf>) -> Vec<PathBuf> {
        super::documents(paths, &mut |_| true).unwrap()
    }

    fn documents_in(folder: &Path) -> Vec<PathBuf> {
        super::documents_in(folder, &mut |_| true).unwrap()
    }

    fn documents_among(paths: Vec<PathBuf>, most: usize) -> Vec<PathBuf> {
        super::documents_among(paths, most, &mut |_| true).unwrap()
    }

    #[test]
    fn a_look_says_how_far_it_is_and_ends_where_it_is_stopped() {
        let place = tempfile::tempdir().unwrap();
        let at = |name: &str| place.path().join(name);
        for folder in ["papers", "papers/old"] {
            fs::create_dir_all(at(folder)).unwrap();
            for name in ["a.md", "b.md", "c.bin"] {
                fs::write(at(folder).join(name), "x").unwrap();
            }
        }
        let mut steps = Vec::new();
        let look = super::documents(vec![at("papers")], &mut |found| {
            steps.push(found);
            true
        });
        assert_eq!(look.unwrap().len(), 4);
        let (entries, documents) = (7, 4);
        assert_eq!(steps.last().map(|it| it.entries), Some(entries));
        let is_later = |pair: &[LookedThrough]| {
            pair[0].entries <= pair[1].entries && pair[0].documents <= pair[1].documents
        };
        assert!(steps.windows(2).all(is_later));
        assert!(steps.iter().all(|it| it.documents <= documents));
        // it ends at once, wherever it is
        for last in 1..steps.len() {
            let mut asked = 0;
            let mut until_last = |_: LookedThrough| {
                asked += 1;
                asked < last
            };
            assert_eq!(super::documents_in(&at("papers"), &mut until_last), None);
            assert_eq!(asked, last);
        }
    }

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

    #[test]
    fn a_file_that_is_given_beside_its_folder_is_there_once() {
        let place = tempfile::tempdir().unwrap();
        let at = |name: &str| place.path().join(name);
        fs::create_dir_all(at("papers/old")).unwrap();
        for file in ["papers/a.docx", "papers/b.docx", "papers/old/c.docx"] {
            fs::write(at(file), "x").unwrap();
        }
        let given = ["papers/b.docx", "papers", "papers/old", "papers/b.docx"].map(at);
        assert_eq!(
            documents(given.into()),
            ["papers/b.docx", "papers/a.docx", "papers/old/c.docx"].map(at)
        );
    }

    #[test]
    fn a_walk_ends_after_so_many_entries() {
        let place = tempfile::tempdir().unwrap();
        let at = |name: &str| place.path().join(name);
        for folder in ["a", "b/deeper", "c"] {
            fs::create_dir_all(at(folder)).unwrap();
            for number in 0..4 {
                fs::write(at(folder).join(format!("{number}.md")), "x").unwrap();
            }
        }
        let found = |most| documents_among(["a", "b", "c"].map(at).into(), most);
        // all four of each folder, and the folder that is in one
        assert_eq!(found(13).len(), 12);
        // what is not looked into any more stands for itself, and its job says so
        let some = found(6);
        assert_eq!(
            some.iter().filter(|path| path.starts_with(at("a"))).count(),
            4
        );
        assert_eq!(
            some.iter().filter(|path| path.starts_with(at("b"))).count(),
            1
        );
        assert_eq!(some.last(), Some(&at("c")));
        // entries that are no documents count too
        fs::create_dir_all(at("d")).unwrap();
        for number in 0..4 {
            fs::write(at("d").join(format!("{number}.bin")), "x").unwrap();
        }
        assert_eq!(
            documents_among(vec![at("d"), at("a")], 4),
            [at("d"), at("a")]
        );
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
