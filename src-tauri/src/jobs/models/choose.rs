//! Which models are in use, and how the choice follows a model whose folder becomes another one.

use std::path::Path;

use super::super::types::AppEvent;
use super::super::{Shared, lock};
use crate::fault::Fault;
use crate::settings::Settings;
use crate::weights::store::{ModelId, ModelRole};
use crate::weights::{EmbedderFolder, FamilyFolder, FamilyTask, ModelFolder, ReaderFolder};

/// The setting that holds the folder of a role's model.
fn setting(settings: &mut Settings, role: ModelRole) -> &mut Option<String> {
    match role {
        ModelRole::Writes => &mut settings.model,
        ModelRole::Reads => &mut settings.reader,
        ModelRole::Finds => &mut settings.finder,
        ModelRole::Classifies => &mut settings.sequence_model,
    }
}

impl Shared {
    /// The folder that is in use for a role.
    pub(super) fn used_folder(&self, role: ModelRole) -> Option<String> {
        setting(&mut self.settings_now(), role).clone()
    }

    fn settings_now(&self) -> Settings {
        lock(&self.settings).clone()
    }

    /// Chooses the model of a role; `None` for key sentences, the starter model, or no model. One that classifies is chosen
    /// for the sequences of the library.
    ///
    /// # Errors
    /// If the folder is not a model for this role, or the settings cannot be written.
    pub(super) fn choose(&self, role: ModelRole, folder: Option<&Path>) -> Result<(), Fault> {
        if let Some(folder) = folder {
            match role {
                ModelRole::Writes => {
                    ModelFolder::open_in(folder, self.settings_now().precision)?;
                }
                ModelRole::Reads => {
                    ReaderFolder::open(folder)?;
                }
                ModelRole::Finds => {
                    EmbedderFolder::open(folder)?;
                }
                ModelRole::Classifies => {
                    FamilyFolder::open(folder, FamilyTask::ClassifyBases)?;
                }
            }
        }
        let folder = folder.map(|folder| folder.to_string_lossy().into_owned());
        self.change_settings(|settings| *setting(settings, role) = folder)
    }

    /// Has the choice follow a model: after a conversion its folder is another one, and after a removal there is none.
    ///
    /// # Errors
    /// If the settings cannot be written.
    pub(super) fn follow(&self, id: &ModelId) -> Result<(), Fault> {
        let now = self.store.folder(id);
        let now = now.map(|folder| folder.to_string_lossy().into_owned());
        let mut settings = self.settings_now();
        let mut changed = false;
        for role in ModelRole::ALL {
            let used = setting(&mut settings, role);
            let is_its =
                |folder: &String| self.store.model_of(Path::new(folder)).as_ref() == Some(id);
            if used.as_ref().is_some_and(is_its) && now.is_some() && *used != now {
                used.clone_from(&now);
                changed = true;
            }
        }
        match changed {
            true => self.change_settings(|current| {
                for role in ModelRole::ALL {
                    *setting(current, role) = setting(&mut settings, role).clone();
                }
            }),
            false => {
                self.board().send(AppEvent::Models);
                Ok(())
            }
        }
    }

    /// Key sentences or the starter model take the place of a model whose files are not what they should be.
    ///
    /// # Errors
    /// If the settings cannot be written.
    pub(super) fn give_up(&self, id: &ModelId) -> Result<(), Fault> {
        for role in self.roles_of(id) {
            self.choose(role, None)?;
        }
        Ok(())
    }

    /// The roles for which a model is in use.
    pub(super) fn roles_of(&self, id: &ModelId) -> Vec<ModelRole> {
        let mut settings = self.settings_now();
        ModelRole::ALL
            .into_iter()
            .filter(|role| {
                let used = setting(&mut settings, *role).as_ref();
                let model = used.and_then(|folder| self.store.model_of(Path::new(folder)));
                model.as_ref() == Some(id)
            })
            .collect()
    }
}
