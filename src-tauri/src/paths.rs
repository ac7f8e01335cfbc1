//! Decides where Pagewing stores files. No other file decides this.
//!
//! `PAGEWING_HOME` puts everything into one folder, for a portable copy or a test. Without it, Pagewing uses the
//! directories of the platform. The library and the models may be elsewhere: a file beside the settings then names their
//! folder.

use std::path::{Path, PathBuf};
use std::{fs, io};

/// The name of the library's database.
pub const DATABASE: &str = "library.sqlite";

/// The name of the file that names the folder to which a person has moved the library and the models.
const MOVED_TO: &str = "moved-to.txt";

/// The system names no home folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no home folder")]
pub struct NoHome;

/// A text in which the person's home folder is `~`, so that it does not name the person.
pub fn without_home(text: &str) -> String {
    let home = directories::BaseDirs::new().map(|of| of.home_dir().display().to_string());
    match home {
        Some(home) if home.len() > 1 => text.replace(&home, "~"),
        _ => text.to_owned(),
    }
}

/// Creates a folder, with those above it, and keeps everybody but its owner out of it. So nobody else reads what is in it,
/// whatever rights the files themselves have. A folder that was open to others is closed. On Windows the folders of a person
/// are closed by the system.
///
/// # Errors
/// If the folder cannot be created. One that cannot be closed stays open: not every disk has rights.
pub fn create_private(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    #[cfg(unix)]
    if let Err(error) = close(folder) {
        tracing::warn!(%error, "a folder could not be closed to other users");
    }
    Ok(())
}

fn is_missing(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

#[cfg(unix)]
fn close(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    const OTHERS: u32 = 0o077;
    let mode = fs::metadata(folder)?.permissions().mode() & 0o7777;
    if mode & OTHERS == 0 {
        return Ok(());
    }
    fs::set_permissions(folder, fs::Permissions::from_mode(mode & !OTHERS))
}

/// The folders and files of one person's Pagewing. This type creates none of them; the code that writes does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paths {
    /// The folder of what stays where it is.
    own: PathBuf,
    /// The folder of the library and the models: the same, unless a person has moved them.
    data: PathBuf,
    config: PathBuf,
}

impl Paths {
    /// The paths of the current user, or those under `PAGEWING_HOME`.
    ///
    /// # Errors
    /// [`NoHome`] if the system names no home folder.
    pub fn of_user() -> Result<Self, NoHome> {
        if let Some(home) = std::env::var_os("PAGEWING_HOME").filter(|home| !home.is_empty()) {
            return Ok(Self::under(Path::new(&home)).followed());
        }
        let directories = directories::ProjectDirs::from("", "", "Pagewing").ok_or(NoHome)?;
        let own = directories.data_local_dir().to_owned();
        let paths = Self {
            data: own.clone(),
            own,
            config: directories.config_dir().to_owned(),
        };
        Ok(paths.followed())
    }

    /// The paths under one folder, with nothing moved out of it.
    pub fn under(home: &Path) -> Self {
        let own = home.join("data");
        Self {
            data: own.clone(),
            own,
            config: home.join("config"),
        }
    }

    /// The same paths, with the library and the models where a person has moved them.
    #[must_use]
    pub fn followed(self) -> Self {
        let named = match fs::read_to_string(self.moved_to()) {
            Ok(named) => named,
            Err(error) if is_missing(&error) => String::new(),
            // nobody knows where they are, and a new library must not take the place of one that was moved: there is none
            // in a file
            Err(_) => return self.with_data(&self.moved_to()),
        };
        match named.trim_end_matches(['\r', '\n']) {
            "" => self,
            folder => self.with_data(Path::new(folder)),
        }
    }

    /// The same paths, with the library and the models in this folder.
    #[must_use]
    pub fn with_data(&self, folder: &Path) -> Self {
        Self {
            data: folder.to_owned(),
            ..self.clone()
        }
    }

    /// The same paths, with the library and the models where they are unless a person moves them.
    #[must_use]
    pub fn unmoved(&self) -> Self {
        self.with_data(&self.own)
    }

    /// Whether the library and the models are in a folder that a person chose.
    pub fn is_moved(&self) -> bool {
        self.data != self.own
    }

    /// The file that names the folder of the library and the models, if these were moved.
    pub fn moved_to(&self) -> PathBuf {
        self.config.join(MOVED_TO)
    }

    /// The folder of the library and the models.
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// The library's database.
    pub fn database(&self) -> PathBuf {
        self.data.join(DATABASE)
    }

    /// The library's own copies of the files.
    pub fn files(&self) -> PathBuf {
        self.data.join("files")
    }

    /// The recognized pages of scanned documents.
    pub fn recognized(&self) -> PathBuf {
        self.data.join("recognized")
    }

