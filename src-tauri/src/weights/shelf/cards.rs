//! A card for each model.

use std::path::{Path, PathBuf};

use super::machine::Machine;
use crate::weights::PrecisionChoice;
use crate::weights::card::{FastCopy, MemoryNeed, ModelCard, ModelOrigin, ModelShelf};
use crate::weights::catalogue::{self, Entry};
use crate::weights::download::{Network, free_space};
use crate::weights::identity::{ModelId, ModelRole};
use crate::weights::store::{
    Damage, Figures, KeptModel, ModelState, Origin, STARTER, Store, StoreError, about_fast_copy,
    survey,
};
use crate::weights::{import, starter};

/// The folders of the models that Pagewing uses; `None` for key sentences, the starter model, or no model.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InUse {
    /// Writes summaries.
    pub writer: Option<PathBuf>,
    /// Answers questions.
    pub reader: Option<PathBuf>,
    /// Finds passages.
    pub finder: Option<PathBuf>,
    /// Finds classes along the sequences of the library.
    pub classifier: Option<PathBuf>,
}

impl InUse {
    /// The folder of a role.
    fn folder(&self, role: ModelRole) -> Option<&PathBuf> {
        match role {
            ModelRole::Writes => self.writer.as_ref(),
            ModelRole::Reads => self.reader.as_ref(),
            ModelRole::Finds => self.finder.as_ref(),
            ModelRole::Classifies => self.classifier.as_ref(),
        }
    }
}

/// A model that is in memory now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadedModel {
    /// The folder that it was loaded from.
    pub folder: PathBuf,
    /// Bytes that it holds.
    pub bytes: u64,
}

/// All models: those of the catalogue, named and imported ones, and the starter model.
///
/// # Errors
/// [`StoreError::Unreadable`] if the store's folder exists and cannot be read.
pub fn shelf(
    store: &Store,
    in_use: &InUse,
    loaded: &[LoadedModel],
    machine: &Machine,
    network: Option<&Network>,
) -> Result<ModelShelf, StoreError> {
    let kept = store.list()?;
    let around = Around {
        store,
        in_use,
        loaded,
        machine,
    };
    let mut models: Vec<ModelCard> = Vec::new();
    for entry in catalogue::entries() {
        let found = kept.iter().find(|kept| kept.id == entry.id);
        models.push(around.card(Some(entry), found));
    }
    let others = kept
        .iter()
        .filter(|kept| catalogue::entry(&kept.id).is_none());
    models.extend(others.map(|kept| around.card(None, Some(kept))));
    models.extend(around.chosen_elsewhere(&kept));
    models.extend(around.starter());
    // The sort keeps the catalogue's order among equals.
    models.sort_by_key(|card| (card.role, !card.in_use, card.state != ModelState::Ready));
    Ok(ModelShelf {
        models,
        cached: import::cached(store),
        folder: store.root().display().to_string(),
        free_bytes: free_on(store.root()),
        devices: machine.devices.clone(),
        fallback: machine.fallback.clone(),
        precisions: machine.precisions.clone(),
        cores: std::thread::available_parallelism()
            .map_or(1, |cores| u32::try_from(cores.get()).unwrap_or(u32::MAX)),
        server: network.map_or_else(String::new, Network::host),
        offline: network.is_some_and(Network::is_offline),
    })
}

/// Free bytes on the disk of a folder that may not exist yet.
fn free_on(folder: &Path) -> Option<u64> {
    let existing = folder.ancestors().find(|folder| folder.is_dir())?;
    free_space(existing)
}

/// What the cards depend on besides the model.
struct Around<'a> {
    store: &'a Store,
    in_use: &'a InUse,
    loaded: &'a [LoadedModel],
    machine: &'a Machine,
}

