//! Adding a folder of a person's own: copied, or linked and used where it is.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use super::check;
use super::condition;
use super::copy::{copy_file, listing};
use super::error::StoreError;
use super::files;
use super::home::Home;
use super::kept::Store;
use super::list;
use super::manifest::{Figures, FileRecord, Manifest, Origin, Step};
use super::names;
use super::progress::{Moved, Progress, Report, share};
use super::state::{Damage, ModelState};
use crate::stage::Stage;
use crate::weights::download::free_space;
use crate::weights::identity::{ModelId, ModelRole};
use crate::weights::{Convertible, ModelPart};

/// How a folder is added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placement {
    /// Its files are copied into the store.
    Copy,
    /// It is used where it is, and never changed.
    Link,
}

/// The largest index of weight files that is read, in bytes.
const LARGEST_INDEX: u64 = 32 << 20;

impl Store {
    /// Adds a folder, or goes on with adding it; returns the model that it became. A folder that was added before and
    /// changed since is checked and recorded anew.
    ///
    /// # Errors
    /// [`StoreError::Model`] if the folder is not a model that Pagewing runs, [`StoreError::NotUnicode`] if its path is not text;
    /// the store is as it was then.
    pub fn add(
        &self,
        folder: &Path,
        how: Placement,
        stop: &AtomicBool,
        report: &mut Report,
    ) -> Result<ModelId, StoreError> {
        self.inspect(folder, stop)?;
        let model = Convertible::open_to_keep(folder)?;
        let path = model.path();
        let path = path
            .canonicalize()
            .map_err(|error| StoreError::reading(path, error))?;
        if let Some(id) = self.own(&path) {
            return Ok(id);
        }
        let named = path_text(&path)?;
        let origin = match how {
            Placement::Copy => Origin::Copied { from: named },
            Placement::Link => Origin::Linked { folder: named },
        };
        let id = self.id_for(model.name(), &origin)?;
        let home = self.home(&id)?;
        let _held = home.hold()?;
        let files = chosen(&path)?;
        let mut manifest = match home.read() {
            Ok(Some(manifest)) if manifest.origin == origin => manifest,
            Ok(_) | Err(StoreError::Damaged { .. }) => Manifest::new(id.clone(), origin),
            Err(error) => return Err(error),
        };
        if how == Placement::Link {
            link(&mut manifest, files);
        } else {
            check::start_repair(&home, &mut manifest)?;
            if matches!(
                condition::state(&home, &manifest),
                ModelState::Ready | ModelState::Converting
            ) {
                return Ok(id);
            }
            list_copies(&mut manifest, files);
        }
        manifest.revision = revision(&path);
        list::expect_known(&self.root, &mut manifest);
        manifest.step = Step::Receiving;
        manifest.damage = None;
        home.write(&manifest)?;
        if how == Placement::Copy {
            copy(&home, &path, &mut manifest, stop, report)?;
        }
        check::hash_rest(&home, &mut manifest, stop, report)?;
        check::finish(self, &home, &mut manifest, stop)?;
        Ok(id)
    }

    /// The model of a folder inside the store.
    fn own(&self, path: &Path) -> Option<ModelId> {
        let root = self.root.canonicalize().ok()?;
        let inside = path.strip_prefix(root).ok()?;
        names::id_of(inside.components().next()?.as_os_str().to_str()?)
    }

    /// The id of a folder: the one that it got before, that of the repository for a snapshot of a cache, or a free one.
    fn id_for(&self, name: &str, origin: &Origin) -> Result<ModelId, StoreError> {
        let models = self.list()?;
        if let Some(kept) = models.iter().find(|kept| kept.origin == *origin) {
            return Ok(kept.id.clone());
        }
        let is_free = |id: &ModelId| {
            let state = |kept: &&super::kept::KeptModel| kept.id == *id;
            models.iter().find(state).is_none()
        };
        let repository = ModelId(name.to_owned());
        if name.contains('/') && names::folder_name(&repository).is_some() && is_free(&repository) {
            return Ok(repository);
        }
        let part = names::part_of(name);
        let numbered = |n: u32| match n {
            1 => ModelId(format!("{}/{part}", names::IMPORTED)),
            n => ModelId(format!("{}/{part}-{n}", names::IMPORTED)),
        };
        let free = (1..).map(numbered).find(is_free);
        free.ok_or_else(|| StoreError::Unknown {
            id: ModelId(part.clone()),
        })
    }
}

/// What is known of a folder before it is added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Surveyed {
    /// The folder that holds the model; it may be below the one that was chosen.
    pub folder: PathBuf,
    /// What the model does.
    pub role: ModelRole,
    /// Bytes of its files.
    pub bytes: u64,
    /// What its files say.
    pub figures: Figures,
}

/// Looks at a folder without loading the model, and writes nothing. One from elsewhere is inspected before.
///
/// # Errors
/// [`StoreError::Model`] if the folder is not a model that Pagewing runs.
pub fn survey(folder: &Path) -> Result<Surveyed, StoreError> {
    let model = Convertible::open_to_keep(folder)?;
    let (role, figures) = check::figures(&model)?;
    let folder = model.path().to_owned();
    let bytes = chosen(&folder)?.iter().filter_map(|file| file.size).sum();
    Ok(Surveyed {
        folder,
        role,
        bytes,
        figures,
    })
}

