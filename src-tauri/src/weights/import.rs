//! Models that are on this computer already: a folder that a person chose, and the cache of Hugging Face's own
//! library, where other programs keep theirs.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use bigbird_pegasus::checkpoint::model_folder;

use super::card::{CachedModel, ModelOffer};
use super::download::hub_home;
use super::store::{Store, StoreError, bytes_of_model, config_role, path_text, survey};

/// The most repositories of a cache that are looked at.
const MOST: usize = 2000;
/// The largest configuration that is read, in bytes.
const LARGEST_CONFIG: u64 = 1 << 20;

/// What a folder holds that a person chose: checked as far as that goes without loading it.
///
/// # Errors
/// [`StoreError::Model`] if it is not a model that Pagewing runs; [`StoreError::NotUnicode`] if its path is not text.
pub fn offer(store: &Store, folder: &Path) -> Result<ModelOffer, StoreError> {
    store.inspect(folder, &AtomicBool::new(false))?;
    let found = survey(folder)?;
    Ok(ModelOffer {
        folder: path_text(&found.folder)?,
        name: found.figures.name.clone(),
        role: found.role,
        bytes: found.bytes,
        fast_copy_bytes: found.figures.fast_copy_bytes(),
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
        folder: path_text(&folder).ok()?,
        bytes,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::weights::identity::ModelRole;

    fn tiny() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/tiny-model")
    }

    /// The snapshot of a repository in a cache, with the small model's files.
    fn cached_repository(cache: &Path, repository: &str) -> PathBuf {
        let top = cache.join(format!("models--{}", repository.replace('/', "--")));
        let snapshot = top.join("snapshots/one");
        fs::create_dir_all(&snapshot).unwrap();
        fs::create_dir_all(top.join("refs")).unwrap();
        fs::write(top.join("refs/main"), "one").unwrap();
        for entry in fs::read_dir(tiny()).unwrap().flatten() {
            fs::copy(entry.path(), snapshot.join(entry.file_name())).unwrap();
        }
        snapshot
    }

    #[test]
    fn a_cache_offers_models_of_the_family() {
        let cache = tempfile::tempdir().unwrap();
        let cache = cache.path().canonicalize().unwrap();
        assert_eq!(cached_in(&cache), []);
        let folder = cached_repository(&cache, "a/writer");
        let other = cached_repository(&cache, "a/llama");
        fs::write(
            other.join("config.json"),
            r#"{"architectures": ["LlamaForCausalLM"]}"#,
        )
        .unwrap();
        let cut = cached_repository(&cache, "a/cut");
        fs::remove_file(cut.join("spiece.model")).unwrap();
        let empty = cached_repository(&cache, "a/empty");
        fs::remove_file(empty.join("model.safetensors")).unwrap();
        fs::create_dir_all(cache.join("datasets--a--set")).unwrap();
        fs::write(cache.join("models--a--file"), "not a folder").unwrap();

        let found = cached_in(&cache);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].name, "a/writer");
        assert_eq!(found[0].role, ModelRole::Writes);
        assert_eq!(Path::new(&found[0].folder), folder);
        assert!(found[0].bytes > 1_500_000, "{}", found[0].bytes);
    }

    #[test]
    #[cfg(unix)]
    fn links_that_leave_the_cache_are_not_followed() {
        use std::os::unix::fs::symlink;
        let home = tempfile::tempdir().unwrap();
        let cache = home.path().join("hub");
        fs::create_dir(&cache).unwrap();
        // The whole repository, one file, and a snapshot lie elsewhere.
        symlink(tiny(), cache.join("models--a--linked")).unwrap();
        let folder = cached_repository(&cache, "a/file");
        fs::remove_file(folder.join("model.safetensors")).unwrap();
        symlink(
            tiny().join("model.safetensors"),
            folder.join("model.safetensors"),
        )
        .unwrap();
        let folder = cached_repository(&cache, "a/snapshot");
        fs::remove_dir_all(&folder).unwrap();
        symlink(tiny(), folder).unwrap();
        assert_eq!(cached_in(&cache), []);
        // Links inside the cache are how it works.
        let folder = cached_repository(&cache, "a/right");
        let blobs = cache.join("models--a--right/blobs");
        fs::create_dir(&blobs).unwrap();
        fs::rename(folder.join("model.safetensors"), blobs.join("abc")).unwrap();
        symlink("../../blobs/abc", folder.join("model.safetensors")).unwrap();
        assert_eq!(cached_in(&cache).len(), 1);
    }

    #[test]
    fn a_folder_is_offered_with_its_fast_copy() {
        let home = tempfile::tempdir().unwrap();
        let store = Store::new(home.path().join("models"));
        let offered = offer(&store, &tiny()).unwrap();
        assert_eq!(offered.name, "tiny-model");
        assert_eq!(offered.role, ModelRole::Writes);
        let size = |name: &str| fs::metadata(tiny().join(name)).unwrap().len();
        let weights = size("model.safetensors");
        assert!(offered.bytes > weights && offered.bytes < weights + 300_000);
        let copy = offered.fast_copy_bytes.unwrap();
        assert!(copy > weights / 5 && copy < weights / 3, "{copy}");

        let top = cached_repository(home.path(), "a/writer");
        let top = top.parent().and_then(Path::parent).unwrap().to_owned();
        let offered = offer(&store, &top).unwrap();
        assert_eq!(offered.name, "a/writer");
        assert!(offered.folder.ends_with("one"));
        assert!(matches!(
            offer(&store, home.path().join("none").as_path()),
            Err(StoreError::Model(_))
        ));
    }
}
