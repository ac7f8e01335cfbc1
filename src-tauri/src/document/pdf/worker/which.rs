//! Which program is started as the worker: one that holds the readers alone, so that no document loads the libraries of the
//! window. Where it is missing, this program is its own worker.

use std::env::consts::EXE_SUFFIX;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

/// A hash of the readers' source. A worker of another build speaks another language.
pub(in crate::document) const READERS: &str = env!("PAGEWING_READERS");

/// The argument with which a worker says its [`READERS`] and ends.
pub(in crate::document) const READERS_ARGUMENT: &str = "readers";

/// The name of the program with the readers alone, which is beside this one.
const NAME: &str = "pagewing-worker";

/// The program to start as a worker; the same each time.
///
/// # Errors
/// If the system does not say where this program is.
pub fn program() -> io::Result<&'static Path> {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    let own = std::env::current_exe()?;
    Ok(PROGRAM.get_or_init(|| chosen(own)))
}

/// The worker beside this program if it is of the same build, else this program.
fn chosen(own: PathBuf) -> PathBuf {
    let worker = own.with_file_name(format!("{NAME}{EXE_SUFFIX}"));
    match worker.is_file() && readers_of(&worker).as_deref() == Some(READERS) {
        true => worker,
        false => own,
    }
}

/// What a worker says that its readers are.
fn readers_of(worker: &Path) -> Option<String> {
    let said = Command::new(worker)
        .arg(READERS_ARGUMENT)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let said = String::from_utf8(said.stdout).ok()?;
    Some(said.trim().to_owned())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_worker_that_is_missing_or_of_another_build_is_not_started() {
        let folder = tempfile::tempdir().unwrap();
        let own = folder.path().join("pagewing");
        assert_eq!(chosen(own.clone()), own);
        // it says its argument, and not which readers it has
        std::os::unix::fs::symlink("/bin/echo", folder.path().join(NAME)).unwrap();
        assert_eq!(
            readers_of(&folder.path().join(NAME)).as_deref(),
            Some("readers")
        );
        assert_eq!(chosen(own.clone()), own);
    }
}
