//! The manifest of a model: what the store knows of it. One file, written at once or not at all.
//!
//! A manifest is hostile input like everything in a folder that other programs can write: its names are checked
//! before anybody uses them as paths, and one of a newer version is left alone.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::names;
use super::state::Damage;
use crate::weights::download::FileHash;
use crate::weights::identity::{ModelId, ModelRole};
use crate::weights::{FamilyTask, PrecisionChoice};

/// The version of the form. A change that an older program would misread raises it.
const VERSION: u64 = 2;
/// The largest manifest that is read, in bytes.
const LARGEST: u64 = 1 << 20;
/// The most files of a model.
const MOST_FILES: usize = 500;
/// The largest file of a model, in bytes: the sum of all sizes is a number too.
const LARGEST_FILE: u64 = 1 << 44;

/// What the store knows of a model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Manifest {
    /// The model.
    pub(super) id: ModelId,
    /// What it does, once its configuration is here.
    pub(super) role: Option<ModelRole>,
    /// Where it comes from.
    pub(super) origin: Origin,
    /// The revision that a person named.
    pub(super) requested: Option<String>,
    /// The commit that its files belong to, or the requested revision if the server does not name commits.
    pub(super) revision: Option<String>,
    /// The host that its files come from.
    pub(super) server: Option<String>,
    /// How far the original is.
    pub(super) step: Step,
    /// The files of the original.
    pub(super) files: Vec<FileRecord>,
    /// Whether the original was removed after its fast copy was verified.
    pub(super) original_removed: bool,
    /// The fast copy.
    pub(super) fast: Option<Fast>,
    /// What a verification found.
    pub(super) damage: Option<Damage>,
    /// What the files say about the model, once they are verified.
    pub(super) figures: Option<Figures>,
    /// Seconds that a document of 10,000 words takes on this machine.
    pub(super) seconds: Option<f32>,
}

/// Where a model comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Origin {
    /// The catalogue lists it.
    Catalogue,
    /// A person named its repository.
    Named,
    /// A folder was copied.
    Copied {
        /// The original folder.
        from: String,
    },
    /// A folder is used where it is.
    Linked {
        /// The folder.
        folder: String,
    },
}

/// How far the original of a model is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Step {
    /// It is not known yet which files there are.
    Listing,
    /// Files arrive, or wait to be hashed.
    Receiving,
    /// All files were hashed, and the folder was opened as a model.
    Whole,
}

/// A file of a model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct FileRecord {
    /// Its path in the folder, with `/`.
    pub(super) name: String,
    /// Bytes, if they are known.
    pub(super) size: Option<u64>,
    /// The SHA-256 that it must have, if it is known: a published one, or the recorded one.
    pub(super) sha256: Option<FileHash>,
    /// Whether the file on the disk had this hash when it was last read.
    pub(super) checked: bool,
    /// Whether the model works without it.
    pub(super) optional: bool,
}

/// The copy of a model in int8.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Fast {
    /// Whether it is complete and verified.
    pub(super) done: bool,
    /// Whether the original is to stay beside it.
    pub(super) keep_original: bool,
    /// Its files, once it is done.
    pub(super) files: Vec<FileRecord>,
}

/// What the files say about a model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// The name that its folder or its configuration gives it.
    pub name: String,
    /// Number of weights.
    pub parameters: u64,
    /// Whether the original is in int8 already.
    pub converted: bool,
    /// Whether there is a conversion to int8 for its kind.
    #[serde(default = "usual")]
    pub convertible: bool,
    /// What it does of the work on sequences and of finding classes.
    #[serde(default)]
    pub tasks: Vec<FamilyTask>,
    /// Bytes of memory in each precision, estimates.
    pub memory: Vec<(PrecisionChoice, u64)>,
    /// Tensors that the architecture does not use; the first few names.
    pub unused: Vec<String>,
}

impl Figures {
    /// Bytes of the model's fast copy, an estimate; `None` if the model is in int8 already, or of a kind that has none.
    pub fn fast_copy_bytes(&self) -> Option<u64> {
        (self.convertible && !self.converted).then(|| about_fast_copy(self.parameters))
    }
}

/// Manifests of the first version have models that can be converted.
fn usual() -> bool {
    true
}