impl Around<'_> {
    fn card(&self, entry: Option<&Entry>, kept: Option<&KeptModel>) -> ModelCard {
        let id = entry.map_or_else(
            || kept.map(|kept| kept.id.clone()),
            |entry| Some(entry.id.clone()),
        );
        let id = id.unwrap_or_else(|| ModelId(String::new()));
        let figures = kept.and_then(|kept| kept.figures.as_ref());
        let role = entry
            .map(|entry| entry.role)
            .or_else(|| kept.and_then(|kept| kept.role))
            .unwrap_or(ModelRole::Writes);
        let parameters = figures
            .map(|figures| figures.parameters)
            .or_else(|| entry.and_then(|entry| entry.parameters));
        let fast_copy = self.fast_copy(kept, parameters);
        ModelCard {
            role,
            tasks: figures
                .map(|figures| figures.tasks.clone())
                .unwrap_or_default(),
            name: name(&id, entry, figures),
            purpose: entry.map(|entry| entry.purpose.clone()),
            languages: entry
                .map(|entry| entry.languages.clone())
                .unwrap_or_default(),
            licence: entry.map(|entry| entry.licence.clone()),
            origin: origin(entry, kept),
            state: kept.map_or(ModelState::Absent, |kept| kept.state.clone()),
            download_bytes: entry.map(Entry::download_bytes),
            disk_bytes: kept.map_or(0, |kept| kept.disk_bytes),
            ready_bytes: self.ready_bytes(entry, kept, parameters),
            memory: self.needs(&memory_of(entry, kept)),
            fast_copy,
            in_use: self.is_in_use(&id),
            loaded_bytes: self.loaded_bytes(&id),
            seconds: kept.and_then(|kept| kept.seconds),
            folder: kept
                .and_then(|kept| kept.folder.as_ref())
                .map(|folder| folder.display().to_string()),
            unused: figures
                .map(|figures| figures.unused.clone())
                .unwrap_or_default(),
            id,
        }
    }

    fn fast_copy(&self, kept: Option<&KeptModel>, parameters: Option<u64>) -> FastCopy {
        if let Some((bytes, kept)) = kept.and_then(|kept| Some((kept.fast_bytes?, kept))) {
            return FastCopy::Made {
                bytes,
                original_bytes: kept.original_bytes,
            };
        }
        let needless = kept
            .and_then(|kept| kept.figures.as_ref())
            .is_some_and(|figures| figures.fast_copy_bytes().is_none());
        match parameters {
            Some(parameters) if self.machine.uses_fast_copies() && !needless => {
                FastCopy::Possible {
                    bytes: about_fast_copy(parameters),
                }
            }
            _ => FastCopy::Needless,
        }
    }

    fn ready_bytes(
        &self,
        entry: Option<&Entry>,
        kept: Option<&KeptModel>,
        parameters: Option<u64>,
    ) -> Option<u64> {
        match kept {
            Some(kept) if kept.state == ModelState::Ready => Some(kept.disk_bytes),
            _ if self.machine.uses_fast_copies() => {
                let estimate = entry.map(|entry| entry.about_bytes / 4);
                parameters.map(about_fast_copy).or(estimate)
            }
            _ => entry.map(Entry::download_bytes),
        }
    }

    /// The precisions of this machine that the model has.
    fn needs(&self, memory: &[(PrecisionChoice, u64)]) -> Vec<MemoryNeed> {
        let need = |precision: &PrecisionChoice| {
            let (precision, bytes) = *memory.iter().find(|(of, _)| of == precision)?;
            Some(MemoryNeed {
                precision,
                bytes,
                fits: self.machine.fits(bytes),
            })
        };
        self.machine.precisions.iter().filter_map(need).collect()
    }

    fn is_in_use(&self, id: &ModelId) -> bool {
        let mut folders = ModelRole::ALL
            .into_iter()
            .filter_map(|role| self.in_use.folder(role));
        folders.any(|folder| self.store.model_of(folder).as_ref() == Some(id))
    }

    fn loaded_bytes(&self, id: &ModelId) -> u64 {
        let of = |model: &&LoadedModel| self.store.model_of(&model.folder).as_ref() == Some(id);
        self.loaded.iter().filter(of).map(|model| model.bytes).sum()
    }

    fn loaded_from(&self, folder: &Path) -> u64 {
        let of = |model: &&LoadedModel| model.folder == folder;
        self.loaded.iter().filter(of).map(|model| model.bytes).sum()
    }

    /// Models in use that are neither in the store nor the starter: folders that the settings of an earlier version
    /// name, or that were chosen for sequences. Their ids lead to nothing that the store could change.
    fn chosen_elsewhere(&self, kept: &[KeptModel]) -> Vec<ModelCard> {
        let starter = starter::folder();
        let mut cards: Vec<ModelCard> = Vec::new();
        for role in ModelRole::ALL {
            let Some(folder) = self.in_use.folder(role) else {
                continue;
            };
            let is_known = self
                .store
                .model_of(folder)
                .is_some_and(|id| kept.iter().any(|kept| kept.id == id));
            if !is_known && starter.as_ref() != Some(folder) {
                cards.push(self.elsewhere(role, folder));
            }
        }
        cards
    }

    fn elsewhere(&self, role: ModelRole, folder: &Path) -> ModelCard {
        let shown = folder.display().to_string();
        let found = survey(folder);
        let (state, figures, bytes) = match found {
            Ok(found) => (ModelState::Ready, Some(found.figures), found.bytes),
            Err(_) if !folder.is_dir() => {
                let folder = shown.clone();
                let damage = Damage::FolderGone { folder };
                (ModelState::Damaged { damage }, None, 0)
            }
            Err(error) => {
                let detail = error.to_string();
                let damage = Damage::NotUsable { detail };
                (ModelState::Damaged { damage }, None, 0)
            }
        };
        let memory = figures.as_ref().map(|figures| figures.memory.clone());
        let last = folder
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        let name = figures.as_ref().map(|figures| figures.name.clone());
        let fast_copy = match figures.as_ref().and_then(Figures::fast_copy_bytes) {
            Some(bytes) if self.machine.uses_fast_copies() => FastCopy::Possible { bytes },
            _ => FastCopy::Needless,
        };
        ModelCard {
            id: ModelId(shown.clone()),
            role,
            tasks: figures
                .as_ref()
                .map(|figures| figures.tasks.clone())
                .unwrap_or_default(),
            name: name.or(last).unwrap_or_else(|| shown.clone()),
            purpose: None,
            languages: Vec::new(),
            licence: None,
            origin: ModelOrigin::Linked {
                folder: shown.clone(),
            },
            folder: (state == ModelState::Ready).then(|| shown.clone()),
            state,
            download_bytes: None,
            disk_bytes: 0,
            ready_bytes: Some(bytes),
            memory: self.needs(&memory.unwrap_or_default()),
            fast_copy,
            in_use: true,
            loaded_bytes: self.loaded_from(folder),
            seconds: None,
            unused: figures.map(|figures| figures.unused).unwrap_or_default(),
        }
    }

    /// The starter model, which reads and finds: one card for each of both.
    fn starter(&self) -> Vec<ModelCard> {
        let Some(folder) = starter::folder() else {
            return Vec::new();
        };
        let bytes =
            std::fs::metadata(folder.join("model.safetensors")).map_or(0, |file| file.len());
        let roles = [
            (ModelRole::Reads, &self.in_use.reader),
            (ModelRole::Finds, &self.in_use.finder),
        ];
        let card = |(role, chosen): (ModelRole, &Option<PathBuf>)| ModelCard {
            id: ModelId(STARTER.to_owned()),
            role,
            tasks: Vec::new(),
            name: starter::NAME.to_owned(),
            purpose: None,
            languages: vec!["en".to_owned()],
            licence: None,
            origin: ModelOrigin::Included,
            state: ModelState::Ready,
            download_bytes: None,
            disk_bytes: bytes,
            ready_bytes: Some(bytes),
            memory: self.needs(&[(PrecisionChoice::Int8, 4 * bytes)]),
            fast_copy: FastCopy::Needless,
            in_use: chosen.as_ref().is_none_or(|chosen| *chosen == folder),
            loaded_bytes: self.loaded_from(&folder),
            seconds: None,
            folder: Some(folder.display().to_string()),
            unused: Vec::new(),
        };
        roles.map(card).into()
    }
}

