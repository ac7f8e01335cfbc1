//! What a person can wish for on the Models page.

use std::path::{Path, PathBuf};

use super::super::input::Input;
use super::super::types::{AppEvent, JobView};
use super::super::{Jobs, Shared, lock};
use crate::document::DocumentId;
use crate::fault::Fault;
use crate::weights::download::{History, Network};
use crate::weights::store::{
    ModelId, ModelRole, ModelState, Reference, StoreError, parse_reference,
};
use crate::weights::{
    Held, InUse, LoadedModel, ModelCard, ModelOffer, ModelPart, ModelShelf, catalogue, machine,
    offer, shelf,
};

/// The id of the model that comes with Pagewing.
const STARTER: &str = "starter";
/// The newest connections that the Privacy page shows.
const CONNECTIONS: usize = 500;

impl Jobs {
    /// All models, with what the Models page shows of them.
    ///
    /// # Errors
    /// If the folder of the models cannot be read.
    pub fn models(&self) -> Result<ModelShelf, Fault> {
        self.shared.shelf()
    }

    /// Downloads a model and makes it ready; a download that stopped goes on. With `then`, the model is chosen
    /// afterwards, and that document is summarized with it. Without it, a writing model is chosen if none was.
    ///
    /// # Errors
    /// If the job cannot be stored.
    pub fn download_model(&self, id: &ModelId, then: Option<DocumentId>) -> Result<JobView, Fault> {
        self.shared.download(id.clone().into(), then)
    }

    /// Downloads a model by its repository or URL.
    ///
    /// # Errors
    /// If the reference cannot be used, or the job cannot be stored.
    pub fn download_named(&self, reference: &str) -> Result<JobView, Fault> {
        self.shared.download(parse_reference(reference)?, None)
    }

    /// Compares the files of a model with their hashes.
    ///
    /// # Errors
    /// If the job cannot be stored.
    pub fn verify_model(&self, id: &ModelId) -> Result<JobView, Fault> {
        self.shared
            .work_on(id, false, |model| Input::Verify { model })
    }

    /// Makes the fast copy of a model.
    ///
    /// # Errors
    /// If the job cannot be stored.
    pub fn make_fast_copy(&self, id: &ModelId) -> Result<JobView, Fault> {
        self.shared
            .work_on(id, true, |model| Input::Convert { model })
    }

    /// Measures how fast a model is on this machine.
    ///
    /// # Errors
    /// If the job cannot be stored.
    pub fn measure_model(&self, id: &ModelId) -> Result<JobView, Fault> {
        self.shared
            .work_on(id, false, |model| Input::Measure { model })
    }

    /// What a folder holds that a person chose.
    ///
    /// # Errors
    /// If the folder is not that of a model that Pagewing can use.
    pub fn model_in(&self, folder: &Path) -> Result<ModelOffer, Fault> {
        Ok(offer(&self.shared.store, folder)?)
    }

    /// What a folder holds that a person dropped; `None` if it is not the folder of a model at all.
    ///
    /// # Errors
    /// If the folder is that of a model that Pagewing cannot use.
    pub fn offered_model(&self, folder: &Path) -> Result<Option<ModelOffer>, Fault> {
        match self.model_in(folder) {
            Ok(offer) => Ok(Some(offer)),
            Err(
                Fault::ModelMissing { .. }
                | Fault::ModelIncomplete {
                    part: ModelPart::Config,
                    ..
                },
            ) => Ok(None),
            Err(fault) => Err(fault),
        }
    }

    /// Copies or links a folder, with a fast copy if asked for.
    ///
    /// # Errors
    /// If the job cannot be stored.
    pub fn add_model(&self, folder: &Path, copy: bool, fast_copy: bool) -> Result<JobView, Fault> {
        self.shared.add(folder, copy, fast_copy)
    }

    /// Chooses the model of a role; `None` for key sentences, the starter model, or no model. Returns the shelf after it.
    ///
    /// # Errors
    /// If the model is not ready or is one for another role, or the settings cannot be written.
    pub fn use_model(&self, role: ModelRole, id: Option<&ModelId>) -> Result<ModelShelf, Fault> {
        let shared = &self.shared;
        let folder = match id {
            // the starter model is what there is without a choice
            Some(id) if id.0 != STARTER => Some(shared.ready(id)?),
            _ => None,
        };
        shared.choose(role, folder.as_deref())?;
        shared.shelf()
    }

