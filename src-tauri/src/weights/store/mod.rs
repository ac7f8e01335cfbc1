//! The models that Pagewing keeps: one folder each, with a state that survives a kill, a full disk and a second
//! program. `docs/adr/0006-states-of-a-model.md` explains the states.

mod state;

pub use state::{Damage, ModelId, ModelRole, ModelState};
