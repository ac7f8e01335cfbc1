//! The files that an entry names, and where they are.

use std::path::{Component, Path, PathBuf, Prefix};

use percent_encoding::percent_decode_str;

use super::words;
use crate::document;

/// The longest path that is looked for, in bytes.
const LONGEST_PATH: usize = 4_096;
/// Most files of an entry.
const MOST_FILES: usize = 50;

/// A file as a bibliography names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Attached {
    /// Its path or its name there.
    pub(super) name: String,
    /// Where it may be, the likeliest place first.
    pub(super) places: Vec<PathBuf>,
}

/// A path as a person or a program wrote it. A relative one starts at one of the folders. `None` for what is an address.
pub(super) fn named(path: &str, folders: &[&Path]) -> Option<Attached> {
    let path = path.trim();
    let is_address = ["http:", "https:", "ftp:", "doi:"].iter().any(|scheme| {
        path.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    });
    if path.is_empty() || is_address {
        return None;
    }
    let written = match path.get(..5) {
        Some(scheme) if scheme.eq_ignore_ascii_case("file:") => of_address(path.get(5..)?)?,
        _ => path.to_owned(),
    };
    let mut places = Vec::new();
    if written.len() <= LONGEST_PATH && !written.contains('\0') {
        add_places(&written, folders, &mut places);
        // another system wrote it
        if cfg!(not(windows)) && written.contains('\\') {
            add_places(&written.replace('\\', "/"), folders, &mut places);
        }
    }
    Some(Attached {
        name: words::beginning(path, LONGEST_PATH),
        places,
    })
}

fn add_places(written: &str, folders: &[&Path], places: &mut Vec<PathBuf>) {
    let path = Path::new(written);
    if path.is_absolute() {
        places.push(path.to_owned());
        return;
    }
    places.extend(folders.iter().map(|folder| folder.join(path)));
    // Mendeley leaves the first slash out
    if cfg!(unix) && written.contains('/') {
        places.push(Path::new("/").join(path));
    }
}

/// The path of a `file:` address, without its scheme; `None` if it is on another machine.
fn of_address(rest: &str) -> Option<String> {
    let path = match rest.strip_prefix("//") {
        Some(rest) => rest.strip_prefix("localhost").unwrap_or(rest),
        None => rest,
    };
    if !path.starts_with('/') {
        return None;
    }
    let path = percent_decode_str(path).decode_utf8().ok()?.into_owned();
    let drive = path.as_bytes().get(2) == Some(&b':');
    match drive {
        true => path.get(1..).map(str::to_owned),
        false => Some(path),
    }
}

/// Those of the files that are there, and the names of those that are not. An entry with PDFs has nothing else: a web
/// page beside them is a picture of where they were found.
pub(super) fn settled(mut attached: Vec<Attached>) -> (Vec<PathBuf>, Vec<String>) {
    attached.truncate(MOST_FILES);
    let best = attached.iter().filter_map(rank).min();
    let (mut files, mut missing) = (Vec::new(), Vec::new());
    for file in attached
        .into_iter()
        .filter(|file| rank(file) == best && best.is_some())
    {
        match file.places.iter().find(|place| is_file(place)) {
            Some(place) if !files.contains(place) => files.push(place.clone()),
            Some(_) => {}
            None => missing.push(file.name),
        }
    }
    (files, missing)
}

/// The rank of a file among those of its entry; `None` for what Pagewing does not read.
fn rank(file: &Attached) -> Option<usize> {
    let extension = Path::new(&file.name).extension()?;
    document::EXTENSIONS
        .iter()
        .position(|known| extension.eq_ignore_ascii_case(known))
        .map(|nth| nth.min(1))
}

/// Whether a file is on this machine. A path to another one is not even looked at, because the look would open a connection.
fn is_file(path: &Path) -> bool {
    let is_far = matches!(
        path.components().next(),
        Some(Component::Prefix(prefix))
            if matches!(prefix.kind(), Prefix::UNC(..) | Prefix::VerbatimUNC(..) | Prefix::DeviceNS(_))
    );
    !is_far && path.is_file()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_path_starts_at_a_folder_unless_it_is_absolute_and_an_address_is_none() {
        let folder = Path::new("papers");
        let places = |path: &str| named(path, &[folder]).map(|file| file.places);
        assert_eq!(
            places("wings.pdf"),
            Some(vec![PathBuf::from("papers/wings.pdf")])
        );
        assert_eq!(places("https://example.org/wings.pdf"), None);
        assert_eq!(places("HTTP://example.org/wings.pdf"), None);
        assert_eq!(places("file://server/wings.pdf"), None);
        assert_eq!(places("  "), None);
        assert_eq!(places("wi\0ngs.pdf"), Some(Vec::new()));
        assert_eq!(places(&"x/".repeat(5_000)), Some(Vec::new()));
    }

    #[cfg(unix)]
    #[test]
    fn paths_of_other_programs_and_systems_are_found() {
        let places = |path: &str| named(path, &[Path::new("/a")]).map(|file| file.places);
        let one = |path: &str| Some(vec![PathBuf::from(path)]);
        assert_eq!(places("/b/wings.pdf"), one("/b/wings.pdf"));
        assert_eq!(places("file:///b/on%20wings.pdf"), one("/b/on wings.pdf"));
        assert_eq!(
            places("home/ada/wings.pdf"),
            Some(vec![
                PathBuf::from("/a/home/ada/wings.pdf"),
                PathBuf::from("/home/ada/wings.pdf")
            ])
        );
        let other_system = places("files\\3\\wings.pdf").unwrap();
        assert!(other_system.contains(&PathBuf::from("/a/files/3/wings.pdf")));
    }

    #[test]
    fn pdfs_come_alone_and_what_is_missing_is_named() {
        let place = tempfile::tempdir().unwrap();
        for name in ["wings.PDF", "page.html", "data.zip"] {
            fs::write(place.path().join(name), "x").unwrap();
        }
        fs::create_dir(place.path().join("folder.pdf")).unwrap();
        let of = |names: &[&str]| {
            let files = names.iter().filter_map(|name| named(name, &[place.path()]));
            settled(files.collect())
        };
        let at = |name: &str| place.path().join(name);
        assert_eq!(
            of(&[
                "page.html",
                "wings.PDF",
                "wings.PDF",
                "gone.pdf",
                "folder.pdf"
            ]),
            (
                vec![at("wings.PDF")],
                vec!["gone.pdf".to_owned(), "folder.pdf".to_owned()]
            )
        );
        assert_eq!(
            of(&["data.zip", "page.html"]),
            (vec![at("page.html")], vec![])
        );
        assert_eq!(of(&["data.zip"]), (vec![], vec![]));
    }
}
