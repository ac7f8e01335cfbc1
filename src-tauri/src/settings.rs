//! The settings: one typed file, written atomically.
//!
//! An older version keeps the settings of a newer one: it writes back the fields that it does not know, and if it
//! cannot use a value, only that field falls back to its default. A file that is not JSON is renamed, never
//! overwritten.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use ts_rs::TS;

use crate::paths::create_private;
use crate::weights::{DeviceChoice, PrecisionChoice};

/// The colours of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// Light or dark, as the system is set.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// The language of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// The first of the system's languages that the window speaks.
    #[default]
    System,
    /// Always English.
    English,
    /// Always German.
    German,
}

/// What is made of a document as soon as it has been read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AfterReading {
    /// Nothing, until somebody asks for it.
    ReadOnly,
    /// Its key sentences, also where a model that writes is chosen.
    KeySentences,
    /// A summary by the chosen model; its key sentences without one.
    #[default]
    Summary,
}

/// What the system's notifications say of long work that ends while a person is elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Notifications {
    /// What has ended, and nothing of a document.
    #[default]
    WithoutTitles,
    /// The title of the document too.
    WithTitles,
    /// There are none.
    Off,
}

/// The settings of a person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Settings {
    /// The colours of the window.
    pub theme: Theme,
    /// The language of the window.
    pub language: Language,
    /// The size of everything in the window, in per cent; `None` for 100.
    pub text_size: Option<u32>,
    /// What is made of a document as soon as it has been read.
    pub after_reading: AfterReading,
    /// Whether pages without text are recognized as soon as a document has been read.
    pub recognize_scans: bool,
    /// The chosen model folder.
    pub model: Option<String>,
    /// Number of threads for the model; `None` for one per core.
    pub threads: Option<u32>,
    /// The precision of the chosen model.
    pub precision: PrecisionChoice,
    /// The device that models run on.
    pub device: DeviceChoice,
    /// The folder of the model that answers questions; `None` for the starter model.
    pub reader: Option<String>,
    /// The folder of the model that finds passages; `None` for the starter model.
    pub finder: Option<String>,
    /// The folder of the model that finds classes along sequences.
    pub sequence_model: Option<String>,
    /// Whether the original of a downloaded model stays beside its fast copy.
    pub keep_original: bool,
    /// The server that models are downloaded from; `None` for Hugging Face.
    pub mirror: Option<String>,
    /// The proxy that downloads go through; `None` for those of the system.
    pub proxy: Option<String>,
    /// Minutes after which an idle model leaves the memory; `None` for five.
    pub unload_after: Option<u32>,
    /// Whether the queue rests: nothing is read, recognized, summarized or filled in until the person goes on.
    pub paused: bool,
    /// The folders in which new files are read.
    pub watched: Vec<String>,
    /// What the system's notifications say of long work that ends while the person is elsewhere.
    pub notifications: Notifications,
    /// The person's own keys for actions of the window, such as `mod+shift+f`, by the names of the actions. Names that this
    /// version does not know stay.
    pub shortcuts: BTreeMap<String, String>,
}

impl Settings {
    /// These settings, with the fields in which `changed` differs from `before`.
    #[must_use]
    pub fn with_changes(&self, before: &Self, changed: &Self) -> Self {
        let fields = |settings: &Self| match serde_json::to_value(settings) {
            Ok(Value::Object(fields)) => fields,
            _ => Map::new(),
        };
        let (mut all, before) = (fields(self), fields(before));
        let changed = fields(changed).into_iter();
        all.extend(changed.filter(|(name, value)| before.get(name) != Some(value)));
        typed(&all)
    }
}

/// The settings cannot be read or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SettingsError {
    /// The file cannot be read.
    #[error("{path} cannot be read: {source}")]
    Read {
        /// The file's path.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// The file cannot be written.
    #[error("{path} cannot be written: {source}")]
    Write {
        /// The file's path.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
}

/// The settings, and the new path of a damaged file.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded {
    /// The settings, with defaults for missing fields.
    pub settings: Settings,
    /// The new path of the file, if it was not JSON and has been renamed.
    pub damaged: Option<PathBuf>,
}

/// Reads the settings; a missing file means defaults.
///
/// # Errors
/// [`SettingsError::Read`] if the file exists and cannot be read; [`SettingsError::Write`] if it is damaged and cannot
/// be renamed.
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

/// The settings as the file has them now; `None` if there is none, or it cannot be read. Nothing is renamed.
pub fn current(path: &Path) -> Option<Settings> {
    match serde_json::from_slice(&fs::read(path).ok()?) {
        Ok(Value::Object(fields)) => Some(typed(&usable(fields))),
        _ => None,
    }
}

