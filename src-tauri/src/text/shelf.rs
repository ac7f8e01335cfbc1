//! What `pagewing models list` says about each model: its state, its size, what it is for and what it takes.

use super::language::said;
use crate::weights::{CachedModel, ModelCard};

/// The lines about a model: the first names it and its state, the others say what it is.
pub(crate) fn model(card: &ModelCard) -> Vec<String> {
    said!(shelf::model(card))
}

/// A model in the cache of other programs.
pub(crate) fn cached(model: &CachedModel) -> String {
    said!(shelf::cached(model))
}

/// The line above models in the cache of other programs.
pub(crate) fn cached_heading() -> &'static str {
    said!(shelf::CACHED)
}

/// There are no such models.
pub(crate) fn none_cached() -> &'static str {
    said!(shelf::NONE_CACHED)
}

/// Where models lie.
pub(crate) fn place(folder: &str) -> String {
    said!(shelf::place(folder))
}