/// Bytes of the fast copy of a model with this number of weights, an estimate: a byte for each, and besides that scales and the
/// matrices that stay as they are.
pub(in crate::weights) fn about_fast_copy(parameters: u64) -> u64 {
    parameters + parameters / 30
}

/// Why a manifest cannot be used.
#[derive(Debug)]
pub(super) enum Unusable {
    /// There is none.
    Missing,
    /// A newer version wrote it.
    Newer(u64),
    /// It contradicts itself, or it is not a manifest.
    Wrong(String),
    /// The system cannot read it.
    Unreadable(io::Error),
}

impl Manifest {
    /// The manifest of a model of which nothing is here yet.
    pub(super) fn new(id: ModelId, origin: Origin) -> Self {
        Self {
            id,
            role: None,
            origin,
            requested: None,
            revision: None,
            server: None,
            step: Step::Listing,
            files: Vec::new(),
            original_removed: false,
            fast: None,
            damage: None,
            figures: None,
            seconds: None,
        }
    }

    /// Reads a manifest.
    pub(super) fn read(path: &Path) -> Result<Self, Unusable> {
        #[derive(Deserialize)]
        struct Versioned {
            version: u64,
        }
        let text = match File::open(path) {
            Ok(file) => {
                let mut text = Vec::new();
                file.take(LARGEST + 1)
                    .read_to_end(&mut text)
                    .map_err(Unusable::Unreadable)?;
                text
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(Unusable::Missing),
            Err(error) => return Err(Unusable::Unreadable(error)),
        };
        let wrong = |detail: &dyn std::fmt::Display| Unusable::Wrong(detail.to_string());
        if text.len() as u64 > LARGEST {
            return Err(wrong(&"the manifest is too large"));
        }
        let Versioned { version } = serde_json::from_slice(&text).map_err(|e| wrong(&e))?;
        if version > VERSION {
            return Err(Unusable::Newer(version));
        }
        let manifest: Self = serde_json::from_slice(&text).map_err(|e| wrong(&e))?;
        manifest.check().map_err(|detail| wrong(&detail))?;
        Ok(manifest)
    }

    /// Checks everything that becomes a path.
    fn check(&self) -> Result<(), String> {
        if names::folder_name(&self.id).is_none() {
            return Err("the manifest has an impossible name".to_owned());
        }
        let fast = self.fast.iter().map(|fast| &fast.files);
        for files in std::iter::once(&self.files).chain(fast) {
            if files.len() > MOST_FILES {
                return Err("the manifest names too many files".to_owned());
            }
            // On some disks, names that differ in case alone are one file.
            let mut seen = BTreeSet::new();
            for file in files {
                if file.size.is_some_and(|size| size > LARGEST_FILE) {
                    return Err(format!(
                        "the manifest has an impossible size: {:?}",
                        file.name
                    ));
                }
                if !names::is_file_name(&file.name) || !seen.insert(file.name.to_lowercase()) {
                    return Err(format!(
                        "the manifest has an impossible file name: {:?}",
                        file.name
                    ));
                }
            }
        }
        Ok(())
    }

    /// The version that a program must know to read it. The first one has no models that classify, and what does not know
    /// them leaves them alone.
    fn version(&self) -> u64 {
        match self.role {
            Some(ModelRole::Classifies) => VERSION,
            Some(ModelRole::Writes | ModelRole::Reads | ModelRole::Finds) | None => 1,
        }
    }

    /// Writes the manifest, completely or not at all.
    pub(super) fn write(&self, path: &Path) -> io::Result<()> {
        #[derive(Serialize)]
        struct Versioned<'a> {
            version: u64,
            #[serde(flatten)]
            manifest: &'a Manifest,
        }
        let versioned = Versioned {
            version: self.version(),
            manifest: self,
        };
        write_atomically(path, &versioned)
    }

    /// The record of a file.
    pub(super) fn file(&mut self, name: &str) -> Option<&mut FileRecord> {
        self.files.iter_mut().find(|file| file.name == name)
    }

    /// The folder of a linked model.
    pub(super) fn linked(&self) -> Option<&Path> {
        match &self.origin {
            Origin::Linked { folder } => Some(Path::new(folder)),
            _ => None,
        }
    }
}

/// Writes JSON into a new file and then gives it its name, so that a reader finds the old content or the new one.
pub(super) fn write_atomically(path: &Path, value: &impl Serialize) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut file = tempfile::Builder::new()
        .prefix(".writing-")
        .tempfile_in(folder)?;
    serde_json::to_writer_pretty(&mut file, value)?;
    file.write_all(b"\n")?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    sync(folder);
    Ok(())
}