/// Changes the settings as the file has them now, so that what another program has written stays, and returns them. Where there
/// is no file that can be read, those that are `known` are changed.
///
/// # Errors
/// [`SettingsError::Write`] if the folder or the file cannot be written.
pub fn change(
    path: &Path,
    known: &Settings,
    change: impl FnOnce(&mut Settings),
) -> Result<Settings, SettingsError> {
    // until the end, so that two programs change one after the other
    let _lock = locked(path);
    let mut settings = current(path).unwrap_or_else(|| known.clone());
    change(&mut settings);
    save(path, &settings)?;
    Ok(settings)
}

/// The lock of a settings file, released when it is dropped; `None` where the disk has no locks.
fn locked(path: &Path) -> Option<File> {
    create_private(path.parent()?).ok()?;
    let lock = File::create(path.with_extension("lock")).ok()?;
    lock.lock().ok()?;
    Some(lock)
}

/// Writes the settings, either completely or not at all, and keeps the file's fields that this version does not know.
///
/// # Errors
/// [`SettingsError::Write`] if the folder or the file cannot be written.
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
        create_private(folder)?;
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

/// The first unused name among `settings.broken-1.json`, `settings.broken-2.json` and so on.
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
            language: Language::German,
            text_size: Some(125),
            after_reading: AfterReading::KeySentences,
            recognize_scans: true,
            model: Some("models/é".into()),
            threads: Some(2),
            precision: PrecisionChoice::Int8,
            mirror: Some("https://mirror.example".into()),
            proxy: Some("proxy.example:3128".into()),
            keep_original: true,
            unload_after: Some(30),
            paused: true,
            watched: vec!["/home/é".into()],
            notifications: Notifications::WithTitles,
            shortcuts: BTreeMap::from([("ask".into(), "mod+shift+k".into())]),
            ..Settings::default()
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
            r#"{"theme": "sepia", "language": "latin", "after_reading": "song", "threads": 3, "precision": "int4", "voice": "alto"}"#,
        )
        .unwrap();
        let loaded = load(&path).unwrap();
        assert_eq!(loaded.settings.theme, Theme::System);
        assert_eq!(loaded.settings.language, Language::System);
        assert_eq!(loaded.settings.after_reading, AfterReading::Summary);
        assert_eq!(loaded.settings.threads, Some(3));
        assert_eq!(loaded.settings.precision, PrecisionChoice::Automatic);

        save(&path, &loaded.settings).unwrap();
        assert!(fs::read_to_string(&path).unwrap().contains("alto"));
    }

    #[test]
    fn shortcuts_of_actions_that_are_not_known_stay_and_those_that_are_none_are_left_out_alone() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("settings.json");
        fs::write(
            &path,
            r#"{"threads": 3, "shortcuts": {"fly": "mod+u", "ask": "alt+q"}}"#,
        )
        .unwrap();
        let loaded = load(&path).unwrap().settings;
        assert_eq!(loaded.notifications, Notifications::WithoutTitles);
        save(&path, &loaded).unwrap();
        let kept = load(&path).unwrap().settings.shortcuts;
        assert_eq!(kept.get("fly").map(String::as_str), Some("mod+u"));
        assert_eq!(kept.get("ask").map(String::as_str), Some("alt+q"));

        fs::write(&path, r#"{"threads": 3, "shortcuts": ["ask"]}"#).unwrap();
        let loaded = load(&path).unwrap().settings;
        assert_eq!((loaded.threads, loaded.shortcuts.len()), (Some(3), 0));
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
    fn a_change_keeps_what_another_program_has_written() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("settings.json");
        let known = Settings {
            threads: Some(2),
            ..Settings::default()
        };
        // without a file, what is known is changed
        let first = change(&path, &known, |settings| settings.paused = true).unwrap();
        assert_eq!((first.threads, first.paused), (Some(2), true));

        let other = Settings {
            theme: Theme::Dark,
            paused: false,
            ..first.clone()
        };
        save(&path, &other).unwrap();
        let mine = Settings {
            recognize_scans: true,
            ..first.clone()
        };
        let both = change(&path, &first, |now| *now = now.with_changes(&first, &mine)).unwrap();
        let expected = Settings {
            recognize_scans: true,
            ..other
        };
        assert_eq!(both, expected);
        assert_eq!(current(&path), Some(expected));

        fs::write(&path, "{\"theme\": \"da").unwrap();
        assert_eq!(current(&path), None);
        assert!(path.exists());
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
