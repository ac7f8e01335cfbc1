//! Models that are on this computer already: a folder that a person chose, and the cache of Hugging Face's own
//! library, where other programs keep theirs.

use std::fs;
use std::path::{Path, PathBuf};

use bigbird_pegasus::checkpoint::model_folder;

use super::card::{CachedModel, ModelOffer};
use super::download::hub_home;
use super::store::{Store, StoreError, bytes_of_model, config_role, survey};

/// The most repositories of a cache that are looked at.
const MOST: usize = 2000;
/// The largest configuration that is read, in bytes.
const LARGEST_CONFIG: u64 = 1 << 20;

/// What a folder holds that a person chose: checked as far as that goes without loading it.
///
/// # Errors
/// [`StoreError::Model`] if it is not a model that Pagewing runs.
pub fn offer(folder: &Path) -> Result<ModelOffer, StoreError> {
    let found = survey(folder)?;
    Ok(ModelOffer {
        folder: found.folder.display().to_string(),
        name: found.figures.name.clone(),
        role: found.role,
        bytes: found.bytes,
        fast_copy_bytes: super::shelf::fast_copy_bytes(&found.figures),
    })
}

/// The models of the family in the cache of Hugging Face that the store does not have. It reads configurations alone,
/// and nothing outside of the cache, wherever links lead.
pub fn cached(store: &Store) -> Vec<CachedModel> {
    let models = cache().map_or_else(Vec::new, |cache| cached_in(&cache));
    let is_new = |model: &CachedModel| store.model_of(Path::new(&model.folder)).is_none();
    models.into_iter().filter(is_new).collect()
}

/// The folder of the cache: `HF_HUB_CACHE`, `HF_HOME/hub`, or the default place.
fn cache() -> Option<PathBuf> {
    let named = std::env::var_os("HF_HUB_CACHE").filter(|value| !value.is_empty());
    named
        .map(PathBuf::from)
        .or_else(|| Some(hub_home()?.join("hub")))
}

fn cached_in(cache: &Path) -> Vec<CachedModel> {
    let Ok(cache) = cache.canonicalize() else {
        return Vec::new();
    };
    let entries = fs::read_dir(&cache).into_iter().flatten().flatten();
    let name = |entry: fs::DirEntry| entry.file_name().into_string().ok();
    let mut found: Vec<CachedModel> = entries
        .take(MOST)
        .filter_map(name)
        .filter_map(|name| snapshot(&cache, &name))
        .collect();
    found.sort_by(|a, b| (a.role, &a.name).cmp(&(b.role, &b.name)));
    found
}

/// The model of one repository in the cache, if Pagewing runs it and its files are inside.
fn snapshot(cache: &Path, name: &str) -> Option<CachedModel> {
    let repository = name.strip_prefix("models--")?.replace("--", "/");
    let top = cache.join(name);
    let inside = |path: &Path| {
        path.canonicalize()
            .ok()
            .filter(|path| path.starts_with(cache))
    };
    let folder = inside(&model_folder(&top))?;
    let config = inside(&folder.join("config.json"))?;
    let is_small =
        fs::metadata(&config).is_ok_and(|found| found.is_file() && found.len() <= LARGEST_CONFIG);
    let text = is_small.then(|| fs::read(config).ok())??;
    let role = config_role(&text)?;
    let bytes = bytes_of_model(&folder, &|file| inside(file).is_some())?;
    Some(CachedModel {
        name: repository,
        role,
        folder: folder.display().to_string(),
        bytes,
    })
}