/// Asks the system to keep the names in a folder. Not every system can, and none needs it to stay consistent.
pub(super) fn sync(folder: &Path) {
    if cfg!(unix) {
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example() -> Manifest {
        let mut manifest = Manifest::new(ModelId("a/b".into()), Origin::Named);
        manifest.files.push(FileRecord {
            name: "1_Pooling/config.json".into(),
            size: Some(3),
            sha256: Some(FileHash::of(b"abc")),
            checked: true,
            optional: false,
        });
        manifest
    }

    #[test]
    fn what_was_written_is_read() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("deep/manifest.json");
        assert!(matches!(Manifest::read(&path), Err(Unusable::Missing)));
        example().write(&path).unwrap();
        assert_eq!(Manifest::read(&path).unwrap(), example());
        // Nothing else stays in the folder.
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    }

    #[test]
    fn a_newer_manifest_is_told_apart() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("manifest.json");
        fs::write(&path, r#"{"version": 3, "id": ["another", "form"]}"#).unwrap();
        assert!(matches!(Manifest::read(&path), Err(Unusable::Newer(3))));
    }

    #[test]
    fn only_a_model_that_classifies_asks_for_the_second_version() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("manifest.json");
        let version = |role| {
            let manifest = Manifest { role, ..example() };
            manifest.write(&path).unwrap();
            assert_eq!(Manifest::read(&path).unwrap(), manifest);
            let text = fs::read(&path).unwrap();
            let fields: serde_json::Value = serde_json::from_slice(&text).unwrap();
            fields["version"].as_u64()
        };
        assert_eq!(version(Some(ModelRole::Classifies)), Some(2));
        for role in [ModelRole::Writes, ModelRole::Reads, ModelRole::Finds] {
            assert_eq!(version(Some(role)), Some(1));
        }
        assert_eq!(version(None), Some(1));
    }

    #[test]
    fn figures_of_the_first_version_are_of_a_model_that_can_be_converted() {
        let text =
            r#"{"name": "a", "parameters": 300, "converted": false, "memory": [], "unused": []}"#;
        let figures: Figures = serde_json::from_str(text).unwrap();
        assert_eq!(figures.fast_copy_bytes(), Some(310));
        assert_eq!(figures.tasks, []);
        let other = Figures {
            convertible: false,
            ..figures
        };
        assert_eq!(other.fast_copy_bytes(), None);
    }

    #[test]
    fn hostile_manifests_are_refused() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("manifest.json");
        let wrong = |text: &[u8]| {
            fs::write(&path, text).unwrap();
            let read = Manifest::read(&path);
            assert!(matches!(read, Err(Unusable::Wrong(_))), "{read:?}");
        };
        wrong(b"");
        wrong(b"not JSON");
        wrong(b"[1]");
        wrong(br#"{"version": -1}"#);
        wrong(&vec![b' '; 2 << 20]);
        wrong(format!("{}1", "[".repeat(10_000)).as_bytes());
        let written = |change: &dyn Fn(&mut Manifest)| {
            let mut manifest = example();
            change(&mut manifest);
            manifest.write(&path).unwrap();
            fs::read(&path).unwrap()
        };
        for name in [
            "../x",
            "/etc/passwd",
            "C:\\x",
            "nul",
            "a/../../b",
            "1_pooling/CONFIG.json",
        ] {
            let record = FileRecord {
                name: name.into(),
                ..example().files[0].clone()
            };
            wrong(&written(&|manifest| manifest.files.push(record.clone())));
            let fast = Fast {
                done: true,
                keep_original: true,
                files: vec![record.clone(), example().files[0].clone()],
            };
            wrong(&written(&|manifest| manifest.fast = Some(fast.clone())));
        }
        wrong(&written(&|manifest| {
            manifest.files[0].size = Some(u64::MAX)
        }));
        wrong(&written(&|manifest| manifest.id = ModelId("../b".into())));
        wrong(&written(&|manifest| {
            let file = manifest.files[0].clone();
            manifest.files = (0..1000)
                .map(|n| FileRecord {
                    name: format!("{n}.bin"),
                    ..file.clone()
                })
                .collect();
        }));
    }
}
