//! Zotero's settings, of which one matters here: the folder in which relative paths of linked files start.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

/// The largest file of settings, in bytes.
const LARGEST: u64 = 4 << 20;
/// Most folders of profiles that are looked into.
const MOST_PROFILES: usize = 20;
const SETTING: &str = "user_pref(\"extensions.zotero.baseAttachmentPath\",";

/// The base folder of this computer's Zotero; `None` if it has none.
pub(super) fn base() -> Option<PathBuf> {
    let folders = directories::BaseDirs::new()?;
    let profiles = [
        folders.home_dir().join(".zotero/zotero"),
        folders.config_dir().join("Zotero/Profiles"),
        folders.config_dir().join("Zotero/Zotero/Profiles"),
    ];
    profiles.iter().find_map(|profiles| in_profiles(profiles))
}

fn in_profiles(profiles: &Path) -> Option<PathBuf> {
    let entries = fs::read_dir(profiles).ok()?.flatten().take(MOST_PROFILES);
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path().join("prefs.js")).collect();
    files.sort();
    files.iter().find_map(|file| {
        let mut bytes = Vec::new();
        let opened = File::open(file).ok()?;
        opened.take(LARGEST).read_to_end(&mut bytes).ok()?;
        in_settings(&String::from_utf8_lossy(&bytes))
    })
}

/// The folder in a file of settings, which is a script with a string in it.
fn in_settings(script: &str) -> Option<PathBuf> {
    let line = script
        .lines()
        .find_map(|line| line.trim().strip_prefix(SETTING))?;
    let string = line.trim().trim_end_matches(';').strip_suffix(')')?;
    let folder: String = serde_json::from_str(string.trim()).ok()?;
    (!folder.is_empty()).then(|| PathBuf::from(folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_base_folder_stands_in_the_settings_of_a_profile() {
        let place = tempfile::tempdir().unwrap();
        let profile = place.path().join("abcd.default");
        fs::create_dir(&profile).unwrap();
        assert_eq!(in_profiles(place.path()), None);
        fs::write(
            profile.join("prefs.js"),
            "// settings\nuser_pref(\"extensions.zotero.baseAttachmentPath\", \"C:\\\\papers \\\"x\\\"\");\n",
        )
        .unwrap();
        assert_eq!(
            in_profiles(place.path()),
            Some(PathBuf::from("C:\\papers \"x\""))
        );
        assert_eq!(
            in_settings("user_pref(\"extensions.zotero.baseAttachmentPath\", 7);"),
            None
        );
    }
}
