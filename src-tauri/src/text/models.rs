//! What `pagewing models` prints: the tasks of models, and what a conversion did.

use std::path::Path;

use bigbird_pegasus::conversion::Converted;

use super::language::said;
pub(crate) use super::task::Task;
use crate::weights::{ModelCard, ModelRemark};

/// What a model does that writes summaries.
pub(crate) fn writing() -> Task {
    said!(models::WRITING)
}

/// What a model does that answers questions.
pub(crate) fn answering() -> Task {
    said!(models::ANSWERING)
}

/// What a model does that finds passages.
pub(crate) fn finding() -> Task {
    said!(models::FINDING)
}

/// What a model does that classifies.
pub(crate) fn classifying() -> Task {
    said!(models::CLASSIFYING)
}

/// A task and the model that does it.
pub(crate) fn in_use(task: &str, model: &str, folder: &str) -> String {
    said!(models::in_use(task, model, folder))
}

/// A task whose model cannot be used, and why.
pub(crate) fn unusable(task: &str, error: &str) -> String {
    format!("{task}: {error}")
}

/// A task without a model.
pub(crate) fn without(task: &str, otherwise: &str) -> String {
    said!(models::without(task, otherwise))
}

/// The architectures of models for a task, and the commands that take them; `others` if models stand before them.
pub(crate) fn larger(models: &str, others: bool) -> String {
    said!(models::larger(models, others))
}

/// A remark about a usable model folder.
pub(crate) fn remark(folder: &Path, remark: &ModelRemark) -> String {
    said!(models::remark(folder, remark))
}

/// A model that became ready: what it takes, and whether Pagewing uses it.
pub(crate) fn ready(card: &ModelCard, chosen: bool) -> Vec<String> {
    said!(models::ready(card, chosen))
}

/// All files of a model are what they should be.
pub(crate) fn verified(model: &str) -> String {
    said!(models::verified(model))
}

/// `verify all` without a model.
pub(crate) fn nothing_to_verify() -> &'static str {
    said!(models::NOTHING_TO_VERIFY)
}

/// A model that was removed, the bytes that are free again, and the folder that stays.
pub(crate) fn removed(model: &str, freed: u64, folder: Option<&str>) -> String {
    said!(models::removed(model, freed, folder))
}

/// How a person without a model that writes gets one.
pub(crate) fn get_a_writer() -> Option<String> {
    said!(models::get_a_writer())
}

/// What a conversion to half precision did.
pub(crate) fn halved(folder: &Path, precision: &str, bytes: u64) -> String {
    said!(models::halved(folder, precision, bytes))
}

/// What a conversion to int8 did: the folder and its size, then a line for each thing worth knowing.
pub(crate) fn converted(folder: &Path, done: &Converted) -> Vec<String> {
    said!(models::converted(folder, done))
}
