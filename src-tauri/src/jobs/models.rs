//! The models that a person keeps: what is there, and the work on them.

use std::path::Path;

use super::{Jobs, types::JobView};
use crate::document::DocumentId;
use crate::fault::Fault;
use crate::weights::store::{ModelId, ModelRole};
use crate::weights::{ModelOffer, ModelShelf};

impl Jobs {
    /// All models, with what the Models page shows of them.
    ///
    /// # Errors
    /// If the folder of the models cannot be read.
    pub fn models(&self) -> Result<ModelShelf, Fault> {
        Err(Fault::NoModel)
    }

    /// Downloads a model of the catalogue and makes it ready; a download that stopped goes on. With `then`, the model
    /// is chosen afterwards, and that document is summarized with it.
    ///
    /// # Errors
    /// If there is no such model, or the job cannot be stored.
    pub fn download_model(
        &self,
        _id: &ModelId,
        _then: Option<DocumentId>,
    ) -> Result<JobView, Fault> {
        Err(Fault::NoModel)
    }

    /// Downloads a model by its repository or URL.
    ///
    /// # Errors
    /// If the reference cannot be used, or the job cannot be stored.
    pub fn download_named(&self, _reference: &str) -> Result<JobView, Fault> {
        Err(Fault::NoModel)
    }

    /// Compares the files of a model with their hashes.
    ///
    /// # Errors
    /// If there is no such model, or the job cannot be stored.
    pub fn verify_model(&self, _id: &ModelId) -> Result<JobView, Fault> {
        Err(Fault::NoModel)
    }

    /// Makes the fast copy of a model.
    ///
    /// # Errors
    /// If there is no such model, or the job cannot be stored.
    pub fn make_fast_copy(&self, _id: &ModelId) -> Result<JobView, Fault> {
        Err(Fault::NoModel)
    }

    /// Measures how fast a model is on this machine.
    ///
    /// # Errors
    /// If there is no such model, or the job cannot be stored.
    pub fn measure_model(&self, _id: &ModelId) -> Result<JobView, Fault> {
        Err(Fault::NoModel)
    }

    /// What a folder holds that a person chose.
    ///
    /// # Errors
    /// If the folder is not that of a model.
    pub fn model_in(&self, _folder: &Path) -> Result<ModelOffer, Fault> {
        Err(Fault::NoModel)
    }

    /// What a folder holds that a person dropped; `None` if it is not the folder of a model at all.
    ///
    /// # Errors
    /// If the folder is that of a model that Pagewing cannot use.
    pub fn offered_model(&self, _folder: &Path) -> Result<Option<ModelOffer>, Fault> {
        Ok(None)
    }

    /// Copies or links a folder, with a fast copy if asked for.
    ///
    /// # Errors
    /// If the job cannot be stored.
    pub fn add_model(
        &self,
        _folder: &Path,
        _copy: bool,
        _fast_copy: bool,
    ) -> Result<JobView, Fault> {
        Err(Fault::NoModel)
    }

    /// Chooses the model of a role; `None` for key sentences or the starter model. Returns the shelf after it.
    ///
    /// # Errors
    /// If the model is not ready, or the settings cannot be written.
    pub fn use_model(&self, _role: ModelRole, _id: Option<&ModelId>) -> Result<ModelShelf, Fault> {
        Err(Fault::NoModel)
    }

    /// Deletes a model from the disk and returns the shelf after it. A linked folder stays where it is.
    ///
    /// # Errors
    /// If the model is at work, or its files cannot be deleted.
    pub fn remove_model(&self, _id: &ModelId) -> Result<ModelShelf, Fault> {
        Err(Fault::NoModel)
    }

    /// Takes every loaded model out of the memory; the next work loads it again.
    pub fn free_memory(&self) {
        self.shared.writer.forget();
        self.shared.asking.forget();
    }
}