/// The path of a folder as it is kept.
///
/// # Errors
/// [`StoreError::NotUnicode`] if it is not text.
pub(in crate::weights) fn path_text(folder: &Path) -> Result<String, StoreError> {
    let named = folder.to_str().map(str::to_owned);
    named.ok_or_else(|| StoreError::NotUnicode {
        folder: folder.to_owned(),
    })
}

/// Bytes of the files that the model of a folder consists of, if weights and a tokenizer are among them and all of
/// them are `allowed`.
pub(in crate::weights) fn bytes_of_model(
    folder: &Path,
    allowed: &dyn Fn(&Path) -> bool,
) -> Option<u64> {
    let records = chosen(folder).ok()?;
    let has_tokenizer = records.iter().any(|file| files::is_tokenizer(&file.name));
    let is_whole = |file: &FileRecord| file.size.is_some() && allowed(&folder.join(&file.name));
    (has_tokenizer && records.iter().all(is_whole))
        .then(|| records.iter().filter_map(|file| file.size).sum())
}

/// What a model does by the text of its configuration, if Pagewing runs it.
pub(in crate::weights) fn config_role(config: &[u8]) -> Option<ModelRole> {
    files::role(config).ok()
}

/// The commit of a snapshot in a cache.
fn revision(path: &Path) -> Option<String> {
    let parent = path.parent()?.file_name()?;
    let name = path.file_name()?.to_str()?;
    (parent == "snapshots" && super::reference::is_commit(name)).then(|| name.to_owned())
}

/// The files of a folder that the model consists of, with their sizes.
fn chosen(folder: &Path) -> Result<Vec<FileRecord>, StoreError> {
    let all: Vec<String> = listing(folder)?
        .into_iter()
        .filter(|name| names::is_file_name(name))
        .collect();
    let names: Vec<&str> = all.iter().map(String::as_str).collect();
    let mut wanted: Vec<String> = files::wanted(&names)
        .into_iter()
        .map(str::to_owned)
        .collect();
    if let Some(index) = wanted.iter().find(|name| files::is_index(name)).cloned() {
        let path = folder.join(index);
        let small = condition::size(&path).is_some_and(|size| size <= LARGEST_INDEX);
        let text = small
            .then(|| fs::read(&path).ok())
            .flatten()
            .unwrap_or_default();
        wanted.extend(files::shards(&text).unwrap_or_default());
    }
    if !wanted.iter().any(|name| files::is_weights(name)) {
        return Err(crate::weights::ModelError::Incomplete(ModelPart::Weights).into());
    }
    let record = |name: String| FileRecord {
        size: condition::size(&folder.join(&name)),
        name,
        sha256: None,
        checked: false,
        optional: false,
    };
    Ok(wanted.into_iter().map(record).collect())
}

/// The files of a linked folder: a person who links it again says that they are right as they are now.
fn link(manifest: &mut Manifest, files: Vec<FileRecord>) {
    let same = |a: &FileRecord, b: &FileRecord| a.name == b.name && a.size == b.size;
    let unchanged = manifest.files.len() == files.len()
        && manifest.files.iter().zip(&files).all(|(a, b)| same(a, b));
    if !unchanged || manifest.damage.is_some() {
        // A fast copy of other files is not a copy of these.
        manifest.fast = None;
        manifest.files = files;
    }
}

/// The files of a copied folder; those that were copied already stay.
fn list_copies(manifest: &mut Manifest, files: Vec<FileRecord>) {
    let before = std::mem::replace(&mut manifest.files, files);
    for file in &mut manifest.files {
        let copied = before
            .iter()
            .find(|old| old.name == file.name && old.size == file.size && old.checked);
        if let Some(copied) = copied {
            *file = copied.clone();
        }
    }
}

fn copy(
    home: &Home,
    from: &Path,
    manifest: &mut Manifest,
    stop: &AtomicBool,
    report: &mut Report,
) -> Result<(), StoreError> {
    let original = home.original();
    check::uncheck(&original, manifest);
    let total: u64 = manifest.files.iter().filter_map(|file| file.size).sum();
    let here = manifest.files.iter().filter(|file| file.checked);
    let mut done: u64 = here.filter_map(|file| file.size).sum();
    let free = free_space(&home.folder);
    if let Some(free) = free.filter(|free| *free < total - done) {
        return Err(StoreError::DiskFull {
            folder: home.folder.clone(),
            needed: Some(total - done),
            free: Some(free),
        });
    }
    let began = std::time::Instant::now();
    let mut copied = 0;
    let open: Vec<String> = manifest
        .files
        .iter()
        .filter(|file| !file.checked)
        .map(|file| file.name.clone())
        .collect();
    for name in open {
        let to: PathBuf = original.join(&name);
        let sha256 = copy_file(&from.join(&name), &to, stop, &mut |bytes| {
            let seconds = began.elapsed().as_secs_f32().max(0.001);
            report(Progress {
                stage: Stage::Copying,
                done: share(done + bytes, total),
                transfer: Some(Moved {
                    bytes: done + bytes,
                    total: Some(total),
                    per_second: (copied + bytes) as f32 / seconds,
                    retry_in: None,
                }),
            });
        })?;
        let bytes = condition::size(&to).unwrap_or(0);
        if let Some(file) = manifest.file(&name) {
            if file.sha256.is_some_and(|expected| expected != sha256) {
                let damage = Damage::OtherHash { file: name };
                return Err(check::damaged(home, manifest, damage));
            }
            (file.size, file.sha256, file.checked) = (Some(bytes), Some(sha256), true);
        }
        (done, copied) = (done + bytes, copied + bytes);
        home.write(manifest)?;
    }
    Ok(())
}
