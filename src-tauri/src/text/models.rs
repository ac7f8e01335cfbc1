//! What `pagewing models` prints: the tasks of models, and what a conversion did.

use std::collections::BTreeMap;
use std::path::Path;

use bigbird_pegasus::conversion::Converted;

use super::numbers::file_size;
use crate::weights::ModelRemark;

/// A task, what Pagewing does without a model for it, and which larger models do it.
pub(crate) struct Task {
    pub(crate) name: &'static str,
    pub(crate) otherwise: &'static str,
    pub(crate) larger: &'static str,
}

/// The window names the same models in the same words.
pub(crate) const WRITING: Task = Task {
    name: "writing summaries",
    otherwise: "key sentences are quoted",
    larger: "google/bigbird-pegasus-large-arxiv, -pubmed or -bigpatent (2.3 GB), chosen in the window or with summarize --model",
};

pub(crate) const ANSWERING: Task = Task {
    name: "answering questions",
    otherwise: "passages are shown",
    larger: "any BigBirdForQuestionAnswering or BigBirdPegasusForQuestionAnswering, with ask --reader",
};

pub(crate) const FINDING: Task = Task {
    name: "finding passages by meaning",
    otherwise: "they are found by their words",
    larger: "sentence-transformers/all-MiniLM-L6-v2 and similar encoders, with ask --embedder",
};

/// A task and the model that does it.
pub(crate) fn in_use(task: &str, model: &str, folder: &str) -> String {
    format!("{task}: the {model} ({folder})")
}

/// A task whose model cannot be used, and why.
pub(crate) fn unusable(task: &str, error: &str) -> String {
    format!("{task}: {error}")
}

/// A task without a model.
pub(crate) fn without(task: &str, otherwise: &str) -> String {
    format!("{task}: no model; {otherwise}")
}

/// The larger models for a task.
pub(crate) fn larger(models: &str) -> String {
    format!("larger: {models}")
}

/// A remark about a usable model folder.
pub(crate) fn remark(folder: &Path, remark: &ModelRemark) -> String {
    let ModelRemark::UnusedTensors { count, first } = remark;
    let more = match (*count as usize).saturating_sub(first.len()) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!(
        "{}: Some weights were not used: {}{more}. The model runs without them.",
        folder.display(),
        first.join(", ")
    )
}

/// What a conversion did: the folder and its size, then a line for each thing worth knowing.
pub(crate) fn converted(folder: &Path, done: &Converted) -> Vec<String> {
    let percent = |error: f64| format!("{:.1}%", 100.0 * error);
    let mut lines = vec![format!(
        "{}: {}, {} matrices in int8.",
        folder.display(),
        file_size(done.bytes),
        done.conversion.int8.len(),
    )];
    for name in done.conversion.tables.values().flat_map(BTreeMap::keys) {
        let error = done.errors.get(name).copied().unwrap_or_default();
        lines.push(format!(
            "In six bits, with an error of {}: {name}.",
            percent(error)
        ));
    }
    let worst = done
        .errors
        .iter()
        .filter(|(name, _)| done.conversion.int8.contains_key(*name))
        .max_by(|(_, a), (_, b)| a.total_cmp(b));
    if let Some((name, error)) = worst {
        lines.push(format!(
            "Largest error of a matrix on the example paper: {} ({name}).",
            percent(*error)
        ));
    }
    for (name, reason) in &done.conversion.kept {
        lines.push(format!("Kept in f32: {name}, {reason}."));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::WRITING;

    #[test]
    fn the_window_names_the_same_larger_models() {
        let page = include_str!("../../../ui/src/text/en/models.ts");
        let models = WRITING.larger.split(", chosen").next();
        assert!(models.is_some_and(|models| page.contains(models)));
    }
}