fn name(id: &ModelId, entry: Option<&Entry>, figures: Option<&Figures>) -> String {
    let known = entry.map(|entry| &entry.title);
    let found = known.or_else(|| figures.map(|figures| &figures.name));
    found.unwrap_or(&id.0).clone()
}

fn origin(entry: Option<&Entry>, kept: Option<&KeptModel>) -> ModelOrigin {
    match kept.map(|kept| &kept.origin) {
        Some(Origin::Copied { from }) => ModelOrigin::Copied { from: from.clone() },
        Some(Origin::Linked { folder }) => ModelOrigin::Linked {
            folder: folder.clone(),
        },
        Some(Origin::Catalogue) => ModelOrigin::Catalogue,
        Some(Origin::Named) if entry.is_none() => ModelOrigin::Named,
        _ => ModelOrigin::Catalogue,
    }
}

/// The memory of a model in each precision: what its files say, or the catalogue.
fn memory_of(entry: Option<&Entry>, kept: Option<&KeptModel>) -> Vec<(PrecisionChoice, u64)> {
    let figures = kept.and_then(|kept| Some((kept, kept.figures.as_ref()?)));
    if let Some((kept, figures)) = figures {
        let int8_alone = kept.fast_bytes.is_some() && kept.original_bytes == 0;
        let has = |(precision, _): &&(PrecisionChoice, u64)| {
            !int8_alone || *precision == PrecisionChoice::Int8
        };
        return figures.memory.iter().filter(has).copied().collect();
    }
    let Some(entry) = entry else {
        return Vec::new();
    };
    let memory = entry.memory;
    vec![
        (PrecisionChoice::F32, memory.f32),
        (PrecisionChoice::Int8, memory.int8),
        (PrecisionChoice::Bf16, memory.bf16),
        (PrecisionChoice::F16, memory.bf16),
    ]
}
