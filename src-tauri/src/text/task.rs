//! The words about a task of models, which stand together in a list.

/// A task, what Pagewing does without a model for it, and which models do it besides those of the catalogue.
pub(crate) struct Task {
    pub(crate) name: &'static str,
    pub(crate) otherwise: &'static str,
    pub(crate) larger: &'static str,
}
