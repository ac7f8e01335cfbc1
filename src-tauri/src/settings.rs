//! What a person set: one typed file, written atomically.
//!
//! A newer version's settings survive an older one: fields this version does not know are kept when it
//! writes, and a value it cannot use falls back to the default of that field alone. A file that is no
//! JSON at all is moved aside, never overwritten.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use ts_rs::TS;

use crate::weights::PrecisionChoice;

/// Light, dark, or as the system says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// What a person set.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Settings {
    /// Light or dark.
    pub theme: Theme,
    /// The model folder, if one was chosen.
    pub model: Option<String>,
    /// Threads for the model; `None` for one per core.
    pub threads: Option<u32>,
    /// The precision of the chosen model.
    pub precision: PrecisionChoice,
}

/// The settings could not be read or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SettingsError {
    /// Reading failed.
    #[error("{path} cannot be read: {source}")]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Writing failed.
    #[error("{path} cannot be written: {source}")]
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// The settings as found, and where a damaged file went.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded {
    /// The settings; defaults where the file has none.
    pub settings: Settings,
    /// The damaged file's new place, if the file was no JSON and has been moved aside.
    pub damaged: Option<PathBuf>,
}

/// Reads the settings; a missing file means defaults.
///
/// # Errors
/// When the file exists and cannot be read, or is broken and cannot be moved aside.
pub fn load(path: &Path) -> Result<Loaded, SettingsError> {
    let text = match fs::read(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Ok(Loaded {
                settings: Settings::default(),
                damaged: None,
            });
        }
        Err(source) => {
            let path = path.to_owned();
            return Err(SettingsError::Read { path, source });
        }
    };
    if let Ok(Value::Object(fields)) = serde_json::from_slice(&text) {
        return Ok(Loaded {
            settings: typed(&usable(fields)),
            damaged: None,
        });
    }
    let aside = free_name(path);
    fs::rename(path, &aside).map_err(|source| SettingsError::Write {
        path: path.to_owned(),
        source,
    })?;
    Ok(Loaded {
        settings: Settings::default(),
        damaged: Some(aside),
    })
}

/// Writes the settings, whole or not at all, and keeps fields of the file that this version does not know.
///
/// # Errors
/// When the folder or the file cannot be written.
pub fn save(path: &Path, settings: &Settings) -> Result<(), SettingsError> {
    let mut fields = match fs::read(path).map(|text| serde_json::from_slice(&text)) {
        Ok(Ok(Value::Object(fields))) => fields,
        _ => Map::new(),
    };
    if let Ok(Value::Object(ours)) = serde_json::to_value(settings) {
        fields.extend(ours);
    }
    let write = || -> io::Result<()> {
        let folder = path.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        serde_json::to_writer_pretty(&mut file, &fields)?;
        file.write_all(b"\n")?;
        file.as_file().sync_all()?;
        file.persist(path)?;
        Ok(())
    };
    write().map_err(|source| SettingsError::Write {
        path: path.to_owned(),
        source,
    })
}

/// The fields without those whose values this version cannot use.
fn usable(fields: Map<String, Value>) -> Map<String, Value> {
    let mut accepted = Map::new();
    for (name, value) in fields {
        let mut tried = accepted.clone();
        tried.insert(name, value);
        if serde_json::from_value::<Settings>(Value::Object(tried.clone())).is_ok() {
            accepted = tried;
        }
    }
    accepted
}

fn typed(fields: &Map<String, Value>) -> Settings {
    serde_json::from_value(Value::Object(fields.clone())).unwrap_or_default()
}

/// `settings.broken-1.json`, `-2`, ...: the first that is free.
fn free_name(path: &Path) -> PathBuf {
    (1u32..)
        .map(|n| path.with_extension(format!("broken-{n}.json")))
        .find(|candidate| !candidate.exists())
        .unwrap_or_else(|| path.with_extension("broken.json"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_saved_is_loaded() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("deep/settings.json");
        let settings = Settings {
            theme: Theme::Dark,
            model: Some("models/é".into()),
            threads: Some(2),
            precision: PrecisionChoice::Int8,
        };
        save(&path, &settings).unwrap();
        let loaded = load(&path).unwrap();
        assert_eq!(loaded.settings, settings);
        assert_eq!(loaded.damaged, None);
    }

    #[test]
    fn a_newer_versions_fields_survive() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("settings.json");
        fs::write(
            &path,
            r#"{"theme": "sepia", "threads": 3, "precision": "int4", "voice": "alto"}"#,
        )
        .unwrap();
        let loaded = load(&path).unwrap();
        assert_eq!(loaded.settings.theme, Theme::System);
        assert_eq!(loaded.settings.threads, Some(3));
        assert_eq!(loaded.settings.precision, PrecisionChoice::Automatic);

        save(&path, &loaded.settings).unwrap();
        assert!(fs::read_to_string(&path).unwrap().contains("alto"));
    }

    #[test]
    fn an_older_versions_file_has_no_precision() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("settings.json");
        fs::write(&path, r#"{"theme": "dark", "model": "a", "threads": null}"#).unwrap();
        let loaded = load(&path).unwrap();
        assert_eq!(
            loaded.settings,
            Settings {
                theme: Theme::Dark,
                model: Some("a".into()),
                ..Settings::default()
            }
        );
        save(
            &path,
            &Settings {
                precision: PrecisionChoice::Bf16,
                ..loaded.settings
            },
        )
        .unwrap();
        assert!(
            fs::read_to_string(&path)
                .unwrap()
                .contains(r#""precision": "bf16""#)
        );
    }

    #[test]
    fn a_damaged_file_is_kept_beside() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("settings.json");
        for round in 1..=2 {
            fs::write(&path, "{\"theme\": \"da").unwrap();
            let loaded = load(&path).unwrap();
            assert_eq!(loaded.settings, Settings::default());
            let aside = home.path().join(format!("settings.broken-{round}.json"));
            assert_eq!(loaded.damaged.as_ref(), Some(&aside));
            assert_eq!(fs::read_to_string(aside).unwrap(), "{\"theme\": \"da");
        }
        assert!(!path.exists());
    }
}
