//! What `pagewing models` prints: the tasks of models, and what a conversion did.

use std::collections::BTreeMap;
use std::path::Path;

use bigbird_pegasus::conversion::Converted;

use super::numbers::file_size;
use super::shelf;
use crate::text::task::{Task, commands, option};
use crate::weights::store::ModelRole;
use crate::weights::{ModelCard, ModelRemark, catalogue, starter};

pub(crate) const WRITING: Task = Task {
    name: "writing summaries",
    otherwise: "key sentences are quoted",
    larger: "BigBirdPegasusForConditionalGeneration, with models download, models import or summarize --model",
};

pub(crate) const ANSWERING: Task = Task {
    name: "answering questions",
    otherwise: "passages are shown",
    larger: "BigBirdForQuestionAnswering or BigBirdPegasusForQuestionAnswering, with models download, models import or ask --reader",
};

pub(crate) const FINDING: Task = Task {
    name: "finding passages by meaning",
    otherwise: "they are found by their words",
    larger: "BertModel with the layout of all-MiniLM-L6-v2, with models download, models import or ask --embedder",
};

pub(crate) const CLASSIFYING: Task = Task {
    name: "sequences and classes",
    otherwise: "genome and classify take one with --model",
    larger: "BigBirdForSequenceClassification, BigBirdForTokenClassification, BigBirdForMaskedLM, BigBirdModel or BigBirdPegasusForSequenceClassification, with models download, models import, genome --model or classify --model",
};

/// A task and the model that does it.
pub(crate) fn in_use(task: &str, model: &str, folder: &str) -> String {
    let article = if model == starter::NAME { "the " } else { "" };
    format!("{task}: {article}{model} ({folder})")
}

/// A task without a model.
pub(crate) fn without(task: &str, otherwise: &str) -> String {
    format!("{task}: no model; {otherwise}")
}

/// The architectures of models for a task, and the commands that take them; `others` if models stand before them.
pub(crate) fn larger(models: &str, others: bool) -> String {
    let any = if others { "any other" } else { "any" };
    format!("{any} {models}")
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

/// A model that became ready: what it takes, and whether Pagewing uses it.
pub(crate) fn ready(card: &ModelCard, chosen: bool) -> Vec<String> {
    let mut lines = vec![format!(
        "{} is {}: {} on the disk.",
        card.id.0,
        shelf::state(&card.state),
        file_size(card.disk_bytes)
    )];
    lines.push(match (chosen, card.role) {
        (true, ModelRole::Writes) => "Pagewing writes summaries with it from now on.".into(),
        (true, ModelRole::Reads) => "Pagewing answers questions with it from now on.".into(),
        (true, ModelRole::Finds) => "Pagewing finds passages with it from now on.".into(),
        (true, ModelRole::Classifies) => {
            "The window finds classes along sequences with it from now on.".into()
        }
        (false, ModelRole::Classifies) => format!(
            "To use it, give {} {} to {}.",
            option(card.role),
            card.id.0,
            commands(&card.tasks, "or")
        ),
        (false, role) => format!(
            "To use it in a command, give {} {}.",
            option(role),
            card.id.0
        ),
    });
    lines
}

/// All files of a model are what they should be.
pub(crate) fn verified(model: &str) -> String {
    format!("{model}: every file is what it should be.")
}

/// `verify all` without a model.
pub(crate) const NOTHING_TO_VERIFY: &str = "There are no models to verify.";

/// A model that was removed, the bytes that are free again, and the folder that stays.
pub(crate) fn removed(model: &str, freed: u64, folder: Option<&str>) -> String {
    let freed = file_size(freed);
    match folder {
        Some(folder) => {
            format!("{model} is removed, {freed} are free again. Its folder stays: {folder}")
        }
        None => format!("{model} is removed, {freed} are free again."),
    }
}

/// How a person without a model that writes gets one.
pub(crate) fn get_a_writer() -> Option<String> {
    let entry = catalogue::recommended(ModelRole::Writes)?;
    Some(format!(
        "Written summaries need a model ({} to download): pagewing models download {}",
        file_size(entry.download_bytes()),
        entry.id.0
    ))
}

/// What a conversion to half precision did.
pub(crate) fn halved(folder: &Path, precision: &str, bytes: u64) -> String {
    format!("{}: {} in {precision}.", folder.display(), file_size(bytes))
}

/// What a conversion to int8 did: the folder and its size, then a line for each thing worth knowing.
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