    /// Deletes a model from the disk and returns the shelf after it. A linked folder stays where it is. If the model
    /// was in use, key sentences or the starter model take its place.
    ///
    /// # Errors
    /// If the model is at work, or its files cannot be deleted.
    pub fn remove_model(&self, id: &ModelId) -> Result<ModelShelf, Fault> {
        let shared = &self.shared;
        let mut busy = shared.writing.folders();
        busy.extend(shared.board().classifying());
        let is_its = |folder: &PathBuf| shared.store.model_of(folder).as_ref() == Some(id);
        if shared.board().is_at_work_on(id) || busy.iter().any(is_its) {
            return Err(Fault::ModelBusy {
                model: id.0.clone(),
            });
        }
        let roles = shared.roles_of(id);
        // Windows does not delete files that are in use
        let _held = shared.rest.hold();
        self.free_memory();
        shared.store.remove(id)?;
        for role in roles {
            shared.choose(role, None)?;
        }
        shared.board().send(AppEvent::Models);
        shared.shelf()
    }

    /// The connections that Pagewing made, the newest first.
    ///
    /// # Errors
    /// If the list cannot be read.
    pub fn network(&self) -> Result<History, Fault> {
        let ledger = &self.shared.ledger;
        ledger
            .history(CONNECTIONS)
            .map_err(|error| Fault::LedgerFailed {
                path: ledger.path().display().to_string(),
                detail: error.to_string(),
            })
    }
}

impl Shared {
    /// The way to the server that models come from.
    ///
    /// # Errors
    /// If the mirror or the proxy of the settings is not an address.
    pub(super) fn network(&self) -> Result<Network, Fault> {
        let settings = lock(&self.settings).clone();
        let network = Network::of_environment(settings.mirror.as_deref(), self.ledger.clone())?;
        Ok(network.through(settings.proxy.as_deref())?)
    }

    fn shelf(&self) -> Result<ModelShelf, Fault> {
        let settings = lock(&self.settings).clone();
        let in_use = InUse {
            writer: settings.model.map(PathBuf::from),
            reader: settings.reader.map(PathBuf::from),
            finder: settings.finder.map(PathBuf::from),
            classifier: settings.sequence_model.map(PathBuf::from),
        };
        let held = lock(&self.held).clone();
        let loaded: Vec<LoadedModel> = held
            .into_values()
            .map(|Held { folder, bytes }| LoadedModel { folder, bytes })
            .collect();
        // a mirror or a proxy that is not an address forbids nothing but downloads
        let network = self.network().ok();
        Ok(shelf(
            &self.store,
            &in_use,
            &loaded,
            &machine(),
            network.as_ref(),
        )?)
    }

    /// The folder of a model that is ready.
    fn ready(&self, id: &ModelId) -> Result<PathBuf, StoreError> {
        let kept = self.store.get(id)?;
        let state = kept.as_ref().map(|kept| kept.state.clone());
        let not_ready = || StoreError::NotReady {
            id: id.clone(),
            state: state.unwrap_or(ModelState::Absent),
        };
        kept.and_then(|kept| kept.folder).ok_or_else(not_ready)
    }

    /// The card of a model, if it is on the shelf.
    ///
    /// # Errors
    /// If the folder of the models cannot be read.
    pub(super) fn card(&self, id: &ModelId) -> Result<Option<ModelCard>, Fault> {
        let shelf = self.shelf()?;
        Ok(shelf.models.into_iter().find(|card| card.id == *id))
    }

    fn download(&self, wanted: Reference, then: Option<DocumentId>) -> Result<JobView, Fault> {
        let Reference { id, revision, host } = wanted;
        let name = name_of(&id);
        let input = Input::Download {
            model: id,
            revision,
            host,
            then,
        };
        self.begin(name, input)
    }

    /// Adds a job on a model. A folder that the settings of an earlier version name, and that the store does not know,
    /// is linked first, and then `fast_copy` says whether its fast copy is made.
    fn work_on(
        &self,
        id: &ModelId,
        fast_copy: bool,
        input: impl FnOnce(ModelId) -> Input,
    ) -> Result<JobView, Fault> {
        let folder = Path::new(&id.0);
        if folder.is_absolute() && folder.is_dir() {
            return self.add(folder, false, fast_copy);
        }
        self.begin(name_of(id), input(id.clone()))
    }

    fn add(&self, folder: &Path, copy: bool, fast_copy: bool) -> Result<JobView, Fault> {
        let name = folder.file_name().unwrap_or(folder.as_os_str());
        let input = Input::AddModel {
            folder: folder.to_owned(),
            copy,
            fast_copy,
            model: None,
        };
        self.begin(name.to_string_lossy().into_owned(), input)
    }

    fn begin(&self, name: String, input: Input) -> Result<JobView, Fault> {
        let view = self.board().add(&self.library, name, input, None)?;
        self.wake.notify_all();
        Ok(view)
    }
}

/// The name that people see.
fn name_of(id: &ModelId) -> String {
    let listed = catalogue::entry(id).map(|entry| entry.title.clone());
    listed.unwrap_or_else(|| id.0.clone())
}
