//! A task of models: the words about it, which stand together in a list, and the option that takes a model for it.

use crate::weights::store::ModelRole;

/// A task, what Pagewing does without a model for it, and which models do it besides those of the catalogue.
pub(crate) struct Task {
    pub(crate) name: &'static str,
    pub(crate) otherwise: &'static str,
    pub(crate) larger: &'static str,
}

/// The option of a command that takes a model for this role.
pub(super) fn option(role: ModelRole) -> &'static str {
    match role {
        ModelRole::Writes => "--model",
        ModelRole::Reads => "--reader",
        ModelRole::Finds => "--embedder",
    }
}
