//! The licences of Pagewing and of everything that is compiled in. `scripts/licences.mjs` collects those of the libraries when
//! packages are made, and packages contain them as a file.

use std::fs;
use std::path::{Path, PathBuf};

use crate::diagnosis::Licences;

/// Those of Pagewing, its starter model and its example paper.
const OWN: &str = include_str!("../../../packaging/copyright");

/// The file of the others.
const LIBRARIES: &str = "third-party.txt";

pub(super) fn licences() -> Licences {
    let program = std::env::current_exe().ok();
    let program = program.map(|program| program.canonicalize().unwrap_or(program));
    let libraries = program
        .as_deref()
        .and_then(Path::parent)
        .and_then(libraries_beside);
    Licences {
        own: OWN.into(),
        libraries,
    }
}

/// The file that belongs to a program in this folder.
fn libraries_beside(program: &Path) -> Option<String> {
    places(program)
        .iter()
        .find_map(|place| fs::read_to_string(place).ok())
}

/// Where it may be: in a package of Linux, among the resources of an application bundle (macOS), beside the program (Windows), or
/// where `scripts/licences.mjs` writes it in the source tree.
fn places(program: &Path) -> [PathBuf; 4] {
    [
        program.join("../share/doc/pagewing").join(LIBRARIES),
        program.join("../Resources/licences").join(LIBRARIES),
        program.join("licences").join(LIBRARIES),
        program.join("../packaging").join(LIBRARIES),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_of_every_package_is_found() -> std::io::Result<()> {
        for (program, file) in [
            ("usr/bin", "usr/share/doc/pagewing/third-party.txt"),
            ("App/MacOS", "App/Resources/licences/third-party.txt"),
            ("Pagewing", "Pagewing/licences/third-party.txt"),
            ("target/debug", "target/packaging/third-party.txt"),
        ] {
            let root = tempfile::tempdir()?;
            let (program, file) = (root.path().join(program), root.path().join(file));
            fs::create_dir_all(&program)?;
            assert_eq!(libraries_beside(&program), None);
            fs::create_dir_all(file.parent().unwrap_or(root.path()))?;
            fs::write(&file, "serde 1: MIT")?;
            assert_eq!(libraries_beside(&program).as_deref(), Some("serde 1: MIT"));
        }
        Ok(())
    }

    #[test]
    fn pagewings_own_licences_are_compiled_in() {
        for name in ["Apache-2.0", "CC-BY-SA-4.0", "CC-BY-4.0"] {
            assert!(OWN.contains(name), "{name}");
        }
    }
}