    /// The records of sequences, and what models say along them.
    pub fn sequences(&self) -> PathBuf {
        self.data.join("sequences")
    }

    /// The folder of the models that Pagewing keeps.
    pub fn models(&self) -> PathBuf {
        self.data.join("models")
    }

    /// The work on sequences that was stopped and can go on.
    pub fn genomes(&self) -> PathBuf {
        self.own.join("genomes")
    }

    /// What was measured about rounding models to int8.
    pub fn int8_plans(&self) -> PathBuf {
        self.data.join("int8")
    }

    /// The settings file.
    pub fn settings(&self) -> PathBuf {
        self.config.join("settings.json")
    }

    /// The file with the window's last position and size.
    pub fn window_state(&self) -> PathBuf {
        self.config.join("window.json")
    }

    /// The folder of the web view's own data, which holds no documents.
    pub fn webview(&self) -> PathBuf {
        self.own.join("webview")
    }

    /// The folder into which the example paper is unpacked.
    pub fn example(&self) -> PathBuf {
        self.own.join("example")
    }

    /// The ledger of connections.
    pub fn network_ledger(&self) -> PathBuf {
        self.data.join("network.jsonl")
    }

    /// The folder of log files.
    pub fn logs(&self) -> PathBuf {
        self.own.join("logs")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_does_not_name_the_person() {
        let home = directories::BaseDirs::new().unwrap();
        let folder = home.home_dir().join("papers").display().to_string();
        let said = without_home(&format!("in {folder}, and again in {folder}"));
        assert!(
            !said.contains(&home.home_dir().display().to_string()),
            "{said}"
        );
        assert_eq!(said.matches('~').count(), 2);
    }

    #[cfg(unix)]
    #[test]
    fn a_private_folder_is_closed_to_others_whether_it_is_new_or_not() {
        use std::os::unix::fs::PermissionsExt;
        let home = tempfile::tempdir().unwrap();
        let mode = |folder: &Path| fs::metadata(folder).unwrap().permissions().mode() & 0o777;
        let new = home.path().join("above").join("new");
        create_private(&new).unwrap();
        assert_eq!(mode(&new), 0o700);
        let open = home.path().join("open");
        fs::create_dir(&open).unwrap();
        fs::set_permissions(&open, fs::Permissions::from_mode(0o755)).unwrap();
        create_private(&open).unwrap();
        assert_eq!(mode(&open), 0o700);
        // its owner may have closed it further
        fs::set_permissions(&open, fs::Permissions::from_mode(0o500)).unwrap();
        create_private(&open).unwrap();
        assert_eq!(mode(&open), 0o500);
    }

    #[test]
    fn the_library_and_the_models_are_where_a_person_has_moved_them() {
        let home = tempfile::tempdir().unwrap();
        let paths = Paths::under(home.path());
        assert!(!paths.is_moved());
        assert_eq!(paths.clone().followed(), paths);
        fs::create_dir_all(home.path().join("config")).unwrap();
        fs::write(paths.moved_to(), "/disk/papers of Ada\n").unwrap();
        let moved = paths.clone().followed();
        assert!(moved.is_moved());
        let place = Path::new("/disk/papers of Ada");
        for there in [
            moved.database(),
            moved.files(),
            moved.models(),
            moved.recognized(),
            moved.sequences(),
        ] {
            assert!(there.starts_with(place), "{there:?}");
        }
        for here in [
            moved.settings(),
            moved.logs(),
            moved.genomes(),
            moved.webview(),
            moved.example(),
        ] {
            assert!(here.starts_with(home.path()), "{here:?}");
        }
        assert_eq!(moved.with_data(paths.data()), paths);
        assert_eq!(moved.unmoved(), paths);
    }

    #[test]
    fn a_place_that_cannot_be_read_is_not_taken_for_none() {
        let home = tempfile::tempdir().unwrap();
        let paths = Paths::under(home.path());
        fs::create_dir_all(home.path().join("config")).unwrap();
        fs::write(paths.moved_to(), b"/disk/\xff").unwrap();
        let followed = paths.followed();
        assert!(followed.is_moved());
        assert!(!followed.data().is_dir());
    }

    #[test]
    fn a_home_of_its_own_holds_everything() {
        let home = Path::new("stick");
        let paths = Paths::under(home);
        for path in [
            paths.data().to_owned(),
            paths.database(),
            paths.files(),
            paths.models(),
            paths.genomes(),
            paths.settings(),
            paths.logs(),
            paths.window_state(),
            paths.webview(),
            paths.example(),
            paths.network_ledger(),
        ] {
            assert!(path.starts_with(home), "{path:?}");
        }
        assert_ne!(paths.database(), paths.settings());
    }
}
