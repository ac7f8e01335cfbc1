//! Removing a model.

use super::error::StoreError;
use super::kept::Store;
use crate::weights::identity::ModelId;

impl Store {
    /// Removes a model with everything that belongs to it. A linked folder is a person's own and stays. Recorded
    /// hashes stay too, so that a later download is compared with them.
    ///
    /// The model is gone at once, or not at all, whenever the process ends.
    ///
    /// # Errors
    /// [`StoreError::Unknown`] if the model is not here; [`StoreError::Busy`] if it is being changed;
    /// [`StoreError::Newer`] if a newer version of Pagewing wrote it; [`StoreError::Unwritable`] if its files cannot be
    /// moved, as on Windows while they are in use.
    pub fn remove(&self, id: &ModelId) -> Result<(), StoreError> {
        let home = self.home(id)?;
        if !home.folder.is_dir() {
            return Err(StoreError::Unknown { id: id.clone() });
        }
        let _held = home.hold()?;
        match home.read() {
            Err(error @ StoreError::Newer { .. }) => Err(error),
            // A model whose manifest is damaged can be removed like any other.
            _ => home.remove(),
        }
    }
}
