//! Decides where Pagewing stores files. No other file decides this.
//!
//! `PAGEWING_HOME` puts everything into one folder, for a portable copy or a test. Without it, Pagewing uses the
//! directories of the platform.

use std::path::{Path, PathBuf};

/// The name of the library's database.
pub const DATABASE: &str = "library.sqlite";

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

/// The folders and files of one person's Pagewing. This type creates none of them; the code that writes does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paths {
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
            return Ok(Self::under(Path::new(&home)));
        }
        let directories = directories::ProjectDirs::from("", "", "Pagewing").ok_or(NoHome)?;
        Ok(Self {
            data: directories.data_local_dir().to_owned(),
            config: directories.config_dir().to_owned(),
        })
    }

    /// The paths under one folder.
    pub fn under(home: &Path) -> Self {
        Self {
            data: home.join("data"),
            config: home.join("config"),
        }
    }

    /// The folder of everything but the settings.
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

    /// The folder of the models that Pagewing keeps.
    pub fn models(&self) -> PathBuf {
        self.data.join("models")
    }

    /// The work on sequences that was stopped and can go on.
    pub fn genomes(&self) -> PathBuf {
        self.data.join("genomes")
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
        self.data.join("webview")
    }

    /// The folder into which the example paper is unpacked.
    pub fn example(&self) -> PathBuf {
        self.data.join("example")
    }

    /// The ledger of connections.
    pub fn network_ledger(&self) -> PathBuf {
        self.data.join("network.jsonl")
    }

    /// The folder of log files.
    pub fn logs(&self) -> PathBuf {
        self.data.join("logs")
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
