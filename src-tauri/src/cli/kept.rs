//! What Pagewing keeps for a person: the settings, and the models of the store.

use std::path::{Path, PathBuf};

use crate::fault::Fault;
use crate::jobs::{StartupRemark, caged_store, settings_at};
use crate::paths::Paths;
use crate::settings::{self, Settings};
use crate::text::notes;
use crate::weights::catalogue;
use crate::weights::download::{Ledger, Network};
use crate::weights::store::{ModelId, ModelRole, ModelState, Store};
use crate::weights::{
    FamilyFolder, FamilyTask, InUse, ModelCard, ModelShelf, choose_device, machine, shelf,
};

/// The settings of the window. Prints to stderr if they were damaged, because this call moved the file aside and a
/// later one finds nothing to report.
pub(super) fn settings() -> Result<Settings, Fault> {
    let loaded = settings_at(&Paths::of_user()?)?;
    for remark in StartupRemark::about(&loaded) {
        eprintln!("{}", notes::at_start(&remark));
    }
    Ok(loaded.settings)
}

/// The settings and the store.
pub(super) struct Kept {
    paths: Paths,
    pub(super) settings: Settings,
    pub(super) store: Store,
}

impl Kept {
    pub(super) fn open() -> Result<Self, Fault> {
        Ok(Self::with(Paths::of_user()?, settings()?))
    }

    /// The store beside settings that are known already.
    pub(super) fn with(paths: Paths, settings: Settings) -> Self {
        choose_device(settings.device);
        Self {
            store: caged_store(paths.models()),
            paths,
            settings,
        }
    }

    /// All models.
    pub(super) fn shelf(&self) -> Result<ModelShelf, Fault> {
        let folder = |folder: &Option<String>| folder.as_deref().map(PathBuf::from);
        let in_use = InUse {
            writer: folder(&self.settings.model),
            reader: folder(&self.settings.reader),
            finder: folder(&self.settings.finder),
            classifier: folder(&self.settings.sequence_model),
        };
        let network = self.network().ok();
        Ok(shelf(
            &self.store,
            &in_use,
            &[],
            &machine(),
            network.as_ref(),
        )?)
    }

    /// What the shelf says about a model.
    pub(super) fn card(&self, id: &ModelId) -> Result<Option<ModelCard>, Fault> {
        let shelf = self.shelf()?;
        Ok(shelf.models.into_iter().find(|card| card.id == *id))
    }

    /// The model that a person names: by its id, or by the last part of one that no other model has. With `@` and a
    /// revision, it must be here at that revision.
    pub(super) fn named(&self, name: &str) -> Option<ModelId> {
        let Some((name, revision)) = name.split_once('@') else {
            return self.called(name);
        };
        let kept = self.store.get(&self.called(name)?).ok()??;
        kept.is_at(revision).then_some(kept.id)
    }

    fn called(&self, name: &str) -> Option<ModelId> {
        let kept = self.store.list().unwrap_or_default();
        let listed = catalogue::entries().iter().map(|entry| &entry.id);
        let mut ids: Vec<&ModelId> = listed.chain(kept.iter().map(|kept| &kept.id)).collect();
        ids.sort();
        ids.dedup();
        if let Some(id) = ids.iter().find(|id| id.0 == name) {
            return Some((*id).clone());
        }
        let mut ends = ids
            .into_iter()
            .filter(|id| id.0.rsplit('/').next() == Some(name));
        match (ends.next(), ends.next()) {
            (Some(id), None) => Some(id.clone()),
            _ => None,
        }
    }

    /// [`Self::named`], or the fault that there is no such model.
    pub(super) fn known(&self, name: &str) -> Result<ModelId, Fault> {
        self.named(name).ok_or_else(|| Fault::ModelUnknown {
            model: name.to_owned(),
        })
    }

    /// The folder of a model, which must be ready.
    pub(super) fn folder(&self, id: &ModelId) -> Result<PathBuf, Fault> {
        if let Some(folder) = self.store.folder(id) {
            return Ok(folder);
        }
        let model = id.0.clone();
        Err(match self.store.state(id)? {
            ModelState::Absent => Fault::ModelUnknown { model },
            ModelState::Damaged { damage } => Fault::ModelFilesWrong { model, damage },
            _ => Fault::ModelNotReady { model },
        })
    }

    /// The way to the server of models.
    pub(super) fn network(&self) -> Result<Network, Fault> {
        let network = Network::of_environment(self.settings.mirror.as_deref(), self.ledger())?;
        Ok(network.through(self.settings.proxy.as_deref())?)
    }

    /// The way to another server of models, whatever the environment names.
    pub(super) fn network_at(&self, server: &str) -> Result<Network, Fault> {
        let network = Network::of_environment(Some(server), self.ledger())?;
        Ok(network
            .at(server)?
            .through(self.settings.proxy.as_deref())?)
    }

    /// The list of connections.
    pub(super) fn ledger(&self) -> Ledger {
        Ledger::at(self.paths.network_ledger())
    }

    /// The folder of the model that is chosen for a role.
    pub(super) fn chosen(&self, role: ModelRole) -> Option<&Path> {
        let folder = match role {
            ModelRole::Writes => &self.settings.model,
            ModelRole::Reads => &self.settings.reader,
            ModelRole::Finds => &self.settings.finder,
            ModelRole::Classifies => &self.settings.sequence_model,
        };
        folder.as_deref().map(Path::new)
    }

    /// Chooses the folder of a role, or nothing. One that classifies is chosen for the sequences of the library.
    pub(super) fn choose(&mut self, role: ModelRole, folder: Option<&Path>) -> Result<(), Fault> {
        if let (ModelRole::Classifies, Some(folder)) = (role, folder) {
            FamilyFolder::open(folder, FamilyTask::ClassifyBases)?;
        }
        let folder = folder.map(|folder| folder.display().to_string());
        let file = self.paths.settings();
        self.settings = settings::change(&file, &self.settings, |settings| {
            let chosen = match role {
                ModelRole::Writes => &mut settings.model,
                ModelRole::Reads => &mut settings.reader,
                ModelRole::Finds => &mut settings.finder,
                ModelRole::Classifies => &mut settings.sequence_model,
            };
            *chosen = folder;
        })?;
        Ok(())
    }

    /// The roles for which a model is chosen.
    pub(super) fn roles_of(&self, id: &ModelId) -> Vec<ModelRole> {
        let is_its = |role: &ModelRole| {
            let folder = self.chosen(*role);
            folder
                .and_then(|folder| self.store.model_of(folder))
                .as_ref()
                == Some(id)
        };
        ModelRole::ALL.into_iter().filter(is_its).collect()
    }

    /// Has the choice follow a model whose folder became another one.
    pub(super) fn follow(&mut self, id: &ModelId) -> Result<(), Fault> {
        if let Some(folder) = self.store.folder(id) {
            for role in self.roles_of(id) {
                if self.chosen(role) != Some(folder.as_path()) {
                    self.choose(role, Some(&folder))?;
                }
            }
        }
        Ok(())
    }
}
