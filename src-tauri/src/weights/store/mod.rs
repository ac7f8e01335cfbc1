//! The models that Pagewing keeps: one folder each, with a state that survives a kill, a full disk and a second
//! program. `docs/adr/0006-states-of-a-model.md` explains the states.

mod add;
mod check;
mod condition;
mod convert;
mod copy;
mod download;
mod error;
mod files;
mod home;
mod kept;
mod list;
mod manifest;
mod names;
mod progress;
mod recorded;
mod reference;
mod remove;
mod state;
#[cfg(test)]
mod tests;
mod verify;

pub use add::{Placement, Surveyed, survey};
pub(super) use add::{bytes_of_model, config_role, path_text};
pub use error::StoreError;
pub use kept::{KeptModel, Store};
pub(super) use manifest::about_fast_copy;
pub use manifest::{Figures, Origin};
pub(super) use names::STARTER;
pub use progress::{Moved, Progress, Report};
pub use reference::{Reference, parse_reference};
pub use state::{Damage, ModelState};

pub use super::identity::{ModelId, ModelRole};
